"""A meeting as a facilitator runs it: the protocol's words for this place, mode and program, by the minute."""

from __future__ import annotations

from dataclasses import dataclass

from socialscaffold.patterns.agenda import Place, questions_for, steps_at, words_at
from socialscaffold.patterns.library import PROTOCOLS, load
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.pattern import Step as PatternStep
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.model import Meeting, Plan, Step


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `watch` holds signs with the sentence that answers each."""

    time: str
    minutes: int
    title: str
    say: str
    do: str
    watch: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RunSheet:
    """One meeting's sheet."""

    meeting: Meeting
    protocol: Session
    rows: tuple[Row, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    remedies: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]


def protocol_of(plan: Plan) -> Session:
    """The protocol that the sets follow; the classic one where the program names none that is shipped."""
    name = plan.program.strategies.support_network.sets.protocol
    found, _ = load(PROTOCOLS, name.text if name else "action-learning-set")
    if found is None:
        found, _ = load(PROTOCOLS, "action-learning-set")
    if found is None:
        raise ValueError("the classic protocol is not in the library")
    return found


def values(plan: Plan, meeting: Meeting | None = None) -> dict[str, str]:
    """What the placeholders of a pattern print for this program."""
    program = plan.program
    channel = program.channels[0][1].title if program.channels else "your set's channel"
    decider = plan.rounds[0].decides if plan.rounds else "the sponsor"
    number = meeting.number if meeting else 1
    following = f"meeting {number + 1}" if number < len(plan.sets.meetings) else "our next meeting"
    cycle = plan.cycles[0] if plan.cycles else None
    challenge = plan.sets.challenge.rstrip(".")
    return {
        "program": program.title,
        "role": program.audience.role,
        "outcome": challenge[:1].lower() + challenge[1:],
        "size": str(max((one.seats for one in plan.sets.sets), default=0)),
        "challenge": challenge[:1].lower() + challenge[1:],
        "owed-part": (plan.sets.owed or "your part").rstrip("."),
        "due": f"meeting {plan.sets.due}",
        "meeting": str(number),
        "meetings": str(len([one for one in plan.sets.meetings if one.place != "beyond"])),
        "next-meeting": following,
        "holder": "the issue-holder",
        "facilitator": "your facilitator",
        "timekeeper": "the timekeeper",
        "scribe": "the scribe",
        "quorum": str(plan.sets.quorum),
        "minutes": "",
        "question": plan.rounds[0].question if plan.rounds else "",
        "lens": "your lens",
        "lenses": ", ".join(plan.rounds[0].lenses) if plan.rounds else "",
        "case": "this case",
        "group": "your set",
        "groups": " and ".join(plan.rounds[0].hear) if plan.rounds else "",
        "decider": decider,
        "message": program.messages[0][1].text.rstrip(".") if program.messages else challenge,
        "region": "your area",
        "channel": channel,
        "practice": cycle.do if cycle else "",
        "words": str(cycle.words) if cycle else "",
        "within": cycle.turns[0].by if cycle and cycle.turns else "",
    }


def run_sheet(plan: Plan, meeting: Meeting) -> RunSheet:
    """The sheet of one meeting; its rows add up to the meeting's minutes, as the plan's steps do."""
    protocol = protocol_of(plan)
    place = Place(first=meeting.place == "first", last=meeting.place in ("last", "beyond"))
    steps = {one.instead_of or one.id: one for one in steps_at(protocol.steps, place)}
    filled = values(plan, meeting)
    seats = max((one.seats for one in plan.sets.sets), default=0)
    holders = meeting.roles(seats).holders if seats else ()
    rows = [
        _row(steps[step.id], step, filled, holders, plan, place, meeting)
        for step in meeting.steps
        if step.slot <= 1 and step.id in steps
    ]
    last = max((at for at, step in enumerate(meeting.steps) if step.slot == 1), default=-1)
    where = sum(1 for step in meeting.steps[: last + 1] if step.id in steps)
    rows[where:where] = _again(meeting, holders)
    return RunSheet(
        meeting=meeting,
        protocol=protocol,
        rows=tuple(rows),
        before=tuple(fill(text, filled) for text in protocol.before),
        after=tuple(fill(text, filled) for text in protocol.after),
        remedies=tuple((fill(one.situation, filled), fill(one.do, filled)) for one in protocol.remedies),
        questions=questions_for(protocol, plan.sets.challenge),
    )


def _row(
    pattern: PatternStep,
    step: Step,
    filled: dict[str, str],
    holders: tuple[int, ...],
    plan: Plan,
    place: Place,
    meeting: Meeting,
) -> Row:
    words = words_at(pattern, plan.sets.mode, place, meeting.led_by_set)
    here = {**filled, "minutes": str(step.minutes)}
    if step.slot and holders:
        here["holder"] = f"seat {holders[0]}"
    return Row(
        time=_clock(step.start),
        minutes=step.minutes,
        title=f"{pattern.title} ({here['holder']})" if step.slot else pattern.title,
        say=_capital(fill(words.say, here)),
        do=_capital(fill(words.do, here)),
        watch=tuple((fill(one.sign, here), fill(one.say, here)) for one in words.watch),
    )


def _again(meeting: Meeting, holders: tuple[int, ...]) -> list[Row]:
    """One row for each further issue: the steps are those of the first."""
    rows = []
    for slot in sorted({step.slot for step in meeting.steps if step.slot > 1}):
        steps = [step for step in meeting.steps if step.slot == slot]
        who = f"seat {holders[slot - 1]}" if slot <= len(holders) else "whoever wants a second turn"
        do = "The same steps with the same minutes. Begin on time, even if the first issue is not finished."
        rows.append(Row(_clock(steps[0].start), sum(one.minutes for one in steps), f"The issue of {who}", "", do, ()))
    return rows


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
