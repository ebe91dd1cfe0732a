"""Everything that a learner does, week by week, as one list: what the workload adds up and the pages print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil

from socialscaffold.plan.model import CONVERGE, CORE, Item, Plan, Session
from socialscaffold.spec.program import Activity

_KINDS = {"read": "read", "watch": "watch", "live": "live", "do": "do", "quiz": "quiz"}


def plan_items(plan: Plan, sessions: Mapping[str, Session]) -> Iterator[Item]:
    """The items of all weeks, those of one week in the order in which a learner meets them.

    `sessions` are the cohort's, by id. A set meeting has a moment here only where all sets share it.
    """
    yield from _managers(plan)
    yield from _held(_activities(plan), sessions)
    yield from _meetings(plan)
    yield from _held(_rounds(plan), sessions)
    yield from _cycles(plan)
    yield from _prompts(plan)
    yield from _tasks(plan)


def _held(items: Iterator[Item], sessions: Mapping[str, Session]) -> Iterator[Item]:
    for one in items:
        session = sessions.get(one.id)
        yield replace(one, when=session.when, where=session.where) if session else one


def _activities(plan: Plan) -> Iterator[Item]:
    outcomes = dict(plan.program.outcomes)
    channels = {name: one.title for name, one in plan.program.channels}
    for module in plan.program.modules:
        for one in module.activities:
            path = one.read or one.quiz or one.transcript
            yield Item(
                id=one.id,
                week=module.week,
                kind=_KINDS[one.form],
                title=_title(one),
                minutes=one.minutes or 0,
                required=not (one.optional or module.optional),
                instead=one.instead,
                mode=one.mode or "",
                channel=channels.get(one.channel.text, "") if one.channel else "",
                outcomes=tuple(outcomes[ref.text] for ref in one.outcomes if ref.text in outcomes),
                link=one.watch.text if one.watch else "",
                content=path.text if path else "",
                staff=one.minutes or 0 if one.live is not None else 0,
            )


def _title(one: Activity) -> str:
    if one.title:
        return one.title
    return one.live or one.do or one.id.replace("-", " ").capitalize()


def _meetings(plan: Plan) -> Iterator[Item]:
    say, staff = plan.say, plan.program.facilitators
    around = sum(length.minutes for length in (staff.before, staff.after) if length)
    count = staff.count or max(1, ceil(len(plan.sets.sets) / (staff.sets_each or 1)))
    each = ceil(len(plan.sets.sets) / count)
    for one in plan.sets.meetings:
        if one.place == "beyond":
            continue
        yield Item(
            id=one.id,
            when=_shared({each.starts[one.number - 1] if each.starts else None for each in plan.sets.sets}),
            week=one.week,
            kind="meeting",
            title=say("Set meeting {number}", number=one.number),
            minutes=one.minutes,
            strategy="support-network",
            mode=plan.sets.mode,
            detail=plan.sets.challenge,
            due=say("Bring what you owe your set: {owed}", owed=plan.sets.owed)
            if one.owed_due and plan.sets.owed
            else "",
            staff=0 if one.led_by_set else each * (one.minutes + around),
        )


def _shared(moments: set[dt.datetime | None]) -> dt.datetime | None:
    return next(iter(moments)) if len(moments) == 1 else None


def _rounds(plan: Plan) -> Iterator[Item]:
    for one in plan.rounds:
        yield Item(
            id=one.id,
            week=one.week,
            kind="round",
            title=one.question,
            minutes=one.minutes,
            strategy="sense-making",
            mode=one.mode,
            staff=one.minutes,
        )
        if one.converge_minutes:
            yield Item(
                id=f"{one.id}{CONVERGE}",
                week=one.converge_week,
                kind="converge",
                title=plan.say("One stance: {question}", question=one.question),
                minutes=one.converge_minutes,
                strategy="sense-making",
                mode=one.mode,
                detail=plan.say("Who comes: {who}. Who decides: {decider}.", who=one.converge_who, decider=one.decides),
                staff=one.converge_minutes,
                required=False,
            )


def _cycles(plan: Plan) -> Iterator[Item]:
    for one in plan.cycles:
        for turn in one.turns:
            yield Item(
                id=turn.id,
                week=turn.week,
                kind="practice",
                title=one.do,
                minutes=one.minutes,
                strategy="application",
                instead=one.instead,
                detail=one.privacy,
                due=turn.by,
            )


def _prompts(plan: Plan) -> Iterator[Item]:
    for one in plan.prompts:
        yield Item(
            id=one.id,
            week=one.week,
            kind="prompt",
            title=one.title,
            minutes=one.minutes,
            strategy="localization",
            detail=one.message,
        )


def _tasks(plan: Plan) -> Iterator[Item]:
    for one in plan.tasks:
        yield Item(
            id=one.id,
            week=one.week,
            kind="task",
            title=one.do,
            minutes=one.minutes,
            strategy="engagement",
            required=one.required,
            instead=one.instead,
            detail=one.good,
            channel=one.channel,
        )


def _managers(plan: Plan) -> Iterator[Item]:
    said = plan.program.managers
    for when, moment in (("before", said.before), ("during", said.during), ("after", said.after)):
        if moment is None or moment.week is None:
            continue
        yield Item(
            id=f"manager-{when}",
            week=moment.week,
            kind="manager",
            title=plan.say("Talk with your manager"),
            minutes=moment.minutes or 0,
            strategy=CORE,
            detail=moment.do or " ".join(moment.ask),
            required=False,
        )
