"""Return forms: one answer a row, in the columns program, region, prompt, learner, text, consent."""

from __future__ import annotations

from collections.abc import Container

from socialscaffold.harvest.entry import COLUMNS, Entry, Told, consent_of
from socialscaffold.harvest.sheets import Sheet
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.table import Row

NEEDED = ("program", "region", "prompt", "text", "consent")


def is_form(sheet: Sheet) -> bool:
    """Whether a table was meant as a return form."""
    return {"prompt", "text"} <= set(sheet.columns) or len(set(COLUMNS) & set(sheet.columns)) >= 3


def form_entries(sheet: Sheet, told: Told, said_for: Container[str] = ()) -> tuple[Entry, ...]:
    """The answers of a return form; none where a column that every row needs is missing.

    `said_for` are columns that the caller can fill in, so that no row needs them.
    """
    missing = [name for name in NEEDED if name not in sheet.columns and name not in said_for]
    for name in missing:
        guess = did_you_mean(name, sheet.columns)
        hint = f"Is it the column `{guess}`? " if guess else ""
        told.wrong(
            "SS-HRV-002", f"The column `{name}` is missing.", f"{hint}A form has {', '.join(COLUMNS)}.", told.at(1)
        )
    if missing:
        return ()
    return tuple(one for row in sheet.rows if (one := _entry(row, sheet, told)) is not None)


def _entry(row: Row, sheet: Sheet, told: Told) -> Entry | None:
    cells = row.cells
    if not cells["text"] and not cells["consent"]:
        return None  # a question that nobody answered
    consent = consent_of(cells["consent"][:20])
    if consent is None:
        at = told.at(row.number, sheet.column("consent"))
        told.wrong("SS-HRV-011", "The `consent` of this row is neither yes nor no.", "Write yes, no, or nothing.", at)
        return None
    at = told.at(row.number, sheet.column("text"))
    learner = cells.get("learner", "")
    region, prompt = cells.get("region", ""), cells.get("prompt", "")
    return Entry(cells["program"], region, prompt, learner, cells["text"], consent, at)
