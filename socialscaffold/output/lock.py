"""One writer at a time: a lock file that the system itself lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.05


@contextmanager
def exclusive(path: Path, wait: float) -> Iterator[bool]:
    """Hold the lock file at `path` for the length of the block and remove it afterwards.

    Yields False, without the lock, when another process still holds it after `wait` seconds.
    Raises OSError when the file cannot be made or the file system knows no locks.
    """
    attempts = 1 + round(wait / _PAUSE)
    handle = _take(path)
    while handle is None and (attempts := attempts - 1):
        time.sleep(_PAUSE)
        handle = _take(path)
    if handle is None:
        yield False
        return
    try:
        yield True
    finally:
        # Windows removes no open file: ours must be closed first, and the next holder's keeps its lock safe.
        if sys.platform == "win32":
            os.close(handle)
        with suppress(OSError):
            path.unlink()
        if sys.platform != "win32":
            os.close(handle)


def _take(path: Path) -> int | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        # The last holder may have removed the file between our opening and our locking it.
        if _lock(handle) and os.path.samestat(os.fstat(handle), path.stat()):
            return handle
    except FileNotFoundError:
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
