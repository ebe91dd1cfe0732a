"""How a build of each region grows with their number: CPU seconds, memory, what is left to do when nothing changed, and
what it takes to join eight shards.

    python3 benchmarks/regions.py [--most 1000]

Each number of regions is measured in a process of its own, with the documents as Markdown. It prints one line each and
the exponent from 10 regions to the last number: 1.0 is time that grows as the regions do. It fails (exit 1) where the
exponent is above 1.05 or memory grows by more than 10 MiB from 10 regions on.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
STEEPEST, MOST_GROWTH, SHARDS = 1.05, 10.0, 8


def program(folder: Path, count: int) -> None:
    """The EV case with `count` regions, each with words and facts of its own and all of one group."""
    shutil.copytree(ROOT / "examples" / "ev-charging", folder)
    names = [f"R{number}" for number in range(count)]
    text = (folder / "program.yaml").read_text("utf-8")
    text = text.replace('regions: ["NO", DE, GB]', f"regions: [{', '.join(names)}]")
    text = "\n".join(line for line in text.split("\n") if "by-region" not in line)
    (folder / "program.yaml").write_text(text, "utf-8")
    for file in (folder / "regions").iterdir():
        file.unlink()
    head = "socialscaffold-region: 1\nprogram: ev-charging\nregion: {0}\nname: Land {0}\n"
    facts = "facts: {network: a map, home-power: 7 kW, home-rule: a rule}\nbased-on: {match-the-day: 3}\n"
    (folder / "regions" / "ALL.yaml").write_text(head.format("ALL") + facts, "utf-8")
    for name in names:
        own = f"extends: ALL\nreplace: {{words: {{rapid charging: charging {name}}}}}\n"
        (folder / "regions" / f"{name}.yaml").write_text(head.format(name) + own, "utf-8")


def measure(count: int) -> dict[str, float]:
    """One number of regions: CPU seconds and peak MiB of the first build, CPU seconds of the second."""
    from socialscaffold.cli.build_each import outcomes
    from socialscaffold.cli.build_one import Job

    with tempfile.TemporaryDirectory() as made:
        program(Path(made, "program"), count)
        names = tuple(f"R{number}" for number in range(count))
        job = Job(Path(made, "program"), "program.yaml", formats=("markdown",), trust=True)
        seconds = []
        for wanted in ("built", "kept"):
            start = time.process_time()
            states = {one.state for one in outcomes(job, Path(made, "out"), names, 1)}
            seconds.append(time.process_time() - start)
            if states != {wanted}:
                raise RuntimeError(f"regions were {states} instead of {wanted}")
            if wanted == "built":
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        joined = join(Path(made, "out"), names)
    return {"count": count, "first": seconds[0], "again": seconds[1], "peak": peak, "joined": joined}


def join(out: Path, names: tuple[str, ...]) -> float:
    """CPU seconds to merge eight shards of what stands in `out`; raises where the whole is not the same again."""
    from socialscaffold.output.shards import NAME, listing, merge, share, tree_of

    trees = {name: tree_of(out / name) for name in names}
    folders = []
    for number in range(1, SHARDS + 1):
        folder = out.parent / f"shard-{number}"
        folders.append(folder)
        mine = share(names, number, SHARDS)
        for name in mine:
            shutil.copytree(out / name, folder / name)
        folder.mkdir(exist_ok=True)
        text = listing("ev-charging", names, {name: trees[name] for name in mine})
        (folder / NAME).write_text(text, "utf-8")
    start = time.process_time()
    count, wrong = merge(folders, out.parent / "whole")
    seconds = time.process_time() - start
    if wrong or count != len(names) or {name: tree_of(out.parent / "whole" / name) for name in names} != trees:
        raise RuntimeError(f"the merge is not the same: {wrong}")
    return seconds


def main() -> int:
    """Measure, print, judge."""
    asked = argparse.ArgumentParser(description="Builds of each region, by their number.")
    asked.add_argument("--most", type=int, default=100, help="the largest number of regions (1, 10, 100 or 1000)")
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        print(json.dumps(measure(given.one)))
        return 0
    rows = []
    head = f"{'regions':>8} {'CPU s':>8} {'ms each':>8} {'peak MiB':>9} {'no change, ms each':>19}"
    print(f"{head} {'join, ms each':>14}")
    for count in (one for one in (1, 10, 100, 1000) if one <= given.most):
        told = subprocess.run(
            [sys.executable, __file__, "--one", str(count)], capture_output=True, text=True, check=True
        )
        row = json.loads(told.stdout)
        rows.append(row)
        each, again = row["first"] * 1000 / count, row["again"] * 1000 / count
        line = f"{count:>8} {row['first']:>8.2f} {each:>8.1f} {row['peak']:>9.1f} {again:>19.1f}"
        print(f"{line} {row['joined'] * 1000 / count:>14.1f}", flush=True)
    if len(rows) < 3:
        return 0
    ten, last = rows[1], rows[-1]
    slope = math.log(last["first"] / ten["first"]) / math.log(last["count"] / ten["count"])
    growth = last["peak"] - ten["peak"]
    print(f"exponent {slope:.2f} (at most {STEEPEST}); from 10 regions on {growth:+.1f} MiB (at most {MOST_GROWTH})")
    return int(slope > STEEPEST or growth > MOST_GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
