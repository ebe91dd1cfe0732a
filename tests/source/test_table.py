"""CSV in and out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.source.table import MAX_CELL, Row, read_table, write_csv

SECRET = "Astrid Hemmelig"


@pytest.mark.parametrize(
    "data",
    [
        b"id,name\nu1,Ada\nu2,Bo\n",
        b"id;name\r\nu1;Ada\r\nu2;Bo\r\n",
        b"id\tname\nu1\tAda\n\nu2\tBo",
        b'"id", name \nu1,"Ada"\n,\nu2,Bo\n',
    ],
)
def test_rows_are_read_whatever_separates_them(data: bytes) -> None:
    rows, found = read_table(data, "roster.csv")
    assert not found
    assert [row.cells for row in rows] == [{"id": "u1", "name": "Ada"}, {"id": "u2", "name": "Bo"}]


def test_rows_know_the_line_on_which_they_begin() -> None:
    rows, _ = read_table(b'id,note\nu1,"two\nlines"\n\nu2,x\n', "roster.csv")
    assert rows == (Row(2, {"id": "u1", "note": "two\nlines"}), Row(5, {"id": "u2", "note": "x"}))


def test_a_byte_order_mark_is_read_past() -> None:
    rows, found = read_table(b"\xef\xbb\xbfid\nu1\n", "roster.csv")
    assert rows[0].cells == {"id": "u1"}
    assert [one.code for one in found] == ["SS-TEXT-003"]


@pytest.mark.parametrize(
    ("text", "code", "line", "word"),
    [
        ("", "SS-CSV-001", 1, "empty"),
        (f"id,id\nu1,{SECRET}\n", "SS-CSV-002", 1, "column 1 and column 2"),
        (f"id,,c\nu1,{SECRET},x\n", "SS-CSV-002", 1, "Column 2"),
        (f"id,name\nu1,Ada\nu2,{SECRET},x\n", "SS-CSV-003", 3, "3 cells"),
        (f"id,name,x\nu1,{SECRET}\n", "SS-CSV-003", 2, "`name`"),
        (f'id,name\nu1,"{SECRET}\nu2,Bo\n', "SS-CSV-004", 2, "never closed"),
        (f'id,name\nu1,"{SECRET}"x\n', "SS-CSV-004", 2, "closing quote"),
        (f"id,name\nu1,{SECRET * 9000}\n", "SS-CSV-005", 2, "131,072"),
        (f"id,name\nu1,{SECRET * (MAX_CELL // 10)}\n", "SS-CSV-005", 2, "`name`"),
        (f"id,name\nu1,a\nu2,b\nu3,{SECRET}\n", "SS-CSV-006", 4, "2 rows"),
    ],
)
def test_each_mistake_is_told_by_row_without_a_cell(text: str, code: str, line: int, word: str) -> None:
    _, found = read_table(text.encode(), "roster.csv", max_rows=2)
    assert [one.code for one in found] == [code]
    assert found[0].span is not None
    assert found[0].span.line == line
    assert word in found[0].message
    assert "Astrid" not in repr(found)


def test_the_first_of_two_columns_is_read() -> None:
    rows, _ = read_table(b"id,id\na,b\n", "roster.csv")
    assert rows[0].cells == {"id": "a"}


def test_good_rows_beside_a_wrong_one_are_kept() -> None:
    rows, found = read_table(b"id,name\nu1,Ada,x\nu2,Bo\n", "roster.csv")
    assert [row.cells["id"] for row in rows] == ["u2"]
    assert len(found) == 1


@given(st.binary(max_size=60))
def test_any_bytes_give_rows_or_findings(data: bytes) -> None:
    read_table(data, "roster.csv")


def test_formulas_are_disarmed() -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "plain", "a=b", ""]
    text = write_csv([{"a": cell} for cell in cells], ["a"])
    out = [row[0] if row else "" for row in csv.reader(io.StringIO(text, newline=""))][1:]
    assert out == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "' =1", "plain", "a=b", ""]


@given(st.lists(st.lists(st.text('ab,;"\n =-', max_size=5), min_size=2, max_size=2), max_size=5))
def test_what_is_written_can_be_read(cells: list[list[str]]) -> None:
    text = write_csv([{"a": one, "b": two} for one, two in cells], ["a", "b"])
    back = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len(back) == len(cells) + 1
    for row, (one, two) in zip(back[1:], cells, strict=True):
        assert [row[0].removeprefix("'"), row[1].removeprefix("'")] == [one, two]
