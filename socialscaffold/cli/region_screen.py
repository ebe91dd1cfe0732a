"""The table of regions on a terminal: one block a message, one line a region, one column a dimension."""

from __future__ import annotations

import sys
import textwrap

from socialscaffold.cli import screen
from socialscaffold.cli.patterns import width
from socialscaffold.output.pictures.regions import SIGNS
from socialscaffold.output.region_status import MEANINGS, Block, Status

_COLOURS = {"missing": "31", "stale": "33", "rejected": "33", "expired": "33", "withdrawn": "33", "proposed": "36",
            "accepted": "32", "promoted": "32"}  # fmt: skip
_WORD = 11  # a sign, a blank and the longest state


def as_table(status: Status, wide: int = 0, *, colour: bool | None = None) -> str:
    """The table in `wide` columns (those of the terminal where it is 0).

    Where a state's word has no room its sign stands alone: the words are explained below.
    """
    wide = wide or width()
    paint = screen.coloured(sys.stdout) if colour is None else colour
    lines: list[str] = []
    for block in status.blocks:
        lines += [*([""] if lines else []), *_block(block, status.dimensions, wide, paint), ""]
    shown = {state for block in status.blocks for row in block.rows for state in row.states if state}
    for state in (one for one in MEANINGS if one in shown):
        lines += textwrap.wrap(
            f"{SIGNS[state]} {state}: {MEANINGS[state]}", wide, initial_indent="  ", subsequent_indent="    "
        )
    for name, told in status.tasks:
        lines += ["", *textwrap.wrap(screen.clean(name), wide)]
        for one in told:
            lines += textwrap.wrap(
                screen.clean(one), wide, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False
            )
    counts = ", ".join(f"{count} {state}" for state, count in status.counts)
    return "\n".join([*lines, "", *textwrap.wrap(f"{counts or 'Nothing is asked yet'}.", wide)])


def _block(block: Block, dimensions: tuple[str, ...], wide: int, paint: bool) -> list[str]:
    about = f"{block.message}, revision {block.revision}" if block.message else "questions of no message"
    lines = textwrap.wrap(screen.clean(block.text), wide)
    lines += textwrap.wrap(about + (", essential: every region answers for it" if block.essential else ""), wide)
    longest = max([len("region"), *(len(screen.clean(one.name)) for one in block.rows)])
    left = min(longest, max(10, wide - len(dimensions) * (_WORD + 2)))
    column = min(16, (wide - left) // max(1, len(dimensions)) - 2)
    words = column >= _WORD
    heads = [textwrap.wrap(one.replace("-", " "), max(3, column), break_long_words=False) for one in dimensions]
    for number in range(max(map(len, heads), default=0)):
        cells = [(one[number] if number < len(one) else "")[: max(3, column)] for one in heads]
        lines.append(" " * left + "".join(f"  {cell:<{max(3, column)}}" for cell in cells).rstrip())
    for row in block.rows:
        name = screen.clean(row.name)
        name = name if len(name) <= left else name[: left - 1] + "…"
        cells = [_cell(state, max(3, column), words=words, paint=paint) for state in row.states]
        lines.append((f"{name:<{left}}" + "".join(f"  {cell}" for cell in cells)).rstrip())
    return lines


def _cell(state: str, column: int, *, words: bool, paint: bool) -> str:
    text = f"{SIGNS[state]} {state}" if words and state else SIGNS.get(state, "·")
    padded = f"{text:<{column}}"
    return f"\x1b[{_COLOURS[state]}m{padded}\x1b[0m" if paint and state in _COLOURS else padded
