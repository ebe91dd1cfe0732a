"""The engagement pyramid."""

from __future__ import annotations

from socialscaffold.output.pictures.shapes import WIDE, Picture, Shape, short
from socialscaffold.plan.model import Plan

# The pyramid itself fits a telephone; what is done at each level stands beside it.
_BROAD = 288
_TOP = 150
_STEP = 54


def pyramid(plan: Plan) -> Picture:
    """The levels from the highest down, with the most people expected at a task of each, and its tasks."""
    say = plan.say
    climbed = list(reversed(plan.levels))
    shapes: list[Shape] = []
    rows = []
    for number, (level, title) in enumerate(climbed):
        tasks = [task for task in plan.tasks if task.level == level]
        people = max((sum(count for _, count in task.expected) for task in tasks), default=0)
        owed = any(task.owed or task.required for task in tasks)
        told = say("no task")
        if tasks and owed:
            told = say("{people} of {all}, everyone", people=people, all=plan.learners)
        elif tasks:
            told = say("{people} of {all}", people=people, all=plan.learners)
        done = "; ".join(task.do for task in tasks)
        width = _TOP + (_BROAD - _TOP) * (number + 1) / max(1, len(climbed))
        top = number * _STEP
        on = "on" if tasks else ""
        shapes += [
            Shape((_BROAD - width) / 2, top, width, _STEP - 4, "fill engagement" if tasks else "lane"),
            Shape(_BROAD / 2, top + 21, look=f"{on} name".strip(), words=short(title, 20), anchor="middle"),
            Shape(_BROAD / 2, top + 39, look=f"{on} small".strip(), words=told, anchor="middle"),
        ]
        if done:
            shapes.append(Shape(_BROAD + 24, top + 30, words=short(done, 80)))
        rows.append((title, done or "–", told))
    return Picture(
        "pyramid",
        say("The engagement pyramid"),
        say(
            "How many of {learners} learners are expected at each level, from the highest down, and what they do.",
            learners=plan.learners,
        ),
        WIDE,
        max(1, len(climbed)) * _STEP,
        tuple(shapes),
        (say("Level"), say("Tasks"), say("Expected")),
        tuple(rows),
    )
