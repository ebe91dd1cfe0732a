"""The cmi5 package as files: its course structure, its names, and what `package check` says of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import etree
from packages import inspected, zipped
from scorm_host import unpacked

from socialscaffold.compiler import build, check
from socialscaffold.output.learner_page import Completion, Item, LearnerPage, Outcome, Step, Week
from socialscaffold.source.gate import Gate
from socialscaffold.targets.cmi5 import cmi5

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SCHEMA = ROOT.parent / "shared" / "xsd" / "cmi5" / "CourseStructure.xsd"  # used where it is there
SPACE = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"


def structure(mastery: int | None = None, iri: str = "", outcomes: tuple[Outcome, ...] = ()) -> etree._Element:
    weeks = (Week(1, "One", (Item("it", "do", "It", steps=(Step("s", tick="Done"),)),)),)
    page = LearnerPage("ev", "EV & <charging>", weeks, outcomes=outcomes, completion=Completion("required", mastery))
    files, found = cmi5(page, iri=iri)
    assert not found
    assert inspected(zipped({one.path: one.data for one in files})).found == ()
    return valid(files[0].data)


def valid(data: bytes) -> etree._Element:
    """The tree, held to the official schema where that is at hand."""
    root = etree.fromstring(data)
    if SCHEMA.is_file():
        etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root)
    return root


def test_the_names_hang_on_the_id_of_the_program_alone() -> None:
    root = structure()
    assert root.find(f"{SPACE}course").get("id") == "https://socialscaffold.example/programs/ev"
    assert root.find(f"{SPACE}au").get("id") == "https://socialscaffold.example/programs/ev/page"
    own = structure(iri="https://your.org/courses")
    assert own.find(f"{SPACE}au").get("id") == "https://your.org/courses/ev/page"


def test_it_says_when_it_is_done_and_a_mark_only_where_it_is_graded() -> None:
    unit = structure().find(f"{SPACE}au")
    assert (unit.get("moveOn"), unit.get("masteryScore")) == ("Completed", None)
    unit = structure(80).find(f"{SPACE}au")
    assert (unit.get("moveOn"), unit.get("masteryScore")) == ("CompletedAndPassed", "0.8")


def test_the_unit_serves_the_outcomes() -> None:
    root = structure(outcomes=(Outcome("explain", "Explain"), Outcome("handle", "Handle")))
    names = [one.get("id") for one in root.find(f"{SPACE}objectives")]
    assert names == [f"https://socialscaffold.example/programs/ev/outcomes/{name}" for name in ("explain", "handle")]
    assert [one.get("idref") for one in root.find(f"{SPACE}au/{SPACE}objectives")] == names


@pytest.mark.parametrize("example", ["ev-charging", "difficult-conversations"])
def test_the_examples_are_packed(example: str) -> None:
    (archive,), _ = build(check(Gate(EXAMPLES / example)), ("cmi5",))
    assert archive.path == f"{example}-cmi5.zip"
    assert inspected(archive.data).found == ()
    files = unpacked(archive.data)
    root = valid(files["cmi5.xml"])
    assert root.findtext(f"{SPACE}au/{SPACE}url") in files
    assert "xapi-profile.jsonld" in files
    assert build(check(Gate(EXAMPLES / example)), ("cmi5",))[0][0].data == archive.data


def test_a_split_program_has_a_block_and_a_unit_for_each_module(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "ev-charging", tmp_path, dirs_exist_ok=True)
    spec = (tmp_path / "program.yaml").read_text("utf-8")
    assert spec.count("\npackage:\n") == 1
    (tmp_path / "program.yaml").write_text(spec.replace("\npackage:\n", "\npackage:\n  split: module\n"), "utf-8")
    (archive,), _ = build(check(Gate(tmp_path)), ("cmi5",))
    assert [one.code for one in inspected(archive.data).found if one.severity != "info"] == []
    files = unpacked(archive.data)
    root = valid(files["cmi5.xml"])
    blocks = root.findall(f"{SPACE}block")
    units = [one.find(f"{SPACE}au") for one in blocks]
    assert len(units) > 1 and len({one.get("id") for one in units}) == len(units)
    assert all(one.findtext(f"{SPACE}url") in files and one.get("moveOn") for one in units)
    pages = [files[one.findtext(f"{SPACE}url")].decode() for one in units]
    assert all(
        '"reports": true' in page or '"reports":true' in page for page in pages
    )  # no codes: the LMS waits itself
    marks = [set(re.findall(r'"completed": ?"([0-9a-f]{32})"', page)) for page in pages]
    assert len(set.union(*marks)) == len(units)
