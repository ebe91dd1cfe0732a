"""Whatever pattern of the library a program names, its documents are filled from it and add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.output.documents_journal import journal
from socialscaffold.output.documents_rounds import round_sheet
from socialscaffold.output.run_sheets import run_sheet
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
