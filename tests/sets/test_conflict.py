"""Clashes named by the search, against every way of cutting a small roster."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.sets.clash_words import remedy, seen
from socialscaffold.sets.conflict import Clash, clashes
from socialscaffold.sets.form import form
from socialscaffold.sets.musts import Must, Musts
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.verify import verify
from socialscaffold.sets.wishes import Member, Wishes

SIZE = Size(3, 4, 5)
DAY, NIGHT = 0b1111_1111, 0b1111_1111 << 40
EVERYTHING = Wishes(
    spread=("dept",),
    alike=("language",),
    apart=("boss",),
    with_=("buddy",),
    never_alone=("gender",),
    pinned=("pin",),
    overlap=4,
    firmly={("spread", "dept"): "must", ("never-alone", "gender"): "must", ("overlap", ""): "must"},
)


def people(count: int, hours: Sequence[int] = (0,), **columns: dict[int, str] | str) -> list[Member]:
    """Members `p00`, `p01`, ...; of each column the cells by number, or letter after letter."""
    return [
        Member(
            f"p{number:02}",
            {
                name: cells.get(number, "") if isinstance(cells, dict) else cells[number % len(cells)]
                for name, cells in columns.items()
            },
            hours[number % len(hours)],
        )
        for number in range(count)
    ]


def cut(ids: Sequence[str]) -> Iterator[list[list[str]]]:
    """Every way of cutting people into sets."""
    if not ids:
        yield []
        return
    for sets in cut(ids[1:]):
        for place, one in enumerate(sets):
            yield [*sets[:place], [ids[0], *one], *sets[place + 1 :]]
        yield [[ids[0]], *sets]


def holds(sets: list[list[str]], musts: Musts, asked: frozenset[Must]) -> bool:
    """Whether sets hold all that is asked, told from the rows and from nothing of the search."""
    cell = {who: one.cell for who, one in musts.members.items()}
    size = musts.size
    home = {who: number for number, group in enumerate(sets) for who in group}
    if Must("sizes") in asked and not all(size.least <= len(group) <= size.most for group in sets):
        return False
    pins: dict[int, set[str]] = {}
    for one in asked:
        if one.wish in ("with", "apart") and (home[one.ids[0]] == home[one.ids[1]]) != (one.wish == "with"):
            return False
        if one.wish == "pinned":
            pins.setdefault(home[one.ids[0]], set()).add(cell[one.ids[0]](one.column))
    names = [name for many in pins.values() for name in many]
    if len(names) > len(pins) or len(set(names)) < len(names):
        return False
    if not set(names) <= {f"set-{number}" for number in range(1, len(sets) + 1)}:
        return False
    alike = [one.column for one in asked if one.wish == "alike"]
    for one in (each for each in asked if not each.ids and each.wish != "sizes"):
        for group in sets:
            values = Counter(filter(None, (cell[who](one.column) for who in group))) if one.column else Counter[str]()
            if one.wish == "alike" and len(values) > 1:
                return False
            if one.wish == "never-alone" and 1 in values.values():
                return False
            hours = [musts.members[who].hours for who in group if musts.members[who].hours]
            common = -1
            for mask in hours:
                common &= mask
            if one.wish == "overlap" and hours and common.bit_count() < musts.wishes.overlap:
                return False
        if one.wish == "spread" and not even(sets, musts, one.column, alike):
            return False
    return True


def even(sets: list[list[str]], musts: Musts, column: str, alike: list[str]) -> bool:
    def key(group: list[str]) -> tuple[str, ...]:
        return tuple(max(musts.members[who].cell(name) for who in group) for name in alike)

    for pool in {key(group) for group in sets}:
        mine = [[musts.members[who].cell(column) for who in group] for group in sets if key(group) == pool]
        every = [value for group in mine for value in group]
        for value in set(every) - {""}:
            for group in mine:
                low, over = divmod(len(group) * every.count(value), len(every))
                if not low <= group.count(value) <= low + (over > 0):
                    return False
    return True


def can_be(musts: Musts, asked: frozenset[Must]) -> bool:
    return any(holds(sets, musts, asked) for sets in cut(musts.ids))


def checked(roster: list[Member], wishes: Wishes, size: Size = SIZE) -> tuple[Clash, ...]:
    """The clashes, each of which can't be, and could be without any one of its wishes."""
    musts, found = Musts(roster, wishes, size), clashes(roster, wishes, size)
    for clash in found:
        asked = frozenset(clash.musts)
        assert asked <= set(musts.every())
        assert not can_be(musts, asked)
        for one in asked:
            assert can_be(musts, asked - {one}), f"{one} could be left out"
    return found


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_sets_are_formed_wherever_they_can_be_and_a_clash_is_named_where_not(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 7))
    ids = [f"p{number:02}" for number in range(count)]
    somebody = st.sampled_from(["", "", "", *ids])
    columns = {
        "language": st.sampled_from("xxxy "),
        "boss": somebody,
        "buddy": somebody,
        "gender": st.sampled_from(["f", "m", "", ""]),
        "pin": st.sampled_from(["", "", "", "", "set-1", "set-2"]),
        "dept": st.sampled_from(["a", "", ""]),
    }
    roster = [
        Member(
            one, {name: data.draw(cells) for name, cells in columns.items()}, data.draw(st.sampled_from([0, 0, DAY]))
        )
        for one in ids
    ]
    size = data.draw(st.sampled_from([Size(2, 2, 3), Size(2, 3, 4), Size(3, 3, 3)]))
    found = checked(roster, EVERYTHING, size)
    musts = Musts(roster, EVERYTHING, size)
    can = can_be(musts, frozenset(musts.every()))
    formed = form(roster, EVERYTHING, size)
    assert bool(found) != can and formed.holds == can
    assert verify(roster, EVERYTHING, size, formed) == ()
    for clash in found if len(found) == 1 else ():
        for way in clash.ways:
            less = musts.sizes(way.size) if way.size else musts.less(*(way.excused or [Must(way.wish, way.column)]))
            if way.tried and not any(len(one.ids) == 1 and one.wish != "pinned" for one in way.excused):
                assert can_be(less, frozenset(less.every()))


