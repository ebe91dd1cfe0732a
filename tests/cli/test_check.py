"""`check` as it is called: formats, choices, exit codes, baselines, and a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BAD = """socialscaffold: 1
id: tiny
title: Tiny
audience: {role: Colleagues, learners: 18}
weeks: 6
outcomes: {hold-it: Hold one talk with a colleague}
strategies: {support-network: {sets: {size: {min: 3, target: 6, max: 9}}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "course"
    made.mkdir()
    (made / "program.yaml").write_text(BAD, "utf-8")
    return tmp_path


def check(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "socialscaffold", "check", "course", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 1),
        (("--fail-level", "error"), 0),
        (("--fail-level", "never"), 0),
        (("--select", "SS-ALS"), 0),
        (("--select", "SS-SET", "--ignore", "SS-SET-001"), 0),
        (("--ignore", "SS-ALS"), 1),
        (("--format", "compact"), 1),
        (("--format", "github"), 1),
        (("--format", "sarif"), 1),
        (("--format", "junit"), 1),
        (("--statistics",), 1),
        (("--statistics", "--format", "json"), 1),
        (("--fail-level", "fatal"), 2),
        (("--select", "SS-NONE"), 2),
        (("--ignore", ""), 2),
        (("--statistics", "--format", "sarif"), 2),
        (("--baseline", "gone.json"), 2),
        (("--baseline", "course/program.yaml"), 2),
        (("--update-baseline",), 2),
        (("--watch", "--format", "json"), 2),
    ],
)
def test_exit_codes(folder: Path, words: tuple[str, ...], code: int) -> None:
    called = check(folder, *words)
    assert called.returncode == code, called.stdout + called.stderr
    assert "Traceback" not in called.stderr


def test_the_path_leads_from_where_the_reader_stands(folder: Path) -> None:
    assert check(folder, "--format", "compact").stdout.startswith("course/program.yaml:7:51: warning SS-SET-001: ")
    made = json.loads(check(folder, "--format", "sarif").stdout)
    place = made["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "course/program.yaml"


def test_a_baseline_is_written_compared_and_written_anew(folder: Path) -> None:
    asked = ("--baseline", "known.json")
    assert "1 finding written" in check(folder, *asked, "--update-baseline").stderr
    before = (folder / "known.json").read_bytes()
    same = check(folder, *asked)
    assert same.returncode == 0 and "1 finding of known.json not told again." in same.stdout
    (folder / "course" / "program.yaml").write_text("# moved\n" + BAD, "utf-8")
    assert check(folder, *asked, "--format", "compact").stdout.strip() == ""
    (folder / "course" / "program.yaml").write_text(
        BAD.replace("max: 9", "max: 8").replace("min: 3", "min: 4"), "utf-8"
    )
    assert "no longer found" in check(folder, *asked).stdout
    assert check(folder, *asked, "--update-baseline").returncode == 0
    assert (folder / "known.json").read_bytes() != before
    assert sorted(one.name for one in folder.iterdir()) == ["course", "known.json"]


def test_statistics_count_by_code(folder: Path) -> None:
    assert "    1  SS-SET-001   warn  Sets outside the sizes that work" in check(folder, "--statistics").stdout
    counted = json.loads(check(folder, "--statistics", "--format", "json").stdout)
    assert counted[0] == {"code": "SS-SET-001", "severity": "warn", "count": 1}


def seen(handle: int, until: str, seconds: float = 30) -> str:
    """What a terminal shows, up to some words."""
    text, end = b"", time.monotonic() + seconds
    while until.encode() not in text and time.monotonic() < end:
        if select.select([handle], [], [], 0.1)[0]:
            try:
                text += os.read(handle, 65536)
            except OSError:  # the other end is closed
                break
    return text.decode()


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_shows_place_reason_and_evidence_in_its_width(folder: Path, width: int) -> None:
    main, other = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    called = subprocess.Popen(
        [sys.executable, "-m", "socialscaffold", "check", "course"],
        stdout=other,
        stderr=other,
        cwd=folder,
        env=environment,
    )
    text = seen(main, "1 warning")
    assert called.wait() == 1
    os.close(main)
    os.close(other)
    assert "\x1b[1;33mwarning\x1b[0m SS-SET-001" in text
    assert "Evidence: T5, practice or expert (wialusa, wialuk)" in text
    plain = text.replace("\x1b[1;33m", "").replace("\x1b[32m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= width


def test_watch_looks_again_when_a_file_changes_and_ends_quietly(folder: Path) -> None:
    main, other = pty.openpty()
    called = subprocess.Popen(
        [sys.executable, "-m", "socialscaffold", "check", "course", "--watch"],
        stdout=other,
        stderr=other,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert "1 warning" in seen(main, "Watching.")
    (folder / "course" / "program.yaml").write_text(
        BAD.replace("min: 3", "min: 4").replace("max: 9", "max: 8"), "utf-8"
    )
    again = seen(main, "Watching.")
    assert "program.yaml changed." in again and "Nothing to mend." in again
    called.send_signal(signal.SIGINT)
    assert called.wait(timeout=30) == 0
    assert "Traceback" not in seen(main, "Traceback", 0.3)
    os.close(main)
    os.close(other)


def test_a_baseline_that_can_not_be_written_is_told(folder: Path) -> None:
    told = check(folder, "--baseline", "course", "--update-baseline")
    assert told.returncode == 1 and "can't be written" in told.stderr


@pytest.mark.parametrize(("width", "more"), [(80, {}), (120, {"NO_COLOR": "1"}), (80, {"PYTHONIOENCODING": "ascii"})])
def test_the_plan_is_drawn_in_a_terminal_with_findings_beside_it(
    folder: Path, width: int, more: dict[str, str]
) -> None:
    main, other = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    words = [sys.executable, "-m", "socialscaffold", "plan", "course"]
    called = subprocess.Popen(words, stdout=other, stderr=other, cwd=folder, env={**environment, **more})
    text = seen(main, "What each region makes of the messages")
    assert called.wait() == 0
    os.close(main)
    os.close(other)
    assert ("\x1b[1m" in text) is ("NO_COLOR" not in more)
    plain = re.sub("\x1b\\[[0-9;]*m", "", text)
    assert max(map(len, plain.splitlines())) <= width
    assert plain.index("Which strategy") < plain.index("warning SS-SET-001") < plain.index("A learner")
    assert ("█" in plain) is ("PYTHONIOENCODING" not in more)


def test_one_picture_can_be_asked_for(folder: Path) -> None:
    words = [sys.executable, "-m", "socialscaffold", "plan", "course", "--only"]
    one = subprocess.run([*words, "pyramid"], capture_output=True, text=True, encoding="utf-8", cwd=folder)
    assert one.returncode == 0 and one.stdout.startswith("The engagement pyramid") and "week" not in one.stdout
    assert subprocess.run([*words, "circle"], capture_output=True, cwd=folder).returncode == 2
