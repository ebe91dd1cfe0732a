"""A region's local kit: what is fixed, what is free, whom to ask for what, and how far the answers have come."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.documents_when import week_of
from socialscaffold.output.documents_words import as_name, bare, capital, listed, sentence, small
from socialscaffold.patterns.library import PROMPTS
from socialscaffold.patterns.pattern import DIMENSIONS
from socialscaffold.plan.model import Plan, PromptPlan
from socialscaffold.spec.region import Region

STATES = {
    "asked": "not answered yet",
    "proposed": "waits for review",
    "accepted": "accepted",
    "promoted": "in the program for everyone",
    "stale": "the message has changed since: read it again",
    "missing": "missing: this one must be answered",
    "rejected": "sent back: ask again",
    "withdrawn": "taken back by its maker: ask again",
    "expired": "too old: ask again",
}
KINDS = {
    "words": "word",
    "examples": "example",
    "channels": "channel",
    "contacts": "contact",
    "media": "picture or film",
    "dates": "date",
}


def local_page(plan: Plan, code: str, name: str) -> dict[str, Any]:
    """What one region's kit prints; `name` is the region as people call it."""
    region = next((one for one in plan.regions if one.region == code), None)
    harvest = plan.program.strategies.localization.harvest
    number = {one.id: at for at, one in enumerate(plan.prompts, 1)}
    return {
        "place": name,
        "facts": [(capital(as_name(key)), value) for key, value in region.facts] if region else [],
        "free": listed(plan.program.strategies.localization.free) or "examples and words",
        "said_here": _said_here(plan, region) if region else [],
        "questions": questions(plan, code),
        "messages": _messages(plan, code, region),
        "answers": _answers(region, number) if region else [],
        "reviewer": as_name((region.lead if region else "") or harvest.review_by or "whoever runs the program"),
        "promoter": as_name(harvest.promote_by or "whoever runs the program"),
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
        (KINDS[kind], ours, f"{said.say} ({said.note})" if said.note else said.say)
        for kind, ours, said in region.replace.sayings
    ]
    for ours, theirs in region.replace.channels:
        title = channels.get(ours, theirs.title)
        rows.append((KINDS["channels"], as_name(ours) if title == theirs.title else title, theirs.title))
    return rows


def _messages(plan: Plan, code: str, region: Region | None) -> list[dict[str, Any]]:
    """Every message with what to look at in each dimension, the question that asks about it, and its state."""
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
                    "about": capital(as_name(dimension)),
                    "look": capital("; ".join(small(each) for each in bank.checklist)) if bank else "",
                    "asked": listed(str(at) for at, _ in asks) or "–",
                    "state": listed(dict.fromkeys(_state(one, code) for _, one in asks)) or "nobody asks yet",
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
            }
        )
    return found


def _state(one: PromptPlan, code: str) -> str:
    return STATES.get(dict(one.states).get(code, "asked"), STATES["asked"])


def asked(plan: Plan, prompt: str) -> str:
    """A prompt's question in full, where every place is asked in the same words; else empty."""
    asks = {ask for one in plan.prompts if one.id == prompt for _, ask in one.asks}
    return sentence(asks.pop()) if len(asks) == 1 else ""


def _question(plan: Plan, one: PromptPlan, code: str, number: int) -> dict[str, str]:
    when = week_of(plan, one.week)
    return {
        "number": str(number),
        "about": capital(as_name(one.dimension)),
        "ask": dict(one.asks).get(code, one.title),
        "whom": bare(dict(one.whom).get(code, "")) or "as the question says",
        "back": bare(dict(one.back).get(code, "")),
        "by": f"end of week {one.week}" + (f" ({when})" if when else ""),
        "minutes": str(one.minutes),
        "state": _state(one, code),
    }


def _answers(region: Region, number: dict[str, int]) -> list[dict[str, str]]:
    """The answers that stand; the words of one appear only where their maker agreed."""
    return [
        {
            "number": str(number.get(one.prompt.text, "–")),
            "text": one.text if one.consent == "yes" else "(here, but its maker has not agreed to show it)",
            "state": STATES[one.status],
        }
        for one in sorted(region.answers, key=lambda each: number.get(each.prompt.text, 0))
        if one.stands and one.consent != "no"
    ]