# Each kind of clash: the roster, the wishes, what is named, and the ways out.
HARD = {("never-alone", "gender"): "must", ("overlap", ""): "must", ("spread", "dept"): "must"}
KINDS = {
    "a head count that no sizes cut": (people(7), Wishes(), Size(4, 5, 5), ["sizes"], ["3-5"]),
    "a chain longer than a set": (
        people(8, buddy={n: f"p{n + 1:02}" for n in range(5)}), Wishes(with_=("buddy",)), Size(2, 4, 4),
        ["sizes", "with", "with", "with", "with"], ["1 with", "2-6"],
    ),
    "a buddy who is the manager": (
        people(8, buddy={0: "p01"}, boss={1: "p00"}), Wishes(with_=("buddy",), apart=("boss",)), SIZE,
        ["apart", "with"], ["1 with", "1 apart"],
    ),
    "buddies by way of a third": (
        people(8, buddy={0: "p01", 1: "p02"}, boss={2: "p00"}), Wishes(with_=("buddy",), apart=("boss",)), SIZE,
        ["apart", "with", "with"], ["1 with", "1 apart"],
    ),
    "buddies of two languages": (
        people(8, language="xy", buddy={0: "p01"}), Wishes(with_=("buddy",), alike=("language",)), SIZE,
        ["alike", "with"], ["1 with", "1 alike"],
    ),
    "buddies pinned to two sets": (
        people(8, pin={0: "set-1", 1: "set-2"}, buddy={0: "p01"}), Wishes(with_=("buddy",), pinned=("pin",)), SIZE,
        ["pinned", "pinned", "with"], ["1 pinned", "1 with"],
    ),
    "a pin to a set too many": (
        people(8, pin={0: "set-3"}), Wishes(pinned=("pin",)), SIZE, ["pinned", "sizes"], ["1 pinned", "2-5"],
    ),
    "a pin to no set": (
        people(8, pin={0: "the blue one"}), Wishes(pinned=("pin",)), SIZE, ["pinned"], ["1 pinned"],
    ),
    "too few who speak a language": (
        people(8, language="xxxxxxyy"), Wishes(alike=("language",)), SIZE,
        ["alike", "sizes"], ["2-5", "2 alike"],
    ),
    "the only woman": (
        people(8, gender={0: "f"}), Wishes(never_alone=("gender",), firmly=HARD), SIZE,
        ["never-alone"], ["1 never-alone"],
    ),
    "two women, one of whom manages the other": (
        people(8, gender={0: "f", 1: "f"}, boss={0: "p01"}),
        Wishes(never_alone=("gender",), apart=("boss",), firmly=HARD), SIZE,
        ["apart", "never-alone"], ["1 apart", "2 never-alone"],
    ),
    "three who must all be apart in two sets": (
        people(8, boss={0: "p01", 1: "p02", 2: "p00"}), Wishes(apart=("boss",)), SIZE,
        ["apart", "apart", "apart", "sizes"], ["1 apart", "2-5"],
    ),
    "a manager of nearly everybody": (
        people(8, boss=dict.fromkeys(range(1, 8), "p00")), Wishes(apart=("boss",)), SIZE,
        [*["apart"] * 6, "sizes"], ["2 apart", "1-5"],
    ),
    "one who works at night": (
        people(8, hours=(DAY, DAY, DAY, DAY, DAY, DAY, DAY, NIGHT)), Wishes(overlap=4, firmly=HARD), SIZE,
        ["overlap", "sizes"], ["1 overlap", "1-5"],
    ),
    "buddies who never work at one time": (
        people(8, hours=(DAY, NIGHT), buddy={0: "p01"}), Wishes(with_=("buddy",), overlap=4, firmly=HARD), SIZE,
        ["overlap", "with"], ["1 overlap", "1 with"],
    ),
    "too many of a kind in a chain": (
        people(8, dept={0: "a", 1: "a", 2: "a"}, buddy={0: "p01", 1: "p02"}),
        Wishes(with_=("buddy",), spread=("dept",), firmly=HARD), SIZE,
        ["sizes", "spread", "with", "with"], ["1 with", "spread", "3-8"],
    ),
    "pairs that fill no set of three": (
        people(6, buddy={0: "p01", 2: "p03", 4: "p05"}), Wishes(with_=("buddy",)), Size(3, 3, 3),
        ["sizes", "with", "with", "with"], ["2-3", "1 with"],
    ),
}  # fmt: skip


