"""Rules about how regions tell the messages: what was adapted or contradicted, and why."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, Seen, rule


@rule("SS-LOC-015", "A message that is told otherwise, and not how or why", Severity.WARN, "ours", because=PEOPLE)
def drift_with_a_reason(design: Design) -> Iterator[Seen]:
    """A region that contradicts a message and gives no reason, or adapts it and does not say how it is told there.

    Why: A colleague there hears something else. Without the words and the reason nobody can tell whether the region or
    the message is wrong, and the next revision starts from a guess.

    Fix: Write `say:`, the message as it is told there, and `reason:`, what makes it so.

    Bad:
        messages: {fair: {text: Say what you saw first.}}
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        {socialscaffold-region: 1, program: example, region: NO, name: Norway, messages: {fair: contradicts}}

    Good:
        messages: {fair: {text: Say what you saw first.}}
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        messages:
          fair: {how: contradicts, say: Let them speak first., reason: The rules there give them the first word.}
    """
    for region in design.plan.regions:
        for name, told in region.messages:
            if told.how == "contradicts" and not told.reason:
                seen, key = f"{region.name} contradicts `{name}` and gives no reason.", "reason"
                fix = "Write `reason:`, what makes it so there."
            elif told.how == "adapted" and not told.say:
                seen, key = f"{region.name} adapts `{name}` and does not say how it is told there.", "say"
                fix = "Write `say:`, the message as it is told there."
            else:
                continue
            yield Seen(seen, fix, told.at.of(key))


@rule("SS-LOC-016", "An essential message that a region contradicts", Severity.ERROR, "ours")
def essential_everywhere(design: Design) -> Iterator[Seen]:
    """A region's file that says `contradicts` of a message that is `essential`.

    Why: What is essential holds in every region, or it is not essential. Learners who compare notes across regions
    would find two truths.

    Fix: Settle it with the region: change the message for everyone, take `essential` from it, or let the region keep
    it. What can't be settled yet goes into `review: {ignore: [...]}` with a reason and a day.

    Bad:
        messages: {fair: {text: Say what you saw first., essential: true}}
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        messages: {fair: {how: contradicts, say: Let them speak first., reason: The law says so.}}

    Good:
        messages: {fair: {text: Say what you saw first., essential: true}}
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        messages: {fair: {how: adapted, say: Say what you saw right after they spoke., reason: The law says so.}}
    """
    essential = {name for name, message in design.plan.program.messages if message.essential}
    for region in design.plan.regions:
        for name, told in region.messages:
            if told.how == "contradicts" and name in essential:
                yield Seen(
                    f"{region.name} contradicts the essential message `{name}`.",
                    "Change the message for everyone, take `essential` from it, or let the region keep it.",
                    told.at.of("how"),
                )
