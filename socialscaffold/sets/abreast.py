"""Many searches side by side, for few people whose wishes stand in each other's way.

One search takes the valley that it comes to first. For two dozen people most of its time is spent on calling numpy, so
that dozens of searches, whose sets are rows of one table, take little longer than one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from socialscaffold.sets.chance import Chance
from socialscaffold.sets.prices import multipliers
from socialscaffold.sets.problem import Problem
from socialscaffold.sets.search import TURNS, Found, exchange, heat_of
from socialscaffold.sets.seats import Seats

# So many people in all searches together, in each of so many turns. With many searches each may dare more.
_PEOPLE, _TURNS, _FEWEST, _HOTTER = 1_600, 600, 8, 2


def abreast(problem: Problem, sets: Sequence[Sequence[tuple[int, ...]]], seed: int, turns: int = TURNS) -> Found:
    """The best sets of many searches from the same start, each in its own sets; each takes another way by chance.

    What people leave at a cost (`problem.home`) is not asked here.
    """
    import numpy as np

    many, starts = len(sets), max(_FEWEST, _PEOPLE // max(1, problem.people))
    seats = Seats(problem, [one for _ in range(starts) for one in sets])
    chance = Chance(seed)
    first = (np.arange(starts) * many)[:, None]
    best, kept, bound = int(seats.cost[:many].sum()), seats.people[:many].copy(), 0
    for turn in range(min(turns, _TURNS) if many > 1 else 0):
        order = np.argsort(chance.words(starts * many).reshape(starts, many), axis=1, kind="stable") + first
        half = many // 2
        matched = order[:, :half].ravel(), order[:, half : 2 * half].ravel(), 1
        heat = _HOTTER * heat_of(turn, many)
        exchange(seats, chance, matched, heat, turn)
        costs = seats.cost.reshape(starts, many).sum(axis=1)
        if costs.min() < best:
            best, place = int(costs.min()), int(costs.argmin()) * many
            kept = seats.people[place : place + many].copy()
            sizes = Counter(seats.size[place : place + many].tolist())
            bound = multipliers(seats.table, problem.values, sizes, problem.doubles)[2]
        if best <= bound:
            break
    return Found.of(kept, problem.people, best)
