"""Strategies 4 and 5: local prompts by region and dimension, and the tasks of the pyramid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from socialscaffold.edit.diff.change import Change, Side, moved, pairs
from socialscaffold.plan.model import Plan, TaskPlan


def localization(before: Side, after: Side) -> Iterator[Change]:
    """What changed in regions and prompts; a region's last prompt about a dimension is named as such."""
    area = "localization"
    gone_places, come_places, same_places = pairs(before.plan.places, after.plan.places, lambda one: one[0])
    if gone_places != [("all", "your workplace")]:
        for _, name in gone_places:
            yield Change(area, f"{name} is no longer part of the program.", loss=True)
    for code, name in come_places:
        if code != "all":
            yield Change(area, f"{name} is part of the program now.")
    gone, come, both = pairs(before.plan.prompts, after.plan.prompts, lambda one: one.id)
    messages = [
        {one.id: one.message.text for one in side.plan.program.strategies.localization.prompts if one.message}
        for side in (before, after)
    ]
    left = Counter(one.dimension for one in after.plan.prompts)
    for one in gone:
        dimension = one.dimension.replace("-", " ")
        if left[one.dimension]:
            yield Change(area, f"The prompt `{one.id}` ({dimension}) is gone.", loss=True)
        else:
            for _, place in same_places:
                yield Change(
                    area, f"{place[1][:1].upper()}{place[1][1:]} loses its only {dimension} prompt.", loss=True
                )
    for one in come:
        yield Change(area, f"New prompt in week {one.week}: `{one.id}` ({one.dimension.replace('-', ' ')}).")
    for was, now in both:
        if was.week != now.week:
            yield Change(area, moved(f"The prompt `{now.id}`, week", was.week, now.week))
        if was.minutes != now.minutes:
            yield Change(area, moved(f"The prompt `{now.id}`", was.minutes, now.minutes, "minutes"))
        if was.dimension != now.dimension:
            yield Change(area, moved(f"The prompt `{now.id}`, dimension", was.dimension, now.dimension))
        if messages[0].get(was.id) != messages[1].get(now.id):
            yield Change(area, f"The prompt `{now.id}` makes another message local: “{now.message}”")
        if dict(was.asks) != dict(now.asks) and set(dict(was.asks)) == set(dict(now.asks)):
            yield Change(area, f"The prompt `{now.id}` reads differently.", structural=False)
    yield from _states(before.plan, after.plan)


def _states(before: Plan, after: Plan) -> Iterator[Change]:
    old = {(one.id, place): state for one in before.prompts for place, state in one.states}
    names = dict(after.places)
    for one in after.prompts:
        for place, state in one.states:
            was = old.get((one.id, place), state)
            if was != state:
                text = f"{names.get(place, place)}'s answer to `{one.id}`: {was} → {state}."
                yield Change("localization", text, structural=False)


def engagement(before: Side, after: Side) -> Iterator[Change]:
    """What changed on the pyramid."""
    area = "engagement"
    titles = dict(after.plan.levels)
    gone, come, both = pairs(before.plan.tasks, after.plan.tasks, lambda one: one.id)
    left = {one.level for one in after.plan.tasks}
    for one in gone:
        lost = "" if one.level in left else f", and nothing is left on the level “{titles.get(one.level, one.level)}”"
        yield Change(area, f"The task “{one.do}” is gone{lost}.", loss=True)
    for one in come:
        yield Change(area, f"New task in week {one.week} ({titles.get(one.level, one.level)}): “{one.do}”.")
    for was, now in both:
        yield from _task(was, now)


def _task(was: TaskPlan, now: TaskPlan) -> Iterator[Change]:
    area, name = "engagement", f"The task `{now.id}`"
    if was.do != now.do:
        yield Change(area, f"{name} now reads “{now.do}”.", structural=False)
    for what, old, new in (("level", was.level, now.level), ("week", was.week, now.week)):
        if old != new:
            yield Change(area, moved(f"{name}, {what}", old, new))
    if was.minutes != now.minutes:
        yield Change(area, moved(name, was.minutes, now.minutes, "minutes"))
    if was.required != now.required:
        yield Change(area, f"{name} is {'for everyone' if now.required else 'optional'} now.", loss=was.required)
    for what, had, has in (
        ("template", was.template, now.template),
        ("exemplar", was.exemplar, now.exemplar),
        ("other route for those who can't", was.instead, now.instead),
    ):
        if had and not has:
            yield Change(area, f"{name} lost its {what}.", loss=True)
    expected = [sum(number for _, number in one.expected) for one in (was, now)]
    if expected[0] != expected[1]:
        yield Change(area, moved(f"{name}, people expected", expected[0], expected[1]), loss=expected[1] < expected[0])
