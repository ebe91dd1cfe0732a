"""Whatever stands in a cohort's tables, findings come of it and never a traceback, and no cell but an id is shown."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.compiler import build, check
from socialscaffold.diagnostics import has_errors
from socialscaffold.source.gate import Gate

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"
CANARY = "canary@people.example"
CELL = st.sampled_from(
    [
        "",
        "L1",
        "L2",
        "l-1",
        "set-1",
        "set-2",
        "Set 3",
        "set-1 set-2",
        "NO",
        "XX",
        "man",
        CANARY,
        '"',
        "no",
        "2",
        "F1",
        "09:00",
        "09:00 25:00",
        "Europe/Oslo",
        "Asia/Tokyo",
        "Mars/Base",
    ]
)
COLUMNS = st.lists(
    st.sampled_from(
        [
            "learner",
            "set",
            "sets",
            "facilitator",
            "region",
            "language",
            "buddy",
            "line-manager",
            "gender",
            "seat",
            "leads",
            "hours",
            "max-sets",
            "time-zone",
            "round-market-facts",
        ]
    ),
    min_size=1,
    max_size=8,
)
# With what a table must have, so that the others are read as well.
COLUMNS |= COLUMNS.map(lambda more: list(dict.fromkeys(["learner", "set", "facilitator", *more])))
TABLE = st.builds(
    lambda head, rows: "\n".join(",".join(row) for row in [head, *rows]),
    COLUMNS,
    st.lists(st.lists(CELL, min_size=1, max_size=8), max_size=12),
)


@settings(max_examples=60, deadline=None)
@given(roster=TABLE, sets=st.none() | TABLE, leads=TABLE)
def test_any_tables_are_told_or_built(roster: str, sets: str | None, leads: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        shutil.copytree(EXAMPLE, case)
        cohort = case / "cohorts" / "2027-spring.yaml"
        (case / "cohorts" / "2027-spring.csv").write_text(roster, "utf-8")
        (case / "cohorts" / "2027-spring-facilitators.csv").write_text(leads, "utf-8")
        cohort.write_text(cohort.read_text("utf-8").replace('at: "10:00"}   #', "at: fair}   #"), "utf-8")
        if sets is None:
            cohort.write_text(cohort.read_text("utf-8").replace("sets: 2027-spring.sets.csv", ""), "utf-8")
        else:
            (case / "cohorts" / "2027-spring.sets.csv").write_text(sets, "utf-8")
        checked = check(Gate(case), cohort="2027-spring")
        assert not any(CANARY in one.message + one.hint for one in checked.found)
        assert all(one.hint and one.span for one in checked.found)
        if checked.plan is not None and not has_errors(checked.found):
            made, _ = build(checked, ("markdown",))
            assert not any(CANARY.encode() in one.data for one in made)
