"""What a learner writes: plans, reflections, issue sheets, action and decision logs, as boxes with lasting names."""

from __future__ import annotations

from itertools import takewhile

from socialscaffold.output.documents_rounds import log_titles
from socialscaffold.output.documents_words import capital
from socialscaffold.output.learner_page import TextBox
from socialscaffold.output.names import distinct_slugs
from socialscaffold.output.run_sheets import protocol_of
from socialscaffold.patterns.library import PROTOCOLS
from socialscaffold.plan.model import CyclePlan, Plan, RoundPlan
from socialscaffold.words.speech import Speech

PLAIN = ("Meeting", "Date", "Hour", "Seat")  # what the first columns of a log tell, and the learner's page knows
ISSUE, ACTIONS, DECISIONS = "issue-sheet", "action-log", "decision-log"


def plan_boxes(cycle: CyclePlan) -> tuple[TextBox, ...]:
    """The parts of the plan before practising, as the cycle's pattern has them."""
    names = distinct_slugs(cycle.form_names)
    return tuple(
        TextBox(name, capital(title), ask, lines=2) for name, (title, ask) in zip(names, cycle.form, strict=True)
    )


def reflection_boxes(cycle: CyclePlan) -> tuple[TextBox, ...]:
    """The questions for looking back. Known ones go by their short names, others by their words."""
    share = max(10, 5 * round(cycle.words / max(1, len(cycle.prompts)) / 5))  # a number that nobody has to count to
    names = distinct_slugs([name or text for name, text in zip(cycle.prompt_ids, cycle.prompts, strict=True)])
    return tuple(
        TextBox(name, text, words=share, private=cycle.private) for name, text in zip(names, cycle.prompts, strict=True)
    )


def issue_box(plan: Plan) -> TextBox | None:
    """The sheet of whoever holds the issue, where the protocol has one. It is nobody's but the learner's."""
    sheet = next((one for one in protocol_of(plan).outputs if one.id == ISSUE), None)
    return TextBox(ISSUE, sheet.title, _heads(plan.say, sheet.columns), private=True) if sheet else None


def action_box(plan: Plan) -> TextBox | None:
    """The learner's own lines of the set's log, without the heads that tell its meetings and seats apart."""
    protocol = protocol_of(plan)
    log = next((one for one in protocol.outputs if one.id == ACTIONS), None)
    if log is None:
        return None
    source = next(one for one in plan.shelves.in_its_own_words(PROTOCOLS, protocol.id).outputs if one.id == ACTIONS)
    known = sum(1 for _ in takewhile(PLAIN.__contains__, source.columns))
    return TextBox(ACTIONS, log.title, _heads(plan.say, log.columns[known:]), lines=3)


def decision_box(plan: Plan, one: RoundPlan) -> TextBox:
    """What the learner takes down of what the round leaves behind."""
    return TextBox(DECISIONS, plan.say("Decision log"), _heads(plan.say, log_titles(plan, one)))


def _heads(say: Speech, heads: tuple[str, ...]) -> str:
    """The heads of a table as one line of things to write about."""
    return say.chain([*heads[:1], *map(say.small, heads[1:])])
