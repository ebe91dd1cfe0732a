"""The people of a cohort by their ids: learners and facilitators. Names and addresses stay in their files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.gate import Gate
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.wishes import Form

if TYPE_CHECKING:
    from socialscaffold.source.table import Row
    from socialscaffold.spec.tables import Table

# What the plan itself asks of a learner; the program's wishes name more. Nothing else leaves the file.
REGION, TIME_ZONE = "region", "time-zone"
NAME, EMAIL = "name", "email"
SETS, MOST = "sets", "max-sets"
_BETWEEN = regex(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Learner:
    """One row of the roster: an id, the cells that the program asks for, and the row's place."""

    id: str
    cells: tuple[tuple[str, str], ...]
    place: Span


def cells_of(roster: Iterable[Learner]) -> dict[str, Mapping[str, str]]:
    """The cells by learner and column. People who are alike in all of them share one mapping: to be read only."""
    made: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = {}
    found = {}
    for one in roster:
        if one.cells not in made:
            made[one.cells] = dict(one.cells)
        found[one.id] = made[one.cells]
    return found


@dataclass(frozen=True, slots=True)
class Lead:
    """One facilitator: an id, the sets that the row names, how many it takes at the most (None: as many as come), the
    cells that tell which sets suit, and the row's place."""

    id: str
    sets: tuple[str, ...]
    place: Span
    most: int | None = None
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Leads:
    """The facilitators, and the names and addresses by which a roster may call them; these go no further than there."""

    people: tuple[Lead, ...] = ()
    called: tuple[tuple[str, str], ...] = ()


def read_leads(gate: Gate, cohort: Cohort, form: Form, found: list[Diagnostic]) -> Leads:
    """The facilitators, each with the sets of its row, which stand in one cell with spaces, commas or semicolons
    between them; without any the sets are shared out among all. `max-sets` limits how many one takes."""
    if cohort.facilitators is None:
        return Leads()
    from socialscaffold.spec.tables import Table

    without = "no set has its facilitator, and no facilitator a calendar" if cohort.sets else ""
    telling = {TIME_ZONE, *(one.column for one in form.alike)}
    known = {SETS, MOST, NAME, EMAIL, *telling}
    table = Table(gate, cohort.facilitators, ("facilitator",), found, without, known=known)
    people, called = [], []
    rows = list(table.people("facilitator", "a facilitator"))
    found += table.zones(rows, TIME_ZONE)
    for who, row in rows:
        named = tuple(one for one in _BETWEEN.split(row.cells.get(SETS, "")) if one)
        cells = tuple((column, cell) for column, cell in row.cells.items() if column in telling and cell)
        people.append(Lead(who, named, table.place(row), _most(table, row), cells))
        called += [(row.cells[column], who) for column in (NAME, EMAIL) if row.cells.get(column)]
    return Leads(tuple(people), tuple(called))


def _most(table: Table, row: Row) -> int | None:
    cell = row.cells.get(MOST, "")
    if not cell:
        return None
    if cell.isascii() and cell.isdecimal() and len(cell) < 5:
        return int(cell)
    hint = "Write how many sets, such as `3`, or leave it empty: then it is as many as come."
    table.wrong(row, "SS-LEAD-004", f"The `{MOST}` of row {row.number} is no number.", hint)
    return None
