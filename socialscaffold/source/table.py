"""CSV and XLSX in (rosters), CSV out (task board, nudges). Findings never show a cell: rosters hold personal data."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span
from socialscaffold.source.text import decode
from socialscaffold.source.workbook import Cells, Unusable, is_workbook, sheet_rows

CODES = {
    "SS-CSV-001": "the table is empty",
    "SS-CSV-002": "a column stands twice, or has no name",
    "SS-CSV-003": "a row has more or fewer cells than there are columns",
    "SS-CSV-004": "a quote is not closed, or text follows it",
    "SS-CSV-005": "a cell is too long",
    "SS-CSV-006": "too many rows",
}

MAX_ROWS = 100_000
MAX_SHEET_ROWS = 50_000  # a workbook takes ten times as long to read
MAX_COLUMNS = 200
MAX_CELL = 10_000
_MOST_FINDINGS = 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Row(NamedTuple):
    """One row below the head. `number` is the line on which it begins; blank cells are empty text.

    A tuple, because a table may have a hundred thousand of them.
    """

    number: int
    cells: dict[str, str]


def read_table(data: bytes, file: str, max_rows: int = MAX_ROWS) -> tuple[tuple[Row, ...], tuple[Diagnostic, ...]]:
    """The rows of a CSV, or of an XLSX's first sheet, and what is wrong with it. The first line names the columns.

    Comma, semicolon and tab are told apart by the head. Cells lose the blanks around them; blank rows are
    left out. A row of the wrong length, or with a formula, is told and left out. A repeated column is told, its first
    is kept.
    """
    told: list[Diagnostic] = []
    rows: list[Row] = []
    columns: list[str] = []
    places: dict[str, int] = {}
    workbook = is_workbook(data, file)
    max_rows = min(max_rows, MAX_SHEET_ROWS) if workbook else max_rows
    for number, cells in _sheet(data, file, told, max_rows) if workbook else _lines(data, file, told):
        if not any(cells):
            continue
        if not columns:
            columns = cells
            told.extend(_wrong_columns(columns, file, number))
            if len(columns) > MAX_COLUMNS:
                return (), tuple(told)
            places = first_places(columns)
            continue
        if len(rows) == max_rows:
            hint = f"{'Save it as CSV, split' if workbook else 'Split'} it, or delete rows that are not needed."
            told.append(
                error("SS-CSV-006", f"The table has more than {max_rows:,} rows.", hint, Span(file, number, 1, number))
            )
            break
        if workbook:  # a sheet does not say where a row ends
            cells += [""] * (len(columns) - len(cells))
        wrong = _wrong_row(cells, columns)
        if wrong is None:
            each = zip(columns, cells, strict=True)
            whole = len(places) == len(columns)
            rows.append(Row(number, dict(each) if whole else {name: cells[at] for name, at in places.items()}))
        elif len(told) < _MOST_FINDINGS:
            told.append(error(*wrong, Span(file, number, 1, number, 1)))
    if not columns and not told:
        hint = "Its first line names the columns, each line below is one row."
        told.append(error("SS-CSV-001", "The table is empty.", hint, Span(file)))
    return tuple(rows), tuple(told)


def _lines(data: bytes, file: str, told: list[Diagnostic]) -> Iterator[Cells]:
    """Each row of a CSV with the line on which it begins; what can't be read is `told`."""
    text, found = decode(data, file)
    told += found
    if text is None:
        return
    head_line = text.split("\n", 1)[0]
    # Most programs hold no table.
    import csv

    delimiter = max(",;\t", key=lambda sign: (head_line.count(sign), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            here, number = number, reader.line_num + 1
            yield here, list(map(str.strip, cells))
    except csv.Error as wrong_quote:
        told.append(_unreadable(str(wrong_quote), file, number))


def _sheet(data: bytes, file: str, told: list[Diagnostic], max_rows: int) -> Iterator[Cells]:
    """Each row of a workbook's first sheet with its number; what can't be read is `told`."""
    try:
        yield from sheet_rows(data, file, MAX_COLUMNS, max_rows)
    except Unusable as wrong:
        told.append(wrong.found)


def write_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """A CSV with a head line, one line a row, `\\r\\n` at line ends; absent cells are empty.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    import csv

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_inert(column) for column in columns])
    for row in rows:
        writer.writerow([_inert(row.get(column, "")) for column in columns])
    return out.getvalue()


def _inert(cell: str) -> str:
    if cell[:1].isalnum():  # as nearly every cell
        return cell
    return "'" + cell if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def first_places(columns: Sequence[str]) -> dict[str, int]:
    """Where each column stands, counted from 0: of a name that stands twice, the first is read."""
    places: dict[str, int] = {}
    for place, name in enumerate(columns):
        places.setdefault(name, place)
    return places


def _wrong_columns(columns: list[str], file: str, line: int) -> Iterable[Diagnostic]:
    span = Span(file, line, 1, line, 1)
    if len(columns) > MAX_COLUMNS:
        yield error(
            "SS-CSV-002",
            f"The table has more than {MAX_COLUMNS} columns.",
            "Delete columns not needed.",
            span,
        )
        return
    seen: dict[str, int] = {}
    for place, name in enumerate(columns, 1):
        if not name:
            yield error(
                "SS-CSV-002",
                f"Column {place} has no name in the first line.",
                "Name it, or delete the column.",
                span,
            )
        elif name in seen:
            yield error(
                "SS-CSV-002",
                f"Two columns are called `{name[:60]}`: column {seen[name]} and column {place}.",
                "Rename or delete one; until then the first is read.",
                span,
            )
        seen.setdefault(name, place)


def _wrong_row(cells: list[str], columns: list[str]) -> tuple[str, str, str] | None:
    """The code, what was seen and what would be right; None where the row can be read."""
    if len(cells) != len(columns):
        near = columns[min(len(cells), len(columns)) - 1]
        return (
            "SS-CSV-003",
            f"This row has {len(cells)} cells, but the first line names {len(columns)} columns"
            f" (the last that fits is `{near[:60]}`).",
            "Add or delete separators; a cell that holds one goes in double quotes.",
        )
    row = "".join(cells)
    if len(row) <= MAX_CELL and "=" not in row:  # as nearly every row
        return None
    for column, cell in zip(columns, cells, strict=True):
        if len(cell) > MAX_CELL:
            return (
                "SS-CSV-005",
                f"The cell in column `{column[:60]}` has more than {MAX_CELL:,} characters.",
                "Shorten it; perhaps a quote above is not closed.",
            )
        if cell.startswith("="):
            return (
                "SS-CSV-009",
                f"The cell in column `{column[:60]}` is a formula, which a table of people must not hold.",
                "Copy the column and paste it as values; or delete what begins with `=`.",
            )
    return None


def _unreadable(problem: str, file: str, line: int) -> Diagnostic:
    span = Span(file, line, 1, line, 1)
    if "limit" in problem:
        return error(
            "SS-CSV-005",
            "A cell that begins in this row is longer than 131,072 characters.",
            "A quote that is opened and never closed does this: look for one in this row.",
            span,
        )
    if "end of data" in problem:
        return error(
            "SS-CSV-004",
            'A cell that begins in this row opens a quote (") that is never closed.',
            "Close it, or delete it.",
            span,
        )
    return error(
        "SS-CSV-004",
        'In this row something follows a closing quote (").',
        'A quote inside a quoted cell is written twice: "He said ""yes""".',
        span,
    )
