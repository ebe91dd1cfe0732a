"""When a learner can use the page: a Chromium trace on a slowed processor: `python3 benchmarks/learner.py [runs]`.

The package has 50 activities, ten of them quizzes of five questions, and everything that is scaffolded around them. The
page counts as interactive when its scripts have let the learner in (until then it is inert) and the last task of more
than 50 ms before that or right behind it has ended.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from socialscaffold.compiler import check  # noqa: E402
from socialscaffold.output.learner_files import SCRIPTS, Runtime, learner_files  # noqa: E402
from socialscaffold.source.gate import Gate  # noqa: E402
from socialscaffold.targets.learner import learner_page  # noqa: E402

SLOWER = 4
LONG = 50_000  # microseconds
WANTED = 1.0
WORDS = "One charger fits one day. Ask where the car sleeps, then how far it goes, then who pays. "
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Tells the trace that the page has let the learner in: its scripts set the class at the end of their work.
WATCH = """
new MutationObserver((_, watcher) => {
  if (!document.documentElement.classList.contains("js")) return;
  performance.mark("let-in");
  watcher.disconnect();
}).observe(document, {attributes: true, attributeFilter: ["class"], subtree: true});
"""


def program(folder: Path, activities: int = 50) -> Path:
    """A program with that many activities, five a week, every fifth a quiz."""
    (folder / "content").mkdir(parents=True)
    lines = [
        "socialscaffold: 1",
        "id: bench",
        "title: Bench",
        "audience: {role: Readers, learners: 48}",
        f"weeks: {-(-activities // 5)}",
        "effort: {learner: 9 h}",
        "outcomes: {read-well: Read well}",
        "modules:",
    ]
    for number in range(activities):
        if number % 5 == 0:
            lines += [
                f"  - id: module-{number}",
                f"    week: {number // 5 + 1}",
                "    title: A week",
                "    activities:",
            ]
        if number % 5 == 4:
            lines.append(f"      - {{id: quiz-{number}, quiz: content/quiz-{number}.yaml, minutes: 5}}")
            quiz = ["socialscaffold-quiz: 1", f"title: Quiz {number}", "questions:"]
            for question in range(5):
                quiz += [f"  - id: q{question}", "    kind: single", "    ask: What do you ask first?", "    answers:"]
                quiz += [f"      - {{text: Answer {answer}, right: {str(answer == 0).lower()}}}" for answer in range(4)]
            (folder / f"content/quiz-{number}.yaml").write_text("\n".join(quiz) + "\n", "utf-8")
        else:
            lines.append(
                f"      - {{id: page-{number}, read: content/page-{number}.md, minutes: 5, outcomes: [read-well]}}"
            )
            text = f"# Page {number}\n\n" + "\n\n".join([WORDS * 5] * 7) + "\n"
            (folder / f"content/page-{number}.md").write_text(text, "utf-8")
    (folder / "program.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def package(folder: Path, runtime: Runtime) -> Path:
    """The learner's page of the program in `folder`, written beside it. SystemExit where the program has an error."""
    checked = check(Gate(folder))
    if checked.plan is None or checked.sources is None:
        raise SystemExit("\n".join(one.message for one in checked.found))
    page = learner_page(checked.plan, checked.articles, dict(checked.sources.quizzes))
    files, _ = learner_files(page, runtime)
    target = folder / runtime
    target.mkdir()
    for one in files.documents:
        (target / one.path).write_bytes(one.data)
    sizes = sum(len(one.data) for one in files.documents if one.path.endswith((".js", ".css")))
    html = next(len(one.data) for one in files.documents if one.path.endswith(".html"))
    print(f"{runtime}: {len(page.items)} items, {sizes / 1000:.1f} kB script and style, {html / 1000:.0f} kB page")
    return target / "index.html"


def interactive(browser: Browser, page_file: Path, trace: Path) -> float:
    """Seconds from the navigation until the learner can use the page, by the trace."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    categories = ["blink.user_timing", "devtools.timeline", "toplevel"]
    browser.start_tracing(page=page, path=str(trace), categories=categories)
    page.goto(page_file.as_uri())
    page.wait_for_timeout(2500)
    browser.stop_tracing()
    context.close()
    return _seconds(json.loads(trace.read_text("utf-8"))["traceEvents"])


def _seconds(events: list[dict[str, Any]]) -> float:
    (let_in,) = (one for one in events if one["name"] == "let-in")
    thread = (let_in["pid"], let_in["tid"])
    own = [one for one in events if (one["pid"], one["tid"]) == thread]
    starts = [one["ts"] for one in own if one["name"] == "navigationStart" and one["ts"] <= let_in["ts"]]
    ready = let_in["ts"]
    tasks = [one for one in own if one["name"] in ("RunTask", "ThreadControllerImpl::RunTask")]
    for task in sorted(tasks, key=lambda one: float(one["ts"])):
        end = task["ts"] + task.get("dur", 0)
        # The task that let them in, and long ones that follow it without a pause of a tenth of a second.
        if task.get("dur", 0) > LONG and task["ts"] <= ready + 100_000 and end > ready:
            ready = end
    return float(ready - max(starts)) / 1e6


def main() -> None:
    """The median and the worst run for each kind of LMS, in turns, and each beside SCORM 1.2 of the same turn.

    The page stands by itself, as where no LMS answers; what an LMS takes for its own frame is not in it.
    """
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = program(Path(name) / "bench")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        pages = {runtime: package(folder, runtime) for runtime in SCRIPTS}
        took: dict[Runtime, list[float]] = {runtime: [] for runtime in pages}
        for _ in range(runs):
            for runtime, page in pages.items():
                took[runtime].append(interactive(browser, page, Path(name) / "trace.json"))
        browser.close()
    for runtime, seconds in took.items():
        beside = statistics.median(own / first for own, first in zip(seconds, took["scorm12"], strict=True))
        print(
            f"{runtime}: interactive after {statistics.median(seconds):.2f} s (worst {max(seconds):.2f} s), "
            f"{beside:.2f} of SCORM 1.2; processor {SLOWER} times slower, wanted {WANTED:.1f} s"
        )
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
