"""The words of xAPI: one source for the statements, the profile and the page about them."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

from xapi_rules import problems

from socialscaffold.compiler import check
from socialscaffold.source.gate import Gate
from socialscaffold.targets.learner import learner_page
from socialscaffold.targets.xapi import page_data, profile, verbs

ROOT = Path(__file__).parents[2]
UNIT = "https://your.org/courses/ev/page"


def test_the_profile_is_as_the_specification_asks() -> None:
    assert problems(json.loads(profile())) == []


def test_what_learners_do_together_has_a_word() -> None:
    wanted = {"commented", "shared", "created", "taught", "reflected", "practised", "answered"}
    assert wanted <= {one.said for one in verbs()}


def test_every_act_of_the_examples_has_a_verb_and_a_type() -> None:
    for example in ("ev-charging", "difficult-conversations"):
        checked = check(Gate(ROOT / "examples" / example))
        assert checked.plan and checked.sources
        page = learner_page(checked.plan, checked.articles, dict(checked.sources.quizzes))
        acting = [(item.kind, step.act) for item in page.items for step in item.steps if step.act]
        data = page_data("https://your.org/courses/ev", UNIT, (), {})
        assert acting
        assert {act for _, act in acting} <= set(data["verbs"])
        assert {kind for kind, _ in acting} <= set(data["types"])
        for kind, act in acting:
            assert data["types"][kind] == next(one for one in verbs() if one.act == act).done_with.iri


def test_a_mark_belongs_to_one_field_for_ever() -> None:
    marks = page_data("c", UNIT, ("tick:a/b", "tick:a/c"), {})["marks"]
    assert marks["tick:a/b"] == "671083382eb9507ca8cce910164b8982"
    assert len(set(marks.values())) == len(marks) == 7
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in marks.values())


def test_a_level_of_ones_own_is_told_as_ours() -> None:
    data = page_data("c", UNIT, (), {"helps": "share"})
    assert data["verbs"]["helps"] == data["verbs"]["share"]


def test_the_documents_are_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_xapi.py"))
    assert (ROOT / "docs" / "xapi.md").read_text("utf-8") == made["page"]()
    assert (ROOT / "docs" / "xapi-profile.jsonld").read_bytes() == profile()
