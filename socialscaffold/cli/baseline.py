"""`check --baseline`: what the file knows is not told again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.place import put_file
from socialscaffold.report.baseline import Since, read, since, written
from socialscaffold.source.gate import Gate


def compared(found: Sequence[Diagnostic], path: Path) -> Since:
    """What came after the baseline at `path`. Usage error (exit 2) where there is none."""
    import typer

    data, _ = Gate(path.parent).read_bytes(path.name)
    if data is None:
        told = f"there is no baseline at {path}; write one with --update-baseline"
        raise typer.BadParameter(told, param_hint="--baseline")
    try:
        return since(found, read(data))
    except ValueError as wrong:
        raise typer.BadParameter(f"{path} can't be read: {wrong}", param_hint="--baseline") from wrong


def update(found: Sequence[Diagnostic], path: Path) -> str:
    """Write the findings down in one step; what comes back says why that was not done, and is empty where it was."""
    return put_file(path, written(found), over=True)
