"""Rules about what has drifted: messages that a region tells otherwise, answers and stories that hold no longer."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.plan.resolve.stories import answers_of_story, still_saying, why_untold
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, Seen, rule
from socialscaffold.words.speech import EN


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
    that fewer regions stand behind than must agree, because answers have run out or answer an older message.

    Why: Whoever wrote `until` knew that it would not be true for ever. The answer is told to nobody any more, and
    nobody has been asked again.

    A story that only some still say is told: whether it holds is for a person to judge. One that nobody says any more
    is told no longer.

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
    for region in design.plan.regions:
        standing = {one.prompt.text for one in region.answers if one.stands}
        for one in region.answers:
            if one.status != "expired":
                continue
            if one.prompt.text not in standing:
                held = f" held until {one.until}" if one.until else " has run out"
                yield Seen(
                    f"{region.name}'s answer `{one.id}`{held}, and no other answers `{one.prompt}`.",
                    "Ask again, or give it a later `until` where it still holds.",
                    one.at.of("until") if one.until else one.at.of("status"),
                )
    yield from _stories_run_out(design)


def _stories_run_out(design: Design) -> Iterator[Seen]:
    """The stories that too few regions say still. One that names no answers was written by hand, and stands."""
    program, there = design.plan.program, (*design.sources.regions, *design.sources.credited)
    needed = program.strategies.localization.harvest.promote_when.regions_agree or 0
    for story in program.strategies.localization.stories:
        why, mine = why_untold(story, program, there), answers_of_story(story, there)
        if why == "run out":
            yield Seen(
                f"Every answer that the story `{story.id}` was made of has run out, so it is told no longer.",
                "Ask again, and take the story out of `localization: {stories: [...]}` where it no longer holds.",
                story.at.span,
            )
        elif not why and len(mine) >= len(set(story.answers)) and mine:
            still = still_saying(story, program, there)
            if len(still) < min(needed, len({region.region for _, region in mine})):
                says = "says" if len(still) == 1 else "say"
                yield Seen(
                    f"Of the regions that told the story `{story.id}` only {EN.listed(still)} still {says} so, and"
                    f" {needed} must agree.",
                    "Ask the others again. Until somebody has decided the story is told; take it out of"
                    " `localization: {stories: [...]}` where it no longer holds.",
                    story.at.span,
                )


@rule("SS-LOC-018", "A story whose words were taken back", Severity.WARN, "ours", because=PEOPLE)
def taken_back(design: Design) -> Iterator[Seen]:
    """A story of the program one of whose answers was withdrawn by its maker, or sent back by its region.

    Why: The story may be told in that person's words. It is told no longer from the moment on that a region's file says
    so, but its words still stand in the program.

    Fix: Take the story out of the program. `socialscaffold harvest withdraw` does that by itself.

    Bad:
        strategies:
          localization:
            regions: [NO]
            stories: [{id: one, prompt: local-examples, regions: [NO], answers: [a1], text: One case.}]

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        answers: [{id: a1, prompt: local-examples, status: withdrawn, consent: "no"}]

    Good:
        strategies:
          localization:
            regions: [NO]
            stories: [{id: one, prompt: local-examples, regions: [NO], answers: [a1], text: One case.}]

        # regions/NO.yaml
        socialscaffold-region: 1
        program: example
        region: NO
        name: Norway
        answers: [{id: a1, prompt: local-examples, status: promoted, reviewed-by: me, consent: "yes", text: One case.}]
    """
    program, there = design.plan.program, (*design.sources.regions, *design.sources.credited)
    for story in program.strategies.localization.stories:
        if why_untold(story, program, there) == "taken back":
            back = [one.id for one, _ in answers_of_story(story, there) if one.status == "withdrawn"]
            command = f", or let `socialscaffold harvest withdraw {back[0]}` do it" if back else ""
            yield Seen(
                f"An answer that the story `{story.id}` was made of was taken or sent back, so it is told no longer.",
                f"Its words still stand in `localization: {{stories: [...]}}`: take it out there{command}.",
                story.at.span,
            )
