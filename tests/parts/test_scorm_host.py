"""The strict LMS is strict: a small package, driven by hand, meets every rule that the tests rely on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame
from scorm_host import StrictLms, unpacked

LESSON = {
    "imsmanifest.xml": Path(__file__).with_name("lms").joinpath("imsmanifest.xml").read_bytes(),
    "index.html": b'<!doctype html><html lang="en"><title>Lesson</title>',
    "a.css": b"",
}
# What may not be set, and the error that the LMS then names.
REFUSED = (
    ("cmi.suspend_data", "x" * 4097, 405),
    ("cmi.suspend_data", "😀" * 2049, 405),  # counted as JavaScript counts: two for each of these
    ("cmi.comments", "x" * 4097, 405),
    ("cmi.core.lesson_location", "x" * 256, 405),
    ("cmi.core.lesson_status", "done", 405),
    ("cmi.core.lesson_status", "not attempted", 405),
    ("cmi.core.lesson_status", "Completed", 405),
    ("cmi.core.exit", "normal", 405),
    ("cmi.core.session_time", "PT5M", 405),
    ("cmi.core.session_time", "1:00:00", 405),
    ("cmi.core.session_time", "00:75:00", 405),
    ("cmi.core.session_time", "00:00:01.123", 405),
    ("cmi.core.score.raw", "101", 405),
    ("cmi.core.score.raw", "-1", 405),
    ("cmi.core.score.raw", "80%", 405),
    ("cmi.core.score.max", "1000", 405),
    ("cmi.core.score.raw", 80, 405),
    ("cmi.interactions.0.id", "two words", 405),
    ("cmi.interactions.0.id", "é", 405),
    ("cmi.interactions.0.id", "x" * 256, 405),
    ("cmi.interactions.0.id", "", 405),
    ("cmi.interactions.0.student_response", "x" * 256, 405),
    ("cmi.interactions.0.correct_responses.0.pattern", "x" * 256, 405),
    ("cmi.interactions.0.type", "multiple", 405),
    ("cmi.interactions.0.result", "incorrect", 405),
    ("cmi.interactions.0.time", "25:00:00", 405),
    ("cmi.interactions.0.latency", "5", 405),
    ("cmi.interactions.0.weighting", "much", 405),
    ("cmi.interactions.1.id", "second-first", 201),
    ("cmi.objectives.1.id", "second-first", 201),
    ("cmi.objectives.0.id", "two words", 405),
    ("cmi.core.student_name", "Me", 403),
    ("cmi.core.total_time", "00:00:01", 403),
    ("cmi.student_data.mastery_score", "1", 403),
    ("cmi.core._children", "x", 402),
    ("cmi.interactions._count", "3", 402),
    ("cmi.completion_status", "completed", 401),
    ("cmi.interactions.0.learner_response", "x", 401),
    ("cmi.interactions.00.id", "x", 401),
    ("", "x", 201),
)
# What reading gives: the element, the answer, the error.
ANSWERS = (
    ("cmi.core.exit", "", 404),
    ("cmi.core.session_time", "", 404),
    ("cmi.interactions.0.id", "", 404),
    ("cmi.location", "", 401),
    ("cmi.objectives.0.id", "", 201),
    ("", "", 201),
    ("cmi.core.entry", "ab-initio", 0),
    ("cmi.core.lesson_status", "not attempted", 0),
    ("cmi.core.lesson_mode", "normal", 0),
    ("cmi.student_data.mastery_score", "80", 0),
    ("cmi.suspend_data", "", 0),
    ("cmi.interactions._count", "0", 0),
)
Course = Callable[..., StrictLms]


def call(frame: Frame, name: str, *words: Any) -> tuple[str, int]:
    """A call of the lesson, with its answer and the error that the LMS then names."""
    answer = frame.evaluate("([name, words]) => parent.API['LMS' + name](...words)", [name, list(words)])
    return answer, int(frame.evaluate("parent.API.LMSGetLastError()"))


@pytest.fixture
def course(lms: Course) -> Callable[..., tuple[StrictLms, Frame]]:
    def begin() -> tuple[StrictLms, Frame]:
        made = lms(LESSON)
        frame = made.launch()
        assert call(frame, "Initialize", "") == ("true", 0)
        return made, frame

    return begin


def test_what_may_not_be_set(course: Any) -> None:
    made, frame = course()
    met = [(element, value, *call(frame, "SetValue", element, value)) for element, value, _ in REFUSED]
    assert met == [(element, value, "false", code) for element, value, code in REFUSED]
    assert [one["code"] for one in made.errors] == [code for _, _, code in REFUSED]
    made.calls.clear()


def test_what_may_be_set(course: Any) -> None:
    _, frame = course()
    for element, value in (
        ("cmi.suspend_data", "x" * 4096),
        ("cmi.suspend_data", "😀" * 2048),
        ("cmi.core.lesson_location", "x" * 255),
        ("cmi.core.lesson_status", "incomplete"),
        ("cmi.core.exit", "suspend"),
        ("cmi.core.exit", ""),
        ("cmi.core.session_time", "0000:00:01.25"),
        ("cmi.core.session_time", "00:00:01"),
        ("cmi.core.score.raw", "99.5"),
        ("cmi.interactions.0.id", "q_1"),
        ("cmi.interactions.0.type", "choice"),
        ("cmi.interactions.0.student_response", "x" * 255),
        ("cmi.interactions.0.result", "wrong"),
        ("cmi.interactions.1.id", "q_2"),
        ("cmi.objectives.0.id", "o-1"),
        ("cmi.objectives.0.status", "passed"),
    ):
        assert call(frame, "SetValue", element, value) == ("true", 0), element


def test_what_may_be_read(course: Any) -> None:
    made, frame = course()
    met = [(element, *call(frame, "GetValue", element)) for element, _, _ in ANSWERS]
    assert met == list(ANSWERS)
    made.calls.clear()


def test_nothing_goes_before_the_beginning_or_after_the_end(lms: Course) -> None:
    made = lms(LESSON)
    frame = made.launch()
    every = [
        ("GetValue", "cmi.core.lesson_status"),
        ("SetValue", "cmi.core.lesson_status", "completed"),
        ("Commit", ""),
        ("Finish", ""),
    ]
    assert [call(frame, *one)[1] for one in every] == [301] * 4
    assert call(frame, "Initialize", "x") == ("false", 201)
    assert call(frame, "Initialize", "") == ("true", 0)
    assert call(frame, "Initialize", "") == ("false", 101)
    assert call(frame, "Commit", "now") == ("false", 201)
    assert call(frame, "Finish", "") == ("true", 0)
    assert [call(frame, *one)[1] for one in every] == [301] * 4
    assert len(made.errors) == 11
    made.calls.clear()


def test_only_what_was_committed_comes_back(course: Any) -> None:
    made, frame = course()
    call(frame, "SetValue", "cmi.suspend_data", "kept")
    call(frame, "SetValue", "cmi.core.exit", "suspend")
    call(frame, "Commit", "")
    call(frame, "SetValue", "cmi.suspend_data", "lost")
    frame = made.relaunch()
    assert made.sent("cmi.suspend_data") == ["kept", "lost"]
    call(frame, "Initialize", "")
    assert call(frame, "GetValue", "cmi.suspend_data") == ("kept", 0)
    assert call(frame, "GetValue", "cmi.core.entry") == ("resume", 0)
    call(frame, "SetValue", "cmi.core.lesson_status", "passed")
    call(frame, "SetValue", "cmi.core.exit", "")
    call(frame, "Finish", "")
    assert made.data["core"]["lesson_status"] == "passed"
    frame = made.relaunch()
    call(frame, "Initialize", "")
    assert call(frame, "GetValue", "cmi.core.entry") == ("", 0)


def test_last_words_are_heard_on_leaving_and_not_when_killed(lms: Course) -> None:
    talks = b"""<!doctype html><script src="talk.js"></script>"""
    script = b"""var api = parent.API; api.LMSInitialize("");
        addEventListener("pagehide", function () { api.LMSSetValue("cmi.suspend_data", "bye"); api.LMSCommit(""); });"""
    for end, expected in (("leave", ["bye"]), ("kill", [])):
        made = lms({**LESSON, "index.html": talks, "talk.js": script})
        made.launch()
        getattr(made, end)()
        assert made.sent("cmi.suspend_data") == expected


def test_a_script_that_throws_and_a_file_that_is_missing_are_told(lms: Course) -> None:
    made = lms({**LESSON, "index.html": b"<!doctype html><script src='no.js'></script><script>nothing()</script>"})
    made.launch()
    assert any("asked for http://lms.test/package/no.js" in one for one in made.told)
    assert any("nothing is not defined" in one for one in made.told)
    made.told.clear()


@pytest.mark.parametrize("name", ["../x", "/abs", "a//b", "a/./b", "c:x", "a\\b", "a\nb", "INDEX.HTML"])
def test_hostile_names_in_an_archive_are_refused(name: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("index.html", "")
        archive.writestr(name, "")
    with pytest.raises(ValueError):
        unpacked(made.getvalue())
