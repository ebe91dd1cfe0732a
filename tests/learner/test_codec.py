"""codec.js in a real browser, against the layout that Python makes."""

from __future__ import annotations

from typing import Any

import pytest
from codec_page import Codec, codec_page, filled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from socialscaffold.output.state import LIMIT, Field, cost, key_of, lay_out, worst_case

OPTIONS = ("first", "second", "third", "fourth")
FIELDS = (
    Field("at", "place", options=("journey", "week-1", "item-a")),
    *(Field(f"tick-{number}", "tick") for number in range(6)),
    Field("single", "single", options=OPTIONS),
    Field("multiple", "multiple", options=OPTIONS),
    Field("order", "order", options=OPTIONS),
    Field("best", "number", maximum=100),
    Field("short", "text", asked=60),
    Field("long", "text", asked=400),
    Field("other", "text", asked=400),
    Field("secret", "text", private=True),
)
# Every Unicode character but NUL, which nobody types and the page takes out, and lone halves of surrogate pairs.
# Carriage returns become line feeds, as in any text box.
TEXTS = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=("Cs",)), max_size=200) | st.text(
    '\n\t|~<>&"%\\\u2028\x7f\uffff😀@!', max_size=60
)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "at": st.sampled_from(["journey", "week-1", "item-a"]),
        **{f"tick-{number}": st.just(True) for number in range(6)},
        "single": st.sampled_from(OPTIONS),
        "multiple": st.lists(st.sampled_from(OPTIONS), unique=True, min_size=1),
        "order": st.permutations(OPTIONS),
        "best": st.integers(0, 100),
        "short": TEXTS,
        "long": TEXTS,
        "other": TEXTS,
        "secret": TEXTS,
    },
)
in_browser = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def codec(browser: Browser) -> Codec:
    return codec_page(browser)


def meaningful(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [])}


@in_browser
@given(VALUES)
def test_what_fits_comes_back_exactly(codec: Codec, values: dict[str, Any]) -> None:
    layout, _ = lay_out(FIELDS)
    written = codec.encode(layout, filled(values))
    read = codec.decode(layout, written["line"])
    sizes = {one.id: one.allowance for one in layout.fields if one.kind == "text"}
    kept = {name: value for name, value in values.items() if name not in sizes or cost(value) <= sizes[name]}
    too_long = {name for name in values if name in sizes and cost(values[name]) > sizes[name] and values[name]}
    assert len(written["line"].encode("utf-16-le")) // 2 <= worst_case(layout) <= LIMIT
    assert read["values"] == meaningful(kept)
    assert set(read["elsewhere"]) == too_long - {"secret"}
    assert set(written["left"]) == too_long


@in_browser
@given(TEXTS)
def test_python_and_the_page_count_alike(codec: Codec, text: str) -> None:
    assert codec.page.evaluate("text => learner.cost(text)", text) == cost(text)


def test_the_worst_case_is_reached_and_not_passed(codec: Codec) -> None:
    layout, _ = lay_out(FIELDS, 700)
    values: dict[str, Any] = {f"tick-{number}": True for number in range(6)}
    values |= {
        "at": "item-a",
        "single": "first",
        "multiple": OPTIONS,
        "order": OPTIONS,
        "best": 100,
        "secret": "x" * 99,
    }
    values |= {one.id: "x" * one.allowance for one in layout.fields if one.allowance}
    assert len(codec.encode(layout, filled(values))["line"]) == worst_case(layout) == 700


def test_a_private_text_leaves_no_trace(codec: Codec) -> None:
    layout, _ = lay_out(FIELDS)
    written = codec.encode(layout, filled({"secret": "what nobody may read"}))
    assert written == {"line": "s1", "left": {"secret": True}}


