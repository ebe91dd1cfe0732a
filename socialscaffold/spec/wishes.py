"""Wishes for forming the sets, as an author writes them: a column of the roster, and how firmly it is meant."""

from __future__ import annotations

from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.regex import regex
from socialscaffold.sets.wishes import MUST, NICE, SHOULD, USUAL
from socialscaffold.source import kinds as k
from socialscaffold.source.kinds import Length
from socialscaffold.source.nodes import Node, Scalar
from socialscaffold.source.records import UNREAD, Kind, Marks, Reading, key, marks
from socialscaffold.source.suggest import did_you_mean

STRENGTHS = (MUST, SHOULD, NICE)
_WORDS = regex(r"(?:(\S+)\s+)?(\S+)")
_LENGTH_WORDS = regex(r"(?:([a-z]+)\s+)?(.+)")


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish on one column of the roster. `strength` is must, should or nice; empty: what is usual for the wish."""

    column: str
    strength: str = ""

    def __str__(self) -> str:
        return self.column

    def firm(self, wish: str) -> str:
        """must, should or nice, for the wish of that name (`spread`, `with`, …)."""
        return self.strength or USUAL[wish]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Common working hours that are wished for, in whole minutes, and how firmly."""

    length: Length
    strength: str = ""

    def __str__(self) -> str:
        return f"{self.strength} {self.length}".strip()

    @property
    def firm(self) -> str:
        """must, should or nice."""
        return self.strength or USUAL["overlap"]


def _strength(said: str | None, node: Node, reading: Reading, rest: str) -> bool:
    if said is None or said in STRENGTHS:
        return True
    guess = did_you_mean(said, STRENGTHS)
    hint = f"Write `must`, `should` or `nice` before `{rest}`, or nothing."
    instead = f"{guess} {rest}" if guess else None
    reading.wrong(node, f"`{said}` does not say how firmly `{rest}` is wished for.", hint, instead=instead)
    return False


def _column(node: Node, reading: Reading) -> Any:
    found = _WORDS.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    if found is None or not isinstance(node, Scalar):
        return k.NAME.read(node, reading)
    if found[1] is None:
        name = k.NAME.read(node, reading)
        return name if name is UNREAD else Wish(name)
    name = k.NAME.read(Scalar(found[2], node.span), reading)
    if name is UNREAD or not _strength(found[1], node, reading, found[2]):
        return UNREAD
    return Wish(name, found[1])


def _hours(node: Node, reading: Reading) -> Any:
    found = _LENGTH_WORDS.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    if found is None or not isinstance(node, Scalar):
        return k.LENGTH.read(node, reading)
    length = k.LENGTH.read(Scalar(found[2], node.span), reading)
    if length is UNREAD or not _strength(found[1], node, reading, found[2]):
        return UNREAD
    return Overlap(length, found[1] or "")


_PATTERN = "^((must|should|nice) +)?"
WISH = Kind(
    "a roster's column, such as `dealer` or `nice dealer`",
    _column,
    lambda: {"type": "string", "pattern": _PATTERN + r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$"},
    Wish(""),
)
HOURS = Kind(
    "a length such as `2 h` or `must 2 h`",
    _hours,
    lambda: {"type": "string", "pattern": _PATTERN + r"\d+(\.\d+)?\s*(min|minutes?|h|hours?|days?|weeks?)$"},
)


@dataclass(frozen=True, slots=True)
class Form:
    """Wishes for forming the sets, as names of the roster's columns, each with `must`, `should` or `nice` before it
    where the usual is not meant: `spread: [dealer, nice tenure]`."""

    spread: tuple[Wish, ...] = key(
        k.list_of(WISH, alone=True), "Columns to mix evenly over the sets; usually `should`.", default=()
    )
    alike: tuple[Wish, ...] = key(
        k.list_of(WISH, alone=True), "Columns that are the same within a set; usually `must`.", default=()
    )
    apart: tuple[Wish, ...] = key(
        k.list_of(WISH, alone=True),
        "Columns that name a learner who is to be in another set; usually `must`.",
        default=(),
    )
    with_: tuple[Wish, ...] = key(
        k.list_of(WISH, alone=True),
        "Columns that name a learner who is to be in the same set; usually `must`.",
        default=(),
        name="with",
    )
    never_alone: tuple[Wish, ...] = key(
        k.list_of(WISH, alone=True),
        "Columns of which nobody should be the only one of their kind; usually `should`.",
        default=(),
    )
    pinned: tuple[Wish, ...] = key(
        k.list_of(WISH, alone=True),
        "Columns that name the set in which a learner sits, such as `set-3`; usually `must`.",
        default=(),
    )
    overlap: Overlap | None = key(
        HOURS,
        "How much of the working day a set must share, by the roster's column `time-zone`; usually `should`.",
        example="2 h",
    )
    at: Marks = marks()
