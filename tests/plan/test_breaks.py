"""Breaks of long meetings: near the middle, never inside somebody's turn, and paid for by the airtime."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.patterns.library import DESIGNS, PROTOCOLS, ids, load
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.breaks import PAUSE, break_places, breaks, pause_of
from socialscaffold.plan.model import Step
from socialscaffold.plan.resolve.sets import meeting_steps
from socialscaffold.spec.strategies import Agenda, Airtime, Meetings, Sets

USUAL = Sets(
    agenda=Agenda(check_in=10, progress=15, own_work=10, review=10, close=3),
    airtime=Airtime(present=2, clarify=10, open_questions=15, summary=2, resources=5, actions=2),
)


def protocol(name: str) -> Session:
    found = load(PROTOCOLS, name)[0]
    assert found is not None
    return found


def steps(minutes: int, pause: int, name: str = "action-learning-set") -> tuple[Step, ...]:
    said = replace(USUAL, meetings=Meetings(minutes=minutes), agenda=replace(USUAL.agenda, pause=pause))
    return meeting_steps(said, protocol(name))


@given(st.integers(60, 600), st.integers(0, 30), st.sampled_from(sorted(ids(PROTOCOLS))))
@settings(deadline=None)
def test_a_meeting_is_full_to_the_minute_with_its_breaks(minutes: int, pause: int, name: str) -> None:
    held = steps(minutes, pause, name)
    if sum(one.minutes for one in held) != minutes:  # too short for one issue, which `check` tells
        assert not any(one.slot for one in held)
        return
    at = 0
    for one in held:
        assert (one.start, one.minutes > 0) == (at, True)
        at += one.minutes
    rests = [number for number, one in enumerate(held) if one.id == PAUSE]
    assert len(rests) <= breaks(minutes, pause)
    for number in rests:
        before, after = held[number - 1], held[number + 1]
        assert not (before.slot and before.slot == after.slot), "a break tears a turn apart"
        assert held[number].minutes == pause


@pytest.mark.parametrize(("minutes", "count"), [(60, 0), (149, 0), (150, 1), (180, 1), (299, 1), (300, 2), (450, 3)])
def test_a_meeting_has_a_break_for_every_two_and_a_half_hours(minutes: int, count: int) -> None:
    assert breaks(minutes) == count
    assert [one.id for one in steps(minutes, 10)].count(PAUSE) == max(1, count)
    assert PAUSE not in [one.id for one in steps(minutes, 0)]


def test_three_hours_have_their_break_near_the_middle_and_pay_for_it() -> None:
    held = steps(180, 10)
    (rest,) = (one for one in held if one.id == PAUSE)
    assert 70 <= rest.start <= 110
    assert len({one.slot for one in held if one.slot}) == 3
    without = steps(180, 0)
    owed = [sum(one.minutes for one in each if one.id == "own-work") for each in (without, held)]
    assert owed[0] - owed[1] == 10


def test_a_break_costs_a_turn_where_there_is_no_minute_to_spare() -> None:
    assert [len({one.slot for one in steps(156, pause) if one.slot}) for pause in (0, 10)] == [3, 2]


@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from([0, 1, 2, 3])), min_size=1, max_size=20))
def test_breaks_come_between_parts_and_never_at_the_ends(parts: list[tuple[int, int]]) -> None:
    places = break_places(parts, 2)
    assert list(places) == sorted(set(places))
    for number in places:
        assert 0 < number < len(parts)
        assert not (parts[number][1] and parts[number][1] == parts[number - 1][1])


@pytest.mark.parametrize("shelf", [PROTOCOLS, DESIGNS], ids=lambda one: str(one.name))
def test_every_session_has_words_for_a_break(shelf: object) -> None:
    which = PROTOCOLS if shelf is PROTOCOLS else DESIGNS
    for name in ids(which):
        found = load(which, name)[0]
        assert found is not None
        assert pause_of(found, which, Shelves()).say
