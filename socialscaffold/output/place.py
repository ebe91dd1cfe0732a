"""One file into its place in one step."""

from __future__ import annotations

import os
from pathlib import Path

from socialscaffold.output.staged import mode_of, staged


def put_file(path: Path, text: str, *, over: bool) -> str:
    """Put a file in its place in one step, over another one only where `over` says so; why not, where it can't be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with staged(path, text.encode()) as made:
            if over:
                made.replace(path)
            else:
                os.link(made, path)
    except FileExistsError:
        return f"{path} is there already and was left alone."
    except OSError as refused:
        return f"{path} can't be written ({refused.strerror}). Nothing has changed."
    return ""


def write_over(root: Path, name: str, old: bytes, new: bytes) -> str:
    """Put new contents in the place of the file `name` below `root`, in one step.

    What comes back says why that was not done, and is empty where it was; the file then is as it was before.
    """
    path = root / name
    try:
        if path.is_symlink() or path.read_bytes() != old:
            return f"{name} has changed meanwhile and was left alone. Run this again."
        with staged(path, new, mode_of(path)) as made:
            made.replace(path)
    except OSError as refused:
        return f"{name} can't be written ({refused.strerror}). Nothing has changed; see to the folder or the disk."
    return ""
