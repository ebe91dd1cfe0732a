"""`socialscaffold fix --goal`: the fewest edits that reach a goal, and what they trade."""

from __future__ import annotations

from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.diff import as_text
from socialscaffold.cli.fix import shown_diff
from socialscaffold.cli.programs import opened
from socialscaffold.compiler import check
from socialscaffold.edit.diff.change import Side
from socialscaffold.edit.diff.compare import design_diff
from socialscaffold.edit.goal.goal import read_goal
from socialscaffold.edit.goal.reach import Way, reach
from socialscaffold.edit.text import FileText, TextEdit
from socialscaffold.output.place import write_over
from socialscaffold.source.gate import Gate


def run_goal(program: Path, cohort: str | None, goal: str, *, apply: bool) -> int:
    """Show the edits and the design diff they make; write them with `apply`. Exit code 1 where the goal is not met."""
    import typer

    wanted = read_goal(goal)
    if wanted is None:
        told = f"`{goal}` is no goal; write `week <= 4 h` or `facilitator week <= 8 h`"
        raise typer.BadParameter(told, param_hint="--goal")
    gate, name = opened(program)
    checked = check(gate, name, cohort)
    if checked.plan is None or checked.sources is None:
        screen.say("The program can't be read yet; `socialscaffold fix` or `check` says why.")
        return 1
    way = reach(checked.sources.program, checked.plan, wanted)
    old = gate.read_bytes(name)[0] or b""
    text = FileText(old)
    new = text.edited(TextEdit(*text.stretch(one.thing.span), one.mend.text) for one in way.moves)
    for one in way.moves:
        minutes = one.thing.staff if wanted.staff else one.thing.minutes
        screen.say(f"Move {one.thing.what} from week {one.thing.week} to week {one.week} ({minutes} minutes).")
    if way.moves:
        after = check(Gate(gate.root, {name: new}), name, cohort)
        screen.say("\n" + shown_diff(name, old, new))
        if after.plan is not None:
            sides = Side(checked.plan, checked.found), Side(after.plan, after.found)
            screen.say("\nWhat that trades:\n\n" + as_text(design_diff(*sides)))
    _left(way, wanted.minutes)
    if apply and new != old:
        if wrong := write_over(gate.root, name, old, new):
            screen.say(wrong, to_error=True)
            return 1
        screen.say(f"\n{name} is written.")
    elif new != old:
        screen.say("\nNothing is written yet: add --apply to take it over.")
    return int(bool(way.left))


def _left(way: Way, minutes: int) -> None:
    if not way.moves and not way.left:
        screen.say(f"Every week is within {minutes} minutes already.")
    for week, over in way.left:
        screen.say(
            screen.fitted(
                f"\nWeek {week} stays {over} minutes over {minutes}: nothing more in it can move. "
                "Shorten its meeting or its content, or move a module."
            )
        )