@in_browser
@given(VALUES, st.sets(st.sampled_from([one.id for one in FIELDS])), st.randoms())
def test_a_package_published_again_keeps_what_it_knows(
    codec: Codec, values: dict[str, Any], gone: set[str], chance: Any
) -> None:
    """Some fields go, others come, all move; the next package has them back: nothing is lost or mixed up."""
    before, _ = lay_out(FIELDS)
    line = codec.encode(before, filled(values))["line"]
    fresh = [Field("new-tick", "tick"), Field("new-text", "text", asked=100)]
    edited = [one for one in FIELDS if one.id not in gone] + fresh
    chance.shuffle(edited)
    during, _ = lay_out(edited)
    seen = codec.decode(during, line)
    expected = codec.decode(before, line)
    assert seen["values"] == {name: value for name, value in expected["values"].items() if name not in gone}
    carried = codec.encode(during, seen, {name: text for name, text in seen["values"].items() if name in LONG})["line"]
    assert codec.decode(before, carried)["values"] == expected["values"]


LONG = ("short", "long", "other")


def test_unknown_entries_go_only_when_there_is_no_room(codec: Codec) -> None:
    small, _ = lay_out([Field("text", "text", asked=400), Field("tick", "tick")], 420)
    unknown = ["abcd" + "x" * 330, "efgh" + "y" * 5]
    memory = filled({"text": "z" * 100, "tick": True}, unknown=unknown, unknownTicks=["AAAA"])
    line = codec.encode(small, memory)["line"]
    assert len(line) <= 420
    assert "z" * 100 in line
    assert "AAAA" in line
    assert "x" * 330 not in line
    assert "efghyyyyy" in line


def test_a_text_that_an_earlier_package_kept_whole_stays_whole_while_there_is_room(codec: Codec) -> None:
    tight, _ = lay_out([Field("text", "text", asked=40), Field("next", "text", asked=40)], 200)
    long = "x" * 120
    memory = filled({"text": long})
    assert codec.encode(tight, memory, {"text": long})["left"] == {}
    crowded = codec.encode(tight, filled({"text": long, "next": "y" * 40}, unknown=[]), {"text": long})
    assert len(crowded["line"]) <= 200
    assert codec.encode(tight, memory)["left"] == {"text": long}


def test_a_short_key_that_two_fields_could_claim_is_given_to_neither(codec: Codec) -> None:
    seen: dict[str, str] = {}
    names: tuple[str, str] = ("", "")
    for number in range(10**6):
        name = f"field-{number}"
        if key_of(name) in seen:
            names = (seen[key_of(name)], name)
            break
        seen[key_of(name)] = name
    alone, _ = lay_out([Field(names[0], "text")])
    both, _ = lay_out([Field(name, "text") for name in names])
    line = codec.encode(alone, filled({names[0]: "mine"}))["line"]
    memory = codec.decode(both, line)
    assert memory["values"] == {}
    assert codec.decode(alone, codec.encode(both, memory)["line"])["values"] == {names[0]: "mine"}
    long = codec.encode(both, filled({names[0]: "a", names[1]: "b"}))["line"]
    assert codec.decode(both, long)["values"] == {names[0]: "a", names[1]: "b"}
    assert codec.decode(alone, long)["values"] == {names[0]: "a"}


@pytest.mark.parametrize("line", ["", "s1", "{}", "s1|", "s1||x", "s1abc", "s1|zzzz~", "t9", "\u0000|", "s1.abc|.a"])
def test_any_line_is_read_without_an_error(codec: Codec, line: str) -> None:
    layout, _ = lay_out(FIELDS)
    memory = codec.decode(layout, line)
    assert memory["values"] == {}
    assert not memory["foreign"]


def test_the_state_of_a_newer_version_is_known_as_such(codec: Codec) -> None:
    layout, _ = lay_out(FIELDS)
    assert codec.decode(layout, "s2whatever")["foreign"]


def test_words_written_before_the_journal_was_opened_again_keep_its_mark(codec: Codec) -> None:
    layout, _ = lay_out(FIELDS)
    line = codec.encode(layout, filled({"long": "new words"}, elsewhere={"long": True}))["line"]
    memory = codec.decode(layout, line)
    assert memory["values"] == {"long": "new words"}
    assert memory["elsewhere"] == {"long": True}


def test_half_a_pair_and_nul_are_cleaned(codec: Codec) -> None:
    cleaned = codec.page.evaluate(
        "() => ['a\\ud83d', '\\ude00\\ude00b', '\\ud83d\\ude00', 'x\\u0000y\\r\\nz'].map(learner.clean)"
    )
    assert cleaned == ["a\ufffd", "\ufffd\ufffdb", "😀", "xy\nz"]
