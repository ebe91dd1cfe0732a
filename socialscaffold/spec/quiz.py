"""The quiz file: questions with feedback for each answer."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.source import kinds as k
from socialscaffold.source.records import Marks, key, marks

QUESTION_KINDS = ("single", "multiple", "true-false", "ordering", "short-text")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    text: str = key(k.TEXT, "The answer.", required=True)
    right: bool = key(k.BOOL, "Whether it is right.", default=False)
    feedback: str = key(k.TEXT, "What the learner reads after choosing it.", default="")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the learner reads after a right and after a wrong answer."""

    right: str = key(k.TEXT, "After a right answer.", default="")
    wrong: str = key(k.TEXT, "After a wrong answer.", default="")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Question:
    """One question; which keys it needs depends on its kind."""

    id: str = key(k.ID, "Its id.", required=True)
    kind: str = key(k.one_of(*QUESTION_KINDS), "How it is answered.", required=True)
    ask: str = key(k.TEXT, "The question.", required=True)
    answers: tuple[Choice, ...] = key(k.list_of(k.record(Choice, "an answer")), "For single and multiple.", default=())
    answer: bool | None = key(k.BOOL, "For true-false.")
    steps: tuple[str, ...] = key(k.list_of(k.TEXT), "For ordering: the steps in the right order.", default=())
    accept: tuple[str, ...] = key(k.list_of(k.TEXT, alone=True), "For short-text: what counts as right.", default=())
    feedback: Feedback = key(k.record(Feedback, "feedback"), "Feedback on the whole.", default=Feedback())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz."""

    socialscaffold_quiz: int = key(
        k.integer(1, 1, "the version of the language: a number"), "The version of the language.", required=True
    )
    title: str = key(k.TEXT, "Its title.", required=True)
    questions: tuple[Question, ...] = key(
        k.list_of(k.record(Question, "a question"), least=1), "The questions.", required=True
    )
    pass_: float | None = key(k.PERCENT, "The share of right answers that passes it.", name="pass")
    at: Marks = marks()
