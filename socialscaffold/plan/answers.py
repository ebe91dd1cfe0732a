"""How far the answers of the regions have come: what was asked where, what came back, and what has grown old since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.model import Plan
from socialscaffold.spec.program import Message
from socialscaffold.spec.region import Answer, Region
from socialscaffold.spec.strategies import Prompt

# From the least to the most: of several answers to one prompt, the one that came furthest speaks for its region.
ORDER = ("withdrawn", "rejected", "expired", "stale", "proposed", "accepted", "promoted")


@dataclass(frozen=True, slots=True)
class Asked:
    """One prompt in one region: its state, and every answer to it with the state of its own."""

    region: str
    prompt: str
    message: str
    dimension: str
    state: str
    answers: tuple[tuple[Answer, str], ...] = ()


def answers_of(plan: Plan, day: dt.date | None = None) -> tuple[Asked, ...]:
    """Every prompt in every region that is built, in the program's order.

    With a `day`, answers that held until an earlier one are expired, and an essential message whose week is over
    without an answer is missing; without one, only what no day is needed for.
    """
    regions = {one.region: one for one in plan.regions}
    messages = dict(plan.program.messages)
    found = []
    for prompt in plan.program.strategies.localization.prompts:
        name = prompt.message.text if prompt.message else ""
        late = day is not None and (due := due_day(plan, prompt.week or 1)) is not None and day > due
        for code, _ in plan.places:
            region = regions.get(code)
            answers = tuple(one for one in region.answers if one.prompt.text == prompt.id) if region else ()
            states = tuple((one, state_of(one, messages.get(name), name, region, day)) for one in answers)
            essential = name in messages and messages[name].essential
            forgotten = region is None and bool(regions)
            state = told([each for _, each in states], essential=essential, late=late or forgotten)
            found.append(Asked(code, prompt.id, name, prompt.dimension or "", state, states))
    return tuple(found)


def run_out(regions: tuple[Region, ...], day: dt.date | None) -> tuple[Region, ...]:
    """The regions on a day: answers that held until an earlier one are expired. Without a day all hold."""
    if day is None or not any(one.until and one.until < day for region in regions for one in region.answers):
        return regions
    return tuple(
        replace(
            region,
            answers=tuple(
                replace(one, status="expired") if one.stands and one.until and one.until < day else one
                for one in region.answers
            ),
        )
        for region in regions
    )


def due_day(plan: Plan, week: int) -> dt.date | None:
    """The Sunday of a week; None where there is no cohort."""
    return plan.mondays[week - 1] + dt.timedelta(days=6) if len(plan.mondays) >= week else None


def states_by_place(
    prompt: Prompt, messages: Mapping[str, Message], regions: Iterable[Region], places: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """(region, state) of one prompt, by what needs no day."""
    name = prompt.message.text if prompt.message else ""
    essential = name in messages and messages[name].essential
    there = {one.region: one for one in regions}
    made = []
    for code in places:
        region = there.get(code)
        answers = [one for one in region.answers if one.prompt.text == prompt.id] if region else []
        states = [state_of(one, messages.get(name), name, region) for one in answers]
        made.append((code, told(states, essential=essential, late=region is None and bool(there))))
    return tuple(made)


def state_of(
    answer: Answer, message: Message | None, name: str, region: Region | None, day: dt.date | None = None
) -> str:
    """The state of one answer: what its file says, unless its day has passed or its message has changed since."""
    if not answer.stands:
        return answer.status
    if answer.until and day and day > answer.until:
        return "expired"
    based_on = dict(region.based_on).get(name) if region else None
    revision = answer.revision or based_on
    return "stale" if message and revision and revision < message.revision else answer.status


def told(states: list[str], *, essential: bool, late: bool) -> str:
    """The state of a prompt by those of its answers: the one that came furthest speaks.

    Without any, an essential message's answer is missing once it is `late`: its week is over, or others keep a file for
    their region and this one has none. Everything else is asked.
    """
    if states:
        return max(states, key=ORDER.index)
    return "missing" if essential and late else "asked"
