from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.workload import (
    Load,
    WeekLoad,
    by_week,
    over_budget,
    post_minutes,
    reading_minutes,
    recording_minutes,
    writing_minutes,
)

RATES = evidence().workload()

# Pages an hour as published (Barre, Brown, Esarey): by words on a page and aim, for no, some and many new concepts.
PAGES = {
    450: {"survey": (67, 47, 33), "understand": (33, 24, 17), "engage": (17, 12, 9)},
    600: {"survey": (50, 35, 25), "understand": (25, 18, 13), "engage": (13, 9, 7)},
    750: {"survey": (40, 28, 20), "understand": (20, 14, 10), "engage": (10, 7, 5)},
}
CONCEPTS = ("none", "some", "many")
CELLS = [
    (words, aim, concepts, pages)
    for words, aims in PAGES.items()
    for aim, row in aims.items()
    for concepts, pages in zip(CONCEPTS, row, strict=True)
]


@pytest.mark.parametrize(("words", "aim", "concepts", "pages"), CELLS)
def test_an_hour_of_reading_is_the_pages_of_the_table(words: int, aim: str, concepts: str, pages: int) -> None:
    assert reading_minutes(RATES, pages * words, concepts, aim, words) == 60


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


@pytest.mark.parametrize(("words", "minutes"), [(250, 60), (80, 19), (0, 0), (1, 1)])
def test_a_post_takes_an_hour_for_250_words(words: int, minutes: int) -> None:
    assert post_minutes(RATES, words) == minutes


def test_three_minutes_of_sound_take_an_hour_to_make() -> None:
    assert recording_minutes(RATES, 3) == 60


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
        post_minutes(RATES, -1)


def test_a_week_is_summed_by_strategy_against_the_budget() -> None:
    loads = [
        Load(1, "support-network", "learner", 120),
        Load(1, "engagement", "learner", 5),
        Load(1, "engagement", "learner", 20),
        Load(1, "support-network", "facilitator", 420),
        Load(3, "core", "learner", 60),
    ]
    weeks = by_week(loads, "learner", 3, 120)
    assert weeks == (
        WeekLoad(1, 145, 120, (("engagement", 25), ("support-network", 120))),
        WeekLoad(2, 0, 120, ()),
        WeekLoad(3, 60, 120, (("core", 60),)),
    )
    assert [(one.week, one.over) for one in over_budget(weeks)] == [(1, 25)]
    assert by_week(loads, "facilitator", 1, 480) == (WeekLoad(1, 420, 480, (("support-network", 420),)),)


def test_work_after_the_course_is_counted_and_has_no_budget() -> None:
    weeks = by_week([Load(12, "support-network", "learner", 500)], "learner", 2, 60)
    assert [(one.week, one.minutes, one.budget, one.over) for one in weeks] == [
        (1, 0, 60, 0),
        (2, 0, 60, 0),
        (12, 500, None, 0),
    ]


@settings(deadline=None)
@given(
    loads=st.lists(
        st.builds(
            Load,
            st.integers(0, 12),
            st.sampled_from(["core", "engagement", "application"]),
            st.sampled_from(["learner", "facilitator"]),
            st.integers(0, 300),
        )
    ),
    weeks=st.integers(1, 8),
)
def test_no_minute_is_dropped(loads: list[Load], weeks: int) -> None:
    made = [one for who in ("learner", "facilitator") for one in by_week(loads, who, weeks, 60)]
    assert sum(one.minutes for one in made) == sum(one.minutes for one in loads)
    assert all(one.minutes == sum(minutes for _, minutes in one.by_strategy) for one in made)
