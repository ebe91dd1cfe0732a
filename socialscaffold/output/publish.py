"""Putting a build in its folder: the old one or the new one stands there, whole, and nothing else is lost.

Everything is written to a folder beside the target and swapped in by one atomic exchange. While a build runs,
there are beside `build`: `.build.socialscaffold-lock`, `-new` (being written, or about to be removed; always
disposable) and, where the system knows no exchange, for a moment `-old` (always whole).
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Severity, error, warn
from socialscaffold.output import record
from socialscaffold.output.document import Document
from socialscaffold.output.lock import exclusive
from socialscaffold.output.ownership import ELSEWHERE, files_in, not_ours, wrong_place
from socialscaffold.source.names import check_names

_FILE_MODE, _FOLDER_MODE = 0o644, 0o755  # whatever the umask: a build is the same for everyone


@dataclass(frozen=True, slots=True)
class _Places:
    target: Path
    stage: Path
    old: Path
    lock: Path


def publish(
    documents: Iterable[Document], target: Path, *, keep_out: Path, force: bool = False, wait: float = 30.0
) -> tuple[Diagnostic, ...]:
    """Make `target` hold exactly `documents` (their `build.json` among them), in one step.

    `keep_out` is the folder of the program, which must not be in the target. With `force`, a folder that is
    no build of ours or that was changed by hand is moved aside (`build.old-1`) instead of being refused. A
    build running at the same time is waited for, `wait` seconds at most.
    Returns () when all went well. When there is an error in it, the target is as it was before; a warning or
    a note comes beside a published build.
    Raises ValueError for unsafe names and for documents that are not those of their `build.json`.
    """
    documents = sorted(documents, key=lambda one: one.path)
    _check(documents)
    places = _places(target)
    try:
        if refused := wrong_place(target, keep_out):
            return (refused,)
        places.target.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(places.lock, wait) as held:
            if not held:
                hint = "Wait until it is done, then build again."
                return (error("SS-PUB-005", f"Another build is writing `{target}`.", hint),)
            return _replace(documents, target, places, force)
    except OSError as failure:
        return (_told(failure, target, places),)


def is_current(documents: Iterable[Document], target: Path) -> bool:
    """Whether `target` already holds exactly these documents, byte by byte, and nothing else.

    False as well where a build that was killed has left something beside it, which `publish` clears away.
    """
    wanted = {one.path: one.data for one in documents}
    try:
        if not nothing_beside(target):
            return False
        present = {path: target / path for path in files_in(target)}
        return present.keys() == wanted.keys() and all(
            present[path].stat().st_size == len(data) and present[path].read_bytes() == data
            for path, data in wanted.items()
        )
    except OSError:
        return False


def nothing_beside(target: Path) -> bool:
    """Whether no build has left anything beside `target`."""
    places = _places(target)
    return not any(map(_there, (places.stage, places.old, places.lock)))


def _places(target: Path) -> _Places:
    # The target itself is not resolved: a link is told, not followed. `.` and `..` have no name of their own.
    # `realpath` also ends where a link leads back to itself, which is then told as what can't be written.
    nameless = target.name in ("", "..")
    whole = Path(os.path.realpath(target if nameless else target.parent)) / ("" if nameless else target.name)
    return _Places(whole, *(whole.parent / f".{whole.name}.socialscaffold-{x}" for x in ("new", "old", "lock")))


def _check(documents: Sequence[Document]) -> None:
    if wrong := check_names(one.path for one in documents):
        raise ValueError("; ".join(wrong))
    data = next((one.data for one in documents if one.path == record.NAME), b"")
    listed = record.recorded_outputs(data)
    if listed is None or {*listed, record.NAME} != {one.path for one in documents}:
        raise ValueError("the documents are not those that their build.json lists")


def _replace(documents: Sequence[Document], target: Path, places: _Places, force: bool) -> tuple[Diagnostic, ...]:
    _settle(places)
    refused = not_ours(places.target, str(target))
    if refused and not force:
        return (refused,)
    found: list[Diagnostic] = []
    try:
        _write_stage(documents, places.stage)
        if refused:
            aside = _move_aside(places)
            message = f"The earlier `{target}` is kept beside the new one as `{aside.name}`."
            found.append(Diagnostic("SS-PUB-009", Severity.INFO, message))
        else:
            _swap(places)
        _sync_folder(places.target.parent)
    finally:
        with suppress(OSError):
            _settle(places)
    if left := [place.name for place in (places.stage, places.old) if _there(place)]:
        message = f"The new build is in place, but the earlier one could not be removed (`{left[0]}`)."
        found.append(warn("SS-PUB-008", message, "The next build tries again."))
    return tuple(found)


def _settle(places: _Places) -> None:
    """Bring the folders to rest after a build, or after one that was killed. Only under the lock."""
    _remove(places.stage)
    if _there(places.old):
        if not _there(places.target):
            places.old.rename(places.target)
        else:
            places.old.rename(places.stage)  # so that `-old` is never half removed
            _remove(places.stage)


def _there(path: Path) -> bool:
    return os.path.lexists(path)  # a dangling link is something, too


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _write_stage(documents: Sequence[Document], stage: Path) -> None:
    """Write everything and wait for the disk: what a power cut can still lose must not replace a build."""
    folders = sorted({stage, *(stage / above for one in documents for above in Path(one.path).parents)})
    for folder in folders:
        folder.mkdir()
        _set_mode(folder, _FOLDER_MODE)
    for one in documents:
        _write(stage / one.path, one.data)
    for folder in reversed(folders):
        _sync_folder(folder)


def _write(file: Path, data: bytes) -> None:
    try:
        with file.open("xb") as out:
            _set_mode(file, _FILE_MODE)
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except OSError as failure:
        failure.filename = failure.filename or str(file)  # a full disk does not say which file it was
        raise


def _set_mode(path: Path, mode: int) -> None:
    with suppress(OSError):  # memory sticks have no modes
        path.chmod(mode)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # neither Windows nor every network drive can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap(places: _Places) -> None:
    if not places.target.exists():
        places.stage.rename(places.target)
    elif not _exchange(places.stage, places.target):
        _rename_both(places, places.old)


def _move_aside(places: _Places) -> Path:
    names = (places.target.with_name(f"{places.target.name}.old-{number}") for number in count(1))
    aside = next(name for name in names if not _there(name))
    _rename_both(places, aside)
    return aside


def _rename_both(places: _Places, aside: Path) -> None:
    places.target.rename(aside)
    try:
        places.stage.rename(places.target)
    except OSError:
        aside.rename(places.target)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    try:
        import ctypes

        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, AttributeError):
        return False
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    sys.audit("socialscaffold.exchange", str(one), str(other))  # as os.rename tells of itself
    if call(here, os.fsencode(one), here, os.fsencode(other), swap) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM):
        return False
    raise OSError(code, os.strerror(code), str(other))


def _told(failure: OSError, target: Path, places: _Places) -> Diagnostic:
    seen = str(failure.filename or target)
    for place in (places.stage, places.target):
        seen = seen.replace(str(place), str(target))
    code, message, hint = "SS-PUB-007", f"`{seen}` could not be written: {failure.strerror}.", ELSEWHERE
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        code, message = "SS-PUB-006", f"The disk is full: `{seen}` could not be written."
        hint = "Free some space and build again."
    elif failure.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        message = f"You may not write `{seen}`."
        hint = f"If it is open in another program, close it there. {ELSEWHERE}"
    elif failure.errno in (errno.EBUSY, errno.EXDEV):
        message = f"`{seen}` is a drive of its own, which cannot be replaced as a whole."
        hint = "Pick a folder inside it with `--out`."
    return error(code, message, f"Nothing was changed. {hint}")
