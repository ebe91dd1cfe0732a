from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.sets.form import form
from socialscaffold.sets.formed import Formed
from socialscaffold.sets.sizes import Size, feasible
from socialscaffold.sets.wishes import Member, Wishes

ROSTER = Path(__file__).resolve().parents[2] / "examples/ev-charging/cohorts/2027-spring.csv"
EVERYTHING = Wishes(
    spread=("dealer", "tenure"),
    alike=("language",),
    apart=("line-manager",),
    with_=("buddy",),
    never_alone=("gender",),
)
SIZE = Size(5, 6, 7)


def people(count: int, **columns: str) -> list[Member]:
    """Members `p01`, `p02`, ...; of each column, member after member gets the next letter."""
    return [
        Member(f"p{number:02}", {name: letters[number % len(letters)] for name, letters in columns.items()})
        for number in range(count)
    ]


def with_cells(count: int, column: str, cells: dict[str, str]) -> list[Member]:
    return [Member(f"p{n:02}", {column: cells.get(f"p{n:02}", "")}) for n in range(count)]


def wishes_told(formed: Formed, wish: str) -> set[str]:
    return {who for one in formed.unmet if one.wish == wish for who in one.ids}


@st.composite
def rosters(draw: st.DrawFn) -> list[Member]:
    count = draw(st.integers(1, 26))
    ids = [f"p{number:02}" for number in range(count)]
    somebody = st.one_of(st.just(""), st.just(""), st.sampled_from(ids), st.just("Nobody We Know"))
    return [
        Member(
            one,
            {
                "language": draw(st.sampled_from(["Suomi", "Suomi", "Suomi", "Gaeilge", ""])),
                "dealer": draw(st.sampled_from(["Veikrysset", "Torget", ""])),
                "tenure": draw(st.sampled_from(["novice", "veteran"])),
                "line-manager": draw(somebody),
                "buddy": draw(somebody),
                "gender": draw(st.sampled_from(["woman", "man", "man", ""])),
            },
        )
        for one in ids
    ]


@settings(max_examples=12, deadline=None)
@given(roster=rosters(), seed=st.integers(0, 3), shuffle=st.randoms(use_true_random=False))
def test_everybody_has_one_seat_and_every_hard_wish_holds_or_is_told(
    roster: list[Member], seed: int, shuffle: Random
) -> None:
    formed = form(roster, EVERYTHING, SIZE, seed)
    assert sorted(who for one in formed.sets for who in one) == [one.id for one in roster]
    home = {who: number for number, one in enumerate(formed.sets) for who in one}
    cells = {one.id: one.attributes for one in roster}

    if feasible(len(roster), SIZE):
        assert all(SIZE.least <= len(one) <= SIZE.most for one in formed.sets)
    else:
        assert wishes_told(formed, "sizes")
    parted, near = wishes_told(formed, "with"), wishes_told(formed, "apart")
    for one in roster:
        buddy, manager = cells[one.id]["buddy"], cells[one.id]["line-manager"]
        if buddy in cells and home[buddy] != home[one.id]:
            assert {one.id, buddy} <= parted
        if manager in cells and manager != one.id and home[manager] == home[one.id]:
            assert {one.id, manager} <= near
    if any(len({cells[who]["language"] for who in one} - {""}) > 1 for one in formed.sets):
        assert wishes_told(formed, "alike")
    for one in formed.sets:
        genders = Counter(cells[who]["gender"] for who in one)
        alone = {who for who in one if cells[who]["gender"] and genders[cells[who]["gender"]] == 1}
        assert alone <= wishes_told(formed, "never-alone")

    told = " ".join(one.text for one in formed.unmet)
    for word in ("Suomi", "Gaeilge", "Veikrysset", "Torget", "novice", "veteran", "woman", "Nobody"):
        assert word not in told

    shuffled = roster[:]
    shuffle.shuffle(shuffled)
    assert form(shuffled, EVERYTHING, SIZE, seed) == formed


@pytest.mark.parametrize("seed", range(5))
def test_the_ev_roster_holds_every_wish(seed: int) -> None:
    with ROSTER.open(encoding="utf-8", newline="") as file:
        roster = [Member(row["learner"], row) for row in csv.DictReader(file)]
    formed = form(roster, EVERYTHING, SIZE, seed)
    assert formed.unmet == () and formed.holds
    assert sorted(len(one) for one in formed.sets) == [5, 5, 5, 5, 5, 5, 6, 6, 6]
    language = {one.id: one.attributes["language"] for one in roster}
    assert all(len({language[who] for who in one}) == 1 for one in formed.sets)


def test_sets_come_in_the_order_of_their_first_ids() -> None:
    formed = form(people(18, dept="abc"), Wishes(spread=("dept",)), SIZE)
    assert [one[0] for one in formed.sets] == sorted(one[0] for one in formed.sets)
    assert all(list(one) == sorted(one) for one in formed.sets)


def test_another_seed_gives_other_sets() -> None:
    roster = people(24, dept="abcd", tenure="xyzzy", shift="nnmmo", gender="fmmmm")
    wishes = Wishes(spread=("dept", "tenure", "shift"), never_alone=("gender",))
    made = {form(roster, wishes, SIZE, seed).sets for seed in range(6)}
    assert len(made) > 1


def test_each_set_gets_its_fair_share() -> None:
    formed = form(people(36, dept="abcabd", tenure="xyyzzz"), Wishes(spread=("dept", "tenure")), SIZE)
    assert formed.unmet == ()
    for one in formed.sets:
        assert Counter("abcabd"[int(who[1:]) % 6] for who in one) == {"a": 2, "b": 2, "c": 1, "d": 1}


