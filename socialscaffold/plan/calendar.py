"""Weeks of the plan as days of a year: blackouts skipped, wall-clock hours kept across clock changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass
from socialscaffold.source.kinds import DAYS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Days = tuple[date, date]  # first and last day, both counted in
WEEKDAYS = DAYS
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WEEK = timedelta(days=7)


def day(date: date) -> str:
    """`18 January 2027`, whatever the machine's locale."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment at a place. `shifted`: the clock skipped the hour asked for, and `when` lies as much later.

    `twice`: the clock shows that hour twice, and `when` is the first of the two.
    """

    when: datetime
    shifted: bool = False
    twice: bool = False


def week_mondays(start: date, weeks: int, blackout: tuple[Days, ...] = ()) -> tuple[date, ...]:
    """The Mondays of weeks 1 to `weeks`, from the Monday `start`.

    A week that touches a blackout is left out, and the later ones move on. Weeks beyond the course are counted on in
    the same way: ask for as many as the last one needs. Fewer come back only where the calendar ends (year 9999).
    ValueError where `start` is no Monday.
    """
    if start.weekday():
        raise ValueError(f"{start} is no Monday")
    spans = sorted((min(days), max(days)) for days in blackout)
    found: list[date] = []
    monday = start
    try:
        while len(found) < weeks:
            ends = [last for first, last in spans if first <= monday + timedelta(days=6) and last >= monday]
            if ends:
                last = max(ends)
                monday = last - timedelta(days=last.weekday()) + _WEEK
            else:
                found.append(monday)
                monday += _WEEK
    except OverflowError:
        pass
    return tuple(found)


def day_of(mondays: Sequence[date], week: int, days: int) -> date | None:
    """The day that lies `days` after the Monday of a week, on plan weeks: a week that is left out does not count.

    None where that week has no Monday; beyond the last Monday days are counted on.
    """
    if not 0 < week <= len(mondays):
        return None
    weeks, days = divmod(days, 7)
    last = min(week - 1 + weeks, len(mondays) - 1)
    return mondays[last] + timedelta(days=days + 7 * (week - 1 + weeks - last))


def at(monday: date, weekday: int, hour: time, zone: ZoneInfo) -> Moment:
    """The moment in the week of `monday` when the wall clock of `zone` shows `hour` on `weekday` (0: Monday)."""
    wall = datetime.combine(monday + timedelta(days=weekday), hour.replace(tzinfo=None, fold=0), zone)
    when = wall.astimezone(UTC).astimezone(zone)
    if when.replace(tzinfo=None) != wall.replace(tzinfo=None):
        return Moment(when, shifted=True)
    return Moment(when, twice=wall.utcoffset() != wall.replace(fold=1).utcoffset())


def end_after(start: datetime, minutes: int) -> datetime:
    """The moment `minutes` of real time after `start`, on the wall clock of the same zone. `start` has a zone."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def collisions(days: Iterable[tuple[date, str]], holidays: Iterable[Days]) -> tuple[tuple[date, str], ...]:
    """Those of `days` (a day and what is on it) that fall into a region's holidays, by day."""
    spans = [(min(span), max(span)) for span in holidays]
    return tuple(sorted(one for one in days if any(first <= one[0] <= last for first, last in spans)))
