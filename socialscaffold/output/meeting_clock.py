"""The set clock: one page a set that walks it through its meetings, by itself and offline, on a phone in the room.

Style and script stand in the page, so that it is one file that can be sent and opened from anywhere. A policy with
their hashes lets nothing else run, and nothing is asked for or stored: where the clock stands is in the address.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from socialscaffold.dataclass import dataclass
from socialscaffold.output.assets import asset, policy_of_one_file
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.documents_words import set_name
from socialscaffold.output.meeting_story import before, headline
from socialscaffold.output.names import slug
from socialscaffold.output.run_sheets import Row, every_row, sittings
from socialscaffold.output.templates import render_html
from socialscaffold.plan.model import ActionLearningSet, Meeting, Plan, Roles
from socialscaffold.source.languages import direction
from socialscaffold.source.urls import safe_url

if TYPE_CHECKING:
    from markupsafe import Markup

FOLDER = "clocks"
LARGEST = 300_000  # bytes: what any messenger and any mailbox still takes


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One stretch of a meeting: `again` says that it belongs to a later issue, whose steps were met before."""

    row: Row
    again: bool


@dataclass(frozen=True, slots=True)
class ClockMeeting:
    """One meeting as the clock shows it to a set of one size."""

    meeting: Meeting
    headline: str
    roles: Roles
    steps: tuple[ClockStep, ...]


def clock_file(one: ActionLearningSet) -> str:
    """The path of one set's clock."""
    return f"{FOLDER}/{slug(one.id)}.html"


def clock_files(plan: Plan) -> tuple[str, ...]:
    """The paths of all clocks that a build makes."""
    return tuple(clock_file(one) for one in plan.sets.sets if plan.sets.meetings)


def clocks(plan: Plan) -> tuple[Document, ...]:
    """A clock for each set, below `clocks/`, none larger than `LARGEST` bytes."""
    if not plan.sets.meetings:
        return ()
    made: dict[tuple[int, int], Markup] = {}  # sets of one size go through the same steps

    def page(one: ActionLearningSet, brevity: int) -> Document:
        name = (one.seats, brevity)
        if name not in made:
            made[name] = _agenda(plan, clock_meetings(plan, one), brevity)
        return text_document(clock_file(one), _page(plan, one, made[name]))

    def fitting(one: ActionLearningSet) -> Document:
        pages = (page(one, brevity) for brevity in range(4))
        return next((each for each in pages if len(each.data) <= LARGEST), None) or page(one, 3)

    return tuple(fitting(one) for one in plan.sets.sets)


def clock_meetings(plan: Plan, one: ActionLearningSet) -> tuple[ClockMeeting, ...]:
    """The meetings of one set with its own seats in every step; the minutes of the steps add up to the meeting's."""
    alone = replace(plan, sets=replace(plan.sets, sets=(one,)))
    found = []
    for meeting in plan.sets.meetings:
        roles = meeting.roles_of(one)
        own = replace(meeting, rota=((one.seats, roles),), own=())
        steps = tuple(ClockStep(row, slot > 1) for slot, row in every_row(alone, own))
        found.append(ClockMeeting(own, headline(alone, own, before(alone, own)), roles, steps))
    return tuple(found)


def _agenda(plan: Plan, meetings: tuple[ClockMeeting, ...], brevity: int) -> Markup:
    """The meetings with their steps. The briefer, the more is left to the run sheets: 1 leaves out what to watch for in
    later issues, 2 everywhere, 3 also what to do."""
    from markupsafe import Markup

    return Markup(render_html("clock/meetings.html.j2", {"meetings": meetings, "brevity": brevity}, plan.say))


def _page(plan: Plan, one: ActionLearningSet, agenda: Markup) -> str:
    from markupsafe import Markup

    style, script = asset("clock/clock.css"), asset("clock/clock.js")
    program = plan.program
    alone = replace(plan, sets=replace(plan.sets, sets=(one,)))
    context: dict[str, Any] = {
        "language": program.language,
        "direction": direction(program.language),
        "program": program.title,
        "set": set_name(plan.say, one.id),
        "meetings": [(meeting, sittings(alone, meeting)[0]) for meeting in plan.sets.meetings],
        "place": safe_url,
        "policy": policy_of_one_file(style, script),
        "style": Markup(style),
        "script": Markup(script),
        "agenda": agenda,
    }
    return render_html("clock/page.html.j2", context, plan.say)
