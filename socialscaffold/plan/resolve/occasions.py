"""The lasting names of what comes several times: turns of practice and set meetings, which have a week each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.plan.model import Plan
from socialscaffold.spec.program import Program
from socialscaffold.spec.references import ids_of


def occasion_ids(of: str, weeks: Sequence[int], named: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """An id for each week: `of` with the name that the program gives it, else with its week.

    A position would shift when another is put in before it, and with it what learners wrote. The second of one week
    gets a number: `talk-week-2`, `talk-week-2-2`.
    """
    names = dict(named)
    seen: Counter[int] = Counter()
    made = []
    for week in weeks:
        seen[week] += 1
        name = names.get(week, f"week-{week}")
        made.append(f"{of}-{name}" if seen[week] == 1 else f"{of}-{name}-{seen[week]}")
    return tuple(made)


def names_without_a_week(program: Program) -> Iterator[Diagnostic]:
    """Names under `ids` for weeks in which nothing is: what moves takes its name along. The program is a whole one."""
    sets = program.strategies.support_network.sets
    places = [(sets.meetings.ids, (*sets.meetings.weeks, *sets.beyond.weeks), sets.meetings.at, "no set meets")]
    places += [
        (one.ids, one.weeks, one.at, f"no turn of `{one.id}` starts") for one in program.strategies.application.cycles
    ]
    for named, weeks, at, nothing in places:
        there = sorted(set(weeks))
        for week, name in named:
            if week not in there:
                seen = f"`{name}` is the name of something in week {week}, in which {nothing}."
                known = ", ".join(str(one) for one in there)
                hint = f"If it has moved, write its new week before the name; it may be one of {known}."
                yield error("SS-YAML-003", seen, hint, at.of("ids"))


def ids_that_stand_twice(plan: Plan) -> Iterator[Diagnostic]:
    """Things to do that have one id: a learner's record could not tell them apart.

    Two that the author named are told by the reader; here at least one has its id from us.
    """
    strategies = plan.program.strategies
    meetings = strategies.support_network.sets.meetings.at
    places = {one.id: meetings.of("ids") for one in plan.sets.meetings}
    for said, cycle in zip(strategies.application.cycles, plan.cycles, strict=True):
        places |= {turn.id: said.at.of("ids") for turn in cycle.turns}
    places |= dict(ids_of(plan.program))
    weeks: dict[str, list[int]] = {}
    for week in plan.weeks:
        for item in week.items:
            weeks.setdefault(item.id, []).append(week.number)
    for name, there in weeks.items():
        if len(there) > 1:
            seen = f"The id `{name}` stands twice, in week {there[0]} and in week {there[1]}."
            hint = "Meetings go by `meeting-week-3` and turns by their cycle's id and their week: give this another id."
            yield error("SS-YAML-003", seen, hint, places.get(name, plan.program.at.span))
