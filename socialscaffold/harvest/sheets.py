"""Tables that come from many hands, row by row: one that can't be read is told, and the others are kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from socialscaffold.dataclass import dataclass
from socialscaffold.harvest.entry import MOST_ROWS, Told

MOST_COLUMNS = 60
_NEED_UTF8 = "Save the file with the encoding UTF-8 (in Excel: CSV UTF-8), then collect it again."


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row below the head: the line or row on which it begins, and its cells by column in small letters."""

    number: int
    cells: dict[str, str]


class Sheet:
    """The rows of one table, with where each column stands."""

    def __init__(self, head: list[str], rows: list[SheetRow]) -> None:
        self.columns = {name: place for place, name in reversed(list(enumerate(head, 1)))}
        self.rows = rows

    def column(self, name: str) -> int:
        """The number of a column; 1 where it is missing."""
        return self.columns.get(name, 1)


def read_csv(data: bytes, told: Told) -> Sheet | None:
    """The rows of a CSV file, whatever separates them; None where not even its first line can be read."""
    text = _decoded(data)
    if text is None:
        told.wrong("SS-HRV-008", "This file is no text in UTF-8.", _NEED_UTF8)
        return None
    head_line = text.lstrip("\n").split("\n", 1)[0]
    separator = max(",;\t", key=lambda sign: (head_line.count(sign), sign == ","))
    before = csv.field_size_limit(max(131_072, len(text)))
    try:
        return _sheet(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), told)
    finally:
        csv.field_size_limit(before)


def _decoded(data: bytes) -> str | None:
    """The text, with a lone surrogate for each byte that is not UTF-8, so that only its row is lost."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return None if b"\0" in data[:1000] else data.decode("utf-8", "surrogateescape")


def _sheet(reader: Iterator[list[str]], told: Told) -> Sheet | None:
    head: list[str] = []
    rows: list[SheetRow] = []
    number = 1
    try:
        for cells in reader:
            here, number = number, getattr(reader, "line_num", number) + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not head:
                head = [cell.strip().casefold() for cell in cells]
                if len(head) > MOST_COLUMNS:
                    told.wrong(
                        "SS-HRV-002",
                        f"The first line names more than {MOST_COLUMNS} columns.",
                        "Delete those not needed.",
                    )
                    return None
                continue
            if len(rows) == MOST_ROWS:
                seen = f"The table has more than {MOST_ROWS:,} rows; the rest is left out."
                told.wrong("SS-HRV-012", seen, "Split it, and collect each part.", told.at(here))
                break
            if (row := _row(here, cells, head, told)) is not None:
                rows.append(row)
    except csv.Error:
        seen = 'A quote (") that begins in this row is never closed, or something follows it.'
        told.wrong(
            "SS-HRV-010", seen, "Mend it: the rows above are kept, those below can't be told apart.", told.at(number)
        )
    if not head:
        told.wrong(
            "SS-HRV-002", "The table is empty.", "Its first line names the columns, each line below is one answer."
        )
        return None
    return Sheet(head, rows)


def _row(number: int, cells: list[str], head: list[str], told: Told) -> SheetRow | None:
    if (len(cells) != len(head) and any(cell.strip() for cell in cells[len(head) :])) or len(cells) < len(head):
        seen = f"This row has {len(cells)} cells; the first line names {len(head)} columns."
        told.wrong("SS-HRV-010", seen, "A cell with a comma or a line break stands in double quotes.", told.at(number))
        return None
    for column, cell in enumerate(cells, 1):
        if any("\ud800" <= letter <= "\udfff" for letter in cell):
            seen = f"Column {column} of this row is not in UTF-8."
            told.wrong("SS-HRV-008", seen, _NEED_UTF8, told.at(number, column))
            return None
    named = dict(zip(reversed(head), reversed(cells[: len(head)]), strict=True))
    return SheetRow(number, {name: cell.strip() for name, cell in named.items()})
