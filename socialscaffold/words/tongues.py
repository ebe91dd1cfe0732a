"""Which speech a language has."""

from __future__ import annotations

from functools import cache

from socialscaffold.words.catalogue import translations
from socialscaffold.words.chain import is_english, is_pseudo
from socialscaffold.words.speech import Speech


@cache
def speech(language: str) -> Speech:
    """How a build in that language speaks: English where no catalogue of its chain is there."""
    if is_pseudo(language):
        from socialscaffold.words.foreign import Pseudo

        return Pseudo(language)
    found = None if is_english(language) else translations(language)
    if found is None:
        return Speech(language)
    from socialscaffold.words.foreign import Foreign

    return Foreign(language, found)
