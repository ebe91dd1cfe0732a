"""How far the regions are: every message by dimension and region, and what each region has to do next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.output.answer_states import MEANINGS
from socialscaffold.output.assets import asset, policy_of_one_file
from socialscaffold.output.documents_words import day as in_words
from socialscaffold.output.pictures.regions import SIGNS
from socialscaffold.output.templates import render_html
from socialscaffold.patterns.pattern import DIMENSIONS, FURTHER_DIMENSIONS
from socialscaffold.plan.answers import Asked, answers_of, due_day
from socialscaffold.plan.drift import Drift, drifts
from socialscaffold.plan.model import Plan

# Of several prompts in one place of the table, the one that needs somebody most is shown.
NEEDIEST = ("missing", "stale", "rejected", "expired", "withdrawn", "asked", "proposed", "accepted", "promoted")
# How a message is told, the farthest first.
FARTHEST = ("contradicts", "adapted", "", "kept")
UNSAID = "nothing said"
_NO_DAYS: Mapping[tuple[str, str], dt.date] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One region's line: a state for each dimension, empty where nothing is asked."""

    region: str
    name: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One message, or all that belongs to none (`message` is then empty)."""

    message: str
    text: str
    essential: bool
    revision: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """How one region tells one message, in words: `since` is when it said so, as far as anybody knows."""

    region: str
    name: str
    how: str
    since: str
    say: str = ""
    reason: str = ""
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Drifted:
    """One message and how each region tells it, the farthest first; empty where no region says anything of it."""

    message: str
    text: str
    essential: bool
    revision: int
    rows: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """The whole table; `counts` are answers by state, `tasks` what is to do by the region's name, `drift` how far each
    region stands from each message."""

    title: str
    dimensions: tuple[str, ...]
    blocks: tuple[Block, ...]
    counts: tuple[tuple[str, int], ...]
    tasks: tuple[tuple[str, tuple[str, ...]], ...]
    drift: tuple[Drifted, ...] = ()


def region_status(
    plan: Plan,
    day: dt.date | None = None,
    only: tuple[str, ...] = (),
    kept: Mapping[tuple[str, str], dt.date] = _NO_DAYS,
) -> Status:
    """The state of every prompt in every region on a day; `only` these regions where any are named.

    `kept` is the day since which a region's file, by (region, message), has said how it tells it.
    """
    cells = [one for one in answers_of(plan, day) if not only or one.region in only]
    places = [(code, name) for code, name in plan.places if not only or code in only]
    asked = {one.dimension for one in cells}
    dimensions = (*DIMENSIONS, *(one for one in FURTHER_DIMENSIONS if one in asked))
    by_place: dict[tuple[str, str, str], list[str]] = {}
    for one in cells:
        by_place.setdefault((one.message, one.region, one.dimension), []).append(one.state)
    messages = [(name, one.text, one.essential, one.revision) for name, one in plan.program.messages]
    if any(not one.message for one in cells):
        messages.append(("", "Any message", False, 0))
    blocks = tuple(
        Block(message, text, essential, revision, tuple(_row(by_place, message, place, dimensions) for place in places))
        for message, text, essential, revision in messages
    )
    counts = Counter(one.state for one in cells)
    tasks = ((name, tuple(_tasks(plan, code, [one for one in cells if one.region == code]))) for code, name in places)
    return Status(
        plan.program.title,
        dimensions,
        blocks,
        tuple((state, counts[state]) for state in NEEDIEST if counts[state]),
        tuple((name, told) for name, told in tasks if told),
        _drifted(plan, only, kept),
    )


def _drifted(plan: Plan, only: tuple[str, ...], kept: Mapping[tuple[str, str], dt.date]) -> tuple[Drifted, ...]:
    by_message: dict[str, list[Drift]] = {}
    for one in drifts(plan):
        if not only or one.region in only:
            by_message.setdefault(one.message, []).append(one)
    return tuple(
        Drifted(name, there[0].text, there[0].essential, there[0].revision, tuple(
            _in_words(one, kept.get((one.region, name))) for one in sorted(there, key=_nearness)
        ))
        for name, there in by_message.items()
        if any(one.how for one in there)
    )  # fmt: skip


def _nearness(one: Drift) -> tuple[int, int]:
    """What comes first: the farthest, and of those the one that looked at the oldest revision."""
    return FARTHEST.index(one.how), -one.behind


def _in_words(one: Drift, day: dt.date | None) -> Told:
    since = f"since revision {one.since}" if one.since else "no revision said"
    since += f", {one.behind} behind" if one.behind else ""
    since += f", in the file since {in_words(day)}" if day else ""
    apart = f"{one.other} of {one.words} words differ" if one.words and one.how != "kept" else ""
    return Told(one.region, one.name, one.how or UNSAID, since if one.how else "", one.say, one.reason, apart)


def _row(
    by_place: dict[tuple[str, str, str], list[str]], message: str, place: tuple[str, str], dimensions: tuple[str, ...]
) -> Row:
    code, name = place
    states = (by_place.get((message, code, dimension), []) for dimension in dimensions)
    return Row(code, name, tuple(min(one, key=NEEDIEST.index) if one else "" for one in states))


def _tasks(plan: Plan, code: str, cells: list[Asked]) -> Iterator[str]:
    """What one region has to do, the most pressing first."""
    region = next((one for one in plan.regions if one.region == code), None)
    messages = dict(plan.program.messages)
    weeks = {one.id: one.week for one in plan.prompts}
    by_state: dict[str, list[Asked]] = {}
    for one in cells:
        by_state.setdefault(one.state, []).append(one)
    if region is None:
        yield f"There is no file yet: `socialscaffold region new {code}` writes one."
    elif late := by_state.get("missing"):
        due = [(due_day(plan, weeks.get(one.prompt, 1)), one.prompt) for one in late]
        told = (f"`{name}` (due {in_words(by)})" if by else f"`{name}`" for by, name in due)
        yield f"An answer is missing: {', '.join(told)}."
    for name in dict.fromkeys(one.message for one in by_state.get("stale", [])):
        old = dict(region.based_on).get(name) if region else None
        prompts = ", ".join(f"`{one.prompt}`" for one in by_state["stale"] if one.message == name)
        was = f"from revision {old} to {messages[name].revision}" if old else f"to revision {messages[name].revision}"
        yield f"`{name}` went {was}: read {prompts} again, then raise `based-on`."
    for state, what in (("rejected", "Sent back"), ("expired", "Run out"), ("withdrawn", "Taken back")):
        if again := by_state.get(state):
            yield f"{what}, ask again: {', '.join(f'`{one.prompt}`' for one in again)}."
    waiting = [answer.id for one in cells for answer, state in one.answers if state == "proposed"]
    if waiting:
        who = (region.lead if region else "") or plan.program.strategies.localization.harvest.review_by
        reader = f" for {who}" if who else ""
        verb = "Waits" if len(waiting) == 1 else "Wait"
        yield f"{verb}{reader} to be read: {', '.join(f'`{one}`' for one in waiting)}."


def as_data(status: Status) -> dict[str, Any]:
    """The table as lists and names, for JSON."""
    return {
        "program": status.title,
        "messages": [
            {
                "message": block.message,
                "text": block.text,
                "essential": block.essential,
                "revision": block.revision,
                "regions": [
                    {
                        "region": row.region,
                        "name": row.name,
                        "states": {
                            dimension: state or None
                            for dimension, state in zip(status.dimensions, row.states, strict=True)
                        },
                    }
                    for row in block.rows
                ],
            }
            for block in status.blocks
        ],
        "drift": [
            {
                "message": block.message,
                "text": block.text,
                "essential": block.essential,
                "revision": block.revision,
                "regions": [
                    {
                        "region": row.region,
                        "name": row.name,
                        "how": row.how,
                        "since": row.since or None,
                        "says": row.say or None,
                        "reason": row.reason or None,
                        "apart": row.apart or None,
                    }
                    for row in block.rows
                ],
            }
            for block in status.drift
        ],
        "counts": dict(status.counts),
        "to-do": {name: list(told) for name, told in status.tasks},
    }


def as_page(status: Status, language: str, day: dt.date | None) -> str:
    """The table as one HTML file that needs no other: no scripts, and only this style."""
    style = asset("site/site.css")
    from markupsafe import Markup

    return render_html(
        "site/region-status.html.j2",
        {
            "status": status,
            "language": language,
            "day": in_words(day) if day else "",
            "signs": SIGNS,
            "meanings": MEANINGS,
            "style": Markup(style),
            "policy": policy_of_one_file(style),
        },
    )
