"""Strategies 2 and 3: sense-making rounds and practice cycles."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.edit.diff.change import Change, Side, members, moved, pairs
from socialscaffold.plan.model import CyclePlan, RoundPlan


def sense_making(before: Side, after: Side) -> Iterator[Change]:
    """What changed in the rounds."""
    area = "sense-making"
    gone, come, both = pairs(before.plan.rounds, after.plan.rounds, lambda one: one.id)
    for one in gone:
        yield Change(area, f"The round “{one.question}” (week {one.week}) is gone.", loss=True)
    for one in come:
        yield Change(area, f"New round in week {one.week}: “{one.question}”.")
    for was, now in both:
        yield from _round(was, now)


def _round(was: RoundPlan, now: RoundPlan) -> Iterator[Change]:
    area, name = "sense-making", f"The round `{now.id}`"
    if was.question != now.question:
        yield Change(area, f"{name} now asks “{now.question}”.", structural=False)
    for what, old, new, unit in (
        ("week", was.week, now.week, ""),
        ("design", was.design, now.design, ""),
        ("length", was.minutes, now.minutes, "minutes"),
        ("mode", was.mode, now.mode, ""),
        ("converging meeting in week", was.converge_week, now.converge_week, ""),
        ("converging meeting", was.converge_minutes, now.converge_minutes, "minutes"),
    ):
        if old != new:
            yield Change(area, moved(f"{name}, {what}", old, new, unit))
    yield from members(
        area,
        was.hear,
        now.hear,
        lambda group: f"{name} no longer hears {group}.",
        lambda group: f"{name} now hears {group}.",
    )
    yield from members(
        area,
        was.lenses,
        now.lenses,
        lambda lens: f"{name} loses the lens “{lens}”.",
        lambda lens: f"{name} gains the lens “{lens}”.",
    )
    for output in was.outputs:
        if output not in now.outputs:
            yield Change(area, f"{name} no longer keeps a log of `{output}`.", loss=True)
    if was.decides != now.decides:
        yield Change(area, moved(f"{name}, who decides", was.decides or "nobody", now.decides or "nobody"))
    if was.published and not now.published:
        yield Change(area, f"{name} is no longer published ({was.published}).", loss=True)


def application(before: Side, after: Side) -> Iterator[Change]:
    """What changed in the practice cycles."""
    area = "application"
    gone, come, both = pairs(before.plan.cycles, after.plan.cycles, lambda one: one.id)
    for one in gone:
        yield Change(area, f"The practice “{one.do}” is gone.", loss=True)
    for one in come:
        yield Change(area, f"New practice: “{one.do}”.")
    for was, now in both:
        yield from _cycle(was, now)


def _cycle(was: CyclePlan, now: CyclePlan) -> Iterator[Change]:
    area, name = "application", f"The practice `{now.id}`"
    if was.do != now.do:
        yield Change(area, f"{name} now reads “{now.do}”.", structural=False)
    weeks = [", ".join(str(turn.week) for turn in one.turns) for one in (was, now)]
    if weeks[0] != weeks[1]:
        yield Change(area, moved(f"{name}, weeks", weeks[0], weeks[1]), loss=len(now.turns) < len(was.turns))
    unheard = [turn.week for turn in now.turns if not turn.meeting]
    if unheard and not [turn.week for turn in was.turns if not turn.meeting]:
        yield Change(area, f"{name}: no set meeting hears of the turn of week {unheard[0]} any more.", loss=True)
    for what, old, new in (
        ("if-then plan", was.plan_minutes, now.plan_minutes),
        ("rehearsal", was.rehearse_minutes, now.rehearse_minutes),
        ("practice", was.practise_minutes, now.practise_minutes),
        ("reflection", was.reflect_minutes, now.reflect_minutes),
    ):
        if old != new:
            yield Change(area, moved(f"{name}, {what}", old, new, "minutes"), loss=not new)
    if was.words != now.words:
        yield Change(area, moved(f"{name}, reflection", was.words, now.words, "words"))
    if was.private != now.private:
        told = "stay with the learner" if now.private else "reach the LMS now"
        yield Change(area, f"{name}: reflections {told}.", loss=was.private)
    if was.privacy and not now.privacy:
        yield Change(area, f"{name} no longer protects other people's names.", loss=True)
    if was.instead and not now.instead:
        yield Change(area, f"{name} lost its other route for those who can't.", loss=True)
