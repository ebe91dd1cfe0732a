from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from socialscaffold.diagnostics import Severity

if TYPE_CHECKING:
    from conftest import Case

EVERY = 'every-set: {day: Tuesday, at: "10:00"}'


def starts(case: Case, name: str) -> list[str]:
    checked = case.checked()
    assert checked.plan is not None, checked.found
    (one,) = (each for each in checked.plan.sets.sets if each.id == name)
    return [start.isoformat() for start in one.starts]


def sessions(case: Case) -> dict[str, tuple[str, str]]:
    plan = case.checked().plan
    assert plan is not None
    items = [item for week in plan.weeks for item in week.items]
    return {one.id: (one.when.isoformat(), one.where) for one in items if one.when}


def test_the_example_has_a_day_an_hour_and_a_place_for_everything(case: Callable[[], Case]) -> None:
    checked = case().checked()
    assert checked.found == ()
    assert sessions(case()) == {
        "kick-off": ("2027-01-18T10:00:00+01:00", "https://meet.example/kick-off"),
        "market-facts": ("2027-02-03T13:00:00+01:00", "https://meet.example/market-facts"),
        "market-facts-converge": ("2027-02-24T13:00:00+01:00", "https://meet.example/one-stance"),
    }


def test_meetings_go_on_past_the_blackout_the_course_and_the_clock_change(case: Callable[[], Case]) -> None:
    assert starts(case(), "set-3") == [
        "2027-01-21T08:30:00+01:00",
        "2027-01-28T08:30:00+01:00",
        "2027-02-11T08:30:00+01:00",
        "2027-02-18T08:30:00+01:00",
        "2027-03-04T08:30:00+01:00",
        "2027-03-18T08:30:00+01:00",  # week 8, after the week that is left out
        "2027-04-15T08:30:00+02:00",  # week 12: half past eight in summer time too
        "2027-06-10T08:30:00+02:00",
    ]
    later = case().change(("2027-03-08/2027-03-14", "2027-03-08/2027-03-14, 2027-05-17"))
    assert starts(later, "set-3")[-1] == "2027-06-17T08:30:00+02:00"


def test_an_autumn_cohort_keeps_its_hours_when_the_clocks_go_back(case: Callable[[], Case]) -> None:
    autumn = case().change(("start: 2027-01-18", "start: 2027-10-18"), ("[2027-03-08/2027-03-14]", "[]"))
    assert starts(autumn, "set-1")[:3] == [
        "2027-10-19T10:00:00+02:00",
        "2027-10-26T10:00:00+02:00",
        "2027-11-09T10:00:00+01:00",
    ]


def test_a_set_takes_from_every_set_what_its_own_line_leaves_open(case: Callable[[], Case]) -> None:
    changed = case().change((EVERY, 'every-set: {day: Tuesday, at: "10:00", where: Room 1}'))
    changed.change(('set-2: {day: Tuesday, at: "13:00"}', "set-2: {day: Friday}"))
    plan = changed.checked().plan
    assert plan is not None
    places = {one.id: one.where for one in plan.sets.sets}
    assert (places["set-2"], places["set-3"]) == ("Room 1", "https://meet.example/set-3")
    assert starts(changed, "set-2")[0] == "2027-01-22T10:00:00+01:00"


def test_a_meeting_is_an_item_with_an_hour_where_all_sets_share_it(case: Callable[[], Case]) -> None:
    text = (case().folder / "cohorts/2027-spring.yaml").read_text("utf-8").splitlines()
    shared = [line for line in text if not line.startswith("  set-")]
    alike = case().write("cohorts/2027-spring.yaml", "\n".join(shared))
    assert sessions(alike)["meeting-week-1"] == ("2027-01-19T10:00:00+01:00", "")


def test_names_that_exist_nowhere_are_told_with_what_was_meant(case: Callable[[], Case]) -> None:
    wrong = case().change(
        ("  kick-off:", "  kick-of:"), ("  set-9:", "  sett-9:"), (EVERY, EVERY.replace("every", "evry"))
    )
    told = wrong.told("SS-YAML-003")
    assert [(hint, line) for _, hint, _, line in told] == [
        ("Did you mean `kick-off`?", 12),
        ("Did you mean `every-set`?", 16),
        ("Did you mean `set-9`?", 22),
    ]
    assert "`kick-of` is no live session, round or converging meeting" in told[0][0]
    assert wrong.checked().plan is not None


