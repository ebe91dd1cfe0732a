"""A learner's whole journey in cmi5, in Chromium, under a strict LMS and with a real record store."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from cmi5_rules import categories, is_defined, word
from learner_steps import TICKS, answer_quiz, finish_everything, go, text_of, tick, write
from playwright.sync_api import Page, expect
from xapi_rules import against

from socialscaffold.output.document import Document
from socialscaffold.output.learner_page import Completion, Item, LearnerPage, Option, Question, Quiz, Week
from socialscaffold.targets.cmi5 import cmi5

CARD = (Document("assets/card.html", b"<!doctype html><title>Card</title>"),)
LONG = "Words 😀 | ~ <b>&\n" * 150
SECRET = "what nobody else may read"
ACTS = {
    "pick-card/pick": "react",
    "real-conversation-1/practise": "practised",
    "real-conversation-1/reflect": "reflected",
    "rules/answer": "answered",
    "make-card/make": "create",
}


def packed(page: LearnerPage) -> dict[str, bytes]:
    documents, found = cmi5(page, CARD)
    assert not found
    return {one.path: one.data for one in documents}


@pytest.fixture
def social(sample_page: LearnerPage) -> LearnerPage:
    """The page with the acts that the plan gives its steps."""
    weeks = tuple(
        dataclasses.replace(
            week,
            items=tuple(
                dataclasses.replace(
                    item,
                    steps=tuple(
                        dataclasses.replace(step, act=ACTS.get(f"{item.id}/{step.id}", "")) for step in item.steps
                    ),
                )
                for item in week.items
            ),
        )
        for week in sample_page.weeks
    )
    return dataclasses.replace(sample_page, weeks=weeks)


def saved(page: Page) -> None:
    expect(page.locator("#status")).to_have_text("Saved in your course")


def test_a_whole_journey(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    page = course.launch()
    saved(page)
    answer_quiz(page, well=False)
    tick(page, "three-kinds/read")
    tick(page, "pick-card/pick")
    write(page, "real-conversation-1/what-happened", SECRET)
    write(page, "rules/answer", LONG)
    course.settle(expect=lambda: "rated" in course.words() and len(course.document["line"]) > len(LONG))

    page = course.relaunch()
    expect(page.locator("#item-rules")).to_be_in_viewport()
    assert page.locator('[data-field="tick:three-kinds/read"]').is_checked()
    assert text_of(page, "rules/answer") == LONG
    assert text_of(page, "real-conversation-1/what-happened") == ""
    expect(page.locator("#quiz-check-basics .result")).to_contain_text("3 of 5 right")

    finish_everything(page)
    expect(page.locator("#overall")).to_have_text("All done")
    go(page, "journey")
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("#lms-notice")).to_have_text("Everything is saved. You can close this page.")
    words = [one for one in course.words() if one != "answered"]
    assert words == [
        *("initialized", "rated", "terminated"),
        *("initialized", "practised", "reflected", "create", "completed", "terminated"),
    ]
    assert len([one for one in course.accepted if one["object"]["id"].startswith(f"{COURSE}/questions/")]) == 10
    kept = course.lrs.statements(course.registration)
    assert {one["id"] for one in kept} == {one["id"] for one in course.accepted} and len(kept) == 20
    assert course.lrs.strictly(kept) == ""
    profile = json.loads(course.files["xapi-profile.jsonld"])
    acts = [one for one in kept if f"{profile['id']}/v1" in categories(one) and "/items/" in one["object"]["id"]]
    assert len(acts) == len(ACTS)
    assert [broken for one in acts for broken in against(profile, one)] == []
    everything = json.dumps(kept) + "".join(course.bodies)
    assert SECRET not in everything
    assert "Words" not in json.dumps(kept)
    assert set(course.document["sent"]) == {"completed", *(f"tick:{name}" for name in ACTS)}
    assert course.document["waiting"] == []

    page = course.launch()
    expect(page.locator("#overall")).to_have_text("All done")
    assert text_of(page, "rules/answer") == LONG
    course.leave()
    assert course.words()[-2:] == ["initialized", "terminated"]


COURSE = "https://socialscaffold.example/programs/ev-charging"


def test_a_statement_says_what_was_done_and_where(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    tick(course.launch(), "make-card/make")
    course.settle(expect=lambda: "create" in course.words())
    (made,) = [one for one in course.accepted if word(one) == "create"]
    assert made["object"] == {
        "objectType": "Activity",
        "id": f"{COURSE}/items/make-card",
        "definition": {
            "type": "https://socialscaffold.example/xapi/activity-types/task",
            "name": {"en-GB": "Make your answer card"},
        },
    }
    assert made["verb"] == {"id": "http://activitystrea.ms/schema/1.0/create", "display": {"en": "created"}}
    assert made["context"]["contextActivities"]["parent"] == [{"id": course.activity}]
    assert made["context"]["extensions"]["https://lms.example/tenant"] == "north"
    assert "result" not in made and not is_defined(made)


def test_leaving_in_mid_word_keeps_the_word(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    page = course.launch()
    saved(page)
    write(page, "make-card/card", "half a sen")
    page = course.relaunch()
    assert text_of(page, "make-card/card") == "half a sen"
    course.settle(expect=lambda: course.words() == ["initialized", "terminated", "initialized"])


def test_a_killed_browser_loses_nothing(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    page = course.launch()
    saved(page)
    write(page, "make-card/card", "kept")
    tick(page, "make-card/make")
    course.settle(expect=lambda: "tick:make-card/make" in json.dumps(course.document))  # saved, perhaps not yet told
    course.kill()
    page = course.launch()
    assert page.locator('[data-field="tick:make-card/make"]').is_checked()
    assert text_of(page, "make-card/card") == "kept"
    course.settle(expect=lambda: course.document["sent"] == ["tick:make-card/make"])
    assert course.words().count("create") == 1


@pytest.mark.parametrize("fate", ["lost", "unheard", "in turns"])
def test_a_store_that_fails_every_second_request(
    cmi5_course: Callable[..., Any], social: LearnerPage, fate: str
) -> None:
    course = cmi5_course(packed(dataclasses.replace(social, completion=Completion("required", 80))))
    turns = {"in turns": ("lost", "unheard")}.get(fate, (fate, fate))
    course.fails = lambda number: turns[number // 2 % 2] if number % 2 else ""
    page = course.launch()
    write(page, "make-card/card", LONG)
    finish_everything(page)
    course.settle(expect=lambda: "passed" in course.document["sent"])
    course.kill()
    page = course.launch()
    expect(page.locator("#overall")).to_have_text("All done")
    assert text_of(page, "make-card/card") == LONG
    go(page, "journey")
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("#lms-notice")).to_have_text("Everything is saved. You can close this page.", timeout=20_000)
    words = course.words()
    assert [words.count(one) for one in ("create", "practised", "reflected", "completed", "passed")] == [1] * 5
    assert words.count("answered") == 6 and words[-1] == "terminated"
    assert course.failed > 20
    assert course.unconditional == 0
    assert {one["id"] for one in course.lrs.statements(course.registration)} == {one["id"] for one in course.accepted}


def test_a_store_that_is_away_is_told_and_tried_again(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    page = course.launch()
    saved(page)
    course.fails = lambda number: "lost"
    tick(page, "make-card/make")
    expect(page.locator("#status")).to_contain_text("Not saved. Your course does not answer")
    course.fails = lambda number: ""
    tick(page, "three-kinds/read")
    saved(page)
    assert "create" in course.words()


def test_one_refused_statement_holds_up_no_other(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    page = course.launch()
    course.refuses = lambda one: 400 if word(one) == "practised" else 0
    tick(page, "real-conversation-1/practise")
    expect(page.locator("#status")).to_contain_text("not yet taken note of everything you did (error 400)")
    tick(page, "make-card/make")
    course.settle(expect=lambda: "create" in course.words())
    course.refuses = lambda one: 0
    course.relaunch()
    course.settle(expect=lambda: "practised" in course.words())


def test_two_windows_do_not_overwrite_each_other(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    first = course.launch()
    saved(first)
    # A slow machine may still be about to say that the first visit has begun, which the second would end.
    course.settle(expect=lambda: "initialized" in course.words())
    before, course.context = course.context, None
    second = course.launch()
    write(second, "make-card/card", "from the second window")
    course.settle(expect=lambda: "from the second window" in course.document["line"])
    write(first, "make-card/card", "from the first")
    expect(first.locator("#status")).to_contain_text("open in another window")
    assert "from the second window" in course.document["line"]
    course.kill()
    before.close()
    assert course.told == []


def test_failed_is_said_at_the_end_and_passed_in_another_visit(
    cmi5_course: Callable[..., Any], social: LearnerPage
) -> None:
    course = cmi5_course(packed(dataclasses.replace(social, completion=Completion("required", 80))))
    page = course.launch()
    for name in TICKS:
        tick(page, name)
    answer_quiz(page, well=False)
    course.settle(expect=lambda: "completed" in course.words())
    page = course.relaunch()
    failed = [one for one in course.accepted if word(one) == "failed"]
    assert [one["result"]["score"]["scaled"] for one in failed] == [0.6]
    answer_quiz(page)
    course.settle(expect=lambda: "passed" in course.words())
    go(page, "item-make-card")
    page.locator('[data-field="tick:make-card/make"]').uncheck()
    saved(course.relaunch())
    course.settle(expect=lambda: course.words()[-1] == "initialized")
    defined = [word(one) for one in sorted(course.accepted, key=lambda one: one["timestamp"]) if is_defined(one)]
    assert defined == [
        *("initialized", "completed", "failed", "terminated"),
        *("initialized", "passed", "terminated"),
        "initialized",
    ]


def test_the_mark_is_the_one_that_the_lms_says(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(dataclasses.replace(social, completion=Completion("required", 80))))
    course.mastery = "0.5"
    page = course.launch()
    for name in TICKS:
        tick(page, name)
    answer_quiz(page, well=False)
    course.settle(expect=lambda: "passed" in course.words())


def test_a_score_that_is_just_the_mark_passes(cmi5_course: Callable[..., Any]) -> None:
    """0.55 times 100 is a little more than 55 to a computer."""
    yes_no = (Option("true", "True", True), Option("false", "False"))
    quiz = Quiz(tuple(Question(f"q{number}", "true-false", "Is it so?", yes_no) for number in range(20)))
    weeks = (Week(1, "One", (Item("check", "quiz", "Check", quiz=quiz),)),)
    course = cmi5_course(packed(LearnerPage("ev", "EV", weeks, completion=Completion("required", 55))))
    assert course.mastery == "0.55"
    page = course.launch()
    go(page, "item-check")
    for number in range(20):
        page.locator(f'input[name="answer:check/q{number}"][value="{"true" if number < 11 else "false"}"]').check()
    page.get_by_role("button", name="Check my answers").click()
    course.settle(expect=lambda: "passed" in course.words())
    assert [one["result"]["score"]["scaled"] for one in course.accepted if word(one) == "passed"] == [0.55]


@pytest.mark.parametrize("mode", ["Review", "Browse"])
def test_looking_back_records_nothing(cmi5_course: Callable[..., Any], social: LearnerPage, mode: str) -> None:
    course = cmi5_course(packed(social))
    page = course.launch()
    tick(page, "kick-off/attended")
    saved(page)
    course.leave()
    before = course.document
    course.mode = mode
    page = course.launch()
    expect(page.locator("#lms-notice")).to_contain_text("to look back")
    assert page.locator('[data-field="tick:kick-off/attended"]').is_checked()
    tick(page, "make-card/make")
    course.leave()
    assert course.words() == ["initialized", "terminated"] * 2
    assert course.document == before


def test_the_way_back_to_the_lms(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    course.leads_back = f"http://127.0.0.1:{course.lms.server_port}/back"
    page = course.launch()
    saved(page)
    page.get_by_role("button", name="Save and close").click()
    page.wait_for_url("**/back")
    assert course.words() == ["initialized", "terminated"]


def test_a_page_loaded_again_says_that_the_visit_is_over(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    page = course.launch()
    saved(page)
    page.reload()
    expect(page.locator("#lms-notice")).to_contain_text("This visit has ended")
    tick(page, "make-card/make")
    page.wait_for_timeout(400)
    course.settle(expect=lambda: course.words() == ["initialized", "terminated"])


def test_a_course_that_never_answers_is_no_dead_page(cmi5_course: Callable[..., Any], social: LearnerPage) -> None:
    course = cmi5_course(packed(social))
    course.fails = lambda number: "lost"
    page = course.launch()
    expect(page.locator("#lms-notice")).to_contain_text("Your course does not answer, so nothing is recorded now")
    write(page, "make-card/card", "still a page to write on")
    assert course.documents == {} and course.accepted == []
