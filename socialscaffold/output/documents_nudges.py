"""Nudges: at most three messages a person and week, each with one reason and one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from socialscaffold.output.documents_journal import turn_of
from socialscaffold.output.documents_local import asked
from socialscaffold.output.documents_when import zone
from socialscaffold.output.documents_words import as_name, bare, capital, length, moment, small
from socialscaffold.plan.model import Item, Plan, PromptPlan, Week
from socialscaffold.source.kinds import DAYS

CAP = 3
SENT = (0, 2, 4)  # Monday, Wednesday, Friday
# What cannot wait comes first; where a week holds more than the cap, the rest is left to the learner's guide.
RANK = ("meeting", "round", "practice", "task", "prompt", "live", "quiz", "read", "watch", "do")


def nudges(plan: Plan) -> list[dict[str, str]]:
    """The messages by week. Keys: week, day, date (empty without a cohort), channel, words."""
    channel = plan.program.channels[0][1].title if plan.program.channels else "your set's channel"
    return [
        {
            "week": str(week.number),
            "day": DAYS[day],
            "date": (week.monday + dt.timedelta(days=day)).isoformat() if week.monday else "",
            "channel": channel,
            "words": words,
        }
        for week in plan.weeks
        for day, words in _week(plan, week)
    ]


def _week(plan: Plan, week: Week) -> Iterator[tuple[int, str]]:
    """Day of the week and words of each message, one a kind of thing, none after what it speaks of."""
    chosen: dict[str, Item] = {}
    for item in sorted((one for one in week.items if one.required and one.kind in RANK), key=_rank):
        if len(chosen) < CAP:
            chosen.setdefault(item.kind, item)
    ordered = sorted(chosen.values(), key=lambda one: _latest(plan, one))
    for day, item in zip(SENT, ordered, strict=False):
        yield max(one for one in SENT if one <= min(day, _latest(plan, item))), _words(plan, week, item)
    if not chosen and week.items:
        first = week.items[0]
        words = f"This week nothing is due. If you have {length(first.minutes or 5)}: {small(bare(first.title))}."
        yield SENT[0], words


def _latest(plan: Plan, item: Item) -> int:
    """The last day of the week (0: Monday) on which a message about it helps; that of the first set that meets."""
    if item.when:
        return item.when.weekday()
    if item.kind == "meeting":
        place = next(at for at, one in enumerate(plan.sets.meetings) if one.id == item.id)
        return min((one.starts[place].weekday() for one in plan.sets.sets if one.starts), default=6)
    return 6


def _rank(item: Item) -> int:
    return RANK.index(item.kind)


def _words(plan: Plan, week: Week, item: Item) -> str:
    title = small(bare(item.title))
    owed = small(bare(plan.sets.owed))
    if item.kind == "meeting" and item.due:
        return f"Your set meets this week and counts on what you owe. Open it today and finish it: {owed}."
    if item.kind == "meeting":
        do = "Write one sentence today that begins “I don't know how to ...”."
        return f"{capital(item.title)} is this week. You work on this: {small(bare(plan.sets.challenge))}. {do}"
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
        return _ask(plan, next(one for one in plan.prompts if one.id == item.id))
    if item.kind == "live" and item.when:
        return f"Here you meet everyone: {title}, {moment(item.when)} ({zone(plan)}). Put it into your calendar now."
    return f"Week {week.number} builds on this. Take {length(item.minutes)} for it today: {bare(item.title)}."


def _ask(plan: Plan, prompt: PromptPlan) -> str:
    """The question where it is one for all; else where it stands, about what it is and whom it is for."""
    ask = asked(plan, prompt.id)
    if ask:
        return f"Only people where you work can answer this, so ask one of them today. {ask}"
    whom = {small(bare(text)) for _, text in prompt.whom if text}
    about = as_name(prompt.dimension)
    first = f"Somebody where you work knows more about {about} than we do."
    return (
        f"{first} Your region's kit has the question: ask {whom.pop() if len(whom) == 1 else 'the first person there'}."
    )
