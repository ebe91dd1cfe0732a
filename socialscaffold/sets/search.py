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

    Pairs = tuple[NDArray[np.int64], NDArray[np.int64], int]

# Turns, never a time, so that the same seed gives the same sets on any machine.
TURNS, _COOLING, _HOTTEST, _WARM, _IDLE = 2_400, 40, 3, 20, 150
_TURNS_EACH, _HOPELESS, _HOPELESS_EACH = 60, 600, 30
# Few sets cost something when they are fewer than one in `_FEW`; then up to `_PARTNERS` pairs are looked at in a turn.
_FEW, _MANY, _HANDFUL, _PARTNERS = 4, 400, 16, 600
_SCALE = 1024
_UNMOVED = 1 << 29


@dataclass(frozen=True, slots=True)
class Found:
    """The sets after the search, by people, and what they cost."""

    sets: tuple[tuple[int, ...], ...]
    cost: int

    @classmethod
    def of(cls, rows: NDArray[np.int32], people: int, cost: int) -> Found:
        """Sets from rows of people; `people` is the number of an empty seat, higher than those of all people."""
        taken = (rows < people).sum(axis=1).tolist()
        ordered = rows.copy()
        ordered.sort(axis=1)
        return cls(tuple(tuple(row[:many]) for row, many in zip(ordered.tolist(), taken, strict=True)), cost)


def improve(problem: Problem, sets: Sequence[Sequence[tuple[int, ...]]], seed: int, turns: int = TURNS) -> Found:
    """The best sets of the search, which starts from `sets` (each a list of blocks: people who move as one)."""
    seats = Seats(problem, sets)
    bound = seats.bound()
    chance = Chance(seed)
    best, kept, idle = seats.total, seats.people.copy(), 0
    for turn in range(min(turns, _TURNS_EACH * problem.people) if len(sets) > 1 else 0):
        if best <= bound or idle > min(_HOPELESS, _HOPELESS_EACH * problem.people):
            break
        order = chance.order(len(sets))
        bad = order[seats.cost[order] > 0]
        heat = heat_of(turn, len(sets)) if idle > _WARM else 1
        matched = _matched(order, bad, turn)
        exchange(seats, chance, matched, heat, turn)
        idle += 1
        if seats.total < best:
            best, kept, idle = seats.total, seats.people.copy(), 0
        elif idle % _IDLE == 0 and len(sets) > _HANDFUL:
            seats.settle(kept)
    return Found.of(kept, problem.people, best)


def exchange(seats: Seats, chance: Chance, matched: Pairs, heat: int, turn: int) -> None:
    """One turn in matched sets: people for people, and now and then blocks, or somebody who goes alone."""
    if seats.whole and turn % 3 == 2:
        _bundles(seats, chance, matched, heat)
    elif seats.problem.most and turn % 4 == 1:
        _shifts(seats, chance, matched, heat)
    else:
        _singles(seats, chance, matched, heat)


def heat_of(turn: int, sets: int) -> int:
    """Falls to 1 in each cycle; where there are few sets some cycles begin much hotter."""
    hottest = _HOTTEST * ((1, 4, 10)[turn // _COOLING % 3] if sets <= _HANDFUL else 1)
    return max(1, hottest - hottest * (turn % _COOLING) // (_COOLING - 10))


def _matched(order: NDArray[np.int64], bad: NDArray[np.int64], turn: int) -> Pairs:
    """Sets to exchange between, and how many pairs in a row share their left set; only one of these is taken.

    All sets in pairs; or those that cost something, each with several others by chance. No set is in two of the groups.
    """
    import numpy as np

    if len(bad) * _FEW <= len(order) and (turn % _FEW or len(order) > _MANY):
        fine = order[~np.isin(order, bad)]
        many = max(1, min(len(fine), _PARTNERS) // len(bad))
        bad = bad[: len(fine)]
        return np.repeat(bad, many), fine[: len(bad) * many], many
    half = len(order) // 2
    return order[:half], order[half : 2 * half], 1


_LUCK = tuple(round(-64 * log(-log((step + 0.5) / 256))) for step in range(256))


def _luck(chance: Chance, many: int, heat: int) -> NDArray[np.int32]:
    """How far each of `many` moves is favoured: drawn so that the cheapest is likely, and likelier the less heat."""
    import numpy as np

    return np.array(_LUCK, dtype=np.int32)[chance.octets(many)] * np.int32(heat)


def _taken(
    change: NDArray[np.int32], many: int, chance: Chance, heat: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each group of `many` pairs the move that chance and its price favour, if it is to be made: pair and column."""
    import numpy as np

    pairs, wide = change.shape
    flat = np.clip(change, -1_000_000, 1_000_000) * _SCALE - _luck(chance, change.size, heat).reshape(pairs, wide)
    flat[change >= _UNMOVED] = np.iinfo(np.int32).max
    groups = flat.reshape(pairs // many, many * wide)
    chosen = groups.argmin(axis=1)
    taken = np.flatnonzero(groups[np.arange(len(groups)), chosen] < -_luck(chance, len(groups), heat))
    pair, column = np.divmod(chosen[taken], wide)
    return taken * many + pair, column


def _singles(seats: Seats, chance: Chance, matched: Pairs, heat: int) -> None:
    """One person for one, in each pair of sets."""
    import numpy as np

    left, right, many = matched
    change = seats.exchanges(left, right)
    pair, column = _taken(change.reshape(len(left), -1), many, chance, heat)
    mine, yours = np.divmod(column, seats.most)
    seats.swap(left[pair], mine, right[pair], yours)


def _shifts(seats: Seats, chance: Chance, matched: Pairs, heat: int) -> None:
    """One person for nobody, where the sizes allow it, from a set of each pair to the other."""
    import numpy as np

    least, most = seats.problem.least, seats.problem.most
    one, other, many = matched
    there = (seats.size[one] > least) & (seats.size[other] < most)
    back = (seats.size[other] > least) & (seats.size[one] < most)
    turned = back & (~there | (chance.octets(len(one)) < 128))
    left, right = np.where(turned, other, one), np.where(turned, one, other)
    change = seats.shifts(left, right)
    change[~(there | back)] = _UNMOVED
    pair, seat = _taken(change, many, chance, heat)
    seats.shift(left[pair], seat, right[pair])


def _bundles(seats: Seats, chance: Chance, matched: Pairs, heat: int) -> None:
    """One block for a block, or for as many single people, or for nobody where the sizes allow it."""
    import numpy as np

    left, right, many = matched
    if many > 1 and chance.octets(1)[0] < 128:  # blocks of the other side go over, too
        left, right = right, left
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
    fitting = (even | alone) & going.any(axis=1) & (coming.any(axis=1) | alone)
    trade = seats.trade(left, going, right, coming)
    change = np.where(fitting, trade.change, _UNMOVED)[:, None].astype(np.int32)
    pair, _ = _taken(change, many, chance, 2 * heat)
    seats.settled(trade, pair)
