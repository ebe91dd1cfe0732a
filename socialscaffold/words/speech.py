"""How a build speaks: texts from the catalogue, and days, hours, numbers, lengths and lists as that language has them.

English is what stands in the source, so its speech looks nothing up. A text is marked where it stands:

    say("by set meeting {number}", number=3)
    say.plural("{number} set", "{number} sets", 3)
    say.within("column", "lead")            # a word that means something else elsewhere
    NAMES = {"core": noted("Core content")}  # looked up later: say(NAMES["core"])

`docs/make_catalogues.py` gathers what is marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from socialscaffold.source.kinds import DAYS, Length
from socialscaffold.source.languages import direction

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def noted(text: str) -> str:
    """The text itself; marks it as one that will be looked up later."""
    return text


class Speech:
    """English, the words of the source. `language` is the tag that was asked for."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.direction = direction(language)

    # Looking up: these four are what the templates call, too.

    def gettext(self, text: str) -> str:
        """A text in this language, its values not yet filled in."""
        return text

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form of a text that goes with a number."""
        return one if number == 1 else many

    def pgettext(self, context: str, text: str) -> str:
        """A text that means this in its context and may mean something else in another."""
        return text

    def npgettext(self, context: str, one: str, many: str, number: int) -> str:
        """The form of such a text that goes with a number."""
        return self.ngettext(one, many, number)

    def __call__(self, text: str, **values: object) -> str:
        """A text with its `{values}`."""
        return self.gettext(text).format(**values) if values else self.gettext(text)

    def plural(self, one: str, many: str, number: int, **values: object) -> str:
        """The form of a text for `{number}`, with its other `{values}`."""
        return self.ngettext(one, many, number).format(number=self.figure(number), **values)

    def within(self, context: str, text: str, **values: object) -> str:
        """A text of a context, with its `{values}`."""
        return self.pgettext(context, text).format(**values)

    def name(self, word: str) -> str:
        """A word of the language that a program is written in, as people say it: `market-practice`, `in-person`."""
        return self.pgettext("name", word if " " in word else word.replace("-", " ").replace("_", " "))

    def forms(self, one: str, many: str) -> dict[str, str]:
        """Every form of a text by the name that the Unicode CLDR gives it (`one`, `few`); the usual one by no name.

        For a script, which has the numbers and asks the browser which form goes with them.
        """
        return {"one": one, "": many}

    # Numbers and lengths.

    def count(self, number: int) -> str:
        """A number that stands by itself: `1,200`."""
        return f"{number:,}"

    def figure(self, number: int) -> str:
        """A number within a sentence: `1200`."""
        return str(number)

    def decimal(self, number: float) -> str:
        """`2.5`."""
        return f"{number:g}"

    def number(self, value: int) -> str:
        """Small numbers as words, as within a sentence: `four`, `13`."""
        return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)

    def length(self, minutes: int) -> str:
        """`45 minutes`, `2 hours`, `3 h 45 min`; below two hours whole minutes, as one plans them."""
        hours, rest = divmod(minutes, 60)
        if minutes < 120:
            return self.minutes(minutes)
        return f"{hours} h {rest} min" if rest else f"{hours} hours"

    def minutes(self, number: int) -> str:
        """`1 minute`, `120 minutes`."""
        return f"{number} minute{'' if number == 1 else 's'}"

    def days(self, number: int) -> str:
        """`1 day`, `14 days`."""
        return f"{number} day{'' if number == 1 else 's'}"

    def lasting(self, length: Length) -> str:
        """A length as its author wrote it, `90 days`; in another language as that one says it."""
        return length.written

    def share(self, minutes: int, people: int) -> str:
        """How long each has when `minutes` go round, to half a minute downwards: `a minute and a half`."""
        whole, half = divmod(2 * minutes // max(1, people), 2)
        if not whole:
            return "half a minute"
        if whole == 1:
            return "a minute and a half" if half else "a minute"
        return f"{self.number(whole)}{' and a half' if half else ''} minutes"

    def between(self, numbers: Sequence[int]) -> str:
        """`5 to 6`, or `6` where all are alike."""
        if not numbers:
            return "0"
        least, most = min(numbers), max(numbers)
        return str(least) if least == most else self(noted("{least} to {most}"), least=least, most=most)

    # Days and hours.

    def month(self, date: dt.date) -> str:
        """`January 2027`."""
        return f"{MONTHS[date.month - 1]} {date.year}"

    def day(self, date: dt.date) -> str:
        """`18 January 2027`."""
        return f"{date.day} {MONTHS[date.month - 1]} {date.year}"

    def weekday(self, date: dt.date) -> str:
        """`Tuesday`."""
        return DAYS[date.weekday()]

    def weekday_of(self, date: dt.date) -> str:
        """`Tuesday 19 January 2027`."""
        return f"{self.weekday(date)} {self.day(date)}"

    def hours(self, when: dt.datetime) -> str:
        """`8:30`."""
        return f"{when.hour}:{when.minute:02}"

    def moment(self, when: dt.datetime) -> str:
        """`Tuesday 19 January 2027, 10:00`."""
        return self.series((self.weekday_of(when.date()), self.hours(when)))

    def date_span(self, first: dt.date, last: dt.date) -> str:
        """`8 March 2027`, `8 to 14 March 2027`, `28 December 2026 to 3 January 2027`."""
        if first == last:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {self.day(last)}"
        return f"{self.day(first)} to {self.day(last)}"

    # Texts of others within our sentences.

    def listed(self, parts: Iterable[str]) -> str:
        """`a`, `a and b`, `a, b and c`."""
        every = list(parts)
        return ", ".join(every[:-1]) + " and " + every[-1] if len(every) > 1 else "".join(every)

    def series(self, parts: Iterable[str]) -> str:
        """`a, b, c`: no sentence, only one beside the other."""
        return ", ".join(parts)

    def chain(self, parts: Iterable[str]) -> str:
        """`a; b; c`: the same for parts that may have commas themselves."""
        return "; ".join(parts)

    def titled(self, head: str, text: str) -> str:
        """`head: text`, and what is there alone where the other is empty."""
        return ": ".join(part for part in (head, text) if part)

    def small(self, text: str) -> str:
        """The text as it stands within a sentence; a word in capitals (`EV`, `I`) keeps them."""
        first = text.split(" ", 1)[0]
        kept = first.isupper() and first != "A"
        return text if kept or any(one.isupper() for one in first[1:]) else text[:1].lower() + text[1:]

    def quoted(self, text: str) -> str:
        """`“text”`."""
        return f"“{text}”"


EN = Speech()
