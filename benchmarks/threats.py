"""The whole product of hostile words: every payload in every field, every format, and mutated programs by the thousand.

`.venv-tests/bin/python benchmarks/threats.py [--payloads 92] [--mutations 10000]`, once `python3 tests/run.py` has
made that environment. The tests do a part of the same at every change (tests/threats); this takes some forty minutes.
It ends with exit code 1 where anything ran, left a page, or brought a command down.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THREATS = ROOT / "tests" / "threats"
sys.path[:0] = [str(ROOT / "tests"), str(THREATS), str(ROOT / "tests" / "parts")]

from conftest import BROWSERS, QUIET  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from test_pages import build, open_all, refused_spots  # noqa: E402
from watched import PAYLOADS, Ears  # noqa: E402

FORMATS = ("html", "scorm12", "scorm2004", "cmi5", "cartridge")
BATCH = 500  # mutated programs in one process


def payloads(browser: Browser, folder: Path, many: int) -> int:
    """Each of `many` payloads in every field at once, each wall alone; how many of them ran or left a page."""
    taken = refused_spots(folder / "taken")
    ran = 0
    for turn, payload in enumerate(PAYLOADS[:many]):
        out = build(folder / "one", lambda spot, payload=payload: payload, taken, FORMATS)
        for guarded in (False, True):
            ears = Ears(browser, guarded=guarded)
            pages = open_all(ears, out, turn, lms=turn == 0)
            heard = ears.take()
            ran += bool(heard)
            if heard:
                print(f"  ran, {'with' if guarded else 'without'} the policy: {payload!r}: {heard[:3]}", flush=True)
        shutil.rmtree(folder / "one")
        print(f"payload {turn + 1} of {many}: {pages} pages, each opened twice", flush=True)
    return ran


def mutations(folder: Path, many: int) -> int:
    """Programs with lines deleted, doubled, moved and given other values; how many were not answered as they should."""
    codes: collections.Counter[str] = collections.Counter()
    slowest, peak, wrong = 0.0, 0, 0
    for seed in range(-(-many // BATCH)):
        place = folder / f"mutated-{seed}"
        count = min(BATCH, many - seed * BATCH)
        words = [sys.executable, THREATS / "check_driver.py", "mutated", place, str(1_000 + seed), str(count)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            print(f"  the interpreter ended with {done.returncode}: {done.stderr[-500:]}", flush=True)
            wrong += 1
            continue
        told = json.loads(done.stdout)
        codes.update(told["codes"])
        wrong += len(told["wrong"])
        slowest, peak = max(slowest, told["slowest"][0]), max(peak, told["peak"])
        print(
            *(f"  {one}" for one in told["wrong"][:3]), f"{sum(codes.values())} of {many} mutated", sep="\n", flush=True
        )
        shutil.rmtree(place, ignore_errors=True)
    print(f"exit codes {dict(codes)}, the slowest {slowest:.2f} s of CPU, at most {peak} MiB")
    return wrong


def main() -> int:
    """Both collections, and one line for each."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--payloads", type=int, default=len(PAYLOADS))
    asked.add_argument("--mutations", type=int, default=10_000)
    wanted = asked.parse_args()
    path = os.environ.get("SOCIALSCAFFOLD_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        ran = payloads(browser, Path(name), wanted.payloads)
        browser.close()
        wrong = mutations(Path(name), wanted.mutations)
    print(
        f"{ran} of {wanted.payloads} payloads ran; {wrong} of {wanted.mutations} mutated programs were answered wrongly"
    )
    return 1 if ran or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
