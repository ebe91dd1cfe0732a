"""A program as every command takes it: opened by its path, its findings shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.source.gate import Gate

NOTES = 3  # a page of notes hides what matters


def opened(program: Path, *, account: bool = True) -> tuple[Gate, str]:
    """The gate and the name of the program's file, for a folder or a file. Usage error (exit 2) for neither.

    Without `account` the gate keeps no hashes of what it reads.
    """
    import typer

    if program.is_dir():
        return Gate(program, account=account), "program.yaml"
    if program.parent.is_dir() and program.suffix in (".yaml", ".yml"):
        return Gate(program.parent, account=account), program.name
    told = f"there is no folder or program at {program}"
    if program.is_file():
        told = f"{program} is no program; name its folder, or its own file, which ends with .yaml"
    raise typer.BadParameter(told, param_hint="PROGRAM")


def show(found: Sequence[Diagnostic], gate: Gate, *, every: bool = False, evidence: bool = True) -> None:
    """Print the findings with their lines: all errors and warnings, and three notes unless `every` one is asked for.

    Without `evidence` what stands behind each rule is left out: for findings that were told before, where looking
    the rules up would be the longest part of the command.
    """
    notes = [one for one in found if one.severity is Severity.INFO]
    shown = [one for one in found if every or one.severity is not Severity.INFO or one in notes[:NOTES]]
    if shown:
        screen.tell(shown, gate.texts, _bases(shown) if evidence else None)
        screen.say()
    if more := len(found) - len(shown):
        screen.say(f"{more} more note{'s' * (more != 1)}: `check --all` shows every one.")


def _bases(found: Sequence[Diagnostic]) -> dict[str, str]:
    from socialscaffold.review.explain import basis

    return {code: basis(code) for code in {one.code for one in found}}
