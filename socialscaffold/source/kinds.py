"""The types of the language: what may stand behind a key, how it is read and how a schema says it.

A kind reads the raw text of a scalar, so `NO` stays Norway, `1.10` a version and `14:30` a time of day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence
from socialscaffold.source.records import UNREAD, Kind, Reading, read_record, schema_of, shape, slug
from socialscaffold.source.suggest import did_you_mean

PROSE_LIMIT = 20_000
_ID = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = regex(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_LENGTH = regex(r"(\d+(?:\.\d+)?)\s*(min|minutes?|h|hours?|days?|weeks?)")
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where it stands, for the fields whose words point at something else."""

    text: str
    span: Span

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as written (`4 h`) and in whole minutes."""

    written: str
    minutes: int

    @property
    def days(self) -> int:
        """Whole days, rounded down."""
        return self.minutes // (24 * 60)

    def __str__(self) -> str:
        return self.written


def _scalar(
    name: str,
    pattern: str | None,
    parse: Callable[[str], Any],
    empty: Any,
    kind: str = "string",
    meant: Callable[[str], str | None] = lambda _: None,
) -> Kind:
    """A kind whose text `parse` turns into a value, or None where it is wrong.

    `meant` says what a wrong text was surely meant to be, or None; what it says is only taken if `parse` reads it.
    """

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and (value := parse(node.text.strip())) is not None:
            return value
        guess = meant(node.text.strip()) if isinstance(node, Scalar) else None
        guess = guess if guess and parse(guess) is not None else None
        right = f"Write {name}" + (f": `{guess}`." if guess else ".")
        reading.wrong(node, f"Here stands {shape(node)}.", right, instead=guess)
        return UNREAD

    def schema() -> dict[str, Any]:
        made: dict[str, Any] = {"type": kind}
        if pattern:
            made["pattern"] = pattern
        return made

    return Kind(name, read, schema, empty)


def _whole(least: int, most: int) -> Callable[[str], int | None]:
    def parse(text: str) -> int | None:
        if not re.fullmatch(r"[0-9]{1,9}", text):
            return None
        return int(text) if least <= int(text) <= most else None

    return parse


def integer(least: int, most: int, what: str = "a whole number") -> Kind:
    """A whole number between two bounds."""
    name = f"`{least}`, {what.partition(':')[0]}" if least == most else f"{what} from {least} to {most}"
    made = _scalar(name, None, _whole(least, most), 0, "integer", _number_meant)
    only = str(least) if least == most else ""
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Kind(made.name, made.read, lambda: dict(schema), least, only=only)


def _number_meant(text: str) -> str | None:
    """`90 min` and `2 h` in minutes; a number with its decimals cut where they are none (`6.0`)."""
    if found := _LENGTH.fullmatch(text):
        minutes = float(found[1]) * _MINUTES[found[2][0]]
        return str(int(minutes)) if found[2][0] in "mh" and minutes == int(minutes) else None
    found = re.fullmatch(r"(\d+)\.0+", text)
    return found[1] if found else None


def _text(node: Node, reading: Reading) -> Any:
    if not isinstance(node, Scalar):
        hint = "Write a text. If it begins with { or [, put it in quotes or after `>` on the next line."
        reading.wrong(node, f"Here stands {shape(node)}, where a text is wanted.", hint)
        return UNREAD
    if len(node.text) > PROSE_LIMIT:
        reading.wrong(node, f"This text has {len(node.text):,} characters.", f"Keep it under {PROSE_LIMIT:,}.")
        return UNREAD
    return " ".join(node.text.split())


TEXT = Kind("a text", _text, lambda: {"type": ["string", "number", "boolean"]}, "")


def length_of(minutes: int) -> str:
    """A length as a program writes it: `1 h 30 min`, `2 h`, `45 min`."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"


def _length(text: str) -> Length | None:
    found = _LENGTH.fullmatch(text)
    if not found:
        return None
    minutes = float(found[1]) * _MINUTES[found[2][0]]
    return Length(text, int(minutes)) if minutes == int(minutes) and minutes < 5_000_000 else None


def _every(text: str) -> int | None:
    found = re.fullmatch(r"every (?:(\d{1,2}) )?weeks?", text)
    return int(found[1] or 1) or None if found else None


def _percent(text: str) -> float | None:
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*%", text)
    return float(found[1]) / 100 if found and float(found[1]) <= 100 else None


def _date(text: str) -> dt.date | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _dates(text: str) -> tuple[dt.date, dt.date] | None:
    first, _, last = text.partition("/")
    begin, end = _date(first), _date(last or first)
    return (begin, end) if begin and end and begin <= end else None


def _moment(text: str) -> dt.datetime | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z", text):
        return None
    try:
        return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None


def _time(text: str) -> dt.time | None:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text)
    return dt.time(int(found[1]), int(found[2])) if found else None


def _day(text: str) -> int | None:
    return DAYS.index(text.title()) if text.title() in DAYS else None


