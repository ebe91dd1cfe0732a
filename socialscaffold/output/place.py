"""One file into its place in one step."""

from __future__ import annotations

import os
from pathlib import Path

from socialscaffold.output.staged import staged


def put_file(path: Path, text: str, *, over: bool) -> str:
    """Put a file in its place in one step, over another one only where `over` says so; why not, where it can't be."""
    made: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = staged(path, text.encode())
        if over:
            made.replace(path)
            made = None
        else:
            os.link(made, path)
    except FileExistsError:
        return f"{path} is there already and was left alone."
    except OSError as refused:
        return f"{path} can't be written ({refused.strerror}). Nothing has changed."
    finally:
        if made is not None:
            made.unlink(missing_ok=True)
    return ""
