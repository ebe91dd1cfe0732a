"""The texts of the pattern library that a build prints, each under a key that lasts: what catalogues translate.

A key is the pattern's shelf and id and the way to the text by ids, `protocols/action-learning-set steps.check-in.say`.
Where a list has no ids its texts share a key and are told apart by themselves, so that nothing hangs on an order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from socialscaffold.patterns.library import SHELVES, Shelf, ids, load
from socialscaffold.patterns.pattern import Pattern
from socialscaffold.source.records import keys_of
from socialscaffold.words import catalogue
from socialscaffold.words.catalogue import translations

FOLDER = Path(__file__).with_name("catalogues")
# Said to whoever chooses a pattern, and in no build.
_NOT_BUILT = frozenset(("when", "when-not", "counter", "reference"))
P = TypeVar("P", bound=Pattern)


def each_text(record: Any, change: Callable[[str, str], str], path: str = "") -> Any:
    """The record with every text replaced by what `change` makes of its key and itself."""
    changed: dict[str, Any] = {}
    for key in keys_of(type(record)):
        if key.name in _NOT_BUILT:
            continue
        value = getattr(record, key.field)
        where = f"{path}.{key.name}" if path else key.name
        if key.kind.record is not None:
            made = _records(value, change, where)
        elif "a text" not in key.kind.name:
            continue
        elif isinstance(value, tuple):
            made = tuple(change(where, one) for one in value)
        else:
            made = change(where, value) if value else value
        if made != value:
            changed[key.field] = made
    return replace(record, **changed) if changed else record


def _records(value: Any, change: Callable[[str, str], str], where: str) -> Any:
    if isinstance(value, tuple):
        return tuple(each_text(one, change, _below(where, one)) for one in value)
    return each_text(value, change, where) if value is not None else None


def _below(where: str, record: Any) -> str:
    name = getattr(record, "id", "")
    return f"{where}.{name}" if name else where


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

    each_text(pattern, keep)
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

    made: P = each_text(pattern, said)
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
