"""Placeholders: a closed list, filled in one pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.marks import Span
from socialscaffold.patterns.placeholders import PLACEHOLDERS, fill, names_in, unknown_in


def test_values_are_filled_in() -> None:
    text = "In {region} the network is {fact:network}; {region} again."
    assert fill(text, {"region": "Norway", "fact:network": "North Power"}) == (
        "In Norway the network is North Power; Norway again."
    )


def test_a_value_is_never_looked_at_again() -> None:
    assert fill("{holder} and {scribe}", {"holder": "{scribe}", "scribe": "{holder}"}) == "{scribe} and {holder}"


@given(st.text(), st.text(), st.text())
def test_filling_is_plain_replacement(before: str, value: str, after: str) -> None:
    before, after = before.replace("{", ""), after.replace("}", "")
    assert fill(before + "{region}" + after, {"region": value}).startswith(before + value)


@given(st.text(alphabet="{}:abcregion fact_-."))
def test_any_text_is_filled_or_left_alone(text: str) -> None:
    values = dict.fromkeys(PLACEHOLDERS, "") | dict.fromkeys(names_in(text), "")
    filled = fill(text, values)
    assert names_in(text) or filled == text


def test_braces_around_something_else_are_left_alone() -> None:
    for text in ("{0.__class__}", "{{region", "{% raw %}", "{a, b}", "{}", "{1}"):
        assert fill(text, {"region": "Norway"}) == text
        assert unknown_in(text, None) == ()


def test_a_known_name_without_a_value_is_a_bug() -> None:
    with pytest.raises(KeyError):
        fill("{region}", {})


@pytest.mark.parametrize(
    ("written", "meant"),
    [("{regoin}", "{region}"), ("{Region}", "{region}"), ("{ region }", "{region}"), ("{owed_part}", "{owed-part}"),
     ("{next meeting}", "{next-meeting}"), ("{facts:x}", "{fact:ID}")],
)  # fmt: skip
def test_an_unknown_name_is_told_with_what_was_meant(written: str, meant: str) -> None:
    span = Span("program.yaml", 3, 7)
    (told,) = unknown_in(f"Ask about {written}.", span)
    assert told.code == "SS-PAT-001"
    assert written in told.message
    assert told.hint == f"Did you mean `{meant}`?"
    assert told.span == span


def test_a_fact_needs_its_id_and_others_have_none() -> None:
    assert "fact:network" in unknown_in("{fact}", None)[0].hint
    assert unknown_in("{region:NO}", None)[0].hint == "Did you mean `{region}`?"


def test_what_is_allowed_may_be_narrower() -> None:
    (told,) = unknown_in("{region} {holder}", None, ("region", "fact"))
    assert told.hint == "Known here: {fact:ID}, {region}."


def test_a_long_row_of_braces_takes_no_time() -> None:
    text = "{a" * 50_000
    assert fill(text, {}) == text
