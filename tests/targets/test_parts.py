"""A program in several parts: what belongs where, and what two kinds of LMS make of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from learner_steps import go, settled
from lxml import etree
from playwright.sync_api import Frame, expect
from schemas import check_manifest
from scorm_host import unpacked

from socialscaffold.compiler import build, check
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate
from socialscaffold.targets.learner import learner_page
from socialscaffold.targets.parts import CLOSING, Part, parts_of

EXAMPLES = Path(__file__).parents[2] / "examples"
VERSIONS = ("scorm12", "scorm2004")
PROGRAM = """\
socialscaffold: 1
id: two-parts
title: Two parts
audience: {{role: Advisors, learners: 10}}
weeks: 4
effort: {{learner: 3 h}}
outcomes: {{ask: Ask before you answer}}
modules:
  - id: begin
    week: 1
    title: Begin here
    activities:
      - {{id: note, do: Write a note, minutes: 10}}
      - {{id: look, do: Look around, minutes: 10, optional: true}}
  - id: go-on
    week: 3
    title: Go on
    activities:
      - {{id: ring, do: Ring somebody, minutes: 10}}
package: {{split: module{more}}}
"""


@pytest.fixture
def packed(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """The files of the small program's package of one version, with what is added to its `package:`."""

    def make(version: str, more: str = "") -> dict[str, bytes]:
        (tmp_path / "program.yaml").write_text(PROGRAM.format(more=more), "utf-8")
        checked = check(Gate(tmp_path))
        (archive,), found = build(checked, (version,))
        assert [one for one in found if one.severity != "info"] == []
        return unpacked(archive.data)

    return make


def split(name: str, folder: Path) -> tuple[Plan, tuple[Part, ...]]:
    """An example, split by its modules."""
    shutil.copytree(EXAMPLES / name, folder / name)
    path = folder / name / "program.yaml"
    text = path.read_text("utf-8")
    said = re.sub(r"(?m)^package:\s*\{", "package: {split: module, ", text)
    said = said if said != text else re.sub(r"(?m)^package:\n", "package:\n  split: module\n", text)
    path.write_text(said if said != text else text + "\npackage: {split: module}\n", "utf-8")
    checked = check(Gate(folder / name))
    assert checked.plan is not None and checked.sources is not None
    page = learner_page(checked.plan, checked.articles, dict(checked.sources.quizzes))
    return checked.plan, parts_of(checked.plan, page)


@pytest.mark.parametrize("name", ["ev-charging", "difficult-conversations-full", "healthcare-leadership", "smcr"])
def test_every_item_of_an_example_is_in_one_part(name: str, tmp_path: Path) -> None:
    plan, parts = split(name, tmp_path)
    items = [item.id for part in parts[:-1] for item in part.page.items]
    assert sorted(items) == sorted(item.id for week in plan.weeks for item in week.items)
    assert len(parts) > 2 and parts[-1].name == CLOSING
    own = {activity.id: module.id for module in plan.program.modules for activity in module.activities}
    homes = {item.id: part.name for part in parts for item in part.page.items}
    names = {part.name for part in parts}
    for activity, module in own.items():
        assert homes[activity] == f"part-{module}" or f"part-{module}" not in names
    for part in parts:
        numbers = [week.number for week in part.page.weeks]
        assert numbers == sorted(set(numbers))
        assert all(one.item in {item.id for item in part.page.items} for one in part.page.owes if one.item)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_manifest_is_valid_and_lists_each_file_once(packed: Callable[..., Any], version: str) -> None:
    files = packed(version)
    assert check_manifest(files["imsmanifest.xml"], files) == []
    root = etree.fromstring(files["imsmanifest.xml"])
    items = [one.get("identifier") for one in root.iter("{*}item")]
    assert items == [f"ss-two-parts-{one}-item" for one in ("part-begin", "part-go-on", "closing")]
    assert [one.text for one in root.iterfind(".//{*}item/{*}title")] == ["Begin here", "Go on", "All parts together"]
    assert len({one.get("href") for one in root.iter("{*}resource") if one.get("href")}) == 3


def test_one_module_is_no_reason_to_split(tmp_path: Path) -> None:
    text = re.sub(r"  - id: go-on\n(.*\n){4}", "", PROGRAM.format(more=""))
    (tmp_path / "program.yaml").write_text(text, "utf-8")
    (archive,), _ = build(check(Gate(tmp_path)), ("scorm12",))
    assert "index.html" in unpacked(archive.data)


def do_all(frame: Frame) -> None:
    """Tick everything that the part asks for."""
    for name in frame.eval_on_selector_all('[data-field^="tick:"]', "all => all.map(one => one.dataset.field)"):
        go(frame, "item-" + name.removeprefix("tick:").partition("/")[0])
        frame.locator(f'[data-field="{name}"]').check()
    go(frame, "journey")
    settled(frame)


