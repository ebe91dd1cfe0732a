"""The table of regions on a terminal: one block a message, one line a region, one column a dimension."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter

from socialscaffold.cli import screen
from socialscaffold.cli.patterns import width
from socialscaffold.output.answer_states import MEANINGS
from socialscaffold.output.pictures.regions import SIGNS
from socialscaffold.output.region_status import Block, Status

_COLOURS = {"missing": "31", "stale": "33", "rejected": "33", "expired": "33", "withdrawn": "33", "proposed": "36",
            "accepted": "32", "promoted": "32"}  # fmt: skip
NOTHING_TOLD = (
    "No region says yet how it tells the messages. Write it into its file: `messages: {ID: kept}`, or `adapted` or"
    " `contradicts` with `say:` and `reason:`."
)
_WORD = 11  # a sign, a blank and the longest state


def as_table(status: Status, wide: int = 0, *, colour: bool | None = None) -> str:
    """The table in `wide` columns (those of the terminal where it is 0).

    Where a state's word has no room its sign stands alone: the words are explained below.
    """
    wide = wide or width()
    paint = screen.coloured(sys.stdout) if colour is None else colour
    lines: list[str] = []
    for block in status.blocks:
        lines += [*_block(block, status.dimensions, wide, paint), ""]
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
    if status.drift:
        lines += ["", *textwrap.wrap(_drift_told(status), wide)]
    counts = ", ".join(f"{count} {state}" for state, count in status.counts)
    return "\n".join([*lines, "", *textwrap.wrap(f"{counts or 'Nothing is asked yet'}.", wide)])


def next_steps(status: Status, program: str, wide: int = 0, *, waits: bool) -> str:
    """The commands that bring the regions further, each with why; empty where nothing is to be done.

    `program` is the program's folder as it was called, quoted; empty for the folder one is in. `waits` says that an
    answer waits to be read, also where another one came further.
    """
    wide = wide or width()
    there = {state for state, _ in status.counts} | ({"proposed"} if waits else set())
    behind = f" -p {program}" if program else ""
    steps = [
        ("proposed", f"socialscaffold harvest review{behind}", "reads the answers that wait"),
        ("stale", f"socialscaffold region check{behind}", "tells what changed since"),
        ("asked", f"socialscaffold build{f' {program}' if program else ''}", "makes each region's kit and its form"),
    ]
    if {"missing", "rejected", "expired", "withdrawn"} & there:
        there.add("asked")
    said = [(command, why) for state, command, why in steps if state in there]
    lines = [line for command, why in said for line in _step(command, why, wide)]
    return "\n".join(["Next:", *lines]) if lines else ""


def _step(command: str, why: str, wide: int) -> list[str]:
    """A command and why, in one line where both fit; the command is never broken, so that it can be copied."""
    whole = f"  {command}  # {why}"
    return [whole] if len(whole) <= wide else [f"  # {why}", f"  {command}"]


def _drift_told(status: Status) -> str:
    """One sentence on how the messages are told; `--drift` says the rest."""
    counts = Counter(row.how for block in status.drift for row in block.rows)
    told = ", ".join(f"{counts[how]} {how}" for how in ("contradicts", "adapted", "kept") if counts[how])
    return (
        f"How the messages are told: {told.replace('contradicts', 'contradicted')}. `region status --drift` says more."
    )


def as_drift(status: Status, wide: int = 0, *, colour: bool | None = None) -> str:
    """How far each region stands from each message, in `wide` columns (those of the terminal where it is 0)."""
    wide = wide or width()
    paint = screen.coloured(sys.stdout) if colour is None else colour
    lines: list[str] = []
    for block in status.drift:
        about = f"{block.message}, revision {block.revision}{', essential' if block.essential else ''}"
        lines += [*([""] if lines else []), *textwrap.wrap(screen.clean(block.text), wide), about]
        left = min(24, max(len(screen.clean(row.name)) for row in block.rows))
        how = max(len(row.how) for row in block.rows)
        for row in block.rows:
            name = screen.clean(row.name)
            name = name if len(name) <= left else name[: left - 1] + "…"
            head = f"{name:<{left}}  {row.how:<{how}}  "
            rest = "; ".join(one for one in (row.since, row.apart) if one)
            first, *more = textwrap.wrap(rest, max(20, wide - len(head))) or [""]
            lines.append((f"{name:<{left}}  {_painted(row.how, how, paint)}  {first}").rstrip())
            lines += [" " * len(head) + one for one in more]
            for label, text in (("Told there as: ", row.say), ("Why: ", row.reason)):
                if text:
                    said = screen.clean(f"{label}{' '.join(text.split())}")
                    lines += textwrap.wrap(said, wide, initial_indent="    ", subsequent_indent="      ")
    return "\n".join(lines or textwrap.wrap(NOTHING_TOLD, wide))


def _painted(how: str, column: int, paint: bool) -> str:
    colour = {"contradicts": "31", "adapted": "33", "kept": "32"}.get(how)
    return f"\x1b[{colour}m{how:<{column}}\x1b[0m" if paint and colour else f"{how:<{column}}"


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
