"""A roster cut into action learning sets: everybody in exactly one, by wishes on the roster's columns.

What must hold holds, or is told as a failure; the misses of what should hold are brought down by a seeded search
(`search`), and a bound says how far down they can go. Nothing here knows of YAML, files or documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from socialscaffold.sets.abreast import abreast
from socialscaffold.sets.counted import counted
from socialscaffold.sets.deal import dealt
from socialscaffold.sets.formed import Formed, Proof
from socialscaffold.sets.musts import Musts, is_set, set_number
from socialscaffold.sets.pools import Pool, foes, in_blocks, joined, kept_together, pin_of, pooled, pools_of
from socialscaffold.sets.priced import by_column, doubles, priced
from socialscaffold.sets.prices import multipliers, prices
from socialscaffold.sets.problem import Problem
from socialscaffold.sets.search import TURNS, Found, improve
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.tried import sets_that_hold
from socialscaffold.sets.unmet import missed, parted, uneven, unknown_columns, unpinned
from socialscaffold.sets.wishes import Member, Unmet, Wishes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RESCUED = 10_000
# Sizes other than the first ones are looked for up to so many people; up to `_SMALL` by many searches.
_RESIZED, _SMALL = 2_000, 60


def form(members: Iterable[Member], wishes: Wishes, size: Size, seed: int = 0) -> Formed:
    """Sets of `size` from a roster, by `wishes`.

    The order of the rows plays no part, nor do the clock or the machine: the same members, wishes and seed give
    the same sets. Everybody is seated, even where a hard wish fails; before that other sizes within the bounds are
    tried, and for a small roster every way of cutting it. An id that stands twice is a ValueError.
    """
    people = sorted(members, key=lambda one: one.id)
    by_id = {one.id: one for one in people}
    if len(by_id) < len(people):
        raise ValueError("an id stands twice on the roster")
    first = _formed(by_id, wishes, size, seed)
    return first if _granted(first) else _rescued(by_id, wishes, size, seed) or first


def _granted(formed: Formed) -> bool:
    """Whether all that must hold does, but for what nobody can grant: a column that is not there."""
    return not any(one.hard and one.ids for one in formed.unmet)


def _rescued(by_id: Mapping[str, Member], wishes: Wishes, size: Size, seed: int) -> Formed | None:
    """Sets in which all that must hold does, where the first attempt had none; None where there are none to be had."""
    musts = Musts(by_id.values(), wishes, size)
    if counted(musts):
        return None
    found = sets_that_hold(musts)
    if found == ():
        return None
    if found:
        blocks = {who: tuple(one for one in unit if not is_set(one)) for unit in musts.units() for who in unit}
        pools = pools_of(by_id, wishes, found)
        people = list(by_id.values())
        _, told = joined(people, wishes, foes(people, wishes), size)
        unmet = [*unknown_columns(people, wishes), *(one for one in told if not one.hard)]
        for turns in (TURNS, 0):  # what must hold weighs more than all else, but not without end
            made = []
            for mixed, pool in pools:
                start = [sorted({blocks.get(who, (who,)) for who in one}) for one in pool]
                made.append(improved(start, by_id, wishes, seed, mixed=mixed, turns=turns))
            formed = gathered(made, by_id, wishes, unmet)
            if _granted(formed):
                return formed
    others = sorted(range(size.least, size.most + 1), key=lambda one: abs(one - size.target))
    for target in others if len(by_id) <= _RESCUED else ():
        for extreme in (False, True):
            formed = _formed(by_id, wishes, Size(size.least, target, size.most), seed, extreme=extreme)
            if _granted(formed):
                return formed
    return None


def _formed(by_id: Mapping[str, Member], wishes: Wishes, size: Size, seed: int, *, extreme: bool = False) -> Formed:
    people = list(by_id.values())
    unmet = unknown_columns(people, wishes)
    blocks, clashes = joined(people, wishes, foes(people, wishes), size)
    pools, misfits = pooled(blocks, wishes, size)
    unmet += clashes + misfits
    made = []
    for pool in pools:
        start, broken = dealt(pool, by_id, wishes, extreme=extreme)
        unmet += parted(broken, pool.size)
        made.append(_resized(improved(start, by_id, wishes, seed, mixed=pool.mixed), start, pool, by_id, wishes, seed))
    return gathered(made, by_id, wishes, unmet)


def _resized(
    made: tuple[tuple[tuple[str, ...], ...], Proof],
    start: Sequence[Sequence[tuple[str, ...]]],
    pool: Pool,
    by_id: Mapping[str, Member],
    wishes: Wishes,
    seed: int,
) -> tuple[tuple[tuple[str, ...], ...], Proof]:
    """Better sets where their sizes may differ within the bounds; the number of sets stays, as the target asks."""
    sets, proof = made
    if proof.best or pool.people > _RESIZED:
        return made
    again = in_blocks(sets, start)
    seek = abreast if pool.people <= _SMALL else improve
    other = improved(again, by_id, wishes, seed + 1, mixed=pool.mixed, size=pool.size, seek=seek)
    return other if other[1].cost < proof.cost else made


def improved(
    start: Sequence[Sequence[tuple[str, ...]]],
    by_id: Mapping[str, Member],
    wishes: Wishes,
    seed: int,
    *,
    mixed: bool = False,
    home: Mapping[str, int] | None = None,
    stays: Mapping[str, int] | None = None,
    met: tuple[NDArray[np.int16], Mapping[str, int]] | None = None,
    turns: int = TURNS,
    size: Size | None = None,
    seek: Callable[[Problem, list[list[tuple[int, ...]]], int, int], Found] = improve,
) -> tuple[tuple[tuple[str, ...], ...], Proof]:
    """One pool's sets after the search, in the order of `start`, and their proof (its places count from 0).

    `home`: the set that each should stay in, `stays`: what it costs that somebody does not. `met`: how often two
    people, by these numbers, have met elsewhere. `size`: bounds within which the sizes of the sets may change; without
    it they stay. `seek`: the search.
    """
    names = sorted(who for one in start for block in one for who in block)
    number = {who: place for place, who in enumerate(names)}
    problem, spans = priced([by_id[who] for who in names], wishes, mixed, home, stays)
    if met:
        places = [met[1][who] for who in names]
        same = len(places) == len(met[0]) and places == [*range(len(places))]
        problem = replace(problem, met=met[0] if same else met[0][places][:, places])
    numbered = [[tuple(map(number.__getitem__, block)) for block in one] for one in start]
    if size:
        problem = replace(problem, least=size.least, most=size.most)
    problem = replace(problem, doubles=doubles(problem, (block for one in numbered for block in one)))
    found = seek(problem, numbered, seed, turns)
    sets = tuple(tuple(map(names.__getitem__, one)) for one in found.sets)
    together = wishes.must("with", wishes.with_) or wishes.must("pinned", wishes.pinned)
    blocks = (block for one in sets for block in kept_together(one, by_id, wishes)) if together else ()
    tied = ([number[who] for who in block] for block in blocks)
    sizes = Counter(map(len, sets))
    table = prices(problem.values, problem.people, max(sizes, default=0))
    several, bonds, bound = multipliers(table, problem.values, sizes, doubles(problem, tied))
    place = tuple(range(len(sets)))
    return sets, Proof(place, found.cost, bound, by_column(several, spans), by_column(bonds, spans), mixed)


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
        numbers = (set_number(pin_of(by_id[who], wishes.pinned)) for who in one)
        place = next(filter(None, numbers), 0) - 1
        if 0 <= place < len(sets) and place not in taken:
            taken[place] = one
            free.remove(one)
    rest = iter(free)
    return [taken[place] if place in taken else next(rest) for place in range(len(sets))]
