"""The journey by week."""

from __future__ import annotations

from socialscaffold.output.documents import STRATEGY_NAMES
from socialscaffold.output.pictures.shapes import LANES, LEFT, Picture, Shape, columns, time, week_heads
from socialscaffold.plan.model import Plan

KINDS = {
    "read": "read",
    "watch": "watch",
    "live": "live",
    "do": "do",
    "quiz": "quiz",
    "meeting": "set meeting",
    "round": "round",
    "converge": "one stance",
    "practice": "practise",
    "prompt": "local prompt",
    "task": "task",
    "manager": "manager",
}
_LANE = 50


def journey(plan: Plan) -> Picture:
    """A lane for the content and for each strategy; a block where something of it is due in a week."""
    wide, step = columns(plan)
    shapes = list(week_heads(plan, step))
    rows = []
    for number, strategy in enumerate(LANES):
        top = 34 + number * _LANE
        name = STRATEGY_NAMES[strategy]
        shapes += [Shape(0, top, wide, _LANE - 4, "lane"), Shape(12, top + 28, look="name", words=name)]
        row = [name]
        for week in plan.weeks:
            items = [item for item in week.items if item.strategy == strategy]
            if not items:
                row.append("–")
                continue
            minutes = sum(item.minutes for item in items)
            kinds = [KINDS.get(item.kind, item.kind) for item in items]
            left = LEFT + (week.number - 1) * step
            label = kinds[0] if len(items) == 1 else f"{len(items)} things"
            shapes += [
                Shape(left + 3, top + 4, step - 6, _LANE - 12, f"fill {strategy}"),
                Shape(left + step / 2, top + 20, look="on small", words=label, anchor="middle"),
                Shape(left + step / 2, top + 36, look="on", words=time(minutes), anchor="middle"),
            ]
            row.append(f"{', '.join(dict.fromkeys(kinds))} ({time(minutes)})")
        rows.append(tuple(row))
    return Picture(
        "journey",
        "The journey",
        f"What is due in each of {len(plan.weeks)} weeks: the content, and each of the five strategies.",
        round(wide),
        34 + len(LANES) * _LANE,
        tuple(shapes),
        ("", *(f"Week {week.number}" for week in plan.weeks)),
        tuple(rows),
    )
