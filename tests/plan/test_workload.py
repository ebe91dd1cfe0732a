from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.workload import reading_minutes, writing_minutes

RATES = evidence().workload()

# Pages of 450 words an hour as published (Barre, Brown, Esarey): by aim, for no, some and many new concepts.
PAGES = {"survey": (67, 47, 33), "understand": (33, 24, 17), "engage": (17, 12, 9)}
CONCEPTS = ("none", "some", "many")
CELLS = [(aim, concepts, pages) for aim, row in PAGES.items() for concepts, pages in zip(CONCEPTS, row, strict=True)]


@pytest.mark.parametrize(("aim", "concepts", "pages"), CELLS)
def test_an_hour_of_reading_is_the_pages_of_the_table(aim: str, concepts: str, pages: int) -> None:
    assert reading_minutes(RATES, pages * 450, concepts, aim) == 60


def test_the_axes_are_not_transposed() -> None:
    """One public copy of the table has new concepts and aim the other way round; the two differ here."""
    no_concepts_engaged = reading_minutes(RATES, 17 * 450, "none", "engage")
    many_concepts_surveyed = reading_minutes(RATES, 17 * 450, "many", "survey")
    assert (no_concepts_engaged, many_concepts_surveyed) == (60, 31)


@pytest.mark.parametrize("aim", ["survey", "understand", "engage"])
def test_more_new_concepts_take_longer(aim: str) -> None:
    assert sorted(minutes := [reading_minutes(RATES, 4500, one, aim) for one in CONCEPTS]) == minutes
    assert len(set(minutes)) == 3


@pytest.mark.parametrize("concepts", CONCEPTS)
def test_closer_reading_takes_longer(concepts: str) -> None:
    minutes = [reading_minutes(RATES, 4500, concepts, aim) for aim in ("survey", "understand", "engage")]
    assert sorted(minutes) == minutes and len(set(minutes)) == 3


@pytest.mark.parametrize(
    ("kind", "hours"), [("reflection", (0.75, 1, 1.25)), ("argument", (1.5, 2, 2.5)), ("research", (3, 4, 5))]
)
def test_250_words_take_the_hours_of_the_table(kind: str, hours: tuple[float, ...]) -> None:
    drafts = ("none", "minimal", "extensive")
    assert [writing_minutes(RATES, 250, kind, one) for one in drafts] == [60 * hour for hour in hours]


@settings(deadline=None)
@given(words=st.integers(1, 20_000), more=st.integers(0, 2_000))
def test_more_words_never_take_less_and_any_take_a_minute(words: int, more: int) -> None:
    assert 1 <= reading_minutes(RATES, words) <= reading_minutes(RATES, words + more)
    assert 1 <= writing_minutes(RATES, words) <= writing_minutes(RATES, words + more)


def test_what_stands_in_no_table_is_refused() -> None:
    with pytest.raises(KeyError):
        reading_minutes(RATES, 100, "few")
    with pytest.raises(KeyError):
        writing_minutes(RATES, 100, "poem")
    with pytest.raises(ValueError, match="-1"):
        writing_minutes(RATES, -1)
