"""The SCORM 2004 package as files: valid against the official schemas, with what the LMS is to track."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from schemas import check_manifest

from socialscaffold.compiler import build, check
from socialscaffold.output.learner_page import Completion, Item, LearnerPage, Outcome, Step, Week
from socialscaffold.source.gate import Gate
from socialscaffold.targets.scorm2004 import scorm2004

EXAMPLES = Path(__file__).parents[2] / "examples"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
SS = "{http://www.imsglobal.org/xsd/imsss}"


def manifest(mastery: int | None = None, *outcomes: Outcome) -> etree._Element:
    weeks = (Week(1, "One", (Item("it", "do", "It", steps=(Step("s", tick="Done"),)),)),)
    page = LearnerPage("ev", "EV & <charging>", weeks, outcomes=outcomes, completion=Completion("required", mastery))
    files, found = scorm2004(page)
    assert not found
    assert check_manifest(files[0].data, [one.path for one in files]) == []
    return etree.fromstring(files[0].data)


def test_there_is_an_objective_for_each_outcome() -> None:
    root = manifest(None, Outcome("explain", "Explain"), Outcome("handle", "Handle"))
    assert [one.get("objectiveID") for one in root.iter(f"{SS}objective")] == ["explain", "handle"]
    assert [one.get("completionSetByContent") for one in root.iter(f"{SS}deliveryControls")] == ["true"]


def test_a_mark_to_reach_stands_only_where_the_program_is_graded() -> None:
    assert manifest().find(f".//{SS}minNormalizedMeasure") is None
    graded = manifest(80)
    assert graded.findtext(f".//{SS}minNormalizedMeasure") == "0.8"
    assert [one.get("satisfiedByMeasure") for one in graded.iter(f"{SS}primaryObjective")] == ["true"]


def test_it_says_that_it_is_the_fourth_edition() -> None:
    assert manifest().findtext(f"{CP}metadata/{CP}schemaversion") == "2004 4th Edition"


@pytest.mark.parametrize("example", ["ev-charging", "difficult-conversations"])
def test_the_examples_are_packed(example: str) -> None:
    from scorm_host import unpacked

    made, _ = build(check(Gate(EXAMPLES / example)), ("scorm2004",))
    (archive,) = made
    files = unpacked(archive.data)
    assert archive.path == f"{example}-scorm2004.zip"
    assert check_manifest(files["imsmanifest.xml"], files) == []
