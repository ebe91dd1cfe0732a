"""The layout of the state: stable keys, fair shares, and a worst case that fits."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.output.state import (
    HEADER,
    JOURNAL,
    LEAST_USEFUL,
    LIMIT,
    UNSAID,
    Field,
    Layout,
    cost,
    key_of,
    lay_out,
    worst_case,
)

IDS = st.text("abcdefghij-", min_size=1, max_size=12)


@st.composite
def fields(draw: st.DrawFn) -> list[Field]:
    made = []
    for name in draw(st.lists(IDS, unique=True, max_size=60)):
        kind = draw(st.sampled_from(["tick", "tick", "single", "multiple", "order", "number", "place", "text", "text"]))
        options = tuple(draw(st.lists(IDS, unique=True, min_size=2, max_size=6))) if kind in OPTIONED else ()
        asked = draw(st.integers(0, 4000)) if kind == "text" else 0
        private = kind == "text" and draw(st.booleans())
        made.append(Field(name, kind, options, 100 if kind == "number" else 0, asked, private))
    return made


OPTIONED = ("single", "multiple", "order", "place")


def allowances(layout: Layout) -> dict[str, int]:
    return {one.id: one.allowance for one in layout.fields if one.kind == "text"}


@given(fields(), st.integers(200, 6000))
def test_the_worst_case_fits_or_is_told(made: list[Field], limit: int) -> None:
    layout, found = lay_out(made, limit)
    assert (worst_case(layout) <= limit) == (not found)
    assert [one.code for one in found] in ([], ["SS-PKG-003"])


@given(fields())
def test_every_field_has_a_key_of_its_own_and_private_texts_have_none(made: list[Field]) -> None:
    layout, _ = lay_out(made)
    keys = [key for one in layout.fields if not one.private for key in {one.key, one.long_key}]
    assert len(keys) == len(set(keys))
    assert all((one.key, one.long_key, one.allowance) == ("", "", 0) for one in layout.fields if one.private)
    assert all(len(set(one.option_keys)) == len(one.options) for one in layout.fields)


@given(fields(), st.randoms())
def test_keys_do_not_depend_on_the_order_of_the_page(made: list[Field], chance: random.Random) -> None:
    mixed = chance.sample(made, len(made))
    assert {one.id: one.key for one in lay_out(made)[0].fields} == {one.id: one.key for one in lay_out(mixed)[0].fields}


def test_fields_whose_short_keys_are_alike_write_their_long_ones() -> None:
    seen: dict[str, str] = {}
    for number in itertools.count():
        name = f"field-{number}"
        if key_of(name) in seen:
            break
        seen[key_of(name)] = name
    twin = seen[key_of(name)]
    layout, _ = lay_out([Field(name, "tick"), Field(twin, "tick"), Field("other", "tick")])
    first, second, other = layout.fields
    assert first.key != second.key
    assert {len(first.key), len(second.key)} == {8}
    assert other.key == key_of("other")
    alone = lay_out([Field(name, "tick")])[0].fields[0]
    assert (alone.key, alone.long_key) == (key_of(name), first.key)


def test_what_a_text_may_keep_is_what_its_prompt_asks_for_where_there_is_room() -> None:
    layout, _ = lay_out([Field("short", "text", asked=80), Field("long", "text", asked=800), Field("open", "text")])
    assert allowances(layout) == {"short": 80, "long": 800, "open": UNSAID}


def test_greedy_texts_share_what_modest_ones_leave() -> None:
    layout, _ = lay_out([Field("a", "text", asked=9000), Field("b", "text", asked=100), Field("c", "text", asked=9000)])
    kept = allowances(layout)
    assert kept["b"] == 100
    assert abs(kept["a"] - kept["c"]) <= 1
    assert LIMIT - 1 <= worst_case(layout) <= LIMIT


def test_texts_that_ask_for_most_go_to_the_journal_when_shares_become_useless() -> None:
    many = [Field(f"t{number}", "text", asked=800 + number) for number in range(120)]
    layout, found = lay_out(many)
    kept = allowances(layout)
    assert not found
    assert 0 < sum(size > 0 for size in kept.values()) < 120
    assert all(size == 0 or size >= LEAST_USEFUL for size in kept.values())
    assert max(int(name[1:]) for name, size in kept.items() if size) < min(
        int(name[1:]) for name, size in kept.items() if not size
    )
    assert worst_case(layout) <= LIMIT


def test_too_many_ticks_are_told_with_their_number_and_a_remedy() -> None:
    _, found = lay_out([Field(f"t{number}", "tick") for number in range(1024)])
    assert [(one.code, one.severity.value) for one in found] == [("SS-PKG-003", "error")]
    assert "1,024 ticks" in found[0].message
    assert "4,098" in found[0].message
    assert "Split the program" in found[0].hint


def test_two_fields_with_one_id_are_a_bug() -> None:
    with pytest.raises(ValueError, match="same"):
        lay_out([Field("same", "tick"), Field("same", "text")])


def test_a_private_text_takes_no_room() -> None:
    layout, _ = lay_out([Field("secret", "text", private=True)])
    assert worst_case(layout) == len(HEADER)


def test_escapes_and_astral_characters_cost_two() -> None:
    assert [cost(text) for text in ("", "abc", "a|b", "\n", "é", "😀", "<b>", JOURNAL)] == [0, 3, 4, 2, 1, 2, 5, 3]
