from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfoNotFoundError

import pytest

from socialscaffold.sets.hours import mask

SUMMER, WINTER = date(2027, 7, 7), date(2027, 1, 6)


def common(one: str, other: str, week: date) -> int:
    return (mask(one, week) & mask(other, week)).bit_count()


def test_a_week_has_forty_hours_whatever_the_zone() -> None:
    zones = ("UTC", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Auckland")
    assert {mask(zone, week).bit_count() for zone in zones for week in (SUMMER, WINTER)} == {160}


def test_summer_time_changes_what_two_zones_share() -> None:
    assert common("Europe/Oslo", "UTC", WINTER) == 5 * 7 * 4
    assert common("Europe/Oslo", "UTC", SUMMER) == 5 * 6 * 4
    assert common("Europe/Oslo", "Asia/Tokyo", WINTER) == 0


def test_a_night_shift_ends_on_the_next_day() -> None:
    assert mask("UTC", WINTER, time(22), time(6), (6,)).bit_count() == 32
    assert mask("UTC", WINTER, time(22), time(6), (6,)) & 1, "Sunday night ends on Monday"


def test_a_zone_that_is_not_there_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        mask("Europe/Atlantis", WINTER)
