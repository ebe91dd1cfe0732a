"""Strategy 1, filled in: sizes, meetings, agenda, airtime, rules, and slots enough for everyone."""

from __future__ import annotations

from dataclasses import fields, replace
from math import ceil
from typing import TypeVar

from socialscaffold.patterns.agenda import Place, fit, steps_at
from socialscaffold.patterns.defaults import evidence
from socialscaffold.patterns.library import PROTOCOLS
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.shelves import USUAL, Shelves
from socialscaffold.plan.assume import LEANEST, Assumptions
from socialscaffold.plan.breaks import breaks, usual_break
from socialscaffold.plan.ledger import Ledger
from socialscaffold.sets.sizes import Size, cut, feasible
from socialscaffold.source.kinds import Text
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import Agenda, Airtime, Beyond, Facilitation, Sets, SetSize

ROLES = ("issue-holder", "facilitator", "timekeeper", "scribe")
RULES = ("confidential", "questions-before-advice", "own-your-action")
# The steps of a meeting that have a usual length: those around the issues, and those of one issue.
USUAL_STEPS = (
    *(("agenda", name) for name in ("check-in", "progress", "review", "close")),
    *(("airtime", name) for name in ("present", "clarify", "open-questions", "summary", "resources", "actions")),
)
T = TypeVar("T")


def with_sets(program: Program, made: Assumptions, ledger: Ledger, shelves: Shelves) -> Sets:
    """The program's sets with nothing left open but the challenge; their meetings are taken from the ledger."""
    said = program.strategies.support_network.sets
    protocol = shelves.get(PROTOCOLS, said.protocol.text if said.protocol else "")
    said = _by_the_protocol(said, protocol, made) or _in_a_short_meeting(said, protocol, made)
    size = _size(program, made)
    mode = said.meetings.mode or "online"
    agenda = _parts(said.agenda, Agenda, "set.agenda", "support-network.sets.agenda", made, skip=("own_work", "pause"))
    agenda = replace(agenda, own_work=agenda.own_work or 0)
    airtime = _parts(said.airtime, Airtime, "set.airtime", "support-network.sets.airtime", made)
    turns = _largest(program, size)
    weeks = said.meetings.weeks or _weeks(program, agenda, airtime, turns, made, ledger)
    minutes = said.meetings.minutes or _minutes(agenda, airtime, ceil(turns / max(1, len(weeks))), made, mode)
    if agenda.pause is None and breaks(minutes):
        agenda = replace(agenda, pause=made.number("support-network.sets.agenda.pause", "set.agenda.pause"))
    for week in weeks:
        ledger.take(week, minutes)
    until = said.facilitation.led_until
    if until is None:
        until = max(1, ceil(len(weeks) / 2))
        made.note(
            "support-network.sets.facilitation.led-until",
            made.speech("meeting {number}", number=until),
            "set.facilitation.led-share",
        )
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
        protocol=said.protocol or Text(USUAL[PROTOCOLS.name], said.at.span),
        agenda=agenda,
        airtime=airtime,
        roles=said.roles or ROLES,
        quorum=quorum,
        rules=said.rules or RULES,
        beyond=beyond,
    )


def _by_the_protocol(said: Sets, protocol: Session, made: Assumptions) -> Sets | None:
    """The sets with the own minutes of a protocol that is not the usual one; None where the program says some of its
    own, or where its meeting is too short for them."""
    steps = steps_at(protocol.steps, Place())
    least = sum(one.minutes for one in steps)
    if protocol.id == USUAL[PROTOCOLS.name] or not any(one.per == "issue-holder" for one in steps):
        return None
    if total(said.agenda) or total(said.airtime) or (said.meetings.minutes or least) < least:
        return None
    own = {one.id.replace("-", "_"): one.minutes for one in steps}
    turn = [one for one in steps if one.per]
    usual = sum(evidence().default(f"set.{part}.{name}").whole for part, name in USUAL_STEPS if part == "airtime")
    why = f"What the pattern “{protocol.title}” usually takes."
    if sum(one.minutes for one in turn) > usual:
        # In turns that long not everybody would have one before the program is over.
        cut = fit([replace(one, per="") for one in turn], {}, usual) or ()
        own.update({one.id.replace("-", "_"): minutes for one, minutes in zip(turn, cut, strict=False)})
        why = f"What the pattern “{protocol.title}” takes, cut to the usual turn, so that everybody has one."
    minutes = sum(own[one.id.replace("-", "_")] for one in turn)
    made.say("support-network.sets.airtime", f"{minutes} minutes a turn", why)
    agenda = replace(_of(said.agenda, own), pause=said.agenda.pause)
    return replace(said, agenda=agenda, airtime=_of(said.airtime, own))


