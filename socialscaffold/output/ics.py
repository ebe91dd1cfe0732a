"""Calendars that people import: events as an iCalendar file (RFC 5545), the same bytes on every machine."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from socialscaffold.dataclass import dataclass
from socialscaffold.regex import regex

if TYPE_CHECKING:
    from icalendar import Event as Component
    from icalendar import Timezone

_PRODUCT = "-//socialscaffold//socialscaffold//EN"
# A calendar's text knows line breaks and tabs and no other control characters (RFC 5545, 3.1).
_BREAKS = regex(r"\r\n|[\r\x85\u2028\u2029]")
_CONTROLS = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry. With `start` as a datetime it has a zone and an `end`; as a date the entry lasts that whole day.

    `uid` stays for ever, so that a later import moves the entry instead of doubling it; `sequence` is raised when
    the entry changes. `location` is a room or a link.
    """

    uid: str
    summary: str
    start: datetime | date
    end: datetime | None = None
    description: str = ""
    location: str = ""
    sequence: int = 0
    categories: tuple[str, ...] = ()


def uid(*ids: str) -> str:
    """The lasting name of an entry from ids that last: `uid("ev", "2027-spring", "set-3", "meeting-week-4")`.

    Parts are joined by dots; a dot or anything unusual within a part is percent-encoded, so that different ids
    never make one name.
    """
    return ".".join(quote(part, safe="").replace(".", "%2E") for part in ids) + "@socialscaffold"


def calendar_bytes(name: str, events: Iterable[Event], dtstamp: datetime) -> bytes:
    """A calendar called `name`, entries by their start and their uid.

    `dtstamp` (with a zone) is when the dates were last changed: it is given, no clock is read. Hours stand in their
    zones, which are described in the file. ValueError for two entries of one uid, for a time without a zone and for
    an end that is missing or not after its start.
    """
    from icalendar import Calendar, vText

    ordered = sorted(events, key=_when)
    _refuse(ordered, dtstamp)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(" ".join(_plain(name).split())))
    for zone in _zones(ordered):
        calendar.add_component(zone)
    for event in ordered:
        calendar.add_component(_entry(event, dtstamp))
    return bytes(calendar.to_ical())


def _when(event: Event) -> tuple[str, str]:
    start = event.start
    return (start.astimezone(UTC).isoformat() if isinstance(start, datetime) else start.isoformat(), event.uid)


def _refuse(events: list[Event], dtstamp: datetime) -> None:
    seen: set[str] = set()
    for event in events:
        if event.uid in seen:
            raise ValueError(f"two entries are called {event.uid}")
        seen.add(event.uid)
        if not isinstance(event.start, datetime):
            if event.end is not None:
                raise ValueError(f"{event.uid} lasts a whole day and has an end")
        elif event.end is None or event.start.tzinfo is None or event.end.tzinfo is None:
            raise ValueError(f"{event.uid} needs an end, and a zone for both times")
        elif event.end.astimezone(UTC) <= event.start.astimezone(UTC):
            raise ValueError(f"{event.uid} ends before it starts")
    if dtstamp.tzinfo is None:
        raise ValueError("the time of the last change needs a zone")


def _entry(event: Event, dtstamp: datetime) -> Component:
    from icalendar import Event as Component

    entry = Component()
    entry.add("uid", event.uid)
    entry.add("dtstamp", dtstamp.astimezone(UTC))
    entry.add("sequence", event.sequence)
    entry.add("summary", _plain(event.summary))
    if isinstance(event.start, datetime) and event.end is not None:
        # Of an hour that the clock shows twice a wall time means the first: the second can only be told in UTC.
        told = UTC if event.start.fold or event.end.fold else None
        entry.add("dtstart", event.start.astimezone(told) if told else event.start)
        entry.add("dtend", event.end.astimezone(told) if told else event.end)
    else:
        entry.add("dtstart", event.start)
        entry.add("transp", "TRANSPARENT")  # a due date takes no hour of the day
    if event.description:
        entry.add("description", _plain(event.description))
    if event.location:
        entry.add("location", _plain(event.location))
    if event.categories:
        entry.add("categories", [_plain(one) for one in event.categories])
    return entry


def _zones(events: list[Event]) -> list[Timezone]:
    """Each zone that is used, described for the years in which it is."""
    times = [time for event in events for time in (event.start, event.end) if isinstance(time, datetime)]
    zones = {time.tzinfo.key: time.tzinfo for time in times if isinstance(time.tzinfo, ZoneInfo)}
    years = [time.year for time in times]
    return [_described(zones[key], min(years), max(years)) for key in sorted(zones) if key != "UTC"]


@cache
def _described(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """The zone's offset at the start of the year `first` and every change of it up to the end of the year `last`.

    The library's own description starts summer time an hour late (it takes the clock after the change, where the
    standard wants the one before), so the changes are looked up here.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    described = Timezone()
    described.add("tzid", zone.key)
    before = datetime(first, 1, 1, tzinfo=zone)
    for moment in (before, *_changes(zone, first, last)):
        after = moment.astimezone(zone)
        onset = TimezoneDaylight() if after.dst() else TimezoneStandard()
        onset.add("dtstart", moment.astimezone(timezone(before.utcoffset() or timedelta())).replace(tzinfo=None))
        onset.add("tzoffsetfrom", before.utcoffset())
        onset.add("tzoffsetto", after.utcoffset())
        onset.add("tzname", after.tzname() or zone.key)
        described.add_component(onset)
        before = after
    return described


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """The moments (to the second, in UTC) of these years at which the zone's offset changes."""
    day = datetime(first, 1, 1, tzinfo=zone).astimezone(UTC)
    end = datetime(last + 1, 1, 1, tzinfo=zone).astimezone(UTC)
    while day < end:
        following = day + timedelta(days=1)
        if _offset(day, zone) != _offset(following, zone):
            seconds = bisect_left(
                range(86_400), True, key=lambda one: _offset(day + timedelta(seconds=one), zone) != _offset(day, zone)
            )
            yield day + timedelta(seconds=seconds)
        day = following


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _plain(text: str) -> str:
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))
