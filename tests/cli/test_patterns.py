"""`patterns` as a designer runs it: a list to choose from, and one pattern in full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TASK = """\
id: sketch-it
title: Sketch it
strategy: engagement
level: create
purpose: To see it before anybody explains it.
when: It has parts.
when-not: It has none.
do: Draw what happens in {region}.
instead: Describe it to a colleague.
good: [One can follow the arrows.]
"""
PROGRAM = (
    "socialscaffold: 1\nid: a\ntitle: A\naudience: {role: Fitters}\nweeks: 6\noutcomes: {see: See it}\npatterns: own\n"
)


def run(*words: str, columns: int = 80) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "socialscaffold", "patterns", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": str(columns), "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )


def with_own(folder: Path, task: str = TASK) -> str:
    (folder / "own/tasks").mkdir(parents=True)
    (folder / "own/tasks/sketch-it.yaml").write_text(task, "utf-8")
    (folder / "program.yaml").write_text(PROGRAM, "utf-8")
    return str(folder)


def test_the_list_goes_by_strategy_and_fits_the_terminal() -> None:
    listed = run()
    assert listed.returncode == 0 and listed.stderr == ""
    assert listed.stdout.index("1 In it together") < listed.stdout.index("5 Ownership")
    assert "action-learning-set: Action learning set" in listed.stdout
    assert "protocol; 60 to 120 minutes; 4 to 8 people, 6 at best; level comment" in listed.stdout
    assert max(len(line) for line in listed.stdout.splitlines()) <= 80


def test_one_strategy_can_be_asked_for() -> None:
    rows = json.loads(run("--strategy", "localization", "--format", "json").stdout)
    assert {one["strategy"] for one in rows} == {"localization"} and len(rows) == 8


@pytest.mark.parametrize("columns", [80, 120])
def test_a_pattern_is_shown_whole(columns: int) -> None:
    shown = run("show", "jigsaw", columns=columns)
    assert shown.returncode == 0
    lines = shown.stdout.splitlines()
    assert max(len(line) for line in lines) <= columns
    flat = " ".join(shown.stdout.split())
    for words in (
        "Expert groups (25 minutes)",
        "Say: “",
        "Watch for:",
        "T5, practice or expert",
        "Stanczak",
        "found no gain",
    ):
        assert words in flat, words
    assert "{channel}: the title of the community's channel" in flat


def test_a_pattern_is_data_too() -> None:
    shown = json.loads(run("show", "make-a-card", "--format", "json").stdout)
    assert (shown["shelf"], shown["id"], shown["level"]) == ("tasks", "make-a-card", "create")
    assert shown["template"][0]["ask"] and shown["minutes"] == {"min": 30, "default": 60}


def test_a_program_s_own_patterns_are_listed_and_shown(tmp_path: Path) -> None:
    program = with_own(tmp_path)
    rows = json.loads(run("--program", program, "--format", "json").stdout)
    assert [one["id"] for one in rows if one["own"]] == ["sketch-it"]
    assert "your own task pattern" in run("--program", program).stdout
    assert "Draw what happens in {region}." in run("show", "sketch-it", "--program", program).stdout
    assert run("--program", program, "show", "sketch-it").returncode == 0


def test_a_broken_pattern_of_one_s_own_is_told_beside_the_list(tmp_path: Path) -> None:
    listed = run("--program", with_own(tmp_path, TASK.replace("{region}", "{regoin}")))
    assert listed.returncode == 1
    assert "SS-PAT-001" in listed.stderr and "{region}" in listed.stderr
    assert "action-learning-set" in listed.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "jigsaws"), "jigsaw?"),
        (("show", "nothing-like-it"), "lists them all"),
        (("--strategy", "sense"), "sense-making"),
        (("--format", "xml"), "pretty and json"),
        (("--program", "nowhere"), "nowhere"),
    ],
)
def test_a_wrong_call_is_told_and_exits_with_2(words: tuple[str, ...], told: str) -> None:
    called = run(*words)
    assert called.returncode == 2
    assert told in " ".join(called.stderr.replace("│", " ").split()) and "Traceback" not in called.stderr
