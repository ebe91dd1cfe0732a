"""`socialscaffold fix`: mend what can be mended safely, and leave every other byte alone."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.programs import opened
from socialscaffold.compiler import check
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.edit.fix.mend import Mended, mend
from socialscaffold.output.place import write_over
from socialscaffold.source.gate import Gate


def run_fix(program: Path, cohort: str | None, *, diff: bool) -> int:
    """Mend and write, or with `diff` only show; exit code 1 where something is left that should be mended."""
    gate, name = opened(program)

    def look(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
        return check(Gate(gate.root, files), name, cohort).found

    def read(path: str) -> bytes | None:
        return gate.read_bytes(path)[0] if path else None

    made = mend(look, read)
    before = {path: read(path) or b"" for path in made.files}
    if diff:
        for path, data in sorted(made.files.items()):
            screen.say(shown_diff(path, before[path], data))
    for one in made.mended:
        place = f"{one.span.file}:{one.span.line}: " if one.span else ""
        screen.say(f"{'would mend' if diff else 'mended'} {place}{one.code}, {screen.clean(one.message)}")
    if not diff:
        for path, data in sorted(made.files.items()):
            if wrong := write_over(gate.root, path, before[path], data):
                screen.say(wrong, to_error=True)
                return 1
    _show_left(made, gate.root)
    return int(any(one.severity is not Severity.INFO for one in made.left))


def _show_left(made: Mended, root: Path) -> None:
    left = [one for one in made.left if one.severity is not Severity.INFO]
    if left:
        shown = Gate(root, made.files)
        for path in {one.span.file for one in left if one.span}:
            shown.read_bytes(path)
        screen.say("\nFor you to decide:\n")
        screen.tell(left, shown.texts)
        screen.say()
        screen.say(screen.summary(left))
    elif not made.mended:
        screen.say("Nothing to mend.")


def shown_diff(path: str, old: bytes, new: bytes, after: str = "mended") -> str:
    """The edits of one file as a unified diff, safe for a terminal; `after` is what the new one is called."""
    lines = difflib.unified_diff(
        old.decode("utf-8", "replace").splitlines(),
        new.decode("utf-8", "replace").splitlines(),
        f"{path} (as it is)",
        f"{path} ({after})",
        lineterm="",
    )
    return "\n".join(screen.clean(line.replace("\t", "    ")) for line in lines)
