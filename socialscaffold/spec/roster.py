"""The roster, read for what the program asks of it. Names and addresses are looked at here, and stay here.

Who is named in another row may be named by the id, the name or the address: what leaves is the id.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property

from socialscaffold.diagnostics import Diagnostic, Severity, error, has_errors, warn
from socialscaffold.regex import regex
from socialscaffold.source.gate import Gate
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.table import Row
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.people import EMAIL, NAME, REGION, TIME_ZONE, Leads, Learner
from socialscaffold.spec.tables import Table, is_set_id
from socialscaffold.spec.wishes import Form

_NOBODY = Leads()
NOBODY = "?"  # stands for who is named and not here; no id looks like it
_PARTS = regex(r"[0-9]+|[a-z]+")
_SHOWN, _MOST_FINDINGS, _SHORT, _ONE_BY_ONE = 8, 20, 6, 5
# More kinds than this in one column can't be weighed against thousands of sets. So few people may well be of as many
# kinds, and nothing is wrong.
_MOST_KINDS, _FEW = 5_000, 20


def columns_asked(form: Form) -> frozenset[str]:
    """The roster's columns that the program has a use for."""
    wished = (*form.spread, *form.alike, *form.apart, *form.with_, *form.never_alone, *form.pinned)
    return frozenset({REGION, TIME_ZONE, *(one.column for one in wished)})


def read_roster(
    gate: Gate, cohort: Cohort, form: Form, found: list[Diagnostic], leads: Leads = _NOBODY
) -> tuple[Learner, ...]:
    """The learners with the cells of the columns that `form` asks for; () without a roster. A row may name one of the
    facilitators, too: who is somebody's manager does not lead their set."""
    if cohort.roster is None:
        return ()
    without = "sets are taken as they stand" if cohort.sets else ""
    asked = columns_asked(form)
    before = len(found)
    table = Table(gate, cohort.roster, ("learner",), found, without, known={*asked, NAME, EMAIL})
    people = list(table.people("learner", "a learner"))
    found += _empty(table, people, form)
    found += _of_all_kinds(table, people, form)
    found += table.zones(people, TIME_ZONE)
    for wish in form.pinned:
        _pins(table, people, wish.column)
    named = _Named(people, leads)
    asks_for = {wish.column: "with" for wish in form.with_} | {wish.column: "apart" for wish in form.apart}
    learners = []
    kept = [column for column in (people[0][1].cells if people else ()) if column in asked]
    naming = [(place, column, asks_for[column]) for place, column in enumerate(kept) if column in asks_for]
    alike: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}  # thousands of people are alike in all of it
    for who, row in people:
        cells = [row.cells[column] for column in kept]
        for place, column, wished in naming:
            if cells[place]:
                other = named.id_of(cells[place], wished)
                if other is None or (other == who and wished == "with"):
                    named.tell(cells[place], who, column, row, table, wished)
                cells[place] = other or NOBODY
        key = tuple(cells)
        if key not in alike:
            alike[key] = tuple(zip(kept, cells, strict=True))
        learners.append(Learner(who, alike[key], table.place(row)))
    if not has_errors(found[before:]):  # else whoever is named may stand in a row that could not be read
        found += named.told
    return tuple(learners)


class _Named:
    """Everybody on the roster by what another row may call them."""

    def __init__(self, people: Sequence[tuple[str, Row]], leads: Leads) -> None:
        self.told: list[Diagnostic] = []
        self._people, self._leads = people, leads

    @cached_property
    def _learners(self) -> frozenset[str]:
        return frozenset(one for one, _ in self._people)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return self._learners | {lead.id for lead in self._leads.people}

    @cached_property
    def _read(self) -> tuple[dict[str, str], set[str]]:
        """Ids by names, addresses and ids however they are written, and what two people are called. It is asked for
        where a cell is not an id as it stands, which few rosters have."""
        names: dict[str, str] = {}
        twice: set[str] = set()
        for one, row in self._people:
            for word in {_folded(one), *(_folded(row.cells.get(column, "")) for column in (NAME, EMAIL))} - {""}:
                if names.setdefault(word, one) != one:
                    twice.add(word)
        for name, one in (*self._leads.called, *((lead.id, lead.id) for lead in self._leads.people)):
            if names.setdefault(_folded(name), one) != one:
                twice.add(_folded(name))
        for word in twice:  # two people of one name: nobody knows who is meant
            del names[word]
        return names, twice

    @cached_property
    def _alike(self) -> dict[str, str]:
        """Ids by what they are without what is easily left out: `L6` for `L06`."""
        return {_spelled(one): one for one in sorted(self._learners, reverse=True)}

    def id_of(self, cell: str, wish: str) -> str | None:
        """The id of who is meant by an id, a name or an address. Only a learner can sit `with` somebody."""
        found = cell if cell in self._ids else self._read[0].get(_folded(cell))
        return found if wish == "apart" or found in self._learners else None

    def tell(self, cell: str, who: str, column: str, row: Row, table: Table, wish: str) -> None:
        """Tell of a cell that names nobody here. Who is to be kept apart from somebody elsewhere needs no word."""
        if len(self.told) >= _MOST_FINDINGS:
            return
        names, twice = self._read
        if self.id_of(cell, wish) == who:
            seen = f"The `{column}` of `{who}` (row {row.number}) is `{who}`, who sits with themselves in any case."
            hint = "Write the id of somebody else, or leave the cell empty."
            self.told.append(warn("SS-CSV-018", seen, hint, table.place(row)))
            return
        if _folded(cell) in twice:
            seen = (
                f"The `{column}` of `{who}` (row {row.number}) is the name of two people, so nobody knows who is meant."
            )
            self.told.append(warn("SS-CSV-018", seen, "Write the id of the one who is meant.", table.place(row)))
            return
        near = did_you_mean(_folded(cell), names) if len(cell) > _SHORT else None
        if near is None and wish == "apart":
            return
        guess = names[near] if near else self._alike.get(_spelled(cell))
        hint = f"Did you mean `{guess}`?" if guess else "Write the id of a learner, or leave the cell empty."
        seen = f"The `{column}` of `{who}` (row {row.number}) is nobody on the roster."
        severity = Severity.WARN if wish == "with" else Severity.INFO
        self.told.append(Diagnostic("SS-CSV-018", severity, seen, hint, table.place(row)))


