"""Minutes by week against the budget."""

from __future__ import annotations

from socialscaffold.output.documents import STRATEGY_NAMES
from socialscaffold.output.pictures.shapes import LANES, MARKS, WIDE, Picture, Shape
from socialscaffold.plan.model import Plan
from socialscaffold.words.speech import Speech, noted

BASE = 196  # where the bars stand
_TALL = 170
_ROOM_FOR_A_MARK = 13
FULLEST = noted("The fullest week takes {most} minutes; the budget is {budget}.")


def workload(plan: Plan) -> Picture:
    """A learner's minutes in each week, by strategy, against the budget."""
    parts = [
        [(lane, sum(item.minutes for item in week.items if item.strategy == lane)) for lane in LANES]
        for week in plan.weeks
    ]
    say = plan.say
    rows = []
    for week, part in zip(plan.weeks, parts, strict=True):
        numbers = [str(minutes) for _, minutes in part]
        rows.append(
            (
                say("Week {number}", number=week.number),
                *numbers,
                str(week.minutes),
                _against(say, week.minutes, plan.budget),
            )
        )
    over = [str(week.number) for week in plan.weeks if plan.budget and week.minutes > plan.budget]
    fits = say("Every week fits the budget.")
    if over:
        fits = say.plural(
            "Over the budget in week {weeks}.",
            "Over the budget in weeks {weeks}.",
            len(over),
            weeks=say.series(over),
        )
    most = max((week.minutes for week in plan.weeks), default=0)
    text = f"{say(FULLEST, most=most, budget=plan.budget)} {fits}"
    wide, height, shapes = _bars(plan, parts, plan.budget)
    used = [lane for lane in LANES if any(dict(part)[lane] for part in parts)]
    legend, legend_height = _legend(say, used, height)
    return Picture(
        "workload",
        say("A learner’s week, in minutes"),
        text,
        wide,
        height + legend_height,
        (*shapes, *legend),
        ("", *(say(STRATEGY_NAMES[lane]) for lane in LANES), say("In all"), say("Against the budget")),
        tuple(rows),
    )


def staff_workload(plan: Plan) -> Picture:
    """One facilitator's minutes in each week, against the budget."""
    wide, height, shapes = _bars(plan, [[("staff", week.staff)] for week in plan.weeks], plan.staff_budget)
    most = max((week.staff for week in plan.weeks), default=0)
    say = plan.say
    rows = [
        (say("Week {number}", number=week.number), str(week.staff), _against(say, week.staff, plan.staff_budget))
        for week in plan.weeks
    ]
    return Picture(
        "facilitator",
        say("A facilitator’s week, in minutes"),
        say(FULLEST, most=most, budget=plan.staff_budget),
        wide,
        height,
        tuple(shapes),
        ("", say("Minutes"), say("Against the budget")),
        tuple(rows),
    )


def _bars(plan: Plan, parts: list[list[tuple[str, int]]], budget: int) -> tuple[int, int, list[Shape]]:
    """A bar for each week, cut into its parts, under a line for the budget; first the width and the height."""
    step = max(56, (WIDE - 90) / max(1, len(parts)))
    wide = round(90 + step * len(parts))
    most = max([budget, 1, *(sum(minutes for _, minutes in part) for part in parts)])
    scale = _TALL / most
    shapes = [Shape(0, BASE, wide, 1, "rule")]
    for number, part in enumerate(parts):
        middle, top = 90 + (number + 0.5) * step, float(BASE)
        width = min(52.0, step - 14)
        for look, minutes in part:
            if not minutes:
                continue
            tall = minutes * scale
            top -= tall
            shapes.append(Shape(middle - width / 2, top, width, tall, f"fill {look}"))
            if tall >= _ROOM_FOR_A_MARK and (mark := MARKS.get(look)):
                shapes.append(Shape(middle, top + tall / 2 + 4.5, look="on small", words=mark, anchor="middle"))
        total = sum(minutes for _, minutes in part)
        shapes += [
            Shape(middle, BASE + 19, look="name", words=str(total), anchor="middle"),
            Shape(
                middle,
                BASE + 36,
                look="small",
                words=plan.say("Week {number}", number=plan.weeks[number].number),
                anchor="middle",
            ),
        ]
    if budget:
        line = BASE - budget * scale
        shapes += [
            Shape(84, line, wide - 84, 2, "budget"),
            Shape(0, line + 5, look="small", words=plan.say("budget {minutes}", minutes=budget)),
        ]
    return wide, BASE + 44, shapes


def _legend(say: Speech, lanes: list[str], top: int) -> tuple[list[Shape], int]:
    """What each colour and number stands for, two in a line so that a telephone shows it whole; and its height."""
    shapes = []
    for number, lane in enumerate(lanes):
        left, down = number // 2 * 300, number % 2 * 26
        shapes.append(Shape(left, top + 8 + down, 18, 18, f"fill {lane}"))
        if MARKS[lane]:
            shapes.append(Shape(left + 9, top + 21.5 + down, look="on small", words=MARKS[lane], anchor="middle"))
        shapes.append(Shape(left + 26, top + 21.5 + down, words=say(STRATEGY_NAMES[lane])))
    return shapes, 62


def _against(say: Speech, minutes: int, budget: int) -> str:
    if not budget:
        return say("no budget said")
    if minutes > budget:
        return say("{minutes} over", minutes=minutes - budget)
    return say("{minutes} left", minutes=budget - minutes)
