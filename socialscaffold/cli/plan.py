"""`socialscaffold plan`: the plan in pictures, in a terminal, each finding beside the picture that shows it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.programs import opened, show
from socialscaffold.compiler import check
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.pictures.drawn import Drawing, Pen, drawings
from socialscaffold.output.pictures.told import beside

USUAL, NARROWEST, WIDEST = 80, 40, 120


def run_plan(program: Path, cohort: str | None, only: tuple[str, ...], *, ascii: bool) -> int:
    """Draw the plan; exit code 1 where errors stand in the way of one."""
    import typer

    gate, name = opened(program)
    checked = check(gate, name, cohort)
    if checked.plan is None:
        show(checked.found, gate)
        screen.say("There is no plan to draw before this is mended.")
        return 1
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower()
    width = max(NARROWEST, min(WIDEST, screen.columns(sys.stdout) or USUAL))
    pen = Pen(width, ascii or not encoding.startswith("utf"))
    made = drawings(checked.plan, pen)
    known = [one.id for one in made]
    if wrong := [one for one in only if one not in known]:
        raise typer.BadParameter(f"`{wrong[0]}` is none of {', '.join(known)}", param_hint="--only")
    colour = screen.coloured(sys.stdout)
    blocks = [_block(one, checked.found, pen, colour) for one in made if not only or one.id in only]
    screen.say("\n\n".join(blocks))
    return 0


def _block(one: Drawing, found: Sequence[Diagnostic], pen: Pen, colour: bool) -> str:
    bold, plain = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    lines = [f"{bold}{one.title}{plain}", *(screen.clean(line) for line in one.lines)]
    told = screen.brief(beside(found, one.id), colour=colour, width=pen.width)
    return "\n".join([*lines, *(pen.plain(line) for line in told)])
