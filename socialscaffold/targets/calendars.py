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
from socialscaffold.output.documents_words import bare, sentence, set_name
from socialscaffold.output.ics import Event, calendar_bytes, uid
from socialscaffold.plan.calendar import end_after
from socialscaffold.plan.model import ActionLearningSet, Meeting, Plan
from socialscaffold.spec.cohort import Cohort
from socialscaffold.words.speech import Speech, noted

KINDS = {"live": noted("Live session"), "round": noted("Sense-making"), "converge": noted("Delegates")}


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
        made.append(
            _document(set_file(one), plan.say.series((title, set_name(plan.say, one.id))), (*everyone, *own), cohort)
        )
    for name in facilitators(plan):
        led = [
            event
            for one in plan.sets.sets
            if one.facilitator == name
            for event in _meetings(plan, cohort, one, led=True)
        ]
        events = (*_sessions(plan, cohort), *led)
        made.append(
            _document(
                facilitator_file(name),
                plan.say.series((title, plan.say("facilitator {name}", name=name))),
                events,
                cohort,
            )
        )
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
            title, kind = session_title(plan.say, one), plan.say(KINDS[one.kind])
            yield _timed(plan.say, name, title, one.when, one.minutes, detail, one.where, cohort, kind)


def _deadlines(plan: Plan, cohort: Cohort) -> Iterator[Event]:
    for one in deadlines(plan):
        name = uid(plan.program.id, cohort.cohort, one.id, "due")
        yield Event(name, one.title, one.day, None, one.detail, "", cohort.revision, (plan.say("Practice"),))


def _meetings(plan: Plan, cohort: Cohort, one: ActionLearningSet, *, led: bool = False) -> Iterator[Event]:
    """The set's meetings, those after the course too; with `led` only those that the facilitator leads."""
    say = plan.say
    for meeting, start in zip(plan.sets.meetings, one.starts, strict=False):
        if led and meeting.led_by_set:
            continue
        name = uid(plan.program.id, cohort.cohort, one.id, meeting.id)
        title = say("{set}, meeting {number}", set=set_name(say, one.id), number=meeting.number)
        detail = _for_facilitator(plan, meeting) if led else _for_members(plan, meeting)
        yield _timed(say, name, title, start, meeting.minutes, detail, one.where, cohort, say("Set meeting"))


def _timed(
    say: Speech,
    name: str,
    title: str,
    start: dt.datetime,
    minutes: int,
    detail: str,
    where: str,
    cohort: Cohort,
    kind: str,
) -> Event:
    """An entry with its hours; it takes the whole day, and names its hour, where nobody said how long it lasts."""
    if not minutes:
        return Event(name, f"{say.hours(start)} {title}", start.date(), None, detail, where, cohort.revision, (kind,))
    return Event(name, title, start, end_after(start, minutes), detail, where, cohort.revision, (kind,))


def _for_members(plan: Plan, meeting: Meeting) -> str:
    say = plan.say
    told = [say("A member of the set leads; see the rota.") if meeting.led_by_set else say("Your facilitator leads.")]
    if meeting.owed_due and plan.sets.owed:
        told.append(say("Bring what you owe: {owed}.", owed=bare(plan.sets.owed)))
    if meeting.place == "first":
        told.append(say("Everyone takes a seat number and keeps it."))
    return " ".join(told)


def _for_facilitator(plan: Plan, meeting: Meeting) -> str:
    staff = plan.program.facilitators
    say = plan.say
    told = [say("Run sheet: {path}.", path=f"run-sheets/meeting-{meeting.number}")]
    if staff.before and staff.before.minutes:
        told.append(say("Be there {length} early.", length=say.length(staff.before.minutes)))
    if staff.after and staff.after.minutes:
        told.append(say("Keep {length} for the notes.", length=say.length(staff.after.minutes)))
    if meeting.owed_due and plan.sets.owed:
        told.append(say("Members bring what they owe."))
    return " ".join(told)
