"""Rules about who can take part, beside those that the reader of texts tells (SS-A11Y-001 to 004)."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, Seen, rule


@rule("SS-A11Y-010", "A film without its words", Severity.WARN, "norm", "wcag22", because=PEOPLE)
def transcript(design: Design) -> Iterator[Seen]:
    """Something to watch that has no `transcript`.

    Why: Who can't hear it, who is on a train and who looks for one sentence all need the words. WCAG 2.2 asks for
    captions and, for sound alone, a text.

    Fix: Add `transcript:`, a Markdown file with the words. It may stay out where the film has captions: ignore it then.

    Bad:
        modules:
          - id: m
            week: 2
            title: M
            activities: [{id: film, watch: "https://video.example/talk", minutes: 5, outcomes: [hold-talk]}]

    Good:
        modules:
          - id: m
            week: 2
            title: M
            activities:
              - id: film
                watch: https://video.example/talk
                transcript: film.md
                minutes: 5
                outcomes: [hold-talk]

        # film.md
        Say what you saw. Ask what they saw.
    """
    for module in design.said.modules:
        for one in module.activities:
            if one.watch is not None and one.transcript is None:
                yield Seen(
                    f"`{one.id}` is a film without its words.",
                    "Add `transcript:`, a Markdown file with what is said and shown.",
                    one.at.of("watch"),
                )


@rule("SS-A11Y-011", "A place that some can't come to", Severity.WARN, "ours", because=PEOPLE)
def another_place(design: Design) -> Iterator[Seen]:
    """A required activity in person or on the job without `instead`.

    Why: Stairs, a child at home, a night shift or a shop that nobody else can mind keep people away.

    Fix: Add `instead:`, a route of equal worth, or mark it `optional: true`.

    Bad:
        modules:
          - id: m
            week: 2
            title: M
            activities: [{id: visit, do: Visit another site, mode: in-person, minutes: 30, outcomes: [hold-talk]}]

    Good:
        modules:
          - id: m
            week: 2
            title: M
            activities:
              - id: visit
                do: Visit another site
                instead: Talk to somebody there by video
                mode: in-person
                minutes: 30
                outcomes: [hold-talk]
    """
    for module in design.said.modules:
        for one in module.activities:
            required = not (one.optional or module.optional)
            if required and one.mode in ("in-person", "on-the-job") and not one.instead:
                yield Seen(
                    f"`{one.id}` is held {'in person' if one.mode == 'in-person' else 'on the job'}, "
                    "and there is no other way to do it.",
                    "Add `instead:`, a route of equal worth for those who can't come.",
                    one.at.of("mode"),
                )


@rule("SS-CHN-001", "A channel that nothing uses", Severity.INFO, "ours")
def used_channels(design: Design) -> Iterator[Seen]:
    """A channel that no activity, task, round or cycle names.

    Why: People join it, find it empty and don't come back.

    Fix: Name it under `channel:` of a task, or delete it.

    Bad:
        channels: {talk: {title: Community}, spare: {title: Questions}}
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where is room?, converge: {publish-to: talk}}]

    Good:
        channels: {talk: {title: Community}}
        strategies:
          sense-making:
            rounds: [{id: grey, week: 3, question: Where is room?, converge: {publish-to: talk}}]
    """
    strategies = design.said.strategies
    used = {one.channel.text for part in design.said.modules for one in part.activities if one.channel}
    used |= {one.channel.text for one in strategies.engagement.tasks if one.channel}
    used |= {one.converge.publish_to.text for one in strategies.sense_making.rounds if one.converge.publish_to}
    used |= {one.discuss.where or "" for one in strategies.application.cycles}
    for name, channel in design.said.channels[1:]:  # the first is where messages to learners go
        if name not in used:
            yield Seen(
                f"Nothing happens in the channel `{name}`.",
                "Name it under `channel:` of a task, or delete it.",
                channel.at.of("title"),
            )
