"""A program's files mended as far as that is safe: edit, look again, keep only what helped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.edit.fix.mends import edits_for
from socialscaffold.edit.text import FileText, TextEdit

Files = Mapping[str, bytes]
# What a check of the program finds when these files stand in place of those on disk.
Look = Callable[[Files], tuple[Diagnostic, ...]]
Read = Callable[[str], bytes | None]

_ROUNDS = 50
# Findings of a file that can't be read to its end: there is one at a time, and it moves down as they are mended.
_UNREADABLE = tuple(f"SS-YAML-0{number}" for number in range(19, 32))


@dataclass(frozen=True, slots=True)
class Mended:
    """Files with new contents by path, the findings that were mended, and those that are left."""

    files: dict[str, bytes]
    mended: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


def mend(look: Look, read: Read) -> Mended:
    """Mend what can be mended.

    `look` checks the program with some files replaced, `read` gives a file's bytes as they are on disk. An edit is
    kept where its finding is gone and no new one stands in its way; running it again on the result changes nothing.
    """
    files: dict[str, bytes] = {}
    mended: list[Diagnostic] = []
    refused: set[tuple[str, str, str]] = set()
    found = look(files)
    for _ in range(_ROUNDS):
        if (together := _together(found, files, read, look, refused)) is not None:
            changed, done, found = together
            files.update(changed)
            mended += done
            continue
        for one in found:
            if (tried := _tried(one, files, read, refused)) is None:
                continue
            path, data = tried
            after = look({**files, path: data})
            if _helped(one, found, after):
                files[path] = data
                mended.append(one)
                found = after
                break
            refused.add(_key(one))
        else:
            break
    return Mended(files, tuple(mended), found)


def _together(
    found: tuple[Diagnostic, ...], files: Files, read: Read, look: Look, refused: set[tuple[str, str, str]]
) -> tuple[dict[str, bytes], list[Diagnostic], tuple[Diagnostic, ...]] | None:
    """All edits of one look at once, where every one of them helps: the usual case, and the quick one."""
    plans: dict[str, tuple[FileText, list[TextEdit]]] = {}
    done: list[Diagnostic] = []
    for one in found:
        if _tried(one, files, read, refused) is None or one.span is None:
            continue
        path = one.span.file
        data = files[path] if path in files else read(path)
        text, edits = plans.setdefault(path, (FileText(data or b""), []))
        edits += edits_for(one, text)
        done.append(one)
    if len(done) < 2:
        return None
    changed = {path: text.edited(edits) for path, (text, edits) in plans.items()}
    after = look({**files, **changed})
    return (changed, done, after) if all(_helped(one, found, after) for one in done) else None


def _tried(
    one: Diagnostic, files: Files, read: Read, refused: Iterable[tuple[str, str, str]]
) -> tuple[str, bytes] | None:
    """The file and its contents with one finding mended; None where there is no such edit."""
    if one.span is None or _key(one) in refused:
        return None
    path = one.span.file
    data = files[path] if path in files else read(path)
    if data is None:
        return None
    try:
        text = FileText(data)
    except UnicodeDecodeError:
        return None
    edits: list[TextEdit] = edits_for(one, text)
    changed = text.edited(edits) if edits else data
    return (path, changed) if changed != data else None


def _key(one: Diagnostic) -> tuple[str, str, str]:
    return one.code, one.message, str(one.span)


def _helped(one: Diagnostic, before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> bool:
    """Whether the finding is gone and the file can be read at least as far as before."""
    same = [other for other in after if (other.code, other.message) == (one.code, one.message)]
    if len(same) >= len([other for other in before if (other.code, other.message) == (one.code, one.message)]):
        return False
    stops = [other.span for other in after if other.code in _UNREADABLE and other.span]
    line = one.span.line if one.span else 0
    file = one.span.file if one.span else ""
    return not any(stop.file == file and stop.line <= line for stop in stops)
