"""The task board: the climb from noticing to teaching, as rows of a table."""

from __future__ import annotations

from socialscaffold.output.documents_library import helps
from socialscaffold.output.documents_words import bare, first_sentence
from socialscaffold.output.templates import Md
from socialscaffold.plan.model import Plan
from socialscaffold.words.speech import noted

# What good looks like where a task does not say: by our level, so that every model's levels have it.
GOOD = {
    "notice": noted("You can say in one sentence whom it would help."),
    "react": noted("You give a reason, not a mark."),
    "comment": noted("It is one fact of yours, and says how you know it."),
    "share": noted("It goes to one person, and says why to this one."),
    "create": noted("A colleague who has never met you can use it tomorrow."),
    "advocate": noted("The others did more than you did."),
}
OTHERWISE = noted("Somebody else can use it.")


def task_rows(plan: Plan) -> list[dict[str, str]]:
    """The tasks by week. Keys: week, level, minutes, task (its first sentence and the
    rest apart too), good, instead, channel, who, start."""
    say = plan.say
    start = helps(plan)
    levels = dict(plan.levels)
    rank = list(levels)
    order = sorted(plan.tasks, key=lambda one: (one.week, rank.index(one.level) if one.level in levels else 99, one.id))
    return [
        {
            "week": str(one.week),
            "level": levels.get(one.level, say.name(one.level)),
            "minutes": str(one.minutes),
            "task": bare(one.do),
            "first": bare(first_sentence(one.do)),
            "rest": one.do.strip().removeprefix(first_sentence(one.do)).strip(),
            "good": one.good or say(GOOD.get(one.level, OTHERWISE)),
            "instead": one.instead,
            "channel": one.channel,
            "who": say("everyone: your set counts on it")
            if one.owed
            else say("everyone")
            if one.required
            else say("who likes to"),
            "start": Md(" ".join(start[one.id])),
        }
        for one in order
    ]
