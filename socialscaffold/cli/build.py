"""`socialscaffold build`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from socialscaffold.cli import screen
from socialscaffold.cli.build_one import Job, build_one
from socialscaffold.cli.days import day_of_build
from socialscaffold.cli.formats import known_language, preset_of
from socialscaffold.cli.programs import opened, show
from socialscaffold.resources import compiled

if TYPE_CHECKING:
    from socialscaffold.targets.lms import Lms


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
    language: str | None = None,
) -> int:
    """Check, build, publish in one step, and say where it is."""
    gate, file = opened(program)
    target = out if out is not None else gate.root / "build"
    day, trust = day_of_build(as_of), compiled().is_dir()
    if language:
        known_language(language)
    job = Job(gate.root, file, cohort, formats, lms, day, stored, force, trust, language)
    made = build_one(job, regions, target, _progress)
    show(made.found, made.gate, evidence=made.looked)
    if made.state == "refused":
        screen.say(f"Nothing was built: {screen.summary(made.found)}.")
        return 1
    count = len(made.paths)
    state = "is up to date" if made.state == "kept" else f"holds {count} file{'s' * (count != 1)}"
    _done(target, made.paths, preset_of(lms, formats), state)
    return 0


def _done(target: Path, paths: tuple[str, ...], preset: Lms | None, state: str) -> None:
    """Say where the build is, what to open first, and how to import it."""
    screen.say(f"{target} {state}.")
    for path in _to_open(paths):
        screen.say(f"  {target / path}")
    if preset:
        screen.say("\n" + _how_to_import(preset, paths))


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
