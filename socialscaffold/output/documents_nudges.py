"""Nudges: at most three messages a person and week, each with one reason and one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from socialscaffold.output.documents_journal import turn_of
from socialscaffold.output.documents_local import asked
from socialscaffold.output.documents_when import zone
from socialscaffold.output.documents_words import bare, capital
from socialscaffold.output.meeting_story import before, headline
from socialscaffold.output.run_sheets import protocol_of
from socialscaffold.plan.model import Item, Plan, PromptPlan, Week

CAP = 3
SENT = (0, 2, 4)  # Monday, Wednesday, Friday
# What cannot wait comes first; where a week holds more than the cap, the rest is left to the learner's guide.
RANK = ("meeting", "round", "practice", "task", "prompt", "live", "quiz", "read", "watch", "do")


def nudges(plan: Plan) -> list[dict[str, str]]:
    """The messages by week. Keys: week, day, date (empty without a cohort), channel, words."""
    channel = plan.program.channels[0][1].title if plan.program.channels else plan.say("your set's channel")
    return [
        {
            "week": str(week.number),
            "day": plan.say.weekday(dt.date(2024, 1, 1 + day)),  # a Monday and the days after it
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
    first = next((one for one in week.items if one.kind != "converge"), None)  # which is for delegates only
    if not chosen and first:
        length, what = plan.say.length(first.minutes or 5), plan.say.small(bare(first.title))
        yield SENT[0], plan.say("This week nothing is due. If you have {length}: {what}.", length=length, what=what)


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
    say = plan.say
    title, owed = say.small(bare(item.title)), say.small(bare(plan.sets.owed))
    if item.kind == "meeting" and item.due:
        return say(
            "Your set meets this week and counts on what you owe. Open it today and finish it: {owed}.", owed=owed
        )
    if item.kind == "meeting":
        return _meet(plan, item)
    if item.kind == "round":
        return say(
            "Nobody sees the whole of this: “{question}” Note one thing today that you saw yourself through your lens.",
            question=capital(item.title),
        )
    if item.kind == "practice":
        return say(
            "A plan with a time in it gets done. Write your if-then plan now ({title}; at the latest {day}).",
            title=title,
            day=turn_of(plan, item)[1].by,
        )
    if item.kind == "task":
        counts = (
            say("Your set counts on this by meeting {number}.", number=plan.sets.due)
            if item.id == plan.sets.owed_id
            else say("It is due.")
        )
        diary = say("Put {length} into your diary now: {title}.", length=say.length(item.minutes), title=title)
        return f"{counts} {diary}"
    if item.kind == "prompt":
        return _ask(plan, next(one for one in plan.prompts if one.id == item.id))
    if item.kind == "live" and item.when:
        return say(
            "Here you meet everyone: {title}, {moment} ({zone}). Put it into your calendar now.",
            title=title,
            moment=say.moment(item.when),
            zone=zone(plan),
        )
    return say(
        "Week {number} builds on this. Take {length} for it today: {title}.",
        number=week.number,
        length=say.length(item.minutes),
        title=bare(item.title),
    )


def _meet(plan: Plan, item: Item) -> str:
    """What a meeting is about, and what everyone can do for it today."""
    say = plan.say
    meeting = next(one for one in plan.sets.meetings if one.id == item.id)
    if meeting.place == "first":
        return say(
            "{meeting} is this week. You work on this: {challenge}. "
            "Read the rules in the set's handbook today, and mark the one that will be hard for you.",
            meeting=capital(item.title),
            challenge=say.small(bare(plan.sets.challenge)),
        )
    about = say(
        "{meeting} is this week: {headline}.",
        meeting=capital(item.title),
        headline=headline(plan, meeting, before(plan, meeting)),
    )
    if meeting.place == "last":
        todo = say("Read your own lines in the log today, and mark the one that mattered most.")
    else:
        sheets = {one.id: one.title for one in protocol_of(plan).outputs}
        todo = say(
            "Is it your turn? Then fill in “{sheet}” today. If not, look up what you promised the set.",
            sheet=sheets.get("issue-sheet", say("Issue sheet")),
        )
    return f"{about} {todo}"


def _ask(plan: Plan, prompt: PromptPlan) -> str:
    """The question where it is one for all; else where it stands, about what it is and whom it is for."""
    say = plan.say
    ask = asked(plan, prompt.id)
    if ask:
        return say("Only people where you work can answer this, so ask one of them today. {question}", question=ask)
    whom = {say.small(bare(text)) for _, text in prompt.whom if text}
    return say(
        "Somebody where you work knows more about {about} than we do. Your region's kit has the question: ask {whom}.",
        about=say.name(prompt.dimension),
        whom=whom.pop() if len(whom) == 1 else say("the first person there"),
    )
