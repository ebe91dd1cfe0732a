from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from socialscaffold.output.ics import Event, calendar_bytes, uid
from socialscaffold.plan.calendar import at, end_after, week_mondays
from socialscaffold.source.zones import zone_named

STAMP = datetime(2026, 12, 1, 9, tzinfo=UTC)


def meeting(monday: date = date(2027, 1, 18), zone: str = "Europe/Oslo", hour: int = 10, **other: object) -> Event:
    place = zone_named(zone)
    assert place is not None
    start = at(monday, 1, time(hour), place).when
    event = Event(uid("ev", "2027-spring", "set-3", str(monday)), "Set 3", start, end_after(start, 120))
    return Event(**{**{name: getattr(event, name) for name in Event.__slots__}, **other})


def read(data: bytes) -> list[Event]:
    """The entries of a calendar as another program reads them."""
    return [
        Event(
            uid=str(one["uid"]),
            summary=str(one["summary"]),
            start=one.decoded("dtstart"),
            end=one.decoded("dtend", None),
            description=str(one.get("description", "")),
            location=str(one.get("location", "")),
            sequence=int(one["sequence"]),
            categories=tuple(str(text) for text in one["categories"].cats) if "categories" in one else (),
        )
        for one in Calendar.from_ical(data).walk("VEVENT")
    ]


HARD = 'a, b; c\\n \\ "q"\n😀 ünï\nEND:VEVENT'


def test_an_entry_reads_back_as_it_was() -> None:
    event = meeting(
        summary=HARD, description=HARD * 9, location="https://meet.example/a,b;c", categories=("a,b", "c;d")
    )
    assert read(calendar_bytes("Spring", [event], STAMP)) == [event]


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from('\n,;:\\"'), min_size=1)
)
def test_any_text_reads_back_as_it_was(text: str) -> None:
    event = meeting(summary=text, description=text, location=text)
    assert read(calendar_bytes(text, [event], STAMP)) == [event]


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_adds_a_line_of_its_own(text: str) -> None:
    data = calendar_bytes(text, [meeting(summary=text, description=text, categories=(text,))], STAMP)
    assert len(read(data)) == 1
    unfolded = data.decode("utf-8").replace("\r\n ", "")
    names = [line.split(":")[0].split(";")[0] for line in unfolded.split("\r\n") if line]
    assert names.count("BEGIN") == names.count("END") and names.count("SUMMARY") == names.count("UID") == 1
    assert not any(ord(sign) < 32 for line in unfolded.split("\r\n") for sign in line if sign != "\t")


def test_lines_end_with_crlf_and_are_folded_at_75_bytes() -> None:
    data = calendar_bytes("Spring", [meeting(description="Ærlig talt 😀, " * 40)], STAMP)
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode("utf-8")


def test_a_later_revision_moves_the_same_entries() -> None:
    first = read(calendar_bytes("Spring", [meeting(sequence=1)], STAMP))
    moved = meeting(sequence=2)
    later = Event(**{**{n: getattr(moved, n) for n in Event.__slots__}, "start": moved.start + timedelta(hours=1)})  # type: ignore[operator]
    second = read(calendar_bytes("Spring", [later], STAMP + timedelta(days=3)))
    assert [one.uid for one in first] == [one.uid for one in second]
    assert second[0].sequence > first[0].sequence and second[0].start != first[0].start


def test_the_stamp_and_the_sequence_are_those_given() -> None:
    data = calendar_bytes("Spring", [meeting(sequence=7)], datetime.fromisoformat("2026-12-01T10:00+01:00"))
    assert b"\r\nDTSTAMP:20261201T090000Z\r\n" in data and b"\r\nSEQUENCE:7\r\n" in data


def test_a_due_date_lasts_the_day_and_takes_no_hour() -> None:
    data = calendar_bytes("Spring", [Event("due@x", "Card due", date(2027, 2, 19))], STAMP)
    assert b"DTSTART;VALUE=DATE:20270219\r\n" in data and b"TRANSP:TRANSPARENT\r\n" in data
    assert b"VTIMEZONE" not in data


ZONES = ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC"]


