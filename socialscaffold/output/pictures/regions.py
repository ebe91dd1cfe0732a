"""The matrix of messages, dimensions and regions."""

from __future__ import annotations

from socialscaffold.output.pictures.shapes import WIDE, Picture, Shape, short
from socialscaffold.patterns.pattern import DIMENSIONS, FURTHER_DIMENSIONS
from socialscaffold.plan.model import Plan

SIGNS = {
    "asked": "○",
    "proposed": "◐",
    "accepted": "●",
    "promoted": "★",
    "stale": "△",
    "missing": "!",
    "rejected": "×",
    "withdrawn": "–",
    "expired": "◌",
}
_LEFT = 190
_LINE = 32


def region_matrix(plan: Plan) -> Picture:
    """What each region is asked about each message, and how far its answer has come.

    The states are those of plan/answers.py.
    """
    say, places = plan.say, plan.places
    step = min(200.0, max(140.0, (WIDE - _LEFT) / len(places)))
    wide = max(480.0, _LEFT + step * len(places))
    shapes = [
        Shape(_LEFT + (number + 0.5) * step, 20, look="name", words=short(name, 18), anchor="middle")
        for number, (_, name) in enumerate(places)
    ]
    rows = []
    top = 34
    messages = dict.fromkeys([*(one.text for _, one in plan.program.messages), *(one.message for one in plan.prompts)])
    for message in messages:
        shown = message or say("Any message")
        shapes.append(Shape(0, top + 20, look="name", words=short(shown, round(wide / 8))))
        top += _LINE
        asked = {one.dimension for one in plan.prompts if one.message == message}
        for dimension in (*DIMENSIONS, *(one for one in FURTHER_DIMENSIONS if one in asked)):
            prompts = [one for one in plan.prompts if one.message == message and one.dimension == dimension]
            states = [[dict(one.states).get(code, "asked") for one in prompts] for code, _ in places]
            name = say.name(dimension)
            shapes += [Shape(0, top, wide, _LINE - 4, "lane"), Shape(12, top + 19, words=name)]
            for number, state in enumerate(states):
                look = state[0] if state else "none"
                told = say.series(map(say.name, state)) or say("no prompt")
                words = short(f"{SIGNS.get(look, '')} {told}".strip(), 20)
                left = _LEFT + number * step
                shapes += [
                    Shape(left + 3, top + 2, step - 6, _LINE - 8, f"state {look}"),
                    Shape(left + step / 2, top + 19, look="small", words=words, anchor="middle"),
                ]
            cells = (say.series(map(say.name, state)) or say("no prompt") for state in states)
            rows.append((shown, name, *cells))
            top += _LINE
    return Picture(
        "regions",
        say("What each region makes of the messages"),
        say("Every message by what may differ from place to place, and how far each region’s answer has come."),
        round(wide),
        max(top, 40),
        tuple(shapes),
        (say("Message"), say("What may differ"), *(name for _, name in places)),
        tuple(rows),
    )
