"""Strategies 2 and 3, filled in: one round of shared sense-making and one practice cycle, where none was said."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.patterns.defaults import evidence
from socialscaffold.patterns.library import CYCLES, DESIGNS
from socialscaffold.patterns.shelves import USUAL, Shelves
from socialscaffold.plan.assume import Assumptions
from socialscaffold.plan.ledger import Ledger
from socialscaffold.plan.workload import writing_minutes
from socialscaffold.source.kinds import Length, Text
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import (
    Application,
    Converge,
    Cycle,
    CyclePlan,
    Discuss,
    Practise,
    Reflect,
    Rehearse,
    Round,
    SenseMaking,
)

# The clinic's shortest form; what is shorter is held as one-two-four-all.
CLINIC_LEAST = 60
OUTPUTS = ("stance", "open-questions", "dissent", "owner-per-action")
REFLECTIONS = ("what-happened", "what-surprised", "what-next")


def with_rounds(program: Program, made: Assumptions, ledger: Ledger, shelves: Shelves) -> SenseMaking:
    """The rounds, each with its design, length and converging meeting."""
    said = program.strategies.sense_making
    rounds = said.rounds or (_first_round(program, made, ledger),)
    return replace(said, rounds=tuple(_whole_round(program, one, made, ledger) for one in rounds))


def _first_round(program: Program, made: Assumptions, ledger: Ledger) -> Round:
    made.note("sense-making.rounds", "one round", "sense-making.minutes")
    minutes = made.number("sense-making.rounds.minutes", "sense-making.minutes")
    minutes = min(minutes, ledger.budget if made.lean else ledger.budget // 2)
    week = ledger.place(minutes, max(1, program.weeks // 2), _without_meetings(program, minutes, ledger))
    ledger.taken[week] -= minutes
    name, outcome = program.outcomes[0] if program.outcomes else ("", program.title)
    goal = outcome[:1].lower() + outcome[1:]
    design = "grey-area-clinic" if minutes >= CLINIC_LEAST else "one-two-four-all"
    return Round(
        id="grey-areas",
        question=f"When is it hard to {goal}, and what do we do then?",
        week=week,
        design=Text(design, program.at.span),
        minutes=minutes,
        mode="online",
        outcomes=(Text(name, program.at.span),) if name else (),
    )


def _without_meetings(program: Program, minutes: int, ledger: Ledger, first: int = 1) -> tuple[int, ...]:
    """The weeks from `first` on in which no set meets, where one of them has room: facilitators are free then."""
    weeks = range(min(first, program.weeks), program.weeks + 1)
    met = program.strategies.support_network.sets.meetings.weeks
    free = tuple(week for week in weeks if week not in met and ledger.room(week) >= minutes)
    return free or tuple(weeks)


def _whole_round(program: Program, said: Round, made: Assumptions, ledger: Ledger) -> Round:
    where = f"sense-making.{said.id}"
    minutes = said.minutes or made.number(f"{where}.minutes", "sense-making.minutes")
    ledger.take(said.week, minutes)
    converge = said.converge
    length = converge.minutes
    if length is None:
        length = made.number(f"{where}.converge.minutes", "sense-making.converge.minutes")
        length = min(length, ledger.budget // (2 if made.lean else 4))
    week = converge.week
    if week is None:
        week = ledger.place(length, said.week + 2, _without_meetings(program, length, ledger, said.week + 1))
    else:
        ledger.take(week, length)
    lenses = said.lenses or said.hear or program.audience.groups
    return replace(
        said,
        design=said.design or Text(USUAL[DESIGNS.name], said.at.span),
        mode=said.mode or "online",
        minutes=minutes,
        lenses=lenses or ("the person we talk with", "the team around us", "the rules we work under"),
        hear=said.hear or program.audience.groups,
        outputs=said.outputs or OUTPUTS,
        converge=Converge(
            week,
            length,
            converge.who or "one delegate from each home group",
            converge.decides or "the sponsor of the program",
            converge.publish_to,
            converge.at,
        ),
    )


def with_cycles(program: Program, made: Assumptions, ledger: Ledger, shelves: Shelves) -> Application:
    """The cycles, each with its plan, rehearsal, windows and reflection."""
    said = program.strategies.application
    cycles = said.cycles or (_first_cycle(program, made),)
    return replace(said, cycles=tuple(_whole_cycle(program, one, made, ledger) for one in cycles))


def _first_cycle(program: Program, made: Assumptions) -> Cycle:
    made.note("application.cycles", "one cycle", "application.gap.days")
    outcome = program.outcomes[0][1] if program.outcomes else program.title
    goal = outcome[:1].lower() + outcome[1:]
    return Cycle(
        id="for-real",
        practise=Practise(
            do=f"Do it once for real: {goal}",
            instead=f"Do it with a colleague who plays the other part: {goal}",
            third_parties="no-names",
        ),
        outcomes=tuple(Text(one, program.at.span) for one, _ in program.outcomes),
    )


def _days(count: int) -> Length:
    return Length(f"{count} days", count * 24 * 60)


def _whole_cycle(program: Program, said: Cycle, made: Assumptions, ledger: Ledger) -> Cycle:
    where = f"application.{said.id}"

    def number(value: int | None, key: str, name: str) -> int:
        return value if value is not None else made.number(f"{where}.{key}", f"application.{name}")

    plan = number(said.plan.minutes, "plan.minutes", "plan.minutes")
    rehearse = number(said.rehearse.minutes, "rehearse.minutes", "rehearse.minutes")
    practise = number(said.practise.minutes, "practise.minutes", "practise.minutes")
    words = number(said.reflect.words, "reflect.words", "reflect.words")
    within = said.practise.within or _days(made.number(f"{where}.practise.within", "application.practise.within-days"))
    discuss = said.discuss.within or _days(made.number(f"{where}.discuss.within", "application.discuss.within-days"))
    minutes = plan + rehearse + practise + reflection_minutes(words)
    weeks = said.weeks or _turns(program, minutes, made, where, ledger)
    if said.weeks:
        for week in weeks:
            ledger.take(week, minutes)
    return replace(
        said,
        weeks=weeks,
        pattern=said.pattern or Text(USUAL[CYCLES.name], said.at.span),
        plan=CyclePlan(said.plan.kind or "if-then", plan, said.plan.at),
        rehearse=Rehearse(said.rehearse.with_ or "a colleague of the set", rehearse, said.rehearse.at),
        practise=replace(
            said.practise,
            minutes=practise,
            within=within,
            third_parties=said.practise.third_parties or "no-names",
        ),
        reflect=Reflect(
            said.reflect.prompts or REFLECTIONS,
            words,
            True if said.reflect.private is None else said.reflect.private,
            said.reflect.at,
        ),
        discuss=Discuss(said.discuss.where or "sets", discuss, said.discuss.at),
    )


def reflection_minutes(words: int) -> int:
    """Minutes for writing a reflection of that many words, with little drafting."""
    return writing_minutes(evidence().workload(), words)


def _turns(program: Program, minutes: int, made: Assumptions, where: str, ledger: Ledger) -> tuple[int, ...]:
    """Turns about two weeks apart, each before the last week, so that a meeting still hears of it."""
    gap = max(1, made.number(f"{where}.weeks", "application.gap.days") // 7)
    among = range(min(2, program.weeks), max(2, program.weeks - 1) + 1)
    weeks: list[int] = []
    for wish in range(3, program.weeks, gap):
        if weeks and made.lean:
            break
        free = [week for week in among if week not in weeks and week <= program.weeks and ledger.room(week) >= minutes]
        if free:
            weeks.append(ledger.place(minutes, wish, free))
    if not weeks:
        met = program.strategies.support_network.sets.meetings.weeks
        heard = range(1, max(met, default=program.weeks))
        weeks.append(ledger.place(minutes, min(3, program.weeks), heard))
    return tuple(sorted(weeks))
