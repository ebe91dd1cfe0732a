"""Program, regions and cohort -> the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from socialscaffold.diagnostics import Diagnostic, Mend, error, has_errors
from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.assume import LEANEST, Assumptions
from socialscaffold.plan.items import plan_items
from socialscaffold.plan.model import Item, Plan, Session, Week
from socialscaffold.plan.resolve.individual import plan_cycles, plan_prompts, plan_tasks
from socialscaffold.plan.resolve.occasions import ids_that_stand_twice, names_without_a_week
from socialscaffold.plan.resolve.people import Seating, counted, miscounted
from socialscaffold.plan.resolve.rounds import plan_rounds, rounds_that_do_not_fit
from socialscaffold.plan.resolve.sets import plan_sets
from socialscaffold.plan.scaffold.whole import whole_program
from socialscaffold.plan.workload import reading_minutes
from socialscaffold.spec.content import Paper
from socialscaffold.spec.load import Sources
from socialscaffold.spec.local import in_voice
from socialscaffold.spec.program import Program
from socialscaffold.spec.voice import voice_of
from socialscaffold.words.speech import Speech
from socialscaffold.words.tongues import speech


def make_plan(
    sources: Sources,
    words: dict[str, int] | None = None,
    titles: dict[str, str] | None = None,
    papers: tuple[Paper, ...] = (),
) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """The plan of what was read, or None where it can't be worked out.

    `words` counts the words of each content file by its path, for activities that do not state their minutes;
    `titles` holds the titles of content files, for activities that have none of their own. What the program leaves
    open is filled in as usual, and where the weeks don't hold that, with as little as makes them hold.
    """
    program = counted(with_content(sources.program, words or {}, titles or {}), sources)
    seating = Seating(sources)
    plan, found = _plan(sources, program, seating, 0)
    if plan is None:
        return plan, found
    plan, told = _that_fits(plan, sources, program, seating)
    made, dated = _with_cohort(plan, sources)
    made = replace(made, papers=papers)
    return made, (
        *found,
        *told,
        *seating.found(plan.program),
        *miscounted(plan.program, sources),
        *(_of_aliases(sources) if sources.leads else ()),
        *dated,
    )


def _of_aliases(sources: Sources) -> tuple[Diagnostic, ...]:
    from socialscaffold.plan.aliases import told_of_aliases

    return told_of_aliases(sources)


def _that_fits(plan: Plan, sources: Sources, program: Program, seating: Seating) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """The plan, or where its weeks are over their budget the first leaner one that is not."""
    if not _over(plan):
        return plan, ()
    leaner = [plan]
    for lean in range(1, LEANEST + 1):
        tried, _ = _plan(sources, program, seating, lean)
        if tried is not None:
            leaner.append(tried)
            if not _over(tried):
                break
    best = min(leaner, key=_over)
    return best, tuple(_too_short(best))


def _with_cohort(plan: Plan, sources: Sources) -> tuple[Plan, list[Diagnostic]]:
    """The plan with the days, hours, places and facilitators of its cohort, where there is one."""
    if sources.cohort is None or sources.cohort.start is None:
        return plan, []
    # Only a cohort needs the calendar.
    from socialscaffold.plan.resolve.clashes import clashes
    from socialscaffold.plan.resolve.dates import cohort_dates
    from socialscaffold.plan.resolve.leads import led
    from socialscaffold.plan.resolve.stagger import staggered
    from socialscaffold.spec.people import TIME_ZONE, cells_of

    zones = {who: zone for who, cells in cells_of(sources.roster).items() if (zone := cells.get(TIME_ZONE))}
    dates, found = cohort_dates(plan.program, sources.cohort, plan.sets, plan.rounds, zones)
    sets, told = led(dates.sets, sources, plan.sets.meetings, dates.mondays)
    sets = staggered(sets, plan.sets.meetings, zones, sources.cohort.time_zone)
    cycles = plan_cycles(plan.program, plan.sets, plan.shelves, dates.mondays)
    plan = replace(plan, sets=replace(plan.sets, sets=sets), cycles=cycles, mondays=dates.mondays)
    plan = replace(plan, weeks=_weeks(plan, dict(dates.sessions)))
    return plan, [*found, *told, *clashes(plan, sources.roster)]


def _too_short(plan: Plan) -> list[Diagnostic]:
    """Where not even the leanest plan can be spread over the weeks, that is said before any single week is."""
    needed = sum(week.minutes for week in plan.weeks)
    weeks = plan.program.weeks
    if needed <= weeks * plan.budget:
        return []
    seen = (
        f"{weeks} {'week' if weeks == 1 else 'weeks'} of {plan.budget} minutes are too short: the five strategies and "
        f"what the program says take {needed} minutes of a learner, with every default at its leanest."
    )
    hint = f"Give it at least {ceil(needed / plan.budget)} weeks, or {ceil(needed / weeks / 30) * 30} minutes a week."
    return [error("SS-PLAN-001", seen, hint, plan.program.at.of("weeks"))]


def _over(plan: Plan) -> int:
    """The minutes by which weeks are over what a learner and a facilitator can give."""
    return sum(max(0, week.minutes - plan.budget) + max(0, week.staff - plan.staff_budget) for week in plan.weeks)


def _plan(sources: Sources, said: Program, seating: Seating, lean: int) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    say = speech(said.language)
    made = Assumptions(lean, say)
    voice = voice_of(sources.regions, sources.here, say, sources.translation.terms)
    program = in_voice(whole_program(said, made, sources.shelves), voice)
    found = (
        *_impossible(program),
        *rounds_that_do_not_fit(program, sources.shelves),
        *names_without_a_week(program),
    )
    if has_errors(found):
        return None, found
    learners = program.audience.learners or 0
    sets = plan_sets(program, seating.sets(program), sources.shelves)
    names = {one.region: one.name for one in sources.regions}
    asked = sources.asked
    listed = [one for one in program.strategies.localization.regions if asked is None or one in asked]
    places = tuple((name, names.get(name, name)) for name in listed) or (("all", say("your workplace")),)
    own = tuple((one.id, one.title) for one in program.strategies.engagement.levels)
    plan = Plan(
        program=program,
        cohort=sources.cohort,
        regions=sources.regions,
        learners=learners,
        budget=program.effort.learner.minutes if program.effort.learner else 0,
        staff_budget=program.effort.facilitator.minutes if program.effort.facilitator else 0,
        weeks=(),
        sets=sets,
        rounds=plan_rounds(program, learners, sources.shelves, sources.circles),
        cycles=plan_cycles(program, sets, sources.shelves),
        prompts=plan_prompts(
            program, places, sources.regions, sources.shelves, sources.translation.terms, sources.credited
        ),
        tasks=plan_tasks(program, sets, learners, dict(evidence().profile("workplace").expect)),
        levels=own or _ladder(say, program.strategies.engagement.pyramid or "seed"),
        assumed=tuple(dict.fromkeys(made.made)),
        shelves=sources.shelves,
        here=voice.region,
        asked=asked,
    )
    plan = replace(plan, weeks=_weeks(plan, {}))
    return plan, (*found, *ids_that_stand_twice(plan))


def _ladder(say: Speech, name: str) -> tuple[tuple[str, str], ...]:
    """A model's levels from below, as (our level, its title there); a level that stands for two of ours is both."""
    rungs = evidence().pyramid(name).levels
    return tuple((ours, say.within("level", rung.title)) for rung in rungs for ours in rung.like)


