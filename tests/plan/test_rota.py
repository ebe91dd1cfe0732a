from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.plan.model import Roles
from socialscaffold.plan.rota import (
    DUTIES,
    OBSERVER,
    SCRIBE,
    TIMEKEEPER,
    rota,
    slots_that_fit,
)

SEATS = st.integers(3, 12)
MEETINGS = st.lists(st.tuples(st.integers(1, 6), st.booleans()), min_size=1, max_size=12)
ROLES = st.lists(st.sampled_from(["issue-holder", *DUTIES]), unique=True).map(tuple)


def made(seats: int, meetings: list[tuple[int, bool]], roles: tuple[str, ...]) -> tuple[Roles, ...]:
    return rota(seats, [slots for slots, _ in meetings], [led for _, led in meetings], roles).meetings


def duties(one: Roles) -> list[int]:
    return [seat for seat in (one.facilitator, one.timekeeper, one.scribe, one.observer) if seat]


def test_the_first_turns_read_as_one_would_write_them() -> None:
    meetings = rota(6, [2] * 4, [False, False, True, True]).meetings
    assert [one.holders for one in meetings] == [(1, 2), (3, 4), (5, 6), (1, 2)]
    assert meetings[0] == Roles((1, 2), 0, 4, 5)  # seat 3 leads the fourth meeting
    assert [bool(one.facilitator) for one in meetings] == [False, False, True, True]


@settings(deadline=None)
@given(seats=SEATS, meetings=MEETINGS, roles=ROLES)
def test_everyone_holds_the_issue_once_before_anyone_twice(
    seats: int, meetings: list[tuple[int, bool]], roles: tuple[str, ...]
) -> None:
    turns: Counter[int] = Counter()
    for (slots, _), one in zip(meetings, made(seats, meetings, roles), strict=True):
        assert len(one.holders) == len(set(one.holders)) == min(slots, seats)
        for seat in one.holders:
            assert 1 <= seat <= seats
            turns[seat] += 1
            assert max(turns.values()) - min(turns[number] for number in range(1, seats + 1)) <= 1


@settings(deadline=None)
@given(seats=SEATS, meetings=MEETINGS, roles=ROLES)
def test_nobody_has_two_roles_while_seats_allow(
    seats: int, meetings: list[tuple[int, bool]], roles: tuple[str, ...]
) -> None:
    for (slots, _), one in zip(meetings, made(seats, meetings, roles), strict=True):
        free = max(0, seats - slots)
        taken = duties(one)
        holding = [seat for seat in taken if seat in one.holders]
        assert all(1 <= seat <= seats for seat in taken)
        if free >= len(taken):
            assert not holding and len(set(taken)) == len(taken)
        elif 2 * free >= len(taken):
            assert not holding and max(Counter(taken).values()) == 2


@settings(deadline=None)
@given(seats=SEATS, meetings=MEETINGS, roles=ROLES)
def test_the_roles_are_those_asked_for_and_a_member_leads_when_the_set_runs_itself(
    seats: int, meetings: list[tuple[int, bool]], roles: tuple[str, ...]
) -> None:
    for (_, led), one in zip(meetings, made(seats, meetings, roles), strict=True):
        assert bool(one.facilitator) == led
        assert bool(one.timekeeper) == (TIMEKEEPER in roles)
        assert bool(one.scribe) == (SCRIBE in roles)
        assert bool(one.observer) == (OBSERVER in roles)


@settings(deadline=None)
@given(
    seats=SEATS,
    slots=st.integers(1, 6),
    count=st.integers(1, 12),
    led=st.integers(0, 12),
    roles=st.sampled_from([(TIMEKEEPER, SCRIBE), (TIMEKEEPER, SCRIBE, OBSERVER)]),
)
def test_each_role_goes_round(seats: int, slots: int, count: int, led: int, roles: tuple[str, ...]) -> None:
    meetings = rota(seats, [slots] * count, [number >= led for number in range(count)], roles).meetings
    everybody = range(1, seats + 1)
    # Where somebody has two roles at once, how often that comes to whom is given.
    enough = seats - slots >= max(len(duties(one)) for one in meetings)
    for name in ("facilitator", "timekeeper", "scribe", "observer"):
        turns = Counter(getattr(one, name) for one in meetings)
        spread = max(turns[seat] for seat in everybody) - min(turns[seat] for seat in everybody)
        assert spread <= (1 if enough else 2), name
    if not enough:
        return
    turns = Counter(seat for one in meetings for seat in duties(one))
    assert max(turns[seat] for seat in everybody) - min(turns[seat] for seat in everybody) <= 2


