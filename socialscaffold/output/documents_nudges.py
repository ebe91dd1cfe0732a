"""Nudges: at most three messages a person and week, each with one reason and one action."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.output.documents_journal import turn_of
from socialscaffold.output.documents_local import asked
from socialscaffold.output.documents_words import bare, capital, length, small
from socialscaffold.plan.model import Item, Plan, Week

CAP = 3
DAYS = ("Monday", "Wednesday", "Friday")
# What cannot wait comes first; where a week holds more than the cap, the rest is left to the learner's guide.
RANK = ("meeting", "round", "practice", "task", "prompt", "live", "quiz", "read", "watch", "do")


def nudges(plan: Plan) -> list[dict[str, str]]:
    """The messages by week. Keys: week, day, channel, words."""
    channel = plan.program.channels[0][1].title if plan.program.channels else "your set's channel"
    return [
        {"week": str(week.number), "day": day, "channel": channel, "words": words}
        for week in plan.weeks
        for day, words in zip(DAYS, _week(plan, week), strict=False)
    ]


def _week(plan: Plan, week: Week) -> Iterator[str]:
    """The words of one week, one message a kind of thing."""
    required = sorted((one for one in week.items if one.required and one.kind in RANK), key=_rank)
    seen: set[str] = set()
    for item in required:
        if item.kind not in seen and len(seen) < CAP:
            seen.add(item.kind)
            yield _words(plan, week, item)
    if not seen and week.items:
        first = week.items[0]
        yield f"This week nothing is due. If you have {length(first.minutes or 5)}: {small(bare(first.title))}."


def _rank(item: Item) -> int:
    return RANK.index(item.kind)


def _words(plan: Plan, week: Week, item: Item) -> str:
    title = small(bare(item.title))
    owed = small(bare(plan.sets.owed))
    if item.kind == "meeting" and item.due:
        return f"Your set meets this week and counts on what you owe. Open it today and finish it: {owed}."
    if item.kind == "meeting":
        do = "Write one sentence today that begins “I don't know how to ...”."
        return f"{capital(item.title)} is this week, and it helps those who bring something real. {do}"
    if item.kind == "round":
        do = "Note one thing today that you saw yourself through your lens."
        return f"Nobody sees the whole of this: “{capital(item.title)}” {do}"
    if item.kind == "practice":
        by = turn_of(plan, item)[1].by
        return f"A plan with a time in it gets done. Write your if-then plan now ({title}; at the latest {by})."
    if item.kind == "task":
        counts = (
            f"Your set counts on this by meeting {plan.sets.due}." if item.id == plan.sets.owed_id else "It is due."
        )
        return f"{counts} Put {length(item.minutes)} into your diary now: {title}."
    if item.kind == "prompt":
        ask = asked(plan, item.id) or f"Open your region's kit and put its question to the first person: {title}."
        return f"Only people where you work can answer this, so ask one of them today. {ask}"
    return f"Week {week.number} builds on this. Take {length(item.minutes)} for it today: {bare(item.title)}."
