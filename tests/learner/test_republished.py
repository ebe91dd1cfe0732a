"""A program that is edited and published again while learners are in it: their state, read by the real codec."""

from __future__ import annotations

import copy
import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from codec_page import Codec, codec_page, filled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from socialscaffold.compiler import check
from socialscaffold.output.learner_fields import page_fields
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.state import Field, Layout, cost, lay_out
from socialscaffold.source.gate import Gate
from socialscaffold.targets.learner import learner_page

Spec = dict[str, Any]


def answers(right: str, *others: str) -> list[Spec]:
    return [{"text": right, "right": True}, *({"text": one} for one in others)]


QUIZ: Spec = {
    "socialscaffold-quiz": 1,
    "title": "Check the basics",
    "questions": [
        {
            "id": "one",
            "kind": "single",
            "ask": "Which one?",
            "answers": answers("This", "That", "None of them"),
        },
        {"id": "many", "kind": "multiple", "ask": "Which?", "answers": answers("A", "B", "C")},
        {"id": "order", "kind": "ordering", "ask": "In which order?", "steps": ["Ask", "Listen", "Answer"]},
        {"id": "word", "kind": "short-text", "ask": "Which word?", "accept": ["because"]},
    ],
}
PROGRAM: Spec = {
    "socialscaffold": 1,
    "id": "edited",
    "title": "Edited while it runs",
    "audience": {"role": "Advisors", "learners": 12},
    "weeks": 8,
    "effort": {"learner": "6 h"},
    "outcomes": {"ask": "Ask before you answer", "tell": "Tell it in one minute"},
    "modules": [
        {
            "id": f"module-{number}",
            "week": 2 * number + 1,
            "title": f"Module {number}",
            "activities": [
                {"id": f"do-{number}", "do": f"Do thing {number}", "minutes": 10},
                {"id": f"look-{number}", "do": f"Look at thing {number}", "minutes": 5, "optional": True},
                *([{"id": "quiz", "quiz": "quiz.yaml", "minutes": 10}] if number == 1 else []),
            ],
        }
        for number in range(4)
    ],
    "strategies": {
        "support-network": {"sets": {"meetings": {"weeks": [2, 4, 6], "minutes": 90}}},
        "application": {"cycles": [{"id": "talk", "practise": {"do": "Hold one talk"}, "weeks": [2, 5]}]},
        "localization": {
            "prompts": [
                {
                    "id": f"prompt-{number}",
                    "dimension": "regulation",
                    "ask": f"Which rule {number}?",
                    "week": 3 + number,
                }
                for number in range(2)
            ]
        },
        "engagement": {
            "tasks": [
                {"id": f"task-{level}", "level": level, "week": 2 + number, "do": f"Do it at {level}"}
                for number, level in enumerate(("notice", "comment", "create"))
            ]
        },
    },
}


def page_of(spec: Spec, quiz: Spec) -> LearnerPage:
    """The learner's page that these files make."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "program.yaml").write_text(json.dumps(spec), "utf-8")
        (folder / "quiz.yaml").write_text(json.dumps(quiz), "utf-8")
        checked = check(Gate(folder))
    wrong = [one.message for one in checked.found if one.severity == "error"]
    assert checked.plan is not None and checked.sources is not None, wrong
    return learner_page(checked.plan, checked.articles, dict(checked.sources.quizzes))


def layout_of(spec: Spec, quiz: Spec) -> Layout:
    """The state's layout of that page."""
    layout, found = lay_out(page_fields(page_of(spec, quiz)))
    assert not found
    return layout


def listed(spec: Spec, chance: random.Random) -> list[Spec]:
    """One of the program's lists of things with ids."""
    said = spec["strategies"]
    lists = [one["activities"] for one in spec["modules"]]
    lists += [spec["modules"], said["localization"]["prompts"], said["engagement"]["tasks"]]
    return chance.choice([one for one in lists if one])


