"""The form on which a region's answers come back: one table as Markdown, as CSV and as a spreadsheet.

`harvest collect` reads all three by the same columns. A row with no text is an answer that is still to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from socialscaffold.harvest.entry import COLUMNS
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.documents_local import local_page, questions
from socialscaffold.output.names import slug
from socialscaffold.output.workbook import Sheet, workbook
from socialscaffold.plan.model import Plan
from socialscaffold.source.table import write_csv
from socialscaffold.words.speech import Speech

CONSENT = ("yes", "no", "ask")
_WIDTHS = (18, 9, 18, 14, 80, 10)


def return_pages(plan: Plan) -> dict[str, dict[str, Any]]:
    """What each region's form prints, by its path; none where nothing is asked."""
    return {
        f"{_form(code)}.md": {**local_page(plan, code, name), "rows": _rows(plan, code), "file": f"{slug(code)}-return"}
        for code, name in _asked(plan)
    }


def return_tables(plan: Plan) -> Iterator[Document]:
    """The same form of each region as CSV."""
    for code, _ in _asked(plan):
        yield text_document(f"{_form(code)}.csv", write_csv(_rows(plan, code), list(COLUMNS)))


def return_workbooks(plan: Plan) -> Iterator[Document]:
    """The same form of each region as a spreadsheet, with the questions on a second sheet."""
    for code, _ in _asked(plan):
        yield Document(f"{_form(code)}.xlsx", _workbook(plan.say, _rows(plan, code), questions(plan, code)))


def is_form(path: str) -> bool:
    """Whether a document is a form that is filled in elsewhere than on a page."""
    return path.startswith("localization/") and path.endswith(("-return.csv", "-return.xlsx"))


def _asked(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The places that have a form, as (code, name)."""
    return plan.places if plan.prompts else ()


def _form(code: str) -> str:
    """The path of a place's form, without its ending."""
    return f"localization/{slug(code)}-return"


def _rows(plan: Plan, code: str) -> list[dict[str, str]]:
    return [{"program": plan.program.id, "region": code, "prompt": one.id} for one in plan.prompts]


def _workbook(say: Speech, rows: list[dict[str, str]], questions: list[dict[str, str]]) -> bytes:
    answers = Sheet(
        say("Answers"),
        COLUMNS,
        tuple(tuple(one.get(column, "") for column in COLUMNS) for one in rows),
        _WIDTHS,
        choices=((COLUMNS.index("consent"), CONSENT),),
        open_from=COLUMNS.index("learner"),
    )
    asked = ("prompt", "about", "ask", "whom", "back", "by")
    told = tuple(
        (row["prompt"], *(_plain(question[key]) for key in asked[1:]))
        for row, question in zip(rows, questions, strict=True)
    )
    columns = ("about", "question", "whom to ask", "what comes back", "by when")
    head = ("prompt", *(say.within("column", one) for one in columns))
    return workbook((answers, Sheet(say("Questions"), head, told, (18, 16, 70, 30, 40, 24), open_from=len(head))))


def _plain(text: str) -> str:
    """A text without what no spreadsheet can hold."""
    return "".join(one for one in text if one in "\t\n" or (ord(one) >= 32 and not 0xFFFE <= ord(one) <= 0xFFFF))
