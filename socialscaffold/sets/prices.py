"""What a set costs by how many of it have a value, and the least that all sets together can cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a count costs that no set of the size can have; needs more than 32 bits.
_BEYOND = 1 << 40


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a column: how many have it, and what a miss of each wish on its column costs (0: no wish)."""

    total: int
    spread: int = 0
    never_alone: int = 0
    alike: int = 0
    crowd: int = 0


def prices(values: tuple[Value, ...], people: int, most: int) -> NDArray[np.int32]:
    """Costs by value, size of the set and how many of the set have the value; a last value costs nothing.

    Spread: each one under the fair share rounded down or over it rounded up. Never alone: a single one. Alike: any.
    Crowd: each one over the first.
    """
    import numpy as np

    size = np.arange(most + 1)[None, :, None]
    count = np.arange(most + 1)[None, None, :]

    def weights(each: list[int]) -> NDArray[np.int64]:
        return np.array([*each, 0], dtype=np.int64)[:, None, None]

    total = weights([one.total for one in values])
    low, high = size * total // max(people, 1), -(-size * total // max(people, 1))
    table = weights([one.spread for one in values]) * np.maximum(0, np.maximum(low - count, count - high))
    table = table + weights([one.never_alone for one in values]) * (count == 1)
    table = table + weights([one.alike for one in values]) * (count > 0)
    table = table + weights([one.crowd for one in values]) * np.maximum(0, count - 1)
    whole: NDArray[np.int32] = table.astype(np.int32)
    return whole


def multipliers(
    table: NDArray[np.int32], values: tuple[Value, ...], sizes: Mapping[int, int], doubles: Sequence[int] = ()
) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """For each value two whole multipliers, and the bound that they prove together, for sets of these sizes.

    Whatever the sets, the counts of a value add up to its total, and of two who must sit together and share it no set
    has more than half its count. So for any multiplier m, and any q from 0 on, the cost of the value is at least
    m x total + q x doubles + the sum over the sets of the least (cost - m x count - q x half the count, rounded down):
    the best of a few is taken. `doubles`: how many such twos there are of each value.
    """
    import numpy as np

    if not values:
        return (), (), 0
    totals = np.array([one.total for one in values], dtype=np.int64)
    twos = np.array([*doubles] or [0] * len(values), dtype=np.int64)
    count = np.arange(table.shape[2])
    most = max(max(one.spread, one.never_alone) for one in values)
    best = np.zeros((3, len(values)), dtype=np.int64)
    for q in sorted({0, 1, 2, 3, 4, most, 2 * most}) if twos.any() else (0,):
        shifted = table[:-1].astype(np.int64) - q * (count // 2)
        tried = _tried(shifted[:, sorted(sizes), :])
        bound = tried[:, None] * totals[None, :] + q * twos
        for size, many in sizes.items():
            allowed = (count[None, :] <= size) & (count[None, :] <= totals[:, None])
            cost = np.where(allowed, shifted[:, size, :], _BEYOND)
            bound = bound + many * (cost[None] - tried[:, None, None] * count).min(axis=2)
        found = np.array([tried[bound.argmax(axis=0)], np.full(len(values), q), bound.max(axis=0)])
        best = np.where(found[2] > best[2], found, best) if q else found
    return tuple(best[0].tolist()), tuple(best[1].tolist()), int(best[2].sum())


def _tried(table: NDArray[np.int64]) -> NDArray[np.int64]:
    """The whole numbers worth trying: the best one is the slope between two counts, rounded down or up."""
    import numpy as np

    rows = np.unique(table.reshape(-1, table.shape[2]), axis=0)
    found = [np.zeros(1, dtype=np.int64)]
    for step in range(1, table.shape[2]):
        rise = np.unique(rows[:, step:] - rows[:, :-step])
        found += [rise // step, -(-rise // step)]
    return np.unique(np.concatenate(found))
