"""Strategies 3, 4 and 5 resolved: cycles, local prompts and tasks, each with its weeks, words and numbers."""

from __future__ import annotations

import re

from socialscaffold.plan.model import CyclePlan, PromptPlan, SetsPlan, TaskPlan, Turn
from socialscaffold.plan.scaffold.practice import reflection_minutes
from socialscaffold.spec.program import Program
from socialscaffold.spec.region import Region

QUESTIONS = {
    "what-happened": "What happened?",
    "what-surprised": "What surprised you?",
    "what-next": "What will you do next time?",
    "what-helped": "What helped?",
    "what-hindered": "What got in the way?",
}
PRIVACY = {
    "no-names": "Never name the other person, and leave out what would let others guess who it was.",
    "consent": "Ask the other person before you write about them; leave it out when they say no.",
    "none": "",
}
_PLACEHOLDER = re.compile(r"\{(region|fact:([a-z0-9-]+))\}")


def plan_cycles(program: Program, sets: SetsPlan) -> tuple[CyclePlan, ...]:
    """Every practice cycle, each turn with the meeting that hears of it (0: none comes after it)."""
    plans = []
    for said in program.strategies.application.cycles:
        turns = []
        for week in sorted(said.weeks):
            within = said.practise.within
            days = within.days if within else 7
            heard = next(
                (
                    one.number
                    for one in sets.meetings
                    if one.place != "beyond" and (one.week - 1) * 7 + 6 >= (week - 1) * 7 + days and one.week > week
                ),
                0,
            )
            turns.append(Turn(week, f"{days} days after Monday of week {week}", heard))
        plans.append(
            CyclePlan(
                id=said.id,
                do=said.practise.do,
                instead=said.practise.instead,
                privacy=PRIVACY[said.practise.third_parties or "no-names"],
                turns=tuple(turns),
                plan_minutes=said.plan.minutes or 0,
                rehearse_minutes=said.rehearse.minutes or 0,
                rehearse_with=said.rehearse.with_,
                practise_minutes=said.practise.minutes or 0,
                reflect_minutes=reflection_minutes(said.reflect.words or 0),
                prompts=tuple(QUESTIONS.get(one, one) for one in said.reflect.prompts),
                words=said.reflect.words or 0,
                private=bool(said.reflect.private),
            )
        )
    return tuple(plans)


def filled(text: str, region: str, facts: dict[str, str]) -> str:
    """`text` with `{region}` and `{fact:ID}` filled in; a fact that the region does not know is left to be asked."""

    def value(hit: re.Match[str]) -> str:
        return region if hit[2] is None else facts.get(hit[2], f"({hit[2]}: to be found out)")

    return _PLACEHOLDER.sub(value, text)


def plan_prompts(
    program: Program, places: tuple[tuple[str, str], ...], regions: tuple[Region, ...]
) -> tuple[PromptPlan, ...]:
    """Every local prompt in the words of each place, and how far its answer has come there."""
    facts = {one.region: dict(one.facts) for one in regions}
    states: dict[tuple[str, str], str] = {}
    order = ("rejected", "expired", "proposed", "accepted", "promoted")
    for region in regions:
        for answer in region.answers:
            where = (region.region, answer.prompt.text)
            states[where] = max(states.get(where, "rejected"), answer.status, key=order.index)
    messages = dict(program.messages)
    return tuple(
        PromptPlan(
            id=said.id,
            title=said.ask
            if "{" not in said.ask
            else f"Ask where you work: {(said.dimension or '').replace('-', ' ')}",
            message=messages[said.message.text].text if said.message and said.message.text in messages else "",
            dimension=said.dimension or "",
            week=said.week or 1,
            minutes=said.minutes or 0,
            asks=tuple((code, filled(said.ask, name, facts.get(code, {}))) for code, name in places),
            states=tuple((code, states.get((code, said.id), "asked")) for code, _ in places),
        )
        for said in program.strategies.localization.prompts
    )


def plan_tasks(program: Program, sets: SetsPlan, learners: int, expect: dict[str, float]) -> tuple[TaskPlan, ...]:
    """Every task, with the number of people expected in each region; an owed or required one is everybody's."""
    counts = program.audience.by_region or (("all", learners),)
    channels = {name: one.title for name, one in program.channels}
    said_shares = {**expect, **dict(program.strategies.engagement.expect)}
    plans = []
    for said in program.strategies.engagement.tasks:
        owed = said.id == sets.owed_id
        share = 1.0 if owed or said.required else said_shares.get(said.level, 0.0)
        plans.append(
            TaskPlan(
                id=said.id,
                level=said.level,
                week=said.week or 1,
                minutes=said.minutes or 0,
                do=said.do,
                instead=said.instead,
                good=said.good,
                required=said.required,
                owed=owed,
                channel=channels.get(said.channel.text, "") if said.channel else "",
                template=said.template.text if said.template else "",
                exemplar=said.exemplar.text if said.exemplar else "",
                expected=tuple((region, round(number * share)) for region, number in counts),
            )
        )
    return tuple(plans)
