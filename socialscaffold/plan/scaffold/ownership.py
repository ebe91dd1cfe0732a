"""Strategies 4 and 5, filled in: local prompts for every dimension, and a task for every level of the pyramid."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.patterns.library import PROMPTS, TASKS
from socialscaffold.patterns.pattern import DIMENSIONS, LEVELS
from socialscaffold.patterns.placeholders import fill
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.assume import Assumptions
from socialscaffold.plan.ledger import Ledger
from socialscaffold.plan.scaffold.frame import free_id
from socialscaffold.source.kinds import Text
from socialscaffold.spec.harvest import Harvest, PromoteWhen
from socialscaffold.spec.program import Message, Program
from socialscaffold.spec.strategies import (
    Challenge,
    Engagement,
    Localization,
    Prompt,
    Sets,
    Task,
)
from socialscaffold.words.tongues import speech

# The pattern that stands in on each level of the pyramid when a program names no tasks.
TASKS_BY_LEVEL = {
    "notice": "read-one-piece",
    "react": "pick-the-most-useful",
    "comment": "add-one-fact",
    "share": "pass-it-on",
    "create": "make-a-card",
    "advocate": "teach-it-in-ten-minutes",
}


def _filled(text: str, program: Program) -> str:
    """A pattern's words with this program's in them; `{region}` waits until there is a region."""
    outcome = program.outcomes[-1][1] if program.outcomes else program.title
    message = program.messages[0][1].text if program.messages else outcome
    say = speech(program.language)
    values = {
        "program": program.title,
        "role": program.audience.role,
        "outcome": say.small(outcome.rstrip(".")),
        "message": message.rstrip("."),
        "channel": program.channels[0][1].title if program.channels else say("your set's channel"),
        "region": "{region}",
    }
    return fill(" ".join(text.split()), values)


def with_messages(program: Program, made: Assumptions) -> Program:
    """One central message where there is none: the first outcome."""
    if program.messages or not program.outcomes:
        return program
    say = made.speech
    name, text = program.outcomes[0]
    made.say("messages", say.quoted(text), say("The first outcome is what must not vary from place to place."))
    return replace(program, messages=((name, Message(text=text, essential=True)),))


def with_localization(program: Program, made: Assumptions, ledger: Ledger, shelves: Shelves) -> Localization:
    """The prompts, one for each dimension where none was written, and the way back for the answers."""
    said = program.strategies.localization
    prompts = said.prompts or _prompts(program, shelves)
    whole = []
    for number, prompt in enumerate(prompts):
        dimension = prompt.dimension or DIMENSIONS[number % len(DIMENSIONS)]
        minutes = prompt.minutes
        if minutes is None:
            minutes = made.number(f"localization.{prompt.id}.minutes", f"localization.minutes.{dimension}")
            minutes = min(minutes, ledger.budget // (3 if made.lean else 6))
        week = prompt.week
        if week is None:
            week = ledger.place(minutes, min(program.weeks, 2 + number))
        else:
            ledger.take(week, minutes)
        message = prompt.message or (Text(program.messages[0][0], prompt.at.span) if program.messages else None)
        whole.append(replace(prompt, dimension=dimension, minutes=minutes, week=week, message=message))
    back, say = said.harvest, made.speech
    agree = back.promote_when.regions_agree
    if agree is None:
        agree = made.number("localization.harvest.promote-when", "localization.promote.regions-agree")
    harvest = Harvest(
        back.review_by or say("the region lead"),
        back.promote_by or say("the program's owner"),
        PromoteWhen(agree),
        back.at,
    )
    return replace(said, prompts=tuple(whole), harvest=harvest)


def _prompts(program: Program, shelves: Shelves) -> tuple[Prompt, ...]:
    prompts = []
    for name in DIMENSIONS:
        bank = shelves.find(PROMPTS, name)
        if bank is not None:
            first = bank.prompts[0]
            ask, whom, back = (_filled(text, program) for text in (first.ask, first.whom, first.back))
            prompts.append(Prompt(id=f"local-{name}", ask=ask, whom=whom, back=back, dimension=name))
    return tuple(prompts)


def with_engagement(program: Program, made: Assumptions, ledger: Ledger, shelves: Shelves) -> tuple[Engagement, Sets]:
    """The tasks with a week and minutes each, and the challenge that makes one of them owed."""
    said = program.strategies.engagement
    sets = program.strategies.support_network.sets
    tasks = said.tasks or _tasks(program, ledger.budget // (2 if made.lean else 4), shelves, lean=bool(made.lean))
    say = made.speech
    if not said.tasks:
        made.say("engagement.tasks", say("one task a level"), say("Every step of the pyramid is offered."))
    owed = sets.challenge.each_member_owes or _owed(tasks)
    weeks = sorted(sets.meetings.weeks)
    due = sets.challenge.due or max(1, len(weeks) - 1 if len(weeks) > 3 else len(weeks))
    outcome = sets.challenge.outcome
    if outcome is None and program.outcomes:
        outcome = Text(program.outcomes[-1][0], sets.at.span)
    whole = []
    for task in tasks:
        level = LEVELS.index(task.level) if task.level in LEVELS else 0
        minutes = task.minutes if task.minutes is not None else 20
        wish = 1 + level * (program.weeks - 1) // (len(LEVELS) - 1)
        mine = owed is not None and task.id == owed.text
        week = task.week
        if week is None:
            last = weeks[due - 1] if mine and len(weeks) >= due else program.weeks
            week = ledger.place(minutes, wish, range(1, last + 1))
        else:
            ledger.take(week, minutes)
        whole.append(replace(task, minutes=minutes, week=week, required=task.required or mine))
    challenge = Challenge(outcome, owed, due, sets.challenge.at)
    engagement = replace(said, pyramid=said.pyramid or "seed", tasks=tuple(whole))
    return engagement, replace(sets, challenge=challenge)


def _owed(tasks: tuple[Task, ...]) -> Text | None:
    made = [task for task in tasks if task.level == "create"] or list(tasks)
    return Text(made[0].id, made[0].at.span) if made else None


def _tasks(program: Program, most: int, shelves: Shelves, *, lean: bool) -> tuple[Task, ...]:
    """One task a level, each of at most `most` minutes; the lean ones as short as their patterns allow."""
    taken = {one.id for module in program.modules for one in module.activities} | {one.id for one in program.modules}
    outcomes = tuple(Text(name, program.at.span) for name, _ in program.outcomes)
    tasks = []
    for level, name in TASKS_BY_LEVEL.items():
        pattern = shelves.find(TASKS, name)
        if pattern is None:
            continue
        tasks.append(
            Task(
                id=free_id(name, taken),
                level=level,
                do=_filled(pattern.do, program),
                instead=_filled(pattern.instead, program),
                good=" ".join(_filled(text, program) for text in pattern.good),
                minutes=min(pattern.minutes.min if lean else pattern.minutes.default, most),
                outcomes=outcomes if level in ("create", "advocate") else (),
                pattern=Text(name, program.at.span) if pattern.template else None,
            )
        )
    return tuple(tasks)
