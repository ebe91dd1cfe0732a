"""Rules about what regions know and answer, and how it comes back into the program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.marks import Span
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, STRATEGY, Seen, rule
from socialscaffold.words.speech import EN

_SHOWN = 5  # regions by name; more are counted


@rule("SS-LOC-003", "Local answers to an older message", Severity.WARN, "ours", because=PEOPLE)
def stale_overlays(design: Design) -> Iterator[Seen]:
    """A region that was written against an older revision of a message.

    Why: Learners there would read answers to something that is no longer said.

    Fix: Read what changed, correct the answers, then raise the number under `based-on`.

    Bad:
        messages: {fair: {text: Say what you saw first., revision: 2}}
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        {socialscaffold-region: 1, program: example, region: NO, name: Norway, based-on: {fair: 1}}

    Good:
        messages: {fair: {text: Say what you saw first., revision: 2}}
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        {socialscaffold-region: 1, program: example, region: NO, name: Norway, based-on: {fair: 2}}
    """
    messages = dict(design.plan.program.messages)
    # Regions that extend one file have its `based-on`, and it is raised once for all of them.
    stale: dict[tuple[str, int, Span], list[str]] = {}
    for region in design.plan.regions:
        for name, revision in region.based_on:
            if name in messages and revision < messages[name].revision:
                place = design.at((region.at, f"based-on.{name}"), (region.at, "based-on"))
                stale.setdefault((name, revision, place), []).append(region.name)
    for (name, revision, place), regions in stale.items():
        shown = regions if len(regions) <= _SHOWN else [*regions[:_SHOWN], f"{len(regions) - _SHOWN} more"]
        yield Seen(
            f"{EN.listed(shown)} {'was' if len(regions) == 1 else 'were'} written against revision {revision} of"
            f" `{name}`; it is {messages[name].revision} now.",
            "Read what changed (`socialscaffold region check` tells it), correct the answers, then raise the number"
            " under `based-on`.",
            place,
        )


@rule("SS-LOC-005", "Local answers that can never come back", Severity.WARN, "ours", because=STRATEGY)
def way_back(design: Design) -> Iterator[Seen]:
    """More regions that must agree than the program has.

    Why: No local answer would ever be lifted into the program, and people notice that nobody listens.

    Fix: Let `regions-agree` be at most the number of regions.

    Bad:
        strategies: {localization: {regions: [NO, DE], harvest: {promote-when: {regions-agree: 3}}}}

    Good:
        strategies: {localization: {regions: [NO, DE], harvest: {promote-when: {regions-agree: 2}}}}
    """
    said = design.said.strategies.localization
    agree = said.harvest.promote_when.regions_agree
    if said.regions and agree and agree > len(said.regions):
        yield Seen(
            f"{agree} regions must agree before an answer is lifted; the program has {len(said.regions)}.",
            f"Write {len(said.regions)} or fewer.",
            said.harvest.promote_when.at.of("regions-agree"),
        )


@rule("SS-LOC-008", "A learner's answer that is shown without their yes", Severity.WARN, "ours", because=PEOPLE)
def consent(design: Design) -> Iterator[Seen]:
    """An accepted or promoted answer in a region's file whose `consent` is not yes.

    Why: It was written for the set. Who wrote it decides whether others may read it.

    Fix: Ask, then write `consent: "yes"`; or put the answer back to `proposed`.

    Bad:
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        answers:
          - {id: a1, prompt: local-examples, status: accepted, reviewed-by: lead, consent: ask, text: One case.}

    Good:
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        answers:
          - {id: a1, prompt: local-examples, status: accepted, reviewed-by: lead, consent: "yes", text: One case.}
    """
    for region in design.plan.regions:
        for one in region.answers:
            if one.status in ("accepted", "promoted") and one.consent != "yes":
                yield Seen(
                    f"The answer `{one.id}` is {one.status}, and its writer has not said yes.",
                    'Ask, then write `consent: "yes"`; or put it back to `proposed`.',
                    one.at.of("status"),
                )


@rule("SS-LOC-009", "An answer that nobody has read", Severity.WARN, "ours", because=PEOPLE)
def reviewed(design: Design) -> Iterator[Seen]:
    """An accepted or promoted answer without `reviewed-by`.

    Why: A wrong local rule that stands in a program is believed.

    Fix: Let somebody who knows read it, and name them.

    Bad:
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        answers: [{id: a1, prompt: local-examples, status: accepted, consent: "yes", text: One case.}]

    Good:
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        answers:
          - {id: a1, prompt: local-examples, status: accepted, reviewed-by: lead, consent: "yes", text: One case.}
    """
    for region in design.plan.regions:
        for one in region.answers:
            if one.status in ("accepted", "promoted") and not one.reviewed_by:
                yield Seen(
                    f"The answer `{one.id}` is {one.status}, and nobody has read it.",
                    "Let somebody who knows read it, and write who under `reviewed-by`.",
                    one.at.of("status"),
                )


@rule("SS-LOC-010", "A region of which nothing is known yet", Severity.INFO, "ours")
def region_file(design: Design) -> Iterator[Seen]:
    """A listed region that has no file in `regions/`, while others have one.

    Why: Its pages print the short name and leave every fact to be found out.

    Fix: Write its file: name, language, facts, holidays.

    Bad:
        strategies: {localization: {regions: [NO, DE]}}

        # regions/NO.yaml
        {socialscaffold-region: 1, program: example, region: NO, name: Norway}

    Good:
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        {socialscaffold-region: 1, program: example, region: NO, name: Norway}
    """
    said = design.said.strategies.localization
    there = {one.region for one in design.plan.regions}
    missing = [name for name in said.regions if name not in there]
    if there and missing and not design.narrowed:
        yield Seen(
            f"{', '.join(missing)} {'has' if len(missing) == 1 else 'have'} no file in `regions/`.",
            f"Write `regions/{missing[0]}.yaml` with a name, the language and the facts.",
            said.at.of("regions"),
        )


@rule("SS-LOC-012", "A fact that a region does not know", Severity.INFO, "ours")
def facts(design: Design) -> Iterator[Seen]:
    """A prompt with `{fact:ID}` for which a region's file has no such fact.

    Why: Learners there read that the fact is still to be found out.

    Fix: Add it under `facts:` of the region.

    Bad:
        strategies:
          localization:
            regions: [NO]
            prompts:
              - {id: a, dimension: regulation, ask: "How does {fact:law} change your day?"}
              - {id: b, dimension: language, ask: "Which word do customers use in {region}?"}
              - {id: c, dimension: examples, ask: "Which case from {region} shows it?"}
              - {id: d, dimension: market-practice, ask: "Who else do customers ask in {region}?"}
              - {id: e, dimension: channels, ask: "Where do colleagues in {region} find it?"}

        # regions/NO.yaml
        {socialscaffold-region: 1, program: example, region: NO, name: Norway}

    Good:
        strategies:
          localization:
            regions: [NO]
            prompts:
              - {id: a, dimension: regulation, ask: "How does {fact:law} change your day?"}
              - {id: b, dimension: language, ask: "Which word do customers use in {region}?"}
              - {id: c, dimension: examples, ask: "Which case from {region} shows it?"}
              - {id: d, dimension: market-practice, ask: "Who else do customers ask in {region}?"}
              - {id: e, dimension: channels, ask: "Where do colleagues in {region} find it?"}

        # regions/NO.yaml
        {socialscaffold-region: 1, program: example, region: NO, name: Norway, facts: {law: the working hours act}}
    """
    wanted = {
        name: one
        for one in design.said.strategies.localization.prompts
        for name in re.findall(r"\{fact:([\w-]+)\}", one.ask)
    }
    for region in design.plan.regions:
        for name, one in wanted.items():
            if name not in dict(region.facts):
                yield Seen(
                    f"{region.name} has no fact `{name}`, which the prompt `{one.id}` asks with.",
                    f"Add `{name}: …` under `facts:` of `regions/{region.region}.yaml`.",
                    region.at.of("facts"),
                )
