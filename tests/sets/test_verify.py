from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.sets.form import form
from socialscaffold.sets.formed import Formed
from socialscaffold.sets.judged import judged, places, swap
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.verify import verify
from socialscaffold.sets.wishes import Member, Wishes

SIZE = Size(3, 4, 5)
WISHES = Wishes(
    spread=("dept", "gender"),
    alike=("language",),
    apart=("boss",),
    with_=("buddy",),
    never_alone=("gender",),
    pinned=("pin",),
    overlap=8,
)


@st.composite
def rosters(draw: st.DrawFn) -> list[Member]:
    count = draw(st.integers(3, 18))
    ids = [f"p{number:02}" for number in range(count)]
    somebody = st.sampled_from(["", "", "", *ids])
    return [
        Member(
            one,
            {
                "dept": draw(st.sampled_from("abc")),
                "language": draw(st.sampled_from(["x", "x", "y", ""])),
                "boss": draw(somebody),
                "buddy": draw(somebody),
                "gender": draw(st.sampled_from(["f", "m", "m", ""])),
                "pin": draw(st.sampled_from(["", "", "", "set-1", "set-2", "set-9"])),
            },
            draw(st.sampled_from([0, 0b1111_1111, 0b1111_1111_0000])),
        )
        for one in ids
    ]


@st.composite
def firmly(draw: st.DrawFn) -> Wishes:
    """Wishes, each as firm as chance will have it."""
    keys = [*WISHES.of_columns(), ("overlap", "")]
    return replace(WISHES, firmly={key: draw(st.sampled_from(["must", "should", "nice"])) for key in keys})


@settings(max_examples=12, deadline=None)
@given(roster=rosters(), wishes=firmly(), data=st.data())
def test_what_is_formed_is_true_and_what_is_corrupted_is_not(
    roster: list[Member], wishes: Wishes, data: st.DataObject
) -> None:
    formed = form(roster, wishes, SIZE)
    assert verify(roster, wishes, SIZE, formed) == ()
    assert formed.cost >= sum(one.bound for one in formed.proofs)
    place = data.draw(st.integers(0, len(formed.proofs) - 1))
    proof = formed.proofs[place]
    wrong = data.draw(
        st.sampled_from(
            [
                replace(proof, cost=proof.cost + 1),
                replace(proof, cost=proof.cost - 1),
                replace(proof, bound=proof.bound + 1),
                replace(proof, bound=proof.bound - 1),
                replace(proof, sets=proof.sets[1:]),
            ]
        )
    )
    proofs = (*formed.proofs[:place], wrong, *formed.proofs[place + 1 :])
    assert verify(roster, wishes, SIZE, replace(formed, proofs=proofs))
    assert verify(roster, wishes, SIZE, replace(formed, sets=(formed.sets[0][1:], *formed.sets[1:])))
    assert verify(roster[1:], wishes, SIZE, formed)
    hard = [one for one in formed.unmet if one.hard]
    if hard:
        silent = verify(roster, wishes, SIZE, replace(formed, unmet=()))
        assert silent or {one.wish for one in hard} <= {"sizes", "with"}


def test_buddies_who_share_a_rare_value_cost_what_is_proven() -> None:
    roster = [
        Member(
            f"p{n:02}", {"dept": "rare" if n < 6 else "abc"[n % 3], "buddy": f"p{n + 1:02}" if n in (0, 2, 4) else ""}
        )
        for n in range(48)
    ]
    wishes, size = Wishes(spread=("dept",), with_=("buddy",)), Size(6, 6, 6)
    formed = form(roster, wishes, size)
    assert formed.cost == 3 and formed.best and verify(roster, wishes, size, formed) == ()
    (proof,) = formed.proofs
    for bonds in ((), (("dept", (-1, -1, -1, -1)),), (("dept", (9, 9, 9, 9)),)):
        assert verify(roster, wishes, size, replace(formed, proofs=(replace(proof, bonds=bonds),)))


def cut_in_two(people: list[str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    half = len(people) // 2
    first, rest = people[0], people[1:]
    made = []
    for chosen in combinations(rest, half - 1):
        one = (first, *chosen)
        made.append((one, tuple(who for who in people if who not in one)))
    return made


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(*(st.sampled_from(letters) for letters in ("abc", "uv", "fm"))), min_size=8, max_size=8))
def test_no_way_of_cutting_eight_in_two_is_better(rows: list[tuple[str, str, str]]) -> None:
    names = ("dept", "tenure", "gender")
    roster = [Member(f"p{n}", dict(zip(names, row, strict=True))) for n, row in enumerate(rows)]
    wishes = Wishes(spread=("dept", "tenure"), never_alone=("gender",))
    size = Size(4, 4, 4)
    least = min(judged(roster, wishes, size, sets).cost for sets in cut_in_two([one.id for one in roster]))
    assert form(roster, wishes, size).cost == least


def test_a_swap_costs_what_the_places_say() -> None:
    roster = [Member(f"p{n:02}", {"dept": "aabbcd"[n % 6], "gender": "fmm"[n % 3]}) for n in range(18)]
    wishes = Wishes(spread=("dept",), never_alone=("gender",))
    formed = form(roster, wishes, Size(6, 6, 6))
    found = places(roster, wishes, formed.sets, "p00")
    assert {one.set for one in found} == {n for n, group in enumerate(formed.sets) if "p00" not in group}
    for one in found:
        assert one.instead in formed.sets[one.set]
        assert swap(roster, wishes, Size(6, 6, 6), formed.sets, "p00", one.instead).cost == one.cost


def test_sets_that_leave_somebody_out_are_no_sets() -> None:
    with pytest.raises(ValueError, match="exactly once"):
        judged([Member("a"), Member("b")], Wishes(), Size(1, 1, 2), [("a",)])
    assert verify([Member("a")], Wishes(), SIZE, Formed((), ()))


def test_who_is_pinned_sits_there() -> None:
    roster = [Member(f"p{n:02}", {"pin": {3: "set-3", 4: "set-1", 9: "set-3"}.get(n, "")}) for n in range(18)]
    formed = form(roster, Wishes(pinned=("pin",)), Size(6, 6, 6))
    assert formed.unmet == () and {"p03", "p09"} <= set(formed.sets[2]) and "p04" in formed.sets[0]


def test_a_nice_wish_weighs_less_than_one_that_should_hold() -> None:
    wishes = Wishes(spread=("dept", "tenure"), firmly={("spread", "tenure"): "nice"})
    assert wishes.miss("spread", "dept") > wishes.miss("spread", "tenure") > 0
    assert Wishes(spread=("dept",)).miss("spread", "dept") == 1


def test_buddies_who_are_pinned_to_different_sets_are_counted_as_two_by_both() -> None:
    pins = {"p00": ("", "set-1"), "p01": ("p02", ""), "p02": ("", ""), "p03": ("p00", "set-2")}
    roster = [Member(who, {"buddy": buddy, "pin": pin, "dept": "a"}) for who, (buddy, pin) in pins.items()]
    wishes = Wishes(spread=("dept",), with_=("buddy",), pinned=("pin",))
    formed = judged(roster, wishes, Size(2, 2, 3), [("p00", "p03"), ("p01", "p02")])
    assert not formed.holds and formed.cost > 0
    assert verify(roster, wishes, Size(2, 2, 3), formed) == ()
