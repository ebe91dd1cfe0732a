"""The one way to the author's files: spec, content, pictures, rosters.

A path is walked from the program's folder step by step, each step opened relative to the one before and never
through a symbolic link, so that nothing outside can be read, even if someone swaps a folder meanwhile.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.text import FORBIDDEN, decode, is_clear

CODES = {
    "SS-FILE-001": "there is no such file",
    "SS-FILE-002": "a path that leaves the program's folder, or isn't written as a path",
    "SS-FILE-003": "a symbolic link",
    "SS-FILE-004": "a folder or a device where a file should be",
    "SS-FILE-005": "the file is too large",
    "SS-FILE-006": "the file's name differs in upper and lower case",
    "SS-FILE-007": "the file can't be read",
}

NO_FILE = "SS-FILE-001"
DEFAULT_LIMIT = 10 * 1024 * 1024
_SHOWN_ON_SCREEN = (".yaml", ".yml", ".md")
_MAX_FILES = 10_000
_LARGEST = 1024 * 1024 * 1024
_THERE, _NOT_THERE = ["there"], ["not there"]
_MAX_STEPS = 20
_BY_HANDLE = os.open in os.supports_dir_fd and os.scandir in os.supports_fd and hasattr(os, "O_NOFOLLOW")
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class _Refused(Exception):
    """A finding on its way out of the walk."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class _Texts(Mapping[str, str]):
    """Files as texts with `\\n` at line ends and nothing that a terminal would obey."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def __getitem__(self, path: str) -> str:
        text = self._files[path].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text if is_clear(text) else FORBIDDEN.sub(" ", text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Gate:
    """Reads below one folder, and keeps account of what was read.

    `texts` holds the text of each spec and content file by its path, so that a finding can show its line (never a
    roster's); few are ever looked at. `hashes` holds the SHA-256 of every file read, in hexadecimal; `looked` holds
    what else was asked and the answer: the files of a folder, a file that is only looked for, one that could not be
    read. The two together are all that a build knows of the disk. `changed` holds contents that stand in for those of
    files on disk: what an editor has not saved yet, or what a mend would make of them. Without `account` there are
    no `hashes`: whoever looks once and keeps nothing needs none.
    """

    def __init__(self, root: Path, changed: Mapping[str, bytes] | None = None, *, account: bool = True) -> None:
        self.root = root
        self._account = account
        self.changed = changed or {}
        self._shown: dict[str, bytes] = {}
        self.hashes: dict[str, str] = {}
        self.looked: dict[str, list[str]] = {}

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts that were read and may be shown, by path; each is decoded when somebody looks at it."""
        return _Texts(self._shown)

    def read_bytes(
        self, path: str, span: Span | None = None, limit: int = DEFAULT_LIMIT
    ) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        """The bytes of the file at `path` (relative, `/` between its parts), or None and the reason.

        `span` is where the author names the file; without it the finding stands at the file itself.
        """
        try:
            data = self.changed[path] if path in self.changed else self._read(_steps(path), path, limit)
        except _Refused as refused:
            self.looked[path] = [refused.code]
            return None, (error(refused.code, refused.message, refused.hint, span or Span(_shown(path))),)
        if self._account:
            self.hashes[path] = _hash(data)
        if path.lower().endswith(_SHOWN_ON_SCREEN):
            self._shown[path] = data
        return data, ()

    def read_text(
        self, path: str, span: Span | None = None, limit: int = DEFAULT_LIMIT
    ) -> tuple[str | None, tuple[Diagnostic, ...]]:
        """The text of the file at `path`: UTF-8, no byte order mark, `\\n` at line ends.

        A text with control characters or bytes that are not UTF-8 comes with an error for each.
        """
        data, found = self.read_bytes(path, span, limit)
        if data is None:
            return None, found
        return decode(data, path)

    def files(self, folder: str, suffix: str) -> list[str]:
        """The files in `folder` whose name ends with `suffix`, in the order of their code points.

        Hidden files, links and folders are left out; a folder that is not there has no files.
        """
        prefix = "" if folder in ("", ".") else folder.rstrip("/") + "/"
        found = self.looked[f"{prefix}*{suffix}"] = self._files(folder, prefix, suffix)
        return list(found)

    def unchanged(self, hashes: Mapping[str, str], looked: Mapping[str, list[str]]) -> bool:
        """Whether every answer that an earlier gate of the same folder gave, its `hashes` and `looked`, still holds."""
        for path, digest in hashes.items():
            self.read_bytes(path, limit=_LARGEST)
            if self.hashes.get(path) != digest:
                return False
        for name, answer in looked.items():
            folder, star, suffix = name.rpartition("*")
            if star:
                self.files(folder.rstrip("/"), suffix)
            elif answer in (_THERE, _NOT_THERE):
                self.inside(name)
            else:
                self.read_bytes(name)
            if self.looked.get(name) != answer:
                return False
        return True

    def _files(self, folder: str, prefix: str, suffix: str) -> list[str]:
        try:
            names = self._names(_steps(folder) if prefix else [], folder)
        except _Refused:
            return []
        found = [
            prefix + name
            for name, is_file in names
            if is_file and name.endswith(suffix) and not name.startswith(".") and name.isprintable()
        ]
        return sorted(found)[:_MAX_FILES]

    def inside(self, path: str) -> bool:
        """Whether a plain file stands at `path` below the folder and may be read."""
        there = self._inside(path)
        self.looked[path] = list(_THERE if there else _NOT_THERE)
        return there

    def _inside(self, path: str) -> bool:
        try:
            if _BY_HANDLE:
                handle = self._open(_steps(path), path)
                os.close(handle)
            else:
                self._walk_by_name(_steps(path), path)
        except _Refused:
            return False
        return True

    def _read(self, steps: list[str], path: str, limit: int) -> bytes:
        handle = self._open(steps, path)
        with os.fdopen(handle, "rb") as file:
            if os.fstat(file.fileno()).st_size > limit:
                raise _too_large(path, limit)
            try:
                data = file.read(limit + 1)
            except OSError as failed:
                raise _unreadable(path, failed) from None
        if len(data) > limit:
            raise _too_large(path, limit)
        return data

    def _open(self, steps: list[str], path: str) -> int:
        """A handle on the plain file at the end of `steps`."""
        if not _BY_HANDLE:
            handle = os.open(self._walk_by_name(steps, path), _FILE)
            _only_a_file(handle, path)
            return handle
        folder = self._folder(steps[:-1], path)
        try:
            handle = os.open(steps[-1], _FILE, dir_fd=folder)
        except OSError as failed:
            raise self._why(failed, steps, len(steps) - 1, path, folder) from None
        finally:
            os.close(folder)
        _only_a_file(handle, path)
        return handle

    def _folder(self, steps: list[str], path: str) -> int:
        """A handle on the folder at the end of `steps`, opened one by one."""
        try:
            # The root itself is the user's own choice, and may be a link.
            handle = os.open(self.root, _FOLDER & ~getattr(os, "O_NOFOLLOW", 0))
        except OSError as failed:
            raise _unreadable(path, failed) from None
        for number, step in enumerate(steps):
            try:
                below = os.open(step, _FOLDER, dir_fd=handle)
            except OSError as failed:
                refused = self._why(failed, [*steps, ""], number, path, handle)
                os.close(handle)
                raise refused from None
            os.close(handle)
            handle = below
        return handle

    def _why(self, failed: OSError, steps: list[str], number: int, path: str, folder: int) -> _Refused:
        """The reason why `steps[number]` could not be opened in `folder`."""
        try:
            kind = os.stat(steps[number], dir_fd=folder, follow_symlinks=False).st_mode
        except (OSError, ValueError):
            if failed.errno in (errno.ENOENT, errno.ENOTDIR):
                with os.scandir(folder) as entries:
                    names = [entry.name for entry in entries]
                return _missing(path, steps[number], names, "/".join(steps[:number]))
            return _unreadable(path, failed)
        return _refuse_kind(kind, path, "/".join(steps[: number + 1])) or _unreadable(path, failed)

    def _walk_by_name(self, steps: list[str], path: str) -> Path:
        """The same walk where the system has no handles on folders (Windows): each step is looked at."""
        here = self.root
        for number, step in enumerate(steps):
            try:
                names = sorted(entry.name for entry in here.iterdir())
            except OSError as failed:
                raise _unreadable(path, failed) from None
            if step not in names:
                raise _missing(path, step, names, "/".join(steps[:number]))
            here = here / step
            found = os.lstat(here)
            kind, last = found.st_mode, number == len(steps) - 1
            # A junction is a folder and a reparse point.
            linked = stat.S_ISLNK(kind) or bool(getattr(found, "st_file_attributes", 0) & 0x400)
            refused = _refuse_kind(stat.S_IFLNK if linked else kind, path, "/".join(steps[: number + 1]))
            if refused is not None and (last or not stat.S_ISDIR(kind) or linked):
                raise refused
            if not last and not stat.S_ISDIR(kind):
                raise _missing(path, step, [], "/".join(steps[:number]))
        return here

    def _names(self, steps: list[str], path: str) -> list[tuple[str, bool]]:
        if not _BY_HANDLE:
            here = self.root
            for step in steps:
                here = here / step
                if here.is_symlink() or not here.is_dir():
                    return []
            with os.scandir(here) as entries:
                return [(entry.name, entry.is_file(follow_symlinks=False)) for entry in entries]
        folder = self._folder(steps, path)
        try:
            with os.scandir(folder) as entries:
                return [(entry.name, entry.is_file(follow_symlinks=False)) for entry in entries]
        finally:
            os.close(folder)


def _hash(data: bytes) -> str:
    import hashlib  # it brings OpenSSL along

    return hashlib.sha256(data).hexdigest()


def _steps(path: str) -> list[str]:
    """The parts of a path as an author may write it."""
    hint = "Write it as it stands below the program's folder, like `content/first-day.md`."
    shown = _shown(path)
    if not path or not path.isprintable() or len(path) > 500:
        raise _Refused("SS-FILE-002", f"`{shown}` is no path to a file.", hint)
    if "\\" in path:
        raise _Refused("SS-FILE-002", f"`{shown}` has a backslash.", "Write `/` between folder and file.")
    if path.startswith("/") or (len(path) > 1 and path[1] == ":"):
        raise _Refused("SS-FILE-002", f"`{shown}` is a place on one machine.", hint)
    if ":" in path:
        raise _Refused("SS-FILE-002", f"`{shown}` has a colon, which no file name may have everywhere.", hint)
    steps = path.split("/")
    if ".." in steps:
        raise _Refused(
            "SS-FILE-002",
            f"`{shown}` leaves the program's folder.",
            "Copy the file into the program's folder, and write the path from there.",
        )
    if "" in steps or "." in steps or len(steps) > _MAX_STEPS:
        raise _Refused("SS-FILE-002", f"`{shown}` is no plain path.", hint)
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raise _Refused("SS-FILE-002", f"`{shown}` is no path to a file.", hint) from None
    return steps


def _shown(path: str) -> str:
    """`path` for a message: one line, not too long, nothing that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in path[:200])


def _only_a_file(handle: int, path: str) -> None:
    refused = _refuse_kind(os.fstat(handle).st_mode, path, path)
    if refused is not None:
        os.close(handle)
        raise refused


def _refuse_kind(mode: int, path: str, step: str) -> _Refused | None:
    if stat.S_ISREG(mode):
        return (
            None
            if step == path
            else _Refused("SS-FILE-001", f"There is no file `{path}`.", f"`{step}` is a file, not a folder.")
        )
    if stat.S_ISLNK(mode):
        return _Refused(
            "SS-FILE-003",
            f"`{_shown(step)}` is a link to another place, and links are not followed.",
            "Put a copy of the file itself into the program's folder.",
        )
    if stat.S_ISDIR(mode):
        return _Refused("SS-FILE-004", f"`{_shown(step)}` is a folder.", "Name a file in it.")
    return _Refused("SS-FILE-004", f"`{_shown(step)}` is a device or a pipe, not a file.", "Name a plain file.")


def _missing(path: str, step: str, names: list[str], folder: str) -> _Refused:
    visible = sorted(name for name in names if not name.startswith(".") and name.isprintable())
    where = f"`{_shown(folder)}`" if folder else "the program's folder"
    if twin := next((name for name in visible if name.casefold() == step.casefold()), None):
        return _Refused(
            "SS-FILE-006",
            f"There is no `{_shown(step)}` in {where}, but there is `{_shown(twin)}`.",
            "Write it with the same upper and lower case: some machines don't mind, Linux does.",
        )
    near = did_you_mean(step, visible)
    hint = f"Did you mean `{_shown(near)}`?" if near else f"Put the file into {where}, or correct the path."
    return _Refused("SS-FILE-001", f"There is no file `{_shown(path)}`.", hint)


def _too_large(path: str, limit: int) -> _Refused:
    size = f"{limit // (1024 * 1024)} MiB" if limit >= 1024 * 1024 else f"{limit // 1024} KiB"
    return _Refused("SS-FILE-005", f"`{_shown(path)}` is larger than {size}.", "Make it smaller, or split it.")


def _unreadable(path: str, failed: OSError) -> _Refused:
    reason = {errno.EACCES: "no permission", errno.ENOENT: "the program's folder is gone"}.get(
        failed.errno or 0, "the system refused"
    )
    return _Refused("SS-FILE-007", f"`{_shown(path)}` can't be read ({reason}).", "Check its permissions.")
