"""The strict LMS holds a SCORM 2004 package to the errors of the standard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Frame
from scorm_host import StrictLms

MANIFEST = b"""<?xml version="1.0"?>
<manifest identifier="m" version="1.0" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>T</title>
    <item identifier="i" identifierref="r"><title>T</title></item></organization></organizations>
  <resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="index.html">
    <file href="index.html"/></resource></resources>
</manifest>"""
LESSON = {"imsmanifest.xml": MANIFEST, "index.html": b'<!doctype html><html lang="en"><title>Lesson</title>'}
REFUSED = (
    ("cmi.suspend_data", "x" * 64001, 406),
    ("cmi.completion_status", "passed", 406),
    ("cmi.success_status", "completed", 406),
    ("cmi.exit", "later", 406),
    ("cmi.session_time", "00:05:00", 406),
    ("cmi.location", "x" * 1001, 406),
    ("cmi.progress_measure", "half", 406),
    ("cmi.progress_measure", "1.5", 407),
    ("cmi.score.scaled", "60", 407),
    ("cmi.score.raw", 80, 406),
    ("cmi.objectives.1.id", "second-first", 351),
    ("cmi.objectives.0.success_status", "passed", 408),
    ("cmi.interactions.0.id", "two words", 406),
    ("cmi.interactions.0.learner_response", "a", 408),
    ("cmi.comments_from_learner.0.comment", "x" * 4001, 406),
    ("cmi.learner_name", "Me", 404),
    ("cmi.total_time", "PT1S", 404),
    ("cmi.objectives._count", "3", 404),
    ("cmi.core.lesson_status", "completed", 401),
    ("", "x", 351),
)
ANSWERS = (
    ("cmi.exit", "", 405),
    ("cmi.session_time", "", 405),
    ("cmi.core.exit", "", 401),
    ("cmi.suspend_data", "", 403),
    ("cmi.entry", "ab-initio", 0),
    ("cmi.mode", "normal", 0),
    ("cmi.completion_status", "unknown", 0),
)


def call(frame: Frame, name: str, *words: Any) -> tuple[str, int]:
    """A call of the lesson, with its answer and the error that the LMS then names."""
    answer = frame.evaluate("([name, words]) => parent.API_1484_11[name](...words)", [name, list(words)])
    return answer, int(frame.evaluate("parent.API_1484_11.GetLastError()"))


def test_what_may_not_be_set_and_what_reading_gives(lms: Callable[..., StrictLms]) -> None:
    made = lms(LESSON)
    frame = made.launch()
    assert call(frame, "Initialize", "") == ("true", 0)
    met = [(element, value, *call(frame, "SetValue", element, value)) for element, value, _ in REFUSED]
    assert met == [(element, value, "false", code) for element, value, code in REFUSED]
    assert [(element, *call(frame, "GetValue", element)) for element, _, _ in ANSWERS] == list(ANSWERS)
    made.calls.clear()


def test_nothing_goes_before_the_beginning_or_after_the_end(lms: Callable[..., StrictLms]) -> None:
    made = lms(LESSON)
    frame = made.launch()
    every = [("GetValue", "cmi.mode"), ("SetValue", "cmi.exit", "suspend"), ("Commit", ""), ("Terminate", "")]
    assert [call(frame, *one)[1] for one in every] == [122, 132, 142, 112]
    assert call(frame, "Initialize", "") == ("true", 0)
    assert call(frame, "Initialize", "") == ("false", 103)
    assert call(frame, "Terminate", "") == ("true", 0)
    assert [call(frame, *one)[1] for one in every] == [123, 133, 143, 113]
    assert call(frame, "Initialize", "") == ("false", 104)
    made.calls.clear()
