"""What a program could add: for each strategy what it does not say itself, or leaves thin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.edit.suggest.write import item_lines, record_lines
from socialscaffold.patterns.pattern import LEVELS
from socialscaffold.plan.assume import Assumptions
from socialscaffold.plan.ledger import Ledger
from socialscaffold.plan.model import Plan
from socialscaffold.plan.scaffold.whole import whole_program
from socialscaffold.source.records import slug
from socialscaffold.spec.program import Managers, Program
from socialscaffold.spec.strategies import Cycle, Prompt, Round, Strategies, Task


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to add: `lines` of YAML under the keys of `path`, as an item of the list there or as entries.

    `minutes` is what it costs one learner in `week`, 0 where it only writes down what is scaffolded already.
    """

    strategy: str
    why: str
    path: tuple[str, ...]
    lines: tuple[str, ...]
    item: bool
    week: int = 0
    minutes: int = 0


def propose(said: Program, plan: Plan) -> tuple[Proposal, ...]:
    """Proposals for the program as it was written, in the order of the strategies."""
    room = Ledger(plan.program.weeks, plan.budget)
    for week in plan.weeks:
        room.take(week.number, week.minutes)
    return (
        *_sets(said, plan),
        *_rounds(said, plan),
        *_cycles(said, plan, room),
        *_prompts(said, plan, room),
        *_tasks(said, plan, room),
        *_managers(said, plan),
    )


def _written(what: str) -> str:
    return f"{what} is scaffolded, and nobody has looked at it. Written down, it is yours to change."


def _sets(said: Program, plan: Plan) -> Iterator[Proposal]:
    mine = said.strategies.support_network.sets
    whole = plan.program.strategies.support_network.sets
    path = ("strategies", "support-network", "sets")
    if not mine.at.keys:
        kept = replace(whole, form=mine.form)
        why = _written("How the sets meet")
        yield Proposal("support-network", why, path, tuple(record_lines(kept)), item=False)
        return
    if not mine.challenge.at.keys and plan.sets.owed_id in {one.id for one in said.strategies.engagement.tasks}:
        lines = ("challenge:", *record_lines(whole.challenge, 2))
        why = "The sets work towards nothing that the program names, and what members owe is not written down."
        yield Proposal("support-network", why, path, lines, item=False)
    if not mine.beyond.at.keys:
        lines = ("beyond:", *record_lines(whole.beyond, 2))
        yield Proposal("support-network", "No meeting after the course is written down.", path, lines, item=False)


def _rounds(said: Program, plan: Plan) -> Iterator[Proposal]:
    if said.strategies.sense_making.rounds:
        return
    for one in plan.program.strategies.sense_making.rounds:
        path = ("strategies", "sense-making", "rounds")
        yield _listed("sense-making", _written("The sense-making round"), path, one)


