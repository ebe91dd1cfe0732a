"""What work takes, in whole minutes, and what that comes to week by week against a budget.

The rates are those of the evidence file (`patterns.defaults.Workload`); no number of research stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from socialscaffold.patterns.defaults import Workload

LEARNER, FACILITATOR = "learner", "facilitator"


@dataclass(frozen=True, slots=True)
class Load:
    """Minutes that something takes one person (`who`: learner or facilitator) in one week, and for which strategy."""

    week: int
    strategy: str
    who: str
    minutes: int


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """One week of one person, in minutes. `budget` is None where none holds; `by_strategy` is in sorted order."""

    week: int
    minutes: int
    budget: int | None
    by_strategy: tuple[tuple[str, int], ...]

    @property
    def over(self) -> int:
        """Minutes above the budget; 0 within it and where there is none."""
        return 0 if self.budget is None else max(0, self.minutes - self.budget)


def reading_minutes(
    rates: Workload, words: int, concepts: str = "some", aim: str = "understand", words_a_page: int = 450
) -> int:
    """Minutes to read `words`: `concepts` that are new (none, some, many), `aim` survey, understand or engage.

    `words_a_page` (450, 600 or 750) picks the part of the table; its rows differ only by how they were rounded.
    KeyError for what stands in no table, ValueError for a negative count of words; so in all the functions here.
    """
    return _whole(_counted(words) / rates.reading_words_per_minute(aim, concepts, words_a_page))


def writing_minutes(rates: Workload, words: int, kind: str = "reflection", drafting: str = "none") -> int:
    """Minutes to write `words` of a `kind` (reflection, argument, research), `drafting` none, minimal or extensive."""
    return _whole(rates.writing_minutes(_counted(words), kind, drafting))


def post_minutes(rates: Workload, words: int) -> int:
    """Minutes to write a post of `words` words for a discussion."""
    return _whole(rates.post_minutes(_counted(words)))


def recording_minutes(rates: Workload, minutes: int) -> int:
    """Minutes to make a post of sound or film that lasts `minutes`. (To watch or hear one takes what it lasts.)"""
    return _whole(rates.media_post_minutes(_counted(minutes)))


def by_week(loads: Iterable[Load], who: str, weeks: int, budget: int | None) -> tuple[WeekLoad, ...]:
    """Every week of the course for `who`, and after them the other weeks in which there is something to do.

    The budget holds in weeks 1 to `weeks`; what a program asks for outside them is counted, and has none.
    """
    split: dict[int, Counter[str]] = {week: Counter() for week in range(1, weeks + 1)}
    for load in loads:
        if load.who == who:
            split.setdefault(load.week, Counter())[load.strategy] += load.minutes
    return tuple(
        WeekLoad(
            week=week,
            minutes=sum(split[week].values()),
            budget=budget if 1 <= week <= weeks else None,
            by_strategy=tuple(sorted(split[week].items())),
        )
        for week in sorted(split, key=lambda week: (not 1 <= week <= weeks, week))
    )


def over_budget(weeks: Iterable[WeekLoad]) -> tuple[WeekLoad, ...]:
    """The weeks above their budget."""
    return tuple(one for one in weeks if one.over)


def _counted(number: int) -> int:
    if number < 0:
        raise ValueError(f"there can't be {number}")
    return number


def _whole(minutes: float) -> int:
    """The nearest whole number, a half upwards; whatever takes any time takes a minute."""
    return max(1, int(minutes + 0.5)) if minutes else 0
