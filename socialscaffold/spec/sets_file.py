"""The sets of a cohort, as a CSV of ids: which learner is in which set. No name and no address stands in it."""

from __future__ import annotations

import re

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.source.gate import Gate
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.people import Learner
from socialscaffold.spec.tables import Table, is_set_id

COLUMNS = ("learner", "set")
SEAT = "seat"
_SHOWN = 5


def read_sets(
    gate: Gate, cohort: Cohort, roster: tuple[Learner, ...], found: list[Diagnostic]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each set with its learners' ids, in the order of the sets' names (`set-2` before `set-10`); () without a file.

    Within a set they come by the column `seat`, where there is one, and else as they stand in the file.

    Where there is a roster, everyone of it must sit in a set, and nobody else.
    """
    if cohort.sets is None:
        return ()
    table = Table(gate, cohort.sets, COLUMNS, found)
    sets: dict[str, list[tuple[int, str]]] = {}
    known = {one.id for one in roster}
    for learner, row in table.people("learner", "a learner"):
        name = row.cells["set"]
        if not name:
            hint = "Write the set's id, such as `set-2`, or delete the row."
            table.wrong(row, "SS-CSV-011", f"Row {row.number} has an empty `set`.", hint)
        elif not is_set_id(name):
            hint = "Write an id such as `set-2`: small letters, digits and hyphens."
            table.wrong(row, "SS-CSV-013", f"The `set` of row {row.number} is no id.", hint)
        else:
            sets.setdefault(name, []).append((_seat(row.cells.get(SEAT, "")), learner))
        if known and learner not in known:
            guess = did_you_mean(learner, known)
            hint = f"Did you mean `{guess}`?" if guess else "Delete the row, or add the learner to the roster."
            table.wrong(row, "SS-SET-020", f"`{learner}` of row {row.number} is not on the roster.", hint)
    if table.read and known:
        found += _unseated(cohort, roster, {one for members in sets.values() for _, one in members})
    seated = {name: tuple(who for _, who in sorted(members, key=lambda one: one[0])) for name, members in sets.items()}
    return tuple((name, seated[name]) for name in sorted(seated, key=natural))


def _seat(cell: str) -> int:
    """A seat in the rota; who has none sits behind those who have one, in the order of the rows."""
    return int(cell) if re.fullmatch(r"[1-9]\d{0,3}", cell) else 10_000


def _unseated(cohort: Cohort, roster: tuple[Learner, ...], seated: set[str]) -> list[Diagnostic]:
    left = [one for one in roster if one.id not in seated]
    if not left or cohort.sets is None:
        return []
    shown = ", ".join(f"`{one.id}` (row {one.place.line})" for one in left[:_SHOWN])
    more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    seen = f"{shown}{more} of the roster {'sits' if len(left) == 1 else 'sit'} in no set."
    hint = f"Add a row for each to `{cohort.sets}`, or take the learner off the roster."
    return [error("SS-SET-021", seen, hint, cohort.sets.span)]


def natural(name: str) -> tuple[str, int, str]:
    """A key that sorts `set-2` before `set-10`."""
    digits = re.search(r"\d+$", name)
    return (name[: digits.start()], int(digits[0]), name) if digits else (name, 0, name)
