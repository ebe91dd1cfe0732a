"""The first sheet of an XLSX as rows of text. Bombs and formulas are refused; a finding never shows a cell."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span

CODES = {
    "SS-CSV-007": "a workbook that can't be read",
    "SS-CSV-008": "a workbook that unpacks to too much",
    "SS-CSV-009": "a cell that is a formula",
}
# Twenty thousand people with a dozen columns unpack to about 25 MiB.
_MOST_UNPACKED = 64 * 1024 * 1024
_MOST_PARTS = 500
_PROLOGUE = 64 * 1024

Cells = tuple[int, list[str]]


class Unusable(Exception):
    """Why a workbook is not read; `found` is what the author is told."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.message)
        self.found = found


def is_workbook(data: bytes, file: str) -> bool:
    """Whether a table is an XLSX, by its name or by its first bytes."""
    return file.lower().endswith((".xlsx", ".xlsm", ".xls")) or data.startswith(b"PK\x03\x04")


def sheet_rows(data: bytes, file: str, columns: int, rows: int) -> Iterator[Cells]:
    """Each row of the first sheet as its number and its cells as text, from the head on, blank rows too.

    A row has as many cells as the head and one more, where something stands in it; at most `columns` + 1. Raises
    Unusable, also where the sheet goes on after twice as many rows as `rows`, or cannot be read to its end.
    A formula comes as `=`, without its text: what it would work out to is not known here.
    """
    _refuse_bombs(data, file)
    import warnings

    from openpyxl import load_workbook

    most = 2 * rows + 1000
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that a roster has no use for
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its size need not be true
            heads = (_cells(row) for row in islice(sheet.iter_rows(max_col=columns + 1), most))
            width = next((len(head) for head in heads if head), 0)
            for number, row in enumerate(sheet.iter_rows(max_col=min(width, columns) + 1), 1):
                if number > most:
                    seen = f"The sheet goes on after row {most:,}."
                    raise Unusable(error("SS-CSV-008", seen, "Delete the empty rows below the roster.", Span(file)))
                yield number, _cells(row)
    except Unusable:
        raise
    except Exception as wrong:  # the library raises whatever its parsers do: KeyError, ValueError, ParseError, …
        seen = f"This workbook can't be read ({type(wrong).__name__})."
        raise Unusable(error("SS-CSV-007", seen, _SAVE, Span(file))) from None


def _cells(row: Iterable[Any]) -> list[str]:
    """The texts of a row without the blank ones at its end."""
    texts = [_text(one) for one in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


_SAVE = "Open it in a spreadsheet program and save the sheet as CSV (UTF-8) or as a new XLSX."


def _text(cell: Any) -> str:
    """A cell as somebody reads it: whole numbers without a point, dates as `2027-01-18`."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return "="
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return str(value).strip()


def _refuse_bombs(data: bytes, file: str) -> None:
    """Refuse, before any of it is unpacked, what says that it unpacks to too much; then parts with entities."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        seen = "This is a workbook of the old kind (XLS), or one with a password."
        raise Unusable(error("SS-CSV-007", seen, _SAVE, Span(file)))
    import zipfile  # most programs hold no workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _MOST_UNPACKED:
                seen = f"This workbook unpacks to more than {_MOST_UNPACKED // 1024 // 1024} MiB."
                hint = "Copy the roster alone into a new workbook, or save it as CSV."
                raise Unusable(error("SS-CSV-008", seen, hint, Span(file)))
            for one in parts:
                if one.filename.endswith((".xml", ".rels")):
                    with archive.open(one) as part:
                        if b"<!DOCTYPE" in part.read(_PROLOGUE):
                            seen = "This workbook holds a document type, which no spreadsheet program writes."
                            raise Unusable(error("SS-CSV-007", seen, _SAVE, Span(file)))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        seen = "This file is called a workbook, but is none, or only a part of one."
        raise Unusable(error("SS-CSV-007", seen, _SAVE, Span(file))) from None
