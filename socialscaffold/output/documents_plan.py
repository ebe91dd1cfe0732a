"""The plan's own page, for the designer and the sponsor: what works where, what is a default, what is missing."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.documents_local import drift_rows
from socialscaffold.output.documents_words import bare, sentence
from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.model import STRATEGIES, Plan


def plan_page(plan: Plan, names: dict[str, str]) -> dict[str, Any]:
    """What the page prints. `names` holds the strategies' names."""
    return {
        "seats": plan.say.between([one.seats for one in plan.sets.sets]),
        "strategy_rows": _strategies(plan, names),
        "expected": _expected(plan),
        "defaults": _defaults(plan),
        "missing": missing(plan),
        "drift": drift_rows(plan),
    }


def _strategies(plan: Plan, names: dict[str, str]) -> list[dict[str, str]]:
    say = plan.say
    about = say.listed(dict.fromkeys(say.name(one.dimension) for one in plan.prompts))
    where = say.listed(name for _, name in plan.places)
    everyone = sum(one.owed or one.required for one in plan.tasks)
    what = {
        "support-network": _sets(plan),
        "sense-making": " ".join(sentence(one.question) for one in plan.rounds),
        "application": " ".join(sentence(one.do) for one in plan.cycles),
        "localization": say.plural(
            "{number} question about {about}, for {where}",
            "{number} questions about {about}, for {where}",
            len(plan.prompts),
            about=about,
            where=where,
        ),
        "engagement": say.plural(
            "{number} task from noticing to teaching, {everyone} of them for everyone",
            "{number} tasks from noticing to teaching, {everyone} of them for everyone",
            len(plan.tasks),
            everyone=everyone,
        ),
    }
    rows = []
    for name in STRATEGIES:
        weeks = [(week.number, sum(one.minutes for one in week.items if one.strategy == name)) for week in plan.weeks]
        used = [(number, minutes) for number, minutes in weeks if minutes]
        rows.append(
            {
                "name": names[name],
                "what": what[name] if used else say("Nothing yet."),
                "weeks": say.series(str(number) for number, _ in used) or "–",
                "minutes": say.length(sum(minutes for _, minutes in used)),
            }
        )
    return rows


def _sets(plan: Plan) -> str:
    course = [one for one in plan.sets.meetings if one.place != "beyond"]
    say = plan.say
    if not course:
        return say("Nothing yet.")
    sets = say.plural("{number} set", "{number} sets", len(plan.sets.sets))
    length = say.length(course[0].minutes)
    meetings = say.plural("{number} meeting of {length}", "{number} meetings of {length}", len(course), length=length)
    facts = [sets, meetings]
    led = next((one.number for one in plan.sets.meetings if one.led_by_set), 0)
    if led:
        facts.append(say("led by a member from meeting {number} on", number=led))
    text = say.series(facts)
    if plan.sets.owed:
        owed = say.small(bare(plan.sets.owed))
        text += ". " + say("Due at meeting {number}, from everyone: {owed}", number=plan.sets.due, owed=owed)
    return text


def _expected(plan: Plan) -> list[dict[str, str]]:
    say = plan.say
    names, levels = dict(plan.places), dict(plan.levels)
    rows = []
    for task in sorted(plan.tasks, key=lambda one: (one.week, one.id)):
        people = say.series(f"{names.get(code, code)} {number}" for code, number in task.expected if code != "all")
        total = sum(number for _, number in task.expected)
        rows.append(
            {
                "task": say("{task} (owed by everyone)", task=bare(task.do)) if task.owed else bare(task.do),
                "level": levels.get(task.level, say.name(task.level)),
                "week": str(task.week),
                "people": f"{total} ({people})" if people else str(total),
            }
        )
    return rows


def _defaults(plan: Plan) -> list[dict[str, str]]:
    sources = {one.id: one.text for one in evidence().sources()}
    return [
        {
            "key": one.where,
            "value": one.value,
            "why": plan.say(one.default.why),
            "source": " ".join(sources[key] for key in one.default.sources) or plan.say("our own judgement"),
            "tier": one.default.tier,
        }
        for one in plan.assumed
    ]


def missing(plan: Plan) -> list[str]:
    """What the plan cannot know yet, as sentences that say what to add."""
    say = plan.say
    found = []
    if plan.cohort is None:
        found.append(
            say("There is no cohort, so the plan speaks of weeks. A cohort file gives it dates, hours and places.")
        )
    if not any(one.members for one in plan.sets.sets):
        found.append(
            say("Nobody sits in a set yet; the {sets} sets are a sketch by number of people.", sets=len(plan.sets.sets))
        )
    if not plan.program.channels:
        found.append(say("No channel is named, so the pages speak of the set's own channel."))
    known = {one.region for one in plan.regions}
    for code, name in plan.places:
        if code != "all" and code not in known:
            found.append(say("{region} has no overlay yet: its facts, words and answers are not known.", region=name))
            continue
        asked = [one for one in plan.prompts if dict(one.states).get(code) in ("asked", "rejected", "expired")]
        if asked and code != "all":
            about = say.listed(dict.fromkeys(say.name(one.dimension) for one in asked))
            found.append(
                say.plural(
                    "{region} still owes {number} answer: {about}.",
                    "{region} still owes {number} answers: {about}.",
                    len(asked),
                    region=name,
                    about=about,
                )
            )
    found += [
        say.plural(
            "Week {week} takes {length}, {number} minute more than the budget.",
            "Week {week} takes {length}, {number} minutes more than the budget.",
            week.minutes - plan.budget,
            week=week.number,
            length=say.length(week.minutes),
        )
        for week in plan.weeks
        if week.minutes > plan.budget
    ]
    found += [
        say(
            "Week {week} takes {length} of a facilitator, who has {budget} a week.",
            week=week.number,
            length=say.length(week.staff),
            budget=say.length(plan.staff_budget),
        )
        for week in plan.weeks
        if week.staff > plan.staff_budget
    ]
    return found
