from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.compiler import Checked, check
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def planned(name: str, cohort: str | None = None) -> Plan:
    checked: Checked = check(Gate(EXAMPLES / name), cohort=cohort)
    assert checked.plan is not None, checked.found
    return checked.plan


def test_the_ev_case_takes_the_minutes_that_its_designers_counted() -> None:
    plan = planned("ev-charging", "2027-spring")
    assert [week.minutes for week in plan.weeks] == [225, 229, 192, 229, 210, 144, 120, 165]
    assert plan.weeks[0].staff == 480
    assert len(plan.sets.sets) == 9 and plan.learners == 48


def test_a_week_that_touches_the_blackout_is_skipped() -> None:
    plan = planned("ev-charging", "2027-spring")
    mondays = [week.monday.isoformat() for week in plan.weeks if week.monday]
    assert mondays[6:] == ["2027-03-01", "2027-03-15"]


def test_twelve_lines_make_a_whole_program_without_a_finding() -> None:
    checked = check(Gate(EXAMPLES / "difficult-conversations"))
    assert checked.found == ()
    plan = checked.plan
    assert plan is not None
    assert max(week.minutes for week in plan.weeks) <= plan.budget == 180
    assert [meeting.week for meeting in plan.sets.meetings] == [2, 4, 6, 10]
    assert plan.rounds and plan.cycles and plan.prompts and plan.sets.owed
    assert {task.level for task in plan.tasks} == {"notice", "react", "comment", "share", "create", "advocate"}
    assert any(item.kind == "live" for item in plan.weeks[0].items)


def test_every_default_says_why_and_how_strong_its_source_is() -> None:
    plan = planned("difficult-conversations")
    assert len(plan.assumed) > 20
    for one in plan.assumed:
        assert one.default.why and one.default.tier, one.where


@pytest.mark.parametrize("name", ["ev-charging", "difficult-conversations"])
def test_the_steps_of_a_meeting_fill_it_exactly(name: str) -> None:
    for meeting in planned(name).sets.meetings:
        at = 0
        for step in meeting.steps:
            assert step.start == at
            at += step.minutes
        assert at == meeting.minutes


def small_program(folder: Path, weeks: int, learners: int, hours: int) -> Checked:
    text = (
        f"socialscaffold: 1\nid: any\ntitle: Any\naudience: {{role: People, learners: {learners}}}\n"
        f"weeks: {weeks}\neffort: {{learner: {hours} h}}\noutcomes:\n  do-it: Do it well\n"
    )
    (folder / "program.yaml").write_text(text, "utf-8")
    return check(Gate(folder))


@pytest.mark.parametrize("learners", [4, 8, 9, 18, 25, 48, 240])
@pytest.mark.parametrize(("weeks", "hours"), [(2, 4), (3, 3), (4, 3), (5, 2), (6, 3), (8, 4), (12, 1), (26, 3)])
def test_whatever_the_weeks_can_hold_is_scaffolded_without_a_finding(
    tmp_path: Path, weeks: int, hours: int, learners: int
) -> None:
    checked = small_program(tmp_path, weeks, learners, hours)
    assert [one for one in checked.found if one.severity != "info"] == []
    plan = checked.plan
    assert plan is not None
    assert plan.rounds and plan.cycles and plan.prompts and plan.sets.owed
    assert max(week.minutes for week in plan.weeks) <= plan.budget == hours * 60
    course = [meeting for meeting in plan.sets.meetings if meeting.place != "beyond"]
    assert plan.sets.slots * len(course) >= max(one.seats for one in plan.sets.sets)


def test_weeks_that_are_too_short_are_told_with_what_would_do(tmp_path: Path) -> None:
    told = {one.code: one for one in small_program(tmp_path, 2, 18, 2).found}
    assert "2 weeks of 120 minutes are too short" in told["SS-PLAN-001"].message
    assert told["SS-PLAN-001"].hint.startswith("Give it at least ")
    assert told["SS-PLAN-001"].span is not None and told["SS-PLAN-001"].span.line == 5


@settings(max_examples=40, deadline=None)
@given(weeks=st.integers(2, 30), learners=st.integers(5, 300), hours=st.integers(3, 6))
def test_any_small_program_is_scaffolded_within_its_weeks(weeks: int, learners: int, hours: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        text = (
            f"socialscaffold: 1\nid: any\ntitle: Any\naudience: {{role: People, learners: {learners}}}\n"
            f"weeks: {weeks}\neffort: {{learner: {hours} h}}\noutcomes:\n  do-it: Do it well\n"
        )
        Path(folder, "program.yaml").write_text(text, "utf-8")
        checked = check(Gate(Path(folder)))
        if checked.plan is not None:
            assert {item.week for week in checked.plan.weeks for item in week.items} <= set(range(1, weeks + 1))
            assert sum(one.seats for one in checked.plan.sets.sets) == learners
        for one in checked.found:
            assert one.hint, one
