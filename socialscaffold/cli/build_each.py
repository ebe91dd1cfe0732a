"""`socialscaffold build --each`: every region's build for itself, in its own folder; in shards and on several cores."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from socialscaffold import __version__
from socialscaffold.cli import screen
from socialscaffold.cli.build import known_formats, made_of, preset_of
from socialscaffold.cli.days import day_of_build
from socialscaffold.cli.programs import opened
from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, has_errors, in_order
from socialscaffold.output.unchanged import unchanged
from socialscaffold.resources import compiled
from socialscaffold.source.gate import Gate

_SWEEP = 16  # regions after which cycles are swept, so that memory stays flat


@dataclass(frozen=True, slots=True)
class Job:
    """What is built: the same for every region but its name."""

    folder: Path
    file: str
    cohort: str | None
    formats: tuple[str, ...]
    lms: str | None
    out: Path
    as_of: str | None
    stored: bool
    force: bool
    trust: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one region: `state` is built, kept or refused."""

    region: str
    state: str
    tree: str
    found: tuple[Diagnostic, ...]
    texts: tuple[tuple[str, str], ...] = ()


def run_build_each(
    program: Path,
    cohort: str | None,
    regions: tuple[str, ...] | None,
    formats: tuple[str, ...],
    out: Path | None,
    as_of: str | None,
    *,
    stored: bool,
    force: bool,
    lms: str | None,
    jobs: int,
    shard: str | None,
) -> int:
    """Build the regions that were asked for, tell each finding once, and list the builds; 1 where one was refused."""
    import typer

    from socialscaffold.output.place import put_file
    from socialscaffold.output.shards import NAME, left_over, listing, share, tree_of
    from socialscaffold.spec.load import load

    gate, file = opened(program)
    known_formats(formats)
    preset_of(lms, formats)
    number, count = _shard(shard)
    sources, found = load(gate, file, cohort, ())
    listed = sources.program.strategies.localization.regions if sources else ()
    if sources is None or not listed:
        screen.tell(found, gate.texts)
        screen.say(
            "The program lists no regions, so there is nothing to build for each." if sources else "Nothing was built."
        )
        return 1
    if unknown := [one for one in regions or () if one not in listed]:
        raise typer.BadParameter(f"`{unknown[0]}` is none of {', '.join(listed)}", param_hint="--region")
    folder = program if program.is_dir() else program.parent
    target = out if out is not None else folder / "build-regions"
    wanted = share([one for one in listed if regions is None or one in regions], number, count)
    job = Job(folder, file, cohort, formats, lms, target, as_of, stored, force, compiled().is_dir())
    told: dict[tuple[object, ...], Diagnostic] = {}
    texts: dict[str, str] = {}
    states: dict[str, int] = {}
    refused: list[str] = []
    for done in outcomes(job, wanted, jobs):
        states[done.state] = states.get(done.state, 0) + 1
        for one in done.found:
            told.setdefault((one.code, one.message, one.span), one)
        texts.update(done.texts)
        refused += [done.region] if done.state == "refused" else []
    if told:
        screen.tell(in_order(told.values()), texts)
        screen.say()
    trees = {name: tree for name in listed if (tree := tree_of(target / name))}
    if wrong := put_file(target / NAME, listing(sources.program.id, listed, trees), over=True):
        screen.say(wrong, to_error=True)
        return 1
    for name in left_over(target, listed):
        screen.say(f"{target / name} belongs to no region any more; delete it if nobody needs it.")
    screen.say(f"{target} holds {len(trees)} of {len(listed)} regions: {_counted(states)}.")
    if refused:
        screen.say(f"Not built: {', '.join(refused[:10])}{' and others' if len(refused) > 10 else ''}.")
    return int(bool(refused))


def outcomes(job: Job, regions: tuple[str, ...], jobs: int) -> Iterator[Outcome]:
    """Each region's outcome, in the program's order whatever the number of workers."""
    if jobs <= 1 or len(regions) <= 1:
        for number, region in enumerate(regions, 1):
            yield build_one(job, region)
            if number % _SWEEP == 0:
                gc.collect()
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial
    from multiprocessing import get_context

    way = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(jobs, len(regions)), mp_context=way) as pool:
        yield from pool.map(partial(build_one, job), regions, chunksize=max(1, len(regions) // (jobs * 8)))


def build_one(job: Job, region: str) -> Outcome:
    """Build one region into its folder, or leave it alone where nothing that it read has changed."""
    from socialscaffold.compiler import check
    from socialscaffold.output.publish import is_current, publish
    from socialscaffold.output.shards import tree_of

    target = job.out / region
    day = day_of_build(job.as_of)
    request: dict[str, Any] = {
        "program": job.file,
        "cohort": job.cohort,
        "regions": [region],
        "formats": list(job.formats),
        "lms": job.lms,
        "as_of": None if day is None else day.isoformat(),
        "stored": job.stored,
    }
    if job.trust and (ready := unchanged(target, Gate(job.folder), request, __version__)):
        return Outcome(region, "kept", ready.tree, tuple(ready.diagnostics))
    gate = Gate(job.folder)
    checked = check(gate, job.file, job.cohort, (region,), day)
    made, told = made_of(checked, gate, job.formats, preset_of(job.lms, job.formats), request, stored=job.stored)
    seen = _seen(told, gate)
    if made is None:
        return Outcome(region, "refused", "", tuple(told), seen)
    if is_current(made, target):
        return Outcome(region, "kept", tree_of(target), tuple(told), seen)
    published = publish(made, target, keep_out=job.folder, force=job.force)
    state = "refused" if has_errors(published) else "built"
    return Outcome(region, state, tree_of(target), (*told, *published), seen)


def _seen(told: list[Diagnostic], gate: Gate) -> tuple[tuple[str, str], ...]:
    """The texts that the findings show lines of."""
    files = {one.span.file for one in told if one.span is not None}
    return tuple((file, text) for file, text in gate.texts.items() if file in files)


def _shard(shard: str | None) -> tuple[int, int]:
    """`3/8` as (3, 8). Usage error (exit 2) for anything else."""
    import typer

    if shard is None:
        return 1, 1
    found = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", shard)
    if found is None or int(found[1]) > int(found[2]):
        raise typer.BadParameter("write which of how many, such as 3/8", param_hint="--shard")
    return int(found[1]), int(found[2])


def _counted(states: dict[str, int]) -> str:
    words = {"built": "built", "kept": "unchanged", "refused": "refused"}
    return ", ".join(f"{states[one]} {word}" for one, word in words.items() if one in states) or "none to build"
