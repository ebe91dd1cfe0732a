"""Which presence of a community of inquiry each week gives."""

from __future__ import annotations

from socialscaffold.output.pictures.shapes import LEFT, Picture, Shape, columns, week_heads, weeks_of
from socialscaffold.patterns.defaults import PRESENCES
from socialscaffold.plan.model import Plan
from socialscaffold.review.presence import gives

_LANE = 34


def weeks_with(plan: Plan, presence: str) -> tuple[int, ...]:
    """The weeks in which something gives a presence."""
    return tuple(week.number for week in plan.weeks if any(gives(item, presence) for item in week.items))


def presence(plan: Plan) -> Picture:
    """A mark in each week that gives teaching, social or cognitive presence."""
    say = plan.say
    wide, step = columns(plan, narrowest=40)
    shapes = list(week_heads(plan, step))
    rows = []
    for number, name in enumerate(PRESENCES):
        top = 34 + number * _LANE
        weeks, shown = weeks_with(plan, name), say.name(name).capitalize()
        shapes += [Shape(0, top, wide, _LANE - 4, "lane"), Shape(12, top + 20, look="name", words=shown)]
        shapes += [Shape(LEFT + (week - 0.5) * step - 9, top + 6, 18, 18, "fill round core") for week in weeks]
        missing = [week.number for week in plan.weeks if week.number not in weeks]
        rows.append((shown, weeks_of(say, weeks), weeks_of(say, missing)))
    return Picture(
        "presence",
        say("Who is present when"),
        say("The weeks in which somebody teaches, people meet each other, and people think something through."),
        round(wide),
        34 + len(PRESENCES) * _LANE,
        tuple(shapes),
        ("", say("Weeks with it"), say("Weeks without")),
        tuple(rows),
    )
