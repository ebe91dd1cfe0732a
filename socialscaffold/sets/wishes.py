"""What is known of the people, what is wished for their sets, and what could not be granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from socialscaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the roster: an id, and the cells of the row by column name."""

    id: str
    attributes: Mapping[str, str] = field(default_factory=dict)

    def cell(self, column: str) -> str:
        """The cell in `column` without outer blanks; empty where there is none."""
        return self.attributes.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Wishes:
    """Wishes as names of the roster's columns; an empty cell wishes nothing.

    `alike`: members of a set share the value (hard). `apart`: the cell is the id of a person, such as the line
    manager, who must not sit in the same set (hard). `with_`: the cell is the id of a person, such as a buddy, who
    must sit in it (hard). `never_alone`: nobody is the only one of a value in a set. `spread`: each set gets its
    fair share of every value.
    """

    spread: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    never_alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that does not hold, told without any cell of the roster: only ids and names of columns.

    `wish` is `sizes`, or the wish as the spec spells it: `alike`, `apart`, `with`, `never-alone`, `spread`.
    """

    wish: str
    hard: bool
    text: str
    ids: tuple[str, ...] = ()


def listed(ids: tuple[str, ...]) -> str:
    """Ids for a sentence: `L1`, `L1 and L2`, `L1, L2 and L3`."""
    return " and ".join(part for part in (", ".join(ids[:-1]), ids[-1]) if part) if ids else "nobody"
