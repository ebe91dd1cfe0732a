"""Exchanging people between sets until the wishes hold as well as can be: a seeded search of a fixed length."""

from __future__ import annotations

import random
from collections.abc import Sequence

from socialscaffold.dataclass import dataclass

# What one miss costs. A set that mixes what should be alike outweighs every soft wish, people who must be apart
# outweigh that; one lone member weighs as much as several places of uneven spread.
APART, MIXED, ALONE, SPREAD = 10_000, 200, 4, 1
# Exchanges tried: a number, never a time, so that the same seed gives the same sets on any machine.
_EXCHANGES_A_PERSON, _EXCHANGES = 200, 24_000
_PATIENCE, _KICKS = 20, 3


@dataclass(frozen=True, slots=True)
class Problem:
    """What the search knows. People and values are numbers from 0.

    `values[person]` are the numbers of the values a person has; `foes[person]` the people to be kept apart from.
    `total[value]` is how many have it, of `people` in all. The three sets say for which values each wish was made.
    """

    people: int
    values: tuple[tuple[int, ...], ...]
    total: tuple[int, ...]
    foes: tuple[frozenset[int], ...]
    spread: frozenset[int] = frozenset()
    never_alone: frozenset[int] = frozenset()
    alike: frozenset[int] = frozenset()


def uneven(count: int, size: int, total: int, people: int) -> int:
    """How far `count` lies from the fair share of a set of `size`, rounded down or up: 0 when it is either."""
    low, high = size * total // people, -(-size * total // people)
    return max(0, low - count, count - high)


def improve(problem: Problem, sets: Sequence[Sequence[tuple[int, ...]]], seed: int) -> list[list[tuple[int, ...]]]:
    """The sets after the search, each a list of blocks (people who move as one). Sizes only change places.

    An exchange stays unless it makes things worse: one that changes nothing leads on to one that helps. (Allowing
    worse ones for a while, as annealing does, was tried and left more misses for the same number of exchanges.)
    Where nothing has helped for long, a few exchanges are made whatever they cost, and the best sets are kept.
    """
    state = _State(problem, sets)
    rng = random.Random(seed)
    best, kept, idle = state.cost, state.copy(), 0
    for _ in range(min(_EXCHANGES, _EXCHANGES_A_PERSON * problem.people)):
        if not best or len(sets) < 2:
            break
        move = _choose(state, rng)
        if move is None:
            continue
        before = state.cost
        state.exchange(*move)
        idle += 1
        if state.cost > before and idle < _PATIENCE * problem.people:
            state.undo(*move)
        elif idle >= _PATIENCE * problem.people + _KICKS:
            idle = 0
        if state.cost < best:
            best, kept, idle = state.cost, state.copy(), 0
    return kept


Move = tuple[int, int, list[tuple[int, ...]], list[tuple[int, ...]]]


class _State:
    """Sets under exchange, with the counts of each value and the cost of each set kept up to date."""

    def __init__(self, problem: Problem, sets: Sequence[Sequence[tuple[int, ...]]]) -> None:
        self.problem = problem
        self.sets = [list(one) for one in sets]
        self.sizes = [sum(len(block) for block in one) for one in sets]
        self.counts = [[0] * len(problem.total) for _ in sets]
        self.home = [0] * problem.people
        self.prices = {size: _prices(problem, size) for size in sorted(set(self.sizes))}
        for number, one in enumerate(self.sets):
            for block in one:
                self._settle(block, number, 1)
        self.costs = [self._cost(number) for number in range(len(self.sets))]
        self.cost = sum(self.costs)

    def copy(self) -> list[list[tuple[int, ...]]]:
        return [list(one) for one in self.sets]

    def exchange(self, left: int, right: int, going: list[tuple[int, ...]], coming: list[tuple[int, ...]]) -> None:
        """Move the blocks `going` from set `left` to set `right`, and `coming` the other way."""
        for blocks, here, there in ((going, left, right), (coming, right, left)):
            for block in blocks:
                self.sets[here].remove(block)
                self.sets[there].append(block)
                self._settle(block, here, -1)
                self._settle(block, there, 1)
                self.sizes[here] -= len(block)
                self.sizes[there] += len(block)
        for number in (left, right):
            cost = self._cost(number)
            self.cost += cost - self.costs[number]
            self.costs[number] = cost

    def undo(self, left: int, right: int, going: list[tuple[int, ...]], coming: list[tuple[int, ...]]) -> None:
        """Take an exchange back."""
        self.exchange(right, left, going, coming)

    def _settle(self, block: tuple[int, ...], number: int, sign: int) -> None:
        counts = self.counts[number]
        for person in block:
            if sign > 0:
                self.home[person] = number
            for value in self.problem.values[person]:
                counts[value] += sign

    def _cost(self, number: int) -> int:
        prices = self.prices[self.sizes[number]]
        cost = sum(price[count] for price, count in zip(prices, self.counts[number], strict=True))
        home, foes = self.home, self.problem.foes
        for block in self.sets[number]:
            for person in block:
                if foes[person]:
                    cost += APART * sum(home[foe] == number for foe in foes[person])
        return cost


def _prices(problem: Problem, size: int) -> list[list[int]]:
    """For a set of `size`: by value and by how many of the set have it, what that costs."""
    table = []
    for value, total in enumerate(problem.total):
        row = [0] * (size + 1)
        for count in range(size + 1):
            if value in problem.spread:
                row[count] += SPREAD * uneven(count, size, total, problem.people)
            if value in problem.never_alone and count == 1:
                row[count] += ALONE
            if value in problem.alike and count:
                row[count] += MIXED
        table.append(row)
    return table


def _choose(state: _State, rng: random.Random) -> Move | None:
    """Two sets and blocks of the same number of people in each; or one block that makes the two sizes change places."""

    def pick(many: int) -> int:
        # randrange may change between Python versions; random() is promised to stay.
        return int(rng.random() * many)

    number = len(state.sets)
    left = pick(number)
    if not state.costs[left]:
        left = pick(number)
    right = (left + 1 + pick(number - 1)) % number
    mine, yours = state.sets[left], state.sets[right]
    block = mine[pick(len(mine))]
    if state.sizes[left] == state.sizes[right] + len(block) and rng.random() < 0.5:
        return left, right, [block], []
    other = yours[pick(len(yours))]
    short, long, donor = (block, other, mine) if len(block) < len(other) else (other, block, yours)
    bundle = [short]
    missing = len(long) - len(short)
    if missing:
        start = pick(len(donor))
        for one in donor[start:] + donor[:start]:
            if one is not short and len(one) <= missing:
                bundle.append(one)
                missing -= len(one)
    if missing:
        return None
    return (left, right, bundle, [other]) if donor is mine else (left, right, [block], bundle)
