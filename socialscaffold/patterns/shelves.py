"""The patterns that one program may name: its own, read once, before the shipped ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error, has_errors
from socialscaffold.patterns.library import (
    CYCLES,
    DESIGNS,
    PROTOCOLS,
    SHELVES,
    Own,
    P,
    Shelf,
    check_own,
    ids,
    load,
)
from socialscaffold.patterns.pattern import Pattern
from socialscaffold.source import kinds as k
from socialscaffold.source.gate import Gate
from socialscaffold.source.kinds import Text
from socialscaffold.source.records import Kind
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.words.chain import is_english
from socialscaffold.words.speech import EN, Speech
from socialscaffold.words.tongues import speech

# The pattern that stands in where a program names none.
USUAL = {
    PROTOCOLS.name: "action-learning-set",
    DESIGNS.name: "grey-area-clinic",
    CYCLES.name: "plan-practise-reflect-discuss",
}
CODES = {
    "SS-PAT-007": "a pattern that no shelf has",
    "SS-PAT-009": "a question that the cycle's pattern does not have",
    "SS-PAT-008": "a patterns folder that is not there, or has no pattern in it",
}


@dataclass(frozen=True, slots=True)
class Shelves:
    """A program's own patterns as (shelf, id, pattern); every other name is looked up among the shipped ones, which
    speak the program's language."""

    own: tuple[tuple[str, str, Pattern], ...] = ()
    language: str = "en"

    @property
    def say(self) -> Speech:
        """How the program speaks that has these shelves."""
        return speech(self.language)

    def find(self, shelf: Shelf[P], name: str) -> P | None:
        """The pattern `name`, or None where no shelf has it."""
        for where, called, pattern in self.own:
            if where == shelf.name and called == name and isinstance(pattern, shelf.record):
                return pattern
        return self._shipped(shelf, name)

    def get(self, shelf: Shelf[P], name: str = "") -> P:
        """The pattern `name`, or the usual one of that shelf where it has none of that name."""
        found = self.find(shelf, name) or self._shipped(shelf, USUAL[shelf.name])
        if found is None:
            raise ValueError(f"the pattern {USUAL[shelf.name]} is not in the library")
        return found

    def speech(self, shelf: Shelf[Any], name: str = "") -> Speech:
        """How a pattern speaks, so that what is filled into it is in one language with it: English where it is the
        library's and no catalogue has that language."""
        if is_english(self.language) or any((where, called) == (shelf.name, name) for where, called, _ in self.own):
            return speech(self.language)
        from socialscaffold.patterns.texts import FOLDER
        from socialscaffold.words.catalogue import translations

        return EN if translations(self.language, FOLDER) is None else speech(self.language)

    def in_its_own_words(self, shelf: Shelf[P], name: str = "") -> P:
        """As `get`, but never translated: for what must stay the same in every language, such as names of fields."""
        return replace(self, language="en").get(shelf, name)

    def _shipped(self, shelf: Shelf[P], name: str) -> P | None:
        """A pattern of the library in the language of the program; one of the program's own is in it already."""
        if is_english(self.language):
            return load(shelf, name)[0]
        from socialscaffold.patterns.texts import in_language

        return in_language(shelf, name, self.language)

    def ids(self, shelf: Shelf[P]) -> tuple[str, ...]:
        """Every pattern on a shelf by its id, sorted."""
        mine = {called for where, called, _ in self.own if where == shelf.name}
        return tuple(sorted(mine | set(ids(shelf))))

    def unknown(self, shelf: Shelf[P], name: Text | None) -> tuple[Diagnostic, ...]:
        """A finding where no shelf has the pattern that a program names."""
        if name is None or not name.text or name.text in self.ids(shelf):
            return ()
        known = self.ids(shelf)
        guess = did_you_mean(name.text, known)
        there = f"There are: {', '.join(known)}."
        hint = f"Did you mean `{guess}`? {there}" if guess else f"{there} Your own go under `patterns:`."
        return (error("SS-PAT-007", f"No shelf has {shelf.what} called `{name}`.", hint, name.span),)


def pattern_id(shelf: Shelf[Any]) -> Kind:
    """The kind of a key that names a pattern: editors offer the shipped ones, a program may have more of its own."""

    def schema() -> dict[str, Any]:
        return {"anyOf": [{"enum": list(ids(shelf))}, k.REF.schema()]}

    return Kind(f"the id of {shelf.what}", k.REF.read, schema, k.REF.empty)


def read_shelves(gate: Gate, folder: Text | None, language: str = "en") -> tuple[Shelves, tuple[Diagnostic, ...]]:
    """The shelves of a program whose own patterns lie in `folder` (None: it has none), and what is wrong there."""
    if folder is None or not folder.text:
        return Shelves(language=language), ()
    own = Own(gate, folder.text)
    found = list(check_own(own))
    mine = []
    for shelf in SHELVES:
        for path in gate.files(own.path(shelf.name), ".yaml"):
            name = path.rpartition("/")[2].removesuffix(".yaml")
            pattern, told = load(shelf, name, own)
            if pattern is not None and not has_errors(told):
                mine.append((shelf.name, name, pattern))
    if not mine and not found:
        names = ", ".join(f"`{shelf.name}`" for shelf in SHELVES)
        found.append(_nothing_there(folder, names))
    return Shelves(tuple(mine), language), tuple(found)


def _nothing_there(folder: Text, names: str) -> Diagnostic:
    seen = f"The folder `{folder}` is not there, or holds no pattern."
    hint = f"Make it beside the program, with one folder for each kind ({names}), or leave `patterns:` out."
    return error("SS-PAT-008", seen, hint, folder.span)
