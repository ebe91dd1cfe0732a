"""Whether two answers say the same: in the same words, or nearly."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Generic, TypeVar

from socialscaffold.regex import regex

Key = TypeVar("Key")
NEARLY = 90  # of 100: two letters in twenty
AGREE = 80
_SHORTEST = 20  # characters; two short answers are alike by chance
_NUMBER = regex(r"\d+(?:[.,]\d+)*")


def one_line(text: str) -> str:
    """A text as a region's file reads it: its line breaks are blanks."""
    return " ".join(text.split())


def same_words(text: str) -> str:
    """What two copies of a text share: its words without capitals, blanks and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


class Sayings(Generic[Key]):
    """Texts by their keys, asked again and again which of them says nearly the same as another.

    Texts with other numbers are never alike: 7 kW and 11 kW are two answers. Only texts that are about as long are
    compared, so that a harvest of thousands is a matter of seconds.
    """

    def __init__(self) -> None:
        self._there: dict[tuple[str, ...], _Alike[Key]] = {}

    def add(self, key: Key, text: str) -> None:
        """One more text; of two with the same words the first one's key is given back."""
        words = same_words(text)
        alike = self._there.setdefault(_numbers(text), _Alike())
        if words in alike.exact:
            return
        alike.exact[words] = key
        sorted_words = _sorted(words)
        place = bisect_right(alike.lengths, len(sorted_words))
        alike.lengths.insert(place, len(sorted_words))
        alike.texts.insert(place, sorted_words)
        alike.keys.insert(place, key)

    def nearest(self, text: str, least: int = NEARLY) -> Key | None:
        """The key of the text that says nearly the same, at `least` so much of 100; None where none does."""
        alike = self._there.get(_numbers(text))
        if alike is None:
            return None
        words = same_words(text)
        if words in alike.exact:
            return alike.exact[words]
        if len(words) < _SHORTEST:
            return None
        from rapidfuzz import fuzz, process

        mine = _sorted(words)
        # Two texts of which one is far longer can't be that alike: what it has more would all have to go.
        low = bisect_left(alike.lengths, len(mine) * least // (200 - least))
        high = bisect_right(alike.lengths, len(mine) * (200 - least) // least + 1)
        hit = process.extractOne(mine, alike.texts[low:high], scorer=fuzz.ratio, score_cutoff=least)
        return None if hit is None else alike.keys[low + hit[2]]


class _Alike(Generic[Key]):
    """Texts with the same numbers in them: by their words, and in the order of their lengths."""

    def __init__(self) -> None:
        self.exact: dict[str, Key] = {}
        self.lengths: list[int] = []
        self.texts: list[str] = []
        self.keys: list[Key] = []


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(_NUMBER.findall(text)))


def _sorted(words: str) -> str:
    """The words in the order of the alphabet: people say the same in another order."""
    return " ".join(sorted(words.split()))
