"""Practice cycles: their words, windows and days come from the pattern, the program and the cohort."""

from __future__ import annotations

from pathlib import Path

from socialscaffold.compiler import Checked, check
from socialscaffold.output.documents import documents
from socialscaffold.patterns.library import CYCLES
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OWN = """\
id: watch-and-try
title: Watch and try
strategy: application
purpose: To see it once before doing it.
when: A colleague does it well.
when-not: Nobody may watch.
steps:
  - {id: watch, title: Watch somebody, minutes: 25, say: What do they do first?, do: Write down three things.}
  - {id: practise, title: Try one of them, minutes: 20, say: Now you., do: Try it on the same day.}
  - {id: reflect, title: Note it, minutes: 5, say: What happened?, do: Two lines.}
form: [{title: I will watch, ask: whom and when}]
prompts: [{id: first-move, ask: What was the first move?}]
"""


def checked(folder: Path, cycle: str, more: str = "") -> Checked:
    (folder / "program.yaml").write_text(
        "socialscaffold: 1\nid: any\ntitle: Any\naudience: {role: People, learners: 12}\nweeks: 8\n"
        f"outcomes: {{do-it: Do it well}}\n{more}"
        f"strategies:\n  application:\n    cycles:\n      - id: real\n        practise: {{do: Do it}}\n{cycle}",
        "utf-8",
    )
    return check(Gate(folder))


def planned(folder: Path, cycle: str, more: str = "") -> Plan:
    found = checked(folder, cycle, more)
    assert found.plan is not None, found.found
    return found.plan


def test_the_words_of_a_cycle_are_those_of_its_pattern(tmp_path: Path) -> None:
    shelf = Shelves().get(CYCLES)
    one = planned(tmp_path, "        weeks: [2]\n").cycles[0]
    assert one.prompts == tuple(each.ask for each in shelf.prompts[:3])
    assert one.instead == " ".join(shelf.instead.split())
    assert one.privacy_title == "Nobody is named" and one.opt_out == " ".join(shelf.opt_out.split())
    assert [title for title, _ in one.form] == ["If", "then", "And if that fails", "I rehearse it with"]


def test_without_other_people_there_is_nothing_to_keep_or_to_decline(tmp_path: Path) -> None:
    text = "        weeks: [2]\n        plan: {kind: free}\n"
    gate = checked(tmp_path, text)
    assert gate.plan is not None and [title for title, _ in gate.plan.cycles[0].form] == ["My plan"]
    path = tmp_path / "program.yaml"
    path.write_text(path.read_text("utf-8").replace("{do: Do it}", "{do: Do it, third-parties: none}"), "utf-8")
    plan = check(Gate(tmp_path)).plan
    assert plan is not None
    assert (plan.cycles[0].privacy, plan.cycles[0].opt_out) == ("", "")


def test_the_last_day_is_a_date_with_a_cohort_and_a_weekday_without() -> None:
    with_dates = check(Gate(EXAMPLES / "ev-charging"), cohort="2027-spring").plan
    without = check(Gate(EXAMPLES / "ev-charging")).plan
    assert with_dates is not None and without is not None
    turns = [(turn.by, turn.meeting) for turn in without.cycles[0].turns]
    assert turns == [("Thursday of week 3", 3), ("Thursday of week 5", 4), ("Thursday of week 7", 5)]
    first = with_dates.cycles[0].turns[0]
    assert (first.by, first.told_by) == ("4 February 2027", "18 February 2027")
    (item,) = (each for each in with_dates.weeks[1].items if each.kind == "practice")
    assert item.due == "4 February 2027"


def test_a_pattern_of_ones_own_makes_the_journal_and_the_minutes(tmp_path: Path) -> None:
    (tmp_path / "patterns" / "cycles").mkdir(parents=True)
    (tmp_path / "patterns" / "cycles" / "watch-and-try.yaml").write_text(OWN, "utf-8")
    cycle = "        pattern: watch-and-try\n        weeks: [2]\n        reflect: {words: 50}\n"
    plan = planned(tmp_path, cycle, "patterns: ./patterns\n")
    one = plan.cycles[0]
    assert [(step.id, step.minutes) for step in one.steps] == [("watch", 25), ("practise", 20), ("reflect", 12)]
    (item,) = (each for week in plan.weeks for each in week.items if each.kind == "practice")
    assert item.minutes == one.minutes == 57
    page = next(each for each in documents(plan) if each.path == "practice-journal.md").data.decode()
    assert "**1. Watch somebody** (25 minutes). What do they do first?" in page
    assert "What was the first move?" in page and "Rehearse" not in page


def test_talk_in_a_channel_has_its_last_day(tmp_path: Path) -> None:
    cycle = "        weeks: [2]\n        discuss: {where: talk, within: 7 days}\n"
    plan = planned(tmp_path, cycle, "channels: {talk: {title: Our channel}}\n")
    one = plan.cycles[0]
    assert (one.place, one.turns[0].meeting) == ("Our channel", 0)
    pages = {each.path: each.data.decode() for each in documents(plan)}
    assert "Tell of it in Our channel, at the latest" in pages["practice-journal.md"]


def test_a_question_or_a_place_that_nobody_knows_is_told(tmp_path: Path) -> None:
    cycle = "        reflect: {prompts: [what-hapened, Did it rain?]}\n        discuss: {where: nowhere}\n"
    found = {one.code: one for one in checked(tmp_path, cycle).found}
    assert "Did you mean `what-happened`?" in found["SS-PAT-009"].hint
    assert "There are: sets." in found["SS-YAML-003"].hint
