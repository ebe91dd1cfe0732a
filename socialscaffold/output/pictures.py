"""The plan's pictures: shapes with the plan's numbers in them, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from textwrap import shorten

from socialscaffold.output.xml import Element, element
from socialscaffold.plan.model import CORE, STRATEGIES, Plan
from socialscaffold.spec.strategies import DIMENSIONS

NAMES = {
    CORE: "Content",
    "support-network": "Support network",
    "sense-making": "Sense-making",
    "application": "Application",
    "localization": "Localization",
    "engagement": "Ownership",
}
LANES = (CORE, *STRATEGIES)
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
_SIGNS = {"asked": "○", "proposed": "◐", "accepted": "●", "promoted": "★", "rejected": "×", "expired": "◌"}
_LEFT = 150
_WIDE = 900


@dataclass(frozen=True, slots=True)
class Shape:
    """A bar (`width` and `height` given) or words that begin, end or stand in the middle at (x, y). Pixels."""

    x: float
    y: float
    width: float = 0
    height: float = 0
    look: str = ""
    words: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. `summary` says in a sentence what it shows; `head` and `rows` say all of it as a table."""

    id: str
    title: str
    summary: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pictures(plan: Plan) -> tuple[Picture, ...]:
    """Every picture of the plan, in the order in which a reader meets them."""
    return (journey(plan), workload(plan), staff_workload(plan), pyramid(plan), coverage(plan), region_matrix(plan))


def svg(picture: Picture, *, rtl: bool = False) -> Element:
    """The picture as an `svg` element; from right to left, everything stands mirrored and words stay readable."""
    name = f"picture-{picture.id}"
    drawn = [_drawn(_mirrored(one, picture.width) if rtl else one) for one in picture.shapes]
    attributes = {
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-text",
        "width": str(picture.width),
        "height": str(picture.height),
        "viewBox": f"0 0 {picture.width} {picture.height}",
    }
    title = element("title", {"id": f"{name}-title"}, text=picture.title)
    text = element("desc", {"id": f"{name}-text"}, text=picture.summary)
    return element("svg", attributes, title, text, *drawn)


def journey(plan: Plan) -> Picture:
    """A lane for the content and for each strategy; a block where something of it is due in a week."""
    wide, step = _columns(plan)
    lane = 50
    shapes = list(_week_heads(plan, step))
    rows = []
    for number, strategy in enumerate(LANES):
        top = 34 + number * lane
        shapes += [Shape(0, top, wide, lane - 4, "lane"), Shape(12, top + 28, look="name", words=NAMES[strategy])]
        row = [NAMES[strategy]]
        for week in plan.weeks:
            items = [item for item in week.items if item.strategy == strategy]
            if not items:
                row.append("–")
                continue
            minutes = sum(item.minutes for item in items)
            left = _LEFT + (week.number - 1) * step
            label = KINDS.get(items[0].kind, items[0].kind) if len(items) == 1 else f"{len(items)} things"
            shapes += [
                Shape(left + 3, top + 4, step - 6, lane - 12, f"fill {strategy}"),
                Shape(left + step / 2, top + 20, look="on small", words=label, anchor="middle"),
                Shape(left + step / 2, top + 36, look="on", words=_time(minutes), anchor="middle"),
            ]
            row.append(f"{', '.join(dict.fromkeys(KINDS.get(i.kind, i.kind) for i in items))} ({_time(minutes)})")
        rows.append(tuple(row))
    return Picture(
        "journey",
        "The journey",
        f"What is due in each of {len(plan.weeks)} weeks: the content, and each of the five strategies.",
        round(wide),
        34 + len(LANES) * lane,
        tuple(shapes),
        ("", *(f"Week {week.number}" for week in plan.weeks)),
        tuple(rows),
    )


def workload(plan: Plan) -> Picture:
    """A learner's minutes in each week, by strategy, against the budget."""
    parts = [
        [(lane, sum(item.minutes for item in week.items if item.strategy == lane)) for lane in LANES]
        for week in plan.weeks
    ]
    rows = []
    for week, part in zip(plan.weeks, parts, strict=True):
        numbers = [str(minutes) for _, minutes in part]
        rows.append((f"Week {week.number}", *numbers, str(week.minutes), _against(week.minutes, plan.budget)))
    over = [str(week.number) for week in plan.weeks if plan.budget and week.minutes > plan.budget]
    fits = f"Over the budget in week {', '.join(over)}." if over else "Every week fits the budget."
    most = max((week.minutes for week in plan.weeks), default=0)
    text = f"The fullest week takes {most} minutes; the budget is {plan.budget}. {fits}"
    wide, height, shapes = _bars(plan, parts, plan.budget)
    used = [lane for lane in LANES if any(dict(part)[lane] for part in parts)]
    for number, lane in enumerate(used):
        left = number * 150
        shapes += [
            Shape(left, height + 8, 14, 14, f"fill {lane}"),
            Shape(left + 20, height + 20, words=NAMES[lane], look="small"),
        ]
    head = ("", *(NAMES[lane] for lane in LANES), "In all", "Against the budget")
    return Picture(
        "workload", "A learner’s week, in minutes", text, wide, height + 30, tuple(shapes), head, tuple(rows)
    )


