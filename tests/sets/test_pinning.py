from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from socialscaffold.sets.form import form
from socialscaffold.sets.formed import Formed
from socialscaffold.sets.pinning import drawn, pins_of
from socialscaffold.sets.repair import repair
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.verify import verify
from socialscaffold.sets.wishes import Member, Wishes

SIZE = Size(5, 6, 7)
SOFT = Wishes(spread=("dept",), pinned=("pin",), firmly={("pinned", "pin"): "should"})
FIRM = Wishes(spread=("dept",), pinned=("pin",))


def roster(count: int, seed: int, pinned: int, *, sets: int = 5) -> list[Member]:
    """So many of the people are pinned, to any of the sets."""
    chance = Random(seed)
    return [
        Member(
            f"p{n:03}",
            {"dept": chance.choice("aaabbcd"), "pin": f"set-{1 + chance.randrange(sets)}" if n < pinned else ""},
        )
        for n in range(count)
    ]


def away(formed: Formed, people: list[Member]) -> set[str]:
    """Who sits elsewhere than they are pinned to."""
    at = {who: f"set-{number}" for number, one in enumerate(formed.sets, 1) for who in one}
    return {one.id for one in people if one.cell("pin") not in ("", at[one.id])}


@pytest.mark.parametrize("seed", range(4))
def test_who_should_sit_in_a_set_sits_there(seed: int) -> None:
    people = roster(30, seed, pinned=8)
    formed = form(people, SOFT, SIZE, seed)
    made = drawn(formed, people, SOFT, SIZE, seed)
    assert away(made, people) == set() != away(formed, people) and made.cost <= formed.cost + 2
    assert verify(people, SOFT, SIZE, made) == ()
    assert drawn(form(people[::-1], SOFT, SIZE, seed), people[::-1], SOFT, SIZE, seed) == made


def test_what_must_hold_outweighs_a_pin_that_should() -> None:
    people = roster(30, 1, pinned=0)
    cells = {"p000": ("set-2", ""), "p001": ("set-2", "p000"), "p002": ("set-4", "")}
    people = [
        replace(one, attributes={**one.attributes, "pin": cells[one.id][0], "boss": cells[one.id][1]})
        if one.id in cells
        else one
        for one in people
    ]
    wishes = replace(SOFT, apart=("boss",))
    made = drawn(form(people, wishes, SIZE), people, wishes, SIZE, 0)
    assert made.holds and len(away(made, people)) == 1 and "p002" not in away(made, people)
    assert [one.wish for one in made.unmet if one.ids in (("p000",), ("p001",))] == ["pinned"]


def test_firm_pins_stay_where_others_are_drawn() -> None:
    firm = {who: {"firm": "set-3"} for who in ("p020", "p021")}
    people = [replace(one, attributes={**one.attributes, **firm.get(one.id, {})}) for one in roster(30, 2, pinned=8)]
    wishes = replace(SOFT, pinned=("pin", "firm"))
    assert {who: pin.cost > 4 for who, pin in pins_of(people, wishes).items() if who in ("p000", "p020")} == {
        "p000": False,
        "p020": True,
    }
    made = drawn(form(people, wishes, SIZE), people, wishes, SIZE, 0)
    assert {"p020", "p021"} <= set(made.sets[2]) and made.holds and away(made, people) == set()


def test_pins_that_must_hold_alone_change_nothing() -> None:
    people = roster(30, 3, pinned=4)
    formed = form(people, FIRM, SIZE)
    assert drawn(formed, people, FIRM, SIZE, 0) is formed


@pytest.mark.parametrize("wishes", [FIRM, SOFT], ids=["must", "should"])
def test_a_repair_brings_people_where_they_are_pinned_and_moves_few(wishes: Wishes) -> None:
    people = roster(60, 4, pinned=0)
    old = form(people, wishes, SIZE).sets
    who = old[0][0]
    now = [replace(one, attributes={**one.attributes, "pin": "set-5"}) if one.id == who else one for one in people]
    mended = repair([*now[:-1], Member("q1", now[-1].attributes)], wishes, SIZE, old)
    assert who in mended.formed.sets[4] and mended.formed.holds and len(mended.moved) <= 3
    assert repair(now, wishes, SIZE, mended.formed.sets).formed.holds
