from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.plan.calendar import Moment, at, collisions, day_of, end_after, week_mondays
from socialscaffold.source.zones import zone_named

START = date(2027, 1, 18)


def zone(name: str) -> ZoneInfo:
    found = zone_named(name)
    assert found is not None
    return found


def test_weeks_follow_each_other() -> None:
    assert week_mondays(START, 3) == (date(2027, 1, 18), date(2027, 1, 25), date(2027, 2, 1))


def test_a_week_that_touches_a_blackout_is_skipped_and_later_ones_move_on() -> None:
    mondays = week_mondays(START, 9, ((date(2027, 3, 8), date(2027, 3, 14)),))
    assert mondays[6:] == (date(2027, 3, 1), date(2027, 3, 15), date(2027, 3, 22))


@pytest.mark.parametrize("day", [date(2027, 1, 25), date(2027, 1, 31)])
def test_one_day_of_blackout_at_either_end_skips_the_week(day: date) -> None:
    assert week_mondays(START, 2, ((day, day),)) == (START, date(2027, 2, 1))


def test_weeks_beyond_the_course_respect_a_blackout_beyond_the_course() -> None:
    summer = ((date(2027, 3, 22), date(2027, 4, 11)),)
    assert week_mondays(START, 12, summer)[8] == date(2027, 3, 15)
    assert week_mondays(START, 12, summer)[9] == date(2027, 4, 12)
    assert week_mondays(START, 12, summer)[:8] == week_mondays(START, 8, summer)


def test_a_blackout_without_an_end_leaves_no_weeks_and_does_not_hang() -> None:
    assert week_mondays(START, 4, ((date(2027, 2, 1), date.max),)) == (START, date(2027, 1, 25))


def test_a_start_that_is_no_monday_is_refused() -> None:
    with pytest.raises(ValueError, match="2027-01-19"):
        week_mondays(date(2027, 1, 19), 1)


DAYS = st.dates(date(2027, 1, 1), date(2028, 6, 30))


@settings(deadline=None)
@given(weeks=st.integers(0, 30), blackout=st.lists(st.tuples(DAYS, DAYS).map(sorted).map(tuple), max_size=5).map(tuple))
def test_weeks_are_the_first_free_ones(weeks: int, blackout: tuple[tuple[date, date], ...]) -> None:
    mondays = week_mondays(START, weeks, blackout)
    free = (
        monday
        for monday in (START + timedelta(days=7 * number) for number in range(200))
        if not any(first <= monday + timedelta(days=day) <= last for first, last in blackout for day in range(7))
    )
    assert list(mondays) == [next(free) for _ in range(weeks)]


def test_the_wall_clock_keeps_its_hour_when_the_clocks_change() -> None:
    oslo = zone("Europe/Oslo")
    winter, summer = (at(monday, 1, time(10), oslo).when for monday in (date(2027, 3, 22), date(2027, 3, 29)))
    assert (winter.isoformat(), summer.isoformat()) == ("2027-03-23T10:00:00+01:00", "2027-03-30T10:00:00+02:00")


def test_an_hour_that_the_clock_skips_moves_on_by_what_it_skips() -> None:
    moment = at(date(2027, 3, 22), 6, time(2, 30), zone("Europe/Oslo"))
    assert moment.shifted and not moment.twice
    assert moment.when.isoformat() == "2027-03-28T03:30:00+02:00"


def test_an_hour_that_comes_twice_is_the_first() -> None:
    moment = at(date(2027, 10, 25), 6, time(2, 30), zone("Europe/Oslo"))
    assert moment.twice and not moment.shifted
    assert moment.when.isoformat() == "2027-10-31T02:30:00+02:00"


def test_a_meeting_lasts_its_real_minutes_across_a_clock_change() -> None:
    oslo = zone("Europe/Oslo")
    start = at(date(2027, 10, 25), 6, time(1, 30), oslo).when
    end = end_after(start, 120)
    assert end.isoformat() == "2027-10-31T02:30:00+01:00"
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(minutes=120)


ZONES = st.sampled_from(
    ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "Asia/Tehran"]
)


@settings(deadline=None)
@given(name=ZONES, day=st.dates(date(2020, 1, 1), date(2030, 12, 31)), hour=st.times(), minutes=st.integers(0, 3000))
def test_moments_show_the_hour_asked_for_unless_told(name: str, day: date, hour: time, minutes: int) -> None:
    monday = day - timedelta(days=day.weekday())
    moment = at(monday, day.weekday(), hour, zone(name))
    shown = moment.when.replace(tzinfo=None, fold=0)
    assert moment.shifted or shown == datetime.combine(day, hour)
    assert end_after(moment.when, minutes).timestamp() == pytest.approx(moment.when.timestamp() + 60 * minutes)


@pytest.mark.parametrize("name", ["Europe/Olso", "", "localtime", "../zones", "/etc/localtime", "Europe", "NO", "\0"])
def test_a_name_that_is_no_zone_has_none(name: str) -> None:
    assert zone_named(name) is None


def test_a_zone_is_read_once() -> None:
    assert zone_named("Europe/Oslo") is zone_named("Europe/Oslo")
    assert zone("Europe/Oslo").key == "Europe/Oslo"


def test_days_in_the_holidays_are_told_by_day() -> None:
    easter = [(date(2027, 3, 25), date(2027, 3, 29))]
    days = [(date(2027, 3, 30), "set 2"), (date(2027, 3, 29), "set 1"), (date(2027, 3, 25), "clinic")]
    assert collisions(days, easter) == ((date(2027, 3, 25), "clinic"), (date(2027, 3, 29), "set 1"))
    assert collisions(days, []) == ()


def test_a_moment_is_plain_unless_the_clock_says_otherwise() -> None:
    assert at(START, 0, time(9), zone("UTC")) == Moment(datetime(2027, 1, 18, 9, tzinfo=zone("UTC")))


def test_days_towards_a_deadline_skip_the_weeks_that_are_left_out() -> None:
    mondays = week_mondays(START, 4, ((date(2027, 1, 25), date(2027, 1, 31)),))
    assert day_of(mondays, 1, 3) == date(2027, 1, 21)
    assert day_of(mondays, 1, 10) == date(2027, 2, 4)
    assert day_of(mondays, 4, 15) == date(2027, 3, 2)
    assert day_of(mondays, 5, 1) is None and day_of((), 1, 1) is None
