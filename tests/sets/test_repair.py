from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.sets.form import form
from socialscaffold.sets.repair import repair
from socialscaffold.sets.rounds import repeated, rounds
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import Member, Wishes

SIZE = Size(5, 6, 7)
WISHES = Wishes(spread=("dept", "tenure"), never_alone=("gender",), with_=("buddy",))


def roster(count: int, seed: int) -> list[Member]:
    chance = Random(seed)
    return [
        Member(
            f"p{n:03}",
            {
                "dept": chance.choice("aaabbcd"),
                "tenure": chance.choice("xxy"),
                "gender": chance.choice("fmmm"),
                "buddy": f"p{n + 1:03}" if n % 10 == 0 else "",
            },
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_nobody_moves_where_nothing_changed(seed: int) -> None:
    people = roster(60, seed)
    formed = form(people, WISHES, SIZE, seed)
    mended = repair(people, WISHES, SIZE, formed.sets, seed + 1)
    assert mended.moved == mended.joined == mended.left == ()
    assert mended.formed.sets == formed.sets and mended.formed.holds


@settings(max_examples=5, deadline=None)
@given(gone=st.sets(st.integers(0, 59), max_size=8), fresh=st.integers(0, 6), seed=st.integers(0, 2))
def test_few_move_where_some_leave_and_some_join(gone: set[int], fresh: int, seed: int) -> None:
    people = roster(60, seed)
    old = form(people, WISHES, SIZE, seed).sets
    stay = [one for n, one in enumerate(people) if n not in gone]
    new = [Member(f"q{n}", {"dept": "a", "tenure": "x", "gender": "m"}) for n in range(fresh)]
    mended = repair([*stay, *new], WISHES, SIZE, old, seed)
    assert sorted(who for one in mended.formed.sets for who in one) == sorted(one.id for one in [*stay, *new])
    assert mended.left == tuple(sorted(people[n].id for n in gone)) and len(mended.joined) == fresh
    assert all(len(one) in (0, 5, 6, 7) for one in mended.formed.sets)
    assert mended.formed.holds
    assert len(mended.moved) <= 5 + 3 * (len(gone) + fresh)


def test_a_set_that_fell_apart_is_filled_up_or_given_up() -> None:
    people = roster(30, 1)
    old = form(people, Wishes(), SIZE).sets
    stay = [one for one in people if one.id not in old[0][:4]]
    mended = repair(stay, Wishes(), SIZE, old)
    assert sorted(len(one) for one in mended.formed.sets if one) in ([5, 5, 5, 5, 6], [6, 6, 7, 7])
    assert len(mended.moved) <= 4


def test_people_meet_new_people_each_round() -> None:
    made = rounds([Member(f"p{n:02}") for n in range(36)], Wishes(), Size(6, 6, 6), 3)
    assert len(made) == 3 and repeated(made) == 0
    assert all(sorted(who for one in formed.sets for who in one) == [f"p{n:02}" for n in range(36)] for formed in made)


@pytest.mark.parametrize(("people", "most"), [(60, 2), (600, 6)])
def test_so_few_move_after_one_in_twenty_left_and_others_came(people: int, most: int) -> None:
    """All that is wished for still holds, and of those who stay at most four in a hundred move at 60, one at 600."""
    wishes = Wishes(spread=("dept", "tenure"), never_alone=("gender",))
    everybody = roster(people, 0)
    old = form(everybody, wishes, SIZE).sets
    stay = everybody[people // 20 :]
    fresh = [Member(f"q{n}", one.attributes) for n, one in enumerate(reversed(everybody[-people // 20 :]))]
    mended = repair([*stay, *fresh], wishes, SIZE, old)
    assert mended.formed.cost == 0 and len(mended.moved) <= most
