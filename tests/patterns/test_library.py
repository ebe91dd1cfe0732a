"""The shipped shelves hold what they promise, and a program's own folder adds or replaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from socialscaffold.patterns.agenda import Place, minutes_in, steps_at
from socialscaffold.patterns.defaults import evidence
from socialscaffold.patterns.library import (
    CODES,
    CYCLES,
    DESIGNS,
    PROMPTS,
    PROTOCOLS,
    SHELVES,
    TASKS,
    Own,
    Shelf,
    check_own,
    ids,
    load,
)
from socialscaffold.patterns.pattern import ALL_DIMENSIONS, LEVELS, Pattern, Session, Words
from socialscaffold.patterns.placeholders import PLACEHOLDERS, names_in
from socialscaffold.source.gate import Gate

OUTPUTS = {"stance", "open-questions", "dissent", "owner-per-action"}
BOTH = [(shelf, name) for shelf in SHELVES for name in ids(shelf)]
NAMES = [f"{shelf.name}/{name}" for shelf, name in BOTH]

TASK = """\
id: sketch-it
title: Sketch it
strategy: engagement
level: create
purpose: To see it.
when: It has parts.
when-not: It has none.
do: Draw what happens in {region}.
instead: Describe it to a colleague.
good: [One can follow the arrows.]
"""


def shipped(shelf: Shelf[Any], name: str) -> Any:
    pattern, found = load(shelf, name)
    assert found == ()
    assert pattern is not None
    return pattern


def texts(value: Any) -> Iterator[str]:
    """Every text in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name != "at":
                yield from texts(getattr(value, one.name))


@pytest.mark.parametrize(("shelf", "name"), BOTH, ids=NAMES)
def test_a_shipped_pattern_is_whole(shelf: Shelf[Any], name: str) -> None:
    pattern: Pattern = shipped(shelf, name)
    assert pattern.id == name
    known = {one.id for one in evidence().sources()}
    assert pattern.sources and {*pattern.sources, *pattern.counter_sources} <= known
    assert pattern.purpose and pattern.when and pattern.when_not
    assert pattern.group.min <= pattern.group.ideal <= pattern.group.max
    assert pattern.minutes.min <= pattern.minutes.default
    for text in texts(pattern):
        assert {one.split(":")[0] for one in names_in(text)} <= set(PLACEHOLDERS)
        assert '"' not in text, "quotation marks are typographic"


@pytest.mark.parametrize(("shelf", "name"), BOTH, ids=NAMES)
def test_no_pattern_is_generic(shelf: Shelf[Any], name: str) -> None:
    for text in texts(shipped(shelf, name)):
        for filler in ("discuss the topic", "in your group", "share your thoughts", "reflect on the", "etc."):
            assert filler not in text.casefold()


def test_the_shelves_hold_what_the_language_names() -> None:
    assert "action-learning-set" in ids(PROTOCOLS)
    assert {"jigsaw", "grey-area-clinic", "stance-test", "world-cafe", "one-two-four-all"} <= set(ids(DESIGNS))
    assert set(ids(PROMPTS)) == set(ALL_DIMENSIONS)
    for name in ids(PROMPTS):
        assert shipped(PROMPTS, name).dimension == name
    levels = [shipped(TASKS, name).level for name in ids(TASKS)]
    assert all(levels.count(level) >= 2 for level in LEVELS)


def test_a_protocol_s_slot_and_meeting_add_up_to_the_defaults() -> None:
    protocol = shipped(PROTOCOLS, "action-learning-set")
    for place in (Place(), Place(first=True), Place(last=True), Place(first=True, last=True)):
        steps = steps_at(protocol.steps, place)
        slot = [one for one in steps if one.per == "issue-holder"]
        assert sum(one.minutes for one in slot) == 36
        assert minutes_in(steps, dict(protocol.counts)) == protocol.minutes.default == 120
    assert protocol.minutes.default == evidence().default("set.meeting.minutes.online").whole


@pytest.mark.parametrize("name", ids(DESIGNS))
def test_a_design_converges_with_all_four_logs(name: str) -> None:
    design: Session = shipped(DESIGNS, name)
    assert {one.id for one in design.outputs} == OUTPUTS
    assert design.converge is not None
    assert "{decider}" in " ".join(texts(design.converge))
    assert "{channel}" in design.converge.publish
    assert minutes_in(design.converge.steps, {}) == evidence().default("sense-making.converge.minutes").whole
    assert "{outcome}" in design.question
    assert len(design.lenses) >= 3


@pytest.mark.parametrize(
    ("shelf", "name"), [(shelf, name) for shelf in (PROTOCOLS, DESIGNS, CYCLES) for name in ids(shelf)]
)
def test_every_step_has_words_and_most_have_a_sign_to_watch_for(shelf: Shelf[Any], name: str) -> None:
    steps = shipped(shelf, name).steps
    for one in steps:
        assert one.say and one.do
        for mode in (one.online, one.in_person, one.blended, one.first, one.last, one.led_by_set):
            assert mode is None or mode != Words()
    assert sum(1 for one in steps if one.watch) * 3 >= len(steps) * 2 - 1


def test_every_kind_of_challenge_has_questions_of_its_own() -> None:
    protocol = shipped(PROTOCOLS, "action-learning-set")
    for kind in protocol.kinds:
        assert sum(1 for one in protocol.questions if kind.id in one.fits) >= 4
    assert sum(1 for one in protocol.questions if not one.fits) >= 6


def test_what_is_created_has_a_template_and_an_exemplar_of_the_same_form() -> None:
    for name in ids(TASKS):
        task = shipped(TASKS, name)
        if task.level == "create":
            assert task.thing
            assert [one.title for one in task.template] == [one.title for one in task.exemplar]
            assert all(one.ask for one in task.template) and all(one.text for one in task.exemplar)


