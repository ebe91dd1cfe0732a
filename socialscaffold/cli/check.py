"""`socialscaffold check`."""

from __future__ import annotations

from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.days import day_of_check
from socialscaffold.cli.programs import opened, show
from socialscaffold.compiler import Checked, check
from socialscaffold.diagnostics import Severity


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
