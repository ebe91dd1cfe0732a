"""Hours for a set that spans time zones: the burden of early and late meetings is shared, and nobody has it always."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.calendar import at, end_after
from socialscaffold.source.zones import zone_named

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# What a meeting is to somebody: within the working day, early or late, or at night and at the weekend.
DAY, LATE, NIGHT = 0, 1, 3
_WAKING = 7, 22  # hours of a local clock between which a meeting is early or late at worst
_STEP = 30  # minutes between the hours that are tried
_USUAL = dt.time(10)
_MOST_STATES = 1_000

Burdens = tuple[int, ...]
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class FairHours:
    """An hour for each meeting, on the cohort's clock.

    `burdens` has for each time zone what all meetings come to there: 1 for each that is early or late, 3 for each at
    night or on a weekend. The highest of them is `worst`; no choice of hours has a lower one than `bound`.
    """

    hours: tuple[dt.time, ...]
    burdens: tuple[tuple[str, int], ...]
    bound: int

    @property
    def worst(self) -> int:
        """The burden of the time zone that has most of it."""
        return max((burden for _, burden in self.burdens), default=0)

    @property
    def proven(self) -> bool:
        """Whether nobody could be spared more."""
        return self.worst == self.bound


@dataclass(frozen=True, slots=True)
class _Option:
    """An hour of one meeting: what it is to each zone, and how many minutes of it all people together spend outside
    their working days."""

    burdens: Burdens
    outside: int
    hour: dt.time


@dataclass(frozen=True, slots=True)
class _Way:
    """Hours for the first meetings: the fewest minutes outside working days among all with the same burdens."""

    outside: int
    hours: tuple[dt.time, ...]


def fair_hours(
    days: Sequence[dt.date],
    minutes: Sequence[int],
    clock: ZoneInfo,
    people: Mapping[str, int],
    first: int = 8,
    last: int = 18,
    taken: Sequence[Sequence[Span]] = (),
) -> FairHours | None:
    """Hours for meetings on these days, each so long, for so many people in each time zone.

    The zone that is worst off is spared as far as can be; then all people together, then minutes. Hours are tried
    every half hour of `clock`, and where several do equally well, those near ten o'clock come first and take turns.
    `first` and `last` are the hours of a working day. `taken` has for each meeting the times at which it can't be held.
    None where no zone is known, or no hour is left.
    """
    zones = tuple(sorted(one for one in people if zone_named(one) is not None))
    if not zones or not days:
        return None
    counts = [people[one] for one in zones]
    tables = [
        _options(day, length, clock, zones, counts, (first, last), taken[place] if taken else ())
        for place, (day, length) in enumerate(zip(days, minutes, strict=True))
    ]
    found, whole = _best(tables, counts)
    if found is None:
        return None
    burdens, way = found
    hours = _in_turn(tables, way.hours)
    least = max(burdens) if whole else _least(tables)
    return FairHours(hours, tuple(zip(zones, burdens, strict=True)), least)


def _options(
    day: dt.date,
    minutes: int,
    clock: ZoneInfo,
    zones: Sequence[str],
    counts: Sequence[int],
    working: tuple[int, int],
    taken: Sequence[Span],
) -> tuple[_Option, ...]:
    """The hours of one meeting that are worth a thought: each is better than any other for somebody."""
    best: dict[Burdens, _Option] = {}
    for start in range(0, 24 * 60, _STEP):
        hour = dt.time(*divmod(start, 60))
        moment = at(day - dt.timedelta(days=day.weekday()), day.weekday(), hour, clock)
        ends = end_after(moment.when, minutes)
        if moment.shifted or moment.twice or any(moment.when < end and begin < ends for begin, end in taken):
            continue
        there = [_there(moment.when, minutes, zone, working) for zone in zones]
        burdens = tuple(burden for burden, _ in there)
        outside = sum(count * spent for count, (_, spent) in zip(counts, there, strict=True))
        one = _Option(burdens, outside, hour)
        if burdens not in best or _taste(one) < _taste(best[burdens]):
            best[burdens] = one
    kept = [one for one in best.values() if not any(_spares(other, one.burdens) for other in best)]
    return tuple(sorted(kept, key=_taste))


def _taste(one: _Option) -> tuple[int, int, dt.time]:
    usual = _USUAL.hour * 60 + _USUAL.minute
    return one.outside, abs(one.hour.hour * 60 + one.hour.minute - usual), one.hour


def _spares(one: Burdens, other: Burdens) -> bool:
    """Whether nobody has more with the one, and somebody less."""
    return one != other and all(mine <= yours for mine, yours in zip(one, other, strict=True))


@cache
def _there(start: dt.datetime, minutes: int, zone: str, working: tuple[int, int]) -> tuple[int, int]:
    """What a meeting is to people in a zone, and its minutes outside their working day."""
    known = zone_named(zone)
    here = start.astimezone(known)
    begins = here.hour * 60 + here.minute
    ends = begins + minutes
    if end_after(here, minutes).weekday() > 4 or here.weekday() > 4:
        return NIGHT, minutes
    first, last = (hour * 60 for hour in working)
    spent = min(minutes, max(0, first - begins) + max(0, ends - last))
    if begins < _WAKING[0] * 60 or ends > _WAKING[1] * 60:
        return NIGHT, spent
    return (LATE if spent else DAY), spent


def _best(tables: Sequence[Sequence[_Option]], counts: Sequence[int]) -> tuple[tuple[Burdens, _Way] | None, bool]:
    """The burdens after all meetings that spare most, with their hours; and whether every way was looked at."""
    states: dict[Burdens, _Way] = {(0,) * len(counts): _Way(0, ())}
    whole = True
    for options in tables:
        after: dict[Burdens, _Way] = {}
        for burdens, way in states.items():
            for one in options:
                key = tuple(old + new for old, new in zip(burdens, one.burdens, strict=True))
                made = _Way(way.outside + one.outside, (*way.hours, one.hour))
                if key not in after or (made.outside, made.hours) < (after[key].outside, after[key].hours):
                    after[key] = made
        if len(after) > _MOST_STATES:
            whole = False
            ordered = sorted(after, key=lambda key: (max(key), _in_all(key, counts), after[key].outside, key))
            after = {key: after[key] for key in ordered[:_MOST_STATES]}
        states = after
    if not states:
        return None, whole
    best = min(states, key=lambda key: (max(key), _in_all(key, counts), states[key].outside, states[key].hours))
    return (best, states[best]), whole


def _in_all(burdens: Burdens, counts: Sequence[int]) -> int:
    return sum(count * burden for count, burden in zip(counts, burdens, strict=True))


def _least(tables: Sequence[Sequence[_Option]]) -> int:
    """What the worst-off zone has at the least: its own best hours, or its part of the least of all."""
    if not all(tables):
        return 0
    zones = range(len(tables[0][0].burdens))
    alone = max(sum(min(one.burdens[zone] for one in options) for options in tables) for zone in zones)
    in_all = sum(min(sum(one.burdens) for one in options) for options in tables)
    return max(alone, -(-in_all // len(zones)))


def _in_turn(tables: Sequence[Sequence[_Option]], hours: Sequence[dt.time]) -> tuple[dt.time, ...]:
    """The same hours in another order, where meetings have the same choice: nobody has all early ones in a row."""
    made: list[dt.time] = []
    place = 0
    for _, alike in groupby(tables):
        many = len(list(alike))
        made += _dealt(hours[place : place + many])
        place += many
    return tuple(made)


def _dealt(hours: Sequence[dt.time]) -> Iterator[dt.time]:
    """Each of the hours as often as it comes, spread over the meetings."""
    left = {one: hours.count(one) for one in dict.fromkeys(hours)}
    due = dict.fromkeys(left, 0)
    for _ in hours:
        for one in left:
            due[one] += hours.count(one)
        chosen = max((one for one in left if left[one]), key=lambda one: (due[one], -_minute(one)))
        due[chosen] -= len(hours)
        left[chosen] -= 1
        yield chosen


def _minute(hour: dt.time) -> int:
    return hour.hour * 60 + hour.minute