def test_two_of_a_kind_sit_together_rather_than_one_by_one() -> None:
    roster = [Member(f"p{n:02}", {"gender": "w" if n in (0, 5, 11, 17) else "m"}) for n in range(18)]
    formed = form(roster, Wishes(never_alone=("gender",), spread=("gender",)), SIZE)
    assert wishes_told(formed, "never-alone") == set()


def test_the_only_one_of_a_kind_is_told_and_is_no_failure() -> None:
    roster = [Member(f"p{n:02}", {"gender": "w" if n == 3 else "m"}) for n in range(12)]
    formed = form(roster, Wishes(never_alone=("gender",)), SIZE)
    assert wishes_told(formed, "never-alone") == {"p03"} and formed.holds


def test_a_manager_of_everybody_is_told() -> None:
    formed = form(with_cells(12, "boss", {f"p{n:02}": "p00" for n in range(1, 12)}), Wishes(apart=("boss",)), SIZE)
    assert not formed.holds
    assert all("p00" in one.ids for one in formed.unmet)


def test_a_manager_sits_apart_from_the_team() -> None:
    roster = with_cells(18, "boss", {f"p{n:02}": "p00" for n in range(1, 12)})
    formed = form(roster, Wishes(apart=("boss",)), SIZE)
    assert formed.unmet == ()
    with_boss = next(one for one in formed.sets if "p00" in one)
    assert not set(with_boss) & {f"p{n:02}" for n in range(1, 12)}


def test_a_manager_of_nearly_everybody_gets_the_smallest_set() -> None:
    roster = with_cells(60, "boss", {f"p{n:02}": "p00" for n in range(5, 60)})
    formed = form(roster, Wishes(apart=("boss",)), SIZE)
    assert formed.unmet == () and ("p00", "p01", "p02", "p03", "p04") in formed.sets


def test_a_pin_to_a_far_set_makes_more_sets() -> None:
    formed = form(with_cells(60, "pin", {"p07": "set-12"}), Wishes(pinned=("pin",)), SIZE)
    assert formed.unmet == () and "p07" in formed.sets[11]


def test_a_chain_of_buddies_longer_than_a_set_is_told() -> None:
    chain = {f"p{n:02}": f"p{n + 1:02}" for n in range(9)}
    formed = form(with_cells(12, "buddy", chain), Wishes(with_=("buddy",)), SIZE)
    assert not formed.holds
    assert len(formed.unmet) == 1 and "a set has 7 at the most" in formed.unmet[0].text


def test_pairs_are_parted_only_as_far_as_the_sizes_ask() -> None:
    pairs = {f"p{n:02}": f"p{n + 1:02}" for n in range(0, 16, 2)}
    formed = form(with_cells(16, "buddy", pairs), Wishes(with_=("buddy",)), SIZE)
    assert [one.wish for one in formed.unmet] == ["with"]
    assert sorted(len(one) for one in formed.sets) == [5, 5, 6]


def test_buddies_of_different_languages_cannot_sit_together() -> None:
    roster = [Member(f"p{n:02}", {"language": "ab"[n % 2], "buddy": "p01" if n == 0 else ""}) for n in range(12)]
    formed = form(roster, Wishes(alike=("language",), with_=("buddy",)), SIZE)
    assert [(one.wish, one.ids) for one in formed.unmet] == [("with", ("p00", "p01"))]


def test_too_few_of_a_language_join_the_smallest_others() -> None:
    letters = "a" * 16 + "b" * 12 + "c" * 4
    roster = [Member(f"p{n:02}", {"language": letter}) for n, letter in enumerate(letters)]
    formed = form(roster, Wishes(alike=("language",)), SIZE)
    assert wishes_told(formed, "alike") == {"p28", "p29", "p30", "p31"}
    languages = [{letters[int(who[1:])] for who in one} for one in formed.sets]
    assert languages.count({"a"}) == 3
    assert sum(len(one) > 1 for one in languages) == 1, "the four sit in one set, not in four"


def test_who_states_no_language_goes_where_a_seat_is_wanted() -> None:
    letters = "a" * 12 + "b" * 4 + " "
    roster = [Member(f"p{n:02}", {"language": letter}) for n, letter in enumerate(letters)]
    formed = form(roster, Wishes(alike=("language",)), SIZE)
    assert formed.unmet == ()
    assert ("p12", "p13", "p14", "p15", "p16") in formed.sets


def test_a_head_count_that_no_sizes_seat_is_told_and_seated_in_the_nearest() -> None:
    formed = form(people(8), Wishes(), SIZE)
    assert [one.wish for one in formed.unmet] == ["sizes"] and not formed.holds
    assert [len(one) for one in formed.sets] == [4, 4]


def test_a_wish_on_a_column_that_is_not_there_is_told() -> None:
    formed = form(people(12, dept="ab"), Wishes(spread=("departement",), with_=("buddy",)), SIZE)
    assert [(one.wish, one.hard) for one in formed.unmet] == [("with", True), ("spread", False)]
    assert "`departement`" in formed.unmet[1].text


def test_an_empty_roster_makes_no_sets() -> None:
    assert form([], EVERYTHING, SIZE) == Formed((), ())


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        form([Member("p1"), Member("p1")], Wishes(), SIZE)


@pytest.mark.parametrize(("count", "seconds"), [(48, 1.0), (240, 2.0)])
def test_forming_stays_within_four_times_its_budget(count: int, seconds: float) -> None:
    roster = people(count, dept="aabbcdef", tenure="xyyzzzz", region="nopqn", gender="fmm")
    before = time.process_time()
    form(roster, Wishes(spread=("dept", "tenure", "region"), never_alone=("gender",)), SIZE)
    assert time.process_time() - before < seconds
