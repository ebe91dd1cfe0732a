"""The exact solver, against every way of cutting, and as an extra that may be missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.sets.exact import MOST_PEOPLE, proven
from socialscaffold.sets.form import form
from socialscaffold.sets.judged import judged
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.verify import verify
from socialscaffold.sets.wishes import Member, Wishes

SIZE = Size(2, 3, 4)
WISHES = Wishes(
    spread=("dept",),
    alike=("place",),
    apart=("boss",),
    with_=("buddy", "friend"),
    never_alone=("gender",),
    overlap=4,
    firmly={("with", "friend"): "should", ("alike", "place"): "nice"},
)


def cut(ids: Sequence[str], size: Size) -> Iterator[list[tuple[str, ...]]]:
    """Every way of cutting people into sets of these sizes."""

    def extend(left: Sequence[str], sets: list[list[str]]) -> Iterator[list[tuple[str, ...]]]:
        if not left:
            if all(len(one) >= size.least for one in sets):
                yield [tuple(one) for one in sets]
            return
        for one in [*sets, []]:
            if len(one) < size.most:
                grown = sets if one in sets else [*sets, one]
                one.append(left[0])
                yield from extend(left[1:], grown)
                one.pop()

    return extend(ids, [])


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_the_exact_answer_is_the_least_of_all_ways(data: st.DataObject) -> None:
    ids = [f"p{number}" for number in range(data.draw(st.integers(6, 7)))]
    somebody = st.sampled_from(["", "", "", *ids])
    cells = {
        "dept": st.sampled_from("abc"),
        "place": st.sampled_from("xy"),
        "gender": st.sampled_from(["f", "m"]),
        "boss": somebody,
        "friend": somebody,
    }
    roster = [
        Member(
            who, {name: data.draw(one) for name, one in cells.items()}, data.draw(st.sampled_from([0, 0xFF, 0xFF00]))
        )
        for who in ids
    ]
    formed = form(roster, WISHES, SIZE)
    every = [judged(roster, WISHES, SIZE, sets) for sets in cut(ids, SIZE)] if formed.holds else []
    least = min((one.cost for one in every if one.holds and len(one.sets) == len(formed.sets)), default=formed.cost)
    best = proven(roster, WISHES, SIZE, formed) if formed.holds else formed
    assert best.cost == least and verify(roster, WISHES, SIZE, best) == ()
    assert best.best or not formed.holds


def test_where_wishes_stand_in_each_others_way_the_search_alone_finds_the_best() -> None:
    chance = Random(1)
    ids = [f"p{number:02}" for number in range(16)]
    roster = [
        Member(
            who,
            {
                "dept": chance.choice("aabbcde"),
                "rank": chance.choice("xxyzw"),
                "gender": chance.choice("fmm"),
                "boss": chance.choice(["", *ids[:3]]),
                "buddy": chance.choice(["", "", "", *ids]),
            },
        )
        for who in ids
    ]
    wishes = Wishes(
        spread=("dept", "rank"),
        never_alone=("dept", "gender"),
        apart=("boss",),
        with_=("buddy",),
        firmly={("with", "buddy"): "should"},
    )
    formed = form(roster, wishes, Size(3, 4, 5))
    best = proven(roster, wishes, Size(3, 4, 5), formed)
    assert best.best and formed.cost == best.cost > sum(one.bound for one in formed.proofs)


def test_two_dozen_learners_are_proven_best() -> None:
    chance = Random(3)
    roster = [
        Member(
            f"p{n:02}", {"dept": chance.choice("aabcd"), "rank": chance.choice("xxyz"), "gender": chance.choice("fmm")}
        )
        for n in range(24)
    ]
    wishes, size = Wishes(spread=("dept", "rank"), never_alone=("gender", "dept")), Size(5, 6, 7)
    formed = form(roster, wishes, size)
    best = proven(roster, wishes, size, formed)
    assert best.best and best.cost <= formed.cost and verify(roster, wishes, size, best) == ()
    assert proven(roster, wishes, size, best) == best


def test_more_people_than_can_be_weighed_are_refused() -> None:
    roster = [Member(f"p{n:02}") for n in range(MOST_PEOPLE + 1)]
    with pytest.raises(ValueError, match="up to 60"):
        proven(roster, Wishes(), SIZE, form(roster, Wishes(), SIZE))