def staff_workload(plan: Plan) -> Picture:
    """One facilitator's minutes in each week, against the budget."""
    wide, height, shapes = _bars(plan, [[("staff", week.staff)] for week in plan.weeks], plan.staff_budget)
    most = max((week.staff for week in plan.weeks), default=0)
    return Picture(
        "facilitator",
        "A facilitator’s week, in minutes",
        f"The fullest week takes {most} minutes; the budget is {plan.staff_budget}.",
        wide,
        height,
        tuple(shapes),
        ("", "Minutes", "Against the budget"),
        tuple((f"Week {week.number}", str(week.staff), _against(week.staff, plan.staff_budget)) for week in plan.weeks),
    )


def pyramid(plan: Plan) -> Picture:
    """The levels from the highest down, with the most people expected at a task of each."""
    wide, step = 640, 46
    shapes: list[Shape] = []
    rows = []
    climbed = list(reversed(plan.levels))
    for number, (level, title) in enumerate(climbed):
        tasks = [task for task in plan.tasks if task.level == level]
        people = max((sum(count for _, count in task.expected) for task in tasks), default=0)
        owed = any(task.owed or task.required for task in tasks)
        told = f"{people} of {plan.learners}{', everyone' if owed else ''}" if tasks else "no task"
        width = 150 + 250 * (number + 1) / max(1, len(climbed))
        top = number * step
        shapes += [
            Shape(200 - width / 2, top, width, step - 4, "fill engagement" if tasks else "lane"),
            Shape(200, top + 26, look="on" if tasks else "", words=_short(title, 22), anchor="middle"),
            Shape(424, top + 26, look="name", words=told),
        ]
        rows.append((title, "; ".join(task.do for task in tasks) or "–", told))
    return Picture(
        "pyramid",
        "The engagement pyramid",
        f"How many of {plan.learners} learners are expected at each level, from the highest down.",
        wide,
        max(step, len(climbed) * step),
        tuple(shapes),
        ("Level", "Tasks", "Expected"),
        tuple(rows),
    )


def coverage(plan: Plan) -> Picture:
    """Where each strategy is at work: a mark in each week, and its share of a learner's time."""
    wide, step = _columns(plan, right=170)
    right = wide - 160
    lane = 34
    shapes = list(_week_heads(plan, step))
    shapes.append(Shape(right, 20, look="small", words="share of the time"))
    whole = sum(week.minutes for week in plan.weeks) or 1
    rows = []
    for number, strategy in enumerate(LANES):
        top = 34 + number * lane
        shapes += [Shape(0, top, wide, lane - 4, "lane"), Shape(12, top + 20, look="name", words=NAMES[strategy])]
        items = [item for week in plan.weeks for item in week.items if item.strategy == strategy]
        weeks = sorted({item.week for item in items})
        for week in weeks:
            middle = _LEFT + (week - 0.5) * step
            shapes.append(Shape(middle - 9, top + 6, 18, 18, f"fill round {strategy}"))
        minutes = sum(item.minutes for item in items)
        share = round(100 * minutes / whole)
        if minutes:
            shapes.append(Shape(right, top + 9, max(2, share), 12, f"fill {strategy}"))
        shapes.append(Shape(wide - 12, top + 20, look="small", words=f"{share}%", anchor="end"))
        rows.append((NAMES[strategy], ", ".join(map(str, weeks)) or "none", str(len(items)), str(minutes), f"{share}%"))
    return Picture(
        "coverage",
        "Which strategy works where",
        "The weeks in which each strategy is at work, and its share of a learner’s time.",
        round(wide),
        34 + len(LANES) * lane,
        tuple(shapes),
        ("", "Weeks", "Things to do", "Minutes", "Share"),
        tuple(rows),
    )


