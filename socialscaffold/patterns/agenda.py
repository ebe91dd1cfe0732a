"""A session's steps for one meeting: which come, with which words, and how long each is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.pattern import Session, Step, Words


@dataclass(frozen=True, slots=True)
class Place:
    """Where a meeting stands in its series; a single meeting is both the first and the last."""

    first: bool = False
    last: bool = False


def steps_at(steps: Sequence[Step], place: Place) -> tuple[Step, ...]:
    """The steps that come at this place. A step that stands in for another has the other's minutes."""
    wanted = {
        "": True,
        "first": place.first,
        "after-first": not place.first,
        "before-last": not place.last,
        "last": place.last,
    }
    minutes = {one.id: one.minutes for one in steps}
    return tuple(replace(one, minutes=minutes.get(one.instead_of, one.minutes)) for one in steps if wanted[one.only])


def words_at(step: Step, mode: str, place: Place, led_by_set: bool = False) -> Words:
    """What to say, do and watch for. What is particular wins: place over who leads over mode over the step's own."""
    by_mode = {"online": step.online, "in-person": step.in_person, "blended": step.blended}.get(mode)
    layers = (
        by_mode,
        step.led_by_set if led_by_set else None,
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


def challenge_kind(session: Session, text: str) -> str:
    """The session's kind of challenge whose words come most often in `text`; empty where none does."""
    said = re.findall(r"[^\W\d_]+", text.casefold())
    hits = {one.id: sum(said.count(word.casefold()) for word in one.words) for one in session.kinds}
    best = max(hits, key=lambda name: hits[name], default="")
    return best if best and hits[best] else ""


def questions_for(session: Session, text: str) -> tuple[str, ...]:
    """The open questions that fit the challenge in `text`: those of its kind first, then those that fit all."""
    kind = challenge_kind(session, text)
    own = [one.ask for one in session.questions if kind and kind in one.fits]
    return (*own, *(one.ask for one in session.questions if not one.fits))


def _times(step: Step, counts: Mapping[str, int]) -> int:
    return counts.get(step.per, 1) if step.per else 1
