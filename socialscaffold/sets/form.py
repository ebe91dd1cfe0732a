"""A roster cut into action learning sets: everybody in exactly one, by wishes on the roster's columns.

Sizes, `alike`, `apart` and `with_` are hard: they hold, or they are told as failures. `never_alone` and `spread` are
soft: a seeded search brings their misses down. Nothing here knows of YAML, files or documents.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import combinations

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.pools import Block, Pool, foes, joined, pooled
from socialscaffold.sets.search import Problem, improve, uneven
from socialscaffold.sets.seating import seated
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import Member, Unmet, Wishes, listed

_HARD = {"alike", "apart", "with"}


@dataclass(frozen=True, slots=True)
class Formed:
    """Sets as sorted ids, in the order of their first ids; and the wishes that do not hold, the hard ones first."""

    sets: tuple[tuple[str, ...], ...]
    unmet: tuple[Unmet, ...]

    @property
    def holds(self) -> bool:
        """Whether every hard wish holds."""
        return not any(one.hard for one in self.unmet)


def form(members: Iterable[Member], wishes: Wishes, size: Size, seed: int = 0) -> Formed:
    """Sets of `size` from a roster, by `wishes`.

    The order of the rows plays no part, nor do the clock or the machine: the same members, wishes and seed give
    the same sets. Everybody is seated, even where a hard wish fails. An id that stands twice is a ValueError.
    """
    people = sorted(members, key=lambda one: one.id)
    by_id = {one.id: one for one in people}
    if len(by_id) < len(people):
        raise ValueError("an id stands twice on the roster")
    unmet = _unknown_columns(people, wishes)
    enemies = foes(people, wishes)
    blocks, clashes = joined(people, wishes, enemies, size)
    pools, misfits = pooled(blocks, wishes, size)
    unmet += clashes + misfits
    sets: list[tuple[str, ...]] = []
    for pool in pools:
        made, parted = _cut(pool, by_id, wishes, enemies, seed)
        sets += made
        unmet += parted + _uneven(made, by_id, wishes)
    sets.sort()
    unmet += _too_near(sets, enemies) + _lone(sets, by_id, wishes)
    return Formed(tuple(sets), tuple(sorted(dict.fromkeys(unmet), key=lambda one: not one.hard)))


def _unknown_columns(people: Sequence[Member], wishes: Wishes) -> list[Unmet]:
    """Wishes on columns that no row has; an empty roster has nothing to miss."""
    known = {column for one in people for column in one.attributes}
    unmet = []
    for wish in fields(wishes):
        name = wish.name.rstrip("_").replace("_", "-")
        for column in getattr(wishes, wish.name):
            if people and column not in known:
                unmet.append(Unmet(name, name in _HARD, f"The roster has no column `{column}`."))
    return unmet


def _cut(
    pool: Pool, by_id: Mapping[str, Member], wishes: Wishes, enemies: Mapping[str, frozenset[str]], seed: int
) -> tuple[list[tuple[str, ...]], list[Unmet]]:
    """The sets of one pool. People who sit together are parted only where no sets can be filled otherwise."""
    spread = tuple(dict.fromkeys((*wishes.never_alone, *wishes.spread)))

    def kind(block: Block) -> tuple[object, ...]:
        return (-len(block.ids), [by_id[who].cell(column) for who in block.ids for column in spread], block.ids)

    # Like beside like: the deal then hands each set one after the other of a kind, and the search starts near the end.
    whole = sorted(pool.blocks, key=kind)

    def after(parted: int) -> list[Block]:
        singles = (Block((who,), one.alike) for one in whole[:parted] for who in one.ids)
        return sorted([*whole[parted:], *singles], key=kind)

    def lengths(parted: int) -> list[int]:
        return [len(one.ids) for one in after(parted)]

    # The fewest, the longest first: every head count here can be cut once nobody sits together.
    together = sum(len(one.ids) > 1 for one in whole)
    parted = bisect_left(range(together), True, key=lambda many: seated(lengths(many), pool.size) is not None)
    blocks, dealt = after(parted), seated(lengths(parted), pool.size) or ()
    unmet = [
        Unmet(
            "with",
            True,
            f"{listed(one.ids)} can't all sit together: no way was found to fill sets of {pool.size.least} to "
            f"{pool.size.most} without parting them.",
            one.ids,
        )
        for one in whole[:parted]
    ]
    names = sorted(who for block in blocks for who in block.ids)
    number = {who: place for place, who in enumerate(names)}
    start = [[tuple(number[who] for who in blocks[block].ids) for block in one] for one in dealt]
    found = improve(_problem([by_id[who] for who in names], wishes, enemies, pool.mixed), start, seed)
    return [tuple(sorted(names[person] for block in one for person in block)) for one in found], unmet


def _problem(people: Sequence[Member], wishes: Wishes, enemies: Mapping[str, frozenset[str]], mixed: bool) -> Problem:
    number = {one.id: place for place, one in enumerate(people)}
    alike = wishes.alike if mixed else ()
    columns = tuple(dict.fromkeys((*wishes.spread, *wishes.never_alone, *alike)))
    kept = {(column, one.cell(column)) for one in people for column in columns if one.cell(column)}
    values = {pair: place for place, pair in enumerate(sorted(kept))}
    held = tuple(tuple(values[column, one.cell(column)] for column in columns if one.cell(column)) for one in people)
    total = Counter(value for person in held for value in person)

    def of(wish: tuple[str, ...]) -> frozenset[int]:
        return frozenset(place for (column, _), place in values.items() if column in wish)

    return Problem(
        people=len(people),
        values=held,
        total=tuple(total[value] for value in range(len(values))),
        foes=tuple(frozenset(number[foe] for foe in enemies[one.id] if foe in number) for one in people),
        spread=of(wishes.spread),
        never_alone=of(wishes.never_alone),
        alike=of(alike),
    )


def _too_near(sets: Sequence[tuple[str, ...]], enemies: Mapping[str, frozenset[str]]) -> list[Unmet]:
    return [
        Unmet("apart", True, f"{first} and {second} must be apart, and sit in one set.", (first, second))
        for one in sets
        for first, second in combinations(one, 2)
        if second in enemies[first]
    ]


def _lone(sets: Sequence[tuple[str, ...]], by_id: Mapping[str, Member], wishes: Wishes) -> list[Unmet]:
    unmet = []
    for column in wishes.never_alone:
        for one in sets:
            count = Counter(by_id[who].cell(column) for who in one)
            for who in one:
                if by_id[who].cell(column) and count[by_id[who].cell(column)] == 1:
                    text = f"{who} is the only one of a kind (`{column}`) in the set."
                    unmet.append(Unmet("never-alone", False, text, (who,)))
    return unmet


def _uneven(sets: Sequence[tuple[str, ...]], by_id: Mapping[str, Member], wishes: Wishes) -> list[Unmet]:
    """One miss for each column that is not spread evenly over the sets of one pool."""
    people = sorted(who for one in sets for who in one)
    unmet = []
    for column in wishes.spread:
        total = Counter(by_id[who].cell(column) for who in people)
        total.pop("", None)
        places = 0
        for one in sets:
            count = Counter(by_id[who].cell(column) for who in one)
            places += sum(uneven(count[value], len(one), total[value], len(people)) for value in total)
        if places:
            text = (
                f"`{column}` is not spread evenly over the sets of {people[0]} and {len(people) - 1} others: "
                f"{places} {'place' if places == 1 else 'places'} off the fair share."
            )
            unmet.append(Unmet("spread", False, text, tuple(people)))
    return unmet
