"""Rules about who sits together in an action learning set."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, STRATEGY, Seen, rule
from socialscaffold.source.kinds import DAYS
from socialscaffold.source.zones import zone_named


def _cells(design: Design) -> dict[str, dict[str, str]]:
    """The roster: each learner's cells by column."""
    return {one.id: dict(one.cells) for one in design.sources.roster}


@rule("SS-SET-001", "Sets outside the sizes that work", Severity.WARN, "T5", "wialusa", "wialuk", because=STRATEGY)
def usual_sizes(design: Design) -> Iterator[Seen]:
    """A smallest or largest set outside four to eight people.

    Why: With fewer there is too little exchange; with more there are too many threads, and the turns come too seldom.

    Counter: 329 work groups of three to eight people were more productive than larger ones, some measures favoured
    three or four (wheelan2009); those were work groups, not sets.

    Fix: Write `size: {min: 5, target: 6, max: 8}`, or leave the size out.

    Bad:
        strategies: {support-network: {sets: {size: {min: 3, target: 6, max: 9}}}}

    Good:
        strategies: {support-network: {sets: {size: {min: 5, target: 6, max: 8}}}}
    """
    said = design.plan.program.strategies.support_network.sets.size
    least, most = int(design.limit("set.size.wial.min")), int(design.limit("set.size.wial.max"))
    if (said.min or least) < least or (said.max or most) > most:
        yield Seen(
            f"Sets of {said.min} to {said.max} are outside {least} to {most}.",
            "Fewer people lack exchange; more have too many threads to follow.",
            design.at((said.at, "min"), (said.at, "max")),
        )


@rule("SS-SET-002", "A head count that can't be cut into such sets", Severity.ERROR, "ours")
def seats(design: Design) -> Iterator[Seen]:
    """A number of learners for which no number of sets of the allowed sizes comes out.

    Why: Somebody would be without a set. Sets of 5 to 7, for example, can't seat 8 or 9 people.

    Fix: Allow one smaller or larger size, or change the number of learners.

    Bad:
        audience: {role: Colleagues, learners: 9}
        strategies: {support-network: {sets: {size: {min: 5, target: 6, max: 7}}}}

    Good:
        audience: {role: Colleagues, learners: 9}
        strategies: {support-network: {sets: {size: {min: 4, target: 5, max: 7}}}}
    """
    said = design.plan.program.strategies.support_network.sets.size
    least, most = said.min or 2, said.max or 2
    wrong = [one for one in design.plan.sets.sets if not least <= one.seats <= most]
    if wrong:
        counts = [one.seats for one in design.plan.sets.sets]
        yield Seen(
            f"{design.plan.learners} learners can't be cut into sets of {least} to {most}: one has {wrong[0].seats}.",
            f"Allow sets of {min(least, *counts)} to {max(most, *counts)}, or change the number of learners.",
            design.at((said.at, "max"), (said.at, "min"), (design.said.audience.at, "learners")),
        )


@rule("SS-SET-004", "Two people who must be apart sit in one set", Severity.WARN, "T5", "rapidbi", because=PEOPLE)
def apart(design: Design) -> Iterator[Seen]:
    """A set, as its file says it, in which somebody sits with the person named in a column of `form: apart`.

    Why: Nobody says what they can't do yet in front of their own manager.

    Fix: Move one of the two to another set, in the cohort's file of sets.

    Bad:
        audience: {role: Colleagues, learners: 4}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}, form: {apart: [boss]}}}}

        # cohorts/one.yaml
        {socialscaffold-cohort: 1, program: example, cohort: one, start: 2027-01-18, roster: one.csv, sets: sets.csv}

        # cohorts/one.csv
        learner,boss
        L1,
        L2,L1
        L3,
        L4,

        # cohorts/sets.csv
        learner,set
        L1,set-1
        L2,set-1
        L3,set-1
        L4,set-1

    Good:
        audience: {role: Colleagues, learners: 4}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}, form: {apart: [boss]}}}}

        # cohorts/one.yaml
        {socialscaffold-cohort: 1, program: example, cohort: one, start: 2027-01-18, roster: one.csv, sets: sets.csv}

        # cohorts/one.csv
        learner,boss
        L1,
        L2,L9
        L3,
        L4,

        # cohorts/sets.csv
        learner,set
        L1,set-1
        L2,set-1
        L3,set-1
        L4,set-1
    """
    cells = _cells(design)
    form = design.said.strategies.support_network.sets.form
    for column in (wish.column for wish in form.apart):
        for one in design.plan.sets.sets:
            for who in one.members:
                other = cells.get(who, {}).get(column, "")
                if other in one.members and other != who:
                    yield Seen(
                        f"`{who}` sits in `{one.id}` with `{other}`, who is named in the column `{column}`.",
                        "Move one of them to another set.",
                        design.sources.cohort.at.of("sets") if design.sources.cohort else form.at.of("apart"),
                    )


