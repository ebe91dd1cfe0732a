"""The set's handbook: everything that a set needs when nobody of the program is there."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.documents_library import helps
from socialscaffold.output.documents_when import week_of
from socialscaffold.output.documents_words import set_name
from socialscaffold.output.meeting_words import remedies
from socialscaffold.output.run_sheets import protocol_of, slot_rows, speech_of_protocol, values
from socialscaffold.output.templates import Md
from socialscaffold.plan.breaks import PAUSE
from socialscaffold.plan.model import Plan, Roles


def handbook_page(plan: Plan) -> dict[str, Any]:
    """The agreement, the first slot as a clock, and what helps a member who leads."""
    protocol = protocol_of(plan)
    known = {one.id: one for one in protocol.rules}
    usual = next((one for one in plan.sets.meetings if one.led_by_set), plan.sets.meetings[-1])
    say = speech_of_protocol(plan)
    filled = values(plan, say) | {"next-meeting": say("the next meeting")}
    return {
        "protocol": protocol,
        "owed_help": _owed_help(plan),
        "rotas": _rotas(plan),
        "sign_rows": _two_a_row(max((one.seats for one in plan.sets.sets), default=0)),
        "rules": [known[name] for name in plan.sets.rules if name in known],
        "other_rules": [plan.say.name(name) for name in plan.sets.rules if name not in known],
        "clock": slot_rows(plan, usual),
        "breaks": [one for one in usual.steps if one.id == PAUSE],
        "lead_remedies": remedies(plan, protocol, filled),
        "meeting_weeks": [week_of(plan, one.week) for one in plan.sets.meetings],
    }


def _rotas(plan: Plan) -> list[tuple[str, list[Roles]]]:
    """The roles meeting by meeting, under a title: for each size, and for each set with a rota of its own."""
    say, meetings = plan.say, plan.sets.meetings
    sizes = [
        (say("A set of {number}", number=seats), [one.roles(seats) for one in meetings])
        for seats, _ in meetings[0].rota
    ]
    own = [
        (say("{set} alone", set=set_name(say, name)), [dict(one.own)[name] for one in meetings])
        for name, _ in meetings[0].own
    ]
    return sizes + own


def _owed_help(plan: Plan) -> Md:
    """What the owed piece may begin from, as links."""
    task = next((one for one in plan.tasks if one.owed), None)
    return Md(" ".join(helps(plan)[task.id]) if task else "")


def _two_a_row(seats: int) -> list[tuple[str, str]]:
    """The seats' numbers by twos, for names to be written beside; the last place may be over."""
    return [(str(one), str(one + 1) if one < seats else "") for one in range(1, seats + 1, 2)]
