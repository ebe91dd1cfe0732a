"""Strategy 1, filled in: sizes, meetings, agenda, airtime, rules, and slots enough for everyone."""

from __future__ import annotations

from dataclasses import fields, replace
from math import ceil
from typing import TypeVar

from socialscaffold.plan.assume import Assumptions
from socialscaffold.plan.ledger import Ledger
from socialscaffold.source.kinds import Text
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import Agenda, Airtime, Beyond, Facilitation, Sets, SetSize

ROLES = ("issue-holder", "facilitator", "timekeeper", "scribe")
RULES = ("confidential", "questions-before-advice", "own-your-action")
T = TypeVar("T")


def with_sets(program: Program, made: Assumptions, ledger: Ledger) -> Sets:
    """The program's sets with nothing left open but the challenge; their meetings are taken from the ledger."""
    said = program.strategies.support_network.sets
    size = _size(said.size, made)
    mode = said.meetings.mode or "online"
    agenda = _parts(said.agenda, Agenda, "set.agenda", "support-network.sets.agenda", made, skip=("own_work",))
    agenda = replace(agenda, own_work=agenda.own_work or 0)
    airtime = _parts(said.airtime, Airtime, "set.airtime", "support-network.sets.airtime", made)
    weeks = said.meetings.weeks or _weeks(program, made)
    minutes = said.meetings.minutes or _minutes(agenda, airtime, len(weeks), size, made, mode)
    for week in weeks:
        ledger.take(week, minutes)
    until = said.facilitation.led_until
    if until is None:
        until = max(1, ceil(len(weeks) / 2))
        made.note("support-network.sets.facilitation.led-until", f"meeting {until}", "set.facilitation.led-share")
    beyond = said.beyond
    if not beyond.weeks:
        after = made.number("support-network.sets.beyond.weeks", "set.beyond.after-weeks")
        beyond = Beyond((program.weeks + after,), "set", beyond.at)
    quorum = said.quorum
    if quorum is None:
        quorum = max(3, (size.target or 6) - 2)
        made.note("support-network.sets.quorum", str(quorum), "set.quorum.missing")
    return replace(
        said,
        size=size,
        meetings=replace(said.meetings, weeks=tuple(weeks), minutes=minutes, mode=mode),
        facilitation=Facilitation(until, said.facilitation.at),
        protocol=said.protocol or Text("action-learning-set", said.at.span),
        agenda=agenda,
        airtime=airtime,
        roles=said.roles or ROLES,
        quorum=quorum,
        rules=said.rules or RULES,
        beyond=beyond,
    )


def _size(said: SetSize, made: Assumptions) -> SetSize:
    if said.min is None and said.target is None and said.max is None:
        least, target, most = (
            made.number(f"support-network.sets.size.{part}", f"set.size.{part}") for part in ("min", "target", "max")
        )
        return SetSize(least, target, most, said.at)
    known = [number for number in (said.min, said.target, said.max) if number is not None]
    least = said.min if said.min is not None else min(known)
    most = said.max if said.max is not None else max(known)
    return SetSize(least, said.target if said.target is not None else (least + most + 1) // 2, most, said.at)


def _parts(said: T, record: type[T], prefix: str, where: str, made: Assumptions, skip: tuple[str, ...] = ()) -> T:
    """Each minute of a record that was not said, from its default."""
    values = {}
    for one in fields(record):  # type: ignore[arg-type]
        if one.name == "at":
            continue
        value = getattr(said, one.name)
        name = one.name.replace("_", "-")
        if value is None and one.name not in skip:
            value = made.number(f"{where}.{name}", f"{prefix}.{name}")
        values[one.name] = value
    return replace(said, **values)  # type: ignore[type-var]


def _weeks(program: Program, made: Assumptions) -> tuple[int, ...]:
    every = program.strategies.support_network.sets.meetings.every
    step = every or int(made.number("support-network.sets.meetings.every", "set.meeting.every-weeks"))
    return tuple(sorted(range(program.weeks, 0, -step)))


def total(record: Agenda | Airtime) -> int:
    """The minutes of all parts together."""
    return sum(getattr(record, one.name) or 0 for one in fields(record) if one.name != "at")


def _minutes(agenda: Agenda, airtime: Airtime, meetings: int, size: SetSize, made: Assumptions, mode: str) -> int:
    """The default length, or as much longer as lets everyone hold the issue once."""
    kind = mode if mode in ("online", "in-person", "blended") else "online"
    least = made.number("support-network.sets.meetings.minutes", f"set.meeting.minutes.{kind}")
    slots = ceil((size.target or 6) / max(1, meetings))
    return max(least, ceil((total(agenda) + slots * total(airtime)) / 30) * 30)
