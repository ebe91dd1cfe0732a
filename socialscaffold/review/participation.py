"""Rules about who takes part: numbers that can be expected, another way for those who can't, work that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from socialscaffold.diagnostics import Severity
from socialscaffold.patterns.pattern import LEVELS
from socialscaffold.review.design import Design
from socialscaffold.review.engagement import level
from socialscaffold.review.rule import PEOPLE, Seen, rule


@rule("SS-ENG-004", "A region with too few makers", Severity.WARN, "T4", "mierlo2014", "nielsen2006")
def enough_makers(design: Design) -> Iterator[Seen]:
    """Fewer than three people expected to do a task of the level create in some region.

    Why: With fewer than three, people see hardly any work but their own. In four health networks one person in a
    hundred wrote three quarters of everything.

    Fix: Require the task of everybody or let the set owe it; or join regions for it.

    Bad:
        audience: {role: Advisors, learners: 20, by-region: {NO: 14, IS: 6}}
        strategies:
          localization: {regions: [NO, IS]}
          support-network: {sets: {challenge: {each-member-owes: look}}}
          engagement:
            tasks:
              - {id: look, level: comment, week: 2, do: Add a fact to a colleague's note}
              - {id: pick, level: react, week: 1, do: Mark the note that you would use}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.

    Good:
        audience: {role: Advisors, learners: 20, by-region: {NO: 14, IS: 6}}
        strategies:
          localization: {regions: [NO, IS]}
          support-network: {sets: {challenge: {each-member-owes: note}}}
          engagement:
            tasks:
              - {id: look, level: comment, week: 2, do: Add a fact to a colleague's note}
              - {id: pick, level: react, week: 1, do: Mark the note that you would use}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.
    """
    said = {one.id: one for one in design.said.strategies.engagement.tasks}
    least = int(design.limit("engagement.creators.least"))
    for task in design.plan.tasks:
        if task.id not in said or LEVELS[level(design, said[task.id])] != "create":
            continue
        few = [(region, people) for region, people in task.expected if people < least]
        if few:
            shown = ", ".join(f"{people} in {region}" if region != "all" else str(people) for region, people in few)
            yield Seen(
                f"Few people are expected to do `{task.id}`: {shown}.",
                "Let everybody owe it to their set (`each-member-owes`), or write `required: true` with an `instead`.",
                design.at((said[task.id].at, "level")),
            )


@rule("SS-ENG-005", "Something public that everybody must do", Severity.WARN, "ours", because=PEOPLE)
def another_way(design: Design) -> Iterator[Seen]:
    """A required or owed task of the level share or higher without `instead`.

    Why: Not everybody can show their work under their own name: a rule at work, a disability or a past can forbid it.

    Fix: Add `instead:`, a route of equal worth.

    Bad:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: pass, level: share, week: 3, required: true, do: Send your note to another team}
              - {id: note, level: create, week: 4, do: Write a note, instead: Correct one, template: note.md}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - id: pass
                level: share
                week: 3
                required: true
                do: Send your note to another team
                instead: Give it to your set without your name
              - {id: note, level: create, week: 4, do: Write a note, instead: Correct one, template: note.md}

        # note.md
        What I saw. What I asked.
    """
    for one in design.said.strategies.engagement.tasks:
        if one.required and level(design, one) >= LEVELS.index("share") and not one.instead:
            yield Seen(
                f"Everybody must do `{one.id}`, which others see, and there is no other way.",
                "Add `instead:`, a route of equal worth for those who can't.",
                design.at((one.at, "required"), (one.at, "do")),
            )


@rule("SS-ENG-007", "Work that nobody meets again", Severity.INFO, "T5", "nielsen2006")
def used_again(design: Design) -> Iterator[Seen]:
    """A library of learners' work that no task begins from.

    Why: People make an effort for readers. A shelf that nobody is led to has none.

    Fix: Let a task begin `from:` the library.

    Bad:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}
            library: {notes: {made-by: note}}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 5, do: Read a colleague's note, from: notes}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}
              - {id: pick, level: react, week: 1, do: Mark the example that you would use}
            library: {notes: {made-by: note}}

        # note.md
        What I saw. What I asked.
    """
    said = design.said.strategies.engagement
    used = {one.from_.text for one in said.tasks if one.from_}
    for name, shelf in said.library:
        if name not in used:
            yield Seen(
                f"No task leads anybody to the library `{name}`.",
                f"Let a task begin `from: {name}`.",
                design.at((shelf.at, "made-by")),
            )


@rule("SS-ENG-008", "Work that is kept without asking its maker", Severity.INFO, "ours")
def maker_is_asked(design: Design) -> Iterator[Seen]:
    """A library with `consent: given`.

    Why: Who made it for a course did not make it for next year's cohort. A yes that is taken for granted is none.

    Fix: Write `consent: ask`.

    Bad:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note, from: notes}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}
            library: {notes: {made-by: note, consent: given}}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note, from: notes}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}
            library: {notes: {made-by: note, consent: ask}}

        # note.md
        What I saw. What I asked.
    """
    for name, shelf in design.said.strategies.engagement.library:
        if shelf.consent == "given":
            yield Seen(
                f"What lands in `{name}` is kept without asking who made it.",
                "Write `consent: ask`.",
                shelf.at.of("consent"),
            )


@rule("SS-ENG-010", "More makers than readers", Severity.INFO, "T4", "mierlo2014", "nielsen2006")
def rising_numbers(design: Design) -> Iterator[Seen]:
    """Expected shares that grow up the ladder, though nobody is required to do the higher task.

    Why: Wherever it was counted, fewer people write than read.

    Counter: People who are obliged may all make something; then require the task, and the number is right.

    Fix: Lower the share, or require the task.

    Bad:
        strategies:
          support-network: {sets: {challenge: {each-member-owes: say}}}
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: say, level: comment, week: 3, do: Add one fact to a note}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}
            expect: {notice: 40%, create: 90%}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          support-network: {sets: {challenge: {each-member-owes: say}}}
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: say, level: comment, week: 3, do: Add one fact to a note}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}
            expect: {notice: 90%, create: 40%}

        # note.md
        What I saw. What I asked.
    """
    said = design.said.strategies.engagement
    firm = {one.level for one in design.plan.tasks if one.required or one.owed}
    free = [(name, share) for name, share in said.expect if name in LEVELS and name not in firm]
    free.sort(key=lambda one: LEVELS.index(one[0]))
    for (low, few), (high, many) in pairwise(free):
        if many > few:
            yield Seen(
                f"{many:.0%} are expected to {high} and {few:.0%} to {low}.",
                f"Lower the share of `{high}`, or require its task.",
                said.at.of("expect"),
            )


@rule("SS-ENG-011", "More writers than a forum can hold", Severity.WARN, "T4", "qiu2012", "hew2010")
def forum_size(design: Design) -> Iterator[Seen]:
    """More than fifteen people of one region expected to write in one channel for one task.

    Why: In 25 graduate courses, larger classes read less of each other's notes and wrote shorter ones; thirteen to
    fifteen was best, and small groups cut the load.

    Fix: Let them write in their sets, or in a channel for each region or group of about ten.

    Bad:
        audience: {role: Advisors, learners: 48}
        channels: {talk: {title: Community}}
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: say, level: comment, week: 3, required: true, do: Add one fact to a note, channel: talk}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.

    Good:
        audience: {role: Advisors, learners: 48}
        channels: {talk: {title: Community}}
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note, channel: talk}
              - {id: say, level: comment, week: 3, required: true, do: Add one fact to a note of your set}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.
    """
    said = {one.id: one for one in design.said.strategies.engagement.tasks}
    most = int(design.limit("forum.size.most"))
    for task in design.plan.tasks:
        writers = max((people for _, people in task.expected), default=0)
        if task.channel and task.level in ("comment", "create") and writers > most and task.id in said:
            yield Seen(
                f"{writers} people are expected to write in “{task.channel}” for `{task.id}`.",
                f"Let them write in their sets, or in circles of about ten: {most} is the most that people still read.",
                design.at((said[task.id].at, "channel")),
            )