def test_a_slot_of_half_a_day_is_told_and_an_open_one_is_noted(case: Callable[[], Case]) -> None:
    half = case().change(('set-2: {day: Tuesday, at: "13:00"}', "set-2: {}"), (EVERY, "every-set: {day: Tuesday}"))
    assert half.told("SS-CAL-005")[0][0] == "The slot has a day and no hour, so it is in no calendar."
    silent = case().write(
        "cohorts/bare.yaml", "socialscaffold-cohort: 1\nprogram: ev-charging\ncohort: bare\nstart: 2027-01-18\n"
    )
    found = silent.checked("bare").found
    assert {one.code for one in found} == {"SS-CAL-006", "SS-CAL-010"}
    assert {one.severity for one in found} == {Severity.INFO}
    assert "`kick-off`, `market-facts`, `market-facts-converge` have no day and hour yet." in {
        one.message for one in found
    }


def test_an_hour_that_the_clock_skips_or_shows_twice_is_told(case: Callable[[], Case]) -> None:
    night = ('set-9: {day: Thursday, at: "10:00"}', 'set-9: {day: Sunday, at: "02:30"}')
    spring = case().change(("start: 2027-01-18", "start: 2027-03-22"), ("[2027-03-08/2027-03-14]", "[]"), night)
    ((skipped, _, file, line),) = spring.told("SS-CAL-003")
    assert skipped == ("On Sunday 2027-03-28 the clocks in Europe/Oslo skip 02:30, so set meeting 1 is at 03:30.")
    assert (file, line) == ("cohorts/2027-spring.yaml", 22)
    autumn = case().change(("start: 2027-01-18", "start: 2027-10-25"), ("[2027-03-08/2027-03-14]", "[]"), night)
    assert "show 02:30 twice; set meeting 1 is at the first" in autumn.told("SS-CAL-004")[0][0]


def test_a_holiday_names_day_region_and_meeting_of_the_sets_that_have_it(case: Callable[[], Case]) -> None:
    holiday = case().change(("holidays:  ", "holidays: [2027-02-03, 2027-02-11]\n#"), file="regions/NO.yaml")
    text = (holiday.folder / "regions/NO.yaml").read_text("utf-8")
    holiday.write("regions/NO.yaml", re.sub(r"^  - 20.*\n", "", text, flags=re.MULTILINE))
    told = holiday.told("SS-CAL-007")
    assert [(message, file) for message, _, file, _ in told] == [
        (
            "Set meeting 3 of `set-3` is on Thursday 2027-02-11, a holiday in Norway.",
            "regions/NO.yaml",
        ),
        (
            "“Which charging facts change the sale in our market?” is on Wednesday 2027-02-03, a holiday in Norway.",
            "regions/NO.yaml",
        ),
    ]


def test_people_who_are_wanted_twice_at_once(case: Callable[[], Case]) -> None:
    both = case().change(('set-2: {day: Tuesday, at: "13:00"}', 'set-2: {day: Tuesday, at: "11:30"}'))
    assert [message for message, *_ in both.told("SS-CAL-009")] == [
        "`F1` leads `set-1` and `set-2`, which meet at the same time on Tuesday 2027-01-19 at 11:30."
    ]
    early = case().change(('set-2: {day: Tuesday, at: "13:00"}', 'set-2: {day: Monday, at: "10:30"}'))
    assert [message for message, *_ in early.told("SS-CAL-013")] == [
        "“Kick-off” and a meeting of `set-2` are at the same time on Monday 2027-01-18."
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("start: 2027-01-18", "start: 2027-01-19", "SS-CAL-001", "2027-01-19 is a Tuesday."),
        ("Europe/Oslo", "Europe/Olso", "SS-CAL-002", "Did you mean `Europe/Oslo`?"),
        ("[2027-03-08/2027-03-14]", "[2027-03-08/9999-12-31]", "SS-CAL-008", "No date is left for week 8."),
        ("[2027-03-08/2027-03-14]", "[2027-01-20]", "SS-CAL-011", "Week 1 begins on 2027-01-25"),
        ('at: "08:30"', 'at: "25:30"', "SS-YAML-004", "a time of day such as `14:30`"),
        ("program: ev-charging", "program: ev", "SS-YAML-003", "belongs to the program `ev`"),
    ],
)
def test_a_cohort_file_that_is_wrong_is_told_with_its_place(
    case: Callable[[], Case], old: str, new: str, code: str, words: str
) -> None:
    ((message, hint, file, line), *_) = case().change((old, new)).told(code)
    assert words in f"{message} {hint}"
    assert file == "cohorts/2027-spring.yaml" and line > 3


def test_a_cohort_that_is_not_there_is_asked_back(case: Callable[[], Case]) -> None:
    (found,) = case().checked("2027-sprng").found
    assert (found.code, found.message, found.hint) == (
        "SS-CAL-012",
        "There is no cohort `2027-sprng`.",
        "Did you mean `2027-spring`?",
    )