def region_matrix(plan: Plan) -> Picture:
    """What each region is asked about each message, and how far its answer has come."""
    places = plan.places
    left, step, line = 190, 140, 32
    wide = max(480, left + step * len(places))
    shapes = [
        Shape(left + (number + 0.5) * step, 20, look="name", words=_short(name, 18), anchor="middle")
        for number, (_, name) in enumerate(places)
    ]
    rows = []
    top = 34
    messages = dict.fromkeys([*(one.text for _, one in plan.program.messages), *(one.message for one in plan.prompts)])
    for message in messages:
        shown = message or "Any message"
        shapes.append(Shape(0, top + 20, look="name", words=_short(shown, wide // 8)))
        top += line
        for dimension in DIMENSIONS:
            prompts = [one for one in plan.prompts if one.message == message and one.dimension == dimension]
            states = [[dict(one.states).get(code, "asked") for one in prompts] for code, _ in places]
            shapes += [Shape(0, top, wide, line - 4, "lane"), Shape(12, top + 19, words=dimension.replace("-", " "))]
            for number, state in enumerate(states):
                words = ", ".join(state) or "no prompt"
                look = state[0] if state else "none"
                shapes += [
                    Shape(left + number * step + 3, top + 2, step - 6, line - 8, f"state {look}"),
                    Shape(
                        left + (number + 0.5) * step,
                        top + 19,
                        look="small",
                        words=_short(f"{_SIGNS.get(look, '')} {words}", 20),
                        anchor="middle",
                    ),
                ]
            rows.append((shown, dimension.replace("-", " "), *(", ".join(state) or "no prompt" for state in states)))
            top += line
    return Picture(
        "regions",
        "What each region makes of the messages",
        "Every message by what may differ from place to place, and how far each region’s answer has come.",
        wide,
        max(top, 40),
        tuple(shapes),
        ("Message", "What may differ", *(name for _, name in places)),
        tuple(rows),
    )


def _columns(plan: Plan, right: int = 0) -> tuple[float, float]:
    """The picture's width and one week's: the page's, or wider where the weeks would be too narrow to read."""
    step = max(84 if not right else 40, (_WIDE - _LEFT - right) / max(1, len(plan.weeks)))
    return _LEFT + step * len(plan.weeks) + right, step


def _week_heads(plan: Plan, step: float) -> Iterable[Shape]:
    for week in plan.weeks:
        words = f"Week {week.number}" if step > 60 else str(week.number)
        yield Shape(_LEFT + (week.number - 0.5) * step, 20, look="small", words=words, anchor="middle")


def _bars(plan: Plan, parts: list[list[tuple[str, int]]], budget: int) -> tuple[int, int, list[Shape]]:
    """A bar for each week, cut into its parts, under a line for the budget."""
    step = max(56, (_WIDE - 90) / max(1, len(parts)))
    wide, base = round(90 + step * len(parts)), 210
    most = max([budget, 1, *(sum(minutes for _, minutes in part) for part in parts)])
    scale = 170 / most
    shapes = [Shape(0, base, wide, 1, "rule")]
    if budget:
        line = base - budget * scale
        shapes += [Shape(84, line, wide - 84, 2, "budget"), Shape(0, line + 5, look="small", words=f"budget {budget}")]
    for number, part in enumerate(parts):
        middle, top = 90 + (number + 0.5) * step, float(base)
        width = min(52.0, step - 14)
        for look, minutes in part:
            if minutes:
                top -= minutes * scale
                shapes.append(Shape(middle - width / 2, top, width, minutes * scale, f"fill {look}"))
        total = sum(minutes for _, minutes in part)
        shapes += [
            Shape(middle, base + 19, look="name", words=str(total), anchor="middle"),
            Shape(middle, base + 36, look="small", words=f"Week {plan.weeks[number].number}", anchor="middle"),
        ]
    return wide, base + 44, shapes


def _time(minutes: int) -> str:
    return f"{minutes} min" if minutes else "no set time"


def _against(minutes: int, budget: int) -> str:
    if not budget:
        return "no budget said"
    return f"{minutes - budget} over" if minutes > budget else f"{budget - minutes} left"


def _short(words: str, longest: int) -> str:
    return shorten(words, max(8, longest), placeholder="…") if len(words) > longest else words


def _mirrored(one: Shape, width: float) -> Shape:
    return replace(one, x=width - one.x - one.width)


def _drawn(one: Shape) -> Element:
    place = {"x": f"{one.x:g}", "y": f"{one.y:g}"}
    look = {"class": one.look} if one.look else {}
    if one.words:
        return element("text", {**place, **look, "text-anchor": one.anchor}, text=one.words)
    corner = {"rx": "1" if one.height < 4 else "9" if "round" in one.look else "4"}
    return element("rect", {**place, "width": f"{one.width:g}", "height": f"{one.height:g}", **corner, **look})
