"""Working hours that people in several time zones share, over all their meetings and every change of the clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache

from socialscaffold.source.zones import zone_named

_DAY = 24 * 60


@cache
def offset(zone: str, day: dt.date) -> int | None:
    """Minutes that the clocks of `zone` are ahead of UTC at noon of a day; None for an unknown zone."""
    known = zone_named(zone)
    ahead = dt.datetime.combine(day, dt.time(12), known).utcoffset() if known else None
    return None if ahead is None else int(ahead.total_seconds()) // 60


def shared(zones: Iterable[str], days: Sequence[dt.date], first: int, last: int) -> int:
    """The longest stretch, in minutes, that lies in everybody's working day on the least happy of `days`.

    A working day goes from `first` to `last`, hours of the local clock. Zones that nobody knows are left out; without
    a known zone, or without days, it is the whole working day.
    """
    whole = (last - first) * 60
    known = sorted({zone for zone in zones if zone_named(zone) is not None})
    least = whole
    for day in days:
        starts = [(first * 60 - (offset(zone, day) or 0)) % _DAY for zone in known]
        least = min(least, _longest(starts, whole)) if starts else least
    return least


def _longest(starts: Sequence[int], whole: int) -> int:
    """The longest stretch that working days of `whole` minutes, begun at these minutes of one UTC day, all cover."""
    best = 0
    for begin in starts:  # the common stretch begins where somebody's day does
        behind = [(begin - one) % _DAY for one in starts]
        best = max(best, min(whole - one for one in behind))
    return max(0, best)
