"""The cartridges of real programs, held to the standard's rules by a checker of their own."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from cartridge_rules import QTI, Cartridge, right_answers, told_to_everybody
from lxml import etree, html

from socialscaffold.compiler import Checked, build, check
from socialscaffold.output.document import Document
from socialscaffold.output.record import content_hash
from socialscaffold.source.gate import Gate
from socialscaffold.targets.cartridge import VERSIONS, cartridge
from socialscaffold.targets.learner import learner_page

EXAMPLES = Path(__file__).parents[2] / "examples"
PROGRAMS = tuple(sorted(one.parent.name for one in EXAMPLES.glob("*/program.yaml")))
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


@cache
def checked(name: str) -> Checked:
    return check(Gate(EXAMPLES / name))


@cache
def built(name: str, version: str) -> bytes:
    made, _ = build(checked(name), ("cartridge",))
    return next(one.data for one in made if one.path.endswith(f"-cc{version.replace('.', '')}.imscc"))


def opened(version: str) -> Cartridge:
    return Cartridge(built("ev-charging", version), version)


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("version", ["1.3", "1.1"])
def test_every_rule_of_the_standard_holds(name: str, version: str) -> None:
    assert Cartridge(built(name, version), version).check() == []


def test_the_checker_sees_a_broken_cartridge() -> None:
    """Each edit of a good manifest breaks the rule that it is there to break."""
    good = built("ev-charging", "1.3")
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = files["imsmanifest.xml"]
    edits = [
        (b'type="imsdt_xmlv1p3"', b'type="imsdt_xmlv1p3" href="x"', "has 1 files and the href"),
        (b'<item identifier="ss-ev-charging.root">', b'<item identifier="r"><title>T</title>', "without a title"),
        (b'identifierref="ss-ev-charging.rules.talk"', b'identifierref="gone"', "which is no resource"),
        (b'href="pages/start.html" />', b'href="pages/gone.html" />', "is listed and not there"),
        (b"1.3.0", b"1.2.0", "it says that it is"),
        (b'href="pages/kick-off.html">', b">", "is opened at None"),
    ]
    for old, new, told in edits:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, data in {**files, "imsmanifest.xml": manifest.replace(old, new)}.items():
                archive.writestr(name, data)
        assert old in manifest
        assert any(told in wrong for wrong in Cartridge(buffer.getvalue(), "1.3").check()), told


@pytest.mark.parametrize("version", ["1.3", "1.1"])
def test_everything_social_is_a_discussion_in_the_order_of_the_weeks(version: str) -> None:
    plan = checked("ev-charging").plan
    assert plan is not None
    topics = [(module, title) for module, title, kind in opened(version).leaves() if kind.startswith("imsdt_xml")]
    weeks = [int(module.split(":")[0].split()[-1]) for module, _ in topics]
    assert weeks == sorted(weeks)
    titles = {title for _, title in topics}
    assert {task.do for task in plan.tasks} <= titles
    assert {each.question for each in plan.rounds} <= titles
    assert len(topics) == len(plan.tasks) + len(plan.rounds) + len(plan.prompts) + 1
    forum = next(week for week, (_, title) in zip(weeks, topics, strict=True) if title.startswith("Your set"))
    assert forum == min(one.week for one in plan.sets.meetings)


def test_only_1_3_has_an_assignment_and_it_is_what_is_owed() -> None:
    kinds = [kind for _, _, kind in opened("1.3").leaves()]
    assert kinds.count("assignment_xmlv1p0") == 1
    handed = next(title for _, title, kind in opened("1.3").leaves() if kind == "assignment_xmlv1p0")
    assert handed == "Hand in: make a card from the template"
    assert not any(b"assignment" in data for data in opened("1.1").files.values() if data.startswith(b"<?xml"))


def test_links_pages_and_the_quiz_are_there() -> None:
    leaves = opened("1.1").leaves()
    kinds = [kind for _, _, kind in leaves]
    assert kinds.count("imsqti_xmlv1p2/imscc_xmlv1p1/assessment") == 1
    assert ("Start here", "Charging community", "imswl_xmlv1p1") in leaves
    article = opened("1.1").files["pages/three-kinds.html"].decode("utf-8")
    assert "Two units, and how not to mix them up" in article


def test_both_importers_mark_the_quiz_as_the_author_meant() -> None:
    program = checked("ev-charging")
    assert program.sources is not None
    (quiz,) = (one for _, one in program.sources.quizzes)
    for version in ("1.3", "1.1"):
        root = etree.fromstring(opened(version).files["quizzes/check-basics.xml"])
        items = {str(one.get("ident")).rpartition(".")[2]: one for one in root.iter(f"{QTI}item")}
        assert list(items) == [one.id for one in quiz.questions]
        for question in quiz.questions:
            marked = right_answers(items[question.id])
            texts = {
                str(one.get("ident")): html.fromstring(one.findtext(f".//{QTI}mattext")).text_content()
                for one in items[question.id].iter(f"{QTI}response_label")
            }
            if question.kind in ("single", "multiple"):
                expected = {one.text.strip() for one in question.answers if one.right}
                assert {texts[name] for name in marked} == expected
            elif question.kind == "true-false":
                assert marked == {str(question.answer).lower()}
            elif question.kind == "ordering":
                assert {texts[name] for name in marked} == {" → ".join(question.steps)}
                assert len(texts) > 2
            else:
                assert marked == set(question.accept)
            if version == "1.1":
                assert told_to_everybody(items[question.id]) == []


def test_pictures_come_along_and_are_named_as_needed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# A\n\n![One charger](b/c.png) and ![another](b-c.png)\n", "utf-8")
    (tmp_path / "content" / "b").mkdir()
    for name in ("b/c.png", "b-c.png"):
        (tmp_path / "content" / name).write_bytes(PNG)
    program = (EXAMPLES / "difficult-conversations" / "program.yaml").read_text("utf-8")
    own = "modules:\n  - {id: m, week: 1, title: M, activities: [{id: a, read: content/a.md, minutes: 5}]}\n"
    (tmp_path / "program.yaml").write_text(f"{program.rstrip()}\n{own}", "utf-8")
    found = check(Gate(tmp_path))
    assert found.plan is not None
    made, _ = build(found, ("cartridge",))
    for one, version in zip(made, ("1.3", "1.1"), strict=True):
        opened = Cartridge(one.data, version)
        assert opened.check() == []
        assert {"web_resources/content/b/c.png", "web_resources/content/b-c.png"} <= set(opened.files)
        assert opened.files["web_resources/content/b/c.png"] == PNG
    with pytest.raises(ValueError, match=r"b/c\.png"):
        cartridge(found.plan, learner_page(found.plan, found.articles, {}), [], VERSIONS[0])


def test_what_the_format_cannot_carry_is_told() -> None:
    _, found = build(checked("ev-charging"), ("cartridge",))
    assert [one.code for one in found] == ["SS-PKG-020", "SS-PKG-021"]
    assert all(one.severity == "info" for one in found)


def test_the_same_program_gives_the_same_bytes() -> None:
    first, second = (build(checked("ev-charging"), ("cartridge",))[0] for _ in range(2))
    assert first == second
    assert [one.path for one in first] == ["ev-charging-cc13.imscc", "ev-charging-cc11.imscc"]


def test_a_long_title_is_cut_at_a_word_and_said_whole_in_the_text() -> None:
    found = checked("difficult-conversations")
    assert found.plan is not None
    page = learner_page(found.plan, found.articles, {})
    item = next(one for one in page.items if one.kind == "task")
    long = replace(item, title="word " * 60 + "end")
    weeks = tuple(replace(week, items=tuple(long if one is item else one for one in week.items)) for week in page.weeks)
    files, _ = cartridge(found.plan, replace(page, weeks=weeks), [], VERSIONS[0])
    topic = etree.fromstring({one.path: one for one in files}[f"topics/{item.id}.xml"].data)
    title, text = (str(one.text) for one in topic)
    assert len(title) <= 200 and title.endswith("word …")
    assert "word end" in text


def test_a_cartridge_is_known_by_what_it_holds_and_not_by_how_it_was_packed() -> None:
    packed, _ = build(checked("ev-charging"), ("cartridge",))
    stored, _ = build(checked("ev-charging"), ("cartridge",), stored=True)
    assert packed[0].data != stored[0].data
    assert content_hash(packed[0]) == content_hash(Document(stored[0].path, stored[0].data))


@pytest.mark.parametrize("name", PROGRAMS)
def test_pages_and_topics_say_words_and_no_values_of_the_program_s_inside(name: str) -> None:
    for path, data in Cartridge(built(name, "1.3"), "1.3").files.items():
        text = unescape(unescape(data.decode("utf-8")))
        assert not re.search(r"\b[A-Z]\w+\(\w+=|>None<|: None\b|<Undefined|\bobject at 0x", text), path


def test_the_first_page_says_what_it_is_for_what_is_owed_and_whom_to_turn_to() -> None:
    start = html.fromstring(opened("1.3").files["pages/start.html"])
    lines = [one.text_content() for one in start.iter("li")]
    assert "Create a local answer card that colleagues reuse" in lines
    assert any(line.startswith("Make a card from the template – by set meeting 5") for line in lines)
    assert any(line.startswith("Your set:") for line in lines)


def test_with_a_cohort_each_week_says_when_it_begins_and_keeps_its_identifier() -> None:
    found = check(Gate(EXAMPLES / "ev-charging"), cohort="2027-spring")
    made, _ = build(found, ("cartridge",))
    dated = Cartridge(made[0].data, "1.3")
    assert dated.check() == []
    weeks = list(dict.fromkeys(module for module, _, _ in dated.leaves()))[1:]
    assert found.plan is not None and found.plan.weeks[0].monday is not None
    assert weeks[0].endswith(f"(from {found.plan.weeks[0].monday.day} {found.plan.weeks[0].monday:%B %Y})")
    plain = {one.get("identifier") for one in opened("1.3").root.iter() if one.get("identifier")}
    assert plain == {one.get("identifier") for one in dated.root.iter() if one.get("identifier")}


def test_a_page_says_what_is_for_the_learner_alone_and_where_a_meeting_writes_its_actions() -> None:
    meeting = html.fromstring(opened("1.3").files["pages/meeting-week-2.html"])
    lines = [" ".join(one.text_content().split()) for one in meeting.iter("li")]
    assert lines[0].startswith("Issue sheet (for yourself): I don't know how to;")
    assert lines[1].startswith("Action log: What I will do;")
