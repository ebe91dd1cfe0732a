"""The YAML parser's complaints in a designer's words.

The parser says where it stopped, seldom why. The usual causes can be told from the words around that place.
"""

from __future__ import annotations

import re

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.text import place

_NO_SPACE = regex(r"[ \-]*([A-Za-z][\w-]*):(?!//)[^\s,\]}]")
_VALUE = regex(r"[ \-]*(?:[^\s:#'\"{\[][^:#]*:[ \t]+)?")
_BLOCK_TEXT = "Put the whole text in quotes, or write `>` after the key and the text indented on the next line."


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser said. Places are indices of characters in the text.

    `context` and `at` are where the unfinished thing began and where the parser stopped; `last` is the
    stretch of the last whole value before that, and `last_quoted` whether that value was quoted.
    """

    doing: str
    problem: str
    context: int | None
    at: int
    last: tuple[int, int]
    last_quoted: bool


def explain(told: Complaint, text: str, file: str) -> Diagnostic:
    """One finding for the parser's complaint about `text`: the likely cause and what would be right."""
    here = _Around(text, file, told)
    for cause in (
        _quote,
        _tab,
        _escape,
        _character,
        _block_header,
        _brackets,
        _colon,
        _key,
        _after_value,
        _indent,
    ):
        if (found := cause(here)) is not None:
            return found
    return here.told(
        "SS-YAML-019",
        f"YAML can't be read from here on ({told.problem}).",
        "Look at this line and the one before: indentation, quotes, brackets, and a space after each colon.",
    )


class _Around:
    """The text around a complaint."""

    def __init__(self, text: str, file: str, told: Complaint) -> None:
        self.text, self.file, self.complaint = text, file, told
        self.at = min(told.at, len(text))
        self.problem, self.doing = told.problem, told.doing

    def line(self, index: int) -> str:
        start = self.text.rfind("\n", 0, index) + 1
        end = self.text.find("\n", index)
        return self.text[start : end if end >= 0 else len(self.text)]

    def indent(self, index: int) -> int:
        line = self.line(index)
        return len(line) - len(line.lstrip(" "))

    def number(self, index: int) -> int:
        return place(self.text, index)[0]

    def told(self, code: str, message: str, hint: str, at: int | None = None, length: int = 1) -> Diagnostic:
        start = min(self.at if at is None else at, len(self.text))
        line, column = place(self.text, start)
        room = len(self.line(start)) - column + 1
        return error(code, message, hint, Span(self.file, line, column, line, column + max(0, min(length, room))))


def _quote(here: _Around) -> Diagnostic | None:
    if "quoted scalar" in here.doing and ("end of stream" in here.problem or "document" in here.problem):
        start = here.complaint.context if here.complaint.context is not None else here.at
        return here.told(
            "SS-YAML-020",
            f"The quote ({here.text[start : start + 1]}) that opens here is never closed.",
            "Close it at the end of the text. An apostrophe inside a text in single quotes is written twice.",
            start,
        )
    return None


def _tab(here: _Around) -> Diagnostic | None:
    stopped_at_tab = here.text[here.at : here.at + 1] == "\t" or "tab character" in here.problem
    if not stopped_at_tab:
        return None
    lines = here.text.split("\n")
    mine = here.number(here.at)
    others = [
        number
        for number, line in enumerate(lines, 1)
        if number > mine and line.lstrip(" ").startswith("\t") and line.strip()
    ]
    more = ""
    if others:
        shown = ", ".join(str(number) for number in others[:5]) + (" and more" if len(others) > 5 else "")
        more = f" So do the lines {shown}." if len(others) > 1 else f" So does line {shown}."
    return here.told(
        "SS-YAML-021",
        f"A tab stands where the line is indented.{more}",
        "Use spaces, two for each step (most editors have “Convert indentation to spaces”).",
    )


def _escape(here: _Around) -> Diagnostic | None:
    if "escape" not in here.problem and "hex" not in here.problem:
        return None
    start = here.text.rfind("\\", 0, here.at + 2)
    sign = here.text[start : start + 2]
    return here.told(
        "SS-YAML-022",
        f"`{sign}` stands here without the number of a character."
        if sign in ("\\u", "\\U", "\\x")
        else f"`{sign}` means nothing inside double quotes.",
        "Write `\\\\` for a backslash, or put the text in single quotes, where a backslash is plain.",
        start if start >= 0 else None,
        2,
    )


