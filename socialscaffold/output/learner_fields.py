"""Which parts of the learner's page are remembered, and under which ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from socialscaffold.output.learner_page import Item, LearnerPage, Question
from socialscaffold.output.state import PER_LINE, PER_WORD, Field, FieldKind, key_of
from socialscaffold.regex import regex

VIEWS = ("journey", "pyramid", "portfolio", "talk")  # the page's places besides the weeks and their items
LARGEST_PSEUDONYM = 36**6 - 1  # six characters of a-z0-9
_SHORT_ANSWER = 60  # characters
_ID = regex(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_KINDS: dict[str, FieldKind] = {
    "single": "single",
    "true-false": "single",
    "multiple": "multiple",
    "ordering": "order",
    "short-text": "text",
}


def tick_id(item_id: str, step_id: str) -> str:
    """The field of a step's tick."""
    return f"tick:{item_id}/{step_id}"


def text_id(item_id: str, box_id: str) -> str:
    """The field of something to write."""
    return f"text:{item_id}/{box_id}"


def answer_id(item_id: str, question_id: str) -> str:
    """The field of the answer to a question."""
    return f"answer:{item_id}/{question_id}"


def best_id(item_id: str) -> str:
    """The field of a quiz's best result, in percent."""
    return f"best:{item_id}"


def checked_id(item_id: str) -> str:
    """The field that says that the present answers of a quiz have been checked."""
    return f"checked:{item_id}"


def consent_id(item_id: str) -> str:
    """The field that says that colleagues may use the answer to a local prompt."""
    return f"consent:{item_id}"


def page_fields(page: LearnerPage) -> tuple[Field, ...]:
    """Everything that the page remembers, in its order, without keys and allowances (`state.lay_out` gives
    them).

    Raises ValueError for ids that are not plain or not unique: the reader of the spec has refused those.
    """
    items = page.items
    _check("the page", (item.id for item in items))
    weeks = (f"week-{week.number}" for week in page.weeks)
    places = (*VIEWS, *weeks, *(f"item-{item.id}" for item in items))
    asked = any(item.kind == "prompt" for item in items)
    return (
        Field("at", "place", options=places),
        *_share_fields(page if asked else None),
        *(field for item in items for field in _item_fields(item)),
    )


def shown_order(item_id: str, question: Question) -> tuple[str, ...]:
    """The ids of an ordering question's options as they are first shown: mixed, the same on every build."""
    right = [option.id for option in question.options]
    mixed = sorted(right, key=lambda one: key_of(f"{item_id}/{question.id}/{one}", 43))
    return tuple(mixed if mixed != right else mixed[1:] + mixed[:1])


def _share_fields(page: LearnerPage | None) -> Iterator[Field]:
    """Who gives answers, as a number drawn by chance, and where they work if the page is for several places."""
    if page is None:
        return
    yield Field("me", "number", maximum=LARGEST_PSEUDONYM)
    if len(page.regions) > 1:
        yield Field("region", "single", options=tuple(one.id for one in page.regions))


def _item_fields(item: Item) -> Iterator[Field]:
    _check(item.id, (step.id for step in item.steps))
    _check(item.id, (box.id for step in item.steps for box in step.boxes))
    for step in item.steps:
        for box in step.boxes:
            yield Field(
                text_id(item.id, box.id),
                "text",
                asked=box.words * PER_WORD or box.lines * PER_LINE,
                private=box.private,
            )
        if step.tick:
            yield Field(tick_id(item.id, step.id), "tick")
    if item.kind == "prompt":
        yield Field(consent_id(item.id), "tick")
    if item.quiz:
        _check(item.id, (question.id for question in item.quiz.questions))
        for question in item.quiz.questions:
            options = tuple(option.id for option in question.options)
            _check(question.id, options)
            kind = _KINDS[question.kind]
            asked = _SHORT_ANSWER if kind == "text" else 0
            yield Field(answer_id(item.id, question.id), kind, options=options, asked=asked)
        yield Field(checked_id(item.id), "tick")
        yield Field(best_id(item.id), "number", maximum=100)


def _check(where: str, ids: Iterable[str]) -> None:
    for name, count in Counter(ids).items():
        if count > 1:
            raise ValueError(f"{where} has the id {name!r} {count} times")
        if not _ID.fullmatch(name):
            raise ValueError(f"{where} has the id {name!r}, which is not plain")
