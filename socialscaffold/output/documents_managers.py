"""The manager's page: three things to do and three questions to ask."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.documents_local import asked
from socialscaffold.output.documents_when import week_of
from socialscaffold.output.documents_words import as_name, bare, capital, length, listed, sentence, small
from socialscaffold.plan.model import Plan
from socialscaffold.spec.program import Moment


def manager_page(plan: Plan) -> dict[str, Any]:
    """Before, during and after with what the program says; what it does not say comes from its own parts."""
    said = plan.program.managers
    return {
        "moments": [
            _moment(plan, "Before", said.before, _before(plan)),
            _moment(plan, "During", said.during, _during(plan)),
            _moment(plan, "After", said.after, "Ask the three questions below, and listen."),
        ],
        "questions": _questions(plan),
    }


def _moment(plan: Plan, name: str, said: Moment | None, usual: str) -> dict[str, str]:
    week = said.week if said else None
    when = f"week {week}" if week else ""
    if week and week_of(plan, week):
        when += f", {week_of(plan, week)}"
    if said and said.minutes:
        when += f", {length(said.minutes)}" if when else length(said.minutes)
    do = sentence(said.do) if said and said.do else usual
    # A talk that answers a local question is of use only with the question beside it.
    prompt = next((one for one in plan.prompts if name == "During" and said and said.do and one.week == week), None)
    ask = asked(plan, prompt.id) if prompt else ""
    if prompt and not ask:
        ask = f"In your region's local kit it stands under “{capital(as_name(prompt.dimension))}”."
    return {"name": name, "when": when, "do": do, "asked": ask}


def _before(plan: Plan) -> str:
    practice = plan.cycles[0].do if plan.cycles else plan.sets.challenge
    return f"Agree one situation in which this is practised: {small(bare(practice))}."


def _during(plan: Plan) -> str:
    weeks = listed(str(one.week) for one in plan.sets.meetings if one.place != "beyond")
    return f"Keep the time of the set meetings free (weeks {weeks}). Ask once what was tried, and listen."


def _questions(plan: Plan) -> list[str]:
    """The program's own questions, made up to three from its outcomes and what each member owes."""
    after = plan.program.managers.after
    own = list(after.ask) if after else []
    outcome = plan.program.outcomes[0][1] if plan.program.outcomes else plan.program.title
    usual = [
        f"Since you began: when did you last do this, and what came of it? “{capital(bare(outcome))}”",
        "What do you do differently now, and who has noticed?",
        "What stands in your way that I can move?",
    ]
    return [*own, *usual[len(own) :]][: max(3, len(own))]
