"""What a file is to its program, by its place and by what the program says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.editor.session import Session

PROGRAM = """socialscaffold: 1
id: tiny
title: Tiny
patterns: ./own
modules:
  - {id: m, week: 1, title: M, activities: [{id: q, quiz: content/named.yaml}]}
strategies:
  support-network:
    sets:
      protocol: mine
"""
PATTERN = "id: mine\nti"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    made = Session()
    made.open[tmp_path / "program.yaml"] = PROGRAM
    return made


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("program.yaml", PROGRAM, "program"),
        ("regions/NO.yaml", "", "region"),
        ("cohorts/one.yml", "", "cohort"),
        ("content/named.yaml", "", "quiz"),
        ("content/other.yaml", "socialscaffold-quiz: 1\n", "quiz"),
        ("own/protocols/mine.yaml", "", "protocols"),
        ("own/cycles/mine.yaml", "", "cycles"),
        ("own/stray.yaml", "", ""),
        (".gitlab-ci.yml", "include: []\n", ""),
        ("content/other.yaml", "title: What?\n", ""),
        ("mkdocs.yml", "questions: []\n", ""),
        ("content/named.md", "", ""),
    ],
)
def test_the_kind_of_a_file(session: Session, tmp_path: Path, path: str, text: str, kind: str) -> None:
    session.open[tmp_path / path] = text
    home = session.home(tmp_path / path)
    assert home is not None and home.kind == kind


def test_a_file_of_another_tool_gets_no_proposals_and_no_hover(session: Session, tmp_path: Path) -> None:
    session.open[tmp_path / ".gitlab-ci.yml"] = "tit"
    home = session.home(tmp_path / ".gitlab-ci.yml")
    assert home is not None
    assert session.proposals(home, 0, 3) == [] and session.hover(home, 0, 1) == ""


def test_a_pattern_of_the_program_is_written_named_and_found(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "own" / "protocols" / "mine.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(PATTERN, "utf-8")
    session.open[file] = PATTERN
    home = session.home(file)
    assert home is not None
    assert [one.word for one in session.proposals(home, 1, 2)] == ["title", "tier"]
    program = session.home(tmp_path / "program.yaml")
    assert program is not None
    line = PROGRAM[: PROGRAM.index("mine")].count("\n")
    about = {one.word: one.about for one in session.proposals(program, line, len("      protocol: "))}
    assert about["mine"] == "Pattern of this program" and about["critical-friends"] == "Pattern of the library"
    found = session.definition(program, line, len("      protocol: mi"))
    assert found is not None and found.file == "own/protocols/mine.yaml"
