"""The learner's guide: each week as a short list of what to do, how long it takes and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.output.documents_journal import turn_of
from socialscaffold.output.documents_library import helps
from socialscaffold.output.documents_local import asked
from socialscaffold.output.documents_when import place_link, set_by_set, span_of_hours, week_of, zone
from socialscaffold.output.documents_words import bare, capital, sentence
from socialscaffold.output.meeting_story import before, headline
from socialscaffold.output.templates import Md, escape
from socialscaffold.plan.model import Item, Plan, Week
from socialscaffold.words.speech import Speech, noted


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do. `notes` are sentences that belong to it."""

    title: str
    minutes: str
    free: bool
    notes: tuple[Md | str, ...]


def guide_page(plan: Plan) -> dict[str, Any]:
    """The weeks, and what of the learner stays private."""
    start = helps(plan)
    return {
        "due": [tuple(_due(plan, item, start) for item in week.items) for week in plan.weeks],
        "privacy": list(dict.fromkeys(one.privacy for one in plan.cycles if one.privacy)),
        "keeps": any(one.private for one in plan.cycles),
        "owed_week": next((one.week for one in plan.sets.meetings if one.owed_due), 0),
        "owed_when": next((week_of(plan, one.week) for one in plan.sets.meetings if one.owed_due), ""),
        "required": [_required(plan.say, week) for week in plan.weeks],
        "stories": _stories(plan),
    }


def _stories(plan: Plan) -> dict[str, list[tuple[str, str, str]]]:
    """What came back from the regions as (what was asked, text, who says it), by the message that it makes local."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in plan.prompts:
        about = capital(plan.say.name(one.dimension))
        rows = [(about, " ".join(text.split()), who) for who, text in one.stories]
        if rows:
            found.setdefault(bare(one.message), []).extend(rows)
    return found


def _required(say: Speech, week: Week) -> str:
    minutes = sum(item.minutes for item in week.items if item.required)
    return say.length(minutes) if 0 < minutes < week.minutes else ""


def _due(plan: Plan, item: Item, start: Mapping[str, tuple[Md, ...]]) -> Due:
    say = plan.say
    notes: list[Md | str] = [*_when(plan, item), *(start[item.id] if item.kind == "task" else _notes(plan, item))]
    if item.instead:
        notes.append(say("Or, worth as much: {instead}.", instead=say.small(bare(item.instead))))
    if item.channel:
        notes.append(say("In {channel}.", channel=item.channel))
    return Due(_title(say, item), say.length(item.minutes) if item.minutes else "", not item.required, tuple(notes))


def _when(plan: Plan, item: Item) -> list[Md | str]:
    """The day, hour and place of what people come together for, where the plan knows them."""
    say = plan.say
    if item.when:
        hours = span_of_hours(say, item.when, item.minutes)
        hour = capital(say.series((say.weekday_of(item.when.date()), f"{hours} ({zone(plan)})")))
        place = place_link(say, item.where)
        return [Md(f"{say.series(escape(one) for one in (hour, place) if one)}.")]
    if item.kind == "meeting" and any(one.starts for one in plan.sets.sets):
        text = say("Your set’s day, hour and place stand in the [calendar]({address}).", address=set_by_set(say))
        return [Md(text)]
    return []


LEADS = {
    "round": noted("Make sense of it together: {title}"),
    "converge": noted("Delegates only: {title}"),
    "practice": noted("Practise: {title}"),
    "read": noted("Read: {title}"),
    "watch": noted("Watch: {title}"),
}


def _title(say: Speech, item: Item) -> str:
    title = say.small(bare(item.title)) if item.kind == "practice" else bare(item.title)
    return say(LEADS[item.kind], title=title) if item.kind in LEADS else title


def _notes(plan: Plan, item: Item) -> list[str]:
    say = plan.say
    if item.kind == "practice":
        cycle, turn = turn_of(plan, item)
        heard = " " + say("Set meeting {number} hears of it.", number=turn.meeting) if turn.meeting else ""
        if cycle.place:
            heard = " " + say("Tell of it in {place} by {day}.", place=cycle.place, day=turn.told_by)
        return [say("Your journal leads you through it. At the latest: {day}.", day=turn.by) + heard]
    if item.kind == "meeting" and item.due:
        return [say("Bring what you owe: {owed}.", owed=say.small(bare(plan.sets.owed)))]
    if item.kind == "meeting":
        rota = say("Look up in the rota whether you hold the issue, keep the time or write.")
        return [_about(plan, item), rota]
    if item.kind == "round":
        return [say("Prepare your lens: one thing that you saw yourself.")]
    if item.kind == "prompt":
        ask = asked(plan, item.id)
        same = ask and bare(ask) == bare(item.title)
        return [] if same else [ask or _where_it_stands(plan, item)]
    if item.kind == "manager" and item.detail:
        return [capital(item.detail) if item.detail.endswith("?") else sentence(item.detail)]
    return []


def _about(plan: Plan, item: Item) -> str:
    """What a meeting is about; the first says what the set works on in all of them."""
    say = plan.say
    meeting = next(one for one in plan.sets.meetings if one.id == item.id)
    if meeting.place == "first":
        return say("You work on this: {challenge}.", challenge=say.small(bare(plan.sets.challenge)))
    return say("It is about this: {headline}.", headline=headline(plan, meeting, before(plan, meeting)))


def _where_it_stands(plan: Plan, item: Item) -> str:
    """Where to read a question that differs from region to region, and for whom it is."""
    say = plan.say
    whom = {say.small(bare(text)) for one in plan.prompts if one.id == item.id for _, text in one.whom if text}
    if len(whom) == 1:
        return say("Your region's kit has the question, for {whom}.", whom=whom.pop())
    return say("Your region's kit has the question.")
