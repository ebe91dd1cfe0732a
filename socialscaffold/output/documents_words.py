"""How the documents say lengths, days, names and lists: the same on every page, whatever the machine's locale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from socialscaffold.plan import calendar
from socialscaffold.regex import regex
from socialscaffold.words.speech import Speech


def length(minutes: int) -> str:
    """`45 minutes`, `2 hours`, `3 h 45 min`; below two hours whole minutes, as one plans them."""
    hours, rest = divmod(minutes, 60)
    if minutes < 120:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    return f"{hours} h {rest} min" if rest else f"{hours} hours"


def clock(minutes: int) -> str:
    """Minutes since the beginning, as `1:05`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def day(date: dt.date) -> str:
    """`18 January 2027`."""
    return calendar.day(date)


def weekday_of(date: dt.date) -> str:
    """`Tuesday 19 January 2027`."""
    return f"{calendar.WEEKDAYS[date.weekday()]} {day(date)}"


def hours(when: dt.datetime) -> str:
    """`8:30`."""
    return f"{when.hour}:{when.minute:02}"


def moment(when: dt.datetime) -> str:
    """`Tuesday 19 January 2027, 10:00`."""
    return f"{weekday_of(when.date())}, {hours(when)}"


def date_span(first: dt.date, last: dt.date) -> str:
    """`8 March 2027`, `8 to 14 March 2027`, `28 December 2026 to 3 January 2027`."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def set_name(say: Speech, name: str) -> str:
    """What the set with that id is called: `set-2` is Set 2."""
    kind, _, number = name.rpartition("-")
    return (
        say("Set {number}", number=number) if kind == "set" and number.isdecimal() else capital(name.replace("-", " "))
    )


def as_name(text: str) -> str:
    """A short name as people say it: `global-product` is the global product, a text stays a text."""
    return text if " " in text else text.replace("-", " ").replace("_", " ")


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text as it stands within a sentence; a word in capitals (`EV`, `I`) keeps them."""
    first = text.split(" ", 1)[0]
    kept = first.isupper() and first != "A"
    return text if kept or any(one.isupper() for one in first[1:]) else text[:1].lower() + text[1:]


def spoken(text: str) -> str:
    """Words to read out, which stand between quotation marks: those within become single ones."""
    return capital(text).translate(str.maketrans("“”„«»", "‘’‚‹›"))


def bare(text: str) -> str:
    """The text without the full stop at its end."""
    return text.rstrip().rstrip(".")


_SENTENCE_END = regex(r"(?<=[.?!])[”’]?\s+(?=[A-Z“‘])")


def first_sentence(text: str) -> str:
    """What comes before the first full stop, where the rest only says how."""
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]


def sentence(text: str) -> str:
    """The text as a sentence, with one mark at its end."""
    text = capital(text.rstrip())
    return text if not text or text[-1] in ".!?…”" else f"{text}."


def listed(parts: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    every = list(parts)
    return ", ".join(every[:-1]) + " and " + every[-1] if len(every) > 1 else "".join(every)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 member`, `2 members`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(value: int) -> str:
    """Small numbers as words, as within a sentence: `four`, `13`."""
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)


def share(minutes: int, people: int) -> str:
    """How long each has when `minutes` go round, to half a minute downwards: `a minute and a half`."""
    halves = 2 * minutes // max(1, people)
    whole, half = divmod(halves, 2)
    if halves < 2:
        return "half a minute"
    if whole == 1:
        return "a minute and a half" if half else "a minute"
    return f"{number(whole)}{' and a half' if half else ''} minutes"


def between(numbers: Sequence[int]) -> str:
    """`5 to 6`, or `6` where all are alike."""
    if not numbers:
        return "0"
    least, most = min(numbers), max(numbers)
    return str(least) if least == most else f"{least} to {most}"
