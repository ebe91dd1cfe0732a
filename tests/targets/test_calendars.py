"""Calendars as another program imports them: read back with the icalendar library, twice, after a change."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from socialscaffold.compiler import build, check
from socialscaffold.source.gate import Gate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COHORT = Path("cohorts/2027-spring.yaml")
Entries = dict[str, Any]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "ev-charging", tmp_path / "case")
    return tmp_path / "case"


def change(case: Path, *swaps: tuple[str, str], file: Path = COHORT) -> None:
    text = (case / file).read_text("utf-8")
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    (case / file).write_text(text, "utf-8")


def files(case: Path, formats: tuple[str, ...] = ("markdown",), cohort: str | None = "2027-spring") -> dict[str, bytes]:
    checked = check(Gate(case), cohort=cohort)
    made, _ = build(checked, formats)
    return {one.path: one.data for one in made}


def imported(data: bytes, into: Entries | None = None) -> Entries:
    """The entries of a calendar by their uid; an entry of a known uid takes its place if it is not older (RFC 5546)."""
    entries = dict(into or {})
    for one in Calendar.from_ical(data).walk("VEVENT"):
        name = str(one["uid"])
        if name not in entries or int(entries[name]["sequence"]) <= int(one["sequence"]):
            entries[name] = one
    return entries


def start(entries: Entries, name: str) -> str:
    return str(entries[f"ev-charging.2027-spring.{name}@socialscaffold"].decoded("dtstart").isoformat())


def test_there_is_one_file_for_everyone_each_set_and_each_facilitator(case: Path) -> None:
    sets = {f"calendars/sets/set-{number}.ics" for number in range(1, 10)}
    leads = {f"calendars/facilitators/f{number}.ics" for number in (1, 2, 3)}
    expected = {"calendars/ev-charging.ics", *sets, *leads}
    for formats in (("markdown",), ("html",), ("markdown", "html")):
        assert {path for path in files(case, formats) if path.endswith(".ics")} == expected
    assert not any(path.endswith(".ics") for path in files(case, ("scorm12",)))
    assert not any(path.endswith(".ics") for path in files(case, cohort=None))


def test_a_set_has_its_meetings_and_what_everyone_has(case: Path) -> None:
    made = files(case)
    everyone, own = imported(made["calendars/ev-charging.ics"]), imported(made["calendars/sets/set-3.ics"])
    assert set(everyone) < set(own)
    assert len(own) - len(everyone) == 8
    assert start(own, "set-3.meeting-week-1") == "2027-01-21T08:30:00+01:00"
    assert start(own, "set-3.meeting-week-12") == "2027-04-15T08:30:00+02:00"
    meeting = own["ev-charging.2027-spring.set-3.meeting-week-7@socialscaffold"]
    assert meeting.decoded("dtend") - meeting.decoded("dtstart") == timedelta(minutes=120)
    assert str(meeting["location"]) == "https://meet.example/set-3"
    assert "Bring what you owe: Make a card from the template." in str(meeting["description"])
    due = everyone["ev-charging.2027-spring.real-conversation-week-2.due@socialscaffold"]
    assert due.decoded("dtstart") == date(2027, 2, 4) and "dtend" not in due


def test_a_facilitator_has_the_meetings_that_are_led_and_no_others(case: Path) -> None:
    entries = imported(files(case)["calendars/facilitators/f2.ics"])
    of = Counter(re.split(r"[.@]", name)[2] for name in entries)
    assert of == {"kick-off": 1, "market-facts": 1, "market-facts-converge": 1, "set-4": 3, "set-5": 3, "set-6": 3}
    assert "Run sheet: run-sheets/meeting-2. Be there 10 minutes early." in str(
        entries["ev-charging.2027-spring.set-5.meeting-week-2@socialscaffold"]["description"]
    )


def test_an_import_after_a_change_moves_entries_and_doubles_none(case: Path) -> None:
    before = files(case)
    assert files(case) == before
    stamps = {one["dtstamp"].dt for one in imported(before["calendars/sets/set-1.ics"]).values()}
    assert stamps == {datetime(2026, 12, 1, 9, tzinfo=UTC)}
    change(
        case,
        ("revision: 1 ", "revision: 2 "),
        ("revised: 2026-12-01T09:00Z", "revised: 2027-01-05T16:00Z"),
        ('every-set: {day: Tuesday, at: "10:00"}', 'every-set: {day: Friday, at: "14:15"}'),
    )
    after = files(case)
    for path in (one for one in before if one.endswith(".ics")):
        old = imported(before[path])
        merged = imported(after[path], into=old)
        assert merged.keys() == old.keys(), path
        assert {int(one["sequence"]) for one in merged.values()} == {2}
    calendar = imported(after["calendars/sets/set-1.ics"], into=imported(before["calendars/sets/set-1.ics"]))
    assert start(calendar, "set-1.meeting-week-1") == "2027-01-22T14:15:00+01:00"
    assert {one["dtstamp"].dt for one in calendar.values()} == {datetime(2027, 1, 5, 16, tzinfo=UTC)}
    assert imported(before["calendars/sets/set-1.ics"], into=calendar) == calendar


def test_nothing_falls_into_the_blackout_and_hours_hold_when_the_clocks_go_back(case: Path) -> None:
    change(case, ("start: 2027-01-18", "start: 2027-10-11"), ("2027-03-08/2027-03-14", "2027-11-08/2027-11-14"))
    entries = imported(files(case)["calendars/sets/set-1.ics"])
    meetings = sorted(one.decoded("dtstart") for name, one in entries.items() if ".meeting-" in name)
    assert [(one.date().isoformat(), one.hour) for one in meetings[:5]] == [
        ("2027-10-12", 10),
        ("2027-10-19", 10),
        ("2027-11-02", 10),
        ("2027-11-16", 10),
        ("2027-11-30", 10),
    ]
    offsets = [one.utcoffset() for one in meetings[:3]]
    assert offsets == [timedelta(hours=2), timedelta(hours=2), timedelta(hours=1)]
    days = [one.decoded("dtstart") for one in entries.values()]
    assert not [
        one for one in days if date(2027, 11, 8) <= (one if type(one) is date else one.date()) <= date(2027, 11, 14)
    ]


def test_a_session_of_unsaid_length_takes_the_day_and_names_its_hour(case: Path) -> None:
    change(
        case, ("live: Kick-off, mode: online, minutes: 60", "live: Kick-off, mode: online"), file=Path("program.yaml")
    )
    (kick_off,) = (
        one for name, one in imported(files(case)["calendars/ev-charging.ics"]).items() if "kick-off" in name
    )
    assert kick_off.decoded("dtstart") == date(2027, 1, 18)
    assert str(kick_off["summary"]) == "10:00 Kick-off"


def test_without_a_last_change_the_first_day_is_the_stamp(case: Path) -> None:
    change(case, ("revised: 2026-12-01T09:00Z", "# not said"))
    entries = imported(files(case)["calendars/ev-charging.ics"])
    assert {one["dtstamp"].dt for one in entries.values()} == {datetime(2027, 1, 18, tzinfo=UTC)}


def test_the_page_shows_every_date_of_every_calendar_and_links_to_each(case: Path) -> None:
    made = files(case, ("markdown", "html"))
    page = made["markdown/calendar.md"].decode()
    html = made["html/calendar.html"].decode()
    for path in (one for one in made if one.endswith(".ics")):
        assert f"](../{path})" in page and f'href="../{path}"' in html
        for one in imported(made[path]).values():
            when = one.decoded("dtstart")
            assert f"{when:%A} {when.day} {when:%B %Y}" in page
            if isinstance(when, datetime):
                assert f"{when.hour}:{when:%M}–" in page
    assert "**Europe/Oslo**" in page and "No work: 8 to 14 March 2027." in page
    assert "The clocks there go forward by the morning of Sunday 28 March 2027" in page
    assert page.count("### Set ") == 9 and "State of 1 December 2026, revision 1." in page


def test_without_a_cohort_the_page_speaks_of_weeks(case: Path) -> None:
    page = files(case, cohort=None)["markdown/calendar.md"].decode()
    assert "There is no cohort yet" in page and ".ics" not in page
    assert not re.search(r"\b20\d\d\b", page)


def test_real_days_stand_in_every_document_that_speaks_of_time(case: Path) -> None:
    made = {
        path: data.decode()
        for path, data in files(case, ("markdown", "html")).items()
        if path[-4:] not in (".ics", "xlsx")
    }
    kick_off = "Monday 18 January 2027, 10:00"
    for path in ("markdown/learner-guide.md", "markdown/plan.md", "html/index.html", "markdown/nudges.md"):
        assert kick_off in made[path], path
    assert "Tuesday 26 January 2027, 13:00–15:00 (Europe/Oslo)" in made["markdown/run-sheets/meeting-2.md"]
    assert "the week of 12 April 2027" in made["markdown/run-sheets/meeting-7.md"]
    assert "Wednesday 3 February 2027, 13:00, Europe/Oslo" in made["markdown/sense-making/market-facts.md"]
    assert "week,day,date,channel,words\n1,Monday,2027-01-18," in made["markdown/nudges.csv"]
    assert "the week of 7 June 2027" in made["markdown/set-handbook.md"]
    assert "(the week of 15 March 2027), on 20 April 2027, about" in made["markdown/evaluation-plan.md"]


def test_a_message_never_comes_after_what_it_speaks_of(case: Path) -> None:
    change(case, ("market-facts: {day: Wednesday", "market-facts: {day: Tuesday"))
    rows = [line.split(",") for line in files(case)["markdown/nudges.csv"].decode().splitlines()]
    (facts,) = (row for row in rows if "Nobody sees the whole" in ",".join(row))
    assert facts[1:3] == ["Monday", "2027-02-01"]
    assert max(Counter(row[0] for row in rows).values()) <= 3
