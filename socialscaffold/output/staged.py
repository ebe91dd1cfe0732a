"""A file written whole beside its place, from where it is moved in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USUAL = 0o644  # whatever the umask


@contextmanager
def staged(path: Path, data: bytes, mode: int = USUAL) -> Iterator[Path]:
    """A file with `data` in the folder of `path`, under a hidden name of its own, safe on the disk.

    Move it within the block (`replace`, `os.link`): whatever still has that name at its end is removed.
    """
    import tempfile  # most commands write nothing

    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(mode)
        yield made
    finally:
        made.unlink(missing_ok=True)


def mode_of(path: Path) -> int:
    """The permissions of the file that stands there, or the usual ones."""
    return path.stat().st_mode & 0o777 if path.exists() else USUAL
