"""The plan's pictures in letters: as expected at each width, never wider, and the same numbers as on the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from socialscaffold.compiler import build, check
from socialscaffold.diagnostics import Severity, warn
from socialscaffold.output.pictures import pictures
from socialscaffold.output.pictures.drawn import Drawing, Pen, drawings
from socialscaffold.output.pictures.learning import minutes_by_type
from socialscaffold.output.pictures.presence import weeks_with
from socialscaffold.output.pictures.told import beside, picture_of
from socialscaffold.plan.model import Plan
from socialscaffold.review.rules import RULES
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).resolve().parents[2]
GOLDENS = Path(__file__).parent / "goldens"
CASES = sorted(one.parent.name for one in (ROOT / "examples").glob("*/program.yaml"))


def plan_of(name: str) -> Plan:
    made = check(Gate(ROOT / "examples" / name)).plan
    assert made is not None
    return made


def text(made: tuple[Drawing, ...]) -> str:
    return "\n\n".join("\n".join([one.title, *one.lines]) for one in made) + "\n"


@pytest.mark.parametrize("pen", [Pen(80), Pen(120), Pen(80, ascii=True)], ids=["80", "120", "80-ascii"])
def test_the_drawings_are_as_expected(
    pen: Pen, request: pytest.FixtureRequest, golden: Callable[[Path, str], None]
) -> None:
    name = str(request.node.callspec.id)
    golden(GOLDENS / f"plan-{name}.txt", text(drawings(plan_of("ev-charging"), pen)))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", CASES)
def test_no_line_is_wider_than_the_terminal_and_ascii_is_ascii(name: str, width: int) -> None:
    plan = plan_of(name)
    for one in drawings(plan, Pen(width)):
        assert [line for line in one.lines if len(line) > width] == [], one.id
        assert one.lines
    signs = "·░▒▓█○◐●★△◌’–…"
    for one in drawings(plan, Pen(width, ascii=True)):
        assert not set("".join([one.title, *one.lines])) & set(signs), one.id


@pytest.mark.parametrize("name", CASES)
def test_terminal_and_site_draw_the_same_pictures_from_the_same_numbers(name: str) -> None:
    plan = plan_of(name)
    drawn = {one.id: one for one in drawings(plan, Pen(120))}
    shown = {one.id: one for one in pictures(plan)}
    assert set(drawn) | {"journey"} == set(shown)
    assert [drawn[one].title for one in drawn] == [shown[one].title for one in drawn]
    assert sum(minutes_by_type(plan).values()) == sum(week.minutes for week in plan.weeks)
    assert [row[1] for row in shown["learning-types"].rows] == [str(one) for one in minutes_by_type(plan).values()]
    for week, line in zip(plan.weeks, drawn["workload"].lines, strict=False):
        assert line.startswith(f"week {week.number}") and f" {week.minutes}" in line
    full = drawn["presence"].lines[1:4]
    if len(plan.weeks) <= 40:
        assert [line.count("█") for line in full] == [
            len(weeks_with(plan, one)) for one in ("teaching", "social", "cognitive")
        ]


def test_a_finding_stands_beside_the_picture_that_shows_it() -> None:
    known = {one.id for one in pictures(plan_of("smcr"))}
    places = {one.code: picture_of(one.code) for one in RULES}
    assert set(places.values()) - {""} <= known
    assert (places["SS-WRK-001"], places["SS-WRK-002"], places["SS-WRK-006"]) == (
        "workload",
        "facilitator",
        "learning-types",
    )
    one = warn("SS-ENG-004", "too few", "ask more")
    assert beside([one], "pyramid") == (one,) and beside([one], "workload") == ()


def test_the_site_tells_each_finding_under_its_picture(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "difficult-conversations" / "program.yaml").read_text("utf-8")
    heavy = "modules: [{id: m, week: 1, title: M, activities: [{id: x, do: A <b>, optional: true, minutes: 5}]}]\n"
    (tmp_path / "program.yaml").write_text(
        text + heavy + "strategies: {support-network: {sets: {size: {min: 3, target: 6, max: 9}}}}\n", "utf-8"
    )
    checked = check(Gate(tmp_path))
    told = [one for one in checked.found if one.code == "SS-SET-001"]
    assert len(told) == 1 and told[0].severity is Severity.WARN
    index = next(one for one in build(checked, ("html",))[0] if one.path == "html/index.html").data.decode("utf-8")
    figure = index.partition('<figure class="picture" id="coverage">')[2].partition("</figure>")[0]
    assert told[0].message in figure and "SS-SET-001" in figure and "To decide" in figure
    assert index.count("SS-SET-001") == 1
    assert "`" not in index.partition('<ul class="told">')[2].partition("</ul>")[0]
