"""What a check costs: against importing typer, and by the size of a program: `python3 benchmarks/check.py [runs]`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from build import PYTHON, ROOT, VENV, cpu, program, ratio

SIZES = (50, 125, 250, 500, 1000)
# Rounds, cycles, prompts and tasks beside the pages, so that every room of the review has something to look at.
STRATEGIES = """strategies:
  sense-making:
    rounds:
      - {id: grey, question: What is hard to read where you work?, week: 2, minutes: 60, lenses: [reader, writer]}
  application:
    cycles:
      - {id: hold, practise: {do: Read one page aloud to a colleague}, weeks: [3, 6], outcomes: [read-well]}
"""


def social(folder: Path, activities: int) -> Path:
    """The pages of `build.program` with strategies around them."""
    program(folder, activities)
    with (folder / "program.yaml").open("a", encoding="utf-8") as file:
        file.write(STRATEGIES)
    return folder


def main() -> None:
    """The ratio to typer, then the CPU of every size against the smallest, and how fast it grows."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", "--force-reinstall", "--no-deps", ROOT], check=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", ROOT], check=True)
    ours = [VENV / "bin" / "socialscaffold", "check"]
    never = ["--fail-level", "never"]
    typer: list[str | Path] = [PYTHON, "-c", "import typer"]
    with tempfile.TemporaryDirectory() as name:
        folders = {size: social(Path(name, str(size)), size) for size in SIZES}
        ratio("check of 50 activities / import typer", [*ours, folders[50], *never], typer, runs)
        seconds = {size: statistics.median(_each(ours, folders[size], never, runs)) for size in SIZES}
        begin = seconds[SIZES[0]]
        for size, own in seconds.items():
            grown = f"{own / begin:.2f} times its CPU for {size / SIZES[0]:g} times the activities"
            print(f"check of {size} activities: {own:.3f} s, {grown}", flush=True)


def _each(ours: list[str | Path], folder: Path, never: list[str], runs: int) -> list[float]:
    return [cpu(*ours, folder, *never) for _ in range(max(1, runs // 2))]


if __name__ == "__main__":
    main()
