"""The form on which answers come back: the same rows three times, readable by what people have, inert as a sheet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.compiler import check
from socialscaffold.output.documents_return import COLUMNS
from socialscaffold.output.workbook import Sheet, workbook
from socialscaffold.source.gate import Gate
from socialscaffold.targets.html import html
from socialscaffold.targets.markdown import markdown

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def made(example: str) -> dict[str, bytes]:
    plan = check(Gate(EXAMPLES / example)).plan
    assert plan is not None
    return {one.path.removeprefix("markdown/"): one.data for one in markdown(plan)}


def test_the_three_forms_of_a_region_have_the_same_rows() -> None:
    files = made("ev-charging")
    rows = list(csv.DictReader(io.StringIO(files["localization/no-return.csv"].decode())))
    assert tuple(rows[0]) == COLUMNS == ("program", "region", "prompt", "learner", "text", "consent")
    assert [one["prompt"] for one in rows] == ["rules", "networks", "words", "local-day", "where-shared"]
    assert {(one["program"], one["region"], one["text"]) for one in rows} == {("ev-charging", "NO", "")}
    book = openpyxl.load_workbook(io.BytesIO(files["localization/no-return.xlsx"]))
    head, *cells = book["Answers"].iter_rows(values_only=True)
    assert head == COLUMNS
    assert [dict(zip(COLUMNS, (cell or "" for cell in row), strict=True)) for row in cells] == rows
    page = files["localization/no-return.md"].decode()
    table = [re.split(r" *\| *", line.strip("| ")) for line in page.splitlines() if line.startswith("| ev-charging")]
    assert [row[:3] for row in table] == [list(one.values())[:3] for one in rows]


def test_the_spreadsheet_offers_the_consents_and_says_what_is_asked_in_the_place_s_words() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("ev-charging")["localization/no-return.xlsx"]))
    (offered,) = book["Answers"].data_validations.dataValidation
    assert offered.formula1 == '"yes,no,ask"' and str(offered.sqref) == "F2:F1000"
    assert book["Answers"].freeze_panes == "A2"
    told = list(book["Questions"].iter_rows(min_row=2, values_only=True))
    assert told[0][0] == "rules" and "in Norway" in str(told[0][2]) and told[0][3] == "Your manager"


def test_the_forms_are_the_same_bytes_each_time() -> None:
    once, again = made("smcr"), made("smcr")
    assert once == again and any(path.endswith("-return.xlsx") for path in once)


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=30)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_a_cell_is_text_whatever_is_in_it(rows: list[tuple[str, str]]) -> None:
    data = workbook([Sheet("S", ("a", "b"), (*rows, ("=1+1", "03-04")), (10, 20))])
    read = list(openpyxl.load_workbook(io.BytesIO(data))["S"].iter_rows(values_only=True))
    assert read == [("a", "b"), *((one or None, other or None) for one, other in rows), ("=1+1", "03-04")]
    cells = openpyxl.load_workbook(io.BytesIO(data))["S"]
    assert all(cell.data_type != "f" for row in cells.iter_rows() for cell in row if cell.value)
    assert workbook([Sheet("S", ("a", "b"), (*rows, ("=1+1", "03-04")), (10, 20))]) == data


def test_the_site_has_the_forms_beside_its_page_and_leads_to_them() -> None:
    plan = check(Gate(EXAMPLES / "smcr")).plan
    assert plan is not None
    documents = tuple(replace(one, path=one.path.removeprefix("markdown/")) for one in markdown(plan))
    there = {one.path: one.data for one in html(plan, documents)}
    for ending in ("csv", "xlsx"):
        name = f"localization/ldn-return.{ending}"
        assert there[f"html/{name}"] == next(one.data for one in documents if one.path == name)
        assert f'href="ldn-return.{ending}"' in there["html/localization/ldn-return.html"].decode()
    assert not any(path.endswith(".csv") and "-return" not in path for path in there)
