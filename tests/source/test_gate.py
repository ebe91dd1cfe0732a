"""Nothing outside the program's folder is read, and what is missing is explained."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialscaffold.marks import Span
from socialscaffold.source import gate as gate_module
from socialscaffold.source.gate import Gate


@pytest.fixture(params=["by handle", "by name"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program's folder beside a secret; once as on Linux, once walked as where folders have no handles."""
    if request.param == "by name":
        monkeypatch.setattr(gate_module, "_BY_HANDLE", False)
    folder = tmp_path / "program"
    (folder / "content" / "deep").mkdir(parents=True)
    (folder / "program.yaml").write_bytes(b"\xef\xbb\xbfid: a\r\ntitle: b\r\n")
    (folder / "content" / "First-day.md").write_text("# Hello\n", encoding="utf-8")
    (folder / "content" / "b.md").write_text("b", encoding="utf-8")
    (folder / "content" / ".hidden.md").write_text("c", encoding="utf-8")
    (folder / "roster.csv").write_text("name\nAstrid\n", encoding="utf-8")
    (tmp_path / "secret.md").write_text("SECRET", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text("SECRET", encoding="utf-8")
    return folder


def codes(gate: Gate, path: str) -> list[str]:
    data, found = gate.read_bytes(path)
    assert (data is None) == bool(found)
    return [one.code for one in found]


def test_a_file_is_read_hashed_and_kept_for_the_screen(root: Path) -> None:
    gate = Gate(root)
    data, found = gate.read_bytes("program.yaml")
    assert not found and data is not None
    assert gate.hashes == {"program.yaml": hashlib.sha256(data).hexdigest()}
    assert gate.texts == {"program.yaml": "id: a\ntitle: b\n"}


def test_a_roster_is_never_kept_for_the_screen(root: Path) -> None:
    gate = Gate(root)
    assert gate.read_bytes("roster.csv")[0] is not None
    assert gate.texts == {}
    assert list(gate.hashes) == ["roster.csv"]


def test_text_has_no_mark_and_plain_line_ends(root: Path) -> None:
    text, found = Gate(root).read_text("program.yaml")
    assert text == "id: a\ntitle: b\n"
    assert [one.code for one in found] == ["SS-TEXT-003"]


ESCAPES = [
    "../secret.md", "content/../../secret.md", "content/../program.yaml", "..", ".", "", "/etc/passwd",
    "//etc/passwd", "\\etc\\passwd", "..\\secret.md", "content\\b.md", "C:/x", "c:x", "content/b.md:stream",
    "content//b.md", "./program.yaml", "content/./b.md", "content/", "a\x00b", "program.yaml\x00.md", "a\nb",
    "a\x1b[31m", "~/x/../../y", "content/b.md/", "x" * 501, "/".join("a" * 30), "\ud800", "a\u202eb",
]  # fmt: skip


@pytest.mark.parametrize("path", ESCAPES)
def test_no_path_leaves_the_folder(root: Path, path: str) -> None:
    gate = Gate(root)
    assert codes(gate, path) == ["SS-FILE-002"]
    assert not gate.inside(path)
    assert gate.files(path, "") == [] or path in (".", "")


@pytest.mark.parametrize("to", ["../secret.md", "{tmp}/secret.md", "program.yaml", "nowhere", "link.md"])
def test_a_link_is_refused_wherever_it_leads(root: Path, to: str) -> None:
    (root / "link.md").symlink_to(to.replace("{tmp}", str(root.parent)))
    assert codes(Gate(root), "link.md") == ["SS-FILE-003"]
    assert not Gate(root).inside("link.md")
    assert "link.md" not in Gate(root).files("", ".md")


def test_a_link_to_a_folder_is_refused_on_the_way(root: Path) -> None:
    (root / "away").symlink_to(root.parent / "elsewhere", target_is_directory=True)
    (root / "content" / "back").symlink_to(root / "content", target_is_directory=True)
    gate = Gate(root)
    assert codes(gate, "away/a.md") == ["SS-FILE-003"]
    assert codes(gate, "content/back/b.md") == ["SS-FILE-003"]
    assert gate.files("away", ".md") == gate.files("content/back", ".md") == []
    assert not gate.inside("away/a.md")


def test_the_program_itself_may_stand_behind_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(root, target_is_directory=True)
    assert codes(Gate(tmp_path / "shortcut"), "content/b.md") == []


def test_a_folder_a_pipe_and_a_socket_are_no_files(root: Path) -> None:
    os.mkfifo(root / "pipe.md")
    gate = Gate(root)
    assert codes(gate, "content") == ["SS-FILE-004"]
    assert codes(gate, "pipe.md") == ["SS-FILE-004"]
    assert not gate.inside("content")
    assert not gate.inside("pipe.md")


def test_a_file_is_no_folder(root: Path) -> None:
    assert codes(Gate(root), "program.yaml/a.md") == ["SS-FILE-001"]


def test_size_is_bounded(root: Path) -> None:
    gate = Gate(root)
    (root / "big.md").write_bytes(b"x" * 2049)
    assert [one.code for one in gate.read_bytes("big.md", limit=2048)[1]] == ["SS-FILE-005"]
    assert gate.read_bytes("big.md", limit=2049)[0] == b"x" * 2049


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("content/frist-day.md", "SS-FILE-001", "First-day.md"),
        ("content/first-day.md", "SS-FILE-006", "First-day.md"),
        ("Content/b.md", "SS-FILE-006", "content"),
        ("contents/b.md", "SS-FILE-001", "`content`"),
        ("content/hiden.md", "SS-FILE-001", "correct the path"),
        ("quite-other.md", "SS-FILE-001", "correct the path"),
    ],
)
def test_a_missing_file_is_explained(root: Path, path: str, code: str, words: str) -> None:
    span = Span("program.yaml", 2, 8, 2, 9)
    data, found = Gate(root).read_bytes(path, span)
    assert data is None
    assert [(one.code, one.span) for one in found] == [(code, span)]
    assert words in found[0].message + found[0].hint


def test_the_folder_may_be_gone(tmp_path: Path) -> None:
    gate = Gate(tmp_path / "nowhere")
    assert codes(gate, "program.yaml") == ["SS-FILE-007"]
    assert gate.files("", ".md") == []


def test_files_are_sorted_and_hidden_ones_left_out(root: Path) -> None:
    gate = Gate(root)
    assert gate.files("content", ".md") == ["content/First-day.md", "content/b.md"]
    assert gate.files("", ".yaml") == ["program.yaml"]
    assert gate.files("nowhere", ".md") == []
    assert gate.files("program.yaml", ".md") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(parts=st.lists(st.sampled_from(["..", ".", "", "content", "secret.md", "elsewhere", "a.md", "\\", "é"])))
def test_no_mix_of_parts_reads_the_secret(root: Path, parts: list[str]) -> None:
    data, found = Gate(root).read_bytes("/".join(parts))
    assert data is None and found
