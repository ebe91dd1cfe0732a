"""A region's local kit: what is fixed, what is free, whom to ask for what, and how far the answers have come."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.documents_when import week_of
from socialscaffold.output.documents_words import as_name, capital, listed, sentence
from socialscaffold.patterns.library import PROMPTS
from socialscaffold.plan.model import Plan, PromptPlan
from socialscaffold.spec.region import Region

STATES = {
    "asked": "not answered yet",
    "proposed": "waits for review",
    "accepted": "accepted",
    "promoted": "in the program for everyone",
    "rejected": "sent back: ask again",
    "expired": "too old: ask again",
}
# What a good answer brings back, by the word that the prompt bank of its dimension uses.
BACK = {
    "fact": "one fact, where it is written and since when it holds",
    "example": "one example, as it happened and without names",
    "word": "the word as people say it, and where you heard it",
    "contact": "the person or place to ask, by function",
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
        "questions": [_question(plan, one, code, at) for at, one in enumerate(plan.prompts, 1)],
        "answers": _answers(region, number) if region else [],
        "reviewer": as_name((region.lead if region else "") or harvest.review_by or "whoever runs the program"),
        "promoter": as_name(harvest.promote_by or "whoever runs the program"),
        "agree": harvest.promote_when.regions_agree or 2 if len(plan.places) > 1 else 0,
    }


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
        "back": BACK[_returns(plan, one.dimension)],
        "by": f"end of week {one.week}" + (f" ({when})" if when else ""),
        "minutes": str(one.minutes),
        "state": STATES.get(dict(one.states).get(code, "asked"), STATES["asked"]),
    }


def _returns(plan: Plan, dimension: str) -> str:
    bank = plan.shelves.find(PROMPTS, dimension)
    return bank.prompts[0].returns if bank else "fact"


def _answers(region: Region, number: dict[str, int]) -> list[dict[str, str]]:
    """The answers that stand; the words of one appear only where their maker agreed."""
    return [
        {
            "number": str(number.get(one.prompt.text, "–")),
            "text": one.text if one.consent == "yes" else "(here, but its maker has not agreed to show it)",
            "state": STATES[one.status],
        }
        for one in region.answers
        if one.status not in ("rejected", "expired") and one.consent != "no"
    ]
