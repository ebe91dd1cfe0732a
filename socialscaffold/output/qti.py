"""A quiz as QTI 1.2 in the profile of Common Cartridge: questions, what is right, and feedback for each answer.

The order of the conditions is chosen for what importers really do: the right answer comes first and ends the
marking, as Open edX takes every answer named before that for right, and Moodle takes whatever a condition with
`continue="Yes"` shows for feedback on the whole question.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from itertools import islice

from socialscaffold.output.learner_page import Option, Question, Quiz
from socialscaffold.output.state import key_of
from socialscaffold.output.xml import Element, element, xml_bytes
from socialscaffold.words.speech import EN, Speech, noted

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
RIGHT, WRONG = "correct_fb", "general_incorrect_fb"
_PROFILES = {
    "single": "cc.multiple_choice.v0p1",
    "multiple": "cc.multiple_response.v0p1",
    "true-false": "cc.true_false.v0p1",
    "short-text": "cc.fib.v0p1",
}
_RESPONSE = "response1"
_MOST_ORDERS = 4
_FEWEST_ANSWERS = 3  # of a question with one right answer, by the standard's profile
_UNSURE = Option("not-sure", noted("I don’t know yet"))


def assessment(identifier: str, title: str, quiz: Quiz, say: Speech = EN, *, one_feedback: bool = False) -> bytes:
    """The quiz as one XML file, each question in the form that the profile allows (`as_allowed`).

    With `one_feedback` only the first chosen answer of a multiple-choice question with several right ones shows its
    feedback; Moodle would show the feedback of every answer to everybody otherwise. Raises ValueError for a character
    that XML forbids. `say` is the speech of the program.
    """
    fields = {
        "cc_profile": "cc.exam.v0p1",
        "qmd_assessmenttype": "Examination",
        "qmd_scoretype": "Percentage",
        "cc_maxattempts": "unlimited",
    }
    items = (_item(f"{identifier}.{one.id}", as_allowed(one, say), one_feedback) for one in quiz.questions)
    root = element(
        "questestinterop",
        {},
        element(
            "assessment",
            {"ident": identifier, "title": title},
            _metadata(fields),
            element("section", {"ident": "root_section"}, *items),
        ),
    )
    return xml_bytes(root, {"": NAMESPACE})


def as_allowed(question: Question, say: Speech = EN) -> Question:
    """The question as the profile allows it: orders are chosen (`as_choice`), and two answers become three.

    The third says that one does not know yet, and counts as wrong.
    """
    choice = as_choice(question)
    if choice.kind == "single" and len(choice.options) < _FEWEST_ANSWERS:
        return replace(choice, options=(*choice.options, replace(_UNSURE, text=say(_UNSURE.text))))
    return choice


def as_choice(question: Question) -> Question:
    """An ordering question as a choice between up to four whole orders; any other question as it is.

    Common Cartridge has no question in which things are put into order. Asking which order is right tests the same
    knowledge and is marked without a person.
    """
    if question.kind != "ordering":
        return question
    right = list(question.options)
    tries = (
        [*right[:-2], *reversed(right[-2:])],
        [*reversed(right[:2]), *right[2:]],
        [*right[1:], *right[:1]],
        list(reversed(right)),
    )
    orders = list(islice((order for at, order in enumerate(tries) if order not in tries[:at]), _MOST_ORDERS - 1))
    options = [Option("right-order", _arrows(right), right=True)]
    options += [Option(f"order-{number}", _arrows(order)) for number, order in enumerate(orders, 1)]
    options.sort(key=lambda one: key_of(f"{question.id}/{one.text}", 43))
    return Question(
        question.id,
        "single",
        f"{question.prompt.rstrip()} Which of these orders is right?",
        tuple(options),
        when_right=question.when_right,
        when_wrong=question.when_wrong,
    )


def _arrows(options: list[Option]) -> str:
    return " → ".join(one.text.strip().rstrip(".") for one in options)


def _item(identifier: str, question: Question, one_feedback: bool) -> Element:
    feedback = {f"{one.id}_fb": one.feedback for one in question.options if one.feedback}
    feedback |= {name: text for name, text in ((RIGHT, question.when_right), (WRONG, question.when_wrong)) if text}
    conditions = {"multiple": _several, "short-text": _words}.get(question.kind, _one)(question, set(feedback))
    if question.kind == "multiple" and not one_feedback:
        for condition in conditions[1:-1]:
            condition.set("continue", "Yes")
    score = {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"}
    return element(
        "item",
        {"ident": identifier},
        element("itemmetadata", {}, _metadata({"cc_profile": _PROFILES[question.kind]})),
        element("presentation", {}, _material(f"<p>{escape(question.prompt.strip())}</p>"), _response(question)),
        element("resprocessing", {}, element("outcomes", {}, element("decvar", score)), *conditions),
        *(
            element("itemfeedback", {"ident": name}, element("flow_mat", {}, _material(f"<p>{escape(text)}</p>")))
            for name, text in feedback.items()
        ),
    )


def _response(question: Question) -> Element:
    if question.kind == "short-text":
        fib = element("render_fib", {"prompt": "Box"})
        return element("response_str", {"ident": _RESPONSE, "rcardinality": "Single"}, fib)
    labels = (
        element("response_label", {"ident": one.id}, _material(escape(one.text.strip()))) for one in question.options
    )
    return element(
        "response_lid",
        {"ident": _RESPONSE, "rcardinality": "Multiple" if question.kind == "multiple" else "Single"},
        element("render_choice", {}, *labels),
    )


def _one(question: Question, told: set[str]) -> list[Element]:
    """One condition an answer, the right one first."""
    options = sorted(question.options, key=lambda one: not one.right)
    return [
        _condition([_equals(one.id)], told & {f"{one.id}_fb", RIGHT if one.right else WRONG}, right=one.right)
        for one in options
    ]


def _several(question: Question, told: set[str]) -> list[Element]:
    """All right answers and no wrong one; then each answer's own feedback; then the rest."""
    exactly = element(
        "and",
        {},
        *(
            _equals(one.id, "Yes") if one.right else element("not", {}, _equals(one.id, "Yes"))
            for one in question.options
        ),
    )
    of_right = {f"{one.id}_fb" for one in question.options if one.right} | {RIGHT}
    own = [_condition([_equals(one.id)], {f"{one.id}_fb"}) for one in question.options if f"{one.id}_fb" in told]
    rest = _condition([element("other")], told & {WRONG})
    return [_condition([exactly], told & of_right, right=True), *own, rest]


def _words(question: Question, told: set[str]) -> list[Element]:
    """Any of the accepted words; then the rest."""
    accepted = [_equals(word, "No") for word in question.accept]
    return [_condition(accepted, told & {RIGHT}, right=True), _condition([element("other")], told & {WRONG})]


def _condition(when: list[Element], show: set[str], *, right: bool = False) -> Element:
    score = [element("setvar", {"action": "Set", "varname": "SCORE"}, text="100")] if right else []
    shown = (element("displayfeedback", {"feedbacktype": "Response", "linkrefid": name}) for name in sorted(show))
    return element("respcondition", {"continue": "No"}, element("conditionvar", {}, *when), *score, *shown)


def _equals(value: str, case: str = "") -> Element:
    return element("varequal", {"respident": _RESPONSE} | ({"case": case} if case else {}), text=value)


def _material(html: str) -> Element:
    return element("material", {}, element("mattext", {"texttype": "text/html"}, text=html))


def _metadata(fields: dict[str, str]) -> Element:
    return element(
        "qtimetadata",
        {},
        *(
            element("qtimetadatafield", {}, element("fieldlabel", text=name), element("fieldentry", text=value))
            for name, value in fields.items()
        ),
    )
