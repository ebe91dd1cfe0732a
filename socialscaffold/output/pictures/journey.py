"""The journey by week."""

from __future__ import annotations

from socialscaffold.output.documents import STRATEGY_NAMES
from socialscaffold.output.pictures.shapes import LANES, LEFT, Picture, Shape, columns, time, week_heads
from socialscaffold.plan.model import Plan
from socialscaffold.words.speech import noted

KINDS = {
    "read": noted("read"),
    "watch": noted("watch"),
    "live": noted("live"),
    "do": noted("do"),
    "quiz": noted("quiz"),
    "meeting": noted("set meeting"),
    "round": noted("round"),
    "converge": noted("one stance"),
    "practice": noted("practise"),
    "prompt": noted("local prompt"),
    "task": noted("task"),
    "manager": noted("manager"),
}
_LANE = 50


def journey(plan: Plan) -> Picture:
    """A lane for the content and for each strategy; a block where something of it is due in a week."""
    say = plan.say
    wide, step = columns(plan)
    shapes = list(week_heads(plan, step))
    rows = []
    for number, strategy in enumerate(LANES):
        top = 34 + number * _LANE
        name = plan.say(STRATEGY_NAMES[strategy])
        shapes += [Shape(0, top, wide, _LANE - 4, "lane"), Shape(12, top + 28, look="name", words=name)]
        row = [name]
        for week in plan.weeks:
            items = [item for item in week.items if item.strategy == strategy]
            if not items:
                row.append("–")
                continue
            minutes = sum(item.minutes for item in items)
            kinds = [say(KINDS.get(item.kind, item.kind)) for item in items]
            left = LEFT + (week.number - 1) * step
            label = kinds[0] if len(items) == 1 else say.plural("{number} thing", "{number} things", len(items))
            shapes += [
                Shape(left + 3, top + 4, step - 6, _LANE - 12, f"fill {strategy}"),
                Shape(left + step / 2, top + 20, look="on small", words=label, anchor="middle"),
                Shape(left + step / 2, top + 36, look="on", words=time(say, minutes), anchor="middle"),
            ]
            row.append(f"{', '.join(dict.fromkeys(kinds))} ({time(say, minutes)})")
        rows.append(tuple(row))
    return Picture(
        "journey",
        say("The journey"),
        say.plural(
            "What is due in {number} week: the content, and each of the five strategies.",
            "What is due in each of {number} weeks: the content, and each of the five strategies.",
            len(plan.weeks),
        ),
        round(wide),
        34 + len(LANES) * _LANE,
        tuple(shapes),
        ("", *(say("Week {number}", number=week.number) for week in plan.weeks)),
        tuple(rows),
    )
