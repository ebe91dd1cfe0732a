"""The plan's pictures in letters, for a terminal of any width, in Unicode or in ASCII."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from socialscaffold.dataclass import dataclass
from socialscaffold.output.documents import STRATEGY_NAMES
from socialscaffold.output.pictures.learning import minutes_by_type
from socialscaffold.output.pictures.presence import weeks_with
from socialscaffold.output.pictures.regions import SIGNS
from socialscaffold.output.pictures.shapes import LANES
from socialscaffold.patterns.defaults import PRESENCES
from socialscaffold.plan.model import Plan

_NAMES = 24  # the longest strategy's name, and a space
_PLAIN = {
    "asked": "?",
    "proposed": "p",
    "accepted": "a",
    "promoted": "*",
    "stale": "s",
    "missing": "!",
    "rejected": "x",
    "withdrawn": "-",
    "expired": "e",
}


@dataclass(frozen=True, slots=True)
class Pen:
    """What a terminal can show: its width in columns, and whether only ASCII."""

    width: int
    ascii: bool = False

    @property
    def shades(self) -> str:
        """From nothing to much, five of them."""
        return ".-+*#" if self.ascii else "·░▒▓█"

    @property
    def bar(self) -> str:
        """What a bar is made of."""
        return "#" if self.ascii else "█"

    def plain(self, text: str) -> str:
        """Our own words as this terminal can show them."""
        return text.replace("’", "'").replace("…", "...").replace("–", "-") if self.ascii else text


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture in lines. `id` and `title` are those of the picture on the site."""

    id: str
    title: str
    lines: tuple[str, ...]


def drawings(plan: Plan, pen: Pen) -> tuple[Drawing, ...]:
    """Every picture of the plan for a terminal."""
    learners, staff = [one.minutes for one in plan.weeks], [one.staff for one in plan.weeks]
    made = (
        ("coverage", "Which strategy works where", _coverage(plan, pen)),
        ("workload", "A learner’s week, in minutes", _weeks(plan, pen, learners, plan.budget)),
        ("facilitator", "A facilitator’s week, in minutes", _weeks(plan, pen, staff, plan.staff_budget)),
        ("pyramid", "The engagement pyramid", _pyramid(plan, pen)),
        ("learning-types", "What learners do", _learning(plan, pen)),
        ("presence", "Who is present when", _presence(plan, pen)),
        ("regions", "What each region makes of the messages", _regions(plan, pen)),
    )
    return tuple(Drawing(name, pen.plain(title), tuple(map(pen.plain, lines))) for name, title, lines in made)