@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_in_the_file_gives_the_hours_of_the_zone(zone: str) -> None:
    """Who knows no zones by name reckons with the file's own: it must agree, week by week over two years."""
    events = [meeting(monday, zone) for monday in week_mondays(date(2027, 1, 18), 104)]
    calendar = Calendar.from_ical(calendar_bytes("Spring", events, STAMP))
    assert [str(one["tzid"]) for one in calendar.walk("VTIMEZONE")] == ([] if zone == "UTC" else [zone])
    onsets = [part for one in calendar.walk("VTIMEZONE") for part in one.subcomponents]
    for event in events:
        assert isinstance(event.start, datetime)
        wall = event.start.replace(tzinfo=None)
        begun = [part for part in onsets if part.decoded("dtstart") <= wall]
        last = max(begun, key=lambda part: part.decoded("dtstart"), default=None)
        offset = last.decoded("tzoffsetto") if last else timedelta()
        assert offset == event.start.utcoffset(), event.start


def test_summer_time_starts_at_the_hour_before_the_change() -> None:
    data = calendar_bytes("Spring", [meeting()], STAMP)
    assert b"BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\n" in data
    assert b"BEGIN:STANDARD\r\nDTSTART:20271031T030000\r\n" in data


def test_a_meeting_across_the_repeated_hour_keeps_its_length() -> None:
    place = zone_named("Europe/Oslo")
    assert place is not None
    start = at(date(2027, 10, 25), 6, time(1, 30), place).when
    event = Event("night@x", "Night", start, end_after(start, 120))
    (found,) = read(calendar_bytes("Night", [event], STAMP))
    assert isinstance(found.start, datetime) and found.end is not None
    assert found.end.astimezone(UTC) - found.start.astimezone(UTC) == timedelta(minutes=120)


def test_the_order_of_the_entries_plays_no_part() -> None:
    events = [meeting(monday) for monday in week_mondays(date(2027, 1, 18), 5)]
    events.append(Event("due@x", "Due", date(2027, 2, 1)))
    assert calendar_bytes("Spring", events, STAMP) == calendar_bytes("Spring", events[::-1], STAMP)


def test_the_bytes_are_the_same_under_another_zone_and_hash_seed() -> None:
    script = (
        "import sys; from datetime import *; from socialscaffold.output.ics import *; "
        "from socialscaffold.plan.calendar import *; from socialscaffold.source.zones import *; "
        "s = at(date(2027, 3, 22), 1, time(10), zone_named('Europe/Oslo')).when; "
        "e = [Event(uid('a', str(n)), 'Set', s, end_after(s, 60 + n), categories=('x', 'y')) for n in range(3)]; "
        "sys.stdout.buffer.write(calendar_bytes('Spring', e, datetime(2026, 12, 1, tzinfo=UTC)))"
    )
    root = str(Path(__file__).resolve().parents[2])
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONTZPATH": "", "PYTHONPATH": root},
            capture_output=True,
            check=True,
        ).stdout
        for zone, seed in (("Asia/Tokyo", "1"), ("America/Lima", "2"))
    }
    assert len(made) == 1 and made != {b""}


def test_names_come_from_ids_and_never_meet() -> None:
    assert (
        uid("ev-charging", "2027-spring", "set-3", "meeting-2")
        == "ev-charging.2027-spring.set-3.meeting-2@socialscaffold"
    )
    assert uid("a.b", "c") != uid("a", "b.c") != uid("a", "b", "c")
    assert uid("Åse's set", "x\r\n") == "%C3%85se%27s%20set.x%0D%0A@socialscaffold"


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([meeting(), meeting()], "two entries"),
        ([meeting(start=datetime(2027, 1, 1, 9))], "zone"),
        ([meeting(end=None)], "needs an end"),
        ([meeting(end=datetime(2027, 1, 1, tzinfo=UTC))], "ends before"),
        ([meeting(start=date(2027, 1, 1))], "whole day"),
    ],
)
def test_entries_that_cannot_be_are_refused(events: list[Event], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        calendar_bytes("Spring", events, STAMP)


def test_the_library_is_loaded_with_the_first_calendar_only() -> None:
    root = str(Path(__file__).resolve().parents[2])
    script = "import sys, socialscaffold.output.ics; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": root}).returncode == 0
