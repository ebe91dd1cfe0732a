"""A program's files mended as far as that is safe: edit, look again, keep only what helped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.edit.fix.mends import edits_for
from socialscaffold.edit.text import FileText, TextEdit

Files = Mapping[str, bytes]
Found = tuple[Diagnostic, ...]
# What a check of the program finds when these files stand in place of those on disk.
Look = Callable[[Files], Found]
Read = Callable[[str], bytes | None]

_ROUNDS = 50
# Findings of a file that can't be read to its end: there is one at a time, and it moves down as they are mended.
_UNREADABLE = tuple(f"SS-YAML-0{number}" for number in range(19, 32))


@dataclass(frozen=True, slots=True)
class Mended:
    """Files with new contents by path, the findings that were mended, and those that are left."""

    files: dict[str, bytes]
    mended: Found
    left: Found


def mend(look: Look, read: Read) -> Mended:
    """Mend what can be mended.

    `look` checks the program with some files replaced, `read` gives a file's bytes as they are on disk. An edit is
    kept where its finding is gone and no new one stands in its way; running it again on the result changes nothing.
    """
    texts = _Texts(read)
    files: dict[str, bytes] = {}
    mended: list[Diagnostic] = []
    refused: set[tuple[str, str, str]] = set()
    found = look(files)
    for _ in range(_ROUNDS):
        planned = [(one, texts.edits(one)) for one in found if _key(one) not in refused]
        mendable = [(one, edits) for one, edits in planned if edits]
        # All at once where every edit helps: the usual case, and the quick one. Else one of them, and look anew.
        singly = [[one] for one in mendable]
        for chosen in [mendable, *singly] if len(mendable) > 1 else singly:
            changed = texts.edited(chosen)
            after = look({**files, **changed})
            if all(_helped(one, found, after) for one, _ in chosen):
                files.update(changed)
                texts.replace(changed)
                mended += [one for one, _ in chosen]
                found = after
                break
            if len(chosen) == 1:
                refused.add(_key(chosen[0][0]))
        else:
            break
    return Mended(files, tuple(mended), found)


class _Texts:
    """The files as they stand by now, each read and measured once for as long as it stays as it is."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: dict[str, FileText | None] = {}

    def edits(self, one: Diagnostic) -> list[TextEdit]:
        """The edits that would mend a finding and change its file; none where its file is no text."""
        text = self._text(one.span.file) if one.span is not None else None
        if text is None:
            return []
        return [edit for edit in edits_for(one, text) if text.text[edit.start : edit.end] != edit.text]

    def edited(self, chosen: Sequence[tuple[Diagnostic, Sequence[TextEdit]]]) -> dict[str, bytes]:
        """The files that these findings stand in, with their edits made."""
        edits: dict[str, list[TextEdit]] = {}
        for one, own in chosen:
            edits.setdefault(one.span.file if one.span else "", []).extend(own)
        return {path: text.edited(own) for path, own in edits.items() if (text := self._text(path)) is not None}

    def replace(self, changed: Files) -> None:
        """Take new contents for those that were."""
        self._known.update((path, FileText(data)) for path, data in changed.items())

    def _text(self, path: str) -> FileText | None:
        if path not in self._known:
            data = self._read(path)
            try:
                self._known[path] = None if data is None else FileText(data)
            except UnicodeDecodeError:
                self._known[path] = None
        return self._known[path]


def _key(one: Diagnostic) -> tuple[str, str, str]:
    return one.code, one.message, str(one.span)


def _helped(one: Diagnostic, before: Found, after: Found) -> bool:
    """Whether the finding is gone and the file can be read at least as far as before."""

    def alike(found: Found) -> int:
        return sum((other.code, other.message) == (one.code, one.message) for other in found)

    if one.span is None or alike(after) >= alike(before):
        return False
    stops = (other.span for other in after if other.code in _UNREADABLE and other.span)
    return not any(stop.file == one.span.file and stop.line <= one.span.line for stop in stops)
