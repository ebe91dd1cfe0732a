"""The plan's weeks as days and hours of one cohort: live sessions, rounds, and every meeting of every set."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Severity, error, warn
from socialscaffold.plan.asked import working_day
from socialscaffold.plan.calendar import at, week_mondays
from socialscaffold.plan.fair_hours import fair_hours
from socialscaffold.plan.model import CONVERGE, ActionLearningSet, RoundPlan, Session, SetsPlan
from socialscaffold.source.kinds import DAYS
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.zones import zone_named, zone_names
from socialscaffold.spec.cohort import FAIR, Cohort, Slot
from socialscaffold.spec.program import Program

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EVERY_SET = "every-set"


@dataclass(frozen=True, slots=True)
class Dates:
    """The Mondays of all weeks, those of meetings beyond the course too; sessions by id; the sets with their hours."""

    mondays: tuple[dt.date, ...]
    sessions: tuple[tuple[str, Session], ...]
    sets: tuple[ActionLearningSet, ...]


def cohort_dates(
    program: Program, cohort: Cohort, sets: SetsPlan, rounds: tuple[RoundPlan, ...], zones: Mapping[str, str]
) -> tuple[Dates, list[Diagnostic]]:
    """Every date that the cohort gives the plan, and what is wrong with them. `cohort.start` is a Monday.

    `zones` has the time zones of learners, as far as the roster tells; hours that are to be fair come of them.
    """
    found: list[Diagnostic] = []
    zone = zone_named(cohort.time_zone)
    if zone is None:
        guess = did_you_mean(cohort.time_zone, zone_names())
        hint = f"Did you mean `{guess}`?" if guess else "Write a region and a city, such as `Europe/Oslo`."
        seen = f"Nobody knows the time zone `{cohort.time_zone}`."
        found.append(error("SS-CAL-002", seen, hint, cohort.at.of("time-zone")))
    last = max([program.weeks, *(one.week for one in sets.meetings)])
    mondays = week_mondays(cohort.start, last, cohort.blackout) if cohort.start else ()
    if len(mondays) < last:
        hint = "Let the blackout end, or begin earlier."
        found.append(error("SS-CAL-008", f"No date is left for week {len(mondays) + 1}.", hint, cohort.at.of("start")))
    elif mondays[0] != cohort.start:
        seen = f"Week 1 begins on {mondays[0]}, as `start` lies in a week of the blackout."
        hint = "Move `start` to that Monday, or shorten the blackout."
        found.append(warn("SS-CAL-011", seen, hint, cohort.at.of("start")))
    if cohort.revised is None:
        seen = "The cohort does not say when it was last changed, so its calendars bear the date of `start`."
        hint = "Write `revised: 2026-12-01T09:00Z`, and raise `revision` with each change of a date."
        found.append(Diagnostic("SS-CAL-010", Severity.INFO, seen, hint, cohort.at.of("cohort")))
    dated = zone is not None and len(mondays) == last
    hours = _Hours(mondays, zone if dated else None, found)
    sessions = _sessions(program, cohort, rounds, hours)
    timed = _sets(cohort, sets, hours, zones)
    if dated:
        found += _still_open(cohort, sessions, timed)
    return Dates(mondays if dated else (), tuple(sessions.items()), timed), found


class _Hours:
    """Slots of the cohort as moments in the plan's weeks; what is wrong with one is added to `found`."""

    def __init__(self, mondays: tuple[dt.date, ...], zone: ZoneInfo | None, found: list[Diagnostic]) -> None:
        self.mondays, self.zone, self.found = mondays, zone, found

    def known(self, written: Iterable[tuple[str, Slot]], names: Iterable[str], what: str) -> dict[str, Slot]:
        """The slots of those names that there are."""
        there = list(names)
        kept = {}
        for name, slot in written:
            if name in there:
                kept[name] = slot
                continue
            guess = did_you_mean(name, there)
            hint = f"Did you mean `{guess}`?" if guess else f"There are: {', '.join(there) or 'none'}."
            self.found.append(error("SS-YAML-003", f"`{name}` is no {what}.", hint, slot.at.span))
        return kept

    def moment(self, slot: Slot, week: int, what: str) -> dt.datetime | None:
        """The moment of a slot in a week; None where its day or hour is open."""
        if isinstance(slot.at_, str):
            seen = f"`fair` is for the meetings of sets; {what} is one hour for everybody."
            self.found.append(
                error("SS-CAL-014", seen, 'Write an hour: `{day: Monday, at: "10:00"}`.', slot.at.of("at"))
            )
            return None
        if (slot.day is None) != (slot.at_ is None):
            seen = f"The slot has {'no day' if slot.day is None else 'a day and no hour'}, so it is in no calendar."
            self.found.append(warn("SS-CAL-005", seen, 'Write both: `{day: Tuesday, at: "10:00"}`.', slot.at.span))
        if slot.day is None or slot.at_ is None or self.zone is None:
            return None
        moment = at(self.mondays[week - 1], slot.day, slot.at_, self.zone)
        day, place = f"{DAYS[slot.day]} {moment.when.date()}", slot.at.of("at")
        if moment.shifted:
            seen = f"On {day} the clocks in {self.zone.key} skip {slot.at_:%H:%M}, so {what} is at {moment.when:%H:%M}."
            self.found.append(warn("SS-CAL-003", seen, "Choose another hour for it.", place))
        if moment.twice:
            seen = f"On {day} the clocks in {self.zone.key} show {slot.at_:%H:%M} twice; {what} is at the first."
            self.found.append(
                Diagnostic("SS-CAL-004", Severity.INFO, seen, "Another hour would leave no doubt.", place)
            )
        return moment.when


