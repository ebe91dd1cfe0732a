"""Whose folder is it? A build replaces only what an earlier build wrote; all else is the user's."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NoReturn

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.output import record
from socialscaffold.output.document import Document

ELSEWHERE = "Pick another folder with `--out`."
_KEEPING = "use `--force`, which keeps the folder under another name."
_LEFT_BY_SYSTEMS = frozenset([".DS_Store", "Thumbs.db", "desktop.ini"])


def wrong_place(target: Path, keep_out: Path) -> Diagnostic | None:
    """Why no build may ever stand at `target`: a link, a file, or around the program or the working folder.

    Raises OSError when that cannot be seen.
    """
    if target.is_symlink():
        return error("SS-PUB-001", f"`{target}` is a link to another place.", ELSEWHERE)
    if not target.exists():
        return None
    if not target.is_dir():
        return error("SS-PUB-001", f"`{target}` is a file, not a folder.", ELSEWHERE)
    if _holds(target, keep_out):
        return error("SS-PUB-002", f"`{target}` holds the program itself, which a build would replace.", ELSEWHERE)
    if _holds(target, Path.cwd()):
        hint = f"Go up to a folder outside it and build again. {ELSEWHERE}"
        return error("SS-PUB-002", f"You are working inside `{target}`, which a build would replace.", hint)
    return None


def not_ours(folder: Path, shown: str) -> Diagnostic | None:
    """Why the folder, called `shown` in messages, may not be replaced: it holds what no build wrote.

    None for an absent or empty folder and for a build as it was built (files that are gone do not matter).
    Raises OSError when something in it cannot be read.
    """
    if not folder.exists() or not any(files_in(folder)):
        return None
    listing = folder / record.NAME
    regular = listing.is_file() and not listing.is_symlink()
    outputs = record.recorded_outputs(listing.read_bytes()) if regular else None
    if outputs is None:
        message = f"`{shown}` is not empty and not a build of socialscaffold."
        return error("SS-PUB-003", message, f"Pick another folder with `--out`, or {_KEEPING}")
    changed = [path for path in files_in(folder) if not _as_built(folder, path, outputs)]
    if not changed:
        return None
    names = ", ".join(f"`{path}`" for path in islice(changed, 3))
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    message = f"`{shown}` holds files that were added or changed since it was built: {names}{more}."
    return error("SS-PUB-004", message, f"Move them elsewhere, or {_KEEPING}")


def files_in(folder: Path) -> Iterator[str]:
    """Everything below `folder` that is no plain folder, without what systems leave behind by themselves.

    Paths are relative with `/`. Raises OSError for a folder that cannot be read.
    """

    def unreadable(failure: OSError) -> NoReturn:
        raise failure

    for top, folders, files in os.walk(folder, onerror=unreadable):
        folders.sort()
        links = [name for name in folders if Path(top, name).is_symlink()]
        for name in sorted({*files, *links} - _LEFT_BY_SYSTEMS):
            yield Path(top, name).relative_to(folder).as_posix()


def _holds(target: Path, inner: Path) -> bool:
    whole = inner.resolve()
    return any(each.exists() and each.samefile(target) for each in (whole, *whole.parents))


def _as_built(folder: Path, path: str, outputs: dict[str, str]) -> bool:
    if path == record.NAME:
        return True
    file = folder / path
    if path not in outputs or not stat.S_ISREG(file.lstat().st_mode):
        return False
    return record.content_hash(Document(path, file.read_bytes())) == outputs[path]
