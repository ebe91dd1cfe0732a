"""Days and hours of a cohort that can't all hold: holidays of a region, and people who are wanted twice at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, warn
from socialscaffold.marks import Span
from socialscaffold.plan.calendar import collisions, end_after
from socialscaffold.plan.model import ActionLearningSet, Item, Plan
from socialscaffold.source.kinds import DAYS
from socialscaffold.spec.people import REGION, Learner, cells_of

_COHORT_WIDE = ("live", "round", "converge")
_MOST = 10


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One set at one of its meetings."""

    number: int
    of: ActionLearningSet
    start: dt.datetime
    end: dt.datetime
    led: bool


def clashes(plan: Plan, roster: tuple[Learner, ...]) -> list[Diagnostic]:
    """Every clash, as a warning. Without a roster every set may hold people of every region."""
    together = [one for week in plan.weeks for one in week.items if one.kind in _COHORT_WIDE and one.when]
    meetings = [
        _Meeting(one.number, each, start, end_after(start, one.minutes), not one.led_by_set)
        for each in plan.sets.sets
        for one, start in zip(plan.sets.meetings, each.starts, strict=False)
    ]
    place = plan.cohort.at.of("meetings") if plan.cohort else Span("")
    return [
        *_holidays(plan, together, meetings, roster),
        *_led_at_once(meetings, place),
        *_wanted_twice(together, meetings, place),
    ]


def _holidays(
    plan: Plan, together: list[Item], meetings: list[_Meeting], roster: tuple[Learner, ...]
) -> Iterator[Diagnostic]:
    home = {who: cells.get(REGION, "") for who, cells in cells_of(roster).items()} if plan.regions else {}
    for region in plan.regions:
        days = {(one.when.date(), f"“{one.title}”") for one in together if one.when}
        by_day: dict[tuple[dt.date, int], list[str]] = {}
        for one in meetings:
            if not any(home.values()) or any(home.get(who) == region.region for who in one.of.members):
                by_day.setdefault((one.start.date(), one.number), []).append(one.of.id)
        days |= {(day, f"set meeting {number} of {_some(names)}") for (day, number), names in by_day.items()}
        for day, what in collisions(days, region.holidays):
            seen = f"{what[:1].upper()}{what[1:]} is on {_said(day)}, a holiday in {region.name}."
            hint = "Move it to another day in the cohort, or add the holiday's week to its `blackout`."
            yield warn("SS-CAL-007", seen, hint, region.at.of("holidays"))


def _led_at_once(meetings: list[_Meeting], place: Span) -> Iterator[Diagnostic]:
    """One facilitator in two sets at once: told for the first meeting of the two sets at which it happens."""
    led: dict[str, list[_Meeting]] = {}
    for one in sorted(meetings, key=lambda one: (one.start, one.of.id)):
        if one.led and one.of.facilitator:
            led.setdefault(one.of.facilitator, []).append(one)
    first: dict[frozenset[str], tuple[_Meeting, _Meeting]] = {}
    for mine in led.values():
        for number, one in enumerate(mine):
            for other in mine[number + 1 :]:
                if other.start >= one.end:
                    break
                first.setdefault(frozenset((one.of.id, other.of.id)), (one, other))
    hits = sorted(first.values(), key=lambda pair: (pair[0].start, pair[0].of.id))
    for one, other in hits[:_MOST]:
        seen = (
            f"`{one.of.facilitator}` leads `{one.of.id}` and `{other.of.id}`, which meet at the same time "
            f"on {_said(other.start.date())} at {other.start:%H:%M}."
        )
        if len(hits) > _MOST and (one, other) == hits[_MOST - 1]:
            seen += f" The same holds for {len(hits) - _MOST} more pairs of sets."
        yield warn(
            "SS-CAL-009", seen, f"Give one of them another hour under `meetings:`, such as `{other.of.id}:`.", place
        )


def _wanted_twice(together: list[Item], meetings: list[_Meeting], place: Span) -> Iterator[Diagnostic]:
    for item in together:
        if item.when is None or item.kind == "converge":
            continue
        end = end_after(item.when, item.minutes)
        hit = [one.of.id for one in meetings if one.start < end and item.when < one.end]
        if hit:
            seen = f"“{item.title}” and a meeting of {_some(hit)} are at the same time on {_said(item.when.date())}."
            yield warn("SS-CAL-013", seen, "Give one of them another hour in the cohort.", place)


def _said(day: dt.date) -> str:
    return f"{DAYS[day.weekday()]} {day}"


def _some(names: list[str]) -> str:
    shown = [f"`{name}`" for name in dict.fromkeys(names)]
    return ", ".join(shown[:5]) + (f" and {len(shown) - 5} more" if len(shown) > 5 else "")
