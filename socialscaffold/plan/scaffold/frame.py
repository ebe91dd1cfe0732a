"""The frame of a program: time, people, the kick-off, the managers' part, the evaluation."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.plan.assume import Assumptions
from socialscaffold.plan.ledger import Ledger
from socialscaffold.source.kinds import Length
from socialscaffold.spec.program import Activity, Effort, Evaluation, Managers, Module, Moment, Program

MEASURES = ("set-attendance", "cycles-closed", "community-of-inquiry-short", "manager-observed")


def hours(count: int) -> Length:
    """A length of whole hours."""
    return Length(f"{count} h", count * 60)


def with_time_and_people(program: Program, made: Assumptions) -> Program:
    """Effort, facilitators and head count filled in."""
    effort, staff = program.effort, program.facilitators
    learner = effort.learner or hours(made.number("effort.learner", "effort.learner.hours.online"))
    facilitator = effort.facilitator or hours(made.number("effort.facilitator", "effort.facilitator.hours"))
    audience = program.audience
    if audience.learners is None:
        count = sum(number for _, number in audience.by_region)
        if not count:
            size = made.number("audience.learners", "set.size.target")
            count = size * 3
        audience = replace(audience, learners=count)
    each = staff.sets_each or made.number("facilitators.sets-each", "set.facilitator.sets")
    before = staff.before or minutes_of(made.number("facilitators.before", "set.facilitation.before"))
    after = staff.after or minutes_of(made.number("facilitators.after", "set.facilitation.after"))
    return replace(
        program,
        audience=audience,
        effort=Effort(learner, facilitator, effort.at),
        facilitators=replace(staff, sets_each=each, before=before, after=after),
    )


def minutes_of(count: int) -> Length:
    """A length of whole minutes."""
    return Length(f"{count} min", count)


def with_kick_off(program: Program, made: Assumptions) -> Program:
    """A first live session, where the program has no live one in its first week."""
    first = [one for module in program.modules if module.week == 1 for one in module.activities]
    if any(one.live is not None for one in first):
        return program
    say = made.speech
    minutes = made.number("modules (kick-off)", "kick-off.minutes")
    names = {module.id for module in program.modules} | {
        one.id for module in program.modules for one in module.activities
    }
    kick_off = Activity(id=free_id("kick-off", names), live=say("Kick-off"), minutes=minutes, mode="online")
    start = Module(id=free_id("start", names), week=1, title=say("Start together"), activities=(kick_off,))
    return replace(program, modules=(start, *program.modules))


def free_id(wish: str, taken: set[str]) -> str:
    """`wish`, or `wish-2`, `wish-3` … where it is taken."""
    number, name = 1, wish
    while name in taken:
        number += 1
        name = f"{wish}-{number}"
    return name


def with_managers(program: Program, made: Assumptions, ledger: Ledger) -> Program:
    """A manager's moment before and after, where they were not said."""
    say, managers = made.speech, program.managers
    before, after = managers.before, managers.after
    goal = program.outcomes[-1][1] if program.outcomes else program.title
    if before is None:
        minutes = made.number("managers.before", "manager.before.minutes")
        week = ledger.place(minutes, 1)
        agree = say("Agree one real situation in which to practise: {goal}", goal=goal)
        before = Moment(week=week, minutes=minutes, do=agree)
    if after is None:
        minutes = made.number("managers.after", "manager.after.minutes")
        week = ledger.place(minutes, program.weeks)
        after = Moment(
            week=week,
            minutes=minutes,
            ask=(
                say("What did you do differently, and what happened?"),
                say("Which of your actions should the team hear about?"),
                say("What stands in your way that I can move?"),
            ),
        )
    return replace(program, managers=Managers(before, managers.during, after, managers.at))


def with_evaluation(program: Program, made: Assumptions) -> Program:
    """Measures, and the days on which transfer is asked for."""
    said = program.evaluation
    measures = said.measures or MEASURES
    transfer = said.transfer or tuple(
        Length(f"{days} days", days * 24 * 60)
        for days in (
            made.number("evaluation.transfer", "evaluation.transfer.first-days"),
            made.number("evaluation.transfer", "evaluation.transfer.last-days"),
        )
    )
    return replace(program, evaluation=Evaluation(measures, transfer, said.at))
