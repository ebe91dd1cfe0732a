"""The plan as the learner meets it: what is due, what is owed and by when, and what is written down for whom."""

from __future__ import annotations

import shutil
from itertools import dropwhile
from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.output.learner_fields import page_fields
from socialscaffold.output.learner_page import Item, LearnerPage, TextBox
from socialscaffold.patterns.library import PROTOCOLS
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.source.gate import Gate
from socialscaffold.targets.learner import learner_page
from socialscaffold.targets.learner_writing import PLAIN

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"


def page_of(cohort: str | None) -> LearnerPage:
    checked = check(Gate(EXAMPLE), cohort=cohort)
    assert checked.plan is not None and checked.sources is not None
    return learner_page(checked.plan, checked.articles, dict(checked.sources.quizzes))


@pytest.fixture(scope="module")
def dated() -> LearnerPage:
    return page_of("2027-spring")


def item(page: LearnerPage, name: str) -> Item:
    return next(one for one in page.items if one.id == name)


def facts(one: Item) -> dict[str, str]:
    return {fact.name: fact.text for fact in one.facts}


def boxes(one: Item) -> dict[str, TextBox]:
    return {box.id: box for step in one.steps for box in step.boxes}


def test_it_says_when_and_by_when(dated: LearnerPage) -> None:
    assert facts(item(dated, "kick-off")) == {"When": "Monday 18 January 2027, 10:00, Europe/Oslo"}
    turn = item(dated, "real-conversation-week-2")
    assert (turn.due, facts(turn)) == ("4 February 2027", {"By": "4 February 2027"})
    assert item(page_of(None), "real-conversation-week-2").due == "Thursday of week 3"


def test_it_says_what_is_owed_to_whom_and_by_when(dated: LearnerPage) -> None:
    by = "set meeting 5, in week 7 (from 1 March 2027)"
    assert [(one.text, one.by, one.item) for one in dated.owes] == [
        ("Make a card from the template", f"by {by}", "make-card")
    ]
    assert item(dated, "make-card").due == by
    assert facts(item(dated, "meeting-week-7")) == {"Bring": "What you owe your set: make a card from the template"}
    assert page_of(None).owes[0].by == "by set meeting 5, in week 7"


def test_a_meeting_has_a_sheet_for_the_learner_alone_and_a_log(dated: LearnerPage) -> None:
    meeting = boxes(item(dated, "meeting-week-4"))
    assert list(meeting) == ["issue-sheet", "action-log"]
    assert meeting["issue-sheet"].private and not meeting["action-log"].private
    assert meeting["action-log"].hint == "What I will do; by when; how we see it; what happened"
    kept = {one.id: one.private for one in page_fields(dated)}
    assert kept["text:meeting-week-4/issue-sheet"] and not kept["text:meeting-week-4/action-log"]


def test_the_logs_of_every_protocol_leave_something_to_write() -> None:
    """The learner's page leaves out what it knows: the meeting and the seat."""
    shelves = Shelves()
    for name in shelves.ids(PROTOCOLS):
        log = next(one for one in shelves.get(PROTOCOLS, name).outputs if one.id == "action-log")
        asked = tuple(dropwhile(PLAIN.__contains__, log.columns))
        assert len(asked) >= 2 and not {"Meeting", "Seat"} & set(asked), name


def test_a_round_has_a_decision_log(dated: LearnerPage) -> None:
    assert boxes(item(dated, "market-facts"))["decision-log"].hint == "Our stance; open questions; dissent; owners"


def test_the_plan_of_a_turn_is_the_pattern_s(dated: LearnerPage) -> None:
    turn = boxes(item(dated, "real-conversation-week-2"))
    assert list(turn) == [
        *("if", "then", "and-if-that-fails", "i-rehearse-it-with"),
        *("what-happened", "what-surprised", "what-next"),
    ]
    assert [one.label for one in turn.values()][:2] == ["If", "Then"]


def test_names_of_what_is_written_hang_on_no_language(tmp_path: Path) -> None:
    """A catalogue that is mended must not take from learners what they wrote."""
    shutil.copytree(EXAMPLE, tmp_path / "case")
    path = tmp_path / "case" / "program.yaml"
    path.write_text(path.read_text("utf-8").replace("language: en-GB", "language: de"), "utf-8")
    checked = check(Gate(tmp_path / "case"))
    assert checked.plan is not None and checked.sources is not None
    page = learner_page(checked.plan, checked.articles, dict(checked.sources.quizzes))
    assert [one.id for one in page_fields(page)] == [one.id for one in page_fields(page_of(None))]
    heads = boxes(item(page, "meeting-week-4"))["action-log"].hint.split("; ")
    assert len(heads) == 4
