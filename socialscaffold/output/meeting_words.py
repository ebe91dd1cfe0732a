"""What a run sheet says of its meeting as a whole: what exists at its end, who leads, and remedies with numbers."""

from __future__ import annotations

from socialscaffold.output.documents_words import bare, capital, first_sentence, set_name
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.model import Meeting, Plan
from socialscaffold.words.speech import Speech

# Below this a set in which two are away is a talk between two, whatever its quorum.
SMALLEST_WITH_TWO_AWAY = 4


def at_the_end(plan: Plan, meeting: Meeting) -> tuple[str, ...]:
    """What exists when the meeting is over."""
    say, slots = plan.say, plan.sets.slots
    action = say("Every action is in the log, with a date")
    if slots:
        action = say.plural(
            "{members} member has an action in the log, with a date",
            "{members} members have an action each in the log, with a date",
            slots,
            members=capital(say.number(slots)),
        )
    owed = say.small(bare(first_sentence(plan.sets.owed)))
    if meeting.place == "first":
        known = say("Everyone knows what they owe by meeting {number}: {owed}", number=plan.sets.due, owed=owed)
        rest = (known,) if owed else ()
        return (say("The agreement has every name below it"), say("The rota stands"), action, *rest)
    if meeting.place == "last":
        going_on = say("The set has written down whether it goes on, on which day, and who calls")
        return (say("Every action has been looked at once more"), action, going_on)
    if meeting.place == "beyond":
        heard = say("Every action since we last met has been heard")
        return (heard, action, say("The set knows whether there is a next time"))
    heard = say("Everyone who left with an action has said what came of it")
    if meeting.owed_due and owed:
        return (heard, action, say("Everyone has shown what they owe: {owed}", owed=owed))
    if owed and meeting.number < plan.sets.due:
        shown = say("Everyone has written down how far they are with what they owe: {owed}", owed=owed)
        return (heard, action, shown)
    return (heard, action)


def fading(plan: Plan, meeting: Meeting) -> str:
    """How the facilitator steps back, meeting by meeting."""
    say = plan.say
    if meeting.place == "beyond" and not meeting.led_by_set:
        return say(
            "The course is over. You come back to lead this meeting; say beforehand whether you would come again."
        )
    if meeting.place == "beyond":
        return say("The course is over. The set called this meeting and leads it; nobody of the program is there.")
    led = next((one.number for one in plan.sets.meetings if one.led_by_set), 0)
    if meeting.led_by_set:
        return say(
            "A member leads: {leader}. The facilitator is not there, and can be asked between meetings.",
            leader=_leaders(say, meeting),
        )
    if not led:
        return say("You lead every meeting. Hand the clock and the log to members from the start.")
    if meeting.number == led - 1:
        return say(
            "This is the last that you lead. Today tell the member who leads meeting {number} ({leader}), and hand "
            "over this page.",
            number=led,
            leader=_leaders(say, plan.sets.meetings[led - 1]),
        )
    left = led - 1 - meeting.number
    return say.plural(
        "You lead. After one more meeting a member takes your place; say so today.",
        "You lead. After {meetings} more meetings a member takes your place; say so today.",
        left,
        meetings=say.number(left),
    )


def _leaders(say: Speech, meeting: Meeting) -> str:
    """The seat that leads, for each size of the sets where they differ in it."""
    seats = {roles.facilitator for roles in meeting.every}
    if len(seats) == 1:
        return say("seat {number}", number=seats.pop())
    told = [
        say("seat {number} in a set of {size}", number=roles.facilitator, size=size) for size, roles in meeting.rota
    ]
    told += [
        say("seat {number} in {set}", number=roles.facilitator, set=say.small(set_name(say, name)))
        for name, roles in meeting.own
    ]
    return say.chain(told)


def remedies(plan: Plan, protocol: Session, filled: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The protocol's remedies, with what they come to in sets of these sizes and meetings of this length."""
    added = {"two-absent": _two_away(plan), "lost-time": _given_back(plan, protocol)}
    return tuple(
        (fill(one.situation, filled), f"{fill(one.do, filled).strip()} {added.get(one.id, '')}".strip())
        for one in protocol.remedies
        if not one.modes or plan.sets.mode in one.modes
    )


def _two_away(plan: Plan) -> str:
    """Whether a set from which two are missing may meet, for each size of the sets."""
    say, quorum = plan.say, plan.sets.quorum
    sizes = sorted({one.seats for one in plan.sets.sets if one.seats >= SMALLEST_WITH_TWO_AWAY})
    told = [
        say("a set of {size} is still {left}", size=say.number(size), left=say.number(size - 2))
        if size - 2 >= quorum
        else say("a set of {size} is only {left}", size=say.number(size), left=say.number(size - 2))
        for size in sizes
    ]
    return say("With two away, {sets}.", sets=say.listed(told)) if told else ""


def _given_back(plan: Plan, protocol: Session) -> str:
    """The minutes that a meeting wins by leaving out what may be left out."""
    steps = plan.sets.meetings[0].steps
    titles = [one.title for one in protocol.steps if one.may_drop and any(one.id == step.id for step in steps)]
    names = {one.id for one in protocol.steps if one.may_drop}
    minutes = sum(step.minutes for step in steps if step.id in names)
    if not minutes:
        return ""
    say = plan.say
    return say.plural(
        "{steps} gives you back {minutes} minutes.",
        "{steps} give you back {minutes} minutes.",
        len(titles),
        steps=say.listed(say.quoted(title) for title in titles),
        minutes=say.number(minutes),
    )