def _sessions(program: Program, cohort: Cohort, rounds: tuple[RoundPlan, ...], hours: _Hours) -> dict[str, Session]:
    """Live activities, rounds and converging meetings by their ids."""
    weeks = {one.id: module.week for module in program.modules for one in module.activities if one.live is not None}
    weeks |= {one.id: one.week for one in rounds}
    weeks |= {f"{one.id}{CONVERGE}": one.converge_week for one in rounds if one.converge_minutes}
    slots = hours.known(cohort.live, weeks, "live session, round or converging meeting of this program")
    return {
        name: Session(hours.moment(slots.get(name, Slot()), week, f"`{name}`"), slots.get(name, Slot()).where)
        for name, week in weeks.items()
    }


def _sets(cohort: Cohort, sets: SetsPlan, hours: _Hours, zones: Mapping[str, str]) -> tuple[ActionLearningSet, ...]:
    """Every set with its moment at every meeting: its own slot where it has one, else that of every set."""
    slots = hours.known(cohort.meetings, (EVERY_SET, *(one.id for one in sets.sets)), "set of this cohort")
    every = slots.get(EVERY_SET, Slot())
    timed = []

    def starts_of(slot: Slot, at_each: Sequence[dt.time | str | None]) -> tuple[dt.datetime, ...]:
        starts = (
            hours.moment(replace(slot, at_=hour), meeting.week, f"set meeting {meeting.number}")
            for meeting, hour in zip(sets.meetings, at_each, strict=False)
        )
        return tuple(start for start in starts if start)

    @cache
    def usual() -> tuple[dt.datetime, ...]:
        """When all sets meet that have no slot of their own."""
        return starts_of(every, [every.at_] * len(sets.meetings))

    for one in sets.sets:
        own = slots.get(one.id)
        slot = every
        if own is not None:
            day = every.day if own.day is None else own.day
            slot = Slot(day, own.at_ or every.at_, own.where or every.where, own.at)
        if slot.at_ == FAIR:
            one = _fair(one, slot, sets, hours, zones)
            starts = starts_of(slot, one.fair)
        else:
            starts = usual() if own is None else starts_of(slot, [slot.at_] * len(sets.meetings))
        timed.append(replace(one, starts=starts, where=slot.where))
    return tuple(timed)


def _fair(
    one: ActionLearningSet, slot: Slot, sets: SetsPlan, hours: _Hours, zones: Mapping[str, str]
) -> ActionLearningSet:
    """The set with the hours of its meetings: those of the file of sets, else such as spare all its time zones; without
    hours where neither is known."""
    meetings = sets.meetings
    if len(one.fair) >= len(meetings):
        return replace(one, fair=one.fair[: len(meetings)])
    if slot.day is None or hours.zone is None:
        return replace(one, fair=())
    days = [hours.mondays[each.week - 1] + dt.timedelta(days=slot.day) for each in meetings]
    living = Counter(zones.get(who, "") for who in one.members)
    made = fair_hours(days, [each.minutes for each in meetings], hours.zone, living, *working_day())
    return replace(one, fair=made.hours, spared=(made.worst, made.bound)) if made else replace(one, fair=())


def _still_open(cohort: Cohort, sessions: dict[str, Session], sets: tuple[ActionLearningSet, ...]) -> list[Diagnostic]:
    """One note for the sessions and one for the sets that have no hour."""
    found = []
    live = [f"`{name}`" for name, one in sessions.items() if one.when is None]
    if live:
        seen = f"{', '.join(live)} {'has' if len(live) == 1 else 'have'} no day and hour yet."
        hint = 'Write them under `live:`, such as `kick-off: {day: Monday, at: "10:00"}`.'
        found.append(Diagnostic("SS-CAL-006", Severity.INFO, seen, hint, cohort.at.of("live")))
    alone = [f"`{one.id}`" for one in sets if not one.starts]
    if alone:
        shown = ", ".join(alone[:5]) + (f" and {len(alone) - 5} more" if len(alone) > 5 else "")
        seen = f"{shown} {'has' if len(alone) == 1 else 'have'} no day and hour for the meetings yet."
        hint = f'Write `{EVERY_SET}: {{day: Tuesday, at: "10:00"}}` under `meetings:`, or a line for each set.'
        if any(slot.at_ == FAIR for _, slot in cohort.meetings):
            hint = "Fair hours need a day, and the file of sets that `sets form` writes, or a roster with `time-zone`."
        found.append(Diagnostic("SS-CAL-006", Severity.INFO, seen, hint, cohort.at.of("meetings")))
    return found
