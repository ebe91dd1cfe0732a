"""The set clock in a real browser, from the disk, without a network: a whole meeting, and every way to leave it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from socialscaffold.compiler import build, check
from socialscaffold.output.meeting_clock import LARGEST, clock_file, clock_meetings, clocks
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PHONE = {"viewport": {"width": 360, "height": 740}}
MEETING = "#meeting-2"
Opening = Callable[..., Page]


@pytest.fixture(scope="module")
def plan() -> Plan:
    made = check(Gate(EXAMPLES / "ev-charging"), cohort="2027-spring").plan
    assert made is not None
    return made


@pytest.fixture(scope="module")
def address(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("clock") / "set.html"
    path.write_bytes(clocks(plan)[0].data)
    return path.as_uri()


@pytest.fixture
def clock(open_page: Opening, address: str) -> Page:
    """The clock at the beginning of meeting 2, with a time of its own that the test moves."""
    page = open_page(**PHONE)
    page.clock.install()
    page.goto(address + MEETING)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def after(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


def shown(page: Page) -> str:
    return page.locator("#left").inner_text()


def seconds(page: Page) -> int:
    """What is left. It may be a second off: the test's own time goes by too."""
    minutes, rest = shown(page).split(":")
    return 60 * int(minutes) + int(rest)


def near(page: Page, wanted: int) -> bool:
    return abs(seconds(page) - wanted) <= 1


def heading(page: Page) -> str:
    return page.locator(".step.now h3").inner_text()


def test_an_address_shows_the_step_below_the_clock_not_under_it(open_page: Opening, address: str) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(address + MEETING)
    page.wait_for_timeout(200)
    step, bar = page.locator(".step.now h3").bounding_box(), page.locator("#bar").bounding_box()
    assert step is not None and bar is not None
    assert step["y"] > bar["y"] + bar["height"]


def test_the_steps_of_every_set_add_up_and_name_its_own_seats(plan: Plan) -> None:
    for one in plan.sets.sets:
        for each in clock_meetings(plan, one):
            assert sum(step.row.minutes for step in each.steps) == each.meeting.minutes
            held = [int(seat) for step in each.steps for seat in re.findall(r"\(seat (\d+)\)", step.row.title)]
            assert tuple(dict.fromkeys(held)) == each.roles.holders
            assert set(held) <= set(range(1, one.seats + 1))


def test_it_begins_at_once_and_counts_down(clock: Page) -> None:
    assert shown(clock) == "10:00"
    press(clock, "Start")
    after(clock, 60)
    assert near(clock, 9 * 60)
    assert clock.evaluate("document.getElementById('bar').value") == pytest.approx(0.1, abs=0.01)
    press(clock, "Pause")
    paused = shown(clock)
    after(clock, 300)
    assert shown(clock) == paused
    press(clock, "Go on")
    after(clock, 10)
    assert near(clock, 9 * 60 - 10)


def test_it_says_politely_what_a_room_must_hear(clock: Page) -> None:
    press(clock, "Start")
    after(clock, 9 * 60 + 1)
    expect(clock.locator("#said")).to_have_text("One minute left.")
    after(clock, 61)
    expect(clock.locator("#said")).to_have_text("Time is up. Next: Progress, 15 min")
    assert heading(clock) == "Check-in"  # the talk is not cut off
    after(clock, 30)
    assert shown(clock).startswith("−0:3")
    press(clock, "Next")
    after(clock, 1)
    expect(clock.locator("#said")).to_have_text("Progress. 15 minutes.")
    expect(clock.locator("#late")).to_contain_text("1 min later than planned")
    assert clock.locator("#said").get_attribute("role") == "status"
    assert clock.locator("#left").get_attribute("aria-live") == "off"


def test_it_moves_on_by_itself_when_told_to(clock: Page) -> None:
    clock.get_by_label("Move on by itself").check()
    press(clock, "Start")
    after(clock, 10 * 60 + 1)
    assert heading(clock) == "Progress"
    after(clock, 15 * 60 + 1)
    assert re.fullmatch(r"The issue \(seat \d\)", heading(clock))


def test_a_minute_more_and_a_step_back(clock: Page) -> None:
    press(clock, "Start")
    press(clock, "+1 min")
    assert near(clock, 11 * 60)
    press(clock, "Next")
    press(clock, "Back")
    assert heading(clock) == "Check-in" and near(clock, 10 * 60)
    expect(clock.get_by_role("button", name="Back", exact=True)).to_have_attribute("aria-disabled", "true")


def test_a_reload_finds_the_place_and_nothing_is_stored(clock: Page) -> None:
    press(clock, "Start")
    press(clock, "Next")
    after(clock, 60)
    press(clock, "Next")
    after(clock, 30)
    title = heading(clock)
    clock.reload()
    assert heading(clock) == title and near(clock, 90)
    after(clock, 10)
    assert near(clock, 80)
    press(clock, "Pause")
    paused = shown(clock)
    clock.reload()
    after(clock, 500)
    assert shown(clock) == paused
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert clock.evaluate(kept) == [0, 0, ""]
    assert clock.evaluate("indexedDB.databases()") == []