def remove(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    one = listed(spec, chance)
    if len(one) > 1:
        one.pop(chance.randrange(len(one)))


def reorder(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    chance.shuffle(listed(spec, chance))


def add(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    module = chance.choice(spec["modules"])
    name = f"new-{chance.randrange(10**6)}"
    module["activities"].insert(
        chance.randrange(len(module["activities"]) + 1), {"id": name, "do": "New", "minutes": 5}
    )


def to_another_module(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    there, here = chance.choice(spec["modules"]), chance.choice(spec["modules"])
    if len(here["activities"]) > 1:
        there["activities"].append(here["activities"].pop(chance.randrange(len(here["activities"]))))


def another_week(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    said = spec["strategies"]
    movable = [*spec["modules"], *said["localization"]["prompts"], *said["engagement"]["tasks"]]
    chance.choice(movable)["week"] = chance.randint(1, 8)
    move(chance.choice(occasions(spec)), chance)


def occasions(spec: Spec) -> list[Spec]:
    """What has several weeks: the turns of the cycle, and the set's meetings."""
    said = spec["strategies"]
    return [said["application"]["cycles"][0], said["support-network"]["sets"]["meetings"]]


def free(of: Spec) -> list[int]:
    """Weeks that are free, and whose own name nothing that has moved carries along."""
    taken = of.get("ids", {}).values()
    return [week for week in range(1, 9) if week not in of["weeks"] and f"week-{week}" not in taken]


def move(of: Spec, chance: random.Random) -> None:
    """One of them to another week, with its name, as docs/records.md tells."""
    weeks = free(of)
    if weeks:
        old, new = chance.choice(of["weeks"]), chance.choice(weeks)
        names = of.setdefault("ids", {})
        names[new] = names.pop(old, f"week-{old}")
        of["weeks"] = sorted({*of["weeks"], new} - {old})


def one_more(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    of = chance.choice(occasions(spec))
    of["weeks"] = sorted([*of["weeks"], *free(of)[:1]])  # as early as can be: before the others


def one_less(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    of = chance.choice(occasions(spec))
    if len(of["weeks"]) > 1:
        of.get("ids", {}).pop(of["weeks"].pop(0), None)


def other_words(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    spec["title"] = "Other words"
    for module in spec["modules"]:
        module["title"] = f"Called otherwise {chance.randrange(99)}"
        for activity in module["activities"]:
            if "do" in activity:
                activity["do"] = "Said otherwise"


def another_quiz(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    chance.shuffle(quiz["questions"])
    for question in quiz["questions"]:
        if "answers" in question and chance.random() < 0.5:
            question["answers"].append({"text": f"New answer {chance.randrange(99)}"})
            chance.shuffle(question["answers"])
    if len(quiz["questions"]) > 2 and chance.random() < 0.3:
        quiz["questions"].pop()


def another_rule(spec: Spec, quiz: Spec, chance: random.Random) -> None:
    spec["package"] = {"completion": {"all": chance.choice(["required", "activities"])}}
    spec["audience"]["learners"] = chance.choice([6, 12, 18])


EDITS: tuple[Callable[[Spec, Spec, random.Random], None], ...] = (
    remove,
    reorder,
    add,
    to_another_module,
    another_week,
    one_more,
    one_less,
    other_words,
    another_quiz,
    another_rule,
)


def written(layout: Layout, chance: random.Random) -> dict[str, Any]:
    """Something of the learner's in most fields, never the same in two texts."""
    values: dict[str, Any] = {}
    for field in layout.fields:
        if chance.random() < 0.3:
            continue
        values[field.id] = {
            "tick": lambda: True,
            "single": lambda field=field: chance.choice(field.options),
            "place": lambda field=field: chance.choice(field.options),
            "multiple": lambda field=field: sorted(chance.sample(field.options, chance.randint(1, len(field.options)))),
            "order": lambda field=field: chance.sample(field.options, len(field.options)),
            "number": lambda field=field: chance.randint(0, field.maximum),
            "text": lambda field=field: (
                f"{field.id} | ~ & {chance.randrange(10**9)} " + "ø" * chance.choice([0, 9, 300])
            ),
        }[field.kind]()
    return values


@pytest.fixture(scope="module")
def codec(browser: Browser) -> Codec:
    return codec_page(browser)


@pytest.fixture(scope="module")
def first() -> Layout:
    return layout_of(PROGRAM, QUIZ)


def known(field: Field, value: Any) -> Any:
    """The value with only the options that the field still has, None where nothing is left of it."""
    if field.kind in ("single", "place"):
        return value if value in field.options else None
    if field.kind in ("multiple", "order"):
        return [one for one in value if one in field.options] or None
    return value


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=6), st.integers(0, 2**32))
def test_nothing_is_lost_or_mixed_up_when_the_program_is_edited(
    codec: Codec, first: Layout, edits: list[Callable[[Spec, Spec, random.Random], None]], seed: int
) -> None:
    chance = random.Random(seed)
    spec, quiz = copy.deepcopy(PROGRAM), copy.deepcopy(QUIZ)
    for edit in edits:
        edit(spec, quiz, chance)
    second = layout_of(spec, quiz)
    values = written(first, chance)
    sent = codec.encode(first, filled(values))
    before = codec.decode(first, sent["line"])

    after = codec.decode(second, sent["line"])
    fields = {one.id: one for one in second.fields}
    wanted = {name: known(fields[name], value) for name, value in before["values"].items() if name in fields}
    assert after["values"] == {name: value for name, value in wanted.items() if value is not None}
    assert set(after["elsewhere"]) == set(before["elsewhere"]) & set(fields)

    # What the new package does not know it carries along: the old one, published once more, has everything back.
    long = {
        name: value
        for name, value in after["values"].items()
        if fields[name].kind == "text" and cost(value) > fields[name].allowance
    }
    carried = codec.encode(second, after, long)["line"]
    back = codec.decode(first, carried)
    if all(wanted[name] == before["values"][name] for name in wanted):
        assert back["values"] == before["values"]
        assert set(back["elsewhere"]) == set(before["elsewhere"])
    assert len(carried.encode("utf-16-le")) // 2 <= second.limit


def written_in(page: LearnerPage) -> dict[tuple[int, str], set[str]]:
    """What can be written and ticked, by the week and the kind of the thing to do."""
    kinds = ("practice", "meeting")
    return {
        (week.number, item.kind): {field.id for field in page_fields(page) if f":{item.id}/" in field.id}
        for week in page.weeks
        for item in week.items
        if item.kind in kinds
    }


@pytest.mark.parametrize("place", [0, 1], ids=["a turn of practice", "a set meeting"])
def test_what_is_put_in_before_others_leaves_them_their_records(place: int) -> None:
    before = written_in(page_of(PROGRAM, QUIZ))
    spec = copy.deepcopy(PROGRAM)
    occasions(spec)[place]["weeks"].insert(0, 1)
    after = written_in(page_of(spec, QUIZ))
    assert {name: fields for name, fields in after.items() if name[0] > 1} == before
    assert len(after) == len(before) + 1 and all(after.values())


@pytest.mark.parametrize("place", [0, 1], ids=["a turn of practice", "a set meeting"])
def test_what_moves_with_its_name_takes_its_records_along(place: int) -> None:
    kind = ("practice", "meeting")[place]
    before = written_in(page_of(PROGRAM, QUIZ))
    spec = copy.deepcopy(PROGRAM)
    of = occasions(spec)[place]
    old = of["weeks"][-1]
    of |= {"weeks": [*of["weeks"][:-1], 7], "ids": {7: f"week-{old}"}}
    assert written_in(page_of(spec, QUIZ))[7, kind] == before[old, kind]


@pytest.mark.parametrize("edit", EDITS, ids=lambda one: one.__name__)
def test_each_edit_changes_the_program(edit: Callable[[Spec, Spec, random.Random], None]) -> None:
    changed = 0
    for seed in range(5):
        spec, quiz = copy.deepcopy(PROGRAM), copy.deepcopy(QUIZ)
        edit(spec, quiz, random.Random(seed))
        changed += (spec, quiz) != (PROGRAM, QUIZ)
    assert changed >= 3
