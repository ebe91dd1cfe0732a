"""The cohort file: the only absolute date, the time zone, the places and the people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.source import kinds as k
from socialscaffold.source.kinds import Text
from socialscaffold.source.nodes import Node, Scalar
from socialscaffold.source.records import Kind, Marks, Reading, key, marks

FAIR = "fair"


def _hour(node: Node, reading: Reading) -> Any:
    return FAIR if isinstance(node, Scalar) and node.text.strip() == FAIR else k.TIME.read(node, reading)


HOUR = Kind(
    "a time of day such as `14:30`, or `fair`",
    _hour,
    lambda: {"type": "string"},
    None,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Day, hour and place of a meeting."""

    day: int | None = key(k.DAY, "The day of the week.")
    at_: dt.time | str | None = key(
        HOUR,
        "The time of day; for meetings of sets also `fair`: hours that take turns where a set spans time zones.",
        name="at",
        example="14:30",
    )
    where: str = key(k.TEXT, "A link or a room; it never goes into a package.", default="")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Cohort:
    """One run of a program."""

    socialscaffold_cohort: int = key(
        k.integer(1, 1, "the version of the language: a number"), "The version of the language.", required=True
    )
    program: str = key(k.ID, "The id of the program.", required=True)
    cohort: str = key(k.ID, "The cohort's id.", required=True)
    start: dt.date | None = key(k.DATE, "The Monday of week 1.", required=True)
    time_zone: str = key(k.TEXT, "The time zone of the hours below.", default="UTC", example="Europe/Oslo")
    revision: int = key(
        k.integer(0, 9999), "Raised when a date changes, so that calendars take the change over.", default=0
    )
    revised: dt.datetime | None = key(k.MOMENT, "When it was last changed.", example="2026-12-01T09:00Z")
    blackout: tuple[tuple[dt.date, dt.date], ...] = key(
        k.list_of(k.DATES, alone=True), "Days without work.", default=()
    )
    live: tuple[tuple[str, Slot], ...] = key(
        k.map_of(k.ID, k.record(Slot, "a day and an hour")),
        "When live sessions and rounds are held, by id; a round's converging meeting is its id with `-converge`.",
        default=(),
    )
    meetings: tuple[tuple[str, Slot], ...] = key(
        k.map_of(k.ID, k.record(Slot, "a day and an hour")),
        "When sets meet: `every-set`, and one set's id where it differs.",
        default=(),
    )
    roster: Text | None = key(
        k.PATH,
        "The learners, as CSV with a column `learner`, an id. Names and addresses stay in it.",
    )
    facilitators: Text | None = key(
        k.PATH,
        "The facilitators, as CSV with the column `facilitator`, an id; `sets` names theirs, `max-sets` how many at the"
        " most.",
    )
    sets: Text | None = key(
        k.PATH,
        "The sets, as CSV with the columns `learner` and `set`, ids only; `sets form` writes it. Without it they are"
        " formed from the roster.",
    )
    seed: int = key(k.integer(0, 999_999_999), "What chance starts from.", default=1)
    at: Marks = marks()
