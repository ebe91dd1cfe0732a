"""A learner's whole journey under a strict SCORM 2004 run-time."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from learner_steps import TICKS, answer_quiz, finish_everything, go, settled, text_of, tick, write
from playwright.sync_api import expect

from socialscaffold.output.document import Document
from socialscaffold.output.learner_page import Completion, LearnerPage
from socialscaffold.targets.scorm2004 import scorm2004

CARD = (Document("assets/card.html", b"<!doctype html><title>Card</title>"),)
LONG = "Words | ~ <b>&\n" * 150  # more than SCORM 1.2 would keep
SECRET = "what nobody else may read"


def packed(page: LearnerPage) -> dict[str, bytes]:
    documents, found = scorm2004(page, CARD)
    assert not found
    return {one.path: one.data for one in documents}


def rows(course: Any, name: str) -> list[dict[str, Any]]:
    """The rows of a list of the LMS as they were committed."""
    return [course.data[name][at] for at in sorted(course.data[name], key=int)]


@pytest.fixture
def served(sample_page: LearnerPage) -> LearnerPage:
    """The page with outcomes that some of its items serve."""
    serves = {"three-kinds": ("explain",), "check-basics": ("explain", "objections"), "make-card": ("objections",)}
    weeks = tuple(
        dataclasses.replace(
            week, items=tuple(dataclasses.replace(item, outcomes=serves.get(item.id, ())) for item in week.items)
        )
        for week in sample_page.weeks
    )
    return dataclasses.replace(sample_page, weeks=weeks)


def test_a_whole_journey(lms: Callable[..., Any], served: LearnerPage) -> None:
    course = lms(packed(served))
    frame = course.launch()
    expect(frame.locator("#status")).to_have_text("Saved in your course")
    answer_quiz(frame, well=False)
    tick(frame, "three-kinds/read")
    write(frame, "real-conversation-1/what-happened", SECRET)
    write(frame, "rules/answer", LONG)
    expect(frame.locator("#box-rules-answer-keep")).to_contain_text("of 4000 characters are kept in the LMS")

    frame = course.relaunch()
    expect(frame.locator("#item-rules")).to_be_in_viewport()
    assert frame.locator('[data-field="tick:three-kinds/read"]').is_checked()
    assert text_of(frame, "rules/answer") == LONG
    assert text_of(frame, "real-conversation-1/what-happened") == ""
    expect(frame.locator("#quiz-check-basics .result")).to_contain_text("3 of 5 right")
    objectives = {one["id"]: one for one in rows(course, "objectives")}
    assert objectives["explain"]["completion_status"] == "incomplete"
    assert float(objectives["explain"]["progress_measure"]) == 0.5

    finish_everything(frame)
    expect(frame.locator("#overall")).to_have_text("All done")
    settled(frame)
    assert course.sent("cmi.completion_status") == ["incomplete", "completed"]
    assert course.sent("cmi.success_status") == ["passed"]
    assert course.sent("cmi.progress_measure")[-1] == "1"
    assert course.sent("cmi.score.raw") == []
    go(frame, "journey")
    frame.get_by_role("button", name="Finish").click()
    expect(frame.locator("#lms-notice")).to_have_text("Everything is saved. You can close this page.")
    assert set(course.sent("cmi.exit")) == {"suspend"}
    assert course.calls[-1]["name"] == "Terminate"
    assert all(re.fullmatch(r"PT\d+(\.\d+)?S", span) for span in course.sent("cmi.session_time"))
    objectives = {one["id"]: one for one in rows(course, "objectives")}
    assert [objectives[name]["success_status"] for name in ("explain", "objections")] == ["passed", "passed"]
    assert SECRET not in json.dumps(course.calls)

    course.kill()
    frame = course.launch()
    expect(frame.locator("#overall")).to_have_text("All done")
    assert text_of(frame, "rules/answer") == LONG


def test_a_killed_browser_loses_nothing_that_was_committed(lms: Callable[..., Any], served: LearnerPage) -> None:
    course = lms(packed(served))
    frame = course.launch()
    tick(frame, "kick-off/attended")
    write(frame, "make-card/card", LONG)
    settled(frame)
    course.kill()
    assert course.calls[-1]["name"] == "Commit"
    frame = course.launch()
    assert frame.locator('[data-field="tick:kick-off/attended"]').is_checked()
    assert text_of(frame, "make-card/card") == LONG


def test_answers_and_comments_can_be_read_in_the_lms(lms: Callable[..., Any], served: LearnerPage) -> None:
    course = lms(packed(served))
    frame = course.launch()
    answer_quiz(frame, well=False)
    answers = {one["id"]: one for one in rows(course, "interactions")}
    assert [answers[f"check_basics_{name}"]["result"] for name in ("sleep", "places", "unit")] == [
        "incorrect",
        "correct",
        "correct",
    ]
    assert answers["check_basics_places"]["learner_response"] == "a[,]b"
    assert answers["check_basics_talk"]["learner_response"] == "d[,]a[,]b[,]c"
    assert answers["check_basics_unit"]["learner_response"] == "kwh"
    assert answers["check_basics_unit"]["description"] == "Which unit does a meter count?"
    write(frame, "rules/answer", "The landlord decides.")
    settled(frame)
    assert course.sent("cmi.comments_from_learner.0.comment") == []
    tick(frame, "rules/answer")
    settled(frame)
    frame = course.relaunch()
    write(frame, "rules/answer", "{The landlord}\ndecides.\n")
    settled(frame)
    assert course.sent("cmi.comments_from_learner.0.location") == ["text:rules/answer"]
    assert list(dict.fromkeys(course.sent("cmi.comments_from_learner.0.comment"))) == [
        "The landlord decides.",
        " {The landlord} / decides.",
    ]


def test_a_graded_page_reports_both_completion_and_success(lms: Callable[..., Any], served: LearnerPage) -> None:
    course = lms(packed(dataclasses.replace(served, completion=Completion("required", 80))))
    frame = course.launch()
    for name in TICKS:
        tick(frame, name)
    answer_quiz(frame, well=False)
    settled(frame)
    assert course.data["completion_status"] == "completed"
    assert course.data["success_status"] == "failed"
    assert float(course.data["score"]["scaled"]) == 0.6
    answer_quiz(frame)
    settled(frame)
    assert course.data["success_status"] == "passed"
    frame = course.relaunch()
    go(frame, "item-make-card")
    frame.locator('[data-field="tick:make-card/make"]').uncheck()
    settled(frame)
    assert course.sent("cmi.completion_status") == ["incomplete", "completed"]


def test_looking_back_records_nothing(lms: Callable[..., Any], served: LearnerPage) -> None:
    course = lms(packed(served))
    tick(course.launch(), "kick-off/attended")
    course.leave()
    course.data["mode"] = "review"
    course.calls.clear()
    frame = course.launch()
    expect(frame.locator("#lms-notice")).to_contain_text("to look back")
    assert frame.locator('[data-field="tick:kick-off/attended"]').is_checked()
    tick(frame, "three-kinds/read")
    course.leave()
    assert [call["element"] for call in course.calls if call["name"] == "SetValue"] == ["cmi.exit"]
