"""`check --watch` looks again after every change of what it read, and after nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from socialscaffold.cli.watch import watch
from socialscaffold.source.gate import Gate


def watched(folder: Path, *steps: Callable[[], object], during: Callable[[], object] = lambda: None) -> list[str]:
    """What is said while each step happens at a pause, the first look with `during` happening in it."""
    told: list[str] = []
    left = list(steps)

    def look() -> Gate:
        gate = Gate(folder)
        gate.read_bytes("program.yaml")
        gate.read_bytes("content/missing.md")
        gate.files("regions", ".yaml")
        if len([one for one in told if "Watching" in one]) == 0:
            during()
        return gate

    def wait(seconds: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    assert watch(look, told.append, wait) == 0
    return [one.strip() for one in told if "changed" in one]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "program.yaml").write_text("a", "utf-8")
    (tmp_path / "regions").mkdir()
    return tmp_path


def put(path: Path, text: str = "b") -> Callable[[], object]:
    def write() -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    return write


def test_a_save_during_a_check_leads_to_another_check(folder: Path) -> None:
    assert watched(folder, during=put(folder / "program.yaml")) == ["program.yaml changed."]


def test_each_change_is_told_by_the_name_of_its_file(folder: Path) -> None:
    steps = [
        put(folder / "program.yaml"),
        put(folder / "content" / "missing.md"),
        put(folder / "regions" / "NO.yaml"),
        (folder / "regions" / "NO.yaml").unlink,
        (folder / "program.yaml").unlink,
    ]
    told = watched(folder, *steps)
    names = ["program.yaml", "content/missing.md", "regions/NO.yaml", "regions/NO.yaml", "program.yaml"]
    assert told == [f"{name} changed." for name in names]


def test_many_changes_at_once_are_told_by_three_names(folder: Path) -> None:
    def many() -> None:
        for name in ("A", "B", "C", "D"):
            put(folder / "regions" / f"{name}.yaml")()

    assert watched(folder, many) == ["regions/A.yaml, regions/B.yaml, regions/C.yaml and more changed."]


def test_what_was_not_read_and_what_is_saved_unchanged_wakes_nobody(folder: Path) -> None:
    assert watched(folder, put(folder / "notes.txt"), put(folder / "program.yaml", "a"), lambda: None) == []