def _spelled(name: str) -> str:
    """An id without capitals, zeros that fill up, and all but letters and digits."""
    parts = _PARTS.findall(name.lower())
    return " ".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)


def _folded(name: str) -> str:
    """A name without what writers differ in: capitals, accents, blanks; `Nordvik, Astrid` is `astrid nordvik`."""
    if name.isascii() and "," not in name:  # nothing to take apart
        return " ".join(name.lower().split())
    last, comma, first = name.partition(",")
    whole = unicodedata.normalize("NFKD", f"{first} {last}" if comma else name)
    return " ".join("".join(one for one in whole if not unicodedata.combining(one)).casefold().split())


def _pins(table: Table, people: Sequence[tuple[str, Row]], column: str) -> None:
    """Tell of pins that are no ids of sets: one by one, or all at once where it looks like another kind of column."""
    wrong = [(who, row) for who, row in people if (cell := row.cells.get(column, "")) and not is_set_id(cell)]
    if len(wrong) > _ONE_BY_ONE:
        shown = ", ".join(f"{row.number} (`{who}`)" for who, row in wrong[:_SHOWN])
        seen = f"`{column}` is no id of a set in {len(wrong)} rows: {shown}{'' if len(wrong) <= _SHOWN else ' …'}."
        hint = "Write ids such as `set-2`. Where the column says something else, it is not one to pin by."
        table.wrong(wrong[0][1], "SS-CSV-013", seen, hint)
        return
    for who, row in wrong:
        seen = f"The `{column}` of `{who}` (row {row.number}) is no id of a set."
        table.wrong(row, "SS-CSV-013", seen, "Write an id such as `set-2`, or leave the cell empty.")


def _empty(table: Table, people: Sequence[tuple[str, Row]], form: Form) -> Iterator[Diagnostic]:
    """One note for each column that the wishes compare people by and in which cells are empty."""
    compared = [one.column for one in (*form.spread, *form.alike, *form.never_alone)]
    columns = dict.fromkeys([*compared, *([TIME_ZONE] if form.overlap else [])])
    for column in columns:
        rows = [(who, row) for who, row in people if column in row.cells and not row.cells[column]]
        if rows:
            shown = ", ".join(f"{row.number} (`{who}`)" for who, row in rows[:_SHOWN])
            more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
            seen = f"`{column}` is empty in row{'s' * (len(rows) > 1)} {shown}{more}."
            hint = "Who has an empty cell is taken as neither like nor unlike the others. Fill it, if it is known."
            yield Diagnostic("SS-CSV-019", Severity.INFO, seen, hint, table.place(rows[0][1]))


def _of_all_kinds(table: Table, people: Sequence[tuple[str, Row]], form: Form) -> Iterator[Diagnostic]:
    """Columns such as an address, in which nearly everybody is of a kind of their own: no set can be mixed by them."""
    wishes = {one.column: "alike" for one in form.alike}
    wishes |= {one.column: "never-alone" for one in form.never_alone} | {one.column: "spread" for one in form.spread}
    for column, wish in wishes.items() if people else ():
        cells = [cell for _, row in people if (cell := row.cells.get(column))]
        kinds = len(set(cells))
        place = table.place(people[0][1])
        seen = f"`{column}` has {kinds:,} kinds among {len(cells):,} learners, "
        hint = f"Name a column that many have in common, such as a department, or take `{column}` out of `{wish}`."
        if kinds > _MOST_KINDS and (wish != "alike" or kinds * 2 > len(cells)):
            yield error("SS-CSV-023", seen + "which are too many to form sets by.", hint, place)
        elif wish != "alike" and len(cells) > _FEW and kinds * 10 > len(cells) * 9:
            yield warn("SS-CSV-022", seen + "so nearly everybody is of a kind of their own.", hint, place)
