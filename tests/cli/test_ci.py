"""What looks at a program from a code host: the files are read, and their scripts run on a real repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from socialscaffold import __version__
from socialscaffold.cli.ci import PLACES

ROOT = Path(__file__).resolve().parents[2]


def run(cwd: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, env={**os.environ, **environment})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A new program with all three files, committed once, then changed for the worse; the command is on the path."""
    asked = [word for name in PLACES for word in ("--ci", name)]
    made = run(tmp_path, sys.executable, "-m", "socialscaffold", "new", "mine", "--defaults", *asked)
    assert made.returncode == 0, made.stdout + made.stderr
    folder = tmp_path / "mine"
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "socialscaffold"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m socialscaffold "$@"\n', "utf-8")
    command.chmod(0o755)
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    run(folder, "git", "init", "-q")
    run(folder, "git", "add", "-A")
    assert run(folder, "git", *author, "commit", "-qm", "Begin").returncode == 0
    return folder


def worse(folder: Path) -> None:
    text = (folder / "program.yaml").read_text("utf-8")
    sizes = "\nstrategies: {support-network: {sets: {size: {min: 3, target: 6, max: 9}}}}\n"
    (folder / "program.yaml").write_text(text + sizes, "utf-8")


def script(folder: Path, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A step's script as the host runs it."""
    path = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return run(folder, "bash", "-eo", "pipefail", "-c", text, PATH=path, PROGRAM=".", **environment)


def steps(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        document["runs"]["steps"] if "runs" in document else document["jobs"]["program"]["steps"]
    )
    return found


def read(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return made


def head(folder: Path) -> str:
    return run(folder, "git", "rev-parse", "HEAD").stdout.strip()


@pytest.mark.parametrize("which", ["workflow", "action"])
def test_github_annotates_scans_builds_and_compares(which: str, repository: Path) -> None:
    document = read(repository / PLACES["github"] if which == "workflow" else ROOT / "action.yml")
    named = {one["name"]: one["run"] for one in steps(document) if "name" in one and "run" in one}
    summary = repository.parent / "summary.md"
    around = {"BASE": head(repository), "GITHUB_STEP_SUMMARY": str(summary), "FAIL_LEVEL": "warn"}
    assert script(repository, named["Check"], **around).returncode == 0
    worse(repository)
    checked = script(repository, named["Check"], **around)
    assert checked.returncode == 1 and checked.stdout.startswith("::warning file=program.yaml,line=")
    assert script(repository, named["Review for code scanning"], **around).returncode == 0
    assert json.loads((repository / "review.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert script(repository, named["Build"], **around).returncode == 0
    assert (repository / "build" / "build.json").is_file()
    assert script(repository, named["Compare the designs"], **around).returncode == 0
    assert "## What changes in the design" in summary.read_text("utf-8")
    assert script(repository, named["Compare the designs"], **{**around, "BASE": "gone"}).returncode == 0
    assert "no earlier design" in (repository / "design.md").read_text("utf-8")


def test_gitlab_reports_builds_and_compares(repository: Path) -> None:
    document = read(repository / PLACES["gitlab"])
    around = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": head(repository)}
    worse(repository)
    report, check = document["program-check"]["script"]
    assert script(repository, report, **around).returncode == 0
    assert JUnitXml.fromfile(str(repository / document["program-check"]["artifacts"]["reports"]["junit"])).failures
    assert script(repository, check, **around).returncode == 1
    told = script(repository, "\n".join(document["program-diff"]["script"]), **around)
    assert told.returncode == 0 and "## What changes in the design" in told.stdout
    assert script(repository, "\n".join(document["program-build"]["script"]), **around).returncode == 0
    assert (repository / document["program-build"]["artifacts"]["paths"][0] / "build.json").is_file()


def test_no_script_of_a_step_holds_what_somebody_else_may_write() -> None:
    for path in (ROOT / "action.yml", ROOT / "templates" / "ci" / "github.yml"):
        for one in steps(read(path)):
            assert "${{" not in one.get("run", "")
            assert "run" not in one or path.name != "action.yml" or one["shell"] == "bash"
            assert "uses" not in one or re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", one["uses"])


def test_pre_commit_runs_what_there_is(repository: Path) -> None:
    own = read(repository / PLACES["pre-commit"])["repos"][0]["hooks"]
    shared = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    worse(repository)
    for one in [*own, *shared]:
        assert one["language"] == "python" and one["pass_filenames"] is False
        assert re.search(one["files"], "content/a.yaml")
        called = script(repository, " ".join([one["entry"], *one.get("args", ())]))
        assert called.returncode == 1, one["id"]
        assert "SS-SET-001" in called.stdout


def test_the_version_that_checks_is_the_one_that_began(repository: Path) -> None:
    for place in PLACES.values():
        text = (repository / place).read_text("utf-8")
        assert f"socialscaffold=={__version__}" in text and "%" not in text


def test_a_host_that_nobody_knows_is_told(tmp_path: Path) -> None:
    called = run(tmp_path, sys.executable, "-m", "socialscaffold", "new", "mine", "--defaults", "--ci", "jenkins")
    assert called.returncode == 2 and not (tmp_path / "mine").exists()
