"""The numbers: every one with a source or a reason, and the tables as printed by their authors."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from socialscaffold.patterns.defaults import PRESENCES, evidence
from socialscaffold.patterns.pattern import LEVELS


def test_every_default_names_known_sources_or_is_ours() -> None:
    known = {one.id for one in evidence().sources()}
    for one in evidence().defaults():
        assert set(one.sources) <= known, one.id
        assert one.sources or one.tier in ("ours", "T5"), one.id
        assert one.why.endswith("."), one.id


def test_what_is_not_ours_is_no_stronger_than_its_best_source() -> None:
    weight = ["norm", "T1", "T2", "T3", "T4", "T5"]
    for one in evidence().defaults():
        if one.tier != "ours" and one.sources:
            best = min(weight.index(evidence().source(name).tier) for name in one.sources)
            assert weight.index(one.tier) >= best, one.id


def test_every_source_can_be_found_and_says_what_it_found() -> None:
    for one in evidence().sources():
        assert one.says.endswith("."), one.id
        assert not one.url or re.match(r"https://[\w.-]+\.\w+", one.url), one.id
    assert evidence().source("harkin2016").url == "https://doi.org/10.1037/bul0000025"


def test_one_slot_takes_36_minutes() -> None:
    parts = ("present", "clarify", "open-questions", "summary", "resources", "actions")
    assert sum(evidence().default(f"set.airtime.{part}").whole for part in parts) == 36


def test_a_default_knows_whether_it_is_whole() -> None:
    share = evidence().default("set.facilitation.led-share")
    assert share.number == 0.5
    with pytest.raises(TypeError):
        _ = share.whole
    with pytest.raises(KeyError):
        evidence().default("set.size.smallest")


@pytest.mark.parametrize(
    ("aim", "words_a_page", "pages"),
    [
        ("survey", 450, (67, 47, 33)),
        ("understand", 450, (33, 24, 17)),
        ("engage", 450, (17, 12, 9)),
        ("survey", 600, (50, 35, 25)),
        ("understand", 600, (25, 18, 13)),
        ("engage", 600, (13, 9, 7)),
        ("survey", 750, (40, 28, 20)),
        ("understand", 750, (20, 14, 10)),
        ("engage", 750, (10, 7, 5)),
    ],
)
def test_reading_rates_are_those_of_the_table(aim: str, words_a_page: int, pages: tuple[int, int, int]) -> None:
    rate = evidence().workload().reading_words_per_minute
    for concepts, count in zip(("none", "some", "many"), pages, strict=True):
        assert rate(aim, concepts, words_a_page) * 60 / words_a_page == pytest.approx(count)


def test_writing_and_posting() -> None:
    tables = evidence().workload()
    assert tables.writing_minutes(250, "argument", "extensive") == 150
    assert tables.writing_minutes(100) == pytest.approx(18)
    assert round(tables.post_minutes(80)) == 19
    assert tables.media_post_minutes(3) == 60
    with pytest.raises(KeyError):
        tables.writing_minutes(100, "poem")


def test_every_pyramid_has_a_place_for_each_of_our_levels() -> None:
    assert tuple(one.id for one in evidence().levels()) == LEVELS
    for pyramid in evidence().pyramids():
        for level in LEVELS:
            assert level in pyramid.rung(level).like
    assert evidence().pyramid("rosenblatt").rung("create").id == "contributing"
    order = [one.id for one in evidence().pyramid("altimeter").levels]
    assert order.index("sharing") < order.index("commenting")


def test_the_profile_of_obliged_cohorts_has_no_numbers() -> None:
    assert evidence().profile("cohort").expect == ()
    for one in evidence().profiles():
        shares = [share for _, share in one.expect]
        assert shares == sorted(shares, reverse=True)
        assert not shares or [level for level, _ in one.expect] == list(LEVELS)


def test_the_short_survey_asks_for_each_presence_alike() -> None:
    survey = evidence().survey()
    assert Counter(one.presence for one in survey.items) == dict.fromkeys(PRESENCES, 4)
    assert len({one.text for one in survey.items}) == 12
    assert len(survey.scale) == 5
