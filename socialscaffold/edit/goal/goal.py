"""`week <= 4 h` as a value."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.regex import regex

_GOAL = regex(r"\s*(facilitator\s+)?week\s*(?:<=|≤)\s*(\d+(?:\.\d+)?)\s*(min|h)\w*\s*")


@dataclass(frozen=True, slots=True)
class Goal:
    """No week of a learner, or of a facilitator (`staff`), takes more than `minutes`."""

    minutes: int
    staff: bool = False


def read_goal(text: str) -> Goal | None:
    """The goal in words such as `week <= 4 h` or `facilitator week <= 480 min`; None for anything else."""
    found = _GOAL.fullmatch(text)
    if found is None:
        return None
    minutes = float(found[2]) * (60 if found[3] == "h" else 1)
    return Goal(int(minutes), staff=bool(found[1])) if minutes >= 1 else None
