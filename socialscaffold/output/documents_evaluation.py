"""The evaluation plan: what is measured, against what, when and how, and what is decided with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from socialscaffold.output.documents_when import week_of
from socialscaffold.output.documents_words import bare, capital
from socialscaffold.patterns.defaults import Survey, evidence
from socialscaffold.plan.model import Plan


def evaluation_page(plan: Plan) -> dict[str, Any]:
    """Measures as rows, transfer questions with their weeks, and the survey."""
    say = plan.say
    last = len(plan.weeks)
    week = say("week {number}", number=last)
    return {
        "measures": [_measure(plan, name) for name in plan.program.evaluation.measures],
        "transfer": [(say.lasting(one), _after(plan, one.days)) for one in plan.program.evaluation.transfer],
        "last": week + (f" ({week_of(plan, last)})" if week_of(plan, last) else ""),
        "survey": _survey(plan),
    }


def _survey(plan: Plan) -> Survey:
    """The survey in the language of the program; its English wording is the one that was compared."""
    say, survey = plan.say, evidence().survey()
    return replace(
        survey,
        note=say(survey.note),
        scale=tuple(say(one) for one in survey.scale),
        items=tuple(replace(one, text=say(one.text)) for one in survey.items),
    )


def _after(plan: Plan, days: int) -> str:
    """The day that lies so many days after the last Sunday of the course; empty without a cohort."""
    last = plan.weeks[-1].monday if plan.weeks else None
    return plan.say.day(last + dt.timedelta(days=6 + days)) if last else ""


def _measure(plan: Plan, name: str) -> dict[str, str]:
    """One row: what, baseline, when, how, decides."""
    say = plan.say
    last = len(plan.weeks)
    course = [one for one in plan.sets.meetings if one.place != "beyond"]
    turns = sum(len(one.turns) for one in plan.cycles)
    owed = say.small(bare(plan.sets.owed)) or say("a piece of their own")
    times = say.plural("{number} time", "{number} times", len(course))
    meetings = say.series(str(one.week) for one in course)
    practised = say.series(str(turn.week) for one in plan.cycles for turn in one.turns)
    due = min((one.week for one in plan.tasks if one.owed), default=1)
    known = {
        "set-attendance": (
            say("Who came to each set meeting"),
            say("everyone at every meeting: {people} people, {times}", people=plan.learners, times=times),
            say("after each meeting (weeks {weeks})", weeks=meetings),
            say("the scribe notes a number, no names"),
            say("whether sets need another day, hour or length"),
        ),
        "cycles-closed": (
            say("How many of {turns} practice turns were planned, practised, reflected and discussed", turns=turns),
            say("nobody has closed one before the program"),
            say("in weeks {weeks} and {last}", weeks=practised, last=last),
            say("learners tick the steps in their own page; texts are not read"),
            say("whether the turns have time enough, and which step people leave out"),
        ),
        "community-of-inquiry-short": (
            say("How far people think together: a short survey"),
            say("the answers of week {number}", number=min(2, last)),
            say("in weeks {weeks} and {last}", weeks=min(2, last), last=last),
            say("twelve statements, without a name"),
            say("what facilitators change in the second half"),
        ),
        "manager-observed": (
            say("What managers saw people do"),
            say("what they say in the first talk"),
            say("in week {number}", number=last),
            say("the three questions of the manager's page"),
            say("whether the practice fits the work"),
        ),
        "cards-by-region": (
            say("How many in each region did this: {owed}; and how many pieces were used again", owed=owed),
            say("none before the program"),
            say("from week {number} on", number=due),
            say("counted in the library and the channel, with their makers' consent"),
            say("which pieces the next cohort begins with"),
        ),
    }
    what, baseline, when, how, decides = known.get(
        name,
        (
            capital(say.name(name)),
            say("measure it in week 1, before anything has changed"),
            say("in weeks {weeks} and {last}", weeks=1, last=last),
            say("the sponsor names who collects it"),
            say("the sponsor writes it here before the start: ________"),
        ),
    )
    return {"what": what, "baseline": baseline, "when": when, "how": how, "decides": decides}
