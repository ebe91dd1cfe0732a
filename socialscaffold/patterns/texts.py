"""The texts of the pattern library that a build prints, each under a key that lasts: what catalogues translate.

A key is the pattern's shelf and id and the way to the text, `protocols/action-learning-set steps.check-in.say`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from socialscaffold.patterns.library import SHELVES, Shelf, ids, load
from socialscaffold.patterns.pattern import Pattern
from socialscaffold.source.wording import each_text
from socialscaffold.words import catalogue
from socialscaffold.words.catalogue import translations

FOLDER = Path(__file__).with_name("catalogues")
# Said to whoever chooses a pattern, and in no build.
_NOT_BUILT = frozenset(("when", "when-not", "counter", "reference"))
P = TypeVar("P", bound=Pattern)


def every_text() -> Iterator[tuple[str, str, str, str]]:
    """Every text of the library as (shelf, pattern, key, text), in the order in which the patterns say them."""
    for shelf in SHELVES:
        for name in ids(shelf):
            pattern, _ = load(shelf, name)
            for key, text in texts_of(shelf, name, pattern):
                yield shelf.name, name, key, text


def texts_of(shelf: Shelf[Any], name: str, pattern: Any) -> list[tuple[str, str]]:
    """The texts of one pattern with their keys."""
    found: list[tuple[str, str]] = []

    def keep(path: str, text: str) -> str:
        found.append((f"{shelf.name}/{name} {path}", text))
        return text

    each_text(pattern, keep, _NOT_BUILT)
    return found


def compile_into(folder: Path) -> None:
    """Write the library's catalogues where a wheel has them; its build calls this."""
    catalogue.compile_into(folder, FOLDER)


@cache
def in_language(shelf: Shelf[P], name: str, language: str) -> P | None:
    """A shipped pattern in a language; what its catalogues lack stays English. None where no shelf has it."""
    pattern, _ = load(shelf, name)
    found = translations(language, FOLDER)
    if pattern is None or found is None:
        return pattern

    def said(path: str, text: str) -> str:
        return found.pgettext(f"{shelf.name}/{name} {path}", text)

    made: P = each_text(pattern, said, _NOT_BUILT)
    return made


@cache
def untold(shelf: Shelf[Any], name: str, language: str) -> int:
    """How many texts of a shipped pattern a language lacks."""
    pattern, _ = load(shelf, name)
    if pattern is None:
        return 0
    found = translations(language, FOLDER)
    texts = texts_of(shelf, name, pattern)
    # A catalogue that lacks a text hands back the very one that it was asked for.
    return len(texts) if found is None else sum(found.pgettext(key, text) is text for key, text in texts)
