"""Who sits where during a search, with the counts of each value and the cost of each set kept up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from socialscaffold.sets.prices import multipliers, prices

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from socialscaffold.sets.problem import Problem

NEVER = 1 << 29
_AT_ONCE = 4_096


class Trade(NamedTuple):
    """What each trade between two sets changes, and both sides after it: sets, people, counts and costs."""

    change: NDArray[np.int64]
    sides: tuple[tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int16], NDArray[np.int64]], ...]


class Seats:
    """Sets as rows of people, filled from the left; the number after the last person stands for an empty seat."""

    def __init__(self, problem: Problem, sets: Sequence[Sequence[tuple[int, ...]]]) -> None:
        import numpy as np

        self.problem = problem
        nobody = problem.people
        self.most = max([problem.most, *(sum(map(len, one)) for one in sets)])
        self.people = np.full((len(sets), self.most), nobody, dtype=np.int32)
        self._block = np.arange(nobody + 1, dtype=np.int32)
        rows = [[who for block in one for who in block] for one in sets]
        for many in {len(row) for row in rows}:
            numbers = [number for number, row in enumerate(rows) if len(row) == many]
            self.people[numbers, :many] = [rows[number] for number in numbers]
        for block in (block for one in sets for block in one if len(block) > 1):
            self._block[list(block)] = block[0]
        self._bound = np.bincount(self._block, minlength=nobody + 1)[self._block] > 1
        self._held = np.zeros(nobody + 1, dtype=bool)
        self._held[[*problem.fixed, nobody]] = True
        for first in {int(self._block[who]) for who in problem.fixed}:
            self._held[self._block == first] = True  # who sits with somebody that stays, stays
        none = len(problem.values)
        self._columns = [np.array([*one, -1], dtype=np.int32) for one in problem.columns]
        for column in self._columns:
            column[column < 0] = none
        self._others = [(np.array([*one.others, -1], dtype=np.int32), one.cost) for one in problem.named]
        self._kinds = np.array([*problem.kinds, len(problem.clash)], dtype=np.int32) if problem.kinds else None
        wide = len(problem.clash) + 1
        self._clash = np.zeros((wide, wide), dtype=np.int32)
        if problem.clash:
            self._clash[:-1, :-1] = problem.clash
        self._home = np.array([*problem.home, -1], dtype=np.int32) if problem.home else None
        self.stay = np.array([*(problem.stays or [problem.stay] * nobody), 0], dtype=np.int32)
        self._met = np.pad(problem.met, (0, 1)) if problem.met is not None else None
        self._paired = bool(self._others) or self._kinds is not None or self._met is not None
        self.table = prices(problem.values, problem.people, self.most)
        self._flat = self.table.ravel()
        self.settle(self.people)
        self.whole = bool(self._bound.any()) or len({int(one) for one in self.size}) > 1

    def settle(self, people: NDArray[np.int32]) -> None:
        """Seat everybody as in `people`, and count anew."""
        import numpy as np

        self.people = people.copy()
        self.size = (self.people < self.problem.people).sum(axis=1)
        sets = np.arange(len(self.people))
        # Some at a time, for the counts of thousands of sets by hundreds of values take much room while they are made.
        parts = np.array_split(sets, -(-len(sets) // _AT_ONCE) or 1)
        counted = [self.priced(self.people[part], part) for part in parts]
        self.count = np.concatenate([count for count, _ in counted])
        self.cost = np.concatenate([cost for _, cost in counted])

    @property
    def total(self) -> int:
        """What all sets cost."""
        return int(self.cost.sum())

    def bound(self) -> int:
        """The least that sets of these sizes can cost."""
        sizes = Counter(int(one) for one in self.size)
        return multipliers(self.table, self.problem.values, sizes, self.problem.doubles)[2]

    def priced(self, rows: NDArray[np.int32], sets: NDArray[np.int64]) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
        """Counts of each value and the cost of each row, seated as those sets."""
        import numpy as np

        many, wide = len(rows), len(self.problem.values) + 1
        size = (rows < self.problem.people).sum(axis=1)
        flat = np.zeros(many * wide, dtype=np.int64)
        start = (np.arange(many) * wide)[:, None]
        for column in self._columns:
            flat += np.bincount((start + column[rows]).ravel(), minlength=many * wide)
        count = flat.reshape(many, wide)
        count[:, -1] = 0
        step = self.most + 1
        place = (np.arange(wide) * step)[None, :] + size[:, None]
        cost = self._flat[place * step + count].sum(axis=1, dtype=np.int64)
        for others, price in self._others:
            cost += max(0, -price) * (others[rows] >= 0).sum(axis=1)
        if self._paired:
            cost += self._together(rows).sum(axis=(1, 2), dtype=np.int64) // 2
        if self._home is not None:
            home = self._home[rows]
            cost += (self.stay[rows] * ((home >= 0) & (home != sets[:, None]))).sum(axis=1)
        return count.astype(np.int16), cost

    def _together(self, rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """What any two people of a row cost in one set; the same both ways."""
        import numpy as np

        cost = np.zeros((*rows.shape, rows.shape[1]), dtype=np.int32)
        for others, price in self._others:
            asked = others[rows][:, :, None] == rows[:, None, :]
            cost += (asked + asked.transpose(0, 2, 1).astype(np.int32)) * np.int32(price)
        if self._kinds is not None:
            kind = self._kinds[rows]
            cost += self._clash[kind[:, :, None], kind[:, None, :]]
        if self._met is not None:
            cost += self._met[rows[:, :, None], rows[:, None, :]]
        cost[:, np.arange(rows.shape[1]), np.arange(rows.shape[1])] = 0
        return cost

    def exchanges(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int32]:
        """What each exchange of one for one would change, by pair of sets, seat in the left and seat in the right."""
        import numpy as np

        here, there = self.people[left], self.people[right]
        step = self.most + 1
        change = np.zeros((len(left), self.most, self.most), dtype=np.int32)
        for column in self._columns:
            mine, yours = column[here], column[there]
            part = (self._leaving(left, mine) + self._joining(right, mine, step))[:, :, None]
            part = part + (self._leaving(right, yours) + self._joining(left, yours, step))[:, None, :]
            change += np.where(mine[:, :, None] == yours[:, None, :], 0, part)
        if self._paired:
            both = self._together(np.concatenate([here, there], axis=1))
            wide = self.most
            across = both[:, :wide, wide:]
            stays = both[:, :wide, :wide].sum(axis=2), both[:, wide:, wide:].sum(axis=2)
            change += (across.sum(axis=2) - stays[0])[:, :, None] + (across.sum(axis=1) - stays[1])[:, None, :]
            change -= 2 * across
        if self._home is not None:
            change += self._moving(here, left, right)[:, :, None] + self._moving(there, right, left)[:, None, :]
        shut = self._held | self._bound
        change[shut[here]] = NEVER
        change.transpose(0, 2, 1)[shut[there]] = NEVER
        return change

    def shifts(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int32]:
        """What it would change if one went over and nobody came back, by pair of sets and seat in the left.

        It says nothing of a right that is full.
        """
        import numpy as np

        here, there = self.people[left], self.people[right]
        fewer, more = self.size[left] - 1, np.minimum(self.size[right] + 1, self.most)
        change = self._resized(left, fewer) + self._resized(right, more)
        change = np.repeat(change[:, None], self.most, axis=1).astype(np.int32)
        step = self.most + 1
        for column in self._columns:
            mine = column[here]
            leaves = (mine * step + fewer[:, None]) * step + self.count[left[:, None], mine]
            enters = (mine * step + more[:, None]) * step + self.count[right[:, None], mine]
            # The last value is nobody's and has no count to go down from; it costs nothing either way.
            gone = self._flat[np.maximum(leaves - 1, 0)] - self._flat[leaves]
            change += np.where(
                mine == len(self.problem.values),
                0,
                gone + self._flat[(enters + 1) % len(self._flat)] - self._flat[enters],
            )
        if self._paired:
            both = self._together(np.concatenate([here, there], axis=1))[:, : self.most]
            change += both[:, :, self.most :].sum(axis=2) - both[:, :, : self.most].sum(axis=2)
        if self._home is not None:
            change += self._moving(here, left, right)
        change[(self._held | self._bound)[here]] = NEVER
        return change

    def _resized(self, sets: NDArray[np.int64], size: NDArray[np.int64]) -> NDArray[np.int64]:
        """What sets would cost more for their values were they of another size, with the same counts."""
        import numpy as np

        step = self.most + 1
        values = np.arange(len(self.problem.values) + 1)[None, :] * step
        before, after = (values + one[:, None] for one in (self.size[sets], size))
        count = self.count[sets]
        change: NDArray[np.int64] = (self._flat[after * step + count] - self._flat[before * step + count]).sum(axis=1)
        return change

    def shift(self, left: NDArray[np.int64], seat: NDArray[np.int64], right: NDArray[np.int64]) -> None:
        """Let the people on these seats of the left go over to the right."""
        import numpy as np

        who, last = self.people[left, seat], self.size[left] - 1
        self.people[left, seat] = self.people[left, last]
        self.people[left, last] = self.problem.people
        self.people[right, self.size[right]] = who
        changed = np.concatenate([left, right])
        self.count[changed], self.cost[changed] = self.priced(self.people[changed], changed)
        self.size[left] -= 1
        self.size[right] += 1

    def _place(self, sets: NDArray[np.int64], values: NDArray[np.int32]) -> NDArray[np.int64]:
        step = self.most + 1
        count = self.count[sets[:, None], values]
        place: NDArray[np.int64] = (values.astype("int64") * step + self.size[sets][:, None]) * step + count
        return place

    def _leaving(self, sets: NDArray[np.int64], values: NDArray[np.int32]) -> NDArray[np.int32]:
        place = self._place(sets, values)
        return self._flat[place - 1] - self._flat[place]

    def _joining(self, sets: NDArray[np.int64], values: NDArray[np.int32], step: int) -> NDArray[np.int32]:
        place = self._place(sets, values)
        # A set that is full of the value can't gain one; such a place is never taken, for its people are the same.
        return self._flat[(place + 1) % len(self._flat)] - self._flat[place]

    def _moving(
        self, people: NDArray[np.int32], here: NDArray[np.int64], there: NDArray[np.int64]
    ) -> NDArray[np.int32]:
        import numpy as np

        home = self._home[people] if self._home is not None else np.full(people.shape, -1)
        at_home, come_home = home == here[:, None], home == there[:, None]
        change: NDArray[np.int32] = (self.stay[people] * (at_home.astype(np.int32) - come_home)).astype(np.int32)
        return change

    def swap(
        self, left: NDArray[np.int64], mine: NDArray[np.int64], right: NDArray[np.int64], yours: NDArray[np.int64]
    ) -> None:
        """Let the people on these seats change places."""
        import numpy as np

        first, second = self.people[left, mine], self.people[right, yours]
        self.people[left, mine], self.people[right, yours] = second, first
        changed = np.concatenate([left, right])
        self.count[changed], self.cost[changed] = self.priced(self.people[changed], changed)

    def block_at(self, rows: NDArray[np.int32], key: NDArray[np.int64]) -> NDArray[np.bool_]:
        """The seats of one block of each row, by the highest key among people who may move."""
        import numpy as np

        seat = np.where(self._held[rows], -1, key).argmax(axis=1)
        block = self._block[rows]
        chosen = block == block[np.arange(len(rows)), seat][:, None]
        movable: NDArray[np.bool_] = chosen & ~self._held[rows]
        return movable

    def free(
        self, rows: NDArray[np.int32], taken: NDArray[np.bool_], key: NDArray[np.int64], many: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """So many seats more of people who are not tied to others; fewer where a row has no more."""
        import numpy as np

        order = np.where(self._held[rows] | self._bound[rows] | taken, -1, key)
        rank = np.argsort(np.argsort(-order, axis=1, kind="stable"), axis=1, kind="stable")
        chosen: NDArray[np.bool_] = (order >= 0) & (rank < many[:, None])
        return chosen

    def trade(
        self,
        left: NDArray[np.int64],
        going: NDArray[np.bool_],
        right: NDArray[np.int64],
        coming: NDArray[np.bool_],
    ) -> Trade:
        """What came of the people on the seats `going` and `coming` moving the other way, in each pair of sets."""
        import numpy as np

        rows = np.concatenate([self.people[left], self.people[right]], axis=1)
        empty = rows == self.problem.people
        stays = np.concatenate([~going, coming], axis=1)
        sides = []
        change = -self.cost[left] - self.cost[right]
        for sets, side in ((left, stays), (right, ~stays)):
            order = np.argsort(~side | empty, axis=1, kind="stable")
            row = np.take_along_axis(np.where(side, rows, self.problem.people), order, axis=1)[:, : self.most]
            count, cost = self.priced(row, sets)
            change = change + cost
            sides.append((sets, row, count, cost))
        return Trade(change, tuple(sides))

    def settled(self, trade: Trade, pairs: NDArray[np.int64]) -> None:
        """Make the trades of these pairs."""
        for sets, row, count, cost in trade.sides:
            here = sets[pairs]
            self.people[here], self.count[here], self.cost[here] = row[pairs], count[pairs], cost[pairs]
            self.size[here] = (row[pairs] < self.problem.people).sum(axis=1)
