"""What learners do with their time, by Laurillard's six types of learning."""

from __future__ import annotations

from socialscaffold.output.pictures.shapes import WIDE, Picture, Shape, share_of
from socialscaffold.patterns.pattern import LEARNING_TYPES
from socialscaffold.plan.model import Item, Plan

_LANE = 34
_LEFT = 180
# In our reading; a task goes by its level on the ladder.
_BY_KIND = {
    "read": "acquisition",
    "watch": "acquisition",
    "live": "discussion",
    "do": "practice",
    "quiz": "practice",
    "meeting": "collaboration",
    "round": "collaboration",
    "converge": "collaboration",
    "practice": "practice",
    "prompt": "inquiry",
    "manager": "discussion",
}
_BY_LEVEL = {"notice": "acquisition", "create": "production", "advocate": "production"}


def type_of(plan: Plan, item: Item) -> str:
    """The type of learning that an item of the plan mostly is."""
    if item.kind == "task":
        level = next((one.level for one in plan.tasks if one.id == item.id), "")
        return _BY_LEVEL.get(level, "discussion")
    return _BY_KIND.get(item.kind, "practice")


def minutes_by_type(plan: Plan) -> dict[str, int]:
    """A learner's minutes over all weeks, for each of the six types."""
    found = dict.fromkeys(LEARNING_TYPES, 0)
    for week in plan.weeks:
        for item in week.items:
            found[type_of(plan, item)] += item.minutes
    return found


def learning(plan: Plan) -> Picture:
    """A bar for each type of learning, with its share of a learner's time."""
    say = plan.say
    minutes = minutes_by_type(plan)
    whole, most = sum(minutes.values()) or 1, max(minutes.values()) or 1
    shapes, rows = [], []
    for number, (name, own) in enumerate(minutes.items()):
        top = number * _LANE
        share, shown = share_of(say, own, whole), say.name(name).capitalize()
        shapes += [
            Shape(0, top, WIDE, _LANE - 4, "lane"),
            Shape(12, top + 20, look="name", words=shown),
            Shape(
                WIDE - 12,
                top + 20,
                look="small",
                words=say.series((say("{minutes} min", minutes=own), share)),
                anchor="end",
            ),
        ]
        if own:
            shapes.append(Shape(_LEFT, top + 7, max(2, (WIDE - _LEFT - 150) * own / most), 16, "fill core"))
        rows.append((shown, str(own), share))
    return Picture(
        "learning-types",
        say("What learners do"),
        say("A learner’s time by what is done in it, from taking something in to making something together."),
        WIDE,
        len(minutes) * _LANE,
        tuple(shapes),
        ("", say("Minutes"), say("Share")),
        tuple(rows),
    )