def test_every_meeting_is_offered_with_its_day(open_page: Opening, address: str, plan: Plan) -> None:
    page = open_page(address, **PHONE)
    rows = page.locator(".meetings li")
    assert rows.count() == len(plan.sets.meetings)
    expect(rows.nth(1)).to_contain_text("Tuesday 26 January 2027, 10:00")
    page.get_by_role("link", name="Meeting 3").click()
    expect(page.locator("#controls")).to_be_visible()
    expect(page.locator(".roles").nth(2)).to_be_visible()
    page.get_by_role("link", name="All meetings").click()
    expect(page.get_by_role("heading", name="The set clock")).to_be_focused()
    expect(page.locator("#controls")).to_be_hidden()


@pytest.mark.parametrize(
    "place", ["#meeting-99", "#meeting-2.999.p-5.0", "#meeting-2.1.r1e9.0", "#x<img>", "#meeting-"]
)
def test_an_address_that_makes_no_sense_does_no_harm(open_page: Opening, address: str, place: str) -> None:
    page = open_page(address + place, **PHONE)
    expect(page.get_by_text("Meeting 2: ").or_(page.locator("#left")).first).to_be_attached()
    assert page.locator("img").count() == 0


def test_a_whole_meeting_with_the_keyboard_alone(open_page: Opening, address: str) -> None:
    page = open_page(address, **PHONE)
    page.keyboard.press("Tab")
    for _ in range(30):
        if page.evaluate("document.activeElement.getAttribute('href')") == MEETING:
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".step.now h3")).to_be_focused()
    steps = page.locator("#meeting-2 .step").count()
    for _ in range(30):
        if page.evaluate("document.activeElement.getAttribute('data-do')") == "next":
            break
        page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for _ in range(steps - 1):
        page.keyboard.press("Enter")
    expect(page.locator("#then")).to_have_text("This is the last step.")
    assert heading(page) == "Close"


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 1200, "height": 800}},
        {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
        {"viewport": {"width": 740, "height": 360}},
        {"viewport": {"width": 320, "height": 256}},  # 1280 x 1024 at 400 %
    ],
)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing(
    open_page: Opening, axe: Any, plan: Plan, tmp_path: Path, options: dict[str, Any], direction: str
) -> None:
    spoken = replace(plan, program=replace(plan.program, language="ar" if direction == "rtl" else "en"))
    (tmp_path / "set.html").write_bytes(clocks(spoken)[0].data)
    page = open_page((tmp_path / "set.html").as_uri(), **options)
    assert page.evaluate("document.documentElement.dir") == direction
    assert axe(page) == []
    page.goto(page.url + MEETING)
    press(page, spoken.say("Start"))
    page.get_by_text(spoken.say("If it gets stuck")).locator("visible=true").click()
    assert axe(page) == []
    press(page, spoken.say("Show the whole meeting"))
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"]
    sizes = page.eval_on_selector_all(
        "a, button, input, summary",
        "all => all.map(e => e.getBoundingClientRect()).map(e => Math.min(e.width, e.height)).filter(Boolean)",
    )
    assert min(sizes) >= 24


def test_without_scripts_the_meetings_can_be_read(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", name=re.compile("Meeting 2: "))).to_be_visible()
    expect(page.locator("#meeting-2 .step").last).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_each_is_one_small_file_that_asks_for_nothing(name: str) -> None:
    plan = check(Gate(EXAMPLES / name)).plan
    assert plan is not None
    made = clocks(plan)
    assert [one.path for one in made] == [clock_file(one) for one in plan.sets.sets]
    for one in made:
        assert len(one.data) <= LARGEST
        assert not re.search(rb"\ssrc=|<link|@import|url\(", one.data)
        assert b"http:" not in one.data and b"https:" not in re.sub(rb'<a href="https://[^"]*"', b"", one.data)


def test_a_set_that_meets_very_often_gets_a_briefer_clock(plan: Plan) -> None:
    often = replace(plan, sets=replace(plan.sets, meetings=plan.sets.meetings * 6, sets=plan.sets.sets[:1]))
    (made,) = clocks(replace(often, cohort=None))
    assert 0 < len(made.data) <= LARGEST


def test_words_of_the_author_stay_words(plan: Plan, open_page: Opening, tmp_path: Path) -> None:
    attack = "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>"
    hostile = replace(plan, program=replace(plan.program, title=attack))
    (tmp_path / "set.html").write_bytes(clocks(hostile)[0].data)
    page = open_page((tmp_path / "set.html").as_uri() + MEETING)
    assert page.locator("img").count() == 0
    assert "owned" not in page.title() or attack in page.title()


def test_the_handbook_and_the_run_sheets_lead_there() -> None:
    checked = check(Gate(EXAMPLES / "ev-charging"), cohort="2027-spring")
    made, _ = build(checked, ("markdown", "html"))
    files = {one.path: one.data.decode("utf-8", "replace") for one in made}
    assert "clocks/set-1.html" in files
    assert "(../clocks/set-1.html)" in files["markdown/set-handbook.md"]
    assert "(../../clocks/set-9.html)" in files["markdown/run-sheets/meeting-2.md"]
    assert 'href="../clocks/set-1.html"' in files["html/set-handbook.html"]
    assert 'href="../../clocks/set-9.html"' in files["html/run-sheets/meeting-2.html"]
