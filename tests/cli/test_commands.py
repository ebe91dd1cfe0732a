"""The commands as a designer and a CI job run them: real processes, real files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "socialscaffold", *words], capture_output=True, text=True, encoding="utf-8", cwd=cwd
    )


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith("socialscaffold 0.")
    helped = run("--help")
    assert helped.returncode == 0
    for command in ("new", "check", "build", "schema", "demo"):
        assert command in helped.stdout


def test_check_is_silent_on_a_good_program_and_json_is_a_list(tmp_path: Path) -> None:
    good = run("check", str(EXAMPLES / "difficult-conversations"))
    assert good.returncode == 0 and "Nothing to mend." in good.stdout
    (tmp_path / "program.yaml").write_text("socialscaffold: 1\nid: a\ntitle: b\nweek: 3\n", "utf-8")
    bad = run("check", str(tmp_path), "--format", "json")
    assert bad.returncode == 1
    rows = json.loads(bad.stdout)
    keys = {"code", "severity", "file", "line", "column", "end_line", "end_column", "message", "hint"}
    assert rows and all(set(row) == keys for row in rows)
    unknown = next(row for row in rows if row["code"] == "SS-YAML-002")
    assert (unknown["file"], unknown["line"], unknown["column"]) == ("program.yaml", 4, 1)
    assert "weeks" in unknown["hint"]


@pytest.mark.parametrize(
    "words",
    [
        ("check", "nowhere"),
        ("check", "--format", "xml"),
        ("check", "--as-of", "soon"),
        ("build", "--as-of", "1"),
        ("build", "--format", "pdf"),
        ("schema", "x"),
        ("x",),
    ],
)
def test_a_wrong_call_is_told_and_exits_with_2(words: tuple[str, ...], tmp_path: Path) -> None:
    called = run(*words, cwd=tmp_path)
    assert called.returncode == 2, called.stdout + called.stderr
    assert "Traceback" not in called.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout)["$schema"].startswith("http://json-schema.org/draft-07/")


@pytest.mark.parametrize("start", ["ev-charging", "difficult-conversations", "blank"])
def test_new_makes_a_program_that_checks_clean(start: str, tmp_path: Path) -> None:
    made = run("new", "mine", "--from", start, "--defaults", cwd=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    assert (tmp_path / "mine" / ".socialscaffold" / "program.schema.json").is_file()
    checked = run("check", "mine", "--as-of", "2027-03-31", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    again = run("new", "mine", "--defaults", cwd=tmp_path)
    assert again.returncode == 1 and "already" in again.stderr


def test_a_build_with_errors_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text("socialscaffold: 1\n", "utf-8")
    built = run("build", cwd=tmp_path)
    assert built.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["program.yaml"]


def test_two_builds_are_the_same_bytes_and_name_no_learner(tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "deeper" / "two"]
    outs[1].parent.mkdir()
    for out in outs:
        built = run("build", str(EXAMPLES / "ev-charging"), "-c", "2027-spring", "-o", str(out))
        assert built.returncode == 0, built.stdout + built.stderr
    trees = [{path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()} for out in outs]
    assert trees[0] == trees[1]
    roster = (EXAMPLES / "ev-charging" / "cohorts" / "2027-spring.csv").read_text("utf-8").splitlines()[1:]
    canaries = [cell.encode() for row in roster for cell in row.split(",")[1:3]]
    blobs = list(trees[0].values())
    for path in outs[0].glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            blobs += [archive.read(name) for name in archive.namelist()]
    assert len(canaries) >= 90
    assert [canary for canary in canaries if any(canary in blob for blob in blobs)] == []
    packed = [data for path in outs[0].glob("*.zip") for data in _unpacked(path)]
    assert packed and not any(b"meet.example" in data for data in packed)
    assert b"meet.example/set-3" in (outs[0] / "calendars" / "sets" / "set-3.ics").read_bytes()


def _unpacked(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_cohort_with_mistakes_is_told_by_rows_and_builds_nothing(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "ev-charging", tmp_path / "case")
    cohorts = tmp_path / "case" / "cohorts"
    for name, old, new in (
        ("2027-spring.sets.csv", "L02,set-3", "L77,set-3"),
        ("2027-spring-facilitators.csv", "set-1 set-2", "set-1 set-22"),
        ("2027-spring.yaml", "kick-off: {", "kick-of: {"),
    ):
        text = (cohorts / name).read_text("utf-8")
        assert old in text
        (cohorts / name).write_text(text.replace(old, new), "utf-8")
    built = run("build", "case", "-c", "2027-spring", cwd=tmp_path)
    assert built.returncode == 1 and "Traceback" not in built.stderr
    assert not (tmp_path / "case" / "build").exists()
    assert "cohorts/2027-spring.sets.csv:3:1" in built.stdout and "`L77` of row 3" in built.stdout
    checked = run("check", "case", "-c", "2027-sprong", cwd=tmp_path)
    assert checked.returncode == 1 and "Did you mean `2027-spring`?" in checked.stdout
    people = (cohorts / "2027-spring.csv").read_text("utf-8").splitlines()[1:]
    people += (cohorts / "2027-spring-facilitators.csv").read_text("utf-8").splitlines()[1:]
    for row in people:
        assert not any(cell in built.stdout + built.stderr for cell in row.split(",")[1:3])


def test_a_full_disk_and_a_closed_pipe_end_without_a_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "socialscaffold", "schema"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert told.returncode == 1 and "Traceback" not in told.stderr
    piped = subprocess.Popen(
        [sys.executable, "-m", "socialscaffold", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert piped.stdout is not None and piped.stderr is not None
    piped.stdout.close()
    assert "Traceback" not in piped.stderr.read()
    piped.stderr.close()
    assert piped.wait() == 0


def test_the_day_of_a_check_is_asked_for_and_that_of_a_build_is_its_source_s(tmp_path: Path) -> None:
    text = (EXAMPLES / "difficult-conversations" / "program.yaml").read_text("utf-8")
    text += "strategies: {support-network: {sets: {size: {min: 3, target: 6, max: 9}}}}\n"
    text += "review: {ignore: [{rule: SS-SET-001, reason: agreed, until: 2027-06-30}]}\n"
    (tmp_path / "program.yaml").write_text(text, "utf-8")
    assert run("check", "--as-of", "2027-06-30", cwd=tmp_path).returncode == 0
    late = run("check", "--as-of", "2027-07-01", cwd=tmp_path)
    assert late.returncode == 1 and "SS-REV-001" in late.stdout
    words = [sys.executable, "-m", "socialscaffold", "build", "--format", "markdown"]
    for epoch, told in (("1798761600", False), ("1830297600", True)):  # the first days of 2027 and of 2028
        built = subprocess.run(
            words, cwd=tmp_path, env={**os.environ, "SOURCE_DATE_EPOCH": epoch}, capture_output=True, text=True
        )
        assert built.returncode == 0 and ("SS-REV-001" in built.stdout) is told
