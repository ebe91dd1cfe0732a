"""How a build speaks, in English and in the pseudo-language."""

from __future__ import annotations

import datetime as dt

import pytest

from socialscaffold.words.chain import chain, is_english
from socialscaffold.words.pseudo import plain_words, pseudo
from socialscaffold.words.speech import Speech
from socialscaffold.words.tongues import speech

DAY = dt.date(2027, 1, 19)


def test_english_says_what_stands_in_the_source() -> None:
    say = speech("en-GB")
    assert type(say) is Speech
    assert say("by set meeting {number}", number=3) == "by set meeting 3"
    assert say.plural("{number} set", "{number} sets", 1) == "1 set"
    assert say.plural("{number} set of {size}", "{number} sets of {size}", 2, size=6) == "2 sets of 6"
    assert say.within("column", "lead") == "lead"
    assert say.name("market-practice") == "market practice"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (45, "45 minutes"), (120, "2 hours"), (225, "3 h 45 min")],
)
def test_lengths(minutes: int, words: str) -> None:
    assert speech("en").length(minutes) == words


def test_days_and_hours() -> None:
    say = speech("en")
    assert say.moment(dt.datetime(2027, 1, 19, 8, 5)) == "Tuesday 19 January 2027, 8:05"
    assert say.date_span(DAY, DAY) == "19 January 2027"
    assert say.date_span(DAY, DAY + dt.timedelta(6)) == "19 to 25 January 2027"
    assert say.date_span(DAY, DAY + dt.timedelta(30)) == "19 January 2027 to 18 February 2027"


@pytest.mark.parametrize(
    ("tag", "asked"),
    [
        ("nb-NO", ("nb-NO", "nb", "no", "en")),
        ("nn", ("nn", "nb", "no", "en")),
        ("de-CH", ("de-CH", "de", "en")),
        ("en-GB", ("en-GB", "en")),
        ("zh-Hant-TW", ("zh-Hant-TW", "zh-Hant", "zh", "en")),
    ],
)
def test_a_language_asks_its_nearest_ones_before_english(tag: str, asked: tuple[str, ...]) -> None:
    assert chain(tag) == asked


def test_a_language_without_a_catalogue_is_said_in_english() -> None:
    assert speech("tlh")("Week {number}", number=3) == "Week 3"
    assert speech("tlh").language == "tlh"


def test_the_pseudo_language_marks_words_and_leaves_values_tags_and_addresses() -> None:
    assert pseudo("Week {number}") == "[Ŵééķ {number}]"
    assert "](%(address)s)" in pseudo("see the [calendar](%(address)s)")
    assert pseudo("take `.xlsx` &amp; <b>go</b>").count("`.xlsx` &amp; <b>") == 1
    assert pseudo(" ") == " "
    assert not is_english("en-XA")
    say = speech("en-XA")
    assert plain_words(say("by {day}", day="Tuesday")) == ("Tuesday",)
    assert plain_words(say.plural("{number} set", "{number} sets", 2)) == ()
    assert (
        plain_words(" ".join([say.length(225), say.moment(dt.datetime(2027, 1, 19, 8)), say.name("in-person")])) == ()
    )


def test_a_level_is_no_share_of_anything() -> None:
    say = speech("de")
    assert (say.within("level", "Share"), say("Share")) == ("Teilen", "Anteil")


def test_a_script_gets_every_form_of_what_is_counted() -> None:
    one, many = "One text is in your journal. Open it to go on.", "{n} texts are in your journal. Open it to go on."
    assert speech("en").forms(one, many) == {"one": one, "": many}
    assert set(speech("nb").forms(one, many)) == {"one", ""}
    assert set(speech("ar").forms(one, many)) == {"zero", "one", "two", "few", "many", ""}
