"""Return forms that were filled in as Markdown: the table in the page, row by row, whatever stands around it."""

from __future__ import annotations

import html
from collections.abc import Iterator

from socialscaffold.harvest.entry import COLUMNS, MOST_ROWS, Told
from socialscaffold.harvest.sheets import NEED_UTF8, Sheet, TooWide, decoded
from socialscaffold.regex import regex

_RULE = regex(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")
_BREAK = regex(r"(?i)\s*<br\s*/?>\s*")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_MEANT = {"prompt", "text"}
_FORM = 3  # columns that a form and this table share, at the least


def is_paper(data: bytes) -> bool:
    """Whether a file is a page with a return form in it, and no table whose first line names the columns."""
    if b"|" not in data:
        return False
    lines = (decoded(data) or "").split("\n")
    first = next((line for line in lines if line.strip()), "")
    if (
        not first.lstrip().startswith("|")
        and len(_named(first.replace(";", ",").replace("\t", ",").split(","))) >= _FORM
    ):
        return False
    return next(_heads(lines), None) is not None


def read_paper(data: bytes, told: Told) -> Sheet | None:
    """The rows of the page's form; a second form in it is told and left out."""
    lines = (decoded(data) or "").split("\n")
    first, *others = _heads(lines)
    for number in others:
        seen, hint = "There is a second form in this file.", "Collect each form as a file of its own."
        told.wrong("SS-HRV-012", seen, hint, told.at(number + 1))
    try:
        sheet = Sheet(_cells(lines[first]), first + 1, told)
    except TooWide:
        return None
    framed = lines[first].lstrip().startswith("|")
    for number, line in enumerate(lines[first + 2 :], first + 3):
        if not line.strip():
            break
        if "|" not in line and not framed:
            break
        if len(sheet.rows) == MOST_ROWS:
            seen = f"The form has more than {MOST_ROWS:,} rows; the rest is left out."
            told.wrong("SS-HRV-012", seen, "Split it, and collect each part.", told.at(number))
            break
        _row(number, line, sheet, told, framed=framed)
    return sheet


def _heads(lines: list[str]) -> Iterator[int]:
    """Where the head of a form stands, counted from 0: a row of names with a rule of dashes below it."""
    for number in range(1, len(lines)):
        line = lines[number]
        if "-" in line[:20] and _RULE.fullmatch(line):
            names = _named(_cells(lines[number - 1]))
            if len(names) >= _FORM or names >= _MEANT:
                yield number - 1


def _named(cells: list[str]) -> set[str]:
    return {cell.strip().casefold() for cell in cells} & set(COLUMNS)


def _row(number: int, line: str, sheet: Sheet, told: Told, *, framed: bool) -> None:
    """One row, or what is wrong with it."""
    if framed and not (line.lstrip().startswith("|") and line.rstrip().endswith("|")):
        seen = "This row has no `|` at its beginning and its end."
        told.wrong("SS-HRV-010", seen, "A row stands on one line; write `<br>` where a line breaks.", told.at(number))
        return
    cells = _cells(line)
    if any(cell for cell in cells[sheet.width :]):
        seen = f"This row has {len(cells)} cells; the form has {sheet.width} columns."
        told.wrong("SS-HRV-010", seen, "Within an answer `|` is written `\\|`.", told.at(number))
        return
    for column, cell in enumerate(cells, 1):
        if not cell.isascii() and any("\ud800" <= letter <= "\udfff" for letter in cell):
            told.wrong(
                "SS-HRV-008", f"Column {column} of this row is not in UTF-8.", NEED_UTF8, told.at(number, column)
            )
            return
    sheet.add(number, [_words(cell) for cell in cells])


def _cells(line: str) -> list[str]:
    """The cells of a row between its bars; a bar behind a backslash is one of the text."""
    parts: list[str] = []
    open_ = False
    for part in line.strip().split("|"):
        if open_:
            parts[-1] += f"|{part}"
        else:
            parts.append(part)
        open_ = (len(part) - len(part.rstrip("\\"))) % 2 == 1
    if parts and not parts[0].strip():
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip() for part in parts]


def _words(cell: str) -> str:
    """A cell as somebody reads it: without the backslashes and entities that Markdown wants, its breaks as breaks."""
    return html.unescape(_ESCAPED.sub(r"\1", _BREAK.sub("\n", cell)))
