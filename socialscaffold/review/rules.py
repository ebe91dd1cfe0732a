"""The first design rules: one small function each, told with its evidence. The plan is a whole one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.marks import Span
from socialscaffold.patterns.defaults import evidence
from socialscaffold.patterns.library import PROTOCOLS
from socialscaffold.plan.model import Plan

Rule = Callable[[Plan, Span], Iterator[Diagnostic]]


def review(plan: Plan, file: str) -> list[Diagnostic]:
    """Every finding of every rule; `file` is the program's, for findings that have no better place."""
    return [found for rule in RULES for found in rule(plan, Span(file))]


def _told(code: str, severity: Severity, seen: str, hint: str, span: Span, evidence: str = "") -> Diagnostic:
    return Diagnostic(code, severity, seen, hint, span, evidence)


def week_over_budget(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-WRK-001: a week asks for more than a learner can give."""
    place = plan.program.effort.at.of("learner") if plan.program.effort.at.keys else span
    for week in plan.weeks:
        if week.minutes > plan.budget:
            most = max(week.items, key=lambda one: one.minutes)
            yield _told(
                "SS-WRK-001",
                Severity.ERROR,
                f"Week {week.number} takes {week.minutes} minutes of a learner; {plan.budget} is the most.",
                f"Move or shorten something: the longest is “{most.title}” with {most.minutes} minutes.",
                place,
                "barre",
            )


def staff_over_budget(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-WRK-002: a week asks for more than a facilitator can give."""
    place = plan.program.facilitators.at.span if plan.program.facilitators.at.keys else span
    for week in plan.weeks:
        if week.staff > plan.staff_budget:
            yield _told(
                "SS-WRK-002",
                Severity.WARN,
                f"Week {week.number} takes {week.staff} minutes of a facilitator; {plan.staff_budget} is the most.",
                "Add a facilitator, let one lead fewer sets, or let the sets lead themselves earlier.",
                place,
            )


def set_sizes(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-SET-002: the head count can't be cut into sets of that size."""
    said = plan.program.strategies.support_network.sets.size
    least, most = said.min or 2, said.max or 2
    wrong = [one for one in plan.sets.sets if not least <= one.seats <= most]
    if wrong:
        yield _told(
            "SS-SET-002",
            Severity.ERROR,
            f"{plan.learners} learners can't be cut into sets of {least} to {most}: one has {wrong[0].seats}.",
            f"Allow sets of {min(least, min(one.seats for one in plan.sets.sets))} to "
            f"{max(most, max(one.seats for one in plan.sets.sets))}, or change the number of learners.",
            said.at.span if said.at.keys else span,
        )


def usual_sizes(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-SET-001: sets outside what practice calls workable."""
    said = plan.program.strategies.support_network.sets.size
    if (said.min or 4) < 4 or (said.max or 8) > 8:
        yield _told(
            "SS-SET-001",
            Severity.WARN,
            f"Sets of {said.min} to {said.max} are outside 4 to 8.",
            "Fewer people lack exchange; more have too many threads to follow.",
            said.at.span if said.at.keys else span,
            "wialusa",
        )


def agenda_fits(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-ALS-001: the agenda and one slot are longer than the meeting."""
    sets = plan.program.strategies.support_network.sets
    protocol = sets.protocol.text if sets.protocol else ""
    for meeting in plan.sets.meetings[:1]:
        used = sum(step.minutes for step in meeting.steps)
        held = any(one.per == "issue-holder" for one in plan.shelves.get(PROTOCOLS, protocol).steps)
        if used != meeting.minutes or (held and not plan.sets.slots):
            yield _told(
                "SS-ALS-001",
                Severity.ERROR,
                f"A meeting of {meeting.minutes} minutes has no room for one issue: the fixed parts take {used}.",
                "Lengthen the meeting, or shorten the agenda or the airtime.",
                sets.meetings.at.of("minutes") if sets.meetings.at.keys else span,
            )


def airtime_for_all(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-ALS-002: somebody never holds the issue."""
    sets = plan.program.strategies.support_network.sets
    course = [one for one in plan.sets.meetings if one.place != "beyond"]
    largest = max((one.seats for one in plan.sets.sets), default=0)
    slots = plan.sets.slots * len(course)
    if plan.sets.slots and slots < largest:
        yield _told(
            "SS-ALS-002",
            Severity.ERROR,
            f"{len(course)} meetings with {plan.sets.slots} slots each give {slots} turns to a set of {largest}.",
            f"Hold {ceil(largest / plan.sets.slots)} meetings, make them longer, or make the slots shorter.",
            sets.meetings.at.span if sets.meetings.at.keys else span,
            "idyia",
        )


def rhythm(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-ALS-006: the sets meet more often, or more seldom, than practice calls workable."""
    weeks = [one.week for one in plan.sets.meetings if one.place != "beyond"]
    if len(weeks) < 2:
        return
    least, most = (evidence().default(f"set.rhythm.{name}-weeks").whole for name in ("least", "most"))
    gap = (weeks[-1] - weeks[0]) / (len(weeks) - 1)
    if not least <= gap <= most:
        sets = plan.program.strategies.support_network.sets
        yield _told(
            "SS-ALS-006",
            Severity.INFO,
            f"The sets meet every {gap:.1f} weeks; {least} to {most} are usual.",
            "Closer together there is little time to act; further apart the set forgets what it promised.",
            sets.meetings.at.of("weeks") if sets.meetings.at.keys else span,
            "idyia",
        )


def something_owed(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-ALS-004: no member owes the set a part."""
    if not plan.sets.owed:
        yield _told(
            "SS-ALS-004",
            Severity.WARN,
            "No member owes the set a part of its work.",
            "Name one under `challenge: {each-member-owes: …}`: people work more when their part is seen.",
            plan.program.strategies.support_network.sets.at.span if plan.program.strategies.at.keys else span,
            "karau1993",
        )


def discussed(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-PRC-001: practice that no meeting hears of."""
    said = {one.id: one for one in plan.program.strategies.application.cycles}
    for cycle in plan.cycles:
        for turn in cycle.turns:
            if not turn.meeting:
                yield _told(
                    "SS-PRC-001",
                    Severity.ERROR,
                    f"Nobody hears of the practice that begins in week {turn.week}: no set meeting comes after it.",
                    "Begin it earlier, give it less time, or add a meeting.",
                    said[cycle.id].at.of("weeks") if said[cycle.id].at.keys else span,
                )


def prompts_for_messages(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-LOC-001: an essential message that nobody is asked about."""
    asked = {one.message for one in plan.prompts}
    for name, message in plan.program.messages:
        if message.essential and message.text not in asked:
            yield _told(
                "SS-LOC-001",
                Severity.ERROR,
                f"The essential message `{name}` has no local prompt.",
                "Ask at least one question about it under `localization: prompts:`.",
                message.at.span if message.at.keys else span,
            )


def stale_overlays(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-LOC-003: a region's answers were written against an older message."""
    messages = dict(plan.program.messages)
    for region in plan.regions:
        for name, revision in region.based_on:
            if name in messages and revision < messages[name].revision:
                yield _told(
                    "SS-LOC-003",
                    Severity.WARN,
                    f"{region.name} answers revision {revision} of `{name}`; it is {messages[name].revision} now.",
                    "Read what changed, correct the answers, then raise the number under `based-on`.",
                    region.at.of("based-on"),
                )


def outcomes_served(plan: Plan, span: Span) -> Iterator[Diagnostic]:
    """SS-OUT-001: an outcome that nothing works on."""
    strategies = plan.program.strategies
    used = {ref.text for module in plan.program.modules for one in module.activities for ref in one.outcomes}
    for part in (strategies.sense_making.rounds, strategies.application.cycles, strategies.engagement.tasks):
        used |= {ref.text for one in part for ref in one.outcomes}
    challenge = strategies.support_network.sets.challenge.outcome
    used |= {challenge.text} if challenge else set()
    for name, text in plan.program.outcomes:
        if name not in used:
            yield _told(
                "SS-OUT-001",
                Severity.ERROR,
                f"Nothing works on the outcome `{name}` ({text}).",
                f"Add `outcomes: [{name}]` to what serves it, or leave the outcome out.",
                plan.program.at.of("outcomes"),
            )


RULES: tuple[Rule, ...] = (
    week_over_budget,
    staff_over_budget,
    set_sizes,
    usual_sizes,
    agenda_fits,
    airtime_for_all,
    rhythm,
    something_owed,
    discussed,
    prompts_for_messages,
    stale_overlays,
    outcomes_served,
)

CODES = tuple(str(rule.__doc__).partition(":")[0] for rule in RULES)
