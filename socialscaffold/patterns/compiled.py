"""The shipped patterns and evidence, read once when the wheel is built.

Reading YAML into records was the longest part of every `check`. The wheel brings the records themselves; it and the
classes that they are made of come from the same build. A checkout has none and reads the YAML.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from socialscaffold.resources import compiled

try:  # half of what importing `pickle` costs is its slow twin in Python
    from _pickle import dumps, loads
except ImportError:
    from pickle import dumps, loads

T = TypeVar("T")


def ready_or(read: Callable[[], T], *name: str) -> T:
    """What the wheel holds under `name`, such as ("tasks", "case-card"), else what `read` reads."""
    file = _file(compiled(), name)
    if file.is_file():
        made: T = loads(file.read_bytes())
        return made
    return read()


def keep(value: object, folder: Path, *name: str) -> None:
    """Write `value` where `ready_or` finds it, under `folder`, the root of what a wheel brings ready."""
    file = _file(folder, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(dumps(value, protocol=5))


def _file(folder: Path, name: tuple[str, ...]) -> Path:
    return folder.joinpath("patterns", *name).with_suffix(".pickle")
