"""The sets of a cohort, as a CSV of ids: who is in which set and who leads it. No name and no address stands in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.regex import regex
from socialscaffold.source.gate import Gate
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.table import Row
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.people import Learner
from socialscaffold.spec.tables import Table, is_id, is_set_id

COLUMNS = ("learner", "set")
SEAT, LEADER, LEADS, HOURS = "seat", "facilitator", "leads", "hours"
ROUND = "round-"  # and the round's id: in which group of that round somebody sits
NO = "no"
_SHOWN = 5
_HOUR = regex(r"([01]\d|2[0-3]):([0-5]\d)")

Circles = tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class SeatedSet:
    """One set: its learners by seat, who leads it (an id, or empty), who of it never leads, and the hours of its
    meetings on the cohort's clock where they are not always the same."""

    id: str
    members: tuple[str, ...]
    leader: str = ""
    never: tuple[str, ...] = ()
    hours: tuple[dt.time, ...] = ()


@dataclass(frozen=True, slots=True)
class SetsFile:
    """The file as read: the sets, and for each round of sense-making its groups with their learners."""

    sets: tuple[SeatedSet, ...] = ()
    circles: Circles = ()


def read_sets(
    gate: Gate, cohort: Cohort, roster: tuple[Learner, ...], found: list[Diagnostic], rounds: tuple[str, ...] = ()
) -> SetsFile:
    """Each set with its learners' ids, in the order of the sets' names (`set-2` before `set-10`); empty without a file.

    Within a set they come by the column `seat`, where there is one, and else as they stand in the file. The columns
    `facilitator` and `hours` say something of the whole set, once or in each of its rows; `leads` says `no` for who
    never leads. `rounds` are the program's rounds: `round-ID` holds the group of each learner there.

    Where there is a roster, everyone of it must sit in a set, and nobody else.
    """
    if cohort.sets is None:
        return SetsFile()
    columns = {f"{ROUND}{one}": one for one in rounds}
    table = Table(gate, cohort.sets, COLUMNS, found, known={SEAT, LEADER, LEADS, HOURS, *columns})
    rows = list(_seated(table, {one.id for one in roster}))
    if table.read and roster:
        found += _unseated(cohort, roster, {who for who, _ in rows})
    sets: dict[str, list[tuple[str, Row]]] = {}
    for who, row in rows:
        sets.setdefault(row.cells["set"], []).append((who, row))
    return SetsFile(
        tuple(_whole(table, name, sets[name]) for name in sorted(sets, key=natural)),
        tuple((name, _groups(table, column, rows)) for column, name in columns.items() if table.has(column)),
    )


def _seated(table: Table, known: set[str]) -> Iterator[tuple[str, Row]]:
    """The rows that seat somebody, each told of where it does not."""
    for learner, row in table.people("learner", "a learner"):
        name = row.cells["set"]
        if known and learner not in known:
            guess = did_you_mean(learner, known)
            hint = f"Did you mean `{guess}`?" if guess else "Delete the row, or add the learner to the roster."
            table.wrong(row, "SS-SET-020", f"`{learner}` of row {row.number} is not on the roster.", hint)
        if not name:
            hint = "Write the set's id, such as `set-2`, or delete the row."
            table.wrong(row, "SS-CSV-011", f"Row {row.number} has an empty `set`.", hint)
        elif not is_set_id(name):
            hint = "Write an id such as `set-2`: small letters, digits and hyphens."
            table.wrong(row, "SS-CSV-013", f"The `set` of row {row.number} is no id.", hint)
        else:
            yield learner, row


def _whole(table: Table, name: str, rows: list[tuple[str, Row]]) -> SeatedSet:
    """One set from its rows."""
    ordered = sorted(rows, key=lambda one: _seat(one[1].cells.get(SEAT, "")))
    hint = "Write an id such as `F2`: letters, digits and hyphens, no name."
    leader = _one(table, name, rows, LEADER, is_id, hint)
    hint = "Write hours such as `09:00 16:30`, one for each meeting, with blanks between them."
    hours = _one(table, name, rows, HOURS, lambda cell: all(map(_HOUR.fullmatch, cell.split())), hint)
    never = []
    for who, row in ordered:
        said = row.cells.get(LEADS, "").casefold()
        if said == NO:
            never.append(who)
        elif said not in ("", "yes"):
            hint = "Write `no` for somebody who leads no meeting of the set, and leave it empty for the others."
            table.wrong(row, "SS-SET-024", f"The `{LEADS}` of row {row.number} is neither `no` nor empty.", hint)
    times = tuple(dt.time.fromisoformat(one) for one in hours.split())
    return SeatedSet(name, tuple(who for who, _ in ordered), leader, tuple(never), times)


def _one(
    table: Table, name: str, rows: Iterable[tuple[str, Row]], column: str, fits: Callable[[str], bool], hint: str
) -> str:
    """What a column says of a whole set; empty where it says nothing, or more than one thing, which is told."""
    said, first = "", 0
    for _, row in rows:
        cell = row.cells.get(column, "")
        if not cell:
            continue
        if not fits(cell):
            table.wrong(row, "SS-SET-024", f"The `{column}` of row {row.number} can't be read.", hint)
        elif not said:
            said, first = cell, row.number
        elif cell != said:
            seen = f"Rows {first} and {row.number} are both of `{name}` and differ in `{column}`."
            table.wrong(row, "SS-SET-023", seen, "Write it once, or the same into each row of the set.")
    return said


def _groups(table: Table, column: str, rows: Iterable[tuple[str, Row]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The groups of one round; who has an empty cell is in none yet."""
    groups: dict[str, list[str]] = {}
    for who, row in rows:
        cell = row.cells.get(column, "")
        if cell and is_set_id(cell):
            groups.setdefault(cell, []).append(who)
        elif cell:
            hint = "Write an id such as `group-2`: small letters, digits and hyphens."
            table.wrong(row, "SS-CSV-013", f"The `{column}` of row {row.number} is no id.", hint)
    return tuple((name, tuple(groups[name])) for name in sorted(groups, key=natural))


def _seat(cell: str) -> int:
    """A seat in the rota; who has none sits behind those who have one, in the order of the rows."""
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 5 else 10_000


def _unseated(cohort: Cohort, roster: tuple[Learner, ...], seated: set[str]) -> list[Diagnostic]:
    left = [one for one in roster if one.id not in seated]
    if not left or cohort.sets is None:
        return []
    shown = ", ".join(f"`{one.id}` (row {one.place.line})" for one in left[:_SHOWN])
    more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    seen = f"{shown}{more} of the roster {'sits' if len(left) == 1 else 'sit'} in no set."
    hint = f"Add a row for each to `{cohort.sets}`, or take the learner off the roster."
    return [error("SS-SET-021", seen, hint, cohort.sets.span)]


_NUMBER = regex(r"\d+$")


def natural(name: str) -> tuple[str, int, str]:
    """A key that sorts `set-2` before `set-10`."""
    digits = _NUMBER.search(name)
    return (name[: digits.start()], int(digits[0]), name) if digits else (name, 0, name)
