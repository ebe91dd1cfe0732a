from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import product
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.plan.fair_hours import DAY, LATE, NIGHT, FairHours, fair_hours

OSLO = ZoneInfo("Europe/Oslo")
TUESDAYS = [dt.date(2027, 1, 19) + dt.timedelta(weeks=week) for week in range(12)]
ZONES = ["Europe/Oslo", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Tokyo"]


def found(days: list[dt.date], people: dict[str, int], minutes: int = 120) -> FairHours:
    made = fair_hours(days, [minutes] * len(days), OSLO, people)
    assert made is not None
    return made


def burden(day: dt.date, hour: dt.time, minutes: int, zone: str) -> int:
    """What a meeting is to somebody, written once more and without the calendar's help."""
    start = dt.datetime.combine(day, hour, OSLO).astimezone(dt.UTC)
    begins, ends = (moment.astimezone(ZoneInfo(zone)) for moment in (start, start + dt.timedelta(minutes=minutes)))
    opens = begins.replace(hour=0, minute=0)
    first, last = (
        (one.replace(tzinfo=None) - opens.replace(tzinfo=None)).total_seconds() / 3600 for one in (begins, ends)
    )
    if begins.weekday() > 4 or ends.weekday() > 4 or first < 7 or last > 22:
        return NIGHT
    return DAY if first >= 8 and last <= 18 else LATE


@settings(deadline=None, max_examples=25)
@given(
    weeks=st.lists(st.integers(0, 11), min_size=1, max_size=2, unique=True).map(sorted),
    zones=st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True),
    counts=st.lists(st.integers(1, 4), min_size=3, max_size=3),
    minutes=st.sampled_from([60, 120]),
)
def test_no_hours_of_all_there_are_spare_the_worst_off_zone_more(
    weeks: list[int], zones: list[str], counts: list[int], minutes: int
) -> None:
    days = [TUESDAYS[week] for week in weeks]
    people = dict(zip(zones, counts, strict=False))
    hours = [dt.time(*divmod(half * 30, 60)) for half in range(48)]
    tables = [[[burden(day, hour, minutes, zone) for zone in people] for hour in hours] for day in days]

    def weighed(ways: tuple[list[int], ...]) -> tuple[int, int]:
        sums = [sum(column) for column in zip(*ways, strict=True)]
        return max(sums), sum(many * count for many, count in zip(sums, people.values(), strict=True))

    made = found(days, people, minutes)
    of_hours = tuple(table[hours.index(hour)] for table, hour in zip(tables, made.hours, strict=True))
    assert weighed(of_hours) == min(map(weighed, product(*tables)))
    assert dict(made.burdens) == {zone: sum(way[place] for way in of_hours) for place, zone in enumerate(people)}
    assert made.proven


def test_neighbours_meet_at_one_hour_that_suits_all() -> None:
    made = found(TUESDAYS, {"Europe/Oslo": 3, "Europe/London": 3})
    assert set(made.hours) == {dt.time(10)} and made.worst == 0


def test_no_region_has_the_evening_always() -> None:
    made = found(TUESDAYS[:6], {"Europe/Oslo": 4, "America/Los_Angeles": 2})
    assert [burden for _, burden in made.burdens] == [3, 3] and made.proven
    assert max(Counter(made.hours).values()) == 3
    assert made.hours[0] != made.hours[1]  # they take turns


def test_the_night_is_dealt_round_where_there_is_no_way_without_it() -> None:
    made = found(TUESDAYS[:6], {"Europe/Oslo": 1, "America/New_York": 1, "Asia/Tokyo": 1})
    assert made.proven and len(set(made.hours)) > 1
    nights = {
        zone: sum(burden(day, hour, 120, zone) == NIGHT for day, hour in zip(TUESDAYS, made.hours, strict=False))
        for zone, _ in made.burdens
    }
    assert max(nights.values()) < 6


def test_many_zones_have_a_bound_that_holds_though_not_every_way_is_looked_at() -> None:
    made = found(TUESDAYS, dict.fromkeys([*ZONES, "Australia/Sydney", "America/Sao_Paulo"], 1))
    assert made.bound <= made.worst <= 3 * len(TUESDAYS) // 2


def test_without_a_zone_there_are_no_hours() -> None:
    assert fair_hours(TUESDAYS, [60] * 12, OSLO, {"": 4, "Nowhere/At_All": 1}) is None


def test_an_hour_that_the_clock_skips_is_not_taken() -> None:
    day = dt.date(2027, 3, 28)  # a Sunday on which Oslo has no half past two
    made = found([day], {"Asia/Tokyo": 1})
    assert made.hours[0] not in (dt.time(2), dt.time(2, 30))