def in_short(clash: Clash) -> set[str]:
    return {
        f"{way.size.least}-{way.size.most}" if way.size else f"{len(way.excused) or ''} {way.wish}".strip()
        for way in clash.ways
    }


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_clash_is_named_with_its_ways_out(name: str) -> None:
    roster, wishes, size, named, ways = KINDS[name]
    (clash,) = checked(roster, wishes, size)
    assert sorted(one.wish for one in clash.musts) == named
    assert in_short(clash) == set(ways)
    assert all(way.tried for way in clash.ways)
    steps = [
        way.steps if way.size is None else abs(way.size.least - size.least) + abs(way.size.most - size.most)
        for way in clash.ways
    ]
    assert steps == sorted(steps), "the cheapest first"


def test_a_clash_is_told_by_ids_and_columns_alone() -> None:
    roster = people(16, language={n: "Gaeilge" if n > 12 else "Suomi" for n in range(16)}, boss={1: "p00"})
    wishes, size = Wishes(alike=("language",), apart=("boss",)), Size(5, 6, 7)
    (clash,) = clashes(roster, wishes, size)
    assert seen(clash, wishes, size) == (
        "These wishes can't all hold: all of a set must be alike in `language`; sets have 5 to 7 people. The reason: "
        "3 people who can only sit among themselves can't be cut into sets of 5 to 7."
    )
    assert remedy(clash, wishes, size) == (
        "Enough would be: sets of 3-7 instead of 5-7, or three learners who may differ from their set in `language` "
        "(p13, p14 and p15)."
    )


def test_clashes_of_two_kinds_are_both_named() -> None:
    roster = people(12, buddy={0: "p01"}, boss={0: "p01"}, pin={5: "set-7"})
    found = clashes(roster, Wishes(with_=("buddy",), apart=("boss",), pinned=("pin",)), SIZE)
    assert [sorted(one.wish for one in clash.musts) for clash in found] == [["apart", "with"], ["pinned", "sizes"]]


def test_ten_thousand_learners_are_looked_at_in_a_moment() -> None:
    count = 10_000
    roster = people(
        count,
        language="a" * 97 + "b",
        boss={n: f"p{n % 500:02}" for n in range(500, count, 3)},
        buddy={n: f"p{n + 1:02}" for n in range(0, count - 1, 10)} | {9: "p10"},
    )
    wishes = Wishes(alike=("language",), apart=("boss",), with_=("buddy",))
    before = time.process_time()
    found = clashes(roster, wishes, Size(5, 6, 7))
    assert [sorted({one.wish for one in clash.musts}) for clash in found] == [["alike", "with"]]
    assert found[0].more > 10
    assert time.process_time() - before < 6


def test_one_clash_is_told_once_whatever_else_is_wished_for() -> None:
    people = [Member(f"p{n}", {"tongue": "a"}, hours=1) for n in range(12)]
    wishes = Wishes(alike=("tongue",), overlap=4, firmly={("overlap", ""): "must"})
    found = clashes(people, wishes, Size(5, 6, 7))
    assert len({one.musts for one in found}) == len(found) == 1
    assert [must.wish for must in found[0].musts] == ["overlap"]
    assert [len(way.who) for way in found[0].ways] == [12]  # nobody works as long as a set must share


def test_the_longest_time_that_all_could_share_is_a_way_out() -> None:
    """Half of them work from nine, the others from eleven to five: what they share is cut by half hours of each day."""
    early, late = (1 << 160) - 1, (1 << 160) - 1 << 100
    wishes = Wishes(overlap=80, with_=("buddy",), firmly={("overlap", ""): "must"})
    roster = people(8, hours=(early, late), buddy={0: "p01", 2: "p03"})
    (clash,) = found = clashes(roster, wishes, SIZE)
    (way,) = (one for one in clash.ways if one.overlap)
    assert (way.overlap, way.tried) == (60, True)  # of the 60 quarter hours of a week that both work
    assert clashes(roster, replace(wishes, overlap=60), SIZE) == () != found
    assert "`overlap: must 3 h` instead of 4 h" in remedy(clash, wishes, SIZE)
