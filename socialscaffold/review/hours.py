"""Rules about the hours that people share, and how often they are written to."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.plan.hours import shared
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, Seen, rule
from socialscaffold.source.kinds import length_of
from socialscaffold.source.zones import zone_named


@rule("SS-SET-005", "A set that shares too little of its working day", Severity.WARN, "ours", because=PEOPLE)
def shared_hours(design: Design) -> Iterator[Seen]:
    """A set whose members' working days, each in its own time zone, have less in common than `form: overlap` asks for;
    or an overlap that is longer than a working day.

    Why: Without common hours somebody meets early in the morning or late at night, and it is always the same one.

    Counter: Who chooses such hours freely may not mind; ask before you move anybody.

    Fix: Bring people of near time zones together (`alike: time-zone`), or ask for fewer hours.

    Bad:
        audience: {role: Colleagues, learners: 4}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}, form: {overlap: 5 h}}}}

        # cohorts/one.yaml
        {socialscaffold-cohort: 1, program: example, cohort: one, start: 2027-01-18, roster: one.csv, sets: sets.csv}

        # cohorts/one.csv
        learner,time-zone
        L1,Europe/Oslo
        L2,Europe/Oslo
        L3,Europe/Oslo
        L4,America/New_York

        # cohorts/sets.csv
        learner,set
        L1,set-1
        L2,set-1
        L3,set-1
        L4,set-1

    Good:
        audience: {role: Colleagues, learners: 4}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}, form: {overlap: 3 h}}}}

        # cohorts/one.yaml
        {socialscaffold-cohort: 1, program: example, cohort: one, start: 2027-01-18, roster: one.csv, sets: sets.csv}

        # cohorts/one.csv
        learner,time-zone
        L1,Europe/Oslo
        L2,Europe/Oslo
        L3,Europe/Oslo
        L4,America/New_York

        # cohorts/sets.csv
        learner,set
        L1,set-1
        L2,set-1
        L3,set-1
        L4,set-1
    """
    wished = design.said.strategies.support_network.sets.form.overlap
    cohort = design.sources.cohort
    first, last = (int(design.limit(name)) for name in ("day.first-hour", "day.last-hour"))
    form = design.said.strategies.support_network.sets.form
    if wished is not None and wished.length.minutes > 60 * (last - first):
        yield Seen(
            f"A working day has {last - first} h, and `overlap: {wished.length}` asks for more of them in common.",
            "Ask for fewer hours: no set can share so many, whoever sits in it.",
            form.at.of("overlap"),
        )
        return
    if wished is None or cohort is None or not design.plan.mondays:
        return
    zones = {one.id: dict(one.cells).get("time-zone", "") for one in design.sources.roster}
    for one in design.plan.sets.sets:
        known = sorted({zones[who] for who in one.members if zone_named(zones.get(who, "")) is not None})
        # Clocks change on different days in different places, so every week of the program counts.
        common = shared(known, design.plan.mondays, first, last)
        if len(known) > 1 and common < wished.length.minutes:
            yield Seen(
                f"`{one.id}` has {length_of(common)} of the working day in common; {wished.length} are asked for. "
                f"Its members live in {', '.join(known)}.",
                "Bring people of near time zones together, or ask for fewer hours.",
                design.at((cohort.at, "sets"), (form.at, "overlap")),
            )


# What a reminder can be about; reading and watching wait without one.
_CALLS = ("meeting", "round", "practice", "task", "prompt", "live", "quiz")


@rule("SS-WRK-003", "More to be reminded of than messages can hold", Severity.INFO, "ours")
def reminders(design: Design) -> Iterator[Seen]:
    """A week in which more kinds of things are due, each calling for a message of its own, than a person should get.

    Why: More than three messages a week are noise, and noise is what people learn to skip. The nudges plan stops at
    three, so what comes after them is reminded of nowhere.

    Counter: A digest, one message for the whole week, has room for everything.

    Fix: Move something to a quieter week, or mark what may be left out as `optional: true`.

    Bad:
        effort: {learner: 9 h}
        modules:
          - id: m
            week: 2
            title: M
            activities:
              - {id: talk, live: Meet the team, minutes: 30, outcomes: [hold-talk]}
        strategies:
          support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120}}}
          sense-making: {rounds: [{id: why, question: What makes a talk hard here?, week: 2, minutes: 60}]}
          application: {cycles: [{id: hold, practise: {do: Hold one talk}, weeks: [2, 4]}]}

    Good:
        effort: {learner: 9 h}
        strategies:
          support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 120}}}
    """
    most = int(design.limit("nudges.per-week"))
    for week in design.plan.weeks:
        due = dict.fromkeys(one.kind for one in week.items if one.required and one.kind in _CALLS)
        if len(due) > most:
            first = [item for item in week.items if item.required and item.kind in _CALLS]
            yield Seen(
                f"Week {week.number} has {len(due)} kinds of things to be reminded of; {most} messages are the most.",
                f"Move one of them to a quieter week, such as “{min(first, key=lambda one: one.minutes).title}”.",
                design.at((design.said.at, "weeks")),
            )
