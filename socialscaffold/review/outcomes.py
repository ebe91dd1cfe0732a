"""Rules about what learners can do at the end, and whether anything works on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.review.design import Design
from socialscaffold.review.rule import Seen, rule

# Verbs of which nobody can see whether they happened.
UNSEEN = regex(
    r"(?:be aware|be familiar|become aware|understand|know|learn|appreciate|realise|realize|grasp|internalise)\b", re.I
)
TAKING_IN = ("read", "watch")


def _served(design: Design) -> dict[str, set[str]]:
    """What works on each outcome: read, watch, live, do, quiz, round, practice, sets, or the level of a task."""
    ways: dict[str, set[str]] = {name: set() for name, _ in design.plan.program.outcomes}
    strategies = design.plan.program.strategies
    for module in design.plan.program.modules:
        for activity in module.activities:
            for ref in activity.outcomes:
                ways.setdefault(ref.text, set()).add(activity.form)
    for way, part in (("round", strategies.sense_making.rounds), ("practice", strategies.application.cycles)):
        for one in part:
            for ref in one.outcomes:
                ways.setdefault(ref.text, set()).add(way)
    for task in strategies.engagement.tasks:
        for ref in task.outcomes:
            ways.setdefault(ref.text, set()).add(task.level)
    challenge = strategies.support_network.sets.challenge.outcome
    if challenge:
        ways.setdefault(challenge.text, set()).add("sets")
    return ways


def _place(design: Design, name: str) -> Span:
    """Where one outcome stands."""
    said = design.said.at
    return design.at((said, f"outcomes.{name}"), (said, "outcomes"))


@rule("SS-OUT-001", "An outcome that nothing works on", Severity.ERROR, "ours")
def unserved(design: Design) -> Iterator[Seen]:
    """An outcome that no activity, round, cycle or task names, and that no set works on.

    Why: It is promised and never practised, and an evaluation would look for something that nobody taught.

    Fix: Name it under `outcomes:` of what serves it, or leave it out.

    Bad:
        outcomes: {open-well: Open a hard talk, close-well: Close it with a next step, write-it-down: Write it down}
        strategies:
          application:
            cycles: [{id: talk, outcomes: [open-well], practise: {do: Hold one talk}}]
          engagement:
            tasks:
              - {id: pick, level: react, do: Mark the opening line that you would use}
              - {id: own, level: create, do: Write your own, template: own.md}
          support-network:
            sets: {challenge: {outcome: close-well}}

        # own.md
        Your opening line.

    Good:
        outcomes: {open-well: Open a hard talk, close-well: Close it with a next step, write-it-down: Write it down}
        strategies:
          application:
            cycles: [{id: talk, outcomes: [open-well, write-it-down], practise: {do: Hold one talk}}]
          engagement:
            tasks:
              - {id: pick, level: react, do: Mark the opening line that you would use}
              - {id: own, level: create, do: Write your own, template: own.md, outcomes: [write-it-down]}
          support-network:
            sets: {challenge: {outcome: close-well}}

        # own.md
        Your opening line.
    """
    ways = _served(design)
    for name, text in design.plan.program.outcomes:
        if not ways[name]:
            yield Seen(
                f"Nothing works on the outcome `{name}` ({text}).",
                f"Add `outcomes: [{name}]` to what serves it, or leave the outcome out.",
                _place(design, name),
            )


@rule("SS-OUT-002", "An outcome that is only read or watched", Severity.WARN, "T3", "chi2014", "laurillard2012")
def only_taken_in(design: Design) -> Iterator[Seen]:
    """An outcome that nothing but texts, films and looking at others' work serves.

    Why: What people can do they learn by doing: working with a thing goes with more learning than taking it in.

    Counter: In one randomised study with 161 students the passive group did best, where doing overloaded them
    (uga27487).

    Fix: Let a practice cycle, a quiz, a round or a task of a higher level serve it too.

    Bad:
        outcomes: {hold-talk: Hold one difficult talk with a colleague, name-rules: Name the two rules of a fair talk}
        modules:
          - {id: rules, week: 2, title: Rules, activities: [{id: two-rules, read: rules.md, outcomes: [name-rules]}]}
        strategies:
          application: {cycles: [{id: talk, outcomes: [hold-talk], practise: {do: Hold one talk}}]}
          sense-making: {rounds: [{id: grey, week: 3, question: Where do our rules leave room?}]}
          support-network: {sets: {challenge: {outcome: hold-talk}}}
          engagement: {tasks: [{id: look, level: notice, do: Read a note, outcomes: [name-rules]},
            {id: note, level: create, do: Write a note, template: rules.md}]}

        # rules.md
        Say what you saw. Ask what they saw.

    Good:
        outcomes: {hold-talk: Hold one difficult talk with a colleague, name-rules: Name the two rules of a fair talk}
        modules:
          - {id: rules, week: 2, title: Rules, activities: [{id: two-rules, read: rules.md, outcomes: [name-rules]}]}
        strategies:
          application: {cycles: [{id: talk, outcomes: [hold-talk, name-rules], practise: {do: Hold one talk}}]}

        # rules.md
        Say what you saw. Ask what they saw.
    """
    for name, ways in _served(design).items():
        if ways and ways <= {*TAKING_IN, "notice"}:
            yield Seen(
                f"The outcome `{name}` is only read, watched or looked at ({', '.join(sorted(ways))}).",
                "Let a practice cycle, a quiz, a round or a task that makes something serve it as well.",
                _place(design, name),
            )


@rule("SS-OUT-003", "An outcome that nobody could see", Severity.INFO, "T5")
def unseen(design: Design) -> Iterator[Seen]:
    """An outcome that begins with a verb such as “understand”, “know” or “be aware of”.

    Why: Nobody can watch somebody understand, so neither learners nor managers can tell whether they got there.

    Fix: Say what a person does who has understood: explains, chooses, writes, holds.

    Bad:
        outcomes: {rules: Understand the rules of a fair talk}

    Good:
        outcomes: {rules: Explain the rules of a fair talk to a new colleague}
    """
    for name, text in design.said.outcomes:
        if hit := UNSEEN.match(text.strip()):
            yield Seen(
                f"“{text}” begins with “{hit[0].lower()}”, which nobody can watch.",
                "Say what a person does who has got there: explain, choose, write, hold.",
                _place(design, name),
            )


@rule("SS-OUT-004", "More outcomes than one program can serve", Severity.INFO, "ours")
def too_many(design: Design) -> Iterator[Seen]:
    """More outcomes than weeks, or more than anybody remembers.

    Why: Each outcome needs practice, and practice needs weeks; a long list is served thinly.

    Fix: Join those that belong together, or make two programs of it.

    Bad:
        weeks: 2
        effort: {learner: 8 h}
        outcomes: {ask: Ask an open question, listen: Repeat what was said, close: Agree a next step}

    Good:
        outcomes: {ask: Ask an open question, listen: Repeat what was said, close: Agree a next step}
    """
    most = min(design.said.weeks, int(design.limit("outcomes.most")))
    count = len(design.said.outcomes)
    if count > most:
        yield Seen(
            f"{count} outcomes are many for {design.said.weeks} weeks.",
            f"Join those that belong together until there are {most} or fewer.",
            design.said.at.of("outcomes"),
        )


@rule("SS-MSG-001", "A central message that is no sentence to remember", Severity.INFO, "ours")
def long_message(design: Design) -> Iterator[Seen]:
    """A central message that is longer than people can carry to a customer.

    Why: What must not vary from place to place must be short enough to be repeated by heart.

    Fix: Keep the one sentence and move the rest into a text.

    Bad:
        messages:
          fair:
            text: >
              In every talk that you hold with a colleague about something that went wrong, say first what you have seen
              yourself, then ask what they have seen, then say what it means for the team and for its customers.

    Good:
        messages:
          fair: {text: Say what you saw before you say what you think.}
    """
    most = int(design.limit("message.words"))
    for name, message in design.said.messages:
        words = len(message.text.split())
        if words > most:
            yield Seen(
                f"The message `{name}` has {words} words; {most} is what people can say by heart.",
                "Keep the one sentence that must not vary, and move the rest into a text.",
                message.at.of("text"),
            )
