"""Rules about what must not vary, what only local people know, and how their answers come back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.patterns.pattern import DIMENSIONS
from socialscaffold.regex import regex
from socialscaffold.review.design import Design
from socialscaffold.review.rule import STRATEGY, Seen, rule

AGREES = regex(
    r"(?:do you agree|don't you|is (?:this|it|that) (?:true|right|so|the case)|does (?:this|it|that) (?:apply|hold)"
    r"|are you (?:aware|sure)|can you confirm|would you agree|do you think so)\b",
    re.I,
)
# What readers elsewhere have to look up: pictures from one country's sports, offices and sayings.
IDIOMS = (
    "ballpark", "touch base", "home run", "low-hanging fruit", "move the needle", "slam dunk", "across the pond",
    "hit the ground running", "piece of cake", "bite the bullet", "ducks in a row", "boil the ocean", "raise the bar",
    "drop the ball", "step up to the plate", "full court press", "monday morning quarterback", "sticky wicket",
    "on the back burner", "push the envelope", "elephant in the room", "two cents", "cutting corners",
)  # fmt: skip


@rule("SS-LOC-001", "An essential message that nobody is asked about", Severity.ERROR, "ours")
def asked_about(design: Design) -> Iterator[Seen]:
    """A message with `essential: true` that no local prompt belongs to.

    Why: What must hold everywhere becomes true only where somebody has said what it means there.

    Fix: Ask at least one question about it under `localization: prompts:`.

    Bad:
        messages:
          fair: {text: Say what you saw first., essential: true}
          record: {text: Write it down the same day., essential: true}

    Good:
        messages:
          fair: {text: Say what you saw first., essential: true}
          record: {text: Write it down the same day.}
    """
    asked = {one.message for one in design.plan.prompts}
    for name, message in design.plan.program.messages:
        if message.essential and message.text not in asked:
            yield Seen(
                f"The essential message `{name}` has no local prompt.",
                "Ask at least one question about it under `localization: prompts:`.",
                design.at((message.at, "text")),
            )


@rule(
    "SS-LOC-002", "A side of local practice that nobody is asked about", Severity.WARN, "T5", "gomo", because=STRATEGY
)
def every_dimension(design: Design) -> Iterator[Seen]:
    """The program's own prompts leave out one of regulation, market practice, language, examples and channels.

    Why: What differs from place to place and was not asked for comes up in front of a customer.

    Fix: Write a prompt with that `dimension`, or leave the prompts out so that one for each is taken.

    Bad:
        strategies:
          localization:
            prompts:
              - {id: a, dimension: regulation, ask: "Which rule differs in {region}?"}
              - {id: b, dimension: language, ask: "Which word do customers use in {region}?"}
              - {id: c, dimension: examples, ask: "Which case from {region} shows it?"}

    Good:
        strategies:
          localization:
            prompts:
              - {id: a, dimension: regulation, ask: "Which rule differs in {region}?"}
              - {id: b, dimension: language, ask: "Which word do customers use in {region}?"}
              - {id: c, dimension: examples, ask: "Which case from {region} shows it?"}
              - {id: d, dimension: market-practice, ask: "Who else do customers ask in {region}?"}
              - {id: e, dimension: channels, ask: "Where do colleagues in {region} find it?"}
    """
    said = design.said.strategies.localization
    asked = {one.dimension for one in design.plan.prompts}
    missing = [name for name in DIMENSIONS if name not in asked]
    if said.prompts and missing:
        yield Seen(
            f"No prompt asks about {', '.join(name.replace('-', ' ') for name in missing)}.",
            f"Write one with `dimension: {missing[0]}`.",
            said.at.of("prompts"),
        )


@rule("SS-LOC-004", "A prompt that only asks for a nod", Severity.WARN, "ours", because=STRATEGY)
def more_than_a_nod(design: Design) -> Iterator[Seen]:
    """A local prompt that asks whether something is true and names no place, rule, person or customer.

    Why: A nod brings nothing back. The question is there for what only they know.

    Fix: Ask which, who, where or what instead, and name the place with `{region}`.

    Bad:
        strategies:
          localization:
            prompts:
              - {id: a, dimension: regulation, ask: Do you agree with the rule?}
              - {id: b, dimension: language, ask: "Which word do customers use in {region}?"}
              - {id: c, dimension: examples, ask: "Which case from {region} shows it?"}
              - {id: d, dimension: market-practice, ask: "Who else do customers ask in {region}?"}
              - {id: e, dimension: channels, ask: "Where do colleagues in {region} find it?"}

    Good:
        strategies:
          localization:
            prompts:
              - {id: a, dimension: regulation, ask: "Which rule differs in {region}, and who can tell?"}
              - {id: b, dimension: language, ask: "Which word do customers use in {region}?"}
              - {id: c, dimension: examples, ask: "Which case from {region} shows it?"}
              - {id: d, dimension: market-practice, ask: "Who else do customers ask in {region}?"}
              - {id: e, dimension: channels, ask: "Where do colleagues in {region} find it?"}
    """
    for one in design.said.strategies.localization.prompts:
        if AGREES.match(one.ask.strip()) and "{" not in one.ask:
            yield Seen(
                f"The prompt `{one.id}` can be answered with a nod.",
                "Ask which, who, where or what, and name the place with `{region}`.",
                one.at.of("ask"),
            )


@rule("SS-LOC-006", "A saying that other places don't have", Severity.INFO, "T5", "gomo")
def idioms(design: Design) -> Iterator[Seen]:
    """A figure of speech from one country's sports or offices in what everybody reads. English programs only.

    Why: Readers elsewhere look the words up and miss the sentence; translators turn them into something else.

    Fix: Say what is meant.

    Bad:
        summary: New managers hit the ground running in their first hard talk.

    Good:
        summary: New managers are ready for their first hard talk.
    """
    if not design.said.language.startswith("en"):
        return
    said, strategies = design.said, design.said.strategies
    texts = [(said.title, said.at.of("title")), (said.summary, said.at.of("summary"))]
    texts += [(one.text, one.at.of("text")) for _, one in said.messages]
    texts += [(one.ask, one.at.of("ask")) for one in strategies.localization.prompts]
    texts += [(one.do, one.at.of("do")) for one in strategies.engagement.tasks]
    texts += [(one.question, one.at.of("question")) for one in strategies.sense_making.rounds]
    for text, place in texts:
        for idiom in IDIOMS:
            if idiom in text.casefold():
                yield Seen(f"“{idiom}” is a saying that other places don't have.", "Say what is meant.", place)


@rule("SS-LOC-011", "Several regions and nothing that holds in all of them", Severity.WARN, "ours", because=STRATEGY)
def something_essential(design: Design) -> Iterator[Seen]:
    """Messages of which none is essential, in a program with two or more regions.

    Why: Where everything may vary, each region ends up with a program of its own.

    Fix: Mark the one message that must not vary with `essential: true`.

    Bad:
        messages: {fair: {text: Say what you saw first.}}
        strategies: {localization: {regions: [NO, DE]}}

    Good:
        messages: {fair: {text: Say what you saw first., essential: true}}
        strategies: {localization: {regions: [NO, DE]}}
    """
    said = design.said
    regions = said.strategies.localization.regions
    if len(regions) > 1 and said.messages and not any(one.essential for _, one in said.messages):
        yield Seen(
            f"None of the messages must hold in all {len(regions)} regions.",
            "Mark the one that must not vary with `essential: true`.",
            said.at.of("messages"),
        )