@rule("SS-SET-006", "Somebody is the only one of their kind in a set", Severity.INFO, "T5")
def alone(design: Design) -> Iterator[Seen]:
    """A written set with one single member of a kind that the program wants never alone.

    Why: Who is alone is often asked to speak for all of their kind.

    Fix: Bring two of them together, or leave the set without any.

    Bad:
        audience: {role: Colleagues, learners: 8}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}, form: {never-alone: [site]}}}}

        # cohorts/one.yaml
        {socialscaffold-cohort: 1, program: example, cohort: one, start: 2027-01-18, roster: one.csv, sets: sets.csv}

        # cohorts/one.csv
        learner,site
        L1,north
        L2,south
        L3,south
        L4,south
        L5,north
        L6,south
        L7,south
        L8,south

        # cohorts/sets.csv
        learner,set
        L1,set-1
        L2,set-1
        L3,set-1
        L4,set-1
        L5,set-2
        L6,set-2
        L7,set-2
        L8,set-2

    Good:
        audience: {role: Colleagues, learners: 8}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}, form: {never-alone: [site]}}}}

        # cohorts/one.yaml
        {socialscaffold-cohort: 1, program: example, cohort: one, start: 2027-01-18, roster: one.csv, sets: sets.csv}

        # cohorts/one.csv
        learner,site
        L1,north
        L2,south
        L3,south
        L4,south
        L5,north
        L6,south
        L7,south
        L8,south

        # cohorts/sets.csv
        learner,set
        L1,set-1
        L2,set-1
        L3,set-1
        L5,set-1
        L4,set-2
        L6,set-2
        L7,set-2
        L8,set-2
    """
    cells = _cells(design)
    form = design.said.strategies.support_network.sets.form
    cohort = design.sources.cohort
    if cohort is None or cohort.sets is None:
        return  # the solver that forms the sets tells it itself
    for column in (wish.column for wish in form.never_alone):
        every = Counter(one.get(column, "") for one in cells.values())
        for one in design.plan.sets.sets:
            here = Counter(cells.get(who, {}).get(column, "") for who in one.members)
            for kind, count in here.items():
                if kind and count == 1 and every[kind] > 1:
                    yield Seen(
                        f"`{one.id}` has a single member with `{column}: {kind}`.",
                        "Bring two of them together, or leave the set without any.",
                        cohort.at.of("sets"),
                    )


