"""Program, regions and cohort -> the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from math import ceil

from socialscaffold.diagnostics import Diagnostic, error, has_errors
from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.assume import LEANEST, Assumptions
from socialscaffold.plan.items import plan_items
from socialscaffold.plan.model import ActionLearningSet, Item, Plan, Week
from socialscaffold.plan.resolve.individual import plan_cycles, plan_prompts, plan_tasks
from socialscaffold.plan.resolve.rounds import plan_rounds, rounds_that_do_not_fit
from socialscaffold.plan.resolve.sets import plan_sets, sizes
from socialscaffold.plan.scaffold.whole import whole_program
from socialscaffold.plan.workload import reading_minutes
from socialscaffold.spec.load import Sources
from socialscaffold.spec.program import Program


def make_plan(
    sources: Sources, words: dict[str, int] | None = None, titles: dict[str, str] | None = None
) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """The plan of what was read, or None where it can't be worked out.

    `words` counts the words of each content file by its path, for activities that do not state their minutes;
    `titles` holds the titles of content files, for activities that have none of their own. What the program leaves
    open is filled in as usual, and where the weeks don't hold that, with as little as makes them hold.
    """
    program = with_content(sources.program, words or {}, titles or {})
    plan, found = _plan(sources, program, 0)
    if plan is None or not _over(plan):
        return plan, found
    leaner = [plan]
    for lean in range(1, LEANEST + 1):
        tried, _ = _plan(sources, program, lean)
        if tried is not None:
            leaner.append(tried)
            if not _over(tried):
                break
    best = min(leaner, key=_over)
    return best, (*found, *_too_short(best))


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


def _plan(sources: Sources, said: Program, lean: int) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    made = Assumptions(lean)
    program = whole_program(said, made, sources.shelves)
    found = (*_impossible(program), *rounds_that_do_not_fit(program, sources.shelves))
    if has_errors(found):
        return None, found
    formed = _formed(program, sources)
    learners = sum(one.seats for one in formed) if sources.sets else program.audience.learners or 0
    sets = plan_sets(program, formed, sources.shelves)
    names = {one.region: one.name for one in sources.regions}
    listed = program.strategies.localization.regions
    places = tuple((name, names.get(name, name)) for name in listed) or (("all", "your workplace"),)
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
        rounds=plan_rounds(program, learners, sources.shelves),
        cycles=plan_cycles(program, sets),
        prompts=plan_prompts(program, places, sources.regions),
        tasks=plan_tasks(program, sets, learners, dict(evidence().profile("workplace").expect)),
        levels=own or _ladder(program.strategies.engagement.pyramid or "seed"),
        assumed=tuple(dict.fromkeys(made.made)),
        shelves=sources.shelves,
    )
    return replace(plan, weeks=_weeks(plan)), found


def _ladder(name: str) -> tuple[tuple[str, str], ...]:
    """A model's levels from below, as (our level, its title there); a level that stands for two of ours is both."""
    return tuple((ours, rung.title) for rung in evidence().pyramid(name).levels for ours in rung.like)


def _formed(program: Program, sources: Sources) -> tuple[ActionLearningSet, ...]:
    """The cohort's own sets, or a sketch by size: within each region where sets are to be alike in something."""
    if sources.sets:
        return tuple(ActionLearningSet(name, len(members), members) for name, members in sources.sets)
    said, audience = program.strategies.support_network.sets, program.audience
    size = said.size
    least, most = size.min or 2, size.max or 2
    strata = [count for _, count in audience.by_region if count] if said.form.alike else []
    cut: list[int] = []
    for count in strata or [audience.learners or 0]:
        cut += sizes(count, least, size.target or least, most)
    return tuple(ActionLearningSet(f"set-{number}", seats) for number, seats in enumerate(cut, 1))


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
        return [error("SS-SET-002", seen, "Write them in rising order, such as 5, 6 and 8.", size.at.span)]
    return []


def _weeks(plan: Plan) -> tuple[Week, ...]:
    by_week: dict[int, list[Item]] = {}
    for item in plan_items(plan):
        by_week.setdefault(item.week, []).append(item)
    mondays = _mondays(plan)
    titles: dict[int, list[str]] = {}
    for module in plan.program.modules:
        titles.setdefault(module.week, []).append(module.title)
    return tuple(
        Week(
            number=number,
            monday=mondays[number - 1] if mondays else None,
            titles=tuple(titles.get(number, ())),
            items=tuple(by_week.get(number, ())),
            minutes=sum(item.minutes for item in by_week.get(number, ())),
            staff=sum(item.staff for item in by_week.get(number, ())),
        )
        for number in range(1, plan.program.weeks + 1)
    )


def _mondays(plan: Plan) -> tuple[dt.date, ...]:
    """The Monday of each week of the course; a week that touches a blackout is left out and the later ones move on."""
    if plan.cohort is None or plan.cohort.start is None:
        return ()
    found: list[dt.date] = []
    monday = plan.cohort.start
    while len(found) < plan.program.weeks:
        sunday = monday + dt.timedelta(days=6)
        if not any(first <= sunday and last >= monday for first, last in plan.cohort.blackout):
            found.append(monday)
        monday += dt.timedelta(days=7)
    return tuple(found)
