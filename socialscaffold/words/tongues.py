"""Which speech a language has."""

from __future__ import annotations

from functools import cache

from socialscaffold.words.catalogue import translations
from socialscaffold.words.chain import is_pseudo
from socialscaffold.words.speech import Speech


@cache
def speech(language: str) -> Speech:
    """How a build in that language speaks: English where no catalogue of its chain is there."""
    found = translations(language)
    if found is None:
        return Speech(language)
    from socialscaffold.words.foreign import Foreign, Pseudo

    return Pseudo(language, found) if is_pseudo(language) else Foreign(language, found)
