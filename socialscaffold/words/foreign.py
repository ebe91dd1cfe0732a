"""Every language but English: words from a catalogue, forms from the Unicode CLDR by way of Babel.

Only a build in such a language imports this, and with it Babel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from socialscaffold.regex import regex
from socialscaffold.source.kinds import Length
from socialscaffold.words.catalogue import spoken
from socialscaffold.words.chain import chain
from socialscaffold.words.pseudo import pseudo
from socialscaffold.words.speech import Speech, noted

if TYPE_CHECKING:
    from gettext import NullTranslations

# A number of which most languages speak as of most numbers; those below it show all forms that there are.
_USUAL = 100
# What stands between words that are listed without an “and”, where it is not the English mark.
_COMMAS = {"ar": "، ", "fa": "، ", "ur": "، ", "ja": "、", "zh": "、"}
_SEMICOLONS = {"ar": "؛ ", "fa": "؛ ", "ur": "؛ ", "fr": "\N{NARROW NO-BREAK SPACE}; "}
_COLONS = {"fr": "\N{NO-BREAK SPACE}: "}
# The first of a month where it is no plain number.
_FIRST = {"fr": "1er"}
_ONE = regex(r"(?<!\d)1(?!\d)")
_NUMBERED = regex(r"(\d\.) ")
# Words with which a text of an author may begin and that never keep their capital within a sentence, in languages whose
# nouns do: articles, pronouns, what asks, and adjectives of our own heads.
_GERMAN = """
Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Kein Keine Keinen Keinem Keiner Mein Meine Meinen Dein Deine
Deinen Deinem Deiner Unser Unsere Unseren Euer Eure Euren Alle Allen Jede Jeder Jedes Jeden Jemand Niemand Etwas Nichts
Man Wer Wen Wem Wessen Was Wie Wo Woran Womit Worauf Worüber Wofür Wann Warum Wohin Woher Welche Welcher Welches Welchen
Welchem Dieser Diese Dieses Diesen Diesem Ob Dass Wenn Weil Damit In Im An Am Auf Aus Bei Beim Mit Nach Von Vom Zu Zum
Zur Für Um Bis Ab Vor Über Unter Zwischen Und Oder Nicht Nur Offene Offenen
"""
_SMALL = {"de": frozenset(_GERMAN.split())}
# Languages that write nouns with a capital, or have no capitals: the author's words stay as they are.
_NEVER_SMALL = frozenset(("de", "lb", "ar", "fa", "he", "hi", "ja", "ko", "th", "ur", "zh"))


class Looked(Speech):
    """A language whose texts come from a catalogue."""

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        super().__init__(language)
        self._catalogue = catalogue

    def gettext(self, text: str) -> str:
        return self._catalogue.gettext(text) if text else text

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self._catalogue.ngettext(one, many, number)

    def pgettext(self, context: str, text: str) -> str:
        return self._catalogue.pgettext(context, text) if text else text

    def npgettext(self, context: str, one: str, many: str, number: int) -> str:
        return self._catalogue.npgettext(context, one, many, number)


class Foreign(Looked):
    """A language that people speak. Days, hours and numbers follow the tag asked for: `de-CH` has its own."""

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        super().__init__(language, catalogue)
        self._forms = _forms(language)

    def forms(self, one: str, many: str) -> dict[str, str]:
        usual = self.ngettext(one, many, _USUAL)
        found = {"one": self.ngettext(one, many, 1)}
        for number in range(_USUAL):
            found.setdefault(self._forms.plural_form(number), self.ngettext(one, many, number))
        return {name: text for name, text in found.items() if name != "other"} | {"": usual}

    def count(self, number: int) -> str:
        return format_decimal(number, locale=self._forms)

    def figure(self, number: int) -> str:
        return self.count(number)

    def decimal(self, number: float) -> str:
        return format_decimal(number, locale=self._forms)

    def number(self, value: int) -> str:
        # In figures: as a word it would have to agree with what is counted.
        return self.count(value)

    def length(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        if minutes < 120:
            return self.minutes(minutes)
        if not rest:
            return self._unit(hours, "hour")
        # Without the full stop of a short form: a sentence may end here.
        return f"{self._unit(hours, 'hour', 'short')} {self._unit(rest, 'minute', 'short')}".removesuffix(".")

    def minutes(self, number: int) -> str:
        return self._unit(number, "minute")

    def days(self, number: int) -> str:
        return self._unit(number, "day")

    def lasting(self, length: Length) -> str:
        return self.length(length.minutes) if length.minutes % (24 * 60) else self.days(length.days)

    def share(self, minutes: int, people: int) -> str:
        return self._unit((2 * minutes // max(1, people)) / 2 or 0.5, "minute")

    def month(self, date: dt.date) -> str:
        return format_date(date, "MMMM y", locale=self._forms)

    def day(self, date: dt.date) -> str:
        return self._dated(format_date(date, "long", locale=self._forms), date.day)

    def weekday(self, date: dt.date) -> str:
        return format_date(date, "EEEE", locale=self._forms)

    def weekday_of(self, date: dt.date) -> str:
        return self._dated(format_date(date, "full", locale=self._forms), date.day)

    def hours(self, when: dt.datetime) -> str:
        return format_time(when.time(), "short", locale=self._forms)

    def date_span(self, first: dt.date, last: dt.date) -> str:
        if first == last:
            return self.day(first)
        return self._dated(format_interval(first, last, "yMMMMd", locale=self._forms), first.day, last.day)

    def listed(self, parts: Iterable[str]) -> str:
        return format_list(list(parts), locale=self._forms)

    def series(self, parts: Iterable[str]) -> str:
        return _COMMAS.get(self._forms.language, ", ").join(parts)

    def chain(self, parts: Iterable[str]) -> str:
        return _SEMICOLONS.get(self._forms.language, "; ").join(parts)

    def titled(self, head: str, text: str) -> str:
        return _COLONS.get(self._forms.language, ": ").join(part for part in (head, text) if part)

    def small(self, text: str) -> str:
        if text.split(" ", 1)[0].rstrip(",") in _SMALL.get(self._forms.language, ()):
            return text[:1].lower() + text[1:]
        return text if self._forms.language in _NEVER_SMALL else super().small(text)

    def quoted(self, text: str) -> str:
        return self.gettext(noted("“{words}”")).format(words=text)

    def _dated(self, text: str, *days: int) -> str:
        """A date as it is set: its number and its month on one line, so that a text that begins with it is no list."""
        if 1 in days and self._forms.language in _FIRST:
            text = _ONE.sub(_FIRST[self._forms.language], text)
        return _NUMBERED.sub("\\1\N{NO-BREAK SPACE}", text)

    def _unit(self, number: float, unit: str, length: str = "long") -> str:
        return format_unit(number, f"duration-{unit}", length, locale=self._forms)  # type: ignore[arg-type]


class Pseudo(Looked):
    """The pseudo-language: what a catalogue could replace is marked, and everything else stays as it is."""

    def forms(self, one: str, many: str) -> dict[str, str]:
        return {"one": pseudo(one), "": pseudo(many)}

    def number(self, value: int) -> str:
        return str(value)

    def minutes(self, number: int) -> str:
        return pseudo(Speech.minutes(self, number))

    def length(self, minutes: int) -> str:
        return self.minutes(minutes) if minutes < 120 else pseudo(Speech.length(self, minutes))

    def days(self, number: int) -> str:
        return pseudo(super().days(number))

    def lasting(self, length: Length) -> str:
        return pseudo(length.written)

    def share(self, minutes: int, people: int) -> str:
        return pseudo(super().share(minutes, people))

    def month(self, date: dt.date) -> str:
        return pseudo(super().month(date))

    def day(self, date: dt.date) -> str:
        return pseudo(super().day(date))

    def weekday(self, date: dt.date) -> str:
        return pseudo(super().weekday(date))

    def weekday_of(self, date: dt.date) -> str:
        return pseudo(f"{Speech().weekday_of(date)}")

    def date_span(self, first: dt.date, last: dt.date) -> str:
        return pseudo(Speech().date_span(first, last))

    def listed(self, parts: Iterable[str]) -> str:
        return ", ".join(parts)


def _forms(language: str) -> Locale:
    """Babel's forms for the tag, or for the nearest language that Babel knows; those of the catalogue's at last."""
    for one in (*chain(language)[:-1], spoken(language)):
        try:
            return Locale.parse(one, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
