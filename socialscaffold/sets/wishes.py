"""What is known of the people, what is wished for their sets, and what could not be granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from socialscaffold.dataclass import dataclass

# An overlap is asked for on each working day, and counted in the quarter hours of a week.
WORKDAYS, QUARTER = 5, 15
MUST, SHOULD, NICE = "must", "should", "nice"
# What holds where nobody says otherwise: who may not or must sit together is firm, a fair mix is striven for.
USUAL = {
    "spread": SHOULD,
    "alike": MUST,
    "apart": MUST,
    "with": MUST,
    "never-alone": SHOULD,
    "pinned": MUST,
    "overlap": SHOULD,
}
# What one miss costs: a lone member weighs as much as several places of uneven spread. What must be weighs more than
# all soft wishes of a set together; of two things that must be, the one about named people weighs more.
_MISS = {"spread": 1, "alike": 2, "apart": 4, "with": 4, "never-alone": 4, "pinned": 4, "overlap": 4}
_HARD = {"spread": 100, "never-alone": 100, "alike": 200, "overlap": 200}
_HARDEST, _SHOULD_BESIDE_NICE = 10_000, 4


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the roster: an id, the cells of the row by column name, and the hours of work.

    `hours` is a mask of quarter hours of a week in UTC (`sets.hours.mask`); 0 where they are not known.
    """

    id: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    hours: int = 0

    def cell(self, column: str) -> str:
        """The cell in `column` without outer blanks; empty where there is none."""
        return self.attributes.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Wishes:
    """Wishes as names of the roster's columns; an empty cell wishes nothing.

    `alike`: members of a set share the value. `apart`: the cell is the id of a person, such as the line manager, who
    must not sit in the same set. `with_`: the cell is the id of a person, such as a buddy, who must sit in it.
    `never_alone`: nobody is the only one of a value in a set. `spread`: each set gets its fair share of every value.
    `pinned`: the cell is the name of a set, such as `set-3`. `overlap`: quarter hours of a week that all of a set
    work at the same time. `firmly` says must, should or nice for a wish and a column where it isn't what is `USUAL`.
    """

    spread: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    never_alone: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    overlap: int = 0
    firmly: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of_columns(self) -> Iterator[tuple[str, str]]:
        """Each wish, as the spec spells it, with each of its columns."""
        yield from (("alike", column) for column in self.alike)
        yield from (("apart", column) for column in self.apart)
        yield from (("with", column) for column in self.with_)
        yield from (("pinned", column) for column in self.pinned)
        yield from (("never-alone", column) for column in self.never_alone)
        yield from (("spread", column) for column in self.spread)

    def firm(self, wish: str, column: str = "") -> str:
        """must, should or nice. `overlap` has no column."""
        return self.firmly.get((wish, column)) or USUAL[wish]

    def hard(self, wish: str, column: str = "") -> bool:
        """Whether it must hold."""
        return self.firm(wish, column) == MUST

    def must(self, wish: str, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the columns for which the wish must hold."""
        return tuple(one for one in columns if self.hard(wish, one))

    def miss(self, wish: str, column: str = "") -> int:
        """What one miss costs."""
        firm = self.firm(wish, column)
        if firm == MUST:
            return _HARD.get(wish, _HARDEST)
        beside = NICE in self.firmly.values() and firm == SHOULD
        return _MISS[wish] * (_SHOULD_BESIDE_NICE if beside else 1)


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that does not hold, told without any cell of the roster: only ids and names of columns.

    `wish` is `sizes`, or the wish as the spec spells it: `alike`, `apart`, `with`, `pinned`,
    `overlap`, `never-alone`, `spread`.
    """

    wish: str
    hard: bool
    text: str
    ids: tuple[str, ...] = ()


def listed(ids: tuple[str, ...]) -> str:
    """Ids for a sentence: `L1`, `L1 and L2`, `L1, L2 and L3`."""
    return " and ".join(part for part in (", ".join(ids[:-1]), ids[-1]) if part) if ids else "nobody"
