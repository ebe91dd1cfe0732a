"""The people of a cohort by their ids: learners and facilitators. Names and addresses stay in their files."""

from __future__ import annotations

import re

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.marks import Span
from socialscaffold.source.gate import Gate
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.tables import Table

# What the plan itself asks of a learner; the program's wishes name more. Nothing else leaves the file.
REGION, TIME_ZONE = "region", "time-zone"


@dataclass(frozen=True, slots=True)
class Learner:
    """One row of the roster: an id, the cells that the program asks for, and the row's place."""

    id: str
    cells: tuple[tuple[str, str], ...]
    place: Span


@dataclass(frozen=True, slots=True)
class Lead:
    """One facilitator: an id, the sets that the row names, and the row's place."""

    id: str
    sets: tuple[str, ...]
    place: Span


def read_leads(gate: Gate, cohort: Cohort, found: list[Diagnostic]) -> tuple[Lead, ...]:
    """The facilitators with their sets, which stand in one cell with spaces, commas or semicolons between them."""
    if cohort.facilitators is None:
        return ()
    without = "no set has its facilitator, and no facilitator a calendar" if cohort.sets else ""
    table = Table(gate, cohort.facilitators, ("facilitator", "sets"), found, without)
    return tuple(
        Lead(name, tuple(filter(None, re.split(r"[\s,;]+", row.cells["sets"]))), table.place(row))
        for name, row in table.people("facilitator", "a facilitator")
    )
