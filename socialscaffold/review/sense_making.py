"""Rules about rounds of shared sense-making: whose side is heard, and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.regex import regex
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, STRATEGY, Seen, rule

PRODUCTS = ("stance", "decision", "product", "guide", "rule", "position", "statement", "plan")
CLOSED = regex(r"(?:is|are|do|does|did|should|can|could|will|would|have|has|was|were|may|must)\b", re.I)


@rule("SS-SM-001", "A side that some group never hears", Severity.ERROR, "T5", "brant")
def every_lens(design: Design) -> Iterator[Seen]:
    """A jigsaw with more lenses than a home group has members.

    Why: Every home group must hear every lens; in a group that is too small one of them has nobody who brings it.

    Fix: Take fewer lenses, or larger groups.

    Bad:
        audience: {role: Colleagues, learners: 5}
        strategies:
          sense-making:
            rounds:
              - id: grey
                week: 3
                design: jigsaw
                minutes: 90
                question: Where do our rules leave room?
                lenses: [law, customers, costs, staff, partners, press]

    Good:
        audience: {role: Colleagues, learners: 5}
        strategies:
          sense-making:
            rounds:
              - id: grey
                week: 3
                design: jigsaw
                minutes: 90
                question: Where do our rules leave room?
                lenses: [law, customers, costs, staff]
    """
    said = {one.id: one for one in design.said.strategies.sense_making.rounds}
    for one in design.plan.rounds:
        small = min((group.people for group in one.home), default=0)
        if one.expert and small < len(one.lenses):
            at = said[one.id].at if one.id in said else design.said.at
            yield Seen(
                f"A home group of `{one.id}` has {small} people for {len(one.lenses)} lenses.",
                f"Take {small} lenses or fewer, so that each has somebody who brings it.",
                design.at((at, "lenses")),
            )


@rule("SS-SM-002", "A round that ends without a product", Severity.WARN, "T5", "alled", because=STRATEGY)
def closing_product(design: Design) -> Iterator[Seen]:
    """A round whose outputs name no stance, decision or other thing that all sides are needed for.

    Why: Sense is made when many sides must agree on one thing. Peers who are told to reach one answer learn more
    (71 studies, ages 4 to 18: tenenbaum2020); where they only report to each other, the sides stay apart.

    Counter: Jigsaws did not raise learning in five randomised experiments in sixth grade (stanczak2022): a round is
    there so that every view is covered, not for marks.

    Fix: Add `stance` to `outputs:`, or leave the outputs to the design.

    Bad:
        strategies:
          sense-making:
            rounds:
              - id: grey
                week: 3
                question: Where do our rules leave room?
                outputs: [open-questions, dissent, owner-per-action]

    Good:
        strategies:
          sense-making:
            rounds:
              - id: grey
                week: 3
                question: Where do our rules leave room?
                outputs: [stance, open-questions, dissent, owner-per-action]
    """
    for one in design.said.strategies.sense_making.rounds:
        if one.outputs and not any(word in output for output in one.outputs for word in PRODUCTS):
            yield Seen(
                f"`{one.id}` ends without one thing that all of its sides make together.",
                "Add `stance` to its outputs: one page that needs every side.",
                one.at.of("outputs"),
            )


@rule("SS-SM-003", "A group whose concerns nobody asks for", Severity.WARN, "ours", because=PEOPLE)
def everybody_heard(design: Design) -> Iterator[Seen]:
    """A group of `audience: groups` that stands in no round's `hear`.

    Why: A stance that was found without those who have to live with it is not theirs.

    Fix: Name the group under `hear:` of a round, or leave `hear` out so that every group is heard.

    Bad:
        audience: {role: Advisors, learners: 18, groups: [City, Rural]}
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, hear: [City]}]

    Good:
        audience: {role: Advisors, learners: 18, groups: [City, Rural]}
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, hear: [City, Rural]}]
    """
    heard = {name for one in design.plan.rounds for name in one.hear}
    for group in design.said.audience.groups:
        if group not in heard:
            yield Seen(
                f"No round asks for the concerns of “{group}”.",
                "Name the group under `hear:` of a round.",
                design.said.audience.at.of("groups"),
            )


@rule("SS-SM-004", "Nobody keeps who disagreed, or who acts", Severity.WARN, "ours", because=STRATEGY)
def dissent_and_owners(design: Design) -> Iterator[Seen]:
    """A round that writes down a stance and neither who disagreed nor who does what.

    Why: Dissent that is not written down comes back in the corridor, and an action without a name is nobody's.

    Fix: Add `dissent` and `owner-per-action` to `outputs:`, or leave the outputs to the design.

    Bad:
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, outputs: [stance, open-questions]}]

    Good:
        strategies:
          sense-making:
            rounds:
              - id: grey
                week: 3
                question: Where do our rules leave room?
                outputs: [stance, dissent, owner-per-action]
    """
    for one in design.said.strategies.sense_making.rounds:
        kept = " ".join(one.outputs)
        missing = [name for name, part in (("dissent", "dissent"), ("owner-per-action", "owner")) if part not in kept]
        if one.outputs and missing:
            yield Seen(
                f"`{one.id}` keeps no {' and no '.join(missing)}.",
                f"Add {' and '.join(f'`{name}`' for name in missing)} to its outputs.",
                one.at.of("outputs"),
            )


@rule("SS-SM-007", "A question that is seen from one side only", Severity.WARN, "T1", "tenenbaum2020", "chen2018")
def several_sides(design: Design) -> Iterator[Seen]:
    """A round with a single lens.

    Why: Talking with peers helps most where they must agree on something; with one side there is nothing to agree on.

    Fix: Name two or more lenses, best those of people who see the question differently.

    Bad:
        strategies:
          sense-making: {rounds: [{id: grey, week: 3, question: Where do our rules leave room?, lenses: [law]}]}

    Good:
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, lenses: [law, customers, staff]}]
    """
    for one in design.said.strategies.sense_making.rounds:
        if len(one.lenses) == 1:
            yield Seen(
                f"`{one.id}` looks at its question through one lens, “{one.lenses[0]}”.",
                "Name at least one more: whose day would another answer change?",
                one.at.of("lenses"),
            )


@rule("SS-SM-008", "Stances converge before they are found", Severity.ERROR, "ours")
def converge_after(design: Design) -> Iterator[Seen]:
    """A converging meeting in an earlier week than its round.

    Why: There is nothing yet to converge.

    Fix: Give `converge` a later week.

    Bad:
        strategies:
          sense-making:
            rounds: [{id: grey, week: 4, question: Where do our rules leave room?, converge: {week: 2, minutes: 45}}]

    Good:
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, converge: {week: 5, minutes: 45}}]
    """
    for one in design.said.strategies.sense_making.rounds:
        if one.converge.week and one.converge.week < one.week:
            yield Seen(
                f"`{one.id}` is held in week {one.week}, and its stances converge in week {one.converge.week}.",
                f"Write week {one.week + 1} or a later one under `converge`.",
                one.converge.at.of("week"),
            )


@rule("SS-SM-009", "A stance that comes too late", Severity.INFO, "ours")
def converge_soon(design: Design) -> Iterator[Seen]:
    """A converging meeting more than four weeks after its round.

    Why: By then people have settled it for themselves.

    Fix: Converge within four weeks.

    Bad:
        weeks: 10
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, converge: {week: 9, minutes: 45}}]

    Good:
        weeks: 10
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, converge: {week: 6, minutes: 45}}]
    """
    most = int(design.limit("sense-making.converge.weeks"))
    for one in design.said.strategies.sense_making.rounds:
        if one.converge.week and one.converge.week - one.week > most:
            yield Seen(
                f"The stances of `{one.id}` converge {one.converge.week - one.week} weeks after it.",
                f"Converge within {most} weeks, while people still wait for it.",
                one.converge.at.of("week"),
            )


@rule("SS-SM-010", "A question that yes or no would answer", Severity.INFO, "T5")
def open_question(design: Design) -> Iterator[Seen]:
    """A round's question that begins with “is”, “should”, “can” and the like. English programs only.

    Why: A closed question makes two camps; a grey area has more than two answers.

    Fix: Begin with what, where, when, which or how.

    Bad:
        strategies:
          sense-making: {rounds: [{id: grey, week: 3, question: Should we tell customers about delays?}]}

    Good:
        strategies:
          sense-making: {rounds: [{id: grey, week: 3, question: When do we tell customers about delays?}]}
    """
    if not design.said.language.startswith("en"):
        return
    for one in design.said.strategies.sense_making.rounds:
        if CLOSED.match(one.question.strip()):
            yield Seen(
                f"“{one.question}” can be answered with yes or no.",
                "Begin with what, where, when, which or how.",
                one.at.of("question"),
            )


@rule("SS-SM-011", "A stance that nobody else gets to see", Severity.INFO, "ours")
def published(design: Design) -> Iterator[Seen]:
    """A round that names no channel for its stance, in a program that has one.

    Why: Those who were not delegates want to know what became of what they said.

    Fix: Add `publish-to:` with the channel's id under `converge`.

    Bad:
        channels: {talk: {title: The community}}
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, converge: {week: 5}}]

    Good:
        channels: {talk: {title: The community}}
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where do our rules leave room?, converge: {publish-to: talk}}]
    """
    for one in design.said.strategies.sense_making.rounds:
        if design.said.channels and one.converge.publish_to is None:
            yield Seen(
                f"The stance of `{one.id}` is published nowhere.",
                f"Write `publish-to: {design.said.channels[0][0]}` under `converge`.",
                design.at((one.converge.at, "week"), (one.at, "question")),
            )
