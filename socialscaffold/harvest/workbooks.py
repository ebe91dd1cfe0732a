"""XLSX return forms: the first sheet as any other table. What attacks is refused before it is unpacked."""

from __future__ import annotations

from socialscaffold.harvest.entry import MOST_ROWS, Told
from socialscaffold.harvest.sheets import MOST_COLUMNS, Sheet, TooWide
from socialscaffold.source.workbook import Unusable, sheet_rows

_REFUSED = "Open it in your spreadsheet, save the sheet as CSV UTF-8, and collect that."
_FORMULA = "="


def read_workbook(data: bytes, told: Told) -> Sheet | None:
    """The rows of a workbook's first sheet. A row with a formula is told and left out: only its maker's machine knows
    what it says."""
    sheet: Sheet | None = None
    try:
        for number, cells in sheet_rows(data, told.file, MOST_COLUMNS, MOST_ROWS):
            if not any(cells):
                continue
            if sheet is None:
                sheet = Sheet(cells, number, told)
            elif len(sheet.rows) == MOST_ROWS:
                seen = f"The sheet has more than {MOST_ROWS:,} rows; the rest is left out."
                told.wrong("SS-HRV-012", seen, "Split it, and collect each part.", told.at(number))
                break
            elif _FORMULA in cells:
                column = cells.index(_FORMULA) + 1
                seen = f"Column {column} of this row holds a formula, not a text."
                told.wrong("SS-HRV-007", seen, "Write the answer itself into the cell.", told.at(number, column))
            else:
                sheet.add(number, cells)
    except TooWide:
        return None
    except Unusable as refused:
        told.wrong("SS-HRV-001", refused.found.message, _REFUSED)
        return None
    if sheet is None:
        hint = "Its first row names the columns, each row below is one answer."
        told.wrong("SS-HRV-002", "The first sheet is empty.", hint)
    return sheet
