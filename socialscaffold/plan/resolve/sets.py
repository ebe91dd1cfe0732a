"""Strategy 1 resolved: the sets, each meeting's steps by the minute, and the rota over all meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from socialscaffold.patterns.agenda import Place, fit, steps_at
from socialscaffold.patterns.library import PROTOCOLS
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.pattern import Step as PatternStep
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.breaks import PAUSE, break_places, breaks
from socialscaffold.plan.model import ActionLearningSet, Meeting, SetsPlan, Step
from socialscaffold.plan.resolve.occasions import occasion_ids
from socialscaffold.plan.rota import Rota, rota, slots_that_fit
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import Agenda, Airtime, Sets


def plan_sets(program: Program, formed: tuple[ActionLearningSet, ...], shelves: Shelves) -> SetsPlan:
    """The sets' part of the plan, for sets that are sketched or formed already. The program is a whole one."""
    said = program.strategies.support_network.sets
    weeks = sorted(said.meetings.weeks)
    until = said.facilitation.led_until or 0
    due = said.challenge.due or max(1, len(weeks) - 1)
    protocol = shelves.get(PROTOCOLS, said.protocol.text if said.protocol else "")
    steps = meeting_steps(said, protocol, max((one.seats for one in formed), default=0))
    slots = len({step.slot for step in steps if step.slot})
    everything = [*weeks, *said.beyond.weeks]
    names = occasion_ids("meeting", everything, said.meetings.ids)
    led = tuple(number > until for number in range(1, len(everything) + 1))
    if said.beyond.led_by == "facilitator":
        led = (*led[: len(weeks)], *(False for _ in said.beyond.weeks))
    rotas, own = _rotas(formed, [slots] * len(everything), led, said.roles)
    meetings = tuple(
        Meeting(
            id=name,
            number=number,
            week=week,
            minutes=said.meetings.minutes or 0,
            place=_place(number, len(weeks)),
            led_by_set=led[number - 1],
            steps=steps,
            rota=tuple((count, made.meetings[number - 1]) for count, made in rotas.items()),
            owed_due=number == due,
            own=tuple((name, made.meetings[number - 1]) for name, made in own.items()),
        )
        for number, (week, name) in enumerate(zip(everything, names, strict=True), 1)
    )
    outcomes = dict(program.outcomes)
    outcome = said.challenge.outcome
    owed = said.challenge.each_member_owes
    task = next((one for one in program.strategies.engagement.tasks if owed and one.id == owed.text), None)
    return SetsPlan(
        sets=formed,
        meetings=meetings,
        mode=said.meetings.mode or "online",
        quorum=said.quorum or 3,
        rules=said.rules,
        challenge=outcomes.get(outcome.text if outcome else "", program.title),
        owed=task.do if task else "",
        owed_id=task.id if task else "",
        due=due,
        unproven=tuple(str(name) for name, made in (*rotas.items(), *own.items()) if not made.proven),
    )


def _rotas(
    formed: Iterable[ActionLearningSet], turns: Sequence[int], led: Sequence[bool], roles: Sequence[str]
) -> tuple[dict[int, Rota], dict[str, Rota]]:
    """The rota of each size, and those of the sets in which that would let somebody lead their own manager."""
    of_size: dict[int, Rota] = {}
    own: dict[str, Rota] = {}
    used: set[int] = set()
    for one in formed:
        if one.seats not in of_size:
            of_size[one.seats] = rota(one.seats, turns, led, roles)
        usual = of_size[one.seats]
        if any(each.facilitator in one.never for each in usual.meetings):
            own[one.id] = rota(one.seats, turns, led, roles, one.never)
        else:
            used.add(one.seats)
    return {seats: of_size[seats] for seats in sorted(used)}, own


def _place(number: int, course: int) -> str:
    if number > course:
        return "beyond"
    if number == course:
        return "last"
    return "first" if number == 1 else "middle"


