"""Malformed, naughty and mutated files through `check` and `build`: findings with a place, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import socialscaffold

DRIVER = Path(__file__).with_name("check_driver.py")


def drive(folder: Path, *words: str) -> dict[str, Any]:
    """What the driver tells of one collection; it dies where a file kills the interpreter."""
    place = str(Path(socialscaffold.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, str(DRIVER), words[0], str(folder), *words[1:]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": place},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("words", "least"),
    [
        (("hostile",), 100),
        (("titles",), 515),
        (("naughty",), 60),
        (("mutated", "1", "100"), 100),
        (("built", "2", "25"), 25),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_no_file_brings_the_command_down(words: tuple[str, ...], least: int, tmp_path: Path) -> None:
    told = drive(tmp_path, *words)
    assert told["wrong"] == []
    assert sum(told["codes"].values()) >= least
    assert set(told["codes"]) <= {"0", "1"} and told["codes"]["1"] > least / 20
    assert told["slowest"][0] < 1.0, told["slowest"]
    assert told["peak"] < 200, told["peak"]


def test_no_signal_and_no_traceback_from_the_worst_files_in_processes_of_their_own(tmp_path: Path) -> None:
    """Ten kilobytes of brackets end an interpreter that lets a C parser recurse."""
    files = {"brackets": "[" * 100_000, "keys": "? " * 50_000, "laughs": "a: &a [*a, *a]\n" * 1_000, "nul": "a: \0"}
    for name, text in files.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "program.yaml").write_text(text, "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "socialscaffold", "check", str(folder)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1, (name, done)
        assert "program.yaml:1:" in done.stdout and not done.stderr, (name, done)
