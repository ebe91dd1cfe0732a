"""`socialscaffold check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.days import day_of_check
from socialscaffold.compiler import Checked, check
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.source.gate import Gate

NOTES = 3  # a page of notes hides what matters


def opened(program: Path) -> tuple[Gate, str]:
    """The gate and the name of the program's file, for a folder or a file. Usage error (exit 2) for neither."""
    import typer

    if program.is_dir():
        return Gate(program), "program.yaml"
    if program.parent.is_dir() and program.suffix in (".yaml", ".yml"):
        return Gate(program.parent), program.name
    raise typer.BadParameter(f"there is no folder or program at {program}", param_hint="PROGRAM")


def run_check(
    program: Path,
    cohort: str | None,
    regions: tuple[str, ...] | None,
    format_: str,
    as_of: str | None = None,
    *,
    every: bool = False,
) -> int:
    """Check and print; exit code 1 where something was found that should be mended."""
    import typer

    if format_ not in ("pretty", "json"):
        raise typer.BadParameter("there are pretty and json", param_hint="--format")
    gate, name = opened(program)
    checked = check(gate, name, cohort, regions, day_of_check(as_of))
    if format_ == "json":
        screen.say(screen.as_json(checked.found))
    else:
        show(checked.found, gate, every=every)
        if checked.plan is not None:
            weeks = ", ".join(str(week.minutes) for week in checked.plan.weeks)
            screen.say(
                f"{checked.plan.program.title}: {len(checked.plan.weeks)} weeks of {weeks} minutes "
                f"(at most {checked.plan.budget}), {len(checked.plan.sets.sets)} sets."
            )
        screen.say(screen.summary(checked.found) or "Nothing to mend.")
    return failed(checked)


def failed(checked: Checked) -> int:
    """1 where there is an error or a warning."""
    return int(any(one.severity is not Severity.INFO for one in checked.found))


def show(found: Sequence[Diagnostic], gate: Gate, *, every: bool = False) -> None:
    """Print the findings with their lines: all errors and warnings, and three notes unless `every` one is asked for."""
    notes = [one for one in found if one.severity is Severity.INFO]
    shown = [one for one in found if every or one.severity is not Severity.INFO or one in notes[:NOTES]]
    if shown:
        screen.tell(shown, gate.texts)
        screen.say()
    if more := len(found) - len(shown):
        screen.say(f"{more} more note{'s' * (more != 1)}: `check --all` shows every one.")
