"""`socialscaffold build`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from socialscaffold import __version__
from socialscaffold.cli import screen
from socialscaffold.cli.days import day_of_build
from socialscaffold.cli.programs import opened, show
from socialscaffold.diagnostics import Diagnostic, has_errors, in_order
from socialscaffold.output.unchanged import unchanged
from socialscaffold.resources import compiled
from socialscaffold.source.gate import Gate

if TYPE_CHECKING:
    from socialscaffold.compiler import Checked
    from socialscaffold.output.document import Document
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
    gate, file = opened(program)
    folder = program if program.is_dir() else program.parent
    target = out if out is not None else folder / "build"
    day = day_of_build(as_of)
    request: dict[str, object] = {
        "program": file,
        "cohort": cohort,
        "regions": None if regions is None else list(regions),
        "formats": list(formats),
        "lms": lms,
        "as_of": None if day is None else day.isoformat(),
        "stored": stored,
    }
    # A checkout has no version that would tell one state of it from another.
    ready = unchanged(target, gate, request, __version__) if compiled().is_dir() else None
    if ready is not None:
        show(ready.diagnostics, gate)
        _done(target, tuple(ready.outputs), preset_of(lms, formats), "is up to date")
        return 0
    from socialscaffold.compiler import check

    gate, _ = opened(program)
    preset = preset_of(lms, formats)
    known_formats(formats)
    checked = check(gate, file, cohort, regions, day)
    return _built(checked, gate, folder, target, formats, preset, request, stored=stored, force=force)


def known_formats(formats: tuple[str, ...]) -> None:
    import typer

    from socialscaffold.spec.program import FORMATS

    for name in formats:
        if name not in FORMATS:
            raise typer.BadParameter(f"`{name}` is none of {', '.join(FORMATS)}", param_hint="--format")


def _built(
    checked: Checked,
    gate: Gate,
    folder: Path,
    target: Path,
    formats: tuple[str, ...],
    preset: Lms | None,
    request: dict[str, object],
    *,
    stored: bool,
    force: bool,
) -> int:
    """Make the files of a program that was checked, and publish them."""
    from socialscaffold.output.publish import is_current, publish

    made, told = made_of(checked, gate, formats, preset, request, stored=stored)
    if made is None:
        return _refuse(told, gate)
    current = is_current(made, target)
    published = () if current else publish(made, target, keep_out=folder, force=force)
    show(in_order([*told, *published]), gate)
    if has_errors(published):
        return 1
    documents = made[:-1]
    count = len(documents)
    state = "is up to date" if current else f"holds {count} file{'s' * (count != 1)}"
    _done(target, tuple(one.path for one in documents), preset, state)
    return 0


def made_of(
    checked: Checked,
    gate: Gate,
    formats: tuple[str, ...],
    preset: Lms | None,
    request: dict[str, object],
    *,
    stored: bool,
) -> tuple[tuple[Document, ...] | None, list[Diagnostic]]:
    """The files of a program that was checked, their `build.json` last (None where errors stand in the way), and all
    findings."""
    from socialscaffold.compiler import READY, build
    from socialscaffold.output.record import record
    from socialscaffold.spec.program import VERSION

    if checked.plan is None or has_errors(checked.found):
        return None, list(checked.found)
    wanted = formats or checked.plan.program.package.formats or READY
    if preset:
        wanted = (*(one for one in wanted if one in READABLE), *preset.formats)
    with _progress(len(wanted)) as step:
        documents, found = build(checked, wanted, stored=stored, step=step)
    if preset:
        documents = tuple(one for one in documents if preset.takes(one.path))
    told = in_order([*checked.found, *found])
    if has_errors(told):
        return None, told
    made = record(
        documents,
        inputs=gate.hashes,
        looked=gate.looked,
        request=request,
        spec_version=str(VERSION),
        tool_version=__version__,
        diagnostics=told,
    )
    return (*documents, made), told


def _done(target: Path, paths: tuple[str, ...], preset: Lms | None, state: str) -> None:
    """Say where the build is, what to open first, and how to import it."""
    screen.say(f"{target} {state}.")
    for path in _to_open(paths):
        screen.say(f"  {target / path}")
    if preset:
        screen.say("\n" + _how_to_import(preset, paths))


def preset_of(name: str | None, formats: tuple[str, ...]) -> Lms | None:
    """The preset of that name, if one is named. Usage error (exit 2) for an unknown one, and beside `--format`."""
    if name is None:
        return None
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


def _how_to_import(preset: Lms, paths: tuple[str, ...]) -> str:
    """What to do with each package in the LMS, and what to set there."""
    lines = []
    for one in preset.packages:
        for path in (each for each in paths if each.endswith(f"-{one.file}")):
            lines += [f"{preset.name} takes {path}. {one.holds}"]
            lines += [f"  {number}. {step}" for number, step in enumerate(one.steps, 1)]
    if preset.settings:
        lines += ["Then:", *(f"  - {one.set}" for one in preset.settings)]
    return "\n".join(lines)


def _refuse(found: Sequence[Diagnostic], gate: Gate) -> int:
    show(found, gate)
    screen.say(f"Nothing was built: {screen.summary(found)}.")
    return 1


def _to_open(paths: tuple[str, ...]) -> list[str]:
    """What a person opens first: the site, the plan, the package."""
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