def _grid(pen: Pen, weeks: Sequence[int], rows: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """A sign for each row and week, as many weeks side by side as fit; the rest below."""
    rows = list(rows)
    step = max(1, min(4, (pen.width - _NAMES) // max(1, len(weeks))))
    step = 3 if step == 1 and len(weeks) <= (pen.width - _NAMES) // 3 else max(2, step)
    fit = max(1, (pen.width - _NAMES) // step)
    lines = []
    for start in range(0, len(weeks), fit):
        part = weeks[start : start + fit]
        # Two columns have no room for every number: the first and every fifth are enough to count by.
        heads = [str(week) if step > 2 or week == part[0] or week % 5 == 0 else "" for week in part]
        lines.append(f"{'week':<{_NAMES}}{_set_in(heads, step)}".rstrip())
        for name, signs in rows:
            cells = "".join(f"{sign:>{step}}" for sign in signs[start : start + fit])
            lines.append(f"{_cut(name, _NAMES - 1):<{_NAMES}}{cells}".rstrip())
    return lines


def _set_in(heads: Sequence[str], step: int) -> str:
    """Heads that end where their columns end; one that would touch the one before it is left out."""
    line = ""
    for number, head in enumerate(heads, 1):
        start = number * step - len(head)
        if head and (not line or start > len(line)):
            line = line.ljust(start) + head
    return line


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _coverage(plan: Plan, pen: Pen) -> list[str]:
    rows = []
    most = max((item.minutes for week in plan.weeks for item in week.items), default=0) or 1
    for lane in LANES:
        signs = []
        for week in plan.weeks:
            items = [item for item in week.items if item.strategy == lane]
            minutes = sum(item.minutes for item in items)
            signs.append(pen.shades[min(4, 1 + 3 * minutes // most) if items else 0])
        rows.append((STRATEGY_NAMES[lane], signs))
    less, more = pen.shades[1], pen.shades[4]
    return [*_grid(pen, [week.number for week in plan.weeks], rows), f"{less} little of a learner’s time, {more} much"]


def _bars(pen: Pen, rows: Sequence[tuple[str, int, str]], limit: int = 0) -> list[str]:
    """A bar for each row of a name, a number and words behind it; a mark where the limit is."""
    named = min(_NAMES, max((len(name) for name, _, _ in rows), default=0) + 1)
    told = max((len(words) for _, _, words in rows), default=0)
    room = max(5, pen.width - named - told - 2)
    most = max([limit, 1, *(number for _, number, _ in rows)])
    lines = []
    for name, number, words in rows:
        bar = pen.bar * max(int(number > 0), round(room * number / most))
        if limit:
            at = min(room, max(1, round(room * limit / most))) - 1
            bar = bar.ljust(at)
            bar = bar[:at] + "|" + bar[at + 1 :]
        lines.append(f"{_cut(name, named - 1):<{named}}{bar:<{room}}  {words}".rstrip())
    return lines


def _weeks(plan: Plan, pen: Pen, minutes: Sequence[int], budget: int) -> list[str]:
    rows = []
    for week, own in zip(plan.weeks, minutes, strict=True):
        over = f" {own - budget} too many" if budget and own > budget else ""
        rows.append((f"week {week.number}", own, f"{own:>4}{over}"))
    return [*_bars(pen, rows, budget), *([f"| {budget} minutes are the most"] if budget else [])]


def _pyramid(plan: Plan, pen: Pen) -> list[str]:
    rows = []
    for level, title in reversed(plan.levels):
        tasks = [task for task in plan.tasks if task.level == level]
        people = max((sum(count for _, count in task.expected) for task in tasks), default=0)
        count = f"{people} of {plan.learners}, {len(tasks)} task{'s' * (len(tasks) != 1)}" if tasks else "no task"
        rows.append((title, people, count))
    return _bars(pen, rows)


def _learning(plan: Plan, pen: Pen) -> list[str]:
    minutes = minutes_by_type(plan)
    whole = sum(minutes.values()) or 1
    rows = [(name.capitalize(), own, f"{own:>4} min {100 * own / whole:3.0f}%") for name, own in minutes.items()]
    return _bars(pen, rows)


def _presence(plan: Plan, pen: Pen) -> list[str]:
    numbers = [week.number for week in plan.weeks]
    rows = []
    for name in PRESENCES:
        weeks = weeks_with(plan, name)
        rows.append((name.capitalize(), [pen.shades[4 if number in weeks else 0] for number in numbers]))
    return _grid(pen, numbers, rows)


def _regions(plan: Plan, pen: Pen) -> list[str]:
    """A column for each region by its short name, a line for each message and dimension."""
    if not plan.prompts:
        return ["No region is asked anything yet."]
    codes = [code for code, _ in plan.places]
    step = max(3, min(12, max(map(len, codes)) + 1))
    named = max(_NAMES, min(44, pen.width - step * len(codes)))
    fit = max(1, (pen.width - named) // step)
    signs = _PLAIN if pen.ascii else SIGNS
    rows: dict[tuple[str, str], list[str]] = {}
    used: dict[str, None] = {}
    for prompt in plan.prompts:
        states = dict(prompt.states)
        row = rows.setdefault((prompt.message or "Any message", prompt.dimension), [""] * len(codes))
        for number, code in enumerate(codes):
            state = states.get(code, "asked")
            used.setdefault(state)
            row[number] += signs.get(state, "?")
    lines = []
    for start in range(0, len(codes), fit):
        heads = "".join(f"{_cut(code, step - 1):>{step}}" for code in codes[start : start + fit])
        lines.append(" " * named + heads)
        last = ""
        for (message, dimension), row in rows.items():
            if message != last:
                lines += [pen.plain(line) for line in wrap(message, pen.width, subsequent_indent="  ")]
                last = message
            cells = "".join(f"{_cut(cell, step - 1):>{step}}" for cell in row[start : start + fit])
            lines.append(f"  {_cut(dimension.replace('-', ' '), named - 3):<{named - 2}}{cells}".rstrip())
    return [*lines, *wrap("   ".join(f"{signs.get(state, '?')} {state}" for state in used), pen.width)]
