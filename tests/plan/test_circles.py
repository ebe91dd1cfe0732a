from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.plan.circles import seated_anew
from socialscaffold.sets.rounds import Ask, circles, met_again
from socialscaffold.sets.wishes import Member, Wishes


def roster(people: int) -> list[Member]:
    return [
        Member(f"L{n:04}", {"kind": "abc"[n % 3], "language": "no" if n < people // 2 else "de"}) for n in range(people)
    ]


def sets_of(people: list[Member], seats: int) -> list[tuple[str, ...]]:
    ids = [one.id for one in people]
    return [tuple(ids[start : start + seats]) for start in range(0, len(ids), seats)]


def test_rounds_bring_people_together_who_have_not_met() -> None:
    people = roster(60)
    sets = sets_of(people, 6)
    made = circles(people, sets, [Ask(Wishes(spread=("kind",)), 4), Ask(Wishes(), 5)], 1)
    assert met_again([sets, *made]) == 0
    for groups, seats in zip(made, (4, 5), strict=True):
        assert {len(one) for one in groups} == {seats}
        assert sorted(who for one in groups for who in one) == [one.id for one in people]
    kinds = {one.id: one.cell("kind") for one in people}
    assert all(set(Counter(kinds[who] for who in one).values()) <= {1, 2} for one in made[0])


def test_a_roster_of_thousands_is_formed_in_parts_and_meets_nobody_twice() -> None:
    people = roster(2_400)
    sets = sets_of(people, 6)
    made = circles(people, sets, [Ask(Wishes(alike=("language",)), 4)], 1)
    assert met_again([sets, *made]) == 0
    tongue = {one.id: one.cell("language") for one in people}
    assert all(len({tongue[who] for who in one}) == 1 for one in made[0])
    assert sorted(who for one in made[0] for who in one) == [one.id for one in people]


@settings(deadline=None, max_examples=8)
@given(people=st.integers(2, 30), seats=st.integers(2, 7), seed=st.integers(0, 9))
def test_everybody_is_in_one_group_of_each_round(people: int, seats: int, seed: int) -> None:
    members = roster(people)
    made = circles(members, sets_of(members, 5), [Ask(Wishes(), seats)] * 2, seed)
    assert made == circles(members[::-1], sets_of(members, 5), [Ask(Wishes(), seats)] * 2, seed)
    for groups in made:
        assert sorted(who for one in groups for who in one) == [one.id for one in members]
        assert max(map(len, groups)) - min(map(len, groups)) <= 1


def test_who_is_new_joins_a_group_without_their_own_set_and_nobody_moves() -> None:
    before = (("facts", (("home-group-1", ("L1", "L3")), ("home-group-2", ("L2", "L4", "L5")))),)
    after = seated_anew(before, {"set-1": ("L1", "L2", "new"), "set-2": ("L3", "L4"), "set-3": ("newer",)})
    # Both groups have one of `new`'s set, so the smaller takes them; nobody of `newer`'s set is anywhere.
    assert after == (("facts", (("home-group-1", ("L1", "L3", "new")), ("home-group-2", ("L2", "L4", "newer")))),)