def _bool(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def _meeting(text: str) -> int | None:
    found = re.fullmatch(r"meeting (\d{1,2})", text)
    return int(found[1]) or None if found else None


def _matching(pattern: re.Pattern[str], most: int = 60) -> Callable[[str], str | None]:
    return lambda text: text if pattern.fullmatch(text) and len(text) <= most else None


def _date_meant(text: str) -> str | None:
    """A date whose order can't be mistaken: the year first, or dots as they are written in Europe."""
    if found := re.fullmatch(r"(\d{4})[./](\d{1,2})[./](\d{1,2})", text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else None


def _percent_meant(text: str) -> str | None:
    return f"{text}%" if re.fullmatch(r"[1-9]\d?|100", text) else None


def _day_meant(text: str) -> str | None:
    known = [day for day in DAYS if len(text) >= 2 and day.lower().startswith(text.lower().rstrip("."))]
    return known[0] if len(known) == 1 else did_you_mean(text, DAYS)


def _bool_meant(text: str) -> str | None:
    folded = text.casefold()
    return "true" if folded in ("true", "yes", "on") else "false" if folded in ("false", "no", "off") else None


ID = _scalar("an id: small letters, digits and hyphens", f"^{_ID.pattern}$", _matching(_ID), "", meant=slug)
NAME = _scalar("a short name without spaces", f"^{_NAME.pattern}$", _matching(_NAME), "")
LANGUAGE = _scalar(
    "a language such as `en-GB`",
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    _matching(regex(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")),
    "en",
)
IRI = _scalar(
    "an address without its last part, such as `https://your.org/courses`",
    "^https?://",
    _matching(regex(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~-]+)*"), 200),
    "",
)
LENGTH = _scalar("a length with its unit, such as `4 h`, `90 min` or `10 days`", _LENGTH.pattern, _length, None)
EVERY = _scalar("a rhythm such as `every 2 weeks`", "^every ", _every, None, meant=lambda text: f"every {text}")
PERCENT = _scalar("a share such as `25%`", "%$", _percent, None, meant=_percent_meant)
DATE = _scalar("a date such as `2027-01-18`", None, _date, None, meant=_date_meant)
DATES = _scalar("a date, or two with a slash: `2027-03-08/2027-03-14`", None, _dates, None)
MOMENT = _scalar("a moment in UTC such as `2026-12-01T09:00Z`", None, _moment, None)
TIME = _scalar("a time of day such as `14:30`", None, _time, None)
DAY = _scalar("a day of the week such as `Tuesday`", None, _day, None, meant=_day_meant)
BOOL = _scalar("`true` or `false`", None, _bool, False, "boolean", _bool_meant)
MEETING = _scalar(
    "a meeting such as `meeting 3`", "^meeting [0-9]+$", _meeting, None, meant=lambda text: f"meeting {text}"
)
MINUTES = integer(0, 10_000, "whole minutes")
WEEK = integer(1, 104, "a week")


def one_of(*values: str) -> Kind:
    """One word of a closed list."""
    name = "one of " + ", ".join(f"`{value}`" for value in values)

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and node.text in values:
            return node.text
        guess = did_you_mean(node.text, values) if isinstance(node, Scalar) else None
        hint = f"Did you mean `{guess}`?" if guess else f"Write {name}."
        reading.wrong(node, f"Here stands {shape(node)}.", hint, instead=guess)
        return UNREAD

    return Kind(name, read, lambda: {"enum": list(values)}, values[0])


def placed(kind: Kind) -> Kind:
    """The same kind, read as a `Text` that knows its place."""

    def read(node: Node, reading: Reading) -> Any:
        value = kind.read(node, reading)
        return value if value is UNREAD else Text(value, node.span)

    return Kind(kind.name, read, kind.schema, Text("", Span("")))


REF = placed(_scalar("the id of something in this program", f"^{_ID.pattern}$", _matching(_ID), "", meant=slug))
PATH = placed(TEXT)
URL = placed(TEXT)


def list_of(kind: Kind, *, alone: bool = False, least: int = 0) -> Kind:
    """A list; with `alone` one item may stand as a plain word."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Sequence):
            if not alone or isinstance(node, Mapping):
                hint = "Begin each entry with `- ` on a line of its own." if kind.record else "Write [one, two]."
                reading.wrong(node, f"Here stands {shape(node)}, where a list is wanted.", hint)
                return UNREAD
            node = Sequence((node,), node.span)
        values = [kind.read(item, reading) for item in node.items]
        if len(values) < least:
            reading.wrong(node, "This list is empty.", f"Write at least {least}: {kind.name}.")
        return tuple(value for value in values if value is not UNREAD)

    def schema() -> dict[str, Any]:
        items = {"type": "array", "items": kind.schema()}
        return {"anyOf": [items, kind.schema()]} if alone else items

    return Kind(f"a list of {kind.name}", read, schema, (), kind.record)


def map_of(keys: Kind, kind: Kind) -> Kind:
    """Names with a value each, kept as a tuple of pairs in the order written."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            reading.wrong(
                node,
                f"Here stands {shape(node)}, where names with values are wanted.",
                "Write `name: value`.",
            )
            return UNREAD
        pairs = [(keys.read(name, reading), kind.read(value, reading)) for name, value in node.entries]
        return tuple(pair for pair in pairs if UNREAD not in pair)

    def schema() -> dict[str, Any]:
        return {"type": "object", "additionalProperties": kind.schema()}

    return Kind(f"names with {kind.name}", read, schema, (), kind.record)


def record(cls: type, what: str) -> Kind:
    """A group of keys."""
    return Kind(what, lambda node, reading: read_record(cls, node, reading, what), lambda: schema_of(cls), None, cls)


def plain_or(cls: type, what: str, plain: Callable[[str, Span], Any], word: Kind = TEXT) -> Kind:
    """A group of keys, or a plain text, a `word`, that `plain` makes the same record of, given with its place."""

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and not node.empty:
            text = word.read(node, reading)
            return text if text is UNREAD else plain(text, node.span)
        return read_record(cls, node, reading, what)

    return Kind(what, read, lambda: {"anyOf": [word.schema(), schema_of(cls)]}, None, cls)
