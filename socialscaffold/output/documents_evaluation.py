"""The evaluation plan: what is measured, against what, when and how, and what is decided with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from socialscaffold.output.documents_when import week_of
from socialscaffold.output.documents_words import as_name, bare, capital, day, small
from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.model import Plan


def evaluation_page(plan: Plan) -> dict[str, Any]:
    """Measures as rows, transfer questions with their weeks, and the survey."""
    last = len(plan.weeks)
    return {
        "measures": [_measure(plan, name) for name in plan.program.evaluation.measures],
        "transfer": [(str(one), _after(plan, one.days)) for one in plan.program.evaluation.transfer],
        "last": f"week {last}" + (f" ({week_of(plan, last)})" if week_of(plan, last) else ""),
        "survey": evidence().survey(),
    }


def _after(plan: Plan, days: int) -> str:
    """The day that lies so many days after the last Sunday of the course; empty without a cohort."""
    last = plan.weeks[-1].monday if plan.weeks else None
    return day(last + dt.timedelta(days=6 + days)) if last else ""


def _measure(plan: Plan, name: str) -> dict[str, str]:
    """One row: what, baseline, when, how, decides."""
    last = len(plan.weeks)
    course = [one for one in plan.sets.meetings if one.place != "beyond"]
    turns = sum(len(one.turns) for one in plan.cycles)
    owed = small(bare(plan.sets.owed)) or "a piece of their own"
    known = {
        "set-attendance": (
            "Who came to each set meeting",
            f"everyone at every meeting: {plan.learners} people, {len(course)} times",
            f"after each meeting (weeks {', '.join(str(one.week) for one in course)})",
            "the scribe notes a number, no names",
            "whether sets need another day, hour or length",
        ),
        "cycles-closed": (
            f"How many of {turns} practice turns were planned, practised, reflected and discussed",
            "nobody has closed one before the program",
            f"in weeks {', '.join(str(turn.week) for one in plan.cycles for turn in one.turns)} and {last}",
            "learners tick the steps in their own page; texts are not read",
            "whether the turns have time enough, and which step people leave out",
        ),
        "community-of-inquiry-short": (
            "How far people think together: a short survey",
            f"the answers of week {min(2, last)}",
            f"in weeks {min(2, last)} and {last}",
            "twelve statements, without a name",
            "what facilitators change in the second half",
        ),
        "manager-observed": (
            "What managers saw people do",
            "what they say in the first talk",
            f"in week {last}",
            "the three questions of the manager's page",
            "whether the practice fits the work",
        ),
        "cards-by-region": (
            f"How many in each region did this: {owed}; and how many pieces were used again",
            "none before the program",
            f"from week {min((one.week for one in plan.tasks if one.owed), default=1)} on",
            "counted in the library and the channel, with their makers' consent",
            "which pieces the next cohort begins with",
        ),
    }
    what, baseline, when, how, decides = known.get(
        name,
        (
            capital(as_name(name)),
            "measure it in week 1, before anything has changed",
            f"in weeks 1 and {last}",
            "the sponsor names who collects it",
            "the sponsor writes it here before the start: ________",
        ),
    )
    return {"what": what, "baseline": baseline, "when": when, "how": how, "decides": decides}
