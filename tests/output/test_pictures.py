"""The pictures hold the plan's numbers and are well-formed, whatever the plan's words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from socialscaffold.output.pictures import journey, pictures, pyramid, region_matrix, workload
from socialscaffold.output.pictures.shapes import MARKS, Picture, svg
from socialscaffold.output.pictures.workload import BASE
from socialscaffold.plan.make import make_plan
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate
from socialscaffold.spec.load import load

PROGRAM = """\
socialscaffold: 1
id: fair-talks
title: Fair talks
weeks: 6
audience: {role: Team leads, learners: 18}
outcomes: {open-it: Open a difficult conversation fairly}
strategies:
  localization: {regions: [NO, DE]}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / "program.yaml").write_text(PROGRAM, encoding="utf-8")
    sources, found = load(Gate(tmp_path))
    assert sources is not None, found
    made, _ = make_plan(sources)
    assert made is not None
    return made


def words(picture: Picture) -> list[str]:
    return [shape.words for shape in picture.shapes if shape.words]


def test_every_picture_is_well_formed_and_named(plan: Plan) -> None:
    for picture in pictures(plan):
        root = ElementTree.fromstring(ElementTree.tostring(svg(picture), "unicode"))
        title, text = root[0], root[1]
        assert (title.text, text.text) == (picture.title, picture.summary)
        assert root.get("aria-labelledby") == f"{title.get('id')} {text.get('id')}"
        assert picture.rows and all(len(row) == len(picture.head) for row in picture.rows), picture.id


def test_every_shape_stands_inside_its_picture(plan: Plan) -> None:
    for picture in pictures(plan):
        for one in picture.shapes:
            assert one.x >= 0 and one.x + one.width <= picture.width + 0.01, (picture.id, one)
            assert one.y >= 0 and one.y + one.height <= picture.height + 0.01, (picture.id, one)


def test_workload_shows_each_weeks_minutes_in_proportion(plan: Plan) -> None:
    picture = workload(plan)
    assert {str(week.minutes) for week in plan.weeks} <= set(words(picture))
    assert f"budget {plan.budget}" in words(picture)
    for week, row in zip(plan.weeks, picture.rows, strict=True):
        assert sum(int(cell) for cell in row[1:-2]) == week.minutes == int(row[-2])
    bars = [one for one in picture.shapes if one.look.startswith("fill") and one.y < BASE]
    drawn = sum(one.height for one in bars)
    line = next(one.y for one in picture.shapes if one.look == "budget")
    minutes = sum(week.minutes for week in plan.weeks)
    assert drawn / minutes == pytest.approx((BASE - line) / plan.budget, rel=0.001)


def test_every_bar_with_room_has_its_strategys_number(plan: Plan) -> None:
    shapes = workload(plan).shapes
    for one, after in pairwise(shapes):
        if one.look.startswith("fill ") and one.height >= 13 and one.look != "fill core":
            assert after.words == MARKS[one.look.removeprefix("fill ")]


def test_workload_says_which_week_is_over(plan: Plan) -> None:
    tight = replace(plan, budget=plan.weeks[0].minutes)
    over = [str(week.number) for week in plan.weeks if week.minutes > tight.budget]
    assert over
    assert f"Over the budget in weeks {', '.join(over)}." in workload(tight).summary


def test_the_journey_tells_the_minutes_of_a_lane(plan: Plan) -> None:
    picture = journey(plan)
    sets = next(row for row in picture.rows if row[0] == "In it together")
    for week, cell in zip(plan.weeks, sets[1:], strict=True):
        minutes = sum(item.minutes for item in week.items if item.strategy == "support-network")
        assert cell == (f"set meeting ({minutes} min)" if minutes else "–")


def test_the_pyramid_tells_the_people_expected_highest_first(plan: Plan) -> None:
    picture = pyramid(plan)
    assert [row[0] for row in picture.rows] == [title for _, title in reversed(plan.levels)]
    assert any(cell.endswith(f"18 of {plan.learners}, everyone") for *_, cell in picture.rows)


def test_the_pyramid_says_what_is_done_at_a_level(plan: Plan) -> None:
    for level, title in plan.levels:
        done = [task.do for task in plan.tasks if task.level == level]
        row = next(row for row in pyramid(plan).rows if row[0] == title)
        assert row[1] == ("; ".join(done) or "–")


def test_the_state_of_an_answer_has_a_sign_of_its_own(plan: Plan) -> None:
    (code, _), (other, _) = plan.places[:2]
    aged = replace(plan.prompts[0], states=((code, "stale"), (other, "accepted")))
    picture = region_matrix(replace(plan, prompts=(aged, *plan.prompts[1:])))
    row = next(row for row in picture.rows if row[1] == aged.dimension.replace("-", " "))
    assert [cell.partition(",")[0] for cell in row[2:4]] == ["stale", "accepted"]
    assert any(one.startswith("△ stale") for one in words(picture))


def test_the_matrix_has_a_row_for_each_message_and_dimension(plan: Plan) -> None:
    picture = region_matrix(plan)
    messages = {prompt.message for prompt in plan.prompts}
    assert len(picture.rows) == 5 * len(messages)
    assert picture.head[2:] == ("NO", "DE")
    assert {cell for row in picture.rows for cell in row[2:]} <= {"asked", "no prompt", "asked, asked"}


def test_right_to_left_mirrors_the_bars(plan: Plan) -> None:
    picture = journey(plan)
    plain, mirrored = (svg(picture, rtl=rtl).findall("rect") for rtl in (False, True))
    for one, other in zip(plain, mirrored, strict=True):
        total = float(one.get("x", "")) + float(one.get("width", "")) + float(other.get("x", ""))
        assert total == pytest.approx(picture.width, abs=0.01)
