from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.edit.insert import insert
from socialscaffold.edit.suggest.write import scalar
from socialscaffold.edit.text import FileText
from socialscaffold.source.nodes import Mapping, Scalar
from socialscaffold.source.yaml_reader import read_yaml

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"


def run(command: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "socialscaffold", command, *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "difficult-conversations", tmp_path / "small")
    return tmp_path / "small"


def test_what_is_suggested_for_the_smallest_program(small: Path, golden: Callable[[Path, str], None]) -> None:
    golden(HERE / "goldens" / "suggest.txt", run("suggest", small).stdout)


def test_written_down_the_scaffold_is_the_same_design(small: Path) -> None:
    before = (small / "program.yaml").read_text("utf-8")
    assert run("suggest", small, "--apply", "all").returncode == 0
    after = (small / "program.yaml").read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    told = run("diff", EXAMPLES / "difficult-conversations", small, "--format", "json")
    assert json.loads(told.stdout)["changes"] == []
    assert "Every strategy is written down" in run("suggest", small).stdout


def edited(folder: Path, pattern: str, new: str) -> Path:
    path = folder / "program.yaml"
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1, pattern
    path.write_text(text, "utf-8")
    return path


def test_a_gap_in_a_strategy_is_filled_where_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "ev"
    shutil.copytree(EXAMPLES / "ev-charging", folder)
    edited(folder, r"^      - id: pass-on\n(        .*\n)+", "")
    edited(folder, r"^      - id: where-shared\n(        .*\n)+", "")
    found = json.loads(run("suggest", folder, "--format", "json").stdout)
    assert [(one["strategy"], one["under"]) for one in found] == [
        ("localization", "strategies.localization.prompts"),
        ("engagement", "strategies.engagement.tasks"),
    ]
    assert "dimension: channels" in found[0]["yaml"] and "level: share" in found[1]["yaml"]
    text = (folder / "program.yaml").read_text("utf-8")
    comments = re.findall(r"#.*$", text, re.MULTILINE)
    assert run("suggest", folder, "--apply", "all").returncode == 0
    new = (folder / "program.yaml").read_text("utf-8")
    assert re.findall(r"#.*$", new, re.MULTILINE) == comments
    checked = run("check", folder)
    assert checked.returncode == 0, checked.stdout
    assert json.loads(run("suggest", folder, "--format", "json").stdout) == []


def test_what_stands_in_braces_is_left_to_a_person(small: Path) -> None:
    with (small / "program.yaml").open("a", encoding="utf-8") as file:
        file.write("\nstrategies: {support-network: {sets: {quorum: 4}}}\n")
    before = (small / "program.yaml").read_bytes()
    number = next(
        at
        for at, one in enumerate(json.loads(run("suggest", small, "--format", "json").stdout), 1)
        if one["strategy"] == "sense-making"
    )
    told = run("suggest", small, "--apply", str(number))
    assert told.returncode == 1 and "Paste this under strategies.sense-making.rounds yourself" in told.stdout
    assert (small / "program.yaml").read_bytes() == before


@pytest.mark.parametrize("words", [("--apply", "99"), ("--apply", "x"), ("--strategy", "nope"), ("--format", "xml")])
def test_a_wrong_call_is_told(small: Path, words: tuple[str, str]) -> None:
    told = run("suggest", small, *words)
    assert told.returncode == 2 and "Traceback" not in told.stderr


def test_new_lines_go_behind_comments_and_before_what_follows() -> None:
    data = b"a:\r\n  b:   # why\r\n    - x: 1  # one\r\n    # after\r\nc: 2\r\n"
    root, _ = read_yaml(data, "a.yaml")
    assert root is not None
    file = FileText(data)
    edit = insert(file, root, ("a", "b"), ["- x: 2"], item=True)
    assert edit is not None
    assert file.edited([edit]) == b"a:\r\n  b:   # why\r\n    - x: 1  # one\r\n    - x: 2\r\n    # after\r\nc: 2\r\n"
    deeper = insert(file, root, ("a", "d", "e"), ["- y: 1"], item=True)
    assert deeper is not None
    assert b"\r\n  d:\r\n    e:\r\n      - y: 1\r\n" in file.edited([deeper])


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1).filter(str.strip))
def test_whatever_is_written_is_read_back_as_the_same_text(text: str) -> None:
    plain = " ".join(text.split())
    for form in (f"key: {scalar(text)}\n", f"key: [{scalar(text, flow=True)}, end]\n"):
        root, found = read_yaml(form.encode("utf-8"), "a.yaml")
        assert found == () and isinstance(root, Mapping), form
        node = root.get("key")
        value = node if isinstance(node, Scalar) else node.items[0]  # type: ignore[union-attr]
        assert isinstance(value, Scalar) and value.text == plain, form
