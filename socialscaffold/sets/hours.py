"""Hours of work as quarter hours of one week in UTC, so that those of any two time zones can be compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfoNotFoundError

from socialscaffold.source.zones import zone_named

_WEEK = 7 * 24 * 4


def mask(
    zone: str, week: date, begin: time = time(9), end: time = time(17), days: tuple[int, ...] = (0, 1, 2, 3, 4)
) -> int:
    """A bit for each quarter hour of the week of `week` (from Monday, 0:00 UTC) in which somebody works.

    `begin` and `end` are local times, `days` weekdays (0: Monday). The week decides whether it is summer time; what
    reaches over the ends of the week comes round to its other end. An end that is not after the beginning is on the
    next day. An unknown zone is a `ZoneInfoNotFoundError`.
    """
    local = zone_named(zone)
    if local is None:
        raise ZoneInfoNotFoundError(zone)
    monday = week - timedelta(days=week.weekday())
    start = datetime.combine(monday, time(), UTC)
    found = 0
    for day in days:
        on = monday + timedelta(days=day)
        until = on if end > begin else on + timedelta(days=1)
        first = _quarter(datetime.combine(on, begin, local), start, up=True)
        last = _quarter(datetime.combine(until, end, local), start, up=False)
        for quarter in range(first, last):
            found |= 1 << (quarter % _WEEK)
    return found


def _quarter(moment: datetime, start: datetime, *, up: bool) -> int:
    seconds = int((moment.astimezone(UTC) - start).total_seconds())
    return -(-seconds // 900) if up else seconds // 900
