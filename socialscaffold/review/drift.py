"""Rules about what has drifted: messages that a region tells otherwise, and answers that have run out."""

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


@rule("SS-LOC-017", "An answer that has run out", Severity.WARN, "ours", because=PEOPLE)
def run_out(design: Design) -> Iterator[Seen]:
    """An answer of a region whose `until` has passed, where no other answers its question; or a story of the program
    all of whose answers have run out.

    Why: Whoever wrote `until` knew that it would not be true for ever. The answer is told to nobody any more, and
    nobody has been asked again.

    Fix: Ask again. Where it still holds, give it a later `until`, or take that out.

    Bad:
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        answers:
          - id: a1
            prompt: local-examples
            status: accepted
            reviewed-by: lead
            consent: "yes"
            until: 2026-12-31
            text: One case.

    Good:
        strategies: {localization: {regions: [NO]}}

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        answers:
          - id: a1
            prompt: local-examples
            status: accepted
            reviewed-by: lead
            consent: "yes"
            until: 2027-12-31
            text: One case.
    """
    expired: set[str] = set()
    for region in design.plan.regions:
        standing = {one.prompt.text for one in region.answers if one.stands}
        for one in region.answers:
            if one.status != "expired":
                continue
            expired.add(one.id)
            if one.prompt.text not in standing:
                held = f" held until {one.until}" if one.until else " has run out"
                yield Seen(
                    f"{region.name}'s answer `{one.id}`{held}, and no other answers `{one.prompt}`.",
                    "Ask again, or give it a later `until` where it still holds.",
                    one.at.of("until") if one.until else one.at.of("status"),
                )
    for story in design.plan.program.strategies.localization.stories:
        if story.answers and expired.issuperset(story.answers):
            yield Seen(
                f"Every answer that the story `{story.id}` was made of has run out.",
                "Ask again, and take the story out of `localization: {stories: [...]}` where it no longer holds.",
                story.at.span,
            )