def code_of(frame: Frame) -> str:
    text = frame.locator("#part-done p").inner_text()
    (code,) = re.findall(r"\b[A-Z2-7]{5}\b", text)
    return str(code)


def status(record: dict[str, Any]) -> str:
    """Whether an LMS takes a part for completed."""
    said = record["core"]["lesson_status"] if "core" in record else record["completion_status"]
    return "completed" if said in ("completed", "passed") else "open"


def at_the_first(course: Any) -> str:
    """The whole activity in an LMS that takes the first completed part for all."""
    return "completed" if "completed" in map(status, course.records.values()) else "open"


def by_the_manifest(course: Any) -> str:
    """The whole activity in an LMS that follows SCORM 2004: all children that take part in the rollup."""
    root = etree.fromstring(course.files["imsmanifest.xml"])
    counted = [
        at
        for at, item in enumerate(root.iter("{*}item"))
        if (rules := item.find(".//{*}rollupRules")) is None or rules.get("rollupProgressCompletion") != "false"
    ]
    return "completed" if all(status(course.records.get(at, OPEN)) == "completed" for at in counted) else "open"


OPEN = {"completion_status": "incomplete"}


@pytest.mark.parametrize("version", VERSIONS)
def test_no_part_completes_the_course_before_all_are_done(
    lms: Callable[..., Any], packed: Callable[..., Any], version: str
) -> None:
    """In whatever order: the codes stand until the learner brings them."""
    course = lms(packed(version))
    frame = course.launch(1)
    expect(frame.get_by_text("Part 2 of 2: Go on")).to_be_visible()
    expect(frame.locator("#part-done")).to_be_hidden()
    do_all(frame)
    second = code_of(frame)
    expect(frame.locator("#said")).to_contain_text(second)
    course.leave()
    assert at_the_first(course) == "open"

    frame = course.launch(2)
    go(frame, "item-codes")
    form = frame.locator("#quiz-codes")
    form.get_by_role("textbox").nth(1).fill(second.lower())
    form.get_by_role("textbox").nth(0).fill("WRONG")
    form.get_by_role("button", name="Check my answers").click()
    settled(frame)
    course.leave()
    assert at_the_first(course) == "open"

    frame = course.launch(0)
    do_all(frame)
    first = code_of(frame)
    assert first != second
    course.leave()
    assert (at_the_first(course), by_the_manifest(course)) == ("open", "open")

    frame = course.launch(2)
    go(frame, "item-codes")
    form = frame.locator("#quiz-codes")
    assert form.get_by_role("textbox").nth(1).input_value() == second.lower()
    form.get_by_role("textbox").nth(0).fill(first)
    form.get_by_role("button", name="Check my answers").click()
    settled(frame)
    course.leave()
    assert at_the_first(course) == "completed"
    if version == "scorm2004":
        assert by_the_manifest(course) == "completed"

    frame = course.launch(1)
    assert code_of(frame) == second
    course.leave()
    assert status(course.records[1]) == "open"
    assert status(course.records[2]) == "completed"


@pytest.mark.parametrize("version", VERSIONS)
def test_each_part_reports_where_the_lms_waits_for_all(
    lms: Callable[..., Any], packed: Callable[..., Any], version: str
) -> None:
    course = lms(packed(version, ", reports: each-part"))
    for at in (0, 1):
        assert by_the_manifest(course) == "open"
        do_all(course.launch(at))
        course.leave()
        assert status(course.records[at]) == "completed"
    assert by_the_manifest(course) == "completed"
    assert "closing.html" not in course.files


@pytest.mark.parametrize("version", VERSIONS)
def test_a_graded_program_passes_with_its_last_part(
    lms: Callable[..., Any], packed: Callable[..., Any], version: str
) -> None:
    course = lms(packed(version, ", completion: {score: 70%}"))
    codes = []
    for at in (0, 1):
        frame = course.launch(at)
        do_all(frame)
        codes.append(code_of(frame))
        course.leave()
    frame = course.launch(2)
    go(frame, "item-codes")
    for at, code in enumerate(codes):
        frame.locator("#quiz-codes").get_by_role("textbox").nth(at).fill(code)
    frame.get_by_role("button", name="Check my answers").click()
    settled(frame)
    record = course.data
    assert record is not None
    assert (record["core"]["lesson_status"] if version == "scorm12" else record["success_status"]) == "passed"


def test_each_part_keeps_a_record_of_its_own(lms: Callable[..., Any], packed: Callable[..., Any]) -> None:
    course = lms(packed("scorm12"))
    frame = course.launch(0)
    go(frame, "item-note")
    frame.locator('[data-field="tick:note/done"]').check()
    settled(frame)
    course.leave()
    course.launch(1)
    course.leave()
    frame = course.launch(0)
    assert frame.locator('[data-field="tick:note/done"]').is_checked()
