"""The breaks of a long meeting: how many, between which parts, and with whose words."""

from __future__ import annotations

from collections.abc import Sequence

from socialscaffold.patterns.defaults import evidence
from socialscaffold.patterns.library import Shelf, load
from socialscaffold.patterns.pattern import Session, Step
from socialscaffold.patterns.shelves import USUAL, Shelves

PAUSE = "pause"  # the id of a break among the steps of a plan


def breaks(length: int, said: int | None = None) -> int:
    """How many breaks a meeting of `length` minutes has. `said` is how long the program wants one: 0 for none, None
    where it says nothing; a program that asks for a break has one however short the meeting."""
    usual = length // evidence().default("set.pause.from").whole
    if said is None:
        return usual
    return max(1, usual) if said else 0


def usual_break() -> int:
    """The minutes of a break where the program does not say."""
    return evidence().default("set.agenda.pause").whole


def break_places(parts: Sequence[tuple[int, object]], count: int) -> tuple[int, ...]:
    """Before which of the parts, as (minutes, what it belongs to), the breaks come.

    They cut the time as evenly as may be. Neighbours that belong to the same thing (an issue-holder's turn, a case)
    are not torn apart; what belongs to nothing is 0, None or "". There are fewer where there is no room for more.
    """
    starts, at = [], 0
    for number, (minutes, belongs) in enumerate(parts):
        if number and not (belongs and parts[number - 1][1] == belongs):
            starts.append((at, number))
        at += minutes
    chosen: list[int] = []
    for turn in range(1, min(count, len(starts)) + 1):
        ideal = at * turn / (count + 1)
        _, number = min((one for one in starts if one[1] not in chosen), key=lambda one: (abs(one[0] - ideal), one[0]))
        chosen.append(number)
    return tuple(sorted(chosen))


def pause_of(session: Session, shelf: Shelf[Session], shelves: Shelves) -> Step:
    """The words of a break: the session's own, else those of the usual session of its shelf."""
    for one in (session, shelves.get(shelf), load(shelf, USUAL[shelf.name])[0]):
        if one is not None and one.pause is not None:
            return one.pause
    raise ValueError(f"the usual pattern of {shelf.name} has no words for a break")