def _character(here: _Around) -> Diagnostic | None:
    """A value that begins with a character which YAML keeps for itself."""
    begins = here.at
    if "cannot start any token" in here.problem or re.search("alias|anchor|tag|directive", here.doing):
        begins = here.complaint.context if here.complaint.context is not None else here.at
    elif here.line(here.at).startswith("%"):
        begins = here.text.rfind("\n", 0, here.at) + 1
    else:
        return None
    sign = here.text[begins : begins + 1]
    if sign in "-?:" or not sign.strip():
        return None
    return here.told(
        "SS-YAML-023",
        f"A text can't begin with `{sign}` unless it is in quotes.",
        f'Put the whole text in quotes: "{sign}…".',
        begins,
    )


def _block_header(here: _Around) -> Diagnostic | None:
    if "block scalar" not in here.doing:
        return None
    start = here.complaint.context if here.complaint.context is not None else here.at
    sign = here.text[start : start + 1]
    return here.told(
        "SS-YAML-024",
        f"After `{sign}` the text starts on the next line, but something stands behind it here.",
        f"Put the text on the next line, indented; or, if it should begin with `{sign}`, put it in quotes.",
        start,
    )


def _brackets(here: _Around) -> Diagnostic | None:
    told = here.complaint
    if "flow" not in here.doing:
        if "node content" in here.problem and here.text[here.at : here.at + 1] in "]},":
            sign = here.text[here.at : here.at + 1]
            return here.told(
                "SS-YAML-025",
                f"A value is missing before `{sign}`.",
                f"Write the value, or delete the `{sign}`.",
            )
        return None
    opened = told.context if told.context is not None else here.at
    sign = here.text[opened : opened + 1]
    close = "]" if sign == "[" else "}"
    where = here.number(opened)
    if here.at >= len(here.text.rstrip()) or here.number(here.at) != where or here.text[here.at] in "]}":
        return here.told(
            "SS-YAML-025",
            f"The bracket `{sign}` that opens here is not closed by `{close}`.",
            f"Write `{close}` behind the last item.",
            opened,
        )
    if here.text[here.at] == ":":
        return here.told(
            "SS-YAML-026",
            f"Inside `{sign}{close}` a second colon stands in one item.",
            "If two items are meant, put a comma between them; if it is one text, put the text in quotes.",
        )
    return here.told(
        "SS-YAML-026",
        f"Inside `{sign}{close}` a comma is missing before this.",
        "Put a comma between two items; a text with quotes, commas or colons of its own goes in quotes.",
    )


def _colon(here: _Around) -> Diagnostic | None:
    if "unexpected ':'" in here.problem:
        return here.told(
            "SS-YAML-028",
            "A colon stands at the end of an unquoted text inside brackets.",
            "Put the text in quotes, or delete the colon.",
        )
    if "values are not allowed" not in here.problem:
        return None
    start, end = here.complaint.last
    if "\n" in here.text[start:end]:
        # A value ran on over the line: the line before lacks its space, or this one stands too far in.
        before = here.line(start)
        if (wrong := _NO_SPACE.match(before)) and before.strip().startswith(here.text[start : start + 1]):
            return _no_space(here, start, wrong[1])
        key_line = here.number(start)
        return here.told(
            "SS-YAML-027",
            f"This line stands further in than line {key_line}, which already has its value.",
            f"Begin it in the same column as line {key_line}; or, if it belongs to the text of that line, "
            "put the text in quotes.",
            here.at - 1,
        )
    return here.told(
        "SS-YAML-028",
        "A second colon with a space behind it stands in this line: YAML can't tell where the value begins.",
        _BLOCK_TEXT,
    )


