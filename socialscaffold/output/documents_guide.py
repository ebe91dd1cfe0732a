"""The learner's guide: each week as a short list of what to do, how long it takes and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.output.documents_journal import turn_of
from socialscaffold.output.documents_library import helps
from socialscaffold.output.documents_local import asked
from socialscaffold.output.documents_when import place_link, span_of_hours, week_of, zone
from socialscaffold.output.documents_words import as_name, bare, capital, length, sentence, small, weekday_of
from socialscaffold.output.templates import Md, escape
from socialscaffold.plan.model import Item, Plan, Week


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
        "required": [_required(week) for week in plan.weeks],
        "stories": _stories(plan),
    }


def _stories(plan: Plan) -> dict[str, list[tuple[str, str, str]]]:
    """What came back from the regions as (what was asked, text, who says it), by the message that it makes local."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in plan.prompts:
        about = capital(as_name(one.dimension))
        rows = [(about, " ".join(text.split()), who) for who, text in one.stories]
        if rows:
            found.setdefault(bare(one.message), []).extend(rows)
    return found


def _required(week: Week) -> str:
    minutes = sum(item.minutes for item in week.items if item.required)
    return length(minutes) if 0 < minutes < week.minutes else ""


def _due(plan: Plan, item: Item, start: Mapping[str, tuple[Md, ...]]) -> Due:
    notes: list[Md | str] = [*_when(plan, item), *(start[item.id] if item.kind == "task" else _notes(plan, item))]
    if item.instead:
        notes.append(f"Or, worth as much: {small(bare(item.instead))}.")
    if item.channel:
        notes.append(f"In {item.channel}.")
    return Due(_title(item), length(item.minutes) if item.minutes else "", not item.required, tuple(notes))


def _when(plan: Plan, item: Item) -> list[Md | str]:
    """The day, hour and place of what people come together for, where the plan knows them."""
    if item.when:
        hour = f"{weekday_of(item.when.date())}, {span_of_hours(item.when, item.minutes)} ({zone(plan)})"
        place = place_link(item.where)
        return [Md(f"{escape(hour)}, {escape(place)}." if place else f"{escape(hour)}.")]
    if item.kind == "meeting" and any(one.starts for one in plan.sets.sets):
        return [Md("Your set’s day, hour and place stand in the [calendar](calendar.md#set-by-set).")]
    return []


def _title(item: Item) -> str:
    lead = {
        "round": "Make sense of it together: ",
        "converge": "Delegates only: ",
        "practice": "Practise: ",
        "read": "Read: ",
        "watch": "Watch: ",
    }.get(item.kind, "")
    return f"{lead}{small(bare(item.title)) if item.kind == 'practice' else bare(item.title)}"


def _notes(plan: Plan, item: Item) -> list[str]:
    if item.kind == "practice":
        cycle, turn = turn_of(plan, item)
        heard = f" Set meeting {turn.meeting} hears of it." if turn.meeting else ""
        if cycle.place:
            heard = f" Tell of it in {cycle.place} by {turn.told_by}."
        return [f"Your journal leads you through it. At the latest: {turn.by}.{heard}"]
    if item.kind == "meeting" and item.due:
        return [f"Bring what you owe: {small(bare(plan.sets.owed))}."]
    if item.kind == "meeting":
        rota = "Look up in the rota whether you hold the issue, keep the time or write."
        return [f"You work on this: {small(bare(plan.sets.challenge))}. {rota}"]
    if item.kind == "round":
        return ["Prepare your lens: one thing that you saw yourself."]
    if item.kind == "prompt":
        ask = asked(plan, item.id)
        same = ask and bare(ask) == bare(item.title)
        return [] if same else [ask or _where_it_stands(plan, item)]
    if item.kind == "manager" and item.detail:
        return [capital(item.detail) if item.detail.endswith("?") else sentence(item.detail)]
    return []


def _where_it_stands(plan: Plan, item: Item) -> str:
    """Where to read a question that differs from region to region, and for whom it is."""
    whom = {small(bare(text)) for one in plan.prompts if one.id == item.id for _, text in one.whom if text}
    return f"Your region's kit has the question{f', for {whom.pop()}' if len(whom) == 1 else ''}."
