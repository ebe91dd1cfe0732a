"""What a roster and a program's words mean to the search for sets: members with their hours, wishes by column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache

from socialscaffold.patterns.defaults import evidence
from socialscaffold.sets.wishes import QUARTER, WORKDAYS, Member, Wishes
from socialscaffold.source.zones import zone_named
from socialscaffold.spec.people import TIME_ZONE, Learner, cells_of
from socialscaffold.spec.wishes import Form


def members_of(roster: Iterable[Learner], week: dt.date | None) -> list[Member]:
    """Everybody with the hours that they work in that week; without a week, or in an unknown zone, hours are open."""
    return [
        Member(who, cells, _hours(cells.get(TIME_ZONE, ""), week) if week else 0)
        for who, cells in cells_of(roster).items()
    ]


def working_day() -> tuple[int, int]:
    """The first and the last hour of a working day."""
    first, last = (evidence().default(f"day.{name}-hour").whole for name in ("first", "last"))
    return first, last


@cache
def _hours(zone: str, week: dt.date) -> int:
    from socialscaffold.sets.hours import mask

    if zone_named(zone) is None:
        return 0
    first, last = working_day()
    return mask(zone, week, dt.time(first), dt.time(last))


def wishes_of(form: Form) -> Wishes:
    """The wishes of a program, each as firm as it says. An overlap is asked for on every working day."""
    groups = (
        ("spread", form.spread), ("alike", form.alike), ("apart", form.apart), ("with", form.with_),
        ("never-alone", form.never_alone), ("pinned", form.pinned),
    )  # fmt: skip
    firmly = {(name, wish.column): wish.firm(name) for name, wishes in groups for wish in wishes}
    overlap = form.overlap
    if overlap is not None:
        firmly["overlap", ""] = overlap.firm
    columns = {name: tuple(wish.column for wish in wishes) for name, wishes in groups}
    return Wishes(
        spread=columns["spread"],
        alike=columns["alike"],
        apart=columns["apart"],
        with_=columns["with"],
        never_alone=columns["never-alone"],
        pinned=columns["pinned"],
        overlap=WORKDAYS * (overlap.length.minutes // QUARTER) if overlap else 0,
        firmly=firmly,
    )
