"""The calendar's page: every day, hour and place, and which file to import; without a cohort it speaks of weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.output.documents_when import place_link, span_of_hours, zone
from socialscaffold.output.documents_words import bare, set_name
from socialscaffold.output.names import slug
from socialscaffold.output.templates import Md, escape
from socialscaffold.plan.calendar import day_of
from socialscaffold.plan.model import ActionLearningSet, Item, Plan, Week
from socialscaffold.words.speech import Speech, noted

FOLDER = "calendars"
# What people come together for, or have to put into a diary.
_DATED = ("live", "meeting", "round", "converge", "manager")
SESSIONS = ("live", "round", "converge")
FORWARD = noted("The clocks there go forward by the morning of {day}; what is at 10:00 stays at 10:00.")
BACK = noted("The clocks there go back by the morning of {day}; what is at 10:00 stays at 10:00.")


@dataclass(frozen=True, slots=True)
class SetCalendar:
    """One set's part of the page; `rows` are (meeting, week, day, hours, who leads)."""

    title: str
    people: int
    leader: str
    place: Md | str
    file: Md
    rows: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is to be done: an id of its own, the day, the words, and what they mean."""

    id: str
    day: dt.date
    title: str
    detail: str


def program_file(plan: Plan) -> str:
    """The path of the calendar that holds for everyone."""
    return f"{FOLDER}/{slug(plan.program.id)}.ics"


def set_file(one: ActionLearningSet) -> str:
    """The path of one set's calendar."""
    return f"{FOLDER}/sets/{slug(one.id)}.ics"


def facilitator_file(name: str) -> str:
    """The path of one facilitator's calendar, by the facilitator's id."""
    return f"{FOLDER}/facilitators/{slug(name)}.ics"


def facilitators(plan: Plan) -> tuple[str, ...]:
    """The ids of those who lead a set, each once, in the order of the sets."""
    return tuple(dict.fromkeys(one.facilitator for one in plan.sets.sets if one.facilitator))


def calendar_files(plan: Plan) -> tuple[str, ...]:
    """The paths of all calendars that a build makes; none where the plan has no dates."""
    if not plan.mondays:
        return ()
    sets = (set_file(one) for one in plan.sets.sets)
    return (program_file(plan), *sets, *(facilitator_file(name) for name in facilitators(plan)))


def sessions(plan: Plan) -> tuple[Item, ...]:
    """What the whole cohort, or its delegates, come together for at a known hour, the earliest first."""
    items = [one for week in plan.weeks for one in week.items if one.kind in SESSIONS and one.when]
    return tuple(sorted(items, key=lambda one: (one.when.timestamp() if one.when else 0, one.id)))


def deadlines(plan: Plan) -> tuple[Deadline, ...]:
    """The last days to practise, the earliest first."""
    say = plan.say
    found = []
    for one in plan.cycles:
        for turn in one.turns:
            by = day_of(plan.mondays, turn.week, one.within)
            if by is not None:
                heard = " " + say("Set meeting {number} hears of it.", number=turn.meeting) if turn.meeting else ""
                title = say("Last day to practise: {what}", what=say.small(bare(one.do)))
                found.append(Deadline(turn.id, by, title, f"{bare(one.do)}.{heard}"))
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))


def session_title(say: Speech, item: Item) -> str:
    """What a session is called in a calendar."""
    title = bare(item.title)
    if item.kind == "round":
        return say("Sense-making: {title}", title=title)
    return say("Delegates only: {title}", title=say.small(title)) if item.kind == "converge" else title


def calendar_page(plan: Plan) -> dict[str, Any]:
    """What the page prints: with dates the sessions, each set and the weeks, without them one table of weeks."""
    if not plan.mondays or plan.cohort is None:
        return {"dated": False, "rows": list(_weeks_alone(plan))}
    return {
        "dated": True,
        "zone": zone(plan),
        "clock_changes": tuple(_clock_changes(plan)),
        "away": [plan.say.date_span(*days) for days in plan.cohort.blackout],
        "revision": plan.cohort.revision,
        "revised": plan.say.day(plan.cohort.revised.date()) if plan.cohort.revised else "",
        "program_file": _to(program_file(plan)),
        "together": sorted(_together(plan)),
        "open": [bare(one.title) for week in plan.weeks for one in week.items if one.kind in SESSIONS and not one.when],
        "sets": [_set(plan, one) for one in plan.sets.sets],
        "facilitators": [(name, _sets_of(plan, name), _to(facilitator_file(name))) for name in facilitators(plan)],
        "weeks": [
            (str(week.number), plan.say.day(week.monday), _new_in(plan.say, week)) for week in plan.weeks if week.monday
        ],
    }


