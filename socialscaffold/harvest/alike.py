"""Whether two answers say the same: in the same words, or nearly."""

from __future__ import annotations

import re
from collections.abc import Mapping

from socialscaffold.regex import regex

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


def nearest(text: str, others: Mapping[str, str], least: int = NEARLY) -> str | None:
    """The key of the other text that says nearly the same; None where none does.

    Texts with other numbers are never alike: 7 kW and 11 kW are two answers.
    """
    mine = same_words(text)
    numbers = sorted(_NUMBER.findall(text))
    there = {key: same_words(one) for key, one in others.items() if sorted(_NUMBER.findall(one)) == numbers}
    exact = next((key for key, one in there.items() if one == mine), None)
    if exact is not None or len(mine) < _SHORTEST:
        return exact
    from rapidfuzz import fuzz, process

    hit = process.extractOne(mine, there, scorer=fuzz.token_sort_ratio, score_cutoff=least)
    return hit[2] if hit is not None else None
