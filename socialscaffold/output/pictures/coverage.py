"""Which strategy works in which week."""

from __future__ import annotations

from socialscaffold.output.documents import STRATEGY_NAMES
from socialscaffold.output.pictures.shapes import LANES, LEFT, Picture, Shape, columns, share_of, week_heads, weeks_of
from socialscaffold.plan.model import Plan

_LANE = 34
_BAR = 100


def coverage(plan: Plan) -> Picture:
    """Where each strategy is at work: a mark in each week, and its share of a learner's time."""
    wide, step = columns(plan, right=176, narrowest=40)
    right = wide - 160
    shapes = list(week_heads(plan, step))
    shapes.append(Shape(right, 20, look="small", words=plan.say("share of the time")))
    spent = {lane: sum(i.minutes for week in plan.weeks for i in week.items if i.strategy == lane) for lane in LANES}
    whole, most = sum(spent.values()) or 1, max(spent.values()) or 1
    rows = []
    for number, strategy in enumerate(LANES):
        top = 34 + number * _LANE
        name = plan.say(STRATEGY_NAMES[strategy])
        shapes += [Shape(0, top, wide, _LANE - 4, "lane"), Shape(12, top + 20, look="name", words=name)]
        items = [item for week in plan.weeks for item in week.items if item.strategy == strategy]
        weeks = sorted({item.week for item in items})
        for week in weeks:
            middle = LEFT + (week - 0.5) * step
            shapes.append(Shape(middle - 9, top + 6, 18, 18, f"fill round {strategy}"))
        if spent[strategy]:
            shapes.append(Shape(right, top + 9, max(2, _BAR * spent[strategy] / most), 12, f"fill {strategy}"))
        share = share_of(plan.say, spent[strategy], whole)
        shapes.append(Shape(wide - 12, top + 20, look="small", words=share, anchor="end"))
        rows.append((name, weeks_of(plan.say, weeks), str(len(items)), str(spent[strategy]), share))
    return Picture(
        "coverage",
        plan.say("Which strategy works where"),
        plan.say("The weeks in which each strategy is at work, and its share of a learner’s time."),
        round(wide),
        34 + len(LANES) * _LANE,
        tuple(shapes),
        ("", plan.say("Weeks"), plan.say("Things to do"), plan.say("Minutes"), plan.say("Share")),
        tuple(rows),
    )
