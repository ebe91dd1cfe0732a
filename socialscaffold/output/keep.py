"""Writing single files that people keep: each is whole or as it was, and what stood there is never lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from socialscaffold.output.staged import USUAL, staged

_PRIVATE = 0o600


def keep(files: Sequence[tuple[Path, bytes]], *, aside: bool = False, private: bool = False) -> str:
    """Put files in their places, the last one last; they are written beside their places first, then moved.

    With `aside` a file that stands there with other contents is kept under another name (`x.old-1.csv`). What comes
    back says why nothing was written, and is empty where all was. A `private` file is for its owner alone.
    """
    mode = _PRIVATE if private else USUAL
    try:
        with ExitStack() as stack:
            made: list[tuple[Path, Path]] = []
            for path, data in files:
                if path.is_symlink() or path.is_dir():
                    return f"{path} is a link or a folder, and was left alone. Choose another name with `--out`."
                made.append((stack.enter_context(staged(path, data, mode)), path))
            for temporary, path in made:
                if aside and path.exists() and path.read_bytes() != temporary.read_bytes():
                    os.link(path, _free(path))
                temporary.replace(path)
    except OSError as refused:
        full = "The disk is full" if refused.errno in (errno.ENOSPC, errno.EDQUOT) else refused.strerror
        return (
            f"{files[-1][0]} can't be written ({full}). What stood there is as it was; see to the folder or the disk."
        )
    return ""


def _free(path: Path) -> Path:
    """The first name for the file that stands there now: `2027.sets.csv` becomes `2027.old-1.sets.csv`."""
    first, dot, rest = path.name.partition(".")
    names = (path.with_name(f"{first}.old-{number}{dot}{rest}") for number in count(1))
    return next(one for one in names if not one.exists())
