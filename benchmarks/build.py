"""CPU ratios of whole processes, medians over paired runs: `python3 benchmarks/build.py [runs]`."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv-benchmarks"
PYTHON = VENV / "bin" / "python"
WORDS = "One charger fits one day. Ask where the car sleeps, then how far it goes, then who pays. "


def cpu(*words: str | Path) -> float:
    """CPU seconds of one command, its children included. Raises where the command fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(name: str, ours: list[str | Path], theirs: list[str | Path], runs: int, before: object = None) -> None:
    """Print the median ratio of two commands run in turn, after one warm-up of each."""
    pairs = []
    for number in range(runs + 1):
        if callable(before):
            before()
        pair = cpu(*ours), cpu(*theirs)
        if number:
            pairs.append(pair)
    middle = statistics.median(a / b for a, b in pairs)
    print(
        f"{name:62} {middle:6.2f}   ({statistics.median(a for a, _ in pairs):.3f} s, "
        f"{statistics.median(b for _, b in pairs):.3f} s)",
        flush=True,
    )


def program(folder: Path, activities: int) -> Path:
    """A program with that many pages to read, five a week."""
    weeks = -(-activities // 5)
    (folder / "content").mkdir(parents=True)
    lines = [
        "socialscaffold: 1",
        "id: bench",
        "title: Bench",
        "audience: {role: Readers, learners: 48}",
        f"weeks: {min(weeks, 104)}",
        "effort: {learner: 9 h}",
        "outcomes:",
        "  read-well: Read well",
        "modules:",
    ]
    for number in range(activities):
        if number % 5 == 0:
            week = number // 5 % 104 + 1
            lines += [f"  - id: module-{number}", f"    week: {week}", "    title: A week", "    activities:"]
        path = f"content/page-{number}.md"
        lines.append(f"      - {{id: page-{number}, read: {path}, minutes: 3, outcomes: [read-well]}}")
        (folder / path).write_text(f"# Page {number}\n\n" + "\n\n".join([WORDS * 5] * 4) + "\n", "utf-8")
    (folder / "program.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def mkdocs(folder: Path, pages: Path) -> Path:
    """The same pages as a plain mkdocs site."""
    shutil.copytree(pages / "content", folder / "docs")
    (folder / "docs" / "page-0.md").rename(folder / "docs" / "index.md")
    (folder / "mkdocs.yml").write_text("site_name: Bench\nsite_url: ''\n", "utf-8")
    return folder


def main() -> None:
    """Every ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", ROOT, "mkdocs==1.6.1"], check=True)
    ours = VENV / "bin" / "socialscaffold"
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        small, large = program(base / "small", 50), program(base / "large", 500)
        site = mkdocs(base / "site", small)
        tiny = ROOT / "examples" / "difficult-conversations"
        cold = [ours, "build", small, "-f", "markdown", "-f", "html", "-f", "scorm12", "-o", base / "out"]
        again = [*cold[:-1], base / "kept"]
        big = [ours, "build", large, "-f", "markdown", "-f", "html", "-f", "scorm12", "-o", base / "big"]
        docs = [VENV / "bin" / "mkdocs", "build", "-q", "-f", site / "mkdocs.yml", "-d", base / "mk"]

        def clean() -> None:
            for folder in ("out", "big", "mk"):
                shutil.rmtree(base / folder, ignore_errors=True)

        ratio("--version / python -c pass", [PYTHON, "-m", "socialscaffold", "--version"], [PYTHON, "-c", "pass"], runs)
        ratio(
            "check of the smallest program / import typer", [ours, "check", tiny], [PYTHON, "-c", "import typer"], runs
        )
        ratio("cold build of 50 activities / mkdocs, 50 pages", cold, docs, runs, clean)
        cpu(*again)
        ratio("rebuild with nothing changed / cold build", again, cold, runs, clean)
        ratio("500 activities / 50 activities", big, cold, max(1, runs // 2), clean)


if __name__ == "__main__":
    main()
