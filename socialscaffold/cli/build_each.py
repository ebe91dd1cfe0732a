"""`socialscaffold build --each`: every region's build for itself, in its own folder; in shards and on several cores."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.build_one import Job, build_one
from socialscaffold.cli.days import day_of_build
from socialscaffold.cli.formats import known_formats, known_language, preset_of
from socialscaffold.cli.programs import opened
from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, in_order
from socialscaffold.resources import compiled

_SWEEP = 16  # regions after which cycles are swept, so that memory stays flat


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one region: `state` is built, kept or refused; `texts` are those that its findings point into."""

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
    language: str | None = None,
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
    target = out if out is not None else gate.root / "build-regions"
    wanted = share([one for one in listed if regions is None or one in regions], number, count)
    day, trust = day_of_build(as_of), compiled().is_dir()
    if language:
        known_language(language)
    job = Job(gate.root, file, cohort, formats, lms, day, stored, force, trust, language)
    told: dict[tuple[object, ...], Diagnostic] = {}
    texts: dict[str, str] = {}
    states: dict[str, int] = {}
    refused: list[str] = []
    for done in outcomes(job, target, wanted, jobs):
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


def outcomes(job: Job, out: Path, regions: tuple[str, ...], jobs: int) -> Iterator[Outcome]:
    """What becomes of each region in its folder of `out`, in the program's order whatever the number of workers."""
    if jobs <= 1 or len(regions) <= 1:
        for number, region in enumerate(regions, 1):
            yield build_region(job, out, region)
            if number % _SWEEP == 0:
                gc.collect()
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial
    from multiprocessing import get_context

    way = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(jobs, len(regions)), mp_context=way) as pool:
        yield from pool.map(partial(build_region, job, out), regions, chunksize=max(1, len(regions) // (jobs * 8)))


def build_region(job: Job, out: Path, region: str) -> Outcome:
    """Build one region into its folder of `out`, or leave it alone where nothing that it read has changed."""
    from socialscaffold.output.shards import tree_of

    made = build_one(job, (region,), out / region)
    files = {one.span.file for one in made.found if one.span is not None}
    texts = tuple((file, text) for file, text in made.gate.texts.items() if file in files)
    tree = tree_of(out / region) if made.paths else ""
    return Outcome(region, made.state, tree, made.found, texts)


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
