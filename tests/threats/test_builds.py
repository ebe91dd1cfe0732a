"""The build command under bad luck: killed, on a full disk, four at a time; and the same bytes on every machine."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from build_driver import program, tree
from command import COHORT
from planted import EXAMPLE

import socialscaffold

DRIVER = Path(__file__).with_name("build_driver.py")
PLACE = str(Path(socialscaffold.__file__).parents[1])
COMMAND = [sys.executable, "-m", "socialscaffold", "build"]


def run(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": PLACE, **options.pop("env", {})}
    done = subprocess.run(
        [*map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False, env=env, **options
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_killed_at_any_event_the_command_leaves_the_old_build_or_the_new_one(tmp_path: Path) -> None:
    done = run(sys.executable, DRIVER, tmp_path, "10")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["events"] > 30 and len(told["killed"]) > 15
    assert {one["status"] for one in told["killed"]} == {-signal.SIGKILL}
    assert {one["then"] for one in told["killed"]} == {"old", "new"}
    assert [one for one in told["killed"] if one["again"] != [0, "new", ["build"]]] == []


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[int | None]:
    """A disk of `size` bytes at `folder`; where none may be mounted, None: then files may not grow beyond `size`."""
    folder.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount") is not None
    if mounted:
        words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        mounted = subprocess.run(words, capture_output=True, check=False).returncode == 0
    try:
        yield size if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("room", [0.1, 0.6, 0.95])
def test_a_full_disk_keeps_the_old_build_and_is_told(room: float, tmp_path: Path) -> None:
    old, new = program(tmp_path, "old"), program(tmp_path, "new")
    first = run(*COMMAND, old, "--out", tmp_path / "first")
    assert first.returncode == 0, first.stdout
    wanted = tree(tmp_path / "first")
    # A file of a disk takes whole pages; each folder takes one as well.
    needs = sum(-(-len(data) // 4096) * 4096 for data in wanted.values())
    with small_disk(tmp_path / "disk", int(needs * (1 + room))) as size:
        out = tmp_path / "disk" / "build"
        assert run(*COMMAND, old, "--out", out).returncode == 0
        limit = int(max(len(data) for data in wanted.values()) * room)

        def starve() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = run(*COMMAND, new, "--out", out, preexec_fn=None if size else starve)
        assert done.returncode == 1, done.stdout + done.stderr
        assert ("SS-PUB-006" if size else "SS-PUB-007") in done.stdout and "Nothing was changed" in done.stdout
        assert tree(out) == wanted
        assert names(out.parent) == ["build"]
        if size:
            subprocess.run(["mount", "-o", f"remount,size={needs * 3}", str(out.parent)], check=True)
        assert run(*COMMAND, new, "--out", out).returncode == 0
        assert b"The new one" in (out / "markdown" / "plan.md").read_bytes()
        assert names(out.parent) == ["build"]


def test_four_builds_at_once_never_mix(tmp_path: Path) -> None:
    wanted = []
    for version in ("old", "new"):
        assert run(*COMMAND, program(tmp_path, version), "--out", tmp_path / version / "build").returncode == 0
        wanted.append(tree(tmp_path / version / "build"))
    out = tmp_path / "place" / "build"
    commands = [[*COMMAND, str(tmp_path / version), "--out", str(out)] for version in ("old", "new", "old", "new")]
    env = {**os.environ, "PYTHONPATH": PLACE}
    builds = [subprocess.Popen(words, stdout=subprocess.PIPE, env=env, text=True) for words in commands]
    for each in builds:
        said, _ = each.communicate()
        assert each.returncode == 0, said
    assert tree(out) in wanted
    assert names(out.parent) == ["build"]


# Two paths, two time zones, three locales, two umasks, two hash seeds, files old and new: every pair of them in six.
MACHINES = [
    ("a", "UTC", "C", 0o022, "0", False),
    ("b c", "Pacific/Kiritimati", "C", 0o077, "4711", True),
    ("a", "Pacific/Kiritimati", "C.UTF-8", 0o077, "0", True),
    ("b c", "UTC", "C.UTF-8", 0o022, "4711", False),
    ("b c", "Pacific/Kiritimati", "tr_TR.UTF-8", 0o022, "0", True),
    ("a", "UTC", "tr_TR.UTF-8", 0o077, "4711", False),
]


@pytest.mark.parametrize("stored", [False, True])
def test_the_same_program_gives_the_same_bytes_on_every_machine(stored: bool, tmp_path: Path) -> None:
    builds = []
    for number, (place, zone, locale, mask, seed, turned) in enumerate(MACHINES[::2] if stored else MACHINES):
        folder = tmp_path / str(number) / place / "program"
        files = sorted(path for path in EXAMPLE.rglob("*") if path.is_file())
        for age, path in enumerate(reversed(files) if turned else files):
            copy = folder / path.relative_to(EXAMPLE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            os.utime(copy, (age * 86_400, age * 86_400))
        env = {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
        # Named as a person in that folder would, or by the whole path.
        target, cwd = (".", folder) if turned else (str(folder), tmp_path)
        words = [*COMMAND, target, "--cohort", COHORT, "--out", tmp_path / f"out-{number}", *(["--stored"] * stored)]
        done = run(*words, env=env, cwd=cwd, umask=mask)
        assert done.returncode == 0, done.stdout + done.stderr
        builds.append(tree(tmp_path / f"out-{number}"))
    first = builds[0]
    assert len(first) > 40 and any(name.endswith(".zip") for name in first)
    for other in builds[1:]:
        assert other.keys() == first.keys()
        assert [name for name in first if other[name] != first[name]] == []
    again = run(*COMMAND, EXAMPLE, "--cohort", COHORT, "--out", tmp_path / "out-0", *(["--stored"] * stored))
    assert "is up to date" in again.stdout
