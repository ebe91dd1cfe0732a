"""Rules about what is measured, and what counts in the LMS."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, Seen, rule

COUNTED = ("complet", "attend", "login", "views", "clicks", "hours", "minutes", "enrol", "satisf", "smile")


@rule("SS-EVL-001", "Nothing is measured but that people were there", Severity.INFO, "T5")
def more_than_completion(design: Design) -> Iterator[Seen]:
    """Measures that all count presence, completion or pleasure.

    Why: Who was there and liked it may do what they always did.

    Fix: Add what learners made or what others saw them do: `cycles-closed`, `manager-observed`.

    Bad:
        evaluation: {measures: [completion-rate, attendance]}

    Good:
        evaluation: {measures: [completion-rate, cycles-closed, manager-observed]}
    """
    said = design.said.evaluation
    if said.measures and all(one.startswith(COUNTED) for one in said.measures):
        yield Seen(
            f"{', '.join(said.measures)} only tell that people were there.",
            "Add what they did with it, such as `cycles-closed` or `manager-observed`.",
            said.at.of("measures"),
        )


@rule("SS-EVL-002", "Transfer that is asked for too early", Severity.INFO, "ours", "toney2007")
def transfer_later(design: Design) -> Iterator[Seen]:
    """No question about transfer a month or more after the end.

    Why: In the last week everybody means to go on. What is still done after a month has a chance to stay.

    Fix: Write `transfer: [30 days, 90 days]`.

    Bad:
        evaluation: {transfer: [7 days]}

    Good:
        evaluation: {transfer: [30 days, 90 days]}
    """
    said = design.said.evaluation
    least = int(design.limit("evaluation.transfer.first-days"))
    if said.transfer and max(one.days for one in said.transfer) < least:
        yield Seen(
            f"The last question about transfer comes {max(one.days for one in said.transfer)} days after the end.",
            f"Ask once more after {least} days or later.",
            said.at.of("transfer"),
        )


@rule("SS-PKG-004", "A score that nobody can reach", Severity.ERROR, "ours")
def a_quiz_for_the_score(design: Design) -> Iterator[Seen]:
    """A share of right answers that passes the program, in a program without a quiz.

    Why: The LMS would wait for a score that never comes, and nobody would pass.

    Fix: Add a quiz, or take `score` out.

    Bad:
        package: {completion: {score: 70%}}

    Good:
        package: {completion: {all: required}}
    """
    quizzes = [one for module in design.said.modules for one in module.activities if one.form == "quiz"]
    completion = design.said.package.completion
    if completion.score is not None and not quizzes:
        yield Seen(
            f"{completion.score:.0%} of right answers are asked for, and there is no quiz.",
            "Add a quiz, or take `score` out.",
            completion.at.of("score"),
        )


@rule("SS-PKG-005", "What may be left out is required after all", Severity.WARN, "ours", because=PEOPLE)
def optional_is_optional(design: Design) -> Iterator[Seen]:
    """`completion: {all: activities}` in a program that calls some of its activities optional.

    Why: Learners read that they may leave it out, and the LMS reports them as not done.

    Fix: Write `all: required`.

    Bad:
        package: {completion: {all: activities}}
        modules:
          - id: m
            week: 2
            title: M
            activities: [{id: more, read: a.md, optional: true, outcomes: [hold-talk]}]

        # a.md
        Say what you saw. Ask what they saw.

    Good:
        package: {completion: {all: required}}
        modules:
          - id: m
            week: 2
            title: M
            activities: [{id: more, read: a.md, optional: true, outcomes: [hold-talk]}]

        # a.md
        Say what you saw. Ask what they saw.
    """
    free = [one.id for part in design.said.modules for one in part.activities if one.optional or part.optional]
    completion = design.said.package.completion
    if completion.all == "activities" and free:
        yield Seen(
            f"`{free[0]}` is optional, and the LMS would count it all the same.",
            "Write `all: required`.",
            completion.at.of("all"),
        )


@rule("SS-QUIZ-010", "A wrong answer that is only wrong", Severity.INFO, "T5")
def feedback(design: Design) -> Iterator[Seen]:
    """A question whose wrong answers say nothing to who chose them.

    Why: A wrong answer is the moment at which somebody wants to know why.

    Fix: Add `feedback:` to each wrong answer, or one for all of them under the question.

    Bad:
        modules:
          - id: m
            week: 2
            title: M
            activities: [{id: try-it, quiz: quiz.yaml, minutes: 5, outcomes: [hold-talk]}]

        # quiz.yaml
        socialscaffold-quiz: 1
        title: Try it
        questions:
          - id: first
            kind: single
            ask: What do you say first?
            answers: [{text: What I saw, right: true}, {text: What I think}]

    Good:
        modules:
          - id: m
            week: 2
            title: M
            activities: [{id: try-it, quiz: quiz.yaml, minutes: 5, outcomes: [hold-talk]}]

        # quiz.yaml
        socialscaffold-quiz: 1
        title: Try it
        questions:
          - id: first
            kind: single
            ask: What do you say first?
            answers:
              - {text: What I saw, right: true}
              - {text: What I think, feedback: They can only argue with that.}
    """
    for _, quiz in design.sources.quizzes:
        for one in quiz.questions:
            silent = [choice for choice in one.answers if not choice.right and not choice.feedback]
            if (silent or not one.answers) and not one.feedback.wrong:
                yield Seen(
                    f"A wrong answer to `{one.id}` says nothing to who gives it.",
                    "Add `feedback:` to each wrong answer, or `feedback: {wrong: …}` to the question.",
                    one.at.of("ask"),
                )
