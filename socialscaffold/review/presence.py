"""Rules about how people meet, over the weeks: stages of an online group, and who is present."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.plan.model import Item, Plan
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, Seen, rule

TOGETHER = ("live", "meeting", "round", "converge")
# Which presence of the Community of Inquiry an item of the plan gives, in our reading.
PRESENCE = {
    "teaching": ("live", "read", "watch", "quiz", "round", "converge", "manager"),
    "social": ("live", "meeting", "round", "converge", "task"),
    "cognitive": ("meeting", "round", "practice", "prompt", "task", "quiz", "do"),
}


def gives(item: Item, presence: str) -> bool:
    """Whether an item of the plan gives a presence; a meeting that a facilitator leads gives the teaching one too."""
    return item.kind in PRESENCE[presence] or (presence == "teaching" and item.kind == "meeting" and item.staff > 0)


def first_week(plan: Plan, kinds: tuple[str, ...]) -> int | None:
    """The first week with an item of one of these kinds."""
    return next((week.number for week in plan.weeks if any(one.kind in kinds for one in week.items)), None)


@rule("SS-STG-001", "Work together before people have met", Severity.INFO, "T5", "salmon2011")
def met_before(design: Design) -> Iterator[Seen]:
    """A sense-making round, or something to make, in a week before the second time that people are together.

    Why: In Salmon's five stages people first get in and meet, then exchange, then build knowledge together.

    Counter: The stages come from one provider's online courses and have been questioned as a recipe (moule2007).

    Fix: Let the sets meet earlier, or move the round or the task.

    Bad:
        strategies:
          support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120}}}
          sense-making: {rounds: [{id: grey, week: 1, minutes: 60, question: Where do our rules leave room?}]}

    Good:
        strategies:
          support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120}}}
          sense-making: {rounds: [{id: grey, week: 3, minutes: 60, question: Where do our rules leave room?}]}
    """
    met = next((one.week for one in design.plan.sets.meetings), 1)
    for one in design.said.strategies.sense_making.rounds:
        if one.week < met:
            yield Seen(
                f"`{one.id}` is held in week {one.week}; the sets meet for the first time in week {met}.",
                "Let the sets meet first: people build on what others say once they know them.",
                one.at.of("week"),
            )
    for task in design.said.strategies.engagement.tasks:
        if task.level == "create" and task.week and task.week < met:
            yield Seen(
                f"`{task.id}` is made in week {task.week}; the sets meet for the first time in week {met}.",
                "Let the sets meet first, or move the task.",
                task.at.of("week"),
            )


@rule(
    "SS-COI-001", "Weeks in which something of a community is missing", Severity.INFO, "T4", "arbaugh2008", "martin2022"
)
def every_presence(design: Design) -> Iterator[Seen]:
    """Two or more weeks running in which nothing gives teaching, social or cognitive presence.

    Why: The three go with more learning (19 studies, r from .20 to .35). Teaching presence is the first to go
    missing when a program is left to itself.

    Counter: These are correlations; which activity gives which presence is our own reading.

    Fix: Add a short text, a live half hour, or a meeting that somebody leads.

    Bad:
        weeks: 12
        strategies:
          support-network:
            sets: {meetings: {weeks: [2, 4, 6, 8, 10, 12], minutes: 90}, facilitation: {led-until: meeting 1}}

    Good:
        weeks: 12
        modules:
          - {id: m5, week: 5, title: Five, activities: [{id: r5, read: a.md, outcomes: [hold-talk]}]}
          - {id: m10, week: 10, title: Ten, activities: [{id: r10, read: a.md, outcomes: [hold-talk]}]}
        strategies:
          support-network:
            sets: {meetings: {weeks: [2, 4, 6, 8, 10, 12], minutes: 90}, facilitation: {led-until: meeting 4}}

        # a.md
        Say what you saw. Ask what they saw.
    """
    for presence in PRESENCE:
        missing: list[int] = []
        for week in design.plan.weeks:
            if any(gives(one, presence) for one in week.items):
                missing = []
                continue
            missing.append(week.number)
            if len(missing) == 2:
                yield Seen(
                    f"Weeks {missing[0]} and {missing[1]} have nothing that gives {presence} presence.",
                    {
                        "teaching": "Add a short text, a live half hour, or a meeting that a facilitator leads.",
                        "social": "Add a meeting, a round, or a task that answers somebody.",
                        "cognitive": "Add practice, a local prompt, or something to make.",
                    }[presence],
                    design.at((design.said.at, "weeks")),
                )
                break


@rule("SS-STG-002", "Weeks on end without meeting anybody", Severity.INFO, "T4", "jordan2015")
def together(design: Design) -> Iterator[Seen]:
    """Four or more weeks running without anything live: no session, no meeting, no round.

    Why: Longer courses lose more people (221 MOOCs); what people have promised to somebody they come back for.

    Fix: Add a set meeting or a live half hour in between.

    Bad:
        weeks: 9
        strategies:
          support-network: {sets: {meetings: {weeks: [1, 2, 9], minutes: 120}}}
          sense-making: {rounds: [{id: grey, week: 2, question: Where do our rules leave room?, converge: {week: 3}}]}

    Good:
        weeks: 9
        strategies:
          support-network: {sets: {meetings: {weeks: [1, 5, 9], minutes: 120}}}
          sense-making: {rounds: [{id: grey, week: 2, question: Where do our rules leave room?, converge: {week: 3}}]}
    """
    alone = 0
    for week in design.plan.weeks:
        alone = 0 if any(one.kind in TOGETHER for one in week.items) else alone + 1
        if alone == int(design.limit("presence.alone-weeks")):
            yield Seen(
                f"From week {week.number - alone + 1} to week {week.number} nobody meets anybody.",
                "Add a set meeting or a live half hour in between.",
                design.at(
                    (design.said.strategies.support_network.sets.meetings.at, "weeks"), (design.said.at, "weeks")
                ),
            )


@rule("SS-STG-003", "A live session in a week that asks for much else", Severity.INFO, "ours", because=PEOPLE)
def crowded(design: Design) -> Iterator[Seen]:
    """A week with four or more things at a fixed hour: live sessions, meetings, rounds.

    Why: Fixed hours are what a working week has least of; two of them clash with something for most people.

    Fix: Move one of them to a week that has none.

    Bad:
        effort: {learner: 8 h, facilitator: 20 h}
        modules:
          - id: talks
            week: 2
            title: Talks
            activities:
              - {id: one, live: First talk, minutes: 30}
              - {id: two, live: Second talk, minutes: 30}
              - {id: three, live: Third talk, minutes: 30}
        strategies: {support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120}}}}

    Good:
        effort: {learner: 8 h, facilitator: 20 h}
        modules:
          - {id: talks, week: 3, title: Talks, activities: [{id: one, live: First talk, minutes: 30}]}
        strategies: {support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120}}}}
    """
    for week in design.plan.weeks:
        fixed = [one.title for one in week.items if one.kind in TOGETHER]
        if len(fixed) > int(design.limit("week.fixed-hours")):
            yield Seen(
                f"Week {week.number} has {len(fixed)} things at a fixed hour: {', '.join(fixed)}.",
                "Move one of them to a week that has none.",
                design.at((design.said.at, "modules")),
            )
