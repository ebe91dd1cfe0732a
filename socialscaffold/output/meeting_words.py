"""What a run sheet says of its meeting as a whole: what exists at its end, who leads, and remedies with numbers."""

from __future__ import annotations

from socialscaffold.output.documents_words import bare, capital, first_sentence, listed, number, small
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.model import Meeting, Plan

# Below this a set in which two are away is a talk between two, whatever its quorum.
SMALLEST_WITH_TWO_AWAY = 4


def at_the_end(plan: Plan, meeting: Meeting) -> tuple[str, ...]:
    """What exists when the meeting is over."""
    slots = plan.sets.slots
    holders = f"{number(slots)} {'member has an action' if slots == 1 else 'members have an action each'}"
    action = f"{capital(holders)} in the log, with a date" if slots else "Every action is in the log, with a date"
    owed = small(bare(first_sentence(plan.sets.owed)))
    if meeting.place == "first":
        rest = [f"everyone knows what they owe by meeting {plan.sets.due}: {owed}"] if owed else []
        return ("The agreement has every name below it", "The rota stands", action, *map(capital, rest))
    if meeting.place == "last":
        going_on = "The set has written down whether it goes on, on which day, and who calls"
        return ("Every action has been looked at once more", action, going_on)
    if meeting.place == "beyond":
        return ("Every action since we last met has been heard", action, "The set knows whether there is a next time")
    heard = "Everyone who left with an action has said what came of it"
    if meeting.owed_due and owed:
        return (heard, action, f"Everyone has shown what they owe: {owed}")
    if owed and meeting.number < plan.sets.due:
        return (heard, action, f"Everyone has written down how far they are with what they owe: {owed}")
    return (heard, action)


def fading(plan: Plan, meeting: Meeting) -> str:
    """How the facilitator steps back, meeting by meeting."""
    if meeting.place == "beyond" and not meeting.led_by_set:
        return "The course is over. You come back to lead this meeting; say beforehand whether you would come again."
    if meeting.place == "beyond":
        return "The course is over. The set called this meeting and leads it; nobody of the program is there."
    led = next((one.number for one in plan.sets.meetings if one.led_by_set), 0)
    leader = _leaders(meeting)
    if meeting.led_by_set:
        return f"A member leads: {leader}. The facilitator is not there, and can be asked between meetings."
    if not led:
        return "You lead every meeting. Hand the clock and the log to members from the start."
    following = plan.sets.meetings[led - 1]
    leader = _leaders(following)
    if meeting.number == led - 1:
        said = f"Today tell the member who leads meeting {led} ({leader}), and hand over this page."
        return f"This is the last that you lead. {said}"
    left = led - 1 - meeting.number
    return f"You lead. After {_more(left)} a member takes your place; say so today."


def _leaders(meeting: Meeting) -> str:
    """The seat that leads, for each size of the sets where they differ in it."""
    seats = {roles.facilitator for roles in meeting.every}
    if len(seats) == 1:
        return f"seat {seats.pop()}"
    said = [f"seat {roles.facilitator} in a set of {size}" for size, roles in meeting.rota]
    return "; ".join(said + [f"seat {roles.facilitator} in {name.replace('-', ' ')}" for name, roles in meeting.own])


def _more(meetings: int) -> str:
    return f"{number(meetings)} more {'meeting' if meetings == 1 else 'meetings'}"


def remedies(plan: Plan, protocol: Session, filled: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The protocol's remedies, with what they come to in sets of these sizes and meetings of this length."""
    added = {"two-absent": _two_away(plan), "lost-time": _given_back(plan, protocol)}
    return tuple(
        (fill(one.situation, filled), f"{fill(one.do, filled).strip()} {added.get(one.id, '')}".strip())
        for one in protocol.remedies
    )


def _two_away(plan: Plan) -> str:
    """Whether a set from which two are missing may meet, for each size of the sets."""
    quorum = plan.sets.quorum
    sizes = sorted({one.seats for one in plan.sets.sets if one.seats >= SMALLEST_WITH_TWO_AWAY})
    told = [
        f"a set of {number(size)} is {'still' if size - 2 >= quorum else 'only'} {number(size - 2)}" for size in sizes
    ]
    return f"With two away, {' and '.join(told)}." if told else ""


def _given_back(plan: Plan, protocol: Session) -> str:
    """The minutes that a meeting wins by leaving out what may be left out."""
    steps = plan.sets.meetings[0].steps
    titles = [one.title for one in protocol.steps if one.may_drop and any(one.id == step.id for step in steps)]
    names = {one.id for one in protocol.steps if one.may_drop}
    minutes = sum(step.minutes for step in steps if step.id in names)
    gives = "gives" if len(titles) == 1 else "give"
    return f"{listed(f'“{title}”' for title in titles)} {gives} you back {number(minutes)} minutes." if minutes else ""
