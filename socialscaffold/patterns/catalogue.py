"""What the library holds, as a table: every pattern with its shelf, by strategy and from the lowest level up."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.library import SHELVES
from socialscaffold.patterns.pattern import LEVELS, STRATEGIES, GroupSize, Pattern, PracticeCycle, TaskPattern
from socialscaffold.patterns.shelves import Shelves

TITLES = {
    "support-network": "1 In it together: the support network",
    "sense-making": "2 Shared sense-making",
    "application": "3 Application: practise, reflect, discuss",
    "localization": "4 Localization: the context of practice",
    "engagement": "5 Ownership: the engagement pyramid",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern of the library; `own` where it comes from a program's own folder. `kind` is the shelf's word."""

    shelf: str
    kind: str
    pattern: Pattern
    own: bool = False

    @property
    def path(self) -> str:
        """`tasks/make-a-card`, which no other pattern has."""
        return f"{self.shelf}/{self.pattern.id}"


def entries(shelves: Shelves | None = None) -> tuple[Entry, ...]:
    """Every pattern that a program with these shelves may name (None: the shipped ones), in the order of a table."""
    shelves = shelves or Shelves()
    mine = {(where, name) for where, name, _ in shelves.own}
    found = []
    for shelf in SHELVES:
        for name in shelves.ids(shelf):
            pattern = shelves.find(shelf, name)
            if pattern is not None:
                kind = shelf.what.removeprefix("a ").removeprefix("an ")
                found.append(Entry(shelf.name, kind, pattern, (shelf.name, name) in mine))
    return tuple(sorted(found, key=_order))


def _order(one: Entry) -> tuple[int, int, str]:
    level = LEVELS.index(one.pattern.level) if isinstance(one.pattern, TaskPattern) else 0
    return STRATEGIES.index(one.pattern.strategy), level, one.pattern.id


def named(among: tuple[Entry, ...], name: str) -> tuple[Entry, ...]:
    """The entries called `name`, by id or by path; several where two shelves have the same id."""
    return tuple(one for one in among if name in (one.pattern.id, one.path))


def people(group: GroupSize) -> str:
    """`4 to 8 people, 6 at best`."""
    if group.min == group.max:
        return "1 person" if group.min == 1 else f"{group.min} people"
    best = f", {group.ideal} at best" if group.ideal != group.max else ""
    return f"{group.min} to {group.max} people{best}"


def takes(pattern: Pattern) -> str:
    """`60 to 120 minutes`; the second is the usual length, and sessions may run for longer."""
    if isinstance(pattern, PracticeCycle):
        return f"{pattern.minutes.default} minutes in all"
    return f"{pattern.minutes.min} to {pattern.minutes.default} minutes"


def row(one: Entry) -> dict[str, Any]:
    """One line of the list, for programs: the keys are those of the pattern's file."""
    pattern = one.pattern
    return {
        "shelf": one.shelf,
        "id": pattern.id,
        "own": one.own,
        "title": pattern.title,
        "strategy": pattern.strategy,
        "purpose": " ".join(pattern.purpose.split()),
        "group": _plain(pattern.group),
        "minutes": _plain(pattern.minutes),
        "modes": list(pattern.modes),
        "level": pattern.level,
        "learning-type": pattern.learning_type,
        "tier": pattern.tier,
        "sources": list(pattern.sources),
        "counter-sources": list(pattern.counter_sources),
    }


def whole(one: Entry) -> dict[str, Any]:
    """A whole pattern, for programs, with its shelf; what is empty is left out."""
    return {"shelf": one.shelf, "own": one.own, **_plain(one.pattern)}


def _plain(value: Any) -> Any:
    """A record as a mapping, with the keys of the file; tuples of pairs become mappings."""
    if is_dataclass(value):
        made = {}
        for each in fields(value):
            inner = getattr(value, each.name)
            if each.name != "at" and inner not in ("", (), None, False):
                made[each.name.replace("_", "-")] = _plain(inner)
        return made
    if isinstance(value, tuple):
        if value and all(isinstance(one, tuple) and len(one) == 2 and isinstance(one[1], int) for one in value):
            return dict(value)
        return [_plain(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value
