"""A session's steps for one meeting: which come, with which words, and how long each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.pattern import Duty, Step, Words


@dataclass(frozen=True, slots=True)
class Place:
    """Where a meeting stands in its series; a single meeting is both the first and the last."""

    first: bool = False
    last: bool = False


# What people can come from, the most telling first: a step may have words of its own for each.
OCCASIONS = ("practice", "round", "local-question")
# Where each has shown already what they owed.
DUE = "due"


def steps_at(steps: Sequence[Step], place: Place) -> tuple[Step, ...]:
    """The steps that come at this place. A step that stands in for another has the other's minutes."""
    minutes = {one.id: one.minutes for one in steps}
    return tuple(
        replace(one, minutes=minutes[one.instead_of]) if one.instead_of in minutes else one
        for one in steps
        if _at(one.only, place)
    )


def duties_at(duties: Sequence[Duty], place: Place, led_by_set: bool = False) -> tuple[str, ...]:
    """What there is to do before or after the meeting at this place, for whoever leads it."""
    leader = "set" if led_by_set else "facilitator"
    return tuple(one.do for one in duties if _at(one.only, place) and one.led_by in ("", leader))


def _at(only: str, place: Place) -> bool:
    return {
        "": True,
        "first": place.first,
        "after-first": not place.first,
        "before-last": not place.last,
        "last": place.last,
    }[only]


def words_at(step: Step, mode: str, place: Place, led_by_set: bool = False, come_from: str = "") -> Words:
    """What to say, do and watch for. What is particular wins: place over what people come from (one of `OCCASIONS`, or
    `DUE`) over who leads over mode over the step's own."""
    by_mode = {"online": step.online, "in-person": step.in_person, "blended": step.blended}.get(mode)
    occasions = {
        "practice": step.after_practice,
        "round": step.after_round,
        "local-question": step.after_local_question,
        DUE: step.after_due,
    }
    layers = (
        by_mode,
        step.led_by_set if led_by_set else None,
        occasions.get(come_from),
        step.first if place.first else None,
        step.last if place.last else None,
    )
    words = Words(step.say, step.do, step.watch)
    for one in layers:
        if one is not None:
            words = Words(one.say or words.say, one.do or words.do, one.watch or words.watch)
    return words


def minutes_in(steps: Sequence[Step], counts: Mapping[str, int]) -> int:
    """The minutes of all steps together; `counts` says how often the repeated ones come (once where it does not)."""
    return sum(one.minutes * _times(one, counts) for one in steps)


def fit(steps: Sequence[Step], counts: Mapping[str, int], total: int) -> tuple[int, ...] | None:
    """Minutes for each step (for one time, where it is repeated) that add up to exactly `total`.

    Steps of no minutes keep none, fixed ones keep theirs, the others share the rest in proportion, with one minute
    at the least. Where repeats leave a minute over, the longest single step takes it. None where `total` is too
    short.
    """
    flexible = [number for number, one in enumerate(steps) if one.minutes and not one.fixed and _times(one, counts)]
    minutes = [1 if number in flexible else one.minutes for number, one in enumerate(steps)]
    rest = total - sum(given * _times(one, counts) for given, one in zip(minutes, steps, strict=True))
    if rest < 0:
        return None
    weight = sum(steps[number].minutes * _times(steps[number], counts) for number in flexible)
    free = rest + sum(_times(steps[number], counts) for number in flexible)
    ideal = {number: steps[number].minutes * free / weight for number in flexible}
    while rest:
        fitting = [number for number in flexible if _times(steps[number], counts) <= rest]
        if not fitting:
            break
        chosen = max(fitting, key=lambda number: (ideal[number] - minutes[number], -number))
        minutes[chosen] += 1
        rest -= _times(steps[chosen], counts)
    if rest:
        single = [number for number, one in enumerate(steps) if one.minutes and _times(one, counts) == 1]
        if not single:
            return None
        minutes[max(single, key=lambda number: (minutes[number], -number))] += rest
    return tuple(minutes)


def _times(step: Step, counts: Mapping[str, int]) -> int:
    return counts.get(step.per, 1) if step.per else 1
