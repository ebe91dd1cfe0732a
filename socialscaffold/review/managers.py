"""Rules about what line managers do, before, during and after."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.review.design import Design
from socialscaffold.review.rule import STRATEGY, Seen, rule


@rule("SS-MGR-001", "Managers who hear of it too late", Severity.WARN, "T1", "hughes2020", "toney2007")
def before_practice(design: Design) -> Iterator[Seen]:
    """The manager's first moment, `before`, in a later week than the first practice.

    Why: Support at work accounts for about a third of what is carried over into it, and supervisors can only make
    room for a practice that they know of.

    Counter: These are correlations. In the pooled studies most of the support came from peers.

    Fix: Move `before` to week 1 or 2.

    Bad:
        managers: {before: {week: 4, minutes: 10, do: Agree one case}}
        strategies: {application: {cycles: [{id: talk, weeks: [2, 4], practise: {do: Hold one talk}}]}}

    Good:
        managers: {before: {week: 1, minutes: 10, do: Agree one case}}
        strategies: {application: {cycles: [{id: talk, weeks: [2, 4], practise: {do: Hold one talk}}]}}
    """
    said = design.said.managers.before
    turns = [turn.week for cycle in design.plan.cycles for turn in cycle.turns]
    if said and said.week and turns and said.week > min(turns):
        yield Seen(
            f"Managers come in in week {said.week}; the first practice begins in week {min(turns)}.",
            f"Write week {min(turns)} or an earlier one under `managers: before:`.",
            said.at.of("week"),
        )


@rule("SS-MGR-002", "Managers who ask before there is anything to tell", Severity.WARN, "T1", "hughes2020", "toney2007")
def after_practice(design: Design) -> Iterator[Seen]:
    """The manager's last moment, `after`, in an earlier week than the last practice.

    Why: What is asked about at work is done at work; the last thing that was tried is what it should ask about.

    Counter: These are correlations. In the pooled studies most of the support came from peers.

    Fix: Move `after` to the last week.

    Bad:
        managers: {after: {week: 2, minutes: 15, ask: What did you do differently?}}
        strategies: {application: {cycles: [{id: talk, weeks: [2, 4], practise: {do: Hold one talk}}]}}

    Good:
        managers: {after: {week: 6, minutes: 15, ask: What did you do differently?}}
        strategies: {application: {cycles: [{id: talk, weeks: [2, 4], practise: {do: Hold one talk}}]}}
    """
    said = design.said.managers.after
    turns = [turn.week for cycle in design.plan.cycles for turn in cycle.turns]
    if said and said.week and turns and said.week < max(turns):
        yield Seen(
            f"Managers ask in week {said.week}; the last practice begins in week {max(turns)}.",
            f"Write week {design.said.weeks} under `managers: after:`.",
            said.at.of("week"),
        )


@rule("SS-MGR-003", "A manager's moment without anything to do", Severity.WARN, "ours", because=STRATEGY)
def something_to_do(design: Design) -> Iterator[Seen]:
    """A moment of the managers with neither `do` nor `ask`.

    Why: The brief would ask for ten minutes and not say what for.

    Fix: Add `do:` or `ask:`, or leave the moment out so that the usual one is taken.

    Bad:
        managers: {during: {week: 3, minutes: 10}}

    Good:
        managers: {during: {week: 3, minutes: 10, ask: What have you tried?}}
    """
    said = design.said.managers
    for name, moment in (("before", said.before), ("during", said.during), ("after", said.after)):
        if moment and not moment.do and not moment.ask:
            yield Seen(
                f"`managers: {name}:` gives a manager nothing to do or to ask.",
                "Add `do:` or `ask:`.",
                said.at.of(name),
            )
