"""Whatever pattern of the library a program names, its documents are filled from it and add up."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.output.documents_journal import journal
from socialscaffold.output.documents_rounds import round_sheet
from socialscaffold.output.run_sheets import RunSheet, run_sheet
from socialscaffold.patterns.library import CYCLES, DESIGNS, PROTOCOLS, ids, load
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate

PROGRAM = """\
socialscaffold: 1
id: asking-first
title: Asking first
audience: {{role: Shift leads, learners: 18, groups: [Days, Nights]}}
weeks: 8
effort: {{learner: 4 h}}
outcomes:
  ask-first: Ask before you answer when a shift is handed over
strategies:
  support-network: {{sets: {{protocol: {protocol}, meetings: {{minutes: 120}}}}}}
  sense-making:
    rounds:
      - {{id: handover, question: What must be said at handover?, week: 3, minutes: 90, design: {design}}}
  application:
    cycles:
      - {{id: one-handover, pattern: {cycle}, practise: {{do: Hand over one shift by asking}}, outcomes: [ask-first]}}
"""


def planned(
    folder: Path, protocol: str = "action-learning-set", design: str = "jigsaw", cycle: str = "if-then-plan"
) -> Plan:
    (folder / "program.yaml").write_text(PROGRAM.format(protocol=protocol, design=design, cycle=cycle), "utf-8")
    checked = check(Gate(folder))
    assert checked.plan is not None and [one for one in checked.found if one.severity != "info"] == []
    return checked.plan


@pytest.mark.parametrize("name", ids(PROTOCOLS))
def test_every_protocol_fills_the_meetings_of_a_set(tmp_path: Path, name: str) -> None:
    plan = planned(tmp_path, protocol=name)
    for meeting in plan.sets.meetings:
        sheet = run_sheet(plan, meeting)
        assert sheet.protocol.id == name
        assert sum(row.minutes for row in sheet.rows) == meeting.minutes
        assert all(row.say and row.do and "{" not in row.say + row.do for row in sheet.rows)


@pytest.mark.parametrize("name", ids(DESIGNS))
def test_every_design_fills_a_round(tmp_path: Path, name: str) -> None:
    plan = planned(tmp_path, design=name)
    sheet = round_sheet(plan, plan.rounds[0])
    assert sheet.design.id == name
    assert sum(row.minutes for row in sheet.rows) == 90
    assert "What must be said at handover?" in " ".join(row.say + row.do for row in sheet.rows)
    assert len(sheet.logs) == 4


@pytest.mark.parametrize("name", ids(CYCLES))
def test_every_cycle_fills_the_journal(tmp_path: Path, name: str) -> None:
    (cycle,) = journal(planned(tmp_path, cycle=name))
    pattern = load(CYCLES, name)[0]
    assert pattern is not None
    assert cycle.plan.pattern == name and cycle.purpose == " ".join(pattern.purpose.split())
    assert [step.id for step in cycle.plan.steps] == [step.id for step in pattern.steps]
    assert cycle.plan.form == tuple((part.title, part.ask) for part in pattern.form)
    assert len(cycle.steps) == len(pattern.steps) and cycle.remedies
    words = " ".join(prompt for prompt in cycle.plan.prompts)
    assert next(one.ask for one in pattern.prompts if one.id == "what-happened") in words


SHORT = """\
socialscaffold: 1
id: asking-first
title: Asking first
audience: {{role: Shift leads, learners: {learners}}}
weeks: 8
effort: {{learner: 8 h, facilitator: 40 h}}
outcomes:
  ask-first: Ask before you answer when a shift is handed over
strategies:
  support-network:
    sets:
      protocol: {protocol}
      size: {{min: {size}, target: {size}, max: {size}}}
      meetings: {{weeks: [1, 2, 3, 4, 5, 6, 7, 8], minutes: {minutes}, mode: {mode}}}
