"""What the tables say of a move, against counting the sets anew after it."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from socialscaffold.sets.prices import Value
from socialscaffold.sets.problem import Named, Problem
from socialscaffold.sets.seats import NEVER, Seats

PEOPLE = 20


def seats(seed: int) -> Seats:
    """Four sets of five with wishes of every sort, one pair that moves as one and one who stays."""
    chance = Random(seed)
    columns = tuple(tuple(chance.choice((first, first + 1, -1)) for _ in range(PEOPLE)) for first in (0, 2))
    values = tuple(
        Value(
            sum(cell == number for column in columns for cell in column),
            spread=1 + number,
            never_alone=4,
            alike=number % 2,
        )
        for number in range(4)
    )
    others = tuple(chance.choice((-1, -1, (who + 3) % PEOPLE)) for who in range(PEOPLE))
    problem = Problem(
        people=PEOPLE,
        columns=columns,
        values=values,
        named=(Named(others, 7), Named(others[::-1], -3)),
        kinds=tuple(chance.choice((0, 1)) for _ in range(PEOPLE)),
        clash=((0, 2), (2, 0)),
        home=tuple(chance.choice((-1, 0, 1, 2, 3)) for _ in range(PEOPLE)),
        stay=2,
        fixed=frozenset({4}),
        least=3,
        most=7,
    )
    sets = [[(who,) for who in range(first, first + 5)] for first in range(0, PEOPLE, 5)]
    sets[0] = [(0, 1), (2,), (3,), (4,)]
    return Seats(problem, sets)


@pytest.mark.parametrize("seed", range(8))
def test_an_exchange_and_a_shift_change_what_the_tables_say(seed: int) -> None:
    left, right = np.array([0, 2]), np.array([1, 3])
    swaps, shifts = seats(seed).exchanges(left, right), seats(seed).shifts(left, right)
    for pair in (0, 1):
        for seat in range(5):
            tied = pair == 0 and seat in (0, 1, 4)
            for other in range(5):
                one = seats(seed)
                before = one.total
                one.swap(left[[pair]], np.array([seat]), right[[pair]], np.array([other]))
                assert tied or one.total - before == swaps[pair, seat, other]
            one = seats(seed)
            before = one.total
            one.shift(left[[pair]], np.array([seat]), right[[pair]])
            assert tied or one.total - before == shifts[pair, seat]
            assert sorted(one.size) == [4, 5, 5, 6]
            assert not tied or ((swaps[pair, seat, :5] == NEVER).all() and shifts[pair, seat] == NEVER)
            count, cost = one.priced(one.people, np.arange(4))
            assert (one.count == count).all() and (one.cost == cost).all()
