"""What reading and writing take, in whole minutes.

The rates are those of the evidence file (`patterns.defaults.Workload`); no number of research stands here.
"""

from __future__ import annotations

from socialscaffold.patterns.defaults import Workload


def reading_minutes(rates: Workload, words: int, concepts: str = "some", aim: str = "understand") -> int:
    """Minutes to read `words`: `concepts` that are new (none, some, many), `aim` survey, understand or engage.

    KeyError for what stands in no table, ValueError for a negative count of words; so in all the functions here.
    """
    return _whole(_counted(words) / rates.reading_words_per_minute(aim, concepts))


def writing_minutes(rates: Workload, words: int, kind: str = "reflection", drafting: str = "minimal") -> int:
    """Minutes to write `words` of a `kind` (reflection, argument, research), `drafting` none, minimal or extensive."""
    return _whole(rates.writing_minutes(_counted(words), kind, drafting))


def _counted(number: int) -> int:
    if number < 0:
        raise ValueError(f"there can't be {number}")
    return number


def _whole(minutes: float) -> int:
    """The nearest whole number, a half upwards; whatever takes any time takes a minute."""
    return max(1, int(minutes + 0.5)) if minutes else 0
