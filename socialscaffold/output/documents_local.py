"""A region's local kit: what is fixed, what is free, whom to ask for what, and how far the answers have come."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.answer_states import MEANINGS
from socialscaffold.output.documents_when import week_of
from socialscaffold.output.documents_words import bare, capital, sentence
from socialscaffold.patterns.library import PROMPTS
from socialscaffold.patterns.pattern import DIMENSIONS
from socialscaffold.plan.drift import Drift, drift_of, drifts
from socialscaffold.plan.model import Plan, PromptPlan
from socialscaffold.spec.region import Answer, Region
from socialscaffold.words.speech import Speech, noted

HOW = {
    "kept": noted("as it stands"),
    "adapted": noted("in other words"),
    "contradicts": noted("contradicted"),
}
KINDS = {
    "words": noted("word"),
    "examples": noted("example"),
    "channels": noted("channel"),
    "contacts": noted("contact"),
    "media": noted("picture or film"),
    "dates": noted("date"),
}


def local_page(plan: Plan, code: str, name: str) -> dict[str, Any]:
    """What one region's kit prints; `name` is the region as people call it."""
    say = plan.say
    region = next((one for one in plan.regions if one.region == code), None)
    harvest = plan.program.strategies.localization.harvest
    number = {one.id: at for at, one in enumerate(plan.prompts, 1)}
    return {
        "code": code,
        "place": name,
        "facts": [(capital(say.name(key)), value) for key, value in region.facts] if region else [],
        "free": say.listed(say.name(one) for one in plan.program.strategies.localization.free)
        or say("examples and words"),
        "said_here": _said_here(plan, region) if region else [],
        "questions": questions(plan, code),
        "messages": _messages(plan, code, region),
        "answers": _answers(say, region, number) if region else [],
        "reviewer": say.name((region.lead if region else "") or harvest.review_by or say("whoever runs the program")),
        "promoter": say.name(harvest.promote_by or say("whoever runs the program")),
        "agree": harvest.promote_when.regions_agree or 2
        if len(plan.program.strategies.localization.regions) > 1
        else 0,
    }


def questions(plan: Plan, code: str) -> list[dict[str, str]]:
    """What one region is asked, in the order of the plan."""
    return [_question(plan, one, code, at) for at, one in enumerate(plan.prompts, 1)]


def _said_here(plan: Plan, region: Region) -> list[tuple[str, str, str]]:
    """What the region's overlay replaces, as (kind, ours, theirs with what explains it)."""
    channels = {name: one.title for name, one in plan.program.channels}
    rows = [
        (plan.say(KINDS[kind]), ours, f"{said.say} ({said.note})" if said.note else said.say)
        for kind, ours, said in region.replace.sayings
    ]
    for ours, theirs in region.replace.channels:
        title = channels.get(ours, theirs.title)
        rows.append(
            (plan.say(KINDS["channels"]), plan.say.name(ours) if title == theirs.title else title, theirs.title)
        )
    return rows


def _messages(plan: Plan, code: str, region: Region | None) -> list[dict[str, Any]]:
    """Every message with what to look at in each dimension, the question that asks about it, and its state."""
    say = plan.say
    seen = dict(region.based_on) if region else {}
    numbered = list(enumerate(plan.prompts, 1))
    found = []
    for name, message in plan.program.messages:
        rows = []
        for dimension in DIMENSIONS:
            bank = plan.shelves.find(PROMPTS, dimension)
            asks = [(at, one) for at, one in numbered if one.message == message.text and one.dimension == dimension]
            rows.append(
                {
                    "about": capital(say.name(dimension)),
                    "look": capital(say.chain(map(say.small, bank.checklist))) if bank else "",
                    "asked": say.listed(str(at) for at, _ in asks) or "–",
                    "state": say.listed(dict.fromkeys(_state(say, one, code) for _, one in asks))
                    or say("nobody asks yet"),
                }
            )
        stale = name in seen and seen[name] < message.revision
        found.append(
            {
                "text": message.text,
                "essential": message.essential,
                "stale": stale,
                "revision": message.revision,
                "based_on": seen.get(name, 0),
                "rows": rows,
                "told": _told(say, drift_of(name, message, code, "", region, plan.program.language)),
            }
        )
    return found


def _answer_state(say: Speech, one: Answer) -> str:
    """How far an answer has come; of one that ran out, until when it held, and of one sent back, why."""
    if one.status == "expired" and one.until:
        return say("held until {day}: ask again", day=say.day(one.until))
    state = say(MEANINGS[one.status])
    return f"{state} ({one.reason})" if one.status == "rejected" and one.reason else state


def _unsaid(say: Speech, one: Answer) -> str:
    if one.status == "withdrawn":
        return "–"
    return say("(here, but its maker has not agreed to show it)")


def since_when(say: Speech, one: Drift) -> list[str]:
    """Since which revision a region tells a message so, and how far that lies behind, as far as it is known."""
    found = [say("since revision {number}", number=one.since)] if one.since else []
    if one.behind:
        found.append(say.plural("{number} revision behind", "{number} revisions behind", one.behind))
    return found


def _told(say: Speech, one: Drift) -> dict[str, str]:
    """How the region tells a message, in sentences; empty where it says nothing of it."""
    if not one.how:
        return {}
    return {
        "how": say(HOW[one.how]),
        "since": say.series(since_when(say, one)),
        "say": one.say,
        "reason": one.reason,
    }


def drift_rows(plan: Plan) -> list[dict[str, str]]:
    """How each region tells each message, for the plan's page; only what a region has said."""
    return [{"text": one.text, "place": one.name, **_told(plan.say, one)} for one in drifts(plan) if one.how]


def _state(say: Speech, one: PromptPlan, code: str) -> str:
    return say(MEANINGS.get(dict(one.states).get(code, "asked"), MEANINGS["asked"]))


def asked(plan: Plan, prompt: str) -> str:
    """A prompt's question in full, where every place is asked in the same words; else empty."""
    asks = {ask for one in plan.prompts if one.id == prompt for _, ask in one.asks}
    return sentence(asks.pop()) if len(asks) == 1 else ""


def _question(plan: Plan, one: PromptPlan, code: str, number: int) -> dict[str, str]:
    say = plan.say
    when = week_of(plan, one.week)
    return {
        "number": str(number),
        "about": capital(say.name(one.dimension)),
        "ask": dict(one.asks).get(code, one.title),
        "whom": bare(dict(one.whom).get(code, "")) or say("as the question says"),
        "back": bare(dict(one.back).get(code, "")),
        "by": say("end of week {number}", number=one.week) + (f" ({when})" if when else ""),
        "minutes": str(one.minutes),
        "state": _state(say, one, code),
    }


def _answers(say: Speech, region: Region, number: dict[str, int]) -> list[dict[str, str]]:
    """Every answer and how far it has come; the words of one appear only where their maker agreed."""
    return [
        {
            "number": str(number.get(one.prompt.text, "–")),
            "text": one.text if one.consent == "yes" and one.status != "withdrawn" else _unsaid(say, one),
            "state": _answer_state(say, one),
        }
        for one in sorted(region.answers, key=lambda each: number.get(each.prompt.text, 0))
    ]
