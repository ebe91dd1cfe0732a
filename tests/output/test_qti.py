"""Questions as QTI 1.2: what no example of ours asks."""

from __future__ import annotations

import pytest
from cartridge_rules import QTI, check_assessment, right_answers
from lxml import etree

from socialscaffold.output.learner_page import Option, Question, Quiz
from socialscaffold.output.qti import as_choice, assessment


def steps(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"s{number}", f"Step {number}") for number in range(1, count + 1))


def made(*questions: Question) -> etree._Element:
    return etree.fromstring(assessment("ss-x.quiz", "Q & A", Quiz(questions)))


@pytest.mark.parametrize(("count", "orders"), [(2, 2), (3, 4), (4, 4), (9, 4)])
def test_an_ordering_question_offers_different_orders_and_one_is_right(count: int, orders: int) -> None:
    choice = as_choice(Question("q", "ordering", "Put them in order.", steps(count)))
    assert choice.kind == "single"
    assert len({one.text for one in choice.options}) == len(choice.options) == orders
    assert [one.text for one in choice.options if one.right] == [" → ".join(one.text for one in steps(count))]
    assert all(sorted(one.text.split(" → ")) == sorted(each.text for each in steps(count)) for one in choice.options)


def test_the_right_order_does_not_always_stand_first() -> None:
    places = {
        [one.right for one in as_choice(Question(f"q{number}", "ordering", "Order?", steps(4))).options].index(True)
        for number in range(20)
    }
    assert len(places) > 1


def test_words_of_an_author_are_words_in_every_importer() -> None:
    options = (Option("a", "<b>5 & 6</b>", right=True, feedback="a < b"), Option("b", "7"), Option("c", "8"))
    root = made(Question("q", "single", "Is 1 < 2 & 3?", options))
    assert check_assessment(root) == []
    texts = [str(one.text) for one in root.iter(f"{QTI}mattext")]
    assert texts == ["<p>Is 1 &lt; 2 &amp; 3?</p>", "&lt;b&gt;5 &amp; 6&lt;/b&gt;", "7", "8", "<p>a &lt; b</p>"]


@pytest.mark.parametrize("kind", ["single", "ordering"])
def test_two_answers_become_three_and_the_third_is_wrong(kind: str) -> None:
    options = (Option("a", "Yes", right=kind == "single"), Option("b", "No"))
    root = made(Question("q", kind, "?", options, when_wrong="Look again."))  # type: ignore[arg-type]
    assert check_assessment(root) == []
    labels = {str(one.get("ident")) for one in root.iter(f"{QTI}response_label")}
    assert len(labels) == 3 and "not-sure" in labels
    assert right_answers(next(root.iter(f"{QTI}item"))) == {"a" if kind == "single" else "right-order"}
    shown = [one for one in root.iter(f"{QTI}respcondition") if one.findtext(f".//{QTI}varequal") == "not-sure"]
    assert [one.get("linkrefid") for one in shown[0].iter(f"{QTI}displayfeedback")] == ["general_incorrect_fb"]


def test_feedback_belongs_to_its_answer() -> None:
    options = (Option("a", "A", feedback="no A"), Option("b", "B", right=True, feedback="yes B"), Option("c", "C"))
    root = made(Question("q", "single", "?", options, when_right="Good.", when_wrong="Look again."))
    shown = {
        str(one.findtext(f"{QTI}conditionvar/{QTI}varequal")): [
            each.get("linkrefid") for each in one.findall(f"{QTI}displayfeedback")
        ]
        for one in root.iter(f"{QTI}respcondition")
    }
    assert shown == {"b": ["b_fb", "correct_fb"], "a": ["a_fb", "general_incorrect_fb"], "c": ["general_incorrect_fb"]}


def test_several_right_answers_are_right_together_only() -> None:
    options = tuple(Option(name, name.upper(), right=name != "c", feedback=f"about {name}") for name in "abc")
    root = made(Question("q", "multiple", "?", options))
    assert check_assessment(root) == []
    assert right_answers(next(root.iter(f"{QTI}item"))) == {"a", "b"}
    first = next(root.iter(f"{QTI}respcondition"))
    assert [str(one.text) for one in first.findall(f"{QTI}conditionvar/{QTI}and/{QTI}not/{QTI}varequal")] == ["c"]