def test_a_cycle_s_reflections_can_be_named() -> None:
    cycle = shipped(CYCLES, "plan-practise-reflect-discuss")
    assert [one.id for one in cycle.steps] == ["plan", "rehearse", "practise", "reflect", "discuss"]
    assert {"what-happened", "what-surprised", "what-next"} <= {one.id for one in cycle.prompts}
    assert {one.id for one in cycle.privacy} == {"no-names", "consent", "none"}


def test_an_unknown_id_is_nobody_s_mistake_yet() -> None:
    assert load(DESIGNS, "jigsaws") == (None, ())
    assert load(DESIGNS, "../designs/jigsaw") == (None, ())


def own(root: Path, **files: str) -> Own:
    """A program's folder with patterns; `tasks__x` stands for `tasks/x.yaml`."""
    for name, text in files.items():
        path = root / "patterns" / f"{name.replace('__', '/').replace('_', '-')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Own(Gate(root), "./patterns")


def test_a_program_s_own_pattern_is_added(tmp_path: Path) -> None:
    mine = own(tmp_path, tasks__sketch_it=TASK)
    pattern, found = load(TASKS, "sketch-it", mine)
    assert found == () and check_own(mine) == ()
    assert pattern is not None and pattern.do == "Draw what happens in {region}."
    assert set(ids(TASKS, mine)) == {*ids(TASKS), "sketch-it"}
    assert "sketch-it" not in ids(TASKS)


def test_a_program_s_own_pattern_replaces_the_shipped_one(tmp_path: Path) -> None:
    mine = own(tmp_path, tasks__make_a_card=TASK.replace("sketch-it", "make-a-card"))
    pattern, found = load(TASKS, "make-a-card", mine)
    assert found == ()
    assert pattern is not None and pattern.title == "Sketch it"
    assert shipped(TASKS, "make-a-card").title == "Make a card"
    assert load(TASKS, "write-a-case", mine)[0] == shipped(TASKS, "write-a-case")


@pytest.mark.parametrize(
    ("change", "code", "place", "words"),
    [
        (("{region}", "{regoin}"), "SS-PAT-001", (8, 5), "{region}"),
        (("id: sketch-it", "id: sketch"), "SS-PAT-002", (1, 5), "id: sketch-it"),
        (("level: create", "level: created"), "SS-YAML-004", (4, 8), "create"),
        (("level: create", "sources: harkin2061"), "SS-PAT-003", (4, 10), "harkin2016"),
        (("instead:", "insted:"), "SS-YAML-002", (9, 1), "instead"),
        (("purpose: To see it.\n", ""), "SS-YAML-005", (1, 1), "purpose"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, change: tuple[str, str], code: str, place: tuple[int, int], words: str
) -> None:
    mine = own(tmp_path, tasks__sketch_it=TASK.replace(*change))
    pattern, found = load(TASKS, "sketch-it", mine)
    assert pattern is None
    told = next(one for one in found if one.code == code)
    assert told.span is not None
    assert (told.span.file, told.span.line, told.span.column) == ("patterns/tasks/sketch-it.yaml", *place)
    assert words in told.hint
    assert check_own(mine) == found


SESSION = """\
id: huddle
title: Huddle
strategy: sense-making
purpose: To see what each of us sees.
when: We differ.
when-not: We don't.
minutes: {min: 10, default: 20}
steps:
  - {id: ask, title: Ask, minutes: 5, say: "What do you see?"}
  - {id: answer, title: Answer, minutes: 15, say: "And you?"}
"""


@pytest.mark.parametrize(
    ("change", "code", "line", "words"),
    [
        (("default: 20", "default: 30"), "SS-PAT-004", 7, "default: 20"),
        (("id: answer", "id: ask"), "SS-PAT-005", 10, "another id"),
        (("minutes: 15", "minutes: 15, instead-of: aks, only: last"), "SS-PAT-005", 10, "Did you mean `ask`?"),
        (("minutes: 15", "minutes: set.agenda.chek-in"), "SS-YAML-004", 10, "set.agenda.check-in"),
    ],
)
def test_steps_that_don_t_fit_are_told(
    tmp_path: Path, change: tuple[str, str], code: str, line: int, words: str
) -> None:
    assert load(DESIGNS, "huddle", own(tmp_path, designs__huddle=SESSION))[1] == ()
    pattern, found = load(DESIGNS, "huddle", own(tmp_path, designs__huddle=SESSION.replace(*change)))
    assert pattern is None
    told = next(one for one in found if one.code == code)
    assert told.span is not None and told.span.line == line
    assert words in told.hint


def test_a_file_outside_the_shelves_is_told(tmp_path: Path) -> None:
    (told,) = check_own(own(tmp_path, sketch_it=TASK))
    assert told.code == "SS-PAT-006"
    assert "`tasks`" in told.hint


def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    mine = own(tmp_path / "program", tasks__other=TASK)
    (tmp_path / "secret.yaml").write_text(TASK, encoding="utf-8")
    (tmp_path / "program/patterns/tasks/sketch-it.yaml").symlink_to(tmp_path / "secret.yaml")
    assert load(TASKS, "sketch-it", mine) == (None, ())


def test_no_file_at_all_and_no_yaml_give_findings_and_no_pattern(tmp_path: Path) -> None:
    for text in ("", "- a list", "{", "\x00"):
        pattern, found = load(TASKS, "sketch-it", own(tmp_path, tasks__sketch_it=text))
        assert pattern is None and found


def test_codes_are_documented() -> None:
    assert sorted(CODES) == [f"SS-PAT-00{number}" for number in range(1, 7)]
