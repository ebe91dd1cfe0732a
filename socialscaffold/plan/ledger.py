"""Room in the weeks: where something fits that may stand in one week or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


class Ledger:
    """Minutes taken in each week, against one budget (minutes a week)."""

    def __init__(self, weeks: int, budget: int) -> None:
        self.weeks, self.budget = weeks, budget
        self.taken: Counter[int] = Counter()

    def take(self, week: int, minutes: int) -> None:
        """Something that stands in a week already."""
        self.taken[week] += minutes

    def room(self, week: int) -> int:
        """Minutes left in a week; below zero where it is over its budget."""
        return self.budget - self.taken[week]

    def place(self, minutes: int, wish: int, among: Iterable[int] | None = None) -> int:
        """The week nearest to `wish` (the later of two) that has room; the emptiest where none has. It is taken."""
        weeks = sorted(among if among is not None else range(1, self.weeks + 1)) or [min(wish, self.weeks)]
        fitting = [week for week in weeks if self.room(week) >= minutes]
        best = (
            min(fitting, key=lambda week: (abs(week - wish), -week))
            if fitting
            else max(weeks, key=lambda week: (self.room(week), -week))
        )
        self.take(best, minutes)
        return best