def meeting_steps(said: Sets, protocol: Session, seats: int = 0) -> tuple[Step, ...]:
    """One meeting minute by minute: the protocol's steps in their order, with the agenda's and airtime's minutes.

    A step that neither knows keeps the protocol's own minutes; the slots come as often as there is room beside the
    breaks. What is left over goes to own work, else to the review, else to the longest step. A protocol in which
    nobody holds an issue is stretched to the meeting's length, and so is one in which all of the largest set's
    `seats` (0: unknown) have had a turn before the time is over.
    """
    form = steps_at(protocol.steps, Place())
    said_minutes = {**_minutes_of(said.agenda), **_minutes_of(said.airtime)}
    pause = said.agenda.pause or 0
    rests = _breaks(said, form)
    length = (said.meetings.minutes or 0) - rests * pause
    if not any(one.per == "issue-holder" for one in form):
        cut = fit(form, dict(protocol.counts), length) or tuple(0 for _ in form)
        times = [dict(protocol.counts).get(one.per, 1) if one.per else 1 for one in form]
        parts = ((one.id, minutes * count, 0) for one, minutes, count in zip(form, cut, times, strict=True))
        return _in_a_row(parts, pause, rests)
    minutes = {one.id: said_minutes.get(one.id, one.minutes) for one in form}
    slot = sum(minutes[one.id] for one in form if one.per)
    fixed = [one.id for one in form if not one.per]
    taken = sum(minutes[name] for name in fixed)
    slots = slots_that_fit(length, taken, slot) if slot else 0
    if 0 < seats < slots:
        slots = seats
        longer = fit([replace(one, minutes=minutes[one.id]) for one in form], {"issue-holder": slots}, length)
        minutes = dict(zip(minutes, longer, strict=True)) if longer else minutes
        taken, slot = sum(minutes[name] for name in fixed), sum(minutes[one.id] for one in form if one.per)
    spare = max(0, length - taken - slots * slot)
    if spare:
        minutes[_taker(minutes, fixed, spare)] += spare
    first = next(number for number, one in enumerate(form) if one.per)
    issue = [one.id for one in form if one.per]
    return _in_a_row(
        (
            *((one.id, minutes[one.id], 0) for one in form[:first]),
            *((name, minutes[name], number) for number in range(1, slots + 1) for name in issue),
            *((one.id, minutes[one.id], 0) for one in form[first:] if not one.per),
        ),
        pause,
        rests,
    )


def _breaks(said: Sets, form: Sequence[PatternStep]) -> int:
    """How many breaks the meeting has: no more than there are places for them between its parts."""
    single = sum(1 for one in form if one.minutes and not one.per)
    places = single if any(one.per == "issue-holder" for one in form) else single - 1
    return max(0, min(breaks(said.meetings.minutes or 0, said.agenda.pause or 0), places))


def _taker(minutes: dict[str, int], fixed: list[str], spare: int) -> str:
    """The step that gets the minutes which the slots leave over."""
    if "own-work" in fixed and (minutes["own-work"] or spare >= 5):
        return "own-work"
    return "review" if "review" in fixed else max(fixed, key=lambda name: minutes[name])


def _minutes_of(part: Agenda | Airtime) -> dict[str, int]:
    return {one.name.replace("_", "-"): getattr(part, one.name) or 0 for one in fields(part) if one.name != "at"}


def _in_a_row(parts: Iterable[tuple[str, int, int]], pause: int = 0, rests: int = 0) -> tuple[Step, ...]:
    """Steps of some minutes, one after the other, from (id, minutes, slot), with so many breaks between them."""
    held = [one for one in parts if one[1]]
    rest_before = break_places([(minutes, slot) for _, minutes, slot in held], rests)
    steps: list[Step] = []
    at = 0
    for number, (name, minutes, slot) in enumerate(held):
        if number in rest_before:
            steps.append(Step(PAUSE, at, pause))
            at += pause
        steps.append(Step(name, at, minutes, slot))
        at += minutes
    return tuple(steps)
