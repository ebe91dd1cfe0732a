"""Rules about a set's meeting: its minutes, its turns, what members owe, and what they agree."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from socialscaffold.diagnostics import Severity
from socialscaffold.patterns.library import PROTOCOLS
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, Seen, rule
from socialscaffold.spec.strategies import Sets


def sets_of(design: Design) -> Sets:
    """The sets of the whole program."""
    return design.plan.program.strategies.support_network.sets


@rule("SS-ALS-001", "A meeting without room for one issue", Severity.ERROR, "ours")
def agenda_fits(design: Design) -> Iterator[Seen]:
    """A meeting whose fixed parts leave no time for a single issue-holder's slot.

    Why: The set would meet and nobody could bring what they are stuck with.

    Fix: Lengthen the meeting, or shorten the agenda or the airtime.

    Bad:
        strategies:
          support-network: {sets: {meetings: {weeks: [1, 2, 3, 4, 5, 6], minutes: 60}, agenda: {progress: 40}}}

    Good:
        strategies:
          support-network: {sets: {meetings: {weeks: [1, 2, 3, 4, 5, 6], minutes: 90}, agenda: {progress: 10}}}
    """
    sets = sets_of(design)
    protocol = sets.protocol.text if sets.protocol else ""
    for meeting in design.plan.sets.meetings[:1]:
        used = sum(step.minutes for step in meeting.steps)
        held = any(one.per == "issue-holder" for one in design.plan.shelves.get(PROTOCOLS, protocol).steps)
        if used != meeting.minutes or (held and not design.plan.sets.slots):
            yield Seen(
                f"A meeting of {meeting.minutes} minutes has no room for one issue: the fixed parts take {used}.",
                "Lengthen the meeting, or shorten the agenda or the airtime.",
                design.at((sets.meetings.at, "minutes"), (sets.agenda.at, "progress")),
            )


@rule("SS-ALS-002", "Somebody never gets a turn", Severity.ERROR, "T5", "idyia")
def airtime_for_all(design: Design) -> Iterator[Seen]:
    """Fewer slots over all meetings than the largest set has members.

    Why: In a set everybody brings an issue; who never does has only helped others.

    Fix: Hold more meetings, make them longer, or make the slots shorter.

    Bad:
        strategies: {support-network: {sets: {meetings: {weeks: [2, 6], minutes: 90}}}}

    Good:
        strategies: {support-network: {sets: {meetings: {weeks: [1, 2, 3, 4, 5, 6], minutes: 90}}}}
    """
    plan = design.plan.sets
    course = [one for one in plan.meetings if one.place != "beyond"]
    largest = max((one.seats for one in plan.sets), default=0)
    slots = plan.slots * len(course)
    if plan.slots and slots < largest:
        yield Seen(
            f"{len(course)} meetings with {plan.slots} slots each give {slots} turns to a set of {largest}.",
            f"Hold {ceil(largest / plan.slots)} meetings, make them longer, or make the slots shorter.",
            design.at((sets_of(design).meetings.at, "weeks"), (sets_of(design).meetings.at, "every")),
        )


@rule("SS-ALS-003", "A turn that is unusually short or long", Severity.INFO, "T5", "pcifaq")
def airtime(design: Design) -> Iterator[Seen]:
    """An issue-holder's slot outside the 21 to 40 minutes of the usual stages.

    Why: In less time nobody gets beyond advice; in more, the others wait too long for their turn.

    Fix: Change the minutes of `airtime`, or leave it out.

    Bad:
        strategies:
          support-network:
            sets:
              meetings: {weeks: [1, 2, 3, 4, 5, 6], minutes: 90}
              airtime: {present: 2, clarify: 4, open-questions: 4, summary: 1, resources: 2, actions: 2}

    Good:
        strategies:
          support-network:
            sets:
              meetings: {weeks: [1, 2, 3, 4, 5, 6], minutes: 90}
              airtime: {present: 2, clarify: 10, open-questions: 10, summary: 2, resources: 4, actions: 2}
    """
    said = design.said.strategies.support_network.sets.airtime
    first = [one for one in design.plan.sets.meetings[0].steps if one.slot == 1] if design.plan.sets.meetings else []
    minutes = sum(one.minutes for one in first)
    least, most = int(design.limit("set.airtime.least")), int(design.limit("set.airtime.most"))
    if said.at.keys and minutes and not least <= minutes <= most:
        yield Seen(
            f"One turn takes {minutes} minutes; {least} to {most} are usual.",
            "Change the minutes of the open questions first: they are the heart of a turn.",
            said.at.span,
        )


@rule("SS-ALS-004", "Nobody can see what a member owes", Severity.WARN, "T1", "karau1993", "harkin2016")
def owed_is_seen(design: Design) -> Iterator[Seen]:
    """An owed part that only asks to look at something or to press a button, so that it leaves nothing to see.

    Why: People do less in groups where their own part is not seen (78 studies), and progress that is written down or
    told to others helps (138 randomised studies).

    Counter: In a MOOC, working in groups that formed by preference did not change who completed (zhang2019): being
    in a group is not enough, owing it something is meant.

    Fix: Let `each-member-owes` name a task that makes something: a comment, a card, a case.

    Bad:
        strategies:
          support-network: {sets: {challenge: {each-member-owes: look}}}
          engagement:
            tasks:
              - {id: look, level: notice, do: Read a colleague's note, week: 2}
              - {id: note, level: create, do: Write your own note, template: note.md, week: 4}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          support-network: {sets: {challenge: {each-member-owes: note}}}
          engagement:
            tasks:
              - {id: look, level: notice, do: Read a colleague's note, week: 2}
              - {id: note, level: create, do: Write your own note, template: note.md, week: 4}

        # note.md
        What I saw. What I asked.
    """
    task = next((one for one in design.plan.tasks if one.id == design.plan.sets.owed_id), None)
    if task is None or task.level in ("notice", "react"):
        sets = sets_of(design)
        shown = f"What each member owes (`{task.id}`)" if task else "The set's work"
        yield Seen(
            f"{shown} leaves nothing that the others could see.",
            "Name a task that makes something under `challenge: {each-member-owes: …}`.",
            design.at((sets.challenge.at, "each-member-owes"), (design.said.strategies.engagement.at, "tasks")),
        )


@rule("SS-ALS-005", "Ground rules without a word on confidence", Severity.WARN, "T1", "frazier2017", "pcirules")
def confidence(design: Design) -> Iterator[Seen]:
    """A set's own list of ground rules in which nothing says that what is told stays in the set.

    Why: Feeling safe goes with telling and with learning (136 samples); who is not safe brings a harmless issue.

    Fix: Add `confidential` to `rules:`.

    Bad:
        strategies: {support-network: {sets: {rules: [questions-before-advice, own-your-action]}}}

    Good:
        strategies: {support-network: {sets: {rules: [confidential, questions-before-advice, own-your-action]}}}
    """
    said = design.said.strategies.support_network.sets
    words = ("confiden", "private", "in-the-set", "in-the-room", "stays", "vegas")
    if said.rules and not any(word in one.casefold() for one in said.rules for word in words):
        yield Seen(
            "No ground rule says that what is told in the set stays in the set.",
            "Add `confidential` to `rules`.",
            said.at.of("rules"),
        )


@rule("SS-ALS-008", "A quorum that a set can't reach", Severity.ERROR, "ours")
def quorum(design: Design) -> Iterator[Seen]:
    """More people needed for a meeting than the smallest set has.

    Why: That set could never meet.

    Fix: Lower the quorum to two fewer than the usual size.

    Bad:
        strategies: {support-network: {sets: {size: {min: 5, target: 6, max: 7}, quorum: 7}}}

    Good:
        strategies: {support-network: {sets: {size: {min: 5, target: 6, max: 7}, quorum: 4}}}
    """
    sets = sets_of(design)
    smallest = min((one.seats for one in design.plan.sets.sets), default=0)
    if design.plan.sets.quorum > smallest:
        yield Seen(
            f"A meeting needs {design.plan.sets.quorum} people; the smallest set has {smallest}.",
            f"Write a quorum of {max(2, smallest - 2)}.",
            design.at((sets.at, "quorum"), (sets.size.at, "min")),
        )


@rule("SS-ALS-012", "Something is owed before it is offered", Severity.ERROR, "ours")
def owed_in_time(design: Design) -> Iterator[Seen]:
    """A part that members owe at a meeting which comes before the week of its task.

    Why: Nobody could bring it.

    Fix: Name a later meeting under `due`, or offer the task earlier.

    Bad:
        strategies:
          support-network:
            sets: {meetings: {weeks: [2, 4, 6], minutes: 120}, challenge: {each-member-owes: note, due: meeting 1}}
          engagement:
            tasks:
              - {id: look, level: notice, do: Read a colleague's note, week: 1}
              - {id: note, level: create, do: Write your own note, template: note.md, week: 4}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          support-network:
            sets: {meetings: {weeks: [2, 4, 6], minutes: 120}, challenge: {each-member-owes: note, due: meeting 3}}
          engagement:
            tasks:
              - {id: look, level: notice, do: Read a colleague's note, week: 1}
              - {id: note, level: create, do: Write your own note, template: note.md, week: 4}

        # note.md
        What I saw. What I asked.
    """
    plan = design.plan.sets
    task = next((one for one in design.plan.tasks if one.id == plan.owed_id), None)
    due = next((one for one in plan.meetings if one.number == plan.due), None)
    if task and due and due.week < task.week:
        challenge = sets_of(design).challenge
        yield Seen(
            f"`{task.id}` is owed at meeting {due.number} in week {due.week}, and offered in week {task.week}.",
            "Let it be due at a later meeting, or offer the task earlier.",
            design.at((challenge.at, "due"), (challenge.at, "each-member-owes")),
        )


@rule("SS-ALS-013", "A meeting that is longer than people can listen", Severity.INFO, "ours", because=PEOPLE)
def long_meeting(design: Design) -> Iterator[Seen]:
    """An online meeting of more than three hours; of more than two under the profile `evenings`.

    Why: After that nobody at a screen asks a good question any more.

    Fix: Hold more and shorter meetings, or meet in person.

    Bad:
        effort: {learner: 8 h, facilitator: 20 h}
        strategies: {support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 240, mode: online}}}}

    Good:
        effort: {learner: 8 h, facilitator: 20 h}
        strategies: {support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120, mode: online}}}}
    """
    said = sets_of(design).meetings
    most = int(design.limit("set.meeting.sitting"))
    if said.mode == "online" and (said.minutes or 0) > most:
        yield Seen(
            f"A meeting lasts {said.minutes} minutes online; {most} are the most that people sit well.",
            "Hold more and shorter meetings, or meet in person.",
            design.at((said.at, "minutes")),
        )