"""


@pytest.mark.parametrize("name", ids(PROTOCOLS))
@pytest.mark.parametrize(("size", "minutes", "mode"), [(5, 60, "in-person"), (8, 60, "online"), (8, 180, "blended")])
def test_a_protocol_reads_differently_for_five_and_eight_and_for_an_hour_and_three(
    tmp_path: Path, name: str, size: int, minutes: int, mode: str
) -> None:
    text = SHORT.format(protocol=name, size=size, learners=2 * size, minutes=minutes, mode=mode)
    (tmp_path / "program.yaml").write_text(text, "utf-8")
    checked = check(Gate(tmp_path))
    assert checked.plan is not None, checked.found
    assert [one for one in checked.found if one.severity == "error"] == []
    for meeting in checked.plan.sets.meetings:
        sheet = run_sheet(checked.plan, meeting)
        assert sum(row.minutes for row in sheet.rows) == minutes
        assert all(row.minutes >= 1 and row.say and row.do for row in sheet.rows)
        away = dict(zip((5, 8), ("three", "six"), strict=True))[size]
        assert any(away in do for _, do in sheet.remedies)


def planned_sets(folder: Path, name: str, size: int, minutes: int, mode: str) -> Plan:
    """A program with such sets."""
    text = SHORT.format(protocol=name, size=size, learners=2 * size, minutes=minutes, mode=mode)
    (folder / "program.yaml").write_text(text, "utf-8")
    plan = check(Gate(folder)).plan
    assert plan is not None
    return plan


def sheets(folder: Path, name: str, size: int, minutes: int, mode: str) -> list[RunSheet]:
    """The sheets of all meetings of such sets."""
    plan = planned_sets(folder, name, size, minutes, mode)
    return [run_sheet(plan, meeting) for meeting in plan.sets.meetings]


def words(sheet: RunSheet) -> set[str]:
    return {row.say for row in sheet.rows} | {row.do for row in sheet.rows}


@pytest.mark.parametrize("name", ids(PROTOCOLS))
def test_screen_room_and_both_are_told_otherwise_in_every_kind_of_meeting(tmp_path: Path, name: str) -> None:
    made = {mode: sheets(tmp_path, name, 6, 120, mode) for mode in ("online", "in-person", "blended")}
    for number in (0, 3, 7):  # the first, a middle one and the last of the course
        for one, other in combinations(made.values(), 2):
            assert words(one[number]) - words(other[number])
            assert [row.minutes for row in one[number].rows] == [row.minutes for row in other[number].rows]


@pytest.mark.parametrize("name", ids(PROTOCOLS))
def test_first_middle_and_last_and_a_set_that_leads_itself_have_sheets_of_their_own(tmp_path: Path, name: str) -> None:
    made = sheets(tmp_path, name, 6, 120, "online")
    first, middle, alone, last, beyond = made[0], made[2], made[5], made[7], made[8]
    assert not first.meeting.led_by_set and alone.meeting.led_by_set and beyond.meeting.place == "beyond"
    for one, other in combinations((first, middle, alone, last, beyond), 2):
        assert (one.headline, one.fading, one.at_the_end) != (other.headline, other.fading, other.at_the_end)
    for one, other in combinations((first, middle, last), 2):
        assert {row.title for row in one.rows} != {row.title for row in other.rows}
    assert "Nobody has a seat number yet" in " ".join(first.before)
    assert alone.meeting.roles(6).facilitator and not middle.meeting.roles(6).facilitator


@pytest.mark.parametrize("name", ids(PROTOCOLS))
def test_five_and_eight_people_an_hour_and_three_are_reckoned_with(tmp_path: Path, name: str) -> None:
    five, eight = (sheets(tmp_path, name, size, 120, "in-person")[3] for size in (5, 8))
    assert five.remedies != eight.remedies
    assert [one.seats for one in five.sittings] != [one.seats for one in eight.sittings]
    short, long = (sheets(tmp_path, name, 6, minutes, "in-person")[3] for minutes in (60, 180))
    assert "Break" not in [row.title for row in short.rows]
    assert [row.title for row in long.rows].count("Break") == 1
    turns = [len(one.meeting.roles(6).holders) for one in (short, long)]
    assert turns[0] < turns[1] or turns == [6, 6]
    assert any("minutes" in row.do or "minutes" in row.say for row in long.rows)


@pytest.mark.parametrize("name", ids(PROTOCOLS))
def test_a_lost_line_has_its_remedy_where_there_is_a_line(tmp_path: Path, name: str) -> None:
    pattern = load(PROTOCOLS, name)[0]
    assert pattern is not None
    (line,) = (one.situation for one in pattern.remedies if one.id == "line")
    told = {
        mode: line in [situation for situation, _ in sheets(tmp_path, name, 6, 120, mode)[3].remedies]
        for mode in ("online", "in-person", "blended")
    }
    assert told == {"online": True, "in-person": False, "blended": True}


@pytest.mark.parametrize("name", ids(PROTOCOLS))
def test_a_protocol_keeps_its_own_minutes_where_the_program_says_none(tmp_path: Path, name: str) -> None:
    pattern = load(PROTOCOLS, name)[0]
    assert pattern is not None
    plan = planned_sets(tmp_path, name, 6, 150, "online")
    held = [step.minutes for step in plan.sets.meetings[2].steps if step.slot == 1]
    own = [step.minutes for step in pattern.steps if step.per]
    assert sum(step.minutes for step in plan.sets.meetings[2].steps) == 150
    assert plan.sets.slots <= 6
    if plan.sets.slots == 6:
        assert sum(held) >= sum(own), "everybody has had a turn, so that the rest is stretched"
    elif sum(own) <= 36:
        assert held == own
    else:
        assert sum(held) == 36 and held.index(max(held)) == own.index(max(own)), "cut to the usual turn, in proportion"
