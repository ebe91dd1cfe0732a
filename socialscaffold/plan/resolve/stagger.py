"""Fair hours of sets that one person leads: each at an hour of its own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from socialscaffold.plan.asked import working_day
from socialscaffold.plan.calendar import at, end_after
from socialscaffold.plan.fair_hours import Span, fair_hours
from socialscaffold.plan.model import ActionLearningSet, Meeting
from socialscaffold.source.zones import zone_named

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Sets = tuple[ActionLearningSet, ...]


def staggered(sets: Sets, meetings: Sequence[Meeting], zones: Mapping[str, str], clock: str) -> Sets:
    """The sets with other fair hours where their facilitator would be wanted twice at once.

    Hours that stand in a file stay. Those that were just found give way, the sets with most time zones last: they have
    the least choice. Only meetings that a facilitator leads count. `clock` is the cohort's time zone.
    """
    busy: dict[str, list[list[Span]]] = {}
    made: dict[str, ActionLearningSet] = {}

    def choice(one: ActionLearningSet) -> tuple[bool, int]:
        return one.spared is not None, -len({zones.get(who, "") for who in one.members})

    for one in sorted((each for each in sets if each.facilitator and each.starts), key=choice):
        taken = busy.setdefault(one.facilitator, [[] for _ in meetings])
        if one.spared is not None and any(_meet(one, meetings, taken)):
            one = _elsewhere(one, meetings, zones, clock, taken)
        for place, (meeting, start) in enumerate(zip(meetings, one.starts, strict=False)):
            if not meeting.led_by_set:
                taken[place].append((start, end_after(start, meeting.minutes)))
        made[one.id] = one
    return tuple(made.get(one.id, one) for one in sets)


def _meet(one: ActionLearningSet, meetings: Sequence[Meeting], taken: Sequence[Sequence[Span]]) -> list[bool]:
    """For each meeting whether it is while its facilitator leads another."""
    return [
        not meeting.led_by_set
        and any(start < end and begin < end_after(start, meeting.minutes) for begin, end in spans)
        for meeting, start, spans in zip(meetings, one.starts, taken, strict=False)
    ]


def _elsewhere(
    one: ActionLearningSet,
    meetings: Sequence[Meeting],
    zones: Mapping[str, str],
    clock: str,
    taken: Sequence[Sequence[Span]],
) -> ActionLearningSet:
    """The set at the fairest hours that its facilitator has free; as it was where there are none."""
    zone = zone_named(clock)
    if zone is None:
        return one
    days = [start.date() for start in one.starts]
    minutes = [meeting.minutes for meeting in meetings]
    living = Counter(zones.get(who, "") for who in one.members)
    found = fair_hours(days, minutes, zone, living, *working_day(), taken=taken)
    if found is None:
        return one
    starts = tuple(_moment(day, hour, zone) for day, hour in zip(days, found.hours, strict=True))
    return replace(one, fair=found.hours, spared=(found.worst, found.bound), starts=starts)


def _moment(day: dt.date, hour: dt.time, zone: ZoneInfo) -> dt.datetime:
    return at(day - dt.timedelta(days=day.weekday()), day.weekday(), hour, zone).when
