"""Sense-making rounds: every design at any length, for any number of people, in words that are all filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialscaffold.compiler import Checked, check
from socialscaffold.output.documents import documents
from socialscaffold.patterns.library import DESIGNS, ids
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.model import RoundPlan, RoundStep
from socialscaffold.source.gate import Gate

DESIGN_IDS = ids(DESIGNS)
PLACEHOLDER = re.compile(r"\{[a-z][a-z:-]*\}")


def checked(folder: Path, said: str, learners: int = 24, groups: str = "[]", hours: int = 6) -> Checked:
    (folder / "program.yaml").write_text(
        f"socialscaffold: 1\nid: any\ntitle: Any\naudience: {{role: People, learners: {learners}, groups: {groups}}}\n"
        f"weeks: 8\neffort: {{learner: {hours} h}}\noutcomes:\n  do-it: Do it well\n"
        f"strategies:\n  sense-making:\n    rounds:\n      - id: doubts\n        week: 3\n"
        f"        question: What is hard about it?\n{said}",
        "utf-8",
    )
    return check(Gate(folder))


def a_round(folder: Path, said: str, learners: int = 24, groups: str = "[]") -> RoundPlan:
    found = checked(folder, said, learners, groups)
    assert found.plan is not None, found.found
    return found.plan.rounds[0]


def total(steps: tuple[RoundStep, ...]) -> int:
    at = 0
    for step in steps:
        assert step.start == at and step.minutes > 0
        at += step.minutes
    return at


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    design=st.sampled_from(DESIGN_IDS),
    over=st.integers(0, 240),
    lenses=st.integers(0, 6),
    hear=st.integers(0, 5),
    cases=st.integers(0, 6),
    learners=st.integers(5, 200),
    mode=st.sampled_from(["online", "in-person", "blended"]),
    converge=st.integers(30, 120),
)
def test_the_minutes_of_any_design_add_up(
    tmp_path: Path, design: str, over: int, lenses: int, hear: int, cases: int, learners: int, mode: str, converge: int
) -> None:
    length = Shelves().get(DESIGNS, design).minutes.min + over
    said = (
        f"        design: {design}\n        mode: {mode}\n        minutes: {length}\n"
        f"        lenses: {[f'side {each}' for each in range(lenses)]}\n"
        f"        hear: {[f'Team {each}' for each in range(hear)]}\n"
        f"        cases: {[f'Case {each}.' for each in range(cases)]}\n"
        f"        converge: {{minutes: {converge}}}\n"
    )
    found = checked(tmp_path, said, learners)
    if found.plan is None:
        # Only a great many turns can be too much for a short round, and then it is said how long it must be.
        assert any(one.code in ("SS-SM-006", "SS-SET-002") for one in found.found), found.found
        return
    one = found.plan.rounds[0]
    assert total(one.steps) == length
    assert total(one.converge_steps) == converge
    assert sum(group.people for group in one.home) == learners
    assert not one.expert or sum(group.people for group in one.expert) == learners
    assert [step.turn for step in one.steps if step.per == "group"][:hear] == [f"Team {each}" for each in range(hear)]
    page = next(each for each in documents(found.plan) if each.path == "sense-making/doubts.md").data.decode()
    assert f"Together {length} minutes." in page and f"Together {converge} minutes." in page
    assert PLACEHOLDER.findall(page) == []


@pytest.mark.parametrize("design", DESIGN_IDS)
def test_what_a_program_leaves_open_comes_from_the_design(tmp_path: Path, design: str) -> None:
    one = a_round(tmp_path, f"        design: {design}\n")
    shelf = Shelves().get(DESIGNS, design)
    assert one.minutes == shelf.minutes.default == total(one.steps)
    assert len(one.lenses) == len(shelf.lenses) and len(one.cases) == len(shelf.cases)
    assert one.outputs == tuple(each.id for each in shelf.outputs)
    assert one.delegates


def test_a_group_that_must_be_heard_is_heard_before_any_reply(tmp_path: Path) -> None:
    one = a_round(tmp_path, "        design: jigsaw\n        hear: [Legal, Front office]\n")
    assert [step.turn for step in one.steps[1:3]] == ["Legal", "Front office"]
    assert [step.id for step in one.steps[:4]] == ["frame", "concern", "concern", "experts"]


@pytest.mark.parametrize(
    ("design", "learners", "home", "expert"),
    [
        ("jigsaw", 24, {4: 6}, [6, 6, 6, 6]),
        ("jigsaw", 23, {4: 2, 5: 3}, [8, 5, 5, 5]),
        ("world-cafe", 24, {6: 4}, []),
        ("one-two-four-all", 18, {4: 2, 5: 2}, []),
    ],
)
def test_groups_are_of_real_people(
    tmp_path: Path, design: str, learners: int, home: dict[int, int], expert: list[int]
) -> None:
    one = a_round(tmp_path, f"        design: {design}\n", learners)
    sizes = [group.people for group in one.home]
    assert {size: sizes.count(size) for size in sizes} == home
    assert [group.people for group in one.expert] == expert


def test_delegates_are_counted_by_those_who_send_them(tmp_path: Path) -> None:
    clinic = a_round(tmp_path, "        design: grey-area-clinic\n        hear: [Legal, Sales, Workshop, Tenants]\n")
    assert clinic.delegates == 4
    jigsaw = a_round(tmp_path, "        design: jigsaw\n", learners=60)
    assert jigsaw.delegates == len(jigsaw.home) == 15


def test_a_round_shorter_than_its_design_is_told_with_a_way_out(tmp_path: Path) -> None:
    found = checked(tmp_path, "        design: jigsaw\n        minutes: 45\n").found
    (told,) = (one for one in found if one.code == "SS-SM-005")
    assert told.span is not None and told.span.line == 16
    assert "60 minutes or more" in told.hint and "one-two-four-all, stance-test" in told.hint
    found = checked(tmp_path, "        design: jigsaw\n        minutes: 10\n").found
    (told,) = (one for one in found if one.code == "SS-SM-006")
    assert "60 minutes or more" in told.hint
