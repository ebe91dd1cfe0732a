"""The pseudo-language: every word that a catalogue may replace, so written that a reader sees which ones those are."""

from __future__ import annotations

import re
from gettext import NullTranslations

from socialscaffold.regex import regex

_PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_MARKED = "ÅåƁƀÇçĐđÉéƑƒĜĝĤĥÎîĴĵĶķŁłṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž"
_LETTERS = str.maketrans(_PLAIN, _MARKED)
# What is not prose within a text: values to fill in, tags, entities, code, and where a link leads.
_KEPT = regex(r"\]\((?:%\(\w+\)s|[^)])*\)|%\(\w+\)s|%%|\{[\w:.-]*\}|<[^>]*>|&\w+;|`[^`]*`")


def pseudo(text: str) -> str:
    """`Week {number}` -> `[Ŵééķ {number}]`: values, tags and code as they were; empty stays empty."""
    if not text.strip():
        return text
    parts, last = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[last : kept.start()].translate(_LETTERS), kept[0]]
        last = kept.end()
    return f"[{''.join(parts)}{text[last:].translate(_LETTERS)}]"


class Pseudo(NullTranslations):
    """A catalogue that has every text, in the pseudo-language."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in plain letters, two at least: what no catalogue has reached."""
    return tuple(re.findall(r"[A-Za-z]{2,}", text))
