"""The plan's own page, for the designer and the sponsor: what works where, what is a default, what is missing."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.documents_words import as_name, bare, between, counted, length, listed, sentence, small
from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.model import STRATEGIES, Plan


def plan_page(plan: Plan, names: dict[str, str]) -> dict[str, Any]:
    """What the page prints. `names` holds the strategies' names."""
    return {
        "seats": between([one.seats for one in plan.sets.sets]),
        "strategy_rows": _strategies(plan, names),
        "expected": _expected(plan),
        "defaults": _defaults(plan),
        "missing": missing(plan),
    }


def _strategies(plan: Plan, names: dict[str, str]) -> list[dict[str, str]]:
    about = listed(dict.fromkeys(as_name(one.dimension) for one in plan.prompts))
    where = listed(name for _, name in plan.places)
    everyone = sum(one.owed or one.required for one in plan.tasks)
    what = {
        "support-network": _sets(plan),
        "sense-making": " ".join(sentence(one.question) for one in plan.rounds),
        "application": " ".join(sentence(one.do) for one in plan.cycles),
        "localization": f"{counted(len(plan.prompts), 'question')} about {about}, for {where}",
        "engagement": f"{counted(len(plan.tasks), 'task')} from noticing to teaching, {everyone} of them for everyone",
    }
    rows = []
    for name in STRATEGIES:
        weeks = [(week.number, sum(one.minutes for one in week.items if one.strategy == name)) for week in plan.weeks]
        used = [(number, minutes) for number, minutes in weeks if minutes]
        rows.append(
            {
                "name": names[name],
                "what": what[name] if used else "Nothing yet.",
                "weeks": ", ".join(str(number) for number, _ in used) or "–",
                "minutes": length(sum(minutes for _, minutes in used)),
            }
        )
    return rows


def _sets(plan: Plan) -> str:
    course = [one for one in plan.sets.meetings if one.place != "beyond"]
    if not course:
        return "Nothing yet."
    text = f"{counted(len(plan.sets.sets), 'set')}, {counted(len(course), 'meeting')} of {length(course[0].minutes)}"
    led = next((one.number for one in plan.sets.meetings if one.led_by_set), 0)
    if led:
        text += f", led by a member from meeting {led} on"
    if plan.sets.owed:
        text += f". Due at meeting {plan.sets.due}, from everyone: {small(bare(plan.sets.owed))}"
    return text


def _expected(plan: Plan) -> list[dict[str, str]]:
    names, levels = dict(plan.places), dict(plan.levels)
    rows = []
    for task in sorted(plan.tasks, key=lambda one: (one.week, one.id)):
        people = ", ".join(f"{names.get(code, code)} {number}" for code, number in task.expected if code != "all")
        total = sum(number for _, number in task.expected)
        rows.append(
            {
                "task": bare(task.do) + (" (owed by everyone)" if task.owed else ""),
                "level": levels.get(task.level, as_name(task.level)),
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
            "why": one.default.why,
            "source": " ".join(sources[key] for key in one.default.sources) or "our own judgement",
            "tier": one.default.tier,
        }
        for one in plan.assumed
    ]


def missing(plan: Plan) -> list[str]:
    """What the plan cannot know yet, as sentences that say what to add."""
    found = []
    if plan.cohort is None:
        found.append("There is no cohort, so the plan speaks of weeks. A cohort file gives it dates, hours and places.")
    if not any(one.members for one in plan.sets.sets):
        found.append(f"Nobody sits in a set yet; the {len(plan.sets.sets)} sets are a sketch by number of people.")
    if not plan.program.channels:
        found.append("No channel is named, so the pages speak of the set's own channel.")
    known = {one.region for one in plan.regions}
    for code, name in plan.places:
        if code != "all" and code not in known:
            found.append(f"{name} has no overlay yet: its facts, words and answers are not known.")
            continue
        asked = [one for one in plan.prompts if dict(one.states).get(code) in ("asked", "rejected", "expired")]
        if asked and code != "all":
            about = listed(dict.fromkeys(as_name(one.dimension) for one in asked))
            found.append(f"{name} still owes {counted(len(asked), 'answer')}: {about}.")
    found += [
        f"Week {week.number} takes {length(week.minutes)}, {week.minutes - plan.budget} minutes more than the budget."
        for week in plan.weeks
        if week.minutes > plan.budget
    ]
    found += [
        f"Week {week.number} takes {length(week.staff)} of a facilitator, who has {length(plan.staff_budget)} a week."
        for week in plan.weeks
        if week.staff > plan.staff_budget
    ]
    return found
