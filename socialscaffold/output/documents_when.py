"""When things are, as far as the plan knows: weeks, days and hours, in words."""

from __future__ import annotations

import datetime as dt

from socialscaffold.output.names import heading_id
from socialscaffold.output.templates import Md, link
from socialscaffold.plan.calendar import end_after
from socialscaffold.plan.model import Item, Plan
from socialscaffold.source.urls import safe_url
from socialscaffold.words.speech import Speech


def week_of(plan: Plan, week: int) -> str:
    """`the week of 18 January 2027`, weeks after the course too; empty where the plan has no date for it."""
    known = 0 < week <= len(plan.mondays)
    return plan.say("the week of {day}", day=plan.say.day(plan.mondays[week - 1])) if known else ""


def item_of(plan: Plan, name: str) -> Item | None:
    """The item with that id."""
    return next((item for week in plan.weeks for item in week.items if item.id == name), None)


def zone(plan: Plan) -> str:
    """The time zone of the hours; empty without a cohort."""
    return plan.cohort.time_zone if plan.cohort else ""


def session(plan: Plan, name: str, week: int) -> str:
    """`Wednesday 3 February 2027, 13:00, Europe/Oslo`, else the week, for the item with that id."""
    item = item_of(plan, name)
    if item and item.when:
        return plan.say.series((plan.say.moment(item.when), zone(plan)))
    return week_of(plan, week)


def span_of_hours(say: Speech, start: dt.datetime, minutes: int) -> str:
    """`10:00–12:00`; with a plus and the days where it ends on a later one; the start alone for no minutes."""
    if not minutes:
        return say.hours(start)
    end = end_after(start, minutes)
    later = (end.date() - start.date()).days
    return f"{say.hours(start)}–{say.hours(end)}" + (f" (+{later})" if later else "")


def place_link(say: Speech, where: str) -> Md | str:
    """A meeting's place: a link where it is an address that may be one, else its words."""
    return link(say("join here"), url) if (url := safe_url(where)) else where


def set_by_set(say: Speech, up: str = "") -> Md:
    """Where the calendar's page lists the sets; `up` leads to its folder."""
    return Md(f"{up}calendar.md#{heading_id(say('Set by set'))}")
