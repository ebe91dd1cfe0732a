"""What a picture is made of, and its drawing as SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from textwrap import shorten

from socialscaffold.dataclass import dataclass
from socialscaffold.output.xml import Element, element
from socialscaffold.plan.model import CORE, STRATEGIES, Plan
from socialscaffold.words.speech import Speech

LANES = (CORE, *STRATEGIES)
# A strategy never stands by its colour alone: where there is no room for its name, there is its number.
MARKS = {CORE: "", **{strategy: str(number) for number, strategy in enumerate(STRATEGIES, 1)}}
LEFT = 180
WIDE = 912


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


def columns(plan: Plan, right: int = 0, narrowest: int = 90) -> tuple[float, float]:
    """The picture's width and one week's: the page's, or wider where the weeks would be too narrow to read."""
    step = max(narrowest, (WIDE - LEFT - right) / max(1, len(plan.weeks)))
    return LEFT + step * len(plan.weeks) + right, step


def week_heads(plan: Plan, step: float) -> Iterable[Shape]:
    """The weeks' numbers over their columns."""
    for week in plan.weeks:
        words = plan.say("Week {number}", number=week.number) if step > 50 else str(week.number)
        yield Shape(LEFT + (week.number - 0.5) * step, 20, look="small", words=words, anchor="middle")


def time(say: Speech, minutes: int) -> str:
    """Minutes in words."""
    return say("{minutes} min", minutes=minutes) if minutes else say("no set time")


def share_of(say: Speech, part: int, whole: int) -> str:
    """A share in whole percent: `12%`."""
    return say("{number}%", number=round(100 * part / whole))


def weeks_of(say: Speech, weeks: Iterable[int]) -> str:
    """The numbers of weeks, `none` where there is none."""
    return say.series(map(str, weeks)) or say("none")


def short(words: str, longest: int) -> str:
    """The words up to so many characters, cut between two of them."""
    return shorten(words, max(8, longest), placeholder="…") if len(words) > longest else words


def _mirrored(one: Shape, width: float) -> Shape:
    return replace(one, x=width - one.x - one.width)


def _drawn(one: Shape) -> Element:
    place = {"x": f"{one.x:g}", "y": f"{one.y:g}"}
    look = {"class": one.look} if one.look else {}
    if one.words:
        return element("text", {**place, **look, "text-anchor": one.anchor}, text=one.words)
    corner = {"rx": "9" if "round" in one.look else "1" if one.height < 4 else "3"}
    return element("rect", {**place, "width": f"{one.width:g}", "height": f"{one.height:g}", **corner, **look})
