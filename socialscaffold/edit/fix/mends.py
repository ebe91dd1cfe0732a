"""One finding -> the edits that would mend it; none where a person has to decide."""

from __future__ import annotations

import re
from collections.abc import Callable

from socialscaffold.diagnostics import Diagnostic, Mend
from socialscaffold.edit.text import FileText, TextEdit
from socialscaffold.regex import regex

Mender = Callable[[Diagnostic, FileText], list[TextEdit]]

_BLOCK_VALUE = regex(r"[ ]*(?:- +)*(?:[A-Za-z][\w-]*[ ]*:[ \t]+)?")
_FLOW_VALUE = regex(r"[{,]\s*[A-Za-z][\w-]*\s*:\s+")
_FLOW_END = regex(r"\s*(?:\}|,\s*[A-Za-z][\w-]*\s*:\s)")
_COMMENT = regex(r"[ \t]+#(?: .*)?$")
_KEY = regex(r"[A-Za-z][\w-]*:")
_SPACES = regex("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NOTHING = regex("[\u00ad\u200b-\u200f\u2060]")
_FARTHEST = 4000


def edits_for(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """The edits that would mend `found` in its file, all together."""
    if found.mends:
        return [_mend(one, file) for one in found.mends]
    mender = MENDERS.get(found.code)
    return mender(found, file) if mender is not None and found.span is not None else []


def _mend(one: Mend, file: FileText) -> TextEdit:
    start, end = file.stretch(one.span)
    if not one.entry:
        return TextEdit(start, end, one.text)
    if file.text[start : start + 1] == "{":
        rest = "" if file.text[start + 1 : end].strip() in ("", "}") else ", "
        return TextEdit(start + 1, start + 1, one.text + rest)
    indent = " " * (start - file.line(start)[0])
    return TextEdit(start, start, f"{one.text}\n{indent}")


def quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _start(found: Diagnostic, file: FileText) -> int:
    return file.stretch(found.span)[0] if found.span else 0


def _line_value(at: int, file: FileText, comment: bool = True) -> tuple[int, int]:
    """The value on a line outside brackets: behind `key: ` or `- `, before a comment."""
    start, end = file.line(at)
    head = _BLOCK_VALUE.match(file.text, start, end)
    begins = head.end() if head else start
    value = file.text[begins:end].rstrip()
    if comment and (cut := _COMMENT.search(value)):
        value = value[: cut.start()]
    return begins, begins + len(value)


def _quote_line(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """The whole value of a line in quotes; what is in quotes already stays."""
    begins, ends = _line_value(_start(found, file), file)
    value = file.text[begins:ends]
    return [TextEdit(begins, ends, quoted(value))] if value and value[0] not in "\"'>|" else []


def _quote_past_hash(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """A value with the ` #…` that cut it, in quotes."""
    begins, ends = _line_value(_start(found, file), file, comment=False)
    value = file.text[begins:ends]
    return [TextEdit(begins, ends, quoted(value))] if value and value[0] not in "\"'>|[{" else []


def _quote_item(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """A text inside braces that a comma cut, or that holds one too many, in quotes up to the next key."""
    at = _start(found, file)
    begins = None
    for hit in _FLOW_VALUE.finditer(file.text, max(0, at - _FARTHEST), at):
        begins = hit.end()
    end = _FLOW_END.search(file.text, at, at + _FARTHEST)
    if begins is None or end is None:
        return []
    value = file.text[begins : end.start()]
    if not value.strip() or value[0] in "\"'[{" or "{" in value.replace("{region}", "") or "\n\n" in value:
        return []
    return [TextEdit(begins, end.start(), quoted(value))]


def _quote_placeholder(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """`{region}` that stands alone as a value."""
    start, end = file.stretch(found.span) if found.span else (0, 0)
    before, behind = file.text.rfind("{", 0, start), file.text.find("}", end)
    if before < 0 or behind < 0 or file.text[before + 1 : start].strip() or file.text[end:behind].strip():
        return []
    return [TextEdit(before, behind + 1, quoted(file.text[before : behind + 1]))]


def _requote(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """A text that goes on after its closing quote: one pair of quotes around all of it."""
    begins, ends = _line_value(_start(found, file), file)
    value = file.text[begins:ends]
    mark = value[:1]
    if mark not in ("'", '"'):
        return []
    inner = value[1:-1] if len(value) > 1 and value.endswith(mark) else value
    inner = inner.replace("''", "'") if mark == "'" else inner.replace('\\"', '"')
    return [TextEdit(begins, ends, quoted(inner))]


def _close_quote(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """A quote that is never closed, closed at the end of its line."""
    at = _start(found, file)
    _, end = file.line(at)
    stop = at + len(file.text[at:end].rstrip())
    return [TextEdit(stop, stop, file.text[at : at + 1])] if file.text[at : at + 1] in ("'", '"') else []


def _space_after_colon(found: Diagnostic, file: FileText) -> list[TextEdit]:
    hit = _KEY.match(file.text, _start(found, file))
    return [TextEdit(hit.end(), hit.end(), " ")] if hit else []


def _tabs(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """Tabs in the indentation of the whole file, two spaces each."""
    edits = []
    for hit in re.finditer(r"^[ \t]*\t[ \t]*", file.text, re.MULTILINE):
        edits.append(TextEdit(hit.start(), hit.end(), hit[0].replace("\t", "  ")))
    return edits


def _plain_spaces(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """Spaces that only look like one, before and in a key."""
    start, _ = file.line(_start(found, file))
    _, end = file.stretch(found.span) if found.span else (0, start)
    old = file.text[start:end]
    new = _NOTHING.sub("", _SPACES.sub(" ", old))
    return [TextEdit(start, end, new)] if new != old else []


def _delete(found: Diagnostic, file: FileText) -> list[TextEdit]:
    """A character that nobody can see."""
    start, end = file.stretch(found.span) if found.span else (0, 0)
    return [TextEdit(start, end, "")] if end > start else []


MENDERS: dict[str, Mender] = {
    "SS-TEXT-004": _delete,
    "SS-YAML-020": _close_quote,
    "SS-YAML-021": _tabs,
    "SS-YAML-023": _quote_line,
    "SS-YAML-026": _quote_item,
    "SS-YAML-028": _quote_line,
    "SS-YAML-030": _space_after_colon,
    "SS-YAML-031": _requote,
    "SS-YAML-032": _quote_item,
    "SS-YAML-033": _quote_placeholder,
    "SS-YAML-034": _quote_past_hash,
    "SS-YAML-035": _plain_spaces,
}
