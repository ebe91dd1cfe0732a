"""Calendars to import: one for everyone, one a set, one a facilitator; entries last from build to build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from socialscaffold.output.document import Document
from socialscaffold.output.documents_calendar import (
    deadlines,
    facilitator_file,
    facilitators,
    program_file,
    session_title,
    sessions,
    set_file,
)
from socialscaffold.output.documents_words import bare, capital, hours, length, sentence
from socialscaffold.output.ics import Event, calendar_bytes, uid
from socialscaffold.plan.calendar import end_after
from socialscaffold.plan.model import ActionLearningSet, Item, Meeting, Plan
from socialscaffold.spec.cohort import Cohort


def calendars(plan: Plan) -> tuple[Document, ...]:
    """The calendars of a plan with a cohort, below `calendars/`; none where it has no dates.

    An entry keeps its uid in whatever file it stands, so nobody who imports two of them has it twice in one calendar.
    """
    if plan.cohort is None or not plan.mondays:
        return ()
    cohort, title = plan.cohort, plan.program.title
    everyone = (*_sessions(plan, cohort), *_deadlines(plan, cohort))
    made = [_document(program_file(plan), title, everyone, cohort)]
    for one in plan.sets.sets:
        own = tuple(_meetings(plan, cohort, one))
        made.append(_document(set_file(one), f"{title}, {_name(one)}", (*everyone, *own), cohort))
    for name in facilitators(plan):
        led = [
            event
            for one in plan.sets.sets
            if one.facilitator == name
            for event in _meetings(plan, cohort, one, led=True)
        ]
        events = (*_sessions(plan, cohort), *led)
        made.append(_document(facilitator_file(name), f"{title}, facilitator {name}", events, cohort))
    return tuple(made)


def _document(path: str, name: str, events: tuple[Event, ...], cohort: Cohort) -> Document:
    return Document(path, calendar_bytes(name, events, _stamp(cohort)))


def _stamp(cohort: Cohort) -> dt.datetime:
    """When the dates were last changed; where nobody said so the cohort's first day, as no clock is read."""
    if cohort.revised is not None:
        return cohort.revised
    first = cohort.start or dt.date(1970, 1, 1)
    return dt.datetime.combine(first, dt.time(), dt.UTC)


def _sessions(plan: Plan, cohort: Cohort) -> Iterator[Event]:
    for one in sessions(plan):
        if one.when is not None:
            name = uid(plan.program.id, cohort.cohort, one.id)
            detail = sentence(one.detail) if one.detail else ""
            yield _timed(name, session_title(one), one.when, one.minutes, detail, one.where, cohort, _kind(one))


def _deadlines(plan: Plan, cohort: Cohort) -> Iterator[Event]:
    for one in deadlines(plan):
        name = uid(plan.program.id, cohort.cohort, one.id, "due")
        yield Event(name, one.title, one.day, None, one.detail, "", cohort.revision, ("Practice",))


def _meetings(plan: Plan, cohort: Cohort, one: ActionLearningSet, *, led: bool = False) -> Iterator[Event]:
    """The set's meetings, those after the course too; with `led` only those that the facilitator leads."""
    for meeting, start in zip(plan.sets.meetings, one.starts, strict=False):
        if led and meeting.led_by_set:
            continue
        name = uid(plan.program.id, cohort.cohort, one.id, meeting.id)
        title = f"{_name(one)}, meeting {meeting.number}"
        detail = _for_facilitator(plan, meeting) if led else _for_members(plan, meeting)
        yield _timed(name, title, start, meeting.minutes, detail, one.where, cohort, "Set meeting")


def _timed(
    name: str, title: str, start: dt.datetime, minutes: int, detail: str, where: str, cohort: Cohort, kind: str
) -> Event:
    """An entry with its hours; it takes the whole day, and names its hour, where nobody said how long it lasts."""
    if not minutes:
        return Event(name, f"{hours(start)} {title}", start.date(), None, detail, where, cohort.revision, (kind,))
    return Event(name, title, start, end_after(start, minutes), detail, where, cohort.revision, (kind,))


def _for_members(plan: Plan, meeting: Meeting) -> str:
    leads = "A member of the set leads; see the rota." if meeting.led_by_set else "Your facilitator leads."
    owed = f" Bring what you owe: {bare(plan.sets.owed)}." if meeting.owed_due and plan.sets.owed else ""
    first = " Everyone takes a seat number and keeps it." if meeting.place == "first" else ""
    return f"{leads}{owed}{first}"


def _for_facilitator(plan: Plan, meeting: Meeting) -> str:
    staff = plan.program.facilitators
    before = f" Be there {length(staff.before.minutes)} early." if staff.before and staff.before.minutes else ""
    after = f" Keep {length(staff.after.minutes)} for the notes." if staff.after and staff.after.minutes else ""
    owed = " Members bring what they owe." if meeting.owed_due and plan.sets.owed else ""
    return f"Run sheet: run-sheets/meeting-{meeting.number}.{before}{after}{owed}"


def _kind(item: Item) -> str:
    return {"live": "Live session", "round": "Sense-making", "converge": "Delegates"}[item.kind]


def _name(one: ActionLearningSet) -> str:
    return capital(one.id.replace("-", " "))
