"""Rules about when the sets meet, how long somebody leads them, and whether they go on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from socialscaffold.diagnostics import Severity
from socialscaffold.review.design import Design
from socialscaffold.review.protocol import sets_of
from socialscaffold.review.rule import STRATEGY, Seen, rule


@rule("SS-ALS-006", "Meetings that are very close together or far apart", Severity.INFO, "T5", "idyia", "okti")
def rhythm(design: Design) -> Iterator[Seen]:
    """Set meetings that on average lie less than two or more than eight weeks apart.

    Why: Closer together there is little time to act; further apart the set forgets what it promised. Guides name
    four to six weeks.

    Fix: Write `meetings: {every: every 2 weeks}` or other weeks.

    Bad:
        strategies: {support-network: {sets: {meetings: {weeks: [1, 2, 3, 4, 5, 6], minutes: 90}}}}

    Good:
        strategies: {support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120}}}}
    """
    said = design.said.strategies.support_network.sets.meetings
    weeks = [one.week for one in design.plan.sets.meetings if one.place != "beyond"]
    if len(weeks) < 2 or not said.at.keys:
        return
    least, most = int(design.limit("set.rhythm.least-weeks")), int(design.limit("set.rhythm.most-weeks"))
    gap = (weeks[-1] - weeks[0]) / (len(weeks) - 1)
    if not least <= gap <= most:
        yield Seen(
            f"The sets meet every {gap:.1f} weeks; {least} to {most} are usual.",
            "Closer together there is little time to act; further apart the set forgets what it promised.",
            design.at((said.at, "weeks"), (said.at, "every")),
        )


@rule("SS-ALS-007", "A set that ends with the course", Severity.WARN, "ours", because=STRATEGY)
def ends_with_the_course(design: Design) -> Iterator[Seen]:
    """Meetings under `beyond` that all lie within the weeks of the program.

    Why: Sets are meant to go on without us; a meeting that stands under `beyond` is in nobody's budget, so one that
    lies within the course is not counted at all.

    Fix: Count the weeks of `beyond` from the first week of the program, and let them come after its last.

    Bad:
        strategies: {support-network: {sets: {beyond: {weeks: [4], led-by: set}}}}

    Good:
        strategies: {support-network: {sets: {beyond: {weeks: [10], led-by: set}}}}
    """
    said = design.said.strategies.support_network.sets.beyond
    if said.weeks and max(said.weeks) <= design.said.weeks:
        yield Seen(
            f"No meeting under `beyond` comes after week {design.said.weeks}, so the sets end with the course.",
            f"Weeks are counted from the first of the program: write {design.said.weeks + 4} or later.",
            said.at.of("weeks"),
        )


@rule("SS-ALS-009", "A long program leaves its sets alone for weeks", Severity.WARN, "T4", "jordan2015")
def long_silence(design: Design) -> Iterator[Seen]:
    """In a program of more than twelve weeks, a stretch without a set meeting that is longer than eight.

    Why: The longer a course, the fewer finish it (221 MOOCs); what holds people are those who wait for them.

    Fix: Add a meeting in the gap.

    Bad:
        weeks: 16
        strategies: {support-network: {sets: {meetings: {weeks: [1, 3, 5, 15], minutes: 120}}}}

    Good:
        weeks: 16
        strategies: {support-network: {sets: {meetings: {weeks: [1, 5, 10, 15], minutes: 120}}}}
    """
    weeks = [one.week for one in design.plan.sets.meetings if one.place != "beyond"]
    most = int(design.limit("set.rhythm.most-weeks"))
    if design.said.weeks <= design.limit("program.long-weeks") or not weeks:
        return
    stops = [0, *weeks, design.said.weeks + 1]
    for before, after in pairwise(stops):
        if after - before > most + 1:
            sets = sets_of(design)
            yield Seen(
                f"No set meets from week {before + 1} to week {after - 1}.",
                "Add a meeting in between: long courses lose people whom nobody expects.",
                design.at((sets.meetings.at, "weeks"), (sets.meetings.at, "every")),
            )


@rule("SS-ALS-010", "Sets that meet late for the first time", Severity.WARN, "T4", "jordan2015")
def first_meeting(design: Design) -> Iterator[Seen]:
    """A first set meeting after the second week.

    Why: Most of those who leave a course do so in its first two weeks; until then somebody should know their name.

    Fix: Let the sets meet in week 1 or 2, if only for half an hour.

    Bad:
        weeks: 8
        strategies: {support-network: {sets: {meetings: {weeks: [4, 6, 8], minutes: 120}}}}

    Good:
        weeks: 8
        strategies: {support-network: {sets: {meetings: {weeks: [2, 5, 8], minutes: 120}}}}
    """
    said = design.said.strategies.support_network.sets.meetings
    latest = int(design.limit("set.first-week"))
    weeks = [one.week for one in design.plan.sets.meetings]
    if weeks and weeks[0] > latest and (said.weeks or said.every):
        yield Seen(
            f"The sets meet for the first time in week {weeks[0]}.",
            f"Let them meet by week {latest}: until then nobody would miss a learner who stays away.",
            design.at((said.at, "weeks"), (said.at, "every")),
        )


@rule("SS-ALS-011", "A set that never leads itself", Severity.INFO, "ours")
def led_to_the_end(design: Design) -> Iterator[Seen]:
    """A facilitator who leads every meeting of the course.

    Why: After the course the set is on its own; it should have led itself once while somebody was there to ask.

    Fix: Let `led-until` name an earlier meeting.

    Bad:
        strategies:
          support-network:
            sets: {meetings: {weeks: [2, 4, 6], minutes: 120}, facilitation: {led-until: meeting 3}}

    Good:
        strategies:
          support-network:
            sets: {meetings: {weeks: [2, 4, 6], minutes: 120}, facilitation: {led-until: meeting 2}}
    """
    said = design.said.strategies.support_network.sets.facilitation
    course = [one for one in design.plan.sets.meetings if one.place != "beyond"]
    if said.led_until and course and not any(one.led_by_set for one in course):
        yield Seen(
            f"A facilitator leads all {len(course)} meetings of the course.",
            f"Write `led-until: meeting {max(1, len(course) // 2)}`, and let the members take turns after that.",
            said.at.of("led-until"),
        )
