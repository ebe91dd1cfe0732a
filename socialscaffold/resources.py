"""Where the templates and examples are: inside the package in a wheel, at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def _folder(name: str) -> Path:
    packed = _HERE / f"_{name}"
    return packed if packed.is_dir() else _HERE.parent / name


def templates() -> Path:
    """The folder with `documents/`, `learner/`, `site/` and `program/`."""
    return _folder("templates")


def examples() -> Path:
    """The folder with one example a folder."""
    return _folder("examples")


def compiled() -> Path:
    """The folder of what a wheel brings ready to use: compiled templates and patterns. A checkout has none."""
    return _HERE / "_compiled"
