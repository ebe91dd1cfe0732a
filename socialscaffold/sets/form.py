"""A roster cut into action learning sets: everybody in exactly one, by wishes on the roster's columns.

What must hold holds, or is told as a failure; the misses of what should hold are brought down by a seeded search
(`search`), and a bound says how far down they can go. Nothing here knows of YAML, files or documents.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from socialscaffold.regex import regex
from socialscaffold.sets.formed import Formed, Proof
from socialscaffold.sets.pools import Block, Pool, foes, joined, pin_of, pooled
from socialscaffold.sets.priced import multipliers, priced
from socialscaffold.sets.search import TURNS, Found, improve
from socialscaffold.sets.seating import seated
from socialscaffold.sets.sizes import Size, cuts
from socialscaffold.sets.unmet import missed, parted, uneven, unknown_columns, unpinned
from socialscaffold.sets.wishes import Member, Unmet, Wishes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SET = regex(r"set-([1-9]\d*)")


def form(members: Iterable[Member], wishes: Wishes, size: Size, seed: int = 0) -> Formed:
    """Sets of `size` from a roster, by `wishes`.

    The order of the rows plays no part, nor do the clock or the machine: the same members, wishes and seed give
    the same sets. Everybody is seated, even where a hard wish fails. An id that stands twice is a ValueError.
    """
    people = sorted(members, key=lambda one: one.id)
    by_id = {one.id: one for one in people}
    if len(by_id) < len(people):
        raise ValueError("an id stands twice on the roster")
    unmet = unknown_columns(people, wishes)
    blocks, clashes = joined(people, wishes, foes(people, wishes), size)
    pools, misfits = pooled(blocks, wishes, size)
    unmet += clashes + misfits
    made = []
    for pool in pools:
        start, broken = _dealt(pool, by_id, wishes)
        unmet += parted(broken, pool.size)
        made.append(improved(start, by_id, wishes, seed, mixed=pool.mixed))
    return gathered(made, by_id, wishes, unmet)


def improved(
    start: Sequence[Sequence[tuple[str, ...]]],
    by_id: Mapping[str, Member],
    wishes: Wishes,
    seed: int,
    *,
    mixed: bool = False,
    home: Mapping[str, int] | None = None,
    met: tuple[NDArray[np.int16], Mapping[str, int]] | None = None,
    turns: int = TURNS,
) -> tuple[tuple[tuple[str, ...], ...], Proof]:
    """One pool's sets after the search, in the order of `start`, and their proof (its places count from 0).

    `home`: the set that each should stay in. `met`: how often two people, by these numbers, have met elsewhere.
    """
    names = sorted(who for one in start for block in one for who in block)
    number = {who: place for place, who in enumerate(names)}
    problem, spans = priced([by_id[who] for who in names], wishes, mixed, home)
    if met:
        places = [met[1][who] for who in names]
        problem = replace(problem, met=met[0][places][:, places])
    numbered = [[tuple(number[who] for who in block) for block in one] for one in start]
    found: Found = improve(problem, numbered, seed, turns)
    sets = tuple(tuple(names[who] for who in one) for one in found.sets)
    return sets, Proof(tuple(range(len(sets))), found.cost, found.bound, multipliers(found, spans), mixed)


def gathered(
    made: Sequence[tuple[tuple[tuple[str, ...], ...], Proof]],
    by_id: Mapping[str, Member],
    wishes: Wishes,
    unmet: Sequence[Unmet],
    *,
    order: Sequence[tuple[str, ...]] | None = None,
) -> Formed:
    """The sets of all pools, in this order or their own, with all that does not hold."""
    every = [one for sets, _ in made for one in sets]
    ordered = _placed(every, by_id, wishes) if order is None else order
    place = {one: number for number, one in enumerate(ordered)}
    proofs, told = [], list(unmet)
    for sets, proof in made:
        places = tuple(sorted(place[one] for one in sets))
        proofs.append(replace(proof, sets=places))
        if proof.cost:
            told += uneven(sets, by_id, wishes)
    told += missed(ordered, by_id, wishes)
    told += unpinned(ordered, by_id, wishes)
    return Formed(tuple(ordered), tuple(sorted(dict.fromkeys(told), key=lambda one: not one.hard)), tuple(proofs))


def _placed(sets: Sequence[tuple[str, ...]], by_id: Mapping[str, Member], wishes: Wishes) -> list[tuple[str, ...]]:
    """Sets by their first ids, but who is pinned to `set-3` sits in the third where there are as many."""
    free = sorted(sets)
    taken: dict[int, tuple[str, ...]] = {}
    for one in list(free) if wishes.pinned else ():
        pins = (_SET.fullmatch(pin_of(by_id[who], wishes.pinned)) for who in one)
        place = next((int(pin[1]) - 1 for pin in pins if pin), -1)
        if 0 <= place < len(sets) and place not in taken:
            taken[place] = one
            free.remove(one)
    rest = iter(free)
    return [taken[place] if place in taken else next(rest) for place in range(len(sets))]


def _dealt(
    pool: Pool, by_id: Mapping[str, Member], wishes: Wishes
) -> tuple[list[list[tuple[str, ...]]], list[tuple[str, ...]]]:
    """Sets of blocks to start from. People who sit together are parted only where no sets can be filled otherwise."""
    spread = tuple(dict.fromkeys((*wishes.never_alone, *wishes.spread)))

    def kind(block: Block) -> tuple[object, ...]:
        cells = [by_id[who].cell(column) for who in block.ids for column in spread]
        return (-len(block.ids), not block.pin, cells, block.ids)

    # Like beside like: the deal then hands each set one after the other of a kind, and the search starts near the end.
    whole = sorted(pool.blocks, key=kind)

    def after(many: int) -> list[Block]:
        singles = (Block((who,), one.alike) for one in whole[:many] for who in one.ids)
        return sorted([*whole[many:], *singles], key=kind) if many else whole

    def lengths(many: int) -> list[int]:
        return [len(one.ids) for one in after(many)]

    # The fewest, the longest first: every head count here can be cut once nobody sits together.
    together = sum(len(one.ids) > 1 for one in whole)
    many = bisect_left(range(together), True, key=lambda many: seated(lengths(many), pool.size) is not None)
    blocks = after(many)
    dealt = _by_hours(blocks, pool.size, by_id) if wishes.overlap else None
    dealt = dealt or [[blocks[one] for one in group] for group in seated(lengths(many), pool.size) or ()]
    return [[one.ids for one in group] for group in dealt], [one.ids for one in whole[:many]]


def _by_hours(blocks: Sequence[Block], size: Size, by_id: Mapping[str, Member]) -> list[list[Block]] | None:
    """Neighbours in their hours of work side by side; None where the blocks don't fill the sizes so."""

    def begins(block: Block) -> tuple[int, tuple[str, ...]]:
        hours = max(by_id[who].hours for who in block.ids)
        return ((hours & -hours).bit_length(), block.ids)

    waiting = sorted(blocks, key=begins)
    sizes = next(cuts(sum(len(one.ids) for one in blocks), size))
    sets: list[list[Block]] = []
    for seats in sizes:
        group: list[Block] = []
        while seats:
            fitting = next((place for place, one in enumerate(waiting) if len(one.ids) <= seats), None)
            if fitting is None:
                return None
            seats -= len(waiting[fitting].ids)
            group.append(waiting.pop(fitting))
        sets.append(group)
    return sets
