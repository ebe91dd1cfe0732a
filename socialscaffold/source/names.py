"""Which names a file may have that is packed, so that every file system and every LMS unpacks the same tree."""

from __future__ import annotations

from collections.abc import Iterable

from socialscaffold.regex import regex

LONGEST_PART = 100
LONGEST_PATH = 200  # Windows stops at 260, and the designer's own folder stands in front

_PART = regex(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789"]
)


def problem(path: str) -> str | None:
    """What is wrong with `path` by itself (`must not leave the folder`), or None when it is a safe name.

    A safe name is relative, has `/` between its parts, and every part is of ASCII letters, digits, `.`, `_`
    and `-`; with no other letters there are no two spellings of one name either (NFC and NFD).
    """
    if not path:
        return "is empty"
    if len(path) > LONGEST_PATH:
        return f"is longer than {LONGEST_PATH} characters"
    return next((wrong for part in path.split("/") if (wrong := _part_problem(part))), None)


def check_names(paths: Iterable[str]) -> list[str]:
    """One sentence for each path that is unsafe by itself or clashes with an earlier one; [] if none does.

    Two paths clash when they are the same, differ in case only, or one is the folder of the other.
    """
    told: list[str] = []
    spelling: dict[str, str] = {}  # every path and folder, lower case -> as first written
    files: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        if wrong := problem(path):
            told.append(f"{path!r} {wrong}")
            continue
        parts = path.split("/")
        above = ["/".join(parts[:count]) for count in range(1, len(parts))]
        firsts = [(name, spelling.setdefault(name.lower(), name)) for name in [*above, path]]
        twins = [f"{name!r} and {first!r}" for name, first in firsts if name != first]
        if twins:
            told.append(f"{twins[0]} differ in upper and lower case only")
        elif path in files:
            told.append(f"{path!r} is there twice")
        elif path in folders or not files.isdisjoint(above):
            told.append(f"{path!r} is a file and a folder")
        files.add(path)
        folders.update(above)
    return told


def _part_problem(part: str) -> str | None:
    if part in ("", ".", ".."):
        return "must be a plain path inside the folder, without '..', '.' or an empty part"
    if len(part) > LONGEST_PART:
        return f"has a part of more than {LONGEST_PART} characters"
    if part.startswith(("-", ".")):
        return "has a part that begins with '-' or '.'"
    if part.endswith((".", " ")):
        return "has a part that ends with a dot or a space"
    if not _PART.fullmatch(part):
        return "has characters other than letters from a to z, digits, '.', '_' and '-'"
    if part.split(".")[0].lower() in DEVICES:
        return "is a device name on Windows"
    return None
