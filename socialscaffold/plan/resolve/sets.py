"""Strategy 1 resolved: the sets, each meeting's steps by the minute, and the rota over all meetings."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from math import ceil

from socialscaffold.plan.model import ActionLearningSet, Meeting, Roles, SetsPlan, Step
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import Airtime, Sets

_ROLES = ("facilitator", "timekeeper", "scribe")


def sizes(count: int, least: int, target: int, most: int) -> tuple[int, ...]:
    """The sizes of sets that seat `count` people, as near to `target` as may be, the larger ones first.

    Sizes differ by one at most. Where no cut keeps within `least` and `most` the nearest one is given: the
    review tells of it (SS-SET-002).
    """
    fewest, largest = ceil(count / most), count // least
    allowed = range(fewest, largest + 1) or range(max(1, fewest), max(1, fewest) + 1)
    number = min(allowed, key=lambda sets: (abs(count / sets - target), sets))
    small, over = divmod(count, number)
    return (small + 1,) * over + (small,) * (number - over)


def rota(seats: int, slots: tuple[int, ...], led_by_set: tuple[bool, ...]) -> tuple[Roles, ...]:
    """Who does what in a set of `seats` people, one entry a meeting.

    `slots` is the number of issue-holders at each meeting. Holders follow the seats round, so that the turns of
    any two differ by one at most; each other role goes to one of those who do not hold and had it least often.
    """
    next_holder, made = 0, []
    done: Counter[tuple[str, int]] = Counter()
    for count, led in zip(slots, led_by_set, strict=True):
        holders = tuple((next_holder + turn) % seats + 1 for turn in range(min(count, seats)))
        next_holder += len(holders)
        order = [(next_holder + turn) % seats + 1 for turn in range(seats)]
        taken: dict[str, int] = {}
        for role in ("facilitator", "timekeeper", "scribe") if led else ("timekeeper", "scribe"):
            free = [seat for seat in order if seat not in holders and seat not in taken.values()] or order
            seat = min(free, key=lambda one: (done[role, one], sum(done[other, one] for other in _ROLES)))
            taken[role] = seat
            done[role, seat] += 1
        made.append(Roles(holders, taken.get("facilitator", 0), taken["timekeeper"], taken["scribe"]))
    return tuple(made)


def plan_sets(program: Program, formed: tuple[ActionLearningSet, ...]) -> SetsPlan:
    """The sets' part of the plan, for sets that are sketched or formed already. The program is a whole one."""
    said = program.strategies.support_network.sets
    weeks = sorted(said.meetings.weeks)
    until = said.facilitation.led_until or 0
    due = said.challenge.due or max(1, len(weeks) - 1)
    seats = sorted({one.seats for one in formed})
    steps = meeting_steps(said)
    slots = len({step.slot for step in steps if step.slot})
    everything = [*weeks, *said.beyond.weeks]
    led = tuple(number > until for number in range(1, len(everything) + 1))
    if said.beyond.led_by == "facilitator":
        led = (*led[: len(weeks)], *(False for _ in said.beyond.weeks))
    rotas = {number: rota(number, (slots,) * len(everything), led) for number in seats}
    meetings = tuple(
        Meeting(
            number=number,
            week=week,
            minutes=said.meetings.minutes or 0,
            place=_place(number, len(weeks)),
            led_by_set=led[number - 1],
            steps=steps,
            rota=tuple((count, rotas[count][number - 1]) for count in seats),
            owed_due=number == due,
        )
        for number, week in enumerate(everything, 1)
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
    )


def _place(number: int, course: int) -> str:
    if number > course:
        return "beyond"
    if number == course:
        return "last"
    return "first" if number == 1 else "middle"


def meeting_steps(said: Sets) -> tuple[Step, ...]:
    """One meeting minute by minute. What the agenda and the slots leave over goes to own work, or to the review."""
    agenda, airtime = said.agenda, said.airtime
    parts = [
        (one.name.replace("_", "-"), getattr(airtime, one.name) or 0) for one in fields(Airtime) if one.name != "at"
    ]
    slot = sum(minutes for _, minutes in parts)
    fixed = sum(
        minutes or 0 for minutes in (agenda.check_in, agenda.progress, agenda.own_work, agenda.review, agenda.close)
    )
    length = said.meetings.minutes or 0
    slots = max(0, (length - fixed) // slot) if slot else 0
    spare = max(0, length - fixed - slots * slot)
    extra_own = spare if agenda.own_work or spare >= 5 else 0
    steps: list[Step] = []
    at = 0

    def add(name: str, minutes: int, number: int = 0) -> None:
        nonlocal at
        if minutes:
            steps.append(Step(name, at, minutes, number))
            at += minutes

    add("check-in", agenda.check_in or 0)
    add("progress", agenda.progress or 0)
    for number in range(1, slots + 1):
        for name, minutes in parts:
            add(name, minutes, number)
    add("own-work", (agenda.own_work or 0) + extra_own)
    add("review", (agenda.review or 0) + (spare - extra_own))
    add("close", agenda.close or 0)
    return tuple(steps)
