"""Mending sets that people have left and joined: for each set that something is wrong with, the best single move.

A move is an exchange of one for one, or one who comes or goes alone. Whoever is new moves for nothing, whoever leaves
the old set pays for it, so the holes are filled by the newcomers who fit, and of those who stay the fewest move. Then
moves are taken back: somebody goes home, what that upset is mended anew, and it stays so unless it is worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from socialscaffold.sets.chance import Chance
from socialscaffold.sets.pools import in_blocks
from socialscaffold.sets.problem import Problem
from socialscaffold.sets.search import TURNS, Found, improve
from socialscaffold.sets.seats import NEVER, Seats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Sets that are looked at for a move: all, or so many of those with somebody who moves freely and as many by chance.
_ALL, _SOME = 200, 100
# Rounds over the sets that cost something, and how often moves are taken back: for few people often, for many seldom.
_ROUNDS, _TAKEN_BACK, _PEOPLE_MENDED = 8, 200, 12_000
_EXCHANGE, _GOES, _COMES = range(3)


def mended(problem: Problem, sets: Sequence[Sequence[tuple[int, ...]]], seed: int, turns: int = TURNS) -> Found:
    """The sets with the fewest moves out of `problem.home` that grant the wishes as well as can be found.

    Where people who move as one, or wishes that clash, leave more to be wished for than has to be, the search by
    chance goes on from there, for so many `turns`, and its moves are taken back in turn.
    """
    mender = _Mender(problem, sets, seed)
    mender.mend()
    mender.take_back()
    if mender.wishes > mender.seats.bound():
        searched = improve(problem, in_blocks(mender.found().sets, sets), seed, turns)
        if searched.cost < mender.seats.total:
            mender = _Mender(problem, in_blocks(searched.sets, sets), seed)
            mender.mend()
            mender.take_back()
    return mender.found()


class _Mender:
    def __init__(self, problem: Problem, sets: Sequence[Sequence[tuple[int, ...]]], seed: int) -> None:
        import numpy as np

        self.seats = Seats(problem, sets)
        self.problem = problem
        self._chance = Chance(seed)
        self._home = np.array([*(problem.home or [-1] * problem.people), -1])
        self._loose = np.zeros(len(sets), dtype=bool)
        self._look(np.arange(len(sets)))

    @property
    def wishes(self) -> int:
        """What the sets cost without those who moved."""
        return self.seats.total - int(self.seats.stay[self.seats.people[self._moved()]].sum())

    def found(self) -> Found:
        """The sets as they are."""
        return Found.of(self.seats.people, self.problem.people, self.seats.total)

    def mend(self, heat: int = 0) -> None:
        """The best move of each set that costs something, over and over, until none gains anything."""
        import numpy as np

        for _ in range(_ROUNDS):
            before = self.seats.total
            bad = np.flatnonzero(self.seats.cost > 0)
            for number in bad[self._chance.order(len(bad))].tolist():
                self._move_of(number, heat)
            if self.seats.total == before:
                return

    def take_back(self) -> None:
        """Send people home, one at a time, or let two newcomers change places, and keep what is no worse for it."""
        import numpy as np

        kept = self.seats.people.copy()
        best = self.seats.total
        for turn in range(min(_TAKEN_BACK, _PEOPLE_MENDED // self.problem.people)):
            if best == 0:
                return
            if not self._upset(*(self._homewards() if turn % 2 == 0 else self._among_newcomers())):
                continue
            self.mend(heat=4)
            if self.seats.total <= best:
                best, kept = self.seats.total, self.seats.people.copy()
            else:
                self.seats.settle(kept)
                self._look(np.arange(len(self._loose)))

    def _homewards(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Somebody who moved, as set and place, and the set of old; nothing where nobody moved."""
        sets, places = self._moved()
        one = self._any(len(sets))
        return sets[one], places[one], self._home[self.seats.people[sets[one], places[one]]]

    def _among_newcomers(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Somebody new, as set and place, and the set of somebody else who is new; nothing where nobody is."""
        sets, places = self._new()
        one = self._any(len(sets))
        return sets[one], places[one], sets[self._any(len(sets))]

    def _any(self, many: int) -> NDArray[np.int64]:
        """One of so many numbers; none of none."""
        import numpy as np

        drawn: NDArray[np.int64] = (self._chance.words(1) % np.uint64(max(1, many))).astype(np.int64)
        return drawn[:many]

    def _upset(self, here: NDArray[np.int64], place: NDArray[np.int64], there: NDArray[np.int64]) -> bool:
        """Let who sits here change places with whoever there is near the best; whether that could be done."""
        import numpy as np

        if not len(here) or here[0] == there[0]:
            return False
        change = self.seats.exchanges(here, there)[0, place[0]]
        favoured = change.astype(np.int64) * 64 + self._chance.octets(len(change))
        seat = favoured.argmin(keepdims=True)
        if change[seat[0]] >= NEVER:
            return False
        self.seats.swap(here, place, there, seat)
        self._look(np.concatenate([here, there]))
        return True

    def _moved(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Set and place of all who sat elsewhere before."""
        import numpy as np

        home = self._home[self.seats.people]
        sets, places = np.nonzero((home >= 0) & (home != np.arange(len(home))[:, None]))
        return sets, places

    def _new(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Set and place of all who sat nowhere before."""
        import numpy as np

        people = self.seats.people
        sets, places = np.nonzero((self._home[people] < 0) & (people < self.problem.people))
        return sets, places

    def _look(self, sets: NDArray[np.int64]) -> None:
        """See anew in which of these sets somebody moves freely, or something is wrong."""
        people = self.seats.people[sets]
        home = self._home[people]
        free = ((home < 0) & (people < self.problem.people)) | ((home >= 0) & (home != sets[:, None]))
        self._loose[sets] = free.any(axis=1) | (self.seats.cost[sets] > 0)

    def _partners(self, number: int) -> NDArray[np.int64]:
        """The sets to look for a move in, sorted; the homes of those who moved here are among them."""
        import numpy as np

        many = len(self._loose)
        if many <= _ALL:
            return np.array([one for one in range(many) if one != number], dtype=np.int64)
        loose = np.flatnonzero(self._loose)
        homes = self._home[self.seats.people[number]]
        chosen: list[NDArray[np.int64]] = [
            homes[homes >= 0],
            loose[(self._chance.words(_SOME) % np.uint64(len(loose))).astype(np.int64)],
        ]
        # Else it is only about going home.
        if self.seats.cost[number] > self.seats.stay[self.seats.people[number]].sum():
            chosen.append((self._chance.words(_SOME) % np.uint64(many)).astype(np.int64))
        several: NDArray[np.int64] = np.unique(np.concatenate(chosen)).astype(np.int64)
        without: NDArray[np.int64] = several[several != number]
        return without

    def _move_of(self, number: int, heat: int) -> None:
        """Make the best move of one set, if it gains something; with `heat`, of several that are near it any one."""
        import numpy as np

        seats, bounds = self.seats, self.problem
        others = self._partners(number)
        if not len(others):
            return
        goes = others[(seats.size[others] < bounds.most) & (seats.size[number] > bounds.least)]
        comes = others[(seats.size[others] > bounds.least) & (seats.size[number] < bounds.most)]
        moves = [
            (_EXCHANGE, others, seats.exchanges(np.full(len(others), number), others).reshape(len(others), -1)),
            (_GOES, goes, seats.shifts(np.full(len(goes), number), goes)),
            (_COMES, comes, seats.shifts(comes, np.full(len(comes), number))),
        ]
        best = []
        for kind, _, change in moves:
            if change.size:
                favoured = change.astype(np.int64) * 1024
                if heat:
                    favoured += self._chance.octets(change.size).reshape(change.shape).astype(np.int64) * heat
                at = int(favoured.argmin())
                best.append((int(favoured.flat[at]), kind, at))
        _, kind, at = min(best)
        _, others, change = moves[kind]
        if change.flat[at] >= 0:
            return
        pair, place = divmod(at, change.shape[1])
        mine, yours = np.array([number]), others[[pair]]
        if kind == _EXCHANGE:
            first, second = divmod(place, seats.most)
            seats.swap(mine, np.array([first]), yours, np.array([second]))
        elif kind == _GOES:
            seats.shift(mine, np.array([place]), yours)
        else:
            seats.shift(yours, np.array([place]), mine)
        self._look(np.concatenate([mine, yours]))
