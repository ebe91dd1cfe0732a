"""Words of a place in our sentences: capitals, articles, plurals, and explanations that stay out of the sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.marks import Span
from socialscaffold.source.records import Reading
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.region import SAYING, Region, Replace, Saying
from socialscaffold.spec.voice import Voice, voice_of

ADVISER = Voice(
    words=(("HR adviser", "desk of HR"), ("home charger", "Wallbox"), ("owner", "Eigentümer")),
    notes=(("desk of HR", "second floor, mornings"),),
)


def saying(text: str) -> Saying:
    node, _ = read_yaml(text.encode(), "regions/NO.yaml")
    assert node is not None
    read = SAYING.read(node, Reading())
    assert isinstance(read, Saying)
    return read


def test_an_explanation_comes_after_its_sentence_and_once() -> None:
    said = ADVISER.say("Ask your HR adviser before you begin. The HR adviser knows.", explain=True)
    assert said == ("Ask your desk of HR before you begin. (desk of HR: second floor, mornings.) The desk of HR knows.")
    assert ADVISER.say("Ask the HR adviser", explain=True) == "Ask the desk of HR (desk of HR: second floor, mornings)"
    assert ADVISER.say("Ask the HR adviser.") == "Ask the desk of HR.", "a title is not explained"


def test_an_article_explains_a_word_within_its_paragraph_and_leaves_code_alone() -> None:
    said = ADVISER.say_markdown("# The HR adviser\n\nAsk the HR adviser, `HR adviser`\nor nobody.\n\n- Next\n")
    assert said.startswith("# The desk of HR (desk of HR: second floor, mornings)\n\nAsk the desk of HR, `HR adviser`")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("An owner asks.", "An Eigentümer asks."),
        ("Take a home charger. Home charger first.", "Take a Wallbox. Wallbox first."),
        ("He is an owner of an HR adviser", "He is an Eigentümer of a desk of HR"),
        ("HR adviser", "Desk of HR"),
        ("Ask: HR adviser or owner?", "Ask: Desk of HR or Eigentümer?"),
        ("a. HR adviser", "a. Desk of HR"),
    ],
)
def test_words_are_put_in_as_a_person_would(text: str, seen: str) -> None:
    assert ADVISER.say(text) == seen


def test_outside_english_nothing_but_the_words_changes() -> None:
    voice = Voice(words=(("owner", "Eigentümer"),), english=False)
    assert voice.say("a owner") == "a Eigentümer"


def test_a_name_in_capitals_does_not_lend_them_to_what_stands_for_it() -> None:
    voice = Voice(words=(("Ana's Tuesday", "a nurse's winter day"),))
    assert voice.say("Read Ana's Tuesday. Ana's Tuesday is short.") == (
        "Read a nurse's winter day. A nurse's winter day is short."
    )


def test_brackets_at_the_end_explain_and_keys_say_the_rest() -> None:
    assert saying("HR desk (second floor)") == Saying(say="HR desk", note="second floor")
    assert saying("{say: Wallbox, plural: Wallboxen, note: at home}") == Saying("Wallbox", "Wallboxen", "at home")
    region = Region(
        region="DE", name="Germany", replace=Replace(words=(("home charger", saying("{say: Box, plural: Boxen}")),))
    )
    assert voice_of((region,), "DE").say("Home chargers: one home charger, a battery") == "Boxen: one Box, a battery"


def test_a_file_of_this_place_takes_the_place_of_ours_in_an_article() -> None:
    region = Region(region="DE", replace=Replace(media=(("img/a.png", Saying(say="img/de.png", at=_at())),)))
    voice = voice_of((region,), "DE")
    assert voice.say_markdown("![a](img/a.png) and `img/a.png`") == "![a](img/de.png) and `img/a.png`"


WORD = st.text("abc", min_size=1, max_size=3)


@given(st.lists(WORD, max_size=12), st.dictionaries(WORD, WORD, max_size=6), WORD)
def test_every_whole_word_is_replaced_once_and_what_replaced_it_is_left_alone(
    text: list[str], words: dict[str, str], fact: str
) -> None:
    voice = Voice(words=tuple(words.items()), facts=(("f", fact),), english=False)
    said = " ".join(words.get(one, one) for one in text)
    assert voice.say(" ".join(text)) == said
    assert voice.say(" ".join((*text, "{fact:f}"))) == (f"{said} {fact}" if text else fact)
    assert voice.say_markdown(" ".join(text)) == said


def _at() -> object:
    return type(Saying("x").at)(Span("regions/DE.yaml", 3))
