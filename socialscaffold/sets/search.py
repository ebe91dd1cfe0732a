"""Exchanging people between sets until the wishes hold as well as can be: a seeded search of a fixed length.

Sets are matched in pairs; of each pair every exchange of one person for one is priced at once, from tables, and one is
taken: mostly the best, now and then a worse one, as chance and the heat of the turn will have it. Once few sets cost
anything, only those are matched. Who sits together moves together, in turns of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.chance import Chance
from socialscaffold.sets.problem import Problem
from socialscaffold.sets.seats import Seats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

# Turns, never a time, so that the same seed gives the same sets on any machine.
TURNS, _COOLING, _HOTTEST, _WARM, _IDLE = 2_400, 40, 3, 20, 150
_TURNS_EACH, _HOPELESS = 60, 600
# Few sets cost something when they are fewer than one in `_FEW`; a handful is tried with up to `_PARTNERS` others.
_FEW, _MANY, _HANDFUL, _PARTNERS = 4, 400, 16, 1_500
_SCALE = 1024
_UNMOVED = 1 << 29


@dataclass(frozen=True, slots=True)
class Found:
    """The sets after the search, by people; what they cost, and the least they can cost with the proof of it."""

    sets: tuple[tuple[int, ...], ...]
    cost: int
    bound: int
    multipliers: tuple[int, ...]


def improve(problem: Problem, sets: Sequence[Sequence[tuple[int, ...]]], seed: int, turns: int = TURNS) -> Found:
    """The best sets of the search, which starts from `sets` (each a list of blocks: people who move as one)."""
    import numpy as np

    seats = Seats(problem, sets)
    multipliers, bound = seats.bound()
    chance = Chance(seed)
    best, kept, idle = seats.total, seats.people.copy(), 0
    for turn in range(min(turns, _TURNS_EACH * problem.people) if len(sets) > 1 else 0):
        if best <= bound or idle > _HOPELESS:
            break
        order = chance.order(len(sets))
        bad = order[seats.cost[order] > 0]
        heat = _heat(turn, len(sets)) if idle > _WARM else 1
        if seats.whole and turn % 3 == 2:
            _bundles(seats, chance, _matched(order, bad, turn), heat)
        elif len(bad) <= _HANDFUL and turn % 2:
            _cheapest(seats, chance, int(bad[0]), order[order != bad[0]][:_PARTNERS])
        else:
            _singles(seats, chance, _matched(order, bad, turn), heat)
        idle += 1
        if seats.total < best:
            best, kept, idle = seats.total, seats.people.copy(), 0
        elif idle % _IDLE == 0 and len(sets) > _HANDFUL:
            seats.settle(kept)
    found = tuple(tuple(sorted(int(who) for who in row if who < problem.people)) for row in np.asarray(kept))
    return Found(found, best, bound, multipliers)


def _heat(turn: int, sets: int) -> int:
    """Falls to 1 in each cycle; where there are few sets some cycles begin much hotter."""
    hottest = _HOTTEST * ((1, 4, 10)[turn // _COOLING % 3] if sets <= _HANDFUL else 1)
    return max(1, hottest - hottest * (turn % _COOLING) // (_COOLING - 10))


def _matched(order: NDArray[np.int64], bad: NDArray[np.int64], turn: int) -> Pairs:
    """Sets to exchange between, none twice: all of them, or those that cost something with others by chance."""
    import numpy as np

    if len(bad) * _FEW <= len(order) and (turn % _FEW or len(order) > _MANY):
        fine = order[~np.isin(order, bad)]
        many = min(len(bad), len(fine))
        return bad[:many], fine[:many]
    half = len(order) // 2
    return order[:half], order[half : 2 * half]


_LUCK = tuple(round(-64 * log(-log((step + 0.5) / 256))) for step in range(256))


def _luck(chance: Chance, many: int, heat: int) -> NDArray[np.int32]:
    """How far each of `many` moves is favoured: drawn so that the cheapest is likely, and likelier the less heat."""
    import numpy as np

    return np.array(_LUCK, dtype=np.int32)[chance.octets(many)] * np.int32(heat)


def _singles(seats: Seats, chance: Chance, pairs_of: Pairs, heat: int) -> None:
    """One person for one, in each pair of sets."""
    import numpy as np

    left, right = pairs_of

    change = seats.exchanges(left, right)
    pairs, wide = change.shape[0], change.shape[1] * change.shape[2]
    flat = np.clip(change.reshape(pairs, wide), -1_000_000, 1_000_000) * _SCALE
    flat -= _luck(chance, pairs * wide, heat).reshape(pairs, wide)
    flat[change.reshape(pairs, wide) >= _UNMOVED] = np.iinfo(np.int32).max
    chosen = flat.argmin(axis=1)
    taken = np.flatnonzero(flat[np.arange(pairs), chosen] < -_luck(chance, pairs, heat))
    mine, yours = np.divmod(chosen[taken], change.shape[2])
    seats.swap(left[taken], mine, right[taken], yours)


def _cheapest(seats: Seats, chance: Chance, one: int, others: NDArray[np.int64]) -> None:
    """One exchange of a set with any of the others: one of the cheapest, unless all make it worse."""
    import numpy as np

    left = np.full(len(others), one)
    change = seats.exchanges(left, others).ravel()
    least = int(change.min())
    if least > 0:
        return
    cheapest = np.flatnonzero(change == least)
    chosen = int(cheapest[int(chance.words(1)[0] % np.uint64(len(cheapest)))])
    pair, seat = divmod(chosen, seats.most * seats.most)
    mine, yours = divmod(seat, seats.most)
    seats.swap(left[:1], np.array([mine]), others[pair : pair + 1], np.array([yours]))


def _bundles(seats: Seats, chance: Chance, pairs_of: Pairs, heat: int) -> None:
    """One block for a block, or for as many single people, or for nothing where the two sizes change places."""
    import numpy as np

    left, right = pairs_of

    here, there = seats.people[left], seats.people[right]
    keys = chance.words(here.size * 2).astype(np.int64) >> 2
    mine_key, yours_key = keys[: here.size].reshape(here.shape), keys[here.size :].reshape(here.shape)
    going, coming = seats.block_at(here, mine_key), seats.block_at(there, yours_key)
    gap = seats.size[left] - seats.size[right]
    alone = (chance.octets(len(left)) < 128) & (gap == going.sum(axis=1))
    coming[alone] = False
    more = np.where(alone, 0, going.sum(axis=1) - coming.sum(axis=1))
    coming |= seats.free(there, coming, yours_key, more)
    going |= seats.free(here, going, mine_key, -more)
    even = going.sum(axis=1) == coming.sum(axis=1)
    right_size = (even | alone) & going.any(axis=1) & (coming.any(axis=1) | alone)
    luck = np.maximum(0, _luck(chance, int(right_size.sum()), 2 * heat) // _SCALE)
    seats.trade(left[right_size], going[right_size], right[right_size], coming[right_size], luck)
