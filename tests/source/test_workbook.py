"""Rosters as workbooks: made by openpyxl, and broken by hand."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from socialscaffold.source.table import MAX_SHEET_ROWS, read_table


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def remade(data: bytes, change: dict[str, bytes]) -> bytes:
    """The same archive with the contents of some parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, change.get(one, old.read(one)))
    return out.getvalue()


def test_a_sheet_reads_like_the_csv_of_it() -> None:
    data = workbook(
        ["learner", "tenure", "since", "lead", "share"],
        ["L1", 7, dt.date(2027, 1, 18), True, 0.5],
        [],
        [2, 7.0, None, False, "  x "],
        ["L3"],
    )
    rows, found = read_table(data, "roster.xlsx")
    assert found == ()
    assert [(row.number, list(row.cells.values())) for row in rows] == [
        (2, ["L1", "7", "2027-01-18", "yes", "0.5"]),
        (4, ["2", "7", "", "no", "x"]),
        (5, ["L3", "", "", "", ""]),
    ]


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("https://evil.test","x")', "=Sheet2!A1"])
def test_a_formula_is_refused_with_row_and_column_and_never_shown(formula: str) -> None:
    rows, found = read_table(workbook(["learner", "region"], ["L1", "NO"], ["L2", formula]), "roster.xlsx")
    assert [row.cells["learner"] for row in rows] == ["L1"]
    (one,) = found
    assert (one.code, one.span and one.span.line) == ("SS-CSV-009", 3)
    assert "`region`" in one.message and formula not in one.message + one.hint


def test_a_formula_in_a_csv_is_refused_in_the_same_words() -> None:
    rows, found = read_table(b"learner,region\nL1,NO\nL2,=cmd|'/c calc'!A1\n", "roster.csv")
    assert [one.code for one in found] == ["SS-CSV-009"] and len(rows) == 1
    assert "calc" not in found[0].message + found[0].hint


def test_a_cell_beside_the_table_is_a_row_that_is_too_long() -> None:
    _, found = read_table(workbook(["learner"], ["L1", "lost"]), "roster.xlsx")
    assert [(one.code, one.span and one.span.line) for one in found] == [("SS-CSV-003", 2)]


def test_a_sheet_that_promises_too_much_is_refused_before_it_is_unpacked() -> None:
    data = workbook(["learner"], ["L1"])
    bomb = remade(data, {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (80 * 1024 * 1024)})
    assert len(bomb) < 200_000
    started = time.perf_counter()
    rows, found = read_table(bomb, "roster.xlsx")
    assert rows == () and [one.code for one in found] == ["SS-CSV-008"]
    assert time.perf_counter() - started < 5


def test_entities_are_refused() -> None:
    hostile = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>'
    _, found = read_table(remade(workbook(["learner"]), {"xl/worksheets/sheet1.xml": hostile}), "roster.xlsx")
    assert [one.code for one in found] == ["SS-CSV-007"] and "document type" in found[0].message


def test_a_lonely_cell_far_below_and_one_far_to_the_right_cost_nothing() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["XFD3"], sheet["A1048576"] = "learner", "L1", "far", "far"
    out = io.BytesIO()
    book.save(out)
    started = time.perf_counter()
    rows, found = read_table(out.getvalue(), "roster.xlsx")
    assert [row.cells["learner"] for row in rows] == ["L1"]
    assert [one.code for one in found] == ["SS-CSV-008"] and f"{2 * MAX_SHEET_ROWS + 1000:,}" in found[0].message
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 and no more", b"", b"\xd0\xcf\x11\xe0 an old one", b"learner,region\n", workbook(["learner"])[:900]],
)
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    rows, found = read_table(data, "roster.xlsx")
    assert rows == () and [one.code for one in found] == ["SS-CSV-007"]


def test_every_part_may_be_broken_and_nothing_is_raised() -> None:
    data = workbook(["learner", "region"], ["L1", "NO"])
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    for name in names:
        for junk in (
            b"",
            b"<",
            b"<a>\xff</a>",
            b"<worksheet><sheetData><row r='x'><c r='?'/></row></sheetData></worksheet>",
        ):
            rows, found = read_table(remade(data, {name: junk}), "roster.xlsx")
            assert rows or found, name