def _to(path: str) -> Md:
    """A link from the page, which stands one folder down, to a calendar."""
    return Md(f"[{escape(path.rpartition('/')[2])}](../{path})")


def _together(plan: Plan) -> Iterator[tuple[str, str, str, str, Md | str]]:
    """(sorting key, day, hours, what, place) of everything that is not a set's own."""
    say = plan.say
    for item in sessions(plan):
        if item.when:
            key, shown = item.when.isoformat(), span_of_hours(say, item.when, item.minutes)
            yield key, say.weekday_of(item.when.date()), shown, session_title(say, item), place_link(say, item.where)
    for one in deadlines(plan):
        yield one.day.isoformat(), say.weekday_of(one.day), say("end of day"), one.title, ""


def _set(plan: Plan, one: ActionLearningSet) -> SetCalendar:
    say = plan.say
    rows = []
    for number, meeting in enumerate(plan.sets.meetings):
        start = one.starts[number] if one.starts else None
        monday = plan.mondays[meeting.week - 1]
        rows.append(
            (
                f"{meeting.number}{' ' + say('(after the course)') if meeting.place == 'beyond' else ''}",
                str(meeting.week),
                say.weekday_of(start.date()) if start else say("in the week of {day}", day=say.day(monday)),
                span_of_hours(say, start, meeting.minutes) if start else say("the set agrees"),
                say("a member") if meeting.led_by_set else one.facilitator or say("the facilitator"),
            )
        )
    title = set_name(say, one.id)
    return SetCalendar(title, one.seats, one.facilitator, place_link(say, one.where), _to(set_file(one)), tuple(rows))


def _new_in(say: Speech, week: Week) -> str:
    """What begins in a week, and the talk with the manager, which has no hour."""
    talks = [say("{what}, in this week", what=bare(one.title)) for one in week.items if one.kind == "manager"]
    return say.chain((*week.titles, *talks))


def _sets_of(plan: Plan, name: str) -> str:
    return ", ".join(one.id for one in plan.sets.sets if one.facilitator == name)


def _clock_changes(plan: Plan) -> Iterator[str]:
    """A sentence for each day between the first and the last date on which the clocks change."""
    known = {start for one in plan.sets.sets for start in one.starts}
    starts = sorted(known | {one.when for one in sessions(plan) if one.when})
    if not starts:
        return
    here = starts[0].replace(hour=12, minute=0, fold=0)
    while here.date() <= starts[-1].date():
        following = here + dt.timedelta(days=1)  # the same hour of the next day, on the clock of the zone
        before, after = here.utcoffset(), following.utcoffset()
        if before is not None and after is not None and before != after:
            there = plan.say.weekday_of(following.date())
            yield (plan.say(FORWARD, day=there) if after > before else plan.say(BACK, day=there))
        here = following


def _weeks_alone(plan: Plan) -> Iterator[dict[str, str]]:
    """Everything with a time of its own, week by week; meetings after the course stand at the end."""
    say = plan.say
    agreed = say.plural(
        "{number} set; each agrees on its hour", "{number} sets; each agrees on its hour", len(plan.sets.sets)
    )
    for week in plan.weeks:
        for item in week.items:
            if item.kind in _DATED:
                when = {"meeting": agreed, "manager": say("you and your manager decide")}.get(item.kind, "")
                yield {"week": str(week.number), "what": item.title, "when": when, "minutes": str(item.minutes or "")}
    for one in plan.sets.meetings:
        if one.place == "beyond":
            what = say("Set meeting {number}, after the course", number=one.number)
            yield {"week": str(one.week), "what": what, "when": say("the set decides"), "minutes": str(one.minutes)}
