"""Sets counted wish by wish, and working hours over the changes of the clocks."""

from __future__ import annotations

import datetime as dt

import pytest

from socialscaffold.plan.hours import shared
from socialscaffold.plan.seated import Seated, Wanted
from socialscaffold.sets.sizes import Size
from socialscaffold.source.kinds import Length
from socialscaffold.spec.wishes import Form, Overlap, Wish

WINTER, MARCH, SUMMER = dt.date(2027, 1, 18), dt.date(2027, 3, 22), dt.date(2027, 7, 5)
CELLS = {
    "a": {"dept": "x", "boss": "b", "mate": "c", "sex": "w", "lang": "en", "seat": "set-2"},
    "b": {"dept": "x", "boss": "", "mate": "", "sex": "m", "lang": "en", "seat": ""},
    "c": {"dept": "y", "boss": "", "mate": "", "sex": "m", "lang": "en", "seat": ""},
    "d": {"dept": "y", "boss": "", "mate": "", "sex": "m", "lang": "de", "seat": ""},
}
FORM = Form(
    spread=(Wish("dept"),),
    alike=(Wish("lang"),),
    apart=(Wish("boss"),),
    with_=(Wish("mate", "should"),),
    never_alone=(Wish("sex"),),
    pinned=(Wish("seat"),),
)


def seated(**sets: str) -> Seated:
    return Seated({name: tuple(who) for name, who in sets.items()}, CELLS, Wanted(FORM, Size(2, 2, 2)))


def test_every_kind_of_miss_is_found_with_its_ids() -> None:
    found = {(one.set, one.wish): one for one in seated(one="ab", two="cd").misses()}
    assert found["one", "apart"].ids == ("a", "b") and found["one", "apart"].strength == "must"
    assert found["one", "with"].ids == ("a", "c") and found["one", "with"].strength == "should"
    assert found["one", "never-alone"].ids == ("a", "b")
    assert found["one", "pinned"].ids == ("a",)
    assert found["two", "alike"].places == 1
    assert ("one", "sizes") not in found


def test_a_share_is_fair_within_those_who_are_alike() -> None:
    plain = Seated({"one": ("a", "b"), "two": ("c", "d")}, CELLS, Wanted(Form(spread=(Wish("dept"),)), Size(2, 2, 2)))
    assert plain.share(("a", "b"), "dept") == {"x": (2, 1, 1), "y": (0, 1, 1)}
    assert [(one.set, one.places) for one in plain.misses()] == [("one", 2), ("two", 2)]
    assert plain.exchanged("b", "c").misses() == ()
    assert plain.price("b", "c") == -plain.cost


def test_a_set_of_the_wrong_size_is_told() -> None:
    assert [one.places for one in seated(one="abc", two="d").misses() if one.wish == "sizes"] == [1, 1]


@pytest.mark.parametrize(
    ("zones", "days", "minutes"),
    [
        (["Europe/Oslo", "Europe/London"], [WINTER], 9 * 60),
        (["Europe/Oslo", "America/New_York"], [WINTER], 4 * 60),
        (["Europe/Oslo", "America/New_York"], [MARCH], 5 * 60),
        (["Europe/Oslo", "America/New_York"], [MARCH, WINTER, SUMMER], 4 * 60),
        (["Europe/Oslo", "Asia/Kolkata"], [WINTER], 5 * 60 + 30),
        (["Europe/Oslo", "Asia/Kolkata"], [SUMMER], 6 * 60 + 30),
        (["Pacific/Auckland", "America/Los_Angeles"], [WINTER], 7 * 60),
        (["Europe/London", "Asia/Tokyo"], [SUMMER], 2 * 60),
        (["Europe/Oslo", "Nowhere/At_All", ""], [WINTER], 10 * 60),
        ([], [WINTER], 10 * 60),
    ],
)
def test_hours_in_common_on_the_least_happy_day(zones: list[str], days: list[dt.date], minutes: int) -> None:
    assert shared(zones, days, 8, 18) == minutes


def test_too_few_hours_are_told_as_firmly_as_they_were_wished_for() -> None:
    cells = {"a": {"time-zone": "Europe/Oslo"}, "b": {"time-zone": "America/New_York"}}
    form = Form(overlap=Overlap(Length("5 h", 300), "nice"))
    sets = Seated({"one": ("a", "b")}, cells, Wanted(form, Size(2, 2, 2), (WINTER,)))
    ((miss),) = sets.misses()
    assert (miss.wish, miss.strength, miss.ids) == ("overlap", "nice", ("a", "b"))
