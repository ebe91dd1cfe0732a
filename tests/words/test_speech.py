"""How a build speaks, in English and in the pseudo-language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.output.templates import escape
from socialscaffold.source.gate import Gate
from socialscaffold.targets.markdown import markdown
from socialscaffold.words.chain import chain, is_english, kin
from socialscaffold.words.pseudo import plain_words, pseudo
from socialscaffold.words.speech import Speech
from socialscaffold.words.tongues import speech

DAY = dt.date(2027, 1, 19)
ROOT = Path(__file__).parents[2]


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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("de-CH", "de", True), ("de", "de-CH", True), ("nb-NO", "no", True), ("no", "nb", True), ("nn", "nb-NO", True),
        ("en-US", "en-GB", True), ("nb", "en", False), ("de", "nl", False),
    ],
)  # fmt: skip
def test_who_reads_which_language_as_their_own(one: str, other: str, same: bool) -> None:
    assert kin(one, other) is same


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


def test_a_word_of_german_that_is_no_noun_loses_its_capital_within_a_sentence() -> None:
    small = speech("de").small
    assert small("Das Logbuch, für alle offen") == "das Logbuch, für alle offen"
    assert small("Welche Regel anders ist") == "welche Regel anders ist"
    assert small("Logbücher") == "Logbücher"
    assert small("Sie sagen es") == "Sie sagen es"


def test_a_date_is_set_as_its_language_sets_it_and_is_no_list_in_markdown() -> None:
    first = dt.date(2027, 3, 1)
    assert speech("fr").day(first) == "1er mars 2027"
    assert speech("fr").date_span(first, first + dt.timedelta(6)) == "1er–7 mars 2027"
    assert speech("fr").weekday_of(DAY) == "mardi 19 janvier 2027"
    assert speech("de").day(first) == "1.\N{NO-BREAK SPACE}März 2027"
    assert escape(speech("de").day(first)) == "1.\N{NO-BREAK SPACE}März 2027"
    assert escape("1. eins") == "1\\. eins"


def test_what_stands_side_by_side_is_parted_by_the_marks_of_the_language() -> None:
    words = [speech(tag) for tag in ("en", "fr", "ar")]
    assert [say.series(("a", "b")) for say in words] == ["a, b", "a, b", "a، b"]
    assert [say.chain(("a", "b")) for say in words] == ["a; b", "a\N{NARROW NO-BREAK SPACE}; b", "a؛ b"]
    assert [say.titled("a", "b") for say in words] == ["a: b", "a\N{NO-BREAK SPACE}: b", "a: b"]
    assert [say.titled("a", "") for say in words] == ["a", "a", "a"]


def told(example: str, language: str) -> dict[str, str]:
    """The documents of an example in a language, by their names."""
    checked = check(Gate(ROOT / "examples" / example), language=language)
    assert checked.plan is not None
    return {one.path.removeprefix("markdown/"): one.data.decode() for one in markdown(checked.plan)
            if one.path.endswith(".md")}  # fmt: skip


def test_a_program_without_regions_calls_its_place_in_the_form_that_the_sentence_wants() -> None:
    german = told("difficult-conversations", "de")
    assert german["localization/all.md"].startswith("# Das Regionalpaket\n")
    assert "von einem gewöhnlichen Tag in deinem Betrieb" in german["localization/all.md"]
    assert "deinem Betrieb" not in german["plan.md"]
    # A pattern that nobody has translated is English as a whole.
    assert "in your workplace" in told("difficult-conversations", "fr")["localization/all.md"]


def test_who_tells_a_story_is_told_in_the_language_of_the_page() -> None:
    assert "(Jemand aus dem Kollegenkreis in Norway)" in told("ev-charging", "de")["learner-guide.md"]


def test_what_is_filled_into_a_pattern_is_in_its_language() -> None:
    """Where a language has no translation of the library, a sentence of it is English from its beginning to its end."""
    sheet = told("difficult-conversations", "nb")["run-sheets/meeting-1.md"]
    assert "The floor belongs to seat 1." in sheet and "**The issue (seat 1).**" in sheet
    assert "to plass 1" not in sheet.lower() and "| plass 1" in sheet
    assert "(Platz 1).**" in told("difficult-conversations", "de")["run-sheets/meeting-1.md"]
