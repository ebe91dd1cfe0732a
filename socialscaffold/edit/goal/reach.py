"""The fewest moves from week to week after which every week meets a goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Mend
from socialscaffold.edit.goal.goal import Goal
from socialscaffold.marks import Span
from socialscaffold.plan.model import Plan
from socialscaffold.spec.program import Program

_MOST_TOGETHER = 4  # moves out of one week that are looked at together


@dataclass(frozen=True, slots=True)
class Movable:
    """Something whose week the author wrote as one number: its minutes for a learner, and the weeks it may have."""

    what: str
    week: int
    minutes: int
    staff: int
    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Move:
    """One thing in another week."""

    thing: Movable
    week: int

    @property
    def mend(self) -> Mend:
        """The edit of the number."""
        return Mend(self.thing.span, str(self.week))


@dataclass(frozen=True, slots=True)
class Way:
    """The moves, and the weeks that are over the goal all the same, with the minutes by which they are."""

    moves: tuple[Move, ...]
    left: tuple[tuple[int, int], ...]


def reach(said: Program, plan: Plan, goal: Goal) -> Way:
    """The fewest moves, week by week; of equally many those that move the fewest minutes the least far.

    A task that is owed stays before the meeting at which it is due, a converging meeting after its round.
    """
    load = {week.number: week.staff if goal.staff else week.minutes for week in plan.weeks}
    things = [one for one in movables(said, plan) if (one.staff if goal.staff else one.minutes)]
    moves: list[Move] = []
    for week in sorted(load, key=lambda number: (goal.minutes - load[number], number)):
        excess = load[week] - goal.minutes
        if excess <= 0:
            continue
        here = [one for one in things if one.week == week]
        for move in _fewest(here, excess, load, goal):
            minutes = _weight(move.thing, goal)
            load[week] -= minutes
            load[move.week] += minutes
            moves.append(move)
    left = tuple((week, load[week] - goal.minutes) for week in sorted(load) if load[week] > goal.minutes)
    return Way(tuple(moves), left)


def _weight(one: Movable, goal: Goal) -> int:
    return one.staff if goal.staff else one.minutes


def _fewest(here: list[Movable], excess: int, load: dict[int, int], goal: Goal) -> tuple[Move, ...]:
    for count in range(1, min(len(here), _MOST_TOGETHER) + 1):
        fitting = []
        for chosen in combinations(here, count):
            if sum(_weight(one, goal) for one in chosen) >= excess and (moves := _placed(chosen, load, goal)):
                fitting.append(moves)
        if fitting:
            return min(fitting, key=lambda moves: _price(moves, goal))
    return ()


def _price(moves: tuple[Move, ...], goal: Goal) -> tuple[int, int]:
    return (
        sum(abs(one.week - one.thing.week) for one in moves),
        sum(_weight(one.thing, goal) for one in moves),
    )


def _placed(chosen: Iterable[Movable], load: dict[int, int], goal: Goal) -> tuple[Move, ...]:
    """Each into the nearest week with room, the longest first; empty where one finds none."""
    room = {week: goal.minutes - taken for week, taken in load.items()}
    moves = []
    for one in sorted(chosen, key=lambda thing: -_weight(thing, goal)):
        weeks = [
            week
            for week in range(one.first, one.last + 1)
            if week != one.week and room.get(week, 0) >= _weight(one, goal)
        ]
        if not weeks:
            return ()
        week = min(weeks, key=lambda number: (abs(number - one.week), -number))
        room[week] -= _weight(one, goal)
        moves.append(Move(one, week))
    return tuple(moves)


def movables(said: Program, plan: Plan) -> Iterator[Movable]:
    """What may stand in another week without changing what people do together."""
    last = said.weeks
    due = next((one.week for one in plan.sets.meetings if one.owed_due), last)
    minutes = {one.id: (one.minutes, one.staff) for week in plan.weeks for one in week.items}
    strategies = said.strategies
    for task in strategies.engagement.tasks:
        if task.week and task.at.said("week"):
            stop = due if task.id == plan.sets.owed_id else last
            yield Movable(
                f"the task `{task.id}`", task.week, *minutes.get(task.id, (0, 0)), task.at.of("week"), 1, stop
            )
    for prompt in strategies.localization.prompts:
        if prompt.week and prompt.at.said("week"):
            span = prompt.at.of("week")
            yield Movable(f"the prompt `{prompt.id}`", prompt.week, *minutes.get(prompt.id, (0, 0)), span, 1, last)
    for one in strategies.sense_making.rounds:
        stop = (one.converge.week or last + 1) - 1
        if one.at.said("week"):
            weight = minutes.get(one.id, (0, 0))
            yield Movable(f"the round `{one.id}`", one.week, *weight, one.at.of("week"), 1, max(one.week, stop))
        if one.converge.week and one.converge.at.said("week"):
            weight = minutes.get(f"{one.id}-converge", (0, 0))
            what = f"the converging meeting of `{one.id}`"
            yield Movable(what, one.converge.week, *weight, one.converge.at.of("week"), one.week + 1, last)
