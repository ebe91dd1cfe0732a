"""The sets of a cohort, as a CSV of ids: which learner is in which set. No name and no address stands in it."""

from __future__ import annotations

import re

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span
from socialscaffold.source.gate import Gate
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.table import read_table
from socialscaffold.spec.cohort import Cohort

COLUMNS = ("learner", "set")


def read_sets(gate: Gate, cohort: Cohort, found: list[Diagnostic]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each set with its learners' ids, in the order of the sets' names (`set-2` before `set-10`); () without a file."""
    if cohort.sets is None:
        return ()
    path = f"cohorts/{cohort.sets}"
    data, told = gate.read_bytes(path, cohort.sets.span)
    found += told
    if data is None:
        return ()
    rows, told = read_table(data, path)
    found += told
    sets: dict[str, list[str]] = {}
    seen: dict[str, int] = {}
    for row in rows:
        missing = [name for name in COLUMNS if name not in row.cells]
        if missing:
            guess = did_you_mean(missing[0], row.cells)
            hint = f"Is it the column `{guess}`?" if guess else "The columns are `learner` and `set`."
            found.append(error("SS-CSV-010", f"The column `{missing[0]}` is missing.", hint, Span(path)))
            return ()
        learner, name = row.cells["learner"].strip(), row.cells["set"].strip()
        place = Span(path, row.number, 1, row.number, 2)
        if not learner or not name:
            hint = "Write the learner's id and the set's name, or delete the row."
            found.append(error("SS-CSV-011", f"Row {row.number} has an empty cell.", hint, place))
        elif learner in seen:
            seen_text = f"The learner of row {row.number} stands in row {seen[learner]} already."
            found.append(error("SS-CSV-012", seen_text, "A learner is in one set only: delete one row.", place))
        else:
            seen[learner] = row.number
            sets.setdefault(name, []).append(learner)
    return tuple((name, tuple(sets[name])) for name in sorted(sets, key=_natural))


def _natural(name: str) -> tuple[str, int, str]:
    digits = re.search(r"\d+$", name)
    return (name[: digits.start()], int(digits[0]), name) if digits else (name, 0, name)