def _key(here: _Around) -> Diagnostic | None:
    """A line that should be a key, and isn't."""
    if "simple key" in here.doing and here.complaint.context is not None:
        start = here.complaint.context
        if wrong := _NO_SPACE.match(here.text[start : start + 100]):
            return _no_space(here, start, wrong[1])
        return here.told(
            "SS-YAML-029",
            "This line is neither a key with its colon nor part of the text before.",
            "Write it as `key: value`; if it belongs to the text before, indent it further than that key.",
            start,
            len(here.line(start)),
        )
    if "not allowed" in here.problem:
        return here.told(
            "SS-YAML-029",
            f"`{here.text[here.at : here.at + 1]}` with a space behind it begins a list or a key, "
            "but this line has a key already.",
            "Begin the list on the next line, indented; or put the text in quotes.",
        )
    if "document start" in here.problem:
        return here.told(
            "SS-YAML-029",
            "Something follows where the file's content has ended.",
            "One file holds one mapping. Delete what follows, or a stray `...`, quote or bracket before it.",
        )
    return None


def _no_space(here: _Around, at: int, key: str) -> Diagnostic:
    return here.told(
        "SS-YAML-030",
        f"After `{key}:` a space is missing, so this isn't read as a key.",
        f"Write `{key}: ` with a space behind the colon.",
        at,
        len(key) + 1,
    )


def _after_value(here: _Around) -> Diagnostic | None:
    """Text that goes on after a closing quote or bracket."""
    start, end = here.complaint.last
    between = here.text[end : here.at]
    if "\n" in between:
        return None
    head = here.text[start : start + 1]
    if here.text[here.at : here.at + 1] in "]}":
        sign = here.text[here.at]
        return here.told("SS-YAML-025", f"One `{sign}` too many.", "Delete it, or write the bracket that opens it.")
    if here.complaint.last_quoted and here.number(start) != here.number(end):
        return here.told(
            "SS-YAML-020",
            f"The quote ({head}) that opens here runs on to line {here.number(end)}.",
            "Close it at the end of the text.",
            start,
        )
    if here.complaint.last_quoted:
        return here.told(
            "SS-YAML-031",
            f"The text goes on after its closing quote ({head}).",
            "An apostrophe inside single quotes is written twice (''); or use double quotes around it all."
            if head == "'"
            else 'Put the whole text in one pair of quotes; a quote inside double quotes is written `\\"`.',
        )
    if here.text[: here.at].rstrip(" ").endswith(("}", "]")):
        opened = _VALUE.match(here.line(here.at))
        begins = here.text.rfind("\n", 0, here.at) + 1 + (opened.end() if opened else 0)
        sign = here.text[begins : begins + 1]
        if sign and sign in "{[":
            return here.told(
                "SS-YAML-023",
                f"A text that begins with `{sign}` must be in quotes; YAML takes the bracket for a "
                f"{'list' if sign == '[' else 'mapping'} and can't read on behind it.",
                'Put the whole text in quotes: "{region} asks …".'
                if sign == "{"
                else 'Put the whole text in quotes: "[…] …".',
                begins,
            )
    return None


def _indent(here: _Around) -> Diagnostic | None:
    if "block" not in here.doing and "expected" not in here.problem:
        return None
    context = here.complaint.context
    line = here.line(here.at)
    if context is None or here.number(context) == here.number(here.at):
        return None
    column, wanted = here.indent(here.at), place(here.text, context)[1] - 1
    if column == wanted and "collection" in here.doing:
        message = f"The list that began on line {here.number(context)} is followed by a line without `- `."
        hint = "Begin each item with `- `; a new key begins further left, in the column of the key above."
    elif column == wanted and line.lstrip().startswith("- "):
        message = f"An item of a list (`- `) stands between keys that began on line {here.number(context)}."
        hint = "Put a key above the list and the list below it, or delete the `- `."
    elif line.lstrip().startswith("-") and not line.lstrip().startswith("- "):
        message = "After `-` a space is missing."
        hint = "Write `- ` with a space behind it."
    else:
        message = f"This line begins in column {column + 1}, which fits no line above it."
        hint = "Lines that belong together begin in the same column; what is inside them, two spaces further in."
    return here.told("SS-YAML-027", message, hint, here.text.rfind("\n", 0, here.at) + 1 + column)
