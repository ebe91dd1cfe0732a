"""When things are, as far as the plan knows: weeks, days and hours."""

from __future__ import annotations

import datetime as dt

from socialscaffold.output.documents_words import counted, day, moment
from socialscaffold.plan.model import Item, Plan

# What people come together for, or have to put into a diary.
_DATED = ("live", "meeting", "round", "converge", "manager")


def week_of(plan: Plan, week: int) -> str:
    """`the week of 18 January 2027`; empty where the plan has no date for it."""
    monday = plan.weeks[week - 1].monday if 0 < week <= len(plan.weeks) else None
    return f"the week of {day(monday)}" if monday else ""


def calendar_rows(plan: Plan) -> list[dict[str, str]]:
    """Everything with a time of its own, week by week; meetings after the course stand at the end."""
    rows = [
        {
            "week": str(week.number),
            "begins": day(week.monday) if week.monday else "",
            "what": item.title,
            "when": _when(plan, item, week.monday),
            "minutes": str(item.minutes) if item.minutes else "",
        }
        for week in plan.weeks
        for item in week.items
        if item.kind in _DATED
    ]
    return rows + [
        {
            "week": str(one.week),
            "begins": "",
            "what": f"Set meeting {one.number}, after the course",
            "when": "the set decides",
            "minutes": str(one.minutes),
        }
        for one in plan.sets.meetings
        if one.place == "beyond"
    ]


def _when(plan: Plan, item: Item, monday: dt.date | None) -> str:
    if item.kind == "meeting":
        sets = counted(len(plan.sets.sets), "set")
        return f"{sets}, each at its own hour: see the run sheet" if plan.cohort else f"{sets}; each agrees on its hour"
    if item.kind == "manager":
        return "you and your manager decide"
    slot = dict(plan.cohort.live).get(item.id) if plan.cohort else None
    if monday is None or slot is None or slot.day is None or slot.at_ is None or plan.cohort is None:
        return ""
    return f"{moment(dt.datetime.combine(monday + dt.timedelta(days=slot.day), slot.at_))} ({plan.cohort.time_zone})"
