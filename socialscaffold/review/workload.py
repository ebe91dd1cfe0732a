"""Rules about what a week asks of learners and facilitators."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, STRATEGY, Seen, rule


@rule("SS-WRK-001", "A week that asks for more than a learner can give", Severity.ERROR, "ours", "barre")
def week_over_budget(design: Design) -> Iterator[Seen]:
    """A week whose minutes add up to more than `effort: learner` allows.

    Why: What does not fit is left out, and it is the learner who chooses what. Minutes of reading and writing are
    reckoned from the tables of the workload estimator of Wake Forest University.

    Counter: Its authors call their figures estimates, made for students.

    Fix: Move or shorten something; the finding names the longest.

    Bad:
        modules: [{id: m, week: 1, title: M, activities: [{id: long, do: Hold it, minutes: 200}]}]

    Good:
        modules: [{id: m, week: 1, title: M, activities: [{id: long, do: Hold it, minutes: 20}]}]
    """
    for week in design.plan.weeks:
        if week.minutes > design.plan.budget:
            most = max(week.items, key=lambda one: one.minutes)
            yield Seen(
                f"Week {week.number} takes {week.minutes} minutes of a learner; {design.plan.budget} is the most.",
                f"Move or shorten something: the longest is “{most.title}” with {most.minutes} minutes.",
                design.at((design.said.effort.at, "learner"), (design.said.at, "weeks")),
            )


@rule("SS-WRK-002", "A week that asks for more than a facilitator can give", Severity.WARN, "ours", because=STRATEGY)
def staff_over_budget(design: Design) -> Iterator[Seen]:
    """A week in which one facilitator's meetings and sessions take more than `effort: facilitator` allows.

    Why: The last set of the week gets what is left of the facilitator.

    Fix: Add a facilitator, let one lead fewer sets, or let the sets lead themselves earlier.

    Bad:
        audience: {role: Colleagues, learners: 48}
        effort: {facilitator: 8 h}
        facilitators: {count: 1, sets-each: 8}
        strategies: {support-network: {sets: {meetings: {weeks: [1, 2, 3, 4, 5, 6], minutes: 90}}}}

    Good:
        audience: {role: Colleagues, learners: 48}
        effort: {facilitator: 8 h}
        facilitators: {count: 3, sets-each: 3}
        strategies: {support-network: {sets: {meetings: {weeks: [1, 2, 3, 4, 5, 6], minutes: 90}}}}
    """
    for week in design.plan.weeks:
        if week.staff > design.plan.staff_budget:
            yield Seen(
                f"Week {week.number} takes {week.staff} minutes of a facilitator; "
                f"{design.plan.staff_budget} is the most.",
                "Add a facilitator, let one lead fewer sets, or let the sets lead themselves earlier.",
                design.at((design.said.effort.at, "facilitator"), (design.said.facilitators.at, "count")),
            )


@rule("SS-WRK-004", "Weeks of very different weight", Severity.INFO, "ours")
def even_weeks(design: Design) -> Iterator[Seen]:
    """A week that asks for more than three times of what another one asks.

    Why: People reserve the same hours each week; an easy one teaches them that the time can be given away.

    Fix: Move something from the heavy week to the light one.

    Bad:
        effort: {learner: 8 h, facilitator: 20 h}
        modules: [{id: m, week: 2, title: M, activities: [{id: day, do: Hold it, minutes: 300, outcomes: [hold-talk]}]}]
        strategies: {support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120}}}}

    Good:
        modules: [{id: m, week: 2, title: M, activities: [{id: day, do: Hold it, minutes: 20, outcomes: [hold-talk]}]}]
    """
    weeks = [one for one in design.plan.weeks if one.minutes]
    if len(weeks) < 2:
        return
    heavy, light = max(weeks, key=lambda one: one.minutes), min(weeks, key=lambda one: one.minutes)
    if heavy.minutes > light.minutes * design.limit("week.uneven"):
        yield Seen(
            f"Week {heavy.number} takes {heavy.minutes} minutes and week {light.number} takes {light.minutes}.",
            f"Move something from week {heavy.number} to week {light.number}.",
            design.at((design.said.at, "modules"), (design.said.at, "weeks")),
        )


@rule("SS-WRK-005", "A week in which nothing happens", Severity.INFO, "T4", "jordan2015")
def empty_week(design: Design) -> Iterator[Seen]:
    """A week of the program without a single thing to do.

    Why: Longer courses lose more people (221 MOOCs), and a week off is where they leave.

    Fix: Put something short into it, or make the program a week shorter; weeks off belong into a cohort's `blackout`.

    Bad:
        weeks: 9
        managers: {before: {week: 1, do: Agree one case}, after: {week: 9, do: Ask what changed}}
        strategies:
          support-network: {sets: {meetings: {weeks: [1, 3, 6, 9], minutes: 120}}}
          sense-making: {rounds: [{id: grey, week: 2, question: Where is room?, minutes: 60, converge: {week: 6}}]}
          application: {cycles: [{id: talk, weeks: [3, 5], practise: {do: Hold one talk}}]}
          localization:
            prompts:
              - {id: a, week: 2, dimension: regulation, ask: "Which rule differs in {region}?"}
              - {id: b, week: 2, dimension: language, ask: "Which word do customers use in {region}?"}
              - {id: c, week: 4, dimension: examples, ask: "Which case from {region} shows it?"}
              - {id: d, week: 4, dimension: market-practice, ask: "Who else do customers ask in {region}?"}
              - {id: e, week: 5, dimension: channels, ask: "Where do colleagues in {region} find it?"}
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: note, level: create, week: 6, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.

    Good:
        weeks: 9
    """
    for week in design.plan.weeks:
        if not week.items:
            yield Seen(
                f"Week {week.number} has nothing to do.",
                "Put something short into it. A week off belongs into the cohort's `blackout`.",
                design.at((design.said.at, "weeks")),
            )


@rule("SS-WRK-006", "Mostly reading and watching", Severity.INFO, "T5", "laurillard2012", "chi2014")
def mostly_taken_in(design: Design) -> Iterator[Seen]:
    """More than six of ten minutes for reading and watching.

    Why: Where that much is taken in, little is practised, discussed and made.

    Counter: In one randomised study with 161 students the passive group did best (uga27487).

    Fix: Shorten texts and films, or leave some of them to look up.

    Bad:
        effort: {learner: 8 h, facilitator: 20 h}
        modules:
          - {id: m2, week: 2, title: A, activities: [{id: r2, read: a.md, minutes: 300, outcomes: [hold-talk]}]}
          - {id: m3, week: 3, title: B, activities: [{id: r3, read: a.md, minutes: 300, outcomes: [hold-talk]}]}
          - {id: m4, week: 4, title: C, activities: [{id: r4, read: a.md, minutes: 300, outcomes: [hold-talk]}]}
          - {id: m5, week: 5, title: D, activities: [{id: r5, read: a.md, minutes: 300, outcomes: [hold-talk]}]}
          - {id: m6, week: 6, title: E, activities: [{id: r6, read: a.md, minutes: 300, outcomes: [hold-talk]}]}

        # a.md
        Say what you saw. Ask what they saw.

    Good:
        modules:
          - {id: m2, week: 2, title: A, activities: [{id: r2, read: a.md, minutes: 10, outcomes: [hold-talk]}]}

        # a.md
        Say what you saw. Ask what they saw.
    """
    total = sum(week.minutes for week in design.plan.weeks)
    taken = sum(one.minutes for week in design.plan.weeks for one in week.items if one.kind in ("read", "watch"))
    if total and taken / total > design.limit("learning-mix.acquisition.most"):
        yield Seen(
            f"{taken / total:.0%} of a learner's time is reading and watching.",
            "Shorten texts and films, or mark some as `optional: true`, to look up when needed.",
            design.at((design.said.at, "modules")),
        )


@rule("SS-WRK-007", "More hours a week than people have", Severity.INFO, "ours", because=PEOPLE)
def hours(design: Design) -> Iterator[Seen]:
    """A learner's weekly hours above what people usually have beside their work; lower under `evenings`.

    Why: Who can't keep up is told so by the calendar every Monday.

    Fix: Spread the program over more weeks.

    Bad:
        effort: {learner: 9 h}

    Good:
        effort: {learner: 4 h}
    """
    said = design.said.effort
    most = design.limit("effort.learner.hours.bearable")
    if said.learner and said.learner.minutes > most * 60:
        yield Seen(
            f"{said.learner} a week are more than the {most:.0f} hours that most people have beside their work.",
            "Spread the program over more weeks.",
            said.at.of("learner"),
        )


@rule("SS-WRK-008", "An activity without an end", Severity.INFO, "ours")
def minutes_said(design: Design) -> Iterator[Seen]:
    """A live session, a film or something to do that does not say how long it takes.

    Why: It counts nothing in the week, so the week is longer than it says.

    Fix: Add `minutes:`.

    Bad:
        modules: [{id: m, week: 2, title: M, activities: [{id: sit-in, do: Sit in on a talk, outcomes: [hold-talk]}]}]

    Good:
        modules:
          - id: m
            week: 2
            title: M
            activities: [{id: sit-in, do: Sit in on a talk, minutes: 20, outcomes: [hold-talk]}]
    """
    for module in design.plan.program.modules:
        for one in module.activities:
            if one.minutes is None and one.form != "read" and one.at.span.file:
                yield Seen(
                    f"`{one.id}` does not say how long it takes, so it counts nothing.",
                    "Add `minutes:`, what one learner spends on it.",
                    one.at.span,
                )


@rule("SS-WRK-009", "One sitting for a whole week's text", Severity.INFO, "ours", "barre")
def long_text(design: Design) -> Iterator[Seen]:
    """A single text that takes more than half an hour to read.

    Why: It is read in one go by few, and its end by fewer.

    Fix: Split it over two activities, or mark what may be skipped.

    Bad:
        modules:
          - {id: m, week: 2, title: M, activities: [{id: long, read: a.md, minutes: 45, outcomes: [hold-talk]}]}

        # a.md
        Say what you saw. Ask what they saw.

    Good:
        modules:
          - {id: m, week: 2, title: M, activities: [{id: short, read: a.md, minutes: 15, outcomes: [hold-talk]}]}

        # a.md
        Say what you saw. Ask what they saw.
    """
    most = int(design.limit("reading.sitting"))
    for module in design.plan.program.modules:
        for one in module.activities:
            if one.form == "read" and (one.minutes or 0) > most:
                yield Seen(
                    f"`{one.id}` takes {one.minutes} minutes to read.",
                    f"Split it: {most} minutes are about what people read in one go.",
                    design.at((one.at, "read")),
                )