def with_content(program: Program, words: dict[str, int], titles: dict[str, str]) -> Program:
    """Minutes to read and titles that an activity takes from its file."""
    rates = evidence().workload()
    modules = []
    for module in program.modules:
        activities = []
        for one in module.activities:
            path = one.read or one.transcript if one.watch is None else None
            if one.minutes is None and path and path.text in words:
                one = replace(one, minutes=max(1, reading_minutes(rates, words[path.text])))
            named = one.read or one.quiz or one.transcript
            if not one.title and named and titles.get(named.text):
                one = replace(one, title=titles[named.text])
            activities.append(one)
        modules.append(replace(module, activities=tuple(activities)))
    return replace(program, modules=tuple(modules))


def _impossible(program: Program) -> list[Diagnostic]:
    """What no plan can be made of."""
    size = program.strategies.support_network.sets.size
    least, target, most = size.min or 2, size.target or 2, size.max or 2
    if not least <= target <= most:
        seen = f"Sets of at least {least}, best {target}, at most {most} can't be: the three must rise."
        places = [size.at.of(name) for name in ("min", "target", "max") if size.at.said(name)]
        known = sorted(number for number in (size.min, size.target, size.max) if number is not None)
        # Only where the author wrote all three is it plain which number belongs where.
        mends = tuple(Mend(place, str(number)) for place, number in zip(places, known, strict=False))
        hint = "Write them in rising order, such as 5, 6 and 8."
        return [error("SS-SET-002", seen, hint, size.at.span, mends if len(places) == 3 else ())]
    return []


def _weeks(plan: Plan, sessions: Mapping[str, Session]) -> tuple[Week, ...]:
    by_week: dict[int, list[Item]] = {}
    for item in plan_items(plan, sessions):
        by_week.setdefault(item.week, []).append(item)
    titles: dict[int, list[str]] = {}
    for module in plan.program.modules:
        titles.setdefault(module.week, []).append(module.title)
    return tuple(
        Week(
            number=number,
            monday=plan.mondays[number - 1] if plan.mondays else None,
            titles=tuple(titles.get(number, ())),
            items=tuple(by_week.get(number, ())),
            minutes=sum(item.minutes for item in by_week.get(number, ())),
            staff=sum(item.staff for item in by_week.get(number, ())),
        )
        for number in range(1, plan.program.weeks + 1)
    )