@rule("SS-SET-007", "A set in which nobody should lead", Severity.WARN, "ours", because=PEOPLE)
def somebody_to_lead(design: Design) -> Iterator[Seen]:
    """A set that leads meetings itself, and none of whose members should: each sits with their own manager, or with
    somebody else to be apart from, or has `leads: no` in the file of sets.

    Why: Somebody has to lead, so the rota takes one of them all the same: they chair a meeting before their manager.

    Fix: Let somebody without a manager in the set change places into it (`socialscaffold sets swap`), or keep a
    facilitator to the end with `led-until`.

    Bad:
        audience: {role: Colleagues, learners: 4}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}}}}

        # cohorts/one.yaml
        {socialscaffold-cohort: 1, program: example, cohort: one, start: 2027-01-18, sets: sets.csv}

        # cohorts/sets.csv
        learner,set,leads
        L1,set-1,no
        L2,set-1,no
        L3,set-1,no
        L4,set-1,no

    Good:
        audience: {role: Colleagues, learners: 4}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}}}}

        # cohorts/one.yaml
        {socialscaffold-cohort: 1, program: example, cohort: one, start: 2027-01-18, sets: sets.csv}

        # cohorts/sets.csv
        learner,set,leads
        L1,set-1,no
        L2,set-1,no
        L3,set-1,no
        L4,set-1,
    """
    said, meetings = design.said.strategies.support_network.sets, design.plan.sets.meetings
    for one in design.plan.sets.sets if meetings else ():
        barred = [each for each in meetings if each.led_by_set and each.roles_of(one).facilitator in one.never]
        if barred:
            first, last = barred[0].number, barred[-1].number
            many = f"meeting {first}" if first == last else f"meetings {first} to {last}"
            course = [each.number for each in barred if each.place != "beyond"]
            keys = [f"`led-until: meeting {course[-1]}`"] if course else []
            keys += ["`led-by: facilitator` under `beyond`"] if barred[-1].place == "beyond" else []
            cohort = design.sources.cohort
            sets = cohort.at if cohort and cohort.sets else said.form.at
            yield Seen(
                f"`{one.id}` leads {many} itself, and each of its {one.seats} members sits with somebody whom they "
                "should not lead, such as their own manager.",
                "Exchange one of them for somebody who reports to nobody there (`socialscaffold sets swap`), or let a "
                f"facilitator lead: {' and '.join(keys)}.",
                design.at((sets, "sets"), (said.form.at, "apart"), (said.at, "roles"), (said.at, "facilitation")),
            )


@rule("SS-SET-009", "A set meets outside somebody's working day", Severity.WARN, "ours", because=PEOPLE)
def in_working_hours(design: Design) -> Iterator[Seen]:
    """A meeting of a set that begins before or ends after the working day in the time zone of one of its members.

    Why: Who must come at six in the morning is not asked the same as the others, and often stays away.

    Fix: Give the set an hour that lies in everybody's day, or let sets be alike in `time-zone`.

    Bad:
        audience: {role: Colleagues, learners: 4}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}}}}

        # cohorts/one.yaml
        socialscaffold-cohort: 1
        program: example
        cohort: one
        start: 2027-01-18
        time-zone: Europe/Oslo
        roster: one.csv
        meetings: {every-set: {day: Tuesday, at: "10:00"}}

        # cohorts/one.csv
        learner,time-zone
        L1,Europe/Oslo
        L2,Europe/Oslo
        L3,Europe/Oslo
        L4,America/New_York

    Good:
        audience: {role: Colleagues, learners: 4}
        strategies: {support-network: {sets: {size: {min: 4, target: 4, max: 4}}}}

        # cohorts/one.yaml
        socialscaffold-cohort: 1
        program: example
        cohort: one
        start: 2027-01-18
        time-zone: Europe/Oslo
        roster: one.csv
        meetings: {every-set: {day: Tuesday, at: "15:00"}}

        # cohorts/one.csv
        learner,time-zone
        L1,Europe/Oslo
        L2,Europe/Oslo
        L3,Europe/Oslo
        L4,America/New_York
    """
    cells = _cells(design)
    first, last = design.limit("day.first-hour"), design.limit("day.last-hour")
    for one in design.plan.sets.sets:
        away: dict[str, str] = {}
        for meeting, start in zip(design.plan.sets.meetings, one.starts, strict=False):
            for who in one.members:
                zone = cells.get(who, {}).get("time-zone", "")
                local = _there(start, zone)
                if local is None or who in away:
                    continue
                end = local + dt.timedelta(minutes=meeting.minutes)
                hours = end.hour + end.minute / 60 + 24 * (end.date() > local.date())
                if local.hour < first or hours > last:
                    away[who] = f"{local:%H:%M} to {end:%H:%M} on a {DAYS[local.weekday()]} in {zone}"
        for who, hours_there in away.items():
            yield Seen(
                f"`{one.id}` meets outside the working day of `{who}`: {hours_there}.",
                "Give the set an hour that lies in everybody's day, or form sets that are alike in `time-zone`.",
                design.sources.cohort.at.of("meetings") if design.sources.cohort else design.at(),
            )


def _there(moment: dt.datetime, zone: str) -> dt.datetime | None:
    """A moment on the clocks of a time zone; None where the zone is not known."""
    known = zone_named(zone)
    return moment.astimezone(known) if known else None
