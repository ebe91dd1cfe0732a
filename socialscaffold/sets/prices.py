"""What a set costs by how many of it have a value, and the least that all sets together can cost."""

from __future__ import annotations

from collections.abc import Mapping
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
    table: NDArray[np.int32], values: tuple[Value, ...], sizes: Mapping[int, int]
) -> tuple[tuple[int, ...], int]:
    """For each value a whole multiplier, and the bound that they prove together, for sets of these sizes.

    Whatever the sets, the counts of a value add up to its total. So for any multiplier m the cost of the value is at
    least m x total + the sum over the sets of the least (cost - m x count): the best of a few m is taken.
    """
    import numpy as np

    if not values:
        return (), 0
    tried = _tried(table[:-1, sorted(sizes), :])
    totals = np.array([one.total for one in values], dtype=np.int64)
    count = np.arange(table.shape[2])
    bound = tried[:, None] * totals[None, :]
    for size, many in sizes.items():
        allowed = (count[None, :] <= size) & (count[None, :] <= totals[:, None])
        cost = np.where(allowed, table[:-1, size, :].astype(np.int64), _BEYOND)
        bound = bound + many * (cost[None] - tried[:, None, None] * count).min(axis=2)
    best = bound.argmax(axis=0)
    return tuple(int(tried[one]) for one in best), int(bound.max(axis=0).sum())


def _tried(table: NDArray[np.int32]) -> NDArray[np.int64]:
    """The whole numbers worth trying: the best one is the slope between two counts, rounded down or up."""
    import numpy as np

    rows = np.unique(table.reshape(-1, table.shape[2]), axis=0).astype(np.int64)
    found = [np.zeros(1, dtype=np.int64)]
    for step in range(1, table.shape[2]):
        rise = np.unique(rows[:, step:] - rows[:, :-step])
        found += [rise // step, -(-rise // step)]
    return np.unique(np.concatenate(found))
