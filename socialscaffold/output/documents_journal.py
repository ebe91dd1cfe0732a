"""The practice journal: each turn of a cycle with its plan, its last day, and what to bring to whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from socialscaffold.output.documents_words import bare, day, small
from socialscaffold.output.run_sheets import values
from socialscaffold.patterns.library import CYCLES
from socialscaffold.patterns.pattern import PracticeCycle
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.model import CyclePlan, Item, Plan, Turn


@dataclass(frozen=True, slots=True)
class JournalCycle:
    """One cycle: `steps` holds say and do by the step's id, `by` the last day of each turn."""

    plan: CyclePlan
    pattern: PracticeCycle
    steps: dict[str, tuple[str, str]]
    by: tuple[str, ...]
    opt_out: str
    earlier: str
    remedies: tuple[tuple[str, str], ...]


def journal(plan: Plan) -> tuple[JournalCycle, ...]:
    """Every cycle of the plan as its journal prints it."""
    return tuple(_cycle(plan, one) for one in plan.cycles)


def _cycle(plan: Plan, one: CyclePlan) -> JournalCycle:
    said = next((each for each in plan.program.strategies.application.cycles if each.id == one.id), None)
    pattern = plan.shelves.get(CYCLES, said.pattern.text if said and said.pattern else "")
    within = said.practise.within if said else None
    filled = values(plan) | {
        "practice": small(bare(one.do)),
        "words": str(one.words),
        "within": f"{within.days} days" if within else "a week",
    }
    came = next((each.ask for each in pattern.prompts if each.id == "if-came"), "")
    return JournalCycle(
        plan=one,
        pattern=pattern,
        steps={step.id: (fill(step.say, filled), fill(step.do, filled)) for step in pattern.steps},
        by=tuple(practise_by(plan, one, turn) for turn in one.turns),
        opt_out=pattern.opt_out if one.privacy else "",
        earlier=came,
        remedies=tuple((fill(each.situation, filled), fill(each.do, filled)) for each in pattern.remedies),
    )


def turn_of(plan: Plan, item: Item) -> tuple[CyclePlan, Turn]:
    """The cycle and the turn behind a week's item of the kind `practice`."""
    return next(
        (one, turn)
        for one in plan.cycles
        for number, turn in enumerate(one.turns, 1)
        if f"{one.id}-{number}" == item.id
    )


def practise_by(plan: Plan, one: CyclePlan, turn: Turn) -> str:
    """The last day to practise: a date where the plan has dates, else in days after the week's Monday."""
    said = next((each for each in plan.program.strategies.application.cycles if each.id == one.id), None)
    within = said.practise.within if said else None
    monday = plan.weeks[turn.week - 1].monday if turn.week <= len(plan.weeks) else None
    if monday is None or within is None:
        return turn.by
    return day(monday + dt.timedelta(days=within.days))
