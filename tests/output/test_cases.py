"""The cases as people read them: the first, a middle and the last run sheet of one set, and its handbook.

`pytest tests/output/test_cases.py --update-goldens` writes docs/cases anew; read the diff before you commit it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.output.booklets import for_sets
from socialscaffold.output.documents import pages_of
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).resolve().parents[2]
# The cohort and the set of each case; the short one has neither, as it is on its first day.
CASES = {
    "ev-charging": ("2027-spring", "set-3"),
    "healthcare-leadership": ("2027", "set-1"),
    "smcr": ("2027-spring", "set-1"),
    "difficult-conversations-full": ("2027-spring", "set-1"),
    "difficult-conversations": (None, ""),
}


def pages(case: str) -> dict[str, str]:
    cohort, name = CASES[case]
    plan = check(Gate(ROOT / "examples" / case), cohort=cohort).plan
    assert plan is not None
    chosen = next((one for one in plan.sets.sets if one.id == name), plan.sets.sets[0])
    mine = for_sets(plan, (chosen,))
    course = [one.number for one in plan.sets.meetings if one.place != "beyond"]
    sheets = pages_of(mine, "run-sheet", booklet=True)
    which = {"first": 1, "middle": course[len(course) // 2 - 1] if len(course) > 3 else 2, "last": course[-1]}
    return {
        **{f"{word}-meeting.md": sheets[f"run-sheets/meeting-{number}.md"] for word, number in which.items()},
        **pages_of(mine, "set-handbook", booklet=True),
    }


@pytest.mark.parametrize("case", CASES)
def test_what_a_set_and_its_facilitator_read(case: str, golden: Callable[[Path, str], None]) -> None:
    for name, text in pages(case).items():
        golden(ROOT / "docs" / "cases" / case / name, text)
