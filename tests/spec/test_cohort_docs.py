"""The page on cohorts: what it shows can be built as it stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from socialscaffold.compiler import build, check
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).resolve().parents[2]


def test_the_cohort_of_the_page_gives_the_short_program_its_days(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "cohorts.md").read_text("utf-8")
    (cohort,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    case = tmp_path / "case"
    shutil.copytree(ROOT / "examples" / "difficult-conversations", case)
    (case / "cohorts").mkdir(exist_ok=True)
    (case / "cohorts" / "2027-autumn.yaml").write_text(cohort, "utf-8")
    checked = check(Gate(case), cohort="2027-autumn")
    assert checked.found == ()
    plan = checked.plan
    assert plan is not None
    assert [str(monday) for monday in plan.mondays[:3]] == ["2027-10-04", "2027-10-18", "2027-10-25"]
    set_2 = plan.sets.sets[1]
    assert (set_2.where, set_2.starts[-1].isoformat()) == ("Room 4", "2027-12-16T08:30:00+01:00")
    made, _ = build(checked, ("markdown",))
    assert "calendars/sets/set-2.ics" in {one.path for one in made}
