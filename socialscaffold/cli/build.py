"""`socialscaffold build`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from socialscaffold import __version__
from socialscaffold.cli import screen
from socialscaffold.cli.check import opened, show
from socialscaffold.cli.days import day_of_build
from socialscaffold.compiler import READY, build, check
from socialscaffold.diagnostics import Diagnostic, has_errors, in_order
from socialscaffold.output.document import Document
from socialscaffold.output.publish import is_current, publish
from socialscaffold.output.record import record
from socialscaffold.source.gate import Gate
from socialscaffold.spec.program import FORMATS, VERSION

if TYPE_CHECKING:
    from socialscaffold.targets.lms import Lms

READABLE = ("markdown", "html")


def run_build(
    program: Path,
    cohort: str | None,
    regions: tuple[str, ...] | None,
    formats: tuple[str, ...],
    out: Path | None,
    as_of: str | None = None,
    *,
    stored: bool,
    force: bool,
    lms: str | None = None,
) -> int:
    """Check, build, publish in one step, and say where it is."""
    import typer

    preset = _preset(lms, formats) if lms is not None else None
    for name in formats:
        if name not in FORMATS:
            raise typer.BadParameter(f"`{name}` is none of {', '.join(FORMATS)}", param_hint="--format")
    gate, file = opened(program)
    folder = program if program.is_dir() else program.parent
    checked = check(gate, file, cohort, regions, day_of_build(as_of))
    if checked.plan is None or has_errors(checked.found):
        return _refuse(checked.found, gate)
    wanted = formats or checked.plan.program.package.formats or READY
    if preset:
        wanted = (*(one for one in wanted if one in READABLE), *preset.formats)
    with _progress(len(wanted)) as step:
        documents, found = build(checked, wanted, stored=stored, step=step)
    if preset:
        documents = tuple(one for one in documents if preset.takes(one.path))
    told = in_order([*checked.found, *found])
    if has_errors(told):
        return _refuse(told, gate)
    made = (
        *documents,
        record(
            documents,
            inputs=gate.hashes,
            spec_version=str(VERSION),
            tool_version=__version__,
            diagnostics=told,
        ),
    )
    target = out if out is not None else folder / "build"
    current = is_current(made, target)
    published = () if current else publish(made, target, keep_out=folder, force=force)
    told = in_order([*told, *published])
    show(told, gate)
    if has_errors(published):
        return 1
    state = "is up to date" if current else f"holds {len(documents)} file{'s' * (len(documents) != 1)}"
    screen.say(f"{target} {state}.")
    for path in _to_open(documents):
        screen.say(f"  {target / path}")
    if preset:
        screen.say("\n" + _how_to_import(preset, documents))
    return 0


def _preset(name: str, formats: tuple[str, ...]) -> Lms:
    """The preset of that name. Usage error (exit 2) for an unknown one, and beside `--format`."""
    import typer

    from socialscaffold.source.suggest import did_you_mean
    from socialscaffold.targets.lms import presets

    known = presets()
    if formats:
        raise typer.BadParameter("it chooses the formats; leave `--format` out", param_hint="--lms")
    if name not in known:
        near = did_you_mean(name, known)
        hint = f"did you mean `{near}`?" if near else f"there are {', '.join(known)}"
        raise typer.BadParameter(f"`{name}` is no preset; {hint}", param_hint="--lms")
    return known[name]


def _how_to_import(preset: Lms, documents: tuple[Document, ...]) -> str:
    """What to do with each package in the LMS, and what to set there."""
    lines = []
    for one in preset.packages:
        for path in (each.path for each in documents if each.path.endswith(f"-{one.file}")):
            lines += [f"{preset.name} takes {path}. {one.holds}"]
            lines += [f"  {number}. {step}" for number, step in enumerate(one.steps, 1)]
    if preset.settings:
        lines += ["Then:", *(f"  - {one.set}" for one in preset.settings)]
    return "\n".join(lines)


def _refuse(found: Sequence[Diagnostic], gate: Gate) -> int:
    show(found, gate)
    screen.say(f"Nothing was built: {screen.summary(found)}.")
    return 1


def _to_open(documents: tuple[Document, ...]) -> list[str]:
    """What a person opens first: the site, the plan, the package."""
    paths = [one.path for one in documents]
    first = [path for path in ("html/index.html", "markdown/plan.md") if path in paths]
    return first + [path for path in paths if path.endswith((".zip", ".imscc"))]


@contextmanager
def _progress(count: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal; nothing in CI or a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Building", total=count)

        def step(name: str) -> None:
            bar.update(task, description=f"Building {name}", advance=1)

        yield step
