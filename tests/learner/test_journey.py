"""A learner's whole journey through the package, in Chromium, under a strict SCORM 1.2 run-time."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from learner_steps import TICKS, answer_quiz, finish_everything, go, order_of, settled, text_of, tick, write
from playwright.sync_api import expect

from socialscaffold.compiler import build, check
from socialscaffold.output.document import Document
from socialscaffold.output.learner_page import Completion, Item, LearnerPage, Step, TextBox, Week
from socialscaffold.output.state import cost
from socialscaffold.source.gate import Gate
from socialscaffold.targets.scorm12 import scorm12

EXAMPLE = Path(__file__).parents[2] / "examples" / "ev-charging"
CARD = (Document("assets/card.html", b"<!doctype html><title>Card</title>"),)
LONG = "Words 😀 | ~ <b>&\n" * 120
SECRET = "what nobody else may read"


def packed(page: LearnerPage) -> dict[str, bytes]:
    documents, found = scorm12(page, CARD)
    assert not found
    return {one.path: one.data for one in documents}


def test_a_whole_journey(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    course = lms(packed(sample_page))
    frame = course.launch()
    expect(frame.locator("#status")).to_have_text("Saved in your course")
    expect(frame.locator("#lms-notice")).to_be_hidden()
    answer_quiz(frame, well=False)
    expect(frame.locator("#quiz-check-basics .result")).to_contain_text("3 of 5 right: 60 %. 80 % are needed.")
    expect(frame.get_by_text("The rate matters last.")).to_be_visible()
    tick(frame, "three-kinds/read")
    write(frame, "real-conversation-1/if", 'a customer asks about the range | 😀\n"tomorrow"')
    write(frame, "real-conversation-1/what-happened", SECRET)
    write(frame, "rules/answer", LONG)
    expect(frame.locator("#box-rules-answer-keep")).to_contain_text(f"{cost(LONG):d} characters: more than the 1600")
    write(frame, "make-card/card", "One customer, one question")
    expect(frame.locator("#journal-notice")).to_contain_text("2 texts are only on this page")
    with course.host.expect_download() as got:
        frame.locator("#journal-notice").get_by_role("button", name="Download my journal").click()
    journal = Path(got.value.path()).read_bytes()
    expect(frame.locator("#journal-notice")).to_be_hidden()

    frame = course.relaunch()
    expect(frame.locator("#item-make-card")).to_be_in_viewport()
    assert frame.locator('[data-field="tick:three-kinds/read"]').is_checked()
    assert not frame.locator('[data-field="tick:kick-off/attended"]').is_checked()
    assert text_of(frame, "real-conversation-1/if") == 'a customer asks about the range | 😀\n"tomorrow"'
    assert text_of(frame, "make-card/card") == "One customer, one question"
    assert text_of(frame, "real-conversation-1/what-happened") == ""
    assert text_of(frame, "rules/answer") == ""
    expect(frame.locator("#box-rules-answer-keep")).to_have_text(re.compile("is in your journal"))
    assert order_of(frame) == ["price", "day", "place", "charger"]
    assert frame.locator('input[value="rate"]').is_checked()
    assert frame.locator('input[value="hotel"]').is_checked()
    assert frame.locator("#q-check-basics-unit").input_value() == "  KWH "
    expect(frame.locator("#quiz-check-basics .result")).to_contain_text("3 of 5 right")
    expect(frame.locator("#journal-notice")).to_contain_text("One text is in your journal")

    frame.set_input_files("#journal-file", {"name": "j.json", "mimeType": "application/json", "buffer": journal})
    expect(frame.locator("#journal-notice")).to_be_hidden()
    assert text_of(frame, "rules/answer") == LONG
    assert text_of(frame, "real-conversation-1/what-happened") == SECRET

    answer_quiz(frame)
    expect(frame.locator("#quiz-check-basics .result")).to_contain_text("5 of 5 right: 100 %. Passed.")
    for name in TICKS:
        tick(frame, name)
    expect(frame.locator("#overall")).to_have_text("All done")
    # A tick is sent a moment after it is set: wait for the last one, however slow the machine.
    for _ in range(100):
        if course.sent("cmi.core.lesson_status")[-1:] == ["completed"]:
            break
        frame.page.wait_for_timeout(50)
    assert course.sent("cmi.core.lesson_status") == ["incomplete", "completed"]
    go(frame, "journey")
    frame.get_by_role("button", name="Finish").click()
    expect(frame.locator("#lms-notice")).to_have_text("Everything is saved. You can close this page.")
    assert course.data["core"]["lesson_status"] == "completed"
    assert set(course.sent("cmi.core.exit")) == {"suspend"}
    assert course.sent("cmi.core.score.raw") == []
    assert course.calls[-1]["name"] == "LMSFinish"
    assert all(re.fullmatch(r"\d{4}:\d\d:\d\d\.\d\d", span) for span in course.sent("cmi.core.session_time"))
    assert all(re.fullmatch(r"check-basics_\w+".replace("-", "_"), name) for name in interaction_ids(course))
    assert SECRET not in json.dumps(course.calls)
    course.leave()


def interaction_ids(course: Any) -> list[str]:
    ids = [call["value"] for call in course.calls if re.fullmatch(r"cmi\.interactions\.\d+\.id", call["element"] or "")]
    assert len(ids) == 10
    return ids


def test_leaving_in_mid_word_keeps_the_word(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    course = lms(packed(sample_page))
    frame = course.launch()
    write(frame, "make-card/card", "half a sen")
    frame = course.relaunch()
    assert text_of(frame, "make-card/card") == "half a sen"
    assert course.data["core"]["exit"] == "suspend"


def test_a_killed_browser_loses_nothing_that_was_committed(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    course = lms(packed(sample_page))
    frame = course.launch()
    tick(frame, "kick-off/attended")
    write(frame, "make-card/card", "kept")
    settled(frame)
    course.kill()
    assert course.calls[-1]["name"] == "LMSCommit"
    frame = course.launch()
    assert frame.locator('[data-field="tick:kick-off/attended"]').is_checked()
    assert text_of(frame, "make-card/card") == "kept"


def test_the_logs_of_a_real_program_come_back_and_the_issue_sheet_is_nobody_elses(lms: Callable[..., Any]) -> None:
    checked = check(Gate(EXAMPLE))
    documents, _ = build(checked, ("scorm12",))
    course = lms(next(one.data for one in documents if one.path.endswith(".zip")))
    frame = course.launch()
    write(frame, "meeting-week-2/action-log", "Ask the landlord, by Friday")
    write(frame, "meeting-week-2/issue-sheet", SECRET)
    write(frame, "real-conversation-week-2/if", "they ask about the range")
    write(frame, "market-facts/decision-log", "We name the tariff first | Ana, by May")
    settled(frame)
    course.kill()
    frame = course.launch()
    assert text_of(frame, "meeting-week-2/action-log") == "Ask the landlord, by Friday"
    assert text_of(frame, "real-conversation-week-2/if") == "they ask about the range"
    assert text_of(frame, "market-facts/decision-log") == "We name the tariff first | Ana, by May"
    assert text_of(frame, "meeting-week-2/issue-sheet") == ""
    assert SECRET not in json.dumps(course.calls)
    assert course.errors == []


def test_calls_are_few(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    course = lms(packed(sample_page))
    frame = course.launch()
    assert [call["element"] for call in course.calls if call["name"] == "LMSGetValue"] == [
        "cmi.core.lesson_mode",
        "cmi.core.lesson_status",
        "cmi.suspend_data",
    ]
    write(frame, "make-card/card", "")
    settled(frame)
    before = len(course.calls)
    frame.locator("#box-make-card-card").press_sequentially("twenty characters of", delay=5)
    settled(frame)
    names = [call["element"] or call["name"] for call in course.calls[before:]]
    assert names == ["cmi.suspend_data", "cmi.core.session_time", "LMSCommit"]


def test_completed_is_never_taken_back(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    course = lms(packed(sample_page))
    finish_everything(course.launch())
    frame = course.relaunch()
    frame.locator('[data-field="tick:make-card/make"]').uncheck()
    answer_quiz(frame, well=False)
    settled(frame)
    assert course.sent("cmi.core.lesson_status") == ["incomplete", "completed"]
    assert course.data["core"]["lesson_status"] == "completed"


def test_a_graded_page_reports_score_and_pass(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    graded = dataclasses.replace(sample_page, completion=Completion("required", 80))
    course = lms(packed(graded))
    frame = course.launch()
    for name in TICKS:
        tick(frame, name)
    assert course.sent("cmi.core.score.raw") == []
    answer_quiz(frame, well=False)
    settled(frame)
    assert (course.data["core"]["lesson_status"], course.data["core"]["score"]["raw"]) == ("failed", "60")
    answer_quiz(frame)
    settled(frame)
    assert (course.data["core"]["lesson_status"], course.data["core"]["score"]["raw"]) == ("passed", "100")


def test_a_package_published_again_finds_what_it_knew(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    course = lms(packed(sample_page))
    frame = course.launch()
    tick(frame, "kick-off/attended")
    write(frame, "make-card/card", "my card")
    course.leave()
    new = Item("new", "do", "New", steps=(Step("do", boxes=(TextBox("box", "New"),), tick="Done"),))
    first, *others = sample_page.weeks
    edited = (Week(1, "Moved", (new, *reversed([i for i in first.items if i.id != "three-kinds"]))), *others)
    course.files = packed(dataclasses.replace(sample_page, weeks=edited))
    frame = course.launch()
    assert frame.locator('[data-field="tick:kick-off/attended"]').is_checked()
    assert text_of(frame, "make-card/card") == "my card"
    assert text_of(frame, "new/box") == ""


def test_an_lms_that_fails_is_told_and_tried_again(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    course = lms(packed(sample_page))
    frame = course.launch()
    course.host.evaluate("window.broken = true")
    tick(frame, "kick-off/attended")
    expect(frame.locator("#status")).to_contain_text("Not saved")
    expect(frame.locator("#status")).to_contain_text("error 101")
    assert course.errors
    course.host.evaluate("window.broken = false")
    tick(frame, "three-kinds/read")
    expect(frame.locator("#status")).to_have_text("Saved in your course")
    course.calls = [call for call in course.calls if not call["code"]]
    frame = course.relaunch()
    assert frame.locator('[data-field="tick:kick-off/attended"]').is_checked()


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_back_records_nothing(lms: Callable[..., Any], sample_page: LearnerPage, mode: str) -> None:
    course = lms(packed(sample_page))
    tick(course.launch(), "kick-off/attended")
    course.leave()
    course.data["core"]["lesson_mode"] = mode
    course.calls.clear()
    frame = course.launch()
    expect(frame.locator("#lms-notice")).to_contain_text("to look back")
    assert frame.locator('[data-field="tick:kick-off/attended"]').is_checked()
    tick(frame, "three-kinds/read")
    course.leave()
    assert [call["element"] for call in course.calls if call["name"] == "LMSSetValue"] == ["cmi.core.exit"]
    assert {call["name"] for call in course.calls} == {"LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSFinish"}
    course.data["core"]["lesson_mode"] = "normal"
    frame = course.launch()
    assert frame.locator('[data-field="tick:kick-off/attended"]').is_checked()
    assert not frame.locator('[data-field="tick:three-kinds/read"]').is_checked()


def test_what_was_finished_can_be_looked_at_again(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    """The LMS drops the state of a visit that does not end in "suspend", as many do."""
    course = lms(packed(sample_page))
    frame = course.launch()
    finish_everything(frame)
    write(frame, "make-card/card", "my card")
    settled(frame)
    go(frame, "journey")
    frame.get_by_role("button", name="Finish").click()
    expect(frame.locator("#lms-notice")).to_contain_text("You can close this page")
    for mode in ("normal", "review", "normal"):
        course.kill()
        course.data["core"]["lesson_mode"] = mode
        frame = course.launch()
        expect(frame.locator("#overall")).to_have_text("All done")
        assert text_of(frame, "make-card/card") == "my card"
        course.leave()
    assert course.data["core"]["lesson_status"] == "completed"


def test_the_state_of_a_newer_version_is_left_alone(lms: Callable[..., Any], sample_page: LearnerPage) -> None:
    course = lms(packed(sample_page))
    course.data = {"core": {"lesson_status": "incomplete", "exit": "suspend"}, "suspend_data": "s2from the future"}
    frame = course.launch()
    expect(frame.locator("#lms-notice")).to_contain_text("newer version")
    tick(frame, "three-kinds/read")
    settled(frame)
    course.leave()
    assert course.sent("cmi.suspend_data") == []