def _cycles(said: Program, plan: Plan, room: Ledger) -> Iterator[Proposal]:
    path = ("strategies", "application", "cycles")
    mine = said.strategies.application.cycles
    if not mine:
        for one in plan.program.strategies.application.cycles:
            yield _listed("application", _written("The practice cycle"), path, one)
        return
    practised = {ref.text for one in mine for ref in one.outcomes} | _used(said)
    taken = {one.id for one in mine}
    for name, text in said.outcomes:
        if name in practised:
            continue
        alone = replace(said, outcomes=((name, text),))
        made = _scaffolded(alone, plan, "application", "cycles").application.cycles[0]
        minutes = (made.plan.minutes or 0) + (made.rehearse.minutes or 0) + (made.practise.minutes or 0)
        weeks = range(1, max((one.week for one in plan.sets.meetings if one.place != "beyond"), default=2))
        fitting = [week for week in weeks if room.room(week) >= minutes]
        if not fitting or f"practise-{name}" in taken:
            continue
        week = room.place(minutes, plan.program.weeks // 2, fitting)
        cycle = replace(made, id=f"practise-{name}", weeks=(week,))
        why = f"Nobody uses the outcome `{name}` for real: it is read about, at most."
        yield _listed("application", why, path, cycle, week, minutes)


def _used(said: Program) -> set[str]:
    """Outcomes that people work on together or make something of, and that need no practice of their own."""
    strategies = said.strategies
    made = {ref.text for one in strategies.engagement.tasks if one.level in LEVELS[-2:] for ref in one.outcomes}
    worked = {ref.text for one in strategies.sense_making.rounds for ref in one.outcomes}
    challenge = strategies.support_network.sets.challenge.outcome
    return made | worked | ({challenge.text} if challenge else set())


def _prompts(said: Program, plan: Plan, room: Ledger) -> Iterator[Proposal]:
    path = ("strategies", "localization", "prompts")
    mine = said.strategies.localization.prompts
    known = {name for name, _ in said.messages}

    def own(one: Prompt) -> Prompt:
        """Without a message that only the scaffold knows."""
        return one if one.message is None or one.message.text in known else replace(one, message=None)

    made = plan.program.strategies.localization.prompts
    if not mine:
        for one in made:
            yield _listed("localization", _written(f"The question about {_plain(one.dimension)}"), path, own(one))
        return
    shelf = _scaffolded(said, plan, "localization", "prompts").localization.prompts
    asked = {one.dimension for one in made}
    for one in shelf:
        if one.dimension in asked:
            continue
        found = _placed(own(one), one.minutes or 0, plan.program.weeks // 2, room)
        if found is not None:
            why = f"Nobody is asked about {_plain(one.dimension)}."
            yield _listed("localization", why, path, found, found.week or 0, found.minutes or 0)


def _tasks(said: Program, plan: Plan, room: Ledger) -> Iterator[Proposal]:
    path = ("strategies", "engagement", "tasks")
    mine = said.strategies.engagement.tasks
    if not mine:
        for one in plan.program.strategies.engagement.tasks:
            yield _listed("engagement", _written(f"The task on the level {one.level}"), path, one)
        return
    shelf = _scaffolded(said, plan, "engagement", "tasks").engagement.tasks
    there = {one.level for one in mine}
    for one in shelf:
        if one.level in there or said.strategies.engagement.pyramid == "own":
            continue
        wish = 1 + LEVELS.index(one.level) * (plan.program.weeks - 1) // (len(LEVELS) - 1)
        task = replace(one, required=False, id=one.id if one.id not in {other.id for other in mine} else slug(one.do))
        found = _placed(task, one.minutes or 0, wish, room)
        if found is not None:
            why = f"Nothing is offered on the level {one.level}: the climb has a gap there."
            yield _listed("engagement", why, path, found, found.week or 0, found.minutes or 0)


def _managers(said: Program, plan: Plan) -> Iterator[Proposal]:
    missing = [name for name in ("before", "after") if getattr(said.managers, name) is None]
    if not missing:
        return
    whole = plan.program.managers
    kept = Managers(**{name: getattr(whole, name) for name in missing})
    lines = tuple(record_lines(kept))
    yield Proposal("core", _written(f"What managers do {' and '.join(missing)}"), ("managers",), lines, item=False)


def _listed(
    strategy: str,
    why: str,
    path: tuple[str, ...],
    record: Round | Cycle | Prompt | Task,
    week: int = 0,
    minutes: int = 0,
) -> Proposal:
    return Proposal(strategy, why, path, tuple(item_lines(record)), item=True, week=week, minutes=minutes)


def _placed(record: Prompt | Task, minutes: int, wish: int, room: Ledger) -> Prompt | Task | None:
    """The record in the week nearest to its wish that has room; None where no week has."""
    fitting = [week for week in range(1, room.weeks + 1) if room.room(week) >= minutes]
    return replace(record, week=room.place(minutes, max(1, wish), fitting)) if fitting else None


def _plain(dimension: str | None) -> str:
    return (dimension or "").replace("-", " ")


def _scaffolded(said: Program, plan: Plan, strategy: str, part: str) -> Strategies:
    """The strategies with one part, such as the tasks, left to the leaner scaffold."""
    mine: Any = getattr(said.strategies, strategy)
    open_: Any = replace(said.strategies, **{strategy: replace(mine, **{part: ()})})
    return whole_program(replace(said, strategies=open_), Assumptions(1), plan.shelves).strategies