def _in_a_short_meeting(said: Sets, protocol: Session, made: Assumptions) -> Sets:
    """The sets with their protocol's own minutes, cut to a meeting that is too short for the usual ones and one issue.

    Where the usual ones fit, or the program says some of its own, nothing changes.
    """
    minutes = said.meetings.minutes or 0
    usual = sum(evidence().default(f"set.{part}.{name}").whole for part, name in USUAL_STEPS)
    if not protocol.minutes.min <= minutes < usual or total(said.agenda) or total(said.airtime):
        return said
    steps = steps_at(protocol.steps, Place())
    cut = fit(steps, {"issue-holder": 1}, minutes)
    if cut is None or not any(one.per for one in steps):
        return said
    own = {one.id.replace("-", "_"): given for one, given in zip(steps, cut, strict=True)}
    say = made.speech
    why = say(
        "The usual steps take {length} with one issue, so those of “{title}” are cut to the meeting.",
        length=say.minutes(usual),
        title=protocol.title,
    )
    made.say("support-network.sets.agenda", say("{length}, one issue", length=say.minutes(minutes)), why)
    return replace(said, agenda=_of(said.agenda, own), airtime=_of(said.airtime, own))


def _of(part: T, minutes: dict[str, int]) -> T:
    names = [one.name for one in fields(part) if one.name != "at"]  # type: ignore[arg-type]
    return replace(part, **{name: minutes.get(name, 0) for name in names})  # type: ignore[type-var]


def strata(program: Program) -> tuple[int, ...]:
    """Head counts that are cut into sets each for itself: the regions' where sets are alike in something."""
    by_region = tuple(count for _, count in program.audience.by_region if count)
    alike = program.strategies.support_network.sets.form.alike
    return by_region if alike and by_region else (program.audience.learners or 0,)


def _size(program: Program, made: Assumptions) -> SetSize:
    """The size of a set: the usual one, or the smaller one where the usual can't seat everybody."""
    said = program.strategies.support_network.sets.size
    if said.min is None and said.target is None and said.max is None:
        parts = ("min", "target", "max")
        usual = Size(*(evidence().default(f"set.size.{part}").whole for part in parts))
        smaller = not all(feasible(count, usual) for count in strata(program))
        least, target, most = (
            made.number(f"support-network.sets.size.{part}", f"set.size.{part}", lean=smaller) for part in parts
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


def _largest(program: Program, size: SetSize) -> int:
    """How many sit in the largest set: as many turns there must be."""
    bounds = (size.min or 1, size.target or 1, size.max or 1)
    if not bounds[0] <= bounds[2]:
        return bounds[1]
    return max((max(cut(count, *bounds) or (bounds[1],), default=1) for count in strata(program)), default=1)


def _weeks(
    program: Program, agenda: Agenda, airtime: Airtime, turns: int, made: Assumptions, ledger: Ledger
) -> tuple[int, ...]:
    """The weeks of the meetings, counted back from the last: by their rhythm, or as few as give everyone a turn."""
    every = program.strategies.support_network.sets.meetings.every
    step = every or made.number("support-network.sets.meetings.every", "set.meeting.every-weeks")
    usual = tuple(sorted(range(program.weeks, 0, -step)))
    if every or made.lean < LEANEST:
        return usual
    longest = min(ledger.budget, evidence().default("set.meeting.minutes.most-online").whole)
    slots = max(1, (longest - _in_breaks(longest, agenda) - _held(agenda)) // max(1, total(airtime)))
    number = min(program.weeks, max(2, ceil(turns / slots)))
    return tuple(sorted({program.weeks - turn * program.weeks // number for turn in range(number)}))


def total(record: Agenda | Airtime) -> int:
    """The minutes of all parts together."""
    return sum(getattr(record, one.name) or 0 for one in fields(record) if one.name != "at")


def _held(agenda: Agenda) -> int:
    """The minutes of all parts but the breaks."""
    return total(agenda) - (agenda.pause or 0)


def _in_breaks(length: int, agenda: Agenda) -> int:
    """The minutes of all breaks of a meeting that long."""
    each = usual_break() if agenda.pause is None else agenda.pause
    return breaks(length, agenda.pause) * each


def _minutes(agenda: Agenda, airtime: Airtime, slots: int, made: Assumptions, mode: str) -> int:
    """The default length, or as much longer as lets everyone hold the issue once; no longer than that when lean."""
    kind = mode if mode in ("online", "in-person", "blended") else "online"
    needed = _held(agenda) + slots * total(airtime)
    where = "support-network.sets.meetings.minutes"
    if made.lean > 1:
        say, minutes = made.speech, _with_breaks(needed, 5, agenda)
        made.say(where, say.minutes(minutes), say("As long as the agenda and the turns take: the weeks are tight."))
        return minutes
    step = evidence().default("set.meeting.minutes.step").whole
    return max(made.number(where, f"set.meeting.minutes.{kind}"), _with_breaks(needed, step, agenda))


def _with_breaks(needed: int, step: int, agenda: Agenda) -> int:
    """The shortest length, in whole steps, that holds what is needed and the breaks that it then has."""
    length = ceil(needed / step) * step
    while length - _in_breaks(length, agenda) < needed:
        length += step
    return length
