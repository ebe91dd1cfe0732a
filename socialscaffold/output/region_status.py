"""How far the regions are: every message by dimension and region, and what each region has to do next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.output.answer_states import MEANINGS
from socialscaffold.output.assets import asset, policy_of_one_file
from socialscaffold.output.documents_local import HOW, since_when
from socialscaffold.output.pictures.regions import SIGNS
from socialscaffold.output.region_tasks import tasks_of
from socialscaffold.output.templates import render_html
from socialscaffold.patterns.pattern import DIMENSIONS, FURTHER_DIMENSIONS
from socialscaffold.plan.answers import answers_of
from socialscaffold.plan.drift import Drift, drifts
from socialscaffold.plan.model import Plan
from socialscaffold.source.languages import direction
from socialscaffold.words.speech import EN, Speech, noted

# Of several prompts in one place of the table, the one that needs somebody most is shown.
NEEDIEST = ("missing", "stale", "rejected", "expired", "withdrawn", "asked", "proposed", "accepted", "promoted")
# How a message is told, the farthest first.
FARTHEST = ("contradicts", "adapted", "", "kept")
UNSAID = noted("nothing said")
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
    """How one region tells one message, in words: `since` is when it said so, as far as anybody knows.

    `language` is the region's own, in which `say` and `reason` are written; empty where its file does not tell.
    """

    region: str
    name: str
    how: str
    since: str
    say: str = ""
    reason: str = ""
    apart: str = ""
    language: str = ""


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
    say: Speech = EN,
) -> Status:
    """The state of every prompt in every region on a day; `only` these regions where any are named.

    `kept` is the day since which a region's file, by (region, message), has said how it tells it; `say` speaks to
    whoever reads it.
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
        messages.append(("", say("Any message"), False, 0))
    blocks = tuple(
        Block(message, text, essential, revision, tuple(_row(by_place, message, place, dimensions) for place in places))
        for message, text, essential, revision in messages
    )
    counts = Counter(one.state for one in cells)
    tasks = (
        (name, tuple(tasks_of(plan, say, code, [one for one in cells if one.region == code]))) for code, name in places
    )
    return Status(
        plan.program.title,
        dimensions,
        blocks,
        tuple((state, counts[state]) for state in NEEDIEST if counts[state]),
        tuple((name, told) for name, told in tasks if told),
        _drifted(plan, say, only, kept),
    )


def _drifted(
    plan: Plan, say: Speech, only: tuple[str, ...], kept: Mapping[tuple[str, str], dt.date]
) -> tuple[Drifted, ...]:
    languages = {one.region: one.language for one in plan.regions}
    by_message: dict[str, list[Drift]] = {}
    for one in drifts(plan):
        if not only or one.region in only:
            by_message.setdefault(one.message, []).append(one)
    return tuple(
        Drifted(name, there[0].text, there[0].essential, there[0].revision, tuple(
            _in_words(say, one, kept.get((one.region, name)), languages.get(one.region, ""))
            for one in sorted(there, key=_nearness)
        ))
        for name, there in by_message.items()
        if any(one.how for one in there)
    )  # fmt: skip


def _nearness(one: Drift) -> tuple[int, int]:
    """What comes first: the farthest, and of those the one that looked at the oldest revision."""
    return FARTHEST.index(one.how), -one.behind


def _in_words(say: Speech, one: Drift, day: dt.date | None, language: str) -> Told:
    since = [*([] if one.since else [say("no revision said")]), *since_when(say, one)]
    if day:
        since.append(say("in the file since {day}", day=say.day(day)))
    apart = ""
    if one.words and one.how != "kept":
        apart = say.plural(
            "{number} of {words} words differs", "{number} of {words} words differ", one.other, words=one.words
        )
    told = say.series(since) if one.how else ""
    return Told(one.region, one.name, one.how or UNSAID, told, one.say, one.reason, apart, language)


def _row(
    by_place: dict[tuple[str, str, str], list[str]], message: str, place: tuple[str, str], dimensions: tuple[str, ...]
) -> Row:
    code, name = place
    states = (by_place.get((message, code, dimension), []) for dimension in dimensions)
    return Row(code, name, tuple(min(one, key=NEEDIEST.index) if one else "" for one in states))


def as_data(status: Status) -> dict[str, Any]:
    """The table as lists and names, for JSON."""
    return {
        "program": status.title,
        "messages": [
            {**_about(block), "regions": [_states(row, status.dimensions) for row in block.rows]}
            for block in status.blocks
        ],
        "drift": [{**_about(block), "regions": [_telling(row) for row in block.rows]} for block in status.drift],
        "counts": dict(status.counts),
        "to-do": {name: list(told) for name, told in status.tasks},
    }


def _about(block: Block | Drifted) -> dict[str, Any]:
    """What is said of a message wherever it is named."""
    return {
        "message": block.message,
        "text": block.text,
        "essential": block.essential,
        "revision": block.revision,
    }


def _states(row: Row, dimensions: tuple[str, ...]) -> dict[str, Any]:
    states = {dimension: state or None for dimension, state in zip(dimensions, row.states, strict=True)}
    return {"region": row.region, "name": row.name, "states": states}


def _telling(row: Told) -> dict[str, Any]:
    return {
        "region": row.region,
        "name": row.name,
        "how": row.how,
        "since": row.since or None,
        "says": row.say or None,
        "reason": row.reason or None,
        "apart": row.apart or None,
    }


def as_page(status: Status, day: dt.date | None, say: Speech) -> str:
    """The table as one HTML file that needs no other: no scripts, and only this style.

    `say` is the speech in which the status was worked out.
    """
    style = asset("site/site.css")
    from markupsafe import Markup

    return render_html(
        "site/region-status.html.j2",
        {
            "status": status,
            "language": say.language,
            "direction": say.direction,
            "direction_of": direction,
            "day": say.day(day) if day else "",
            "signs": SIGNS,
            "meanings": {state: say(meaning) for state, meaning in MEANINGS.items()},
            "how": {how: say(words) for how, words in {**HOW, UNSAID: UNSAID}.items()},
            "name": say.name,
            "style": Markup(style),
            "policy": policy_of_one_file(style),
        },
        say,
    )
