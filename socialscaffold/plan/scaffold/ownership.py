"""Strategies 4 and 5, filled in: local prompts for every dimension, and a task for every level of the pyramid."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.plan.assume import Assumptions
from socialscaffold.plan.ledger import Ledger
from socialscaffold.plan.scaffold.frame import free_id
from socialscaffold.source.kinds import Text
from socialscaffold.spec.program import Message, Program
from socialscaffold.spec.strategies import (
    DIMENSIONS,
    LEVELS,
    Challenge,
    Engagement,
    Harvest,
    Localization,
    PromoteWhen,
    Prompt,
    Sets,
    Task,
)

# The question for each dimension, when a program asks none: a person to ask, and what comes back.
ASKS = {
    "regulation": "Ask your manager or HR which rule or agreement in {region} bears on this. Bring back its name.",
    "market-practice": "Ask a colleague in {region} who is good at this what they do that we don't. Bring one example.",
    "language": "Which words do people in {region} use for this, and which of ours would sound wrong? Bring three.",
    "examples": "Find one case from {region} that shows this better than ours. Tell it in five lines, without names.",
    "channels": "Ask your team in {region} where they would look for this. Bring back the place and its owner.",
}
# What to do on each level, what good looks like, an honest route that asks less, and minutes.
TASKS = {
    "notice": (
        "Read one thing that a colleague of your set wrote",
        "You can say what it changes for you.",
        "",
        5,
    ),
    "react": (
        "Mark the one that helped you most and say why in five words",
        "The five words name a use.",
        "",
        5,
    ),
    "comment": (
        "Add one fact or one question of your own to a colleague's note (80 words)",
        "The writer learns something that was not there.",
        "Write the question only.",
        20,
    ),
    "share": (
        "Send one note to a colleague outside your set, with the reason",
        "The reason is about their work, not about the course.",
        "Tell them of it when you next meet.",
        10,
    ),
    "create": (
        "Write a one-page note that a colleague could use tomorrow",
        "It names a situation, the words that worked, and what to avoid.",
        "Add three lines to a note that is there already.",
        45,
    ),
    "advocate": (
        "Show a colleague who is not in the program what you do now, for ten minutes",
        "They try it themselves before the ten minutes are over.",
        "Offer to answer one question from a newcomer.",
        30,
    ),
}


def with_messages(program: Program, made: Assumptions) -> Program:
    """One central message where there is none: the first outcome."""
    if program.messages or not program.outcomes:
        return program
    name, text = program.outcomes[0]
    made.note("messages", f"“{text}”", "localization.promote.regions-agree")
    return replace(program, messages=((name, Message(text=text, essential=True)),))


def with_localization(program: Program, made: Assumptions, ledger: Ledger) -> Localization:
    """The prompts, one for each dimension where none was written, and the way back for the answers."""
    said = program.strategies.localization
    prompts = said.prompts or _prompts(program)
    whole = []
    for number, prompt in enumerate(prompts):
        dimension = prompt.dimension or DIMENSIONS[number % len(DIMENSIONS)]
        minutes = prompt.minutes
        if minutes is None:
            minutes = made.number(f"localization.{prompt.id}.minutes", f"localization.minutes.{dimension}")
            minutes = min(minutes, ledger.budget // 6)
        week = prompt.week
        if week is None:
            week = ledger.place(minutes, min(program.weeks, 2 + number))
        else:
            ledger.take(week, minutes)
        message = prompt.message or (Text(program.messages[0][0], prompt.at.span) if program.messages else None)
        whole.append(replace(prompt, dimension=dimension, minutes=minutes, week=week, message=message))
    back = said.harvest
    agree = back.promote_when.regions_agree
    if agree is None:
        agree = made.number("localization.harvest.promote-when", "localization.promote.regions-agree")
    harvest = Harvest(
        back.review_by or "the region lead",
        back.promote_by or "the program's owner",
        PromoteWhen(agree),
        back.at,
    )
    return replace(said, prompts=tuple(whole), harvest=harvest)


def _prompts(program: Program) -> tuple[Prompt, ...]:
    return tuple(Prompt(id=f"local-{name}", ask=ask, dimension=name) for name, ask in ASKS.items())


def with_engagement(program: Program, made: Assumptions, ledger: Ledger) -> tuple[Engagement, Sets]:
    """The tasks with a week and minutes each, and the challenge that makes one of them owed."""
    said = program.strategies.engagement
    sets = program.strategies.support_network.sets
    tasks = said.tasks or _tasks(program)
    if not said.tasks:
        made.note("engagement.tasks", "one task a level", "engagement.creators.least")
    owed = sets.challenge.each_member_owes or _owed(tasks)
    weeks = sorted(sets.meetings.weeks)
    due = sets.challenge.due or max(1, len(weeks) - 1 if len(weeks) > 3 else len(weeks))
    outcome = sets.challenge.outcome
    if outcome is None and program.outcomes:
        outcome = Text(program.outcomes[-1][0], sets.at.span)
    whole = []
    for task in tasks:
        level = LEVELS.index(task.level) if task.level in LEVELS else 0
        minutes = task.minutes if task.minutes is not None else TASKS[LEVELS[level]][3]
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


def _tasks(program: Program) -> tuple[Task, ...]:
    taken = {one.id for module in program.modules for one in module.activities} | {one.id for one in program.modules}
    outcomes = tuple(Text(name, program.at.span) for name, _ in program.outcomes)
    return tuple(
        Task(
            id=free_id(f"{level}-one", taken),
            level=level,
            do=do,
            instead=instead,
            good=good,
            minutes=minutes,
            outcomes=outcomes if level in ("create", "advocate") else (),
        )
        for level, (do, good, instead, minutes) in TASKS.items()
    )
