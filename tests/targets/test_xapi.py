"""The words of xAPI: one source for the statements, the profile and the page about them."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from xapi_rules import problems

from socialscaffold.compiler import check
from socialscaffold.source.gate import Gate
from socialscaffold.targets.learner import learner_page
from socialscaffold.targets.xapi import TYPES, page_data, profile, verbs

ROOT = Path(__file__).parents[2]
# The terms of the official context that a profile of ours has, with the IRIs that it gives them.
CONTEXT = json.loads((ROOT / "tests" / "parts" / "profile_context.json").read_text("utf-8"))
PROFILES = "https://w3id.org/xapi/profiles/ontology#"
UNIT = "https://your.org/courses/ev/page"


def test_the_profile_is_as_the_specification_asks() -> None:
    assert problems(json.loads(profile())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("concepts", 0, "definition"), {}, "definition is empty"),
        (("concepts", 0, "type"), "Pattern", "is no part of concepts"),
        (("concepts", 0, "inScheme"), "https://socialscaffold.example/xapi/v0", "is of no version"),
        (("concepts", 0, "prefLable"), {"en": "taught"}, "has a key prefLable"),
        (("templates", 0, "verb"), "commented", "names no verb"),
        (("templates", 0, "verb"), "http://activitystrea.ms/share", ""),
        (("templates", 0, "rules", 0, "location"), "id", "is no rule"),
        (("versions", 0, "generatedAtTime"), "2026-11-25", "is of no version"),
        (("patterns", 1, "alternates"), ["https://socialscaffold.example/xapi/patterns/acts"], "leads to itself"),
        (("patterns", 1, "alternates"), ["https://socialscaffold.example/xapi/nobody"], "says ['alternates']"),
    ],
)
def test_the_rules_of_the_specification_see_what_is_wrong(path: tuple[Any, ...], value: Any, told: str) -> None:
    changed = json.loads(profile())
    part = changed
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    wrong = problems(changed)
    assert any(told in one for one in wrong) if told else wrong == []


def expanded(document: Any) -> list[Any]:
    """What a JSON-LD processor makes of it. It asks for no address but that of the context, which the tests bring."""
    return jsonld.expand(document, {"documentLoader": loaded})


def loaded(url: str, _: Any) -> dict[str, Any]:
    assert url == "https://w3id.org/xapi/profiles/context"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT, "contentType": "application/ld+json"}


def test_a_json_ld_processor_reads_every_name_in_it() -> None:
    (graph,) = expanded(json.loads(profile()))
    assert graph["@type"] == [f"{PROFILES}Profile"]
    concepts = {one["@id"]: one["@type"][0].partition("#")[2] for one in graph[f"{PROFILES}concepts"]}
    assert {one.iri for one in verbs() if one.iri.startswith(graph["@id"])} == {
        name for name, kind in concepts.items() if kind == "Verb"
    }
    assert {one.iri for one in TYPES if one.iri.startswith(graph["@id"])} == {
        name for name, kind in concepts.items() if kind == "ActivityType"
    }
    determined = [
        tuple(one[f"{PROFILES}{key}"][0]["@id"] for key in ("verb", "objectActivityType"))
        for one in graph[f"{PROFILES}templates"]
    ]
    assert determined == [(one.iri, one.done_with.iri) for one in verbs()]
    templates = {one["@id"] for one in graph[f"{PROFILES}templates"]}
    chosen = [each["@id"] for one in graph[f"{PROFILES}patterns"] for each in one.get(f"{PROFILES}alternates", ())]
    assert set(chosen) == templates and len(templates) == len(verbs())


def test_nothing_in_it_is_lost_on_a_json_ld_processor() -> None:
    """The specification asks for what compacting gives; a key that the context lacks would not come back."""
    document = json.loads(profile())
    assert jsonld.compact(expanded(document), document["@context"], {"documentLoader": loaded}) == document
    document["concepts"][0]["no-such-key"] = "gone"
    assert jsonld.compact(expanded(document), document["@context"], {"documentLoader": loaded}) != document


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
