"""Tables that come from many hands, row by row: one that can't be read is told, and the others are kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from socialscaffold.harvest.entry import MOST_ROWS, Told
from socialscaffold.source.table import Row, first_places

MOST_COLUMNS = 60
NEED_UTF8 = "Save the file with the encoding UTF-8 (in Excel: CSV UTF-8), then collect it again."


class TooWide(Exception):
    """A table with more columns than anybody fills in."""


class Sheet:
    """The rows of one table, their cells by column in small letters, with where each column stands.

    Of a column that stands twice the first is read.
    """

    def __init__(self, head: list[str], number: int, told: Told) -> None:
        """`head` is the first row, on the line `number`. Raises TooWide, and tells, where it has too many columns."""
        names = [name.strip().casefold() for name in head]
        if len(names) > MOST_COLUMNS:
            seen = f"The first line names more than {MOST_COLUMNS} columns."
            told.wrong("SS-HRV-002", seen, "Delete those not needed.", told.at(number))
            raise TooWide
        self.width = len(names)
        self.columns = {name: place for name, place in first_places(names).items() if name}
        self.rows: list[Row] = []
        for place, name in enumerate(names):
            if name and (first := self.columns[name]) != place:
                seen = f"Column {first + 1} and column {place + 1} have the same name."
                hint = "Rename or delete one; until then the first is read."
                told.wrong("SS-HRV-002", seen, hint, told.at(number, place + 1))

    def column(self, name: str) -> int:
        """The number of a column, from 1; 1 where it is missing."""
        return self.columns.get(name, 0) + 1

    def add(self, number: int, cells: Sequence[str]) -> None:
        """One more row; cells that are missing at its end are empty."""
        named = {name: cells[place].strip() if place < len(cells) else "" for name, place in self.columns.items()}
        self.rows.append(Row(number, named))


def read_csv(data: bytes, told: Told) -> Sheet | None:
    """The rows of a CSV file, whatever separates them; None where not even its first line can be read."""
    text = decoded(data)
    if text is None:
        told.wrong("SS-HRV-008", "This file is no text in UTF-8.", NEED_UTF8)
        return None
    head_line = text.lstrip("\n").split("\n", 1)[0]
    separator = max(",;\t", key=lambda sign: (head_line.count(sign), sign == ","))
    before = csv.field_size_limit(max(131_072, len(text)))
    try:
        return _sheet(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), told)
    finally:
        csv.field_size_limit(before)


def decoded(data: bytes) -> str | None:
    """The text, its lines ended by `\\n`; None for no text.

    It has a lone surrogate for each byte that is not UTF-8, so that only its row is lost. What has a zero byte in its
    first line, or many, is no text: a stray one in an answer is taken out with all that is invisible.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            return None
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    begin = data[:1000]
    if b"\0" in begin.lstrip(b"\n").split(b"\n", 1)[0] or begin.count(b"\0") > len(begin) // 20:
        return None
    return data.decode("utf-8", "surrogateescape")


def _sheet(reader: Iterator[list[str]], told: Told) -> Sheet | None:
    sheet: Sheet | None = None
    number = 1
    try:
        for cells in reader:
            here, number = number, getattr(reader, "line_num", number) + 1
            if not any(cell.strip() for cell in cells) or (sheet is None and cells[0].casefold() == "sep="):
                continue  # the second is a line by which Excel says what separates the cells
            if sheet is None:
                sheet = Sheet(cells, here, told)
            elif len(sheet.rows) == MOST_ROWS:
                seen = f"The table has more than {MOST_ROWS:,} rows; the rest is left out."
                told.wrong("SS-HRV-012", seen, "Split it, and collect each part.", told.at(here))
                break
            elif _whole(here, cells, sheet, told):
                sheet.add(here, cells)
    except TooWide:
        return None
    except csv.Error:
        seen = 'A quote (") that begins in this row is never closed, or something follows it.'
        told.wrong(
            "SS-HRV-010", seen, "Mend it: the rows above are kept, those below can't be told apart.", told.at(number)
        )
    if sheet is None:
        told.wrong(
            "SS-HRV-002", "The table is empty.", "Its first line names the columns, each line below is one answer."
        )
    return sheet


def _whole(number: int, cells: list[str], sheet: Sheet, told: Told) -> bool:
    """Whether a row has a cell for each column and each can be read; told where not."""
    if len(cells) < sheet.width or any(cell.strip() for cell in cells[sheet.width :]):
        seen = f"This row has {len(cells)} cells; the first line names {sheet.width} columns."
        told.wrong("SS-HRV-010", seen, "A cell with a comma or a line break stands in double quotes.", told.at(number))
        return False
    for column, cell in enumerate(cells, 1):
        if not cell.isascii() and any("\ud800" <= letter <= "\udfff" for letter in cell):
            seen = f"Column {column} of this row is not in UTF-8."
            told.wrong("SS-HRV-008", seen, NEED_UTF8, told.at(number, column))
            return False
    return True
