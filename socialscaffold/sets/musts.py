"""What must hold, wish by wish and person by person, so that single wishes can be left out to see what clashes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from itertools import pairwise

from socialscaffold.dataclass import dataclass
from socialscaffold.regex import regex
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import Member, Wishes

_SET = regex(r"set-([1-9]\d*)")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Must:
    """One thing that must hold: `with` and `apart` of two ids, `pinned` of one.

    `alike`, `never-alone`, `spread` and `overlap` are about everybody; with an id it is what one person has in them.
    `sizes` are the bounds of a set.
    """

    wish: str
    column: str = ""
    ids: tuple[str, ...] = ()

    @property
    def kind(self) -> tuple[str, str]:
        """The wish and its column."""
        return self.wish, self.column


SIZES, OVERLAP = Must("sizes"), Must("overlap")


class Musts:
    """The hard wishes of a roster but for those left out: whole, or what one person has in them.

    Without `sizes` a set may have anybody. `ties` join two people, or one and the set they are pinned to
    (`=set-3`, a name that no id has); `parted` are pairs. A pair that is named twice is there once.
    """

    def __init__(self, members: Iterable[Member], wishes: Wishes, size: Size, without: Set[Must] = frozenset()) -> None:
        self.members = {one.id: one for one in sorted(members, key=lambda one: one.id)}
        self.ids = tuple(self.members)
        self.wishes, self.without = wishes, without
        self.sized = SIZES not in without
        self.size = size if self.sized else Size(1, len(self.ids) or 1, len(self.ids) or 1)
        self.ties: dict[Pair, Must] = {}
        self.parted: dict[Pair, Must] = {}
        self.pins: dict[str, str] = {}
        self.alike = self._kept("alike", wishes.alike)
        self.lonely = self._kept("never-alone", wishes.never_alone)
        self.spread = self._kept("spread", wishes.spread)
        self.overlap = wishes.overlap if wishes.hard("overlap") and OVERLAP not in without else 0
        for column in wishes.must("with", wishes.with_):
            self._pairs(column, "with", self.ties)
        for column in wishes.must("apart", wishes.apart):
            self._pairs(column, "apart", self.parted)
        for column in wishes.must("pinned", wishes.pinned):
            for who, one in self.members.items():
                must = Must("pinned", column, (who,))
                if one.cell(column) and must not in without:
                    self.ties[who, "=" + one.cell(column)] = must
                    self.pins.setdefault(who, one.cell(column))
        self.enemies: dict[str, set[str]] = {}
        for one_id, other in self.parted:
            self.enemies.setdefault(one_id, set()).add(other)
            self.enemies.setdefault(other, set()).add(one_id)
        self.tied: dict[str, list[str]] = {}
        for one_id, other in self.ties:
            self.tied.setdefault(one_id, []).append(other)
            self.tied.setdefault(other, []).append(one_id)

    def less(self, *without: Must) -> Musts:
        """The same without these."""
        return Musts(self.members.values(), self.wishes, self.size, self.without | set(without))

    def sizes(self, size: Size) -> Musts:
        """The same with other bounds."""
        return Musts(self.members.values(), self.wishes, size, self.without)

    def sharing(self, overlap: int) -> Musts:
        """The same where a set need only share so many quarter hours of work in a week."""
        return Musts(self.members.values(), replace(self.wishes, overlap=overlap), self.size, self.without)

    def every(self) -> tuple[Must, ...]:
        """All that must hold; wishes about everybody once."""
        whole = [Must("alike", one) for one in self.alike] + [Must("never-alone", one) for one in self.lonely]
        whole += [Must("spread", one) for one in self.spread] + [OVERLAP] * bool(self.overlap)
        return (*([SIZES] * self.sized), *whole, *self.ties.values(), *self.parted.values())

    def cell(self, who: str, must: Must) -> str:
        """What somebody has in the column; empty where they are left out of the wish."""
        if self.without and Must(must.wish, must.column, (who,)) in self.without:
            return ""
        return self.members[who].cell(must.column)

    def hours(self, who: str) -> int:
        """The hours of work as a mask; 0 where they are open, not asked for, or left out."""
        if not self.overlap or Must("overlap", "", (who,)) in self.without:
            return 0
        return self.members[who].hours

    def units(self) -> Iterator[tuple[str, ...]]:
        """Everybody with those whom they are tied to, ids and names of sets; who is tied to nobody is left out."""
        seen: set[str] = set()
        for start in self.ids:
            if start not in seen and start in self.tied:
                found = tuple(self._reached(start))
                seen.update(found)
                yield found

    def path(self, start: str, ends: Callable[[str], bool], passing: Callable[[str], bool]) -> tuple[str, ...]:
        """The shortest chain of ties from `start` to somebody of the `ends`, through others that may be passed.

        () where there is none.
        """
        before: dict[str, str] = {start: ""}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for there in self.tied.get(here, ()):
                if there in before:
                    continue
                before[there] = here
                if ends(there):
                    chain = [there]
                    while before[chain[-1]]:
                        chain.append(before[chain[-1]])
                    return tuple(reversed(chain))
                if passing(there):
                    waiting.append(there)
        return ()

    def along(self, chain: tuple[str, ...]) -> tuple[Must, ...]:
        """The ties of a chain."""
        return tuple(self.tie(one, other) for one, other in pairwise(chain))

    def tie(self, one: str, other: str) -> Must:
        """The wish that ties two together."""
        return self.ties.get((one, other)) or self.ties[other, one]

    def _reached(self, start: str) -> Iterator[str]:
        seen, waiting = {start}, deque([start])
        while waiting:
            here = waiting.popleft()
            yield here
            for there in self.tied.get(here, ()):
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)

    def _kept(self, wish: str, columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in self.wishes.must(wish, columns) if Must(wish, one) not in self.without)

    def _pairs(self, column: str, wish: str, into: dict[Pair, Must]) -> None:
        for who, one in self.members.items():
            other = one.cell(column)
            if other == who or other not in self.members:
                continue
            pair = (min(who, other), max(who, other))
            must = Must(wish, column, pair)
            if must not in self.without:
                into.setdefault(pair, must)


def is_set(node: str) -> bool:
    """Whether a name among the ties is that of a set."""
    return node.startswith("=")


def set_number(name: str) -> int:
    """The number in `set-3` or `=set-3`; 0 where it is no such name."""
    found = _SET.fullmatch(name.removeprefix("="))
    return int(found[1]) if found else 0
