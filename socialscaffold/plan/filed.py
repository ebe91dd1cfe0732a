"""The sets of a cohort with all that their file says: seats, who leads, who never does, hours and groups of rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.asked import members_of
from socialscaffold.plan.circles import fewest_again, formed_circles, meet_again, seated_anew
from socialscaffold.plan.leads import Led
from socialscaffold.plan.make import make_plan
from socialscaffold.plan.model import ActionLearningSet, Plan
from socialscaffold.plan.resolve.leads import shared_leads
from socialscaffold.spec.load import Sources
from socialscaffold.spec.sets_file import SeatedSet, SetsFile


@dataclass(frozen=True, slots=True)
class Filed:
    """What is to be written, and what there is to say of it: the plan that comes of it, who leads, how many pairs meet
    a second time over sets and rounds, and how many do at the least."""

    file: SetsFile
    plan: Plan
    led: Led
    again: int
    fewest: int


def filed_anew(sources: Sources, plan: Plan) -> Filed:
    """Sets that were just formed, with facilitators, and with home groups for every round of sense-making."""
    sets = {one.id: one.members for one in plan.sets.sets}
    seed = sources.cohort.seed if sources.cohort else 0
    week = sources.cohort.start if sources.cohort else None
    members = members_of(sources.roster, week)
    circles = formed_circles(plan, sets, members, seed)
    by_table = {name: lead.id for lead in sources.leads for name in lead.sets}
    named = [replace(one, facilitator=by_table.get(one.id, "")) for one in plan.sets.sets]
    led = shared_leads(tuple(named), sources, plan.sets.meetings, plan.mondays)
    file = SetsFile(_as_filed(plan.sets.sets, led, sources), circles)
    return Filed(file, plan, led, meet_again(sets, circles), fewest_again(plan, sets, circles, members))


def filed_again(sources: Sources, plan: Plan, sets: Mapping[str, Sequence[str]]) -> Filed:
    """Sets after people have come, gone or changed places: who leads and when they meet stays as it was."""
    before = {one.id: one for one in plan.sets.sets}
    circles = seated_anew(sources.circles, sets)
    named = tuple(
        SeatedSet(name, tuple(members), before[name].facilitator, hours=before[name].fair)
        if name in before
        else SeatedSet(name, tuple(members))
        for name, members in sets.items()
    )
    by_table = tuple(replace(lead, sets=tuple(one for one in lead.sets if one in sets)) for lead in sources.leads)
    anew = replace(sources, sets=named, circles=circles, leads=by_table)
    made, _ = make_plan(anew)
    made = made or plan
    led = shared_leads(made.sets.sets, anew, made.sets.meetings, made.mondays)
    file = SetsFile(_as_filed(made.sets.sets, led, anew), circles)
    fewest = fewest_again(made, sets, circles, members_of(sources.roster, None))
    return Filed(file, made, led, meet_again(sets, circles), fewest)


def _as_filed(sets: Sequence[ActionLearningSet], led: Led, sources: Sources) -> tuple[SeatedSet, ...]:
    """Who leads stands in the file where the table of facilitators does not say it already."""
    by_table = {name for lead in sources.leads for name in lead.sets}
    return tuple(
        SeatedSet(
            one.id,
            one.members,
            "" if one.id in by_table else led.leaders.get(one.id, ""),
            tuple(one.members[seat - 1] for seat in one.never),
            one.fair,
        )
        for one in sets
    )
