"""The manager's page: three things to do and three questions to ask."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.documents_local import asked
from socialscaffold.output.documents_when import week_of
from socialscaffold.output.documents_words import bare, capital, sentence
from socialscaffold.plan.model import Plan, PromptPlan
from socialscaffold.spec.program import Moment
from socialscaffold.words.speech import noted

BEFORE, DURING, AFTER = noted("Before"), noted("During"), noted("After")


def manager_page(plan: Plan) -> dict[str, Any]:
    """Before, during and after with what the program says; what it does not say comes from its own parts."""
    said = plan.program.managers
    return {
        "moments": [
            _moment(plan, BEFORE, said.before, _before(plan)),
            _moment(plan, DURING, said.during, _during(plan)),
            _moment(plan, AFTER, said.after, plan.say("Ask the three questions below, and listen.")),
        ],
        "questions": _questions(plan),
    }


def _moment(plan: Plan, name: str, said: Moment | None, usual: str) -> dict[str, str]:
    week = said.week if said else None
    say = plan.say
    when = [say("week {number}", number=week), week_of(plan, week)] if week else []
    if said and said.minutes:
        when.append(say.length(said.minutes))
    do = sentence(said.do) if said and said.do else usual
    # A talk that answers a local question is of use only with the question beside it.
    prompt = next((one for one in plan.prompts if name == DURING and said and one.week == week), None)
    if prompt and not (said and _names(said.do, prompt)):
        prompt = None
    ask = asked(plan, prompt.id) if prompt else ""
    if prompt and not ask:
        about = capital(say.name(prompt.dimension))
        ask = say("In your region's local kit it stands under “{about}”.", about=about)
    return {"name": say(name), "when": say.series(filter(None, when)), "do": do, "asked": ask}


def _names(text: str, prompt: PromptPlan) -> bool:
    """Whether a sentence speaks of a local question, by its short name or by what it asks about."""
    said = text.casefold()
    return any(name.replace("-", " ") in said for name in (prompt.id, prompt.dimension))


def _before(plan: Plan) -> str:
    practice = plan.cycles[0].do if plan.cycles else plan.sets.challenge
    return plan.say("Agree one situation in which this is practised: {what}.", what=plan.say.small(bare(practice)))


def _during(plan: Plan) -> str:
    weeks = plan.say.listed(str(one.week) for one in plan.sets.meetings if one.place != "beyond")
    return plan.say(
        "Keep the time of the set meetings free (weeks {weeks}). Ask once what was tried, and listen.", weeks=weeks
    )


def _questions(plan: Plan) -> list[str]:
    """The program's own questions, made up to three from its outcomes and what each member owes."""
    say = plan.say
    after = plan.program.managers.after
    own = list(after.ask) if after else []
    outcome = plan.program.outcomes[0][1] if plan.program.outcomes else plan.program.title
    usual = [
        say(
            "Since you began: when did you last do this, and what came of it? “{outcome}”",
            outcome=capital(bare(outcome)),
        ),
        say("What do you do differently now, and who has noticed?"),
        say("What stands in your way that I can move?"),
    ]
    return [*own, *usual[len(own) :]][: max(3, len(own))]
