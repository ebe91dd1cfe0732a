"""The word that was meant."""

from __future__ import annotations

import pytest

from socialscaffold.source.suggest import did_you_mean

KNOWN = [
    "title",
    "weeks",
    "week",
    "outcomes",
    "audience",
    "support-network",
    "sense-making",
    "NO",
    "DE",
    "id",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tilte", "title"),
        ("Title", "title"),
        ("outcome", "outcomes"),
        ("audiance", "audience"),
        ("support_network", "support-network"),
        ("suport netwrok", "support-network"),
        ("week", "weeks"),
        ("colour", None),
        ("N0", None),
        ("no", "NO"),
        ("", None),
        ("x" * 1000, None),
    ],
)
def test_the_nearest_word_or_none(typed: str, meant: str | None) -> None:
    assert did_you_mean(typed, KNOWN) == meant


def test_order_does_not_matter() -> None:
    assert did_you_mean("cat", ["hat", "bat"]) == did_you_mean("cat", ["bat", "hat"]) == "bat"


def test_a_word_is_not_suggested_for_itself() -> None:
    assert did_you_mean("title", ["title"]) is None