@settings(deadline=None)
@given(seats=SEATS, meetings=MEETINGS, roles=ROLES, never=st.sets(st.integers(1, 12), max_size=3))
def test_nobody_leads_their_own_manager(
    seats: int, meetings: list[tuple[int, bool]], roles: tuple[str, ...], never: set[int]
) -> None:
    made = rota(seats, [slots for slots, _ in meetings], [led for _, led in meetings], roles, never)
    if never >= set(range(1, seats + 1)):
        assert made.unkept == tuple(number for number, (_, led) in enumerate(meetings, 1) if led)
    else:
        assert made.unkept == () and not {one.facilitator for one in made.meetings} & never
    assert made.cost >= made.bound


@settings(deadline=None, max_examples=60)
@given(
    seats=st.integers(2, 4),
    slots=st.integers(0, 2),
    led=st.lists(st.booleans(), min_size=1, max_size=3),
    roles=st.sampled_from([(TIMEKEEPER,), (TIMEKEEPER, SCRIBE)]),
    never=st.sets(st.integers(1, 4), max_size=2),
)
def test_no_rota_of_all_there_are_is_more_even_than_a_proven_one(
    seats: int, slots: int, led: list[bool], roles: tuple[str, ...], never: set[int]
) -> None:
    made = rota(seats, [slots] * len(led), led, roles, never)
    least = min(map(unevenness, every(seats, [one.holders for one in made.meetings], led, roles, never)))
    assert made.bound <= least <= made.cost
    given = [[one.facilitator, *(getattr(one, name) for name in roles)] for one in made.meetings]
    assert unevenness(given) == made.cost


def every(
    seats: int, holders: list[tuple[int, ...]], led: list[bool], roles: tuple[str, ...], never: set[int]
) -> list[tuple[list[int], ...]]:
    """All ways to give the roles out: nobody of `never` leads where others can, and nobody has more than they must."""

    def burden(given: tuple[int, ...], held: tuple[int, ...]) -> int:
        times = Counter(given)
        return sum(2 * sum(range(many)) + 3 * many * (seat in held) for seat, many in times.items())

    meetings = []
    for held, leads in zip(holders, led, strict=True):
        ways = list(product(range(1, seats + 1), repeat=len(roles) + leads))
        if leads:
            kept = [one for one in ways if one[0] not in never] or ways
            ways = [one for one in kept if one[0] not in held] or kept
        least = min(burden(one, held) for one in ways)
        meetings.append([[0] * (not leads) + list(one) for one in ways if burden(one, held) == least])
    return list(product(*meetings))


def unevenness(meetings: tuple[list[int], ...] | list[list[int]]) -> int:
    """The squares of how often each seat has each role; a list begins with who leads, 0 for nobody."""
    return sum(many**2 for role in zip(*meetings, strict=True) for seat, many in Counter(role).items() if seat)


@pytest.mark.parametrize(("seats", "never"), [(5, set()), (6, set()), (6, {2}), (7, set()), (7, {1, 4}), (8, set())])
def test_the_rota_of_a_usual_set_is_proven_to_be_the_most_even(seats: int, never: set[int]) -> None:
    for count in range(1, 11):
        for led in range(count + 1):
            for slots in (1, 2):
                assert rota(seats, [slots] * count, [one >= led for one in range(count)], never=never).proven


def test_six_people_in_six_meetings_have_each_role_once() -> None:
    meetings = rota(6, [2] * 6, [True] * 6, (TIMEKEEPER, SCRIBE)).meetings
    for name in ("facilitator", "timekeeper", "scribe"):
        assert sorted(getattr(one, name) for one in meetings) == [1, 2, 3, 4, 5, 6]


def test_a_set_in_which_all_hold_the_issue_still_shares_the_roles() -> None:
    (one,) = rota(3, [6], [True]).meetings
    assert one.holders == (1, 2, 3)
    assert sorted(duties(one)) == [1, 2, 3]


def test_one_person_alone_does_everything() -> None:
    (one,) = rota(1, [1], [True]).meetings
    assert one.holders == (1,) and duties(one) == [1, 1, 1]


def test_seats_and_meetings_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="0 seats"):
        rota(0, [1], [False])
    with pytest.raises(ValueError, match="shorter"):
        rota(5, [1, 1], [False])


@pytest.mark.parametrize(
    ("minutes", "fixed", "airtime", "slots"), [(120, 48, 36, 2), (119, 48, 36, 1), (120, 120, 36, 0), (30, 48, 36, 0)]
)
def test_slots_that_fit_beside_the_fixed_parts(minutes: int, fixed: int, airtime: int, slots: int) -> None:
    assert slots_that_fit(minutes, fixed, airtime) == slots


def test_slots_without_airtime_are_refused() -> None:
    with pytest.raises(ValueError, match="0 minutes"):
        slots_that_fit(120, 48, 0)
