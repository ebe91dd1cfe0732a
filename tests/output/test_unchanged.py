"""A build is left alone only where building again would change nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from socialscaffold.compiler import build, check
from socialscaffold.output.publish import publish
from socialscaffold.output.record import record
from socialscaffold.output.unchanged import unchanged
from socialscaffold.source.gate import Gate

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"
COHORT = "2027-spring"
REQUEST: dict[str, object] = {"cohort": COHORT, "regions": None, "formats": ["markdown", "scorm12"]}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a program, and its build in `build/`."""
    folder = tmp_path_factory.mktemp("unchanged")
    shutil.copytree(EXAMPLE, folder / "program")
    spec = folder / "program" / "program.yaml"
    # More hours than people have beside their work: a note with a place.
    text, changed = re.subn(r"learner: .*? h", "learner: 9 h", spec.read_text("utf-8"), count=1)
    assert changed
    spec.write_text(text, "utf-8")
    gate = Gate(folder / "program")
    checked = check(gate, cohort=COHORT)
    documents, found = build(checked, ("markdown", "scorm12"))
    told = (*checked.found, *found)
    listing = record(
        documents,
        inputs=gate.hashes,
        looked=gate.looked,
        request=REQUEST,
        spec_version="1",
        tool_version="1.0",
        diagnostics=told,
    )
    assert publish([*documents, listing], folder / "build", keep_out=folder / "program") == ()
    return folder


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "copy")
    return tmp_path / "copy"


def ask(folder: Path, request: dict[str, object] = REQUEST, version: str = "1.0") -> object:
    return unchanged(folder / "build", Gate(folder / "program"), request, version)


def test_the_same_question_has_its_answer_with_the_findings_it_had(copy: Path) -> None:
    found = unchanged(copy / "build", gate := Gate(copy / "program"), REQUEST, "1.0")
    assert found is not None
    assert set(found.diagnostics) == set(check(Gate(copy / "program"), cohort=COHORT).found)
    assert any(one.span for one in found.diagnostics)
    assert all(one.span is None or one.span.file in gate.texts for one in found.diagnostics)


def edited(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + b"\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the program": edited("program/program.yaml"),
    "a text": edited("program/content/card.md"),
    "the roster": edited(f"program/cohorts/{COHORT}.csv"),
    "a region more": lambda folder: shutil.copy(
        sorted((folder / "program" / "regions").glob("*.yaml"))[0], folder / "program" / "regions" / "ZZ.yaml"
    ),
    "a cohort more": lambda folder: (folder / "program" / "cohorts" / "next.yaml").write_text("", "utf-8"),
    "a file less": lambda folder: (folder / "program" / "regions" / "NO.yaml").unlink(),
    "a page by hand": edited("build/markdown/plan.md"),
    "a package by hand": lambda folder: next((folder / "build").glob("*.zip")).write_bytes(b"PK"),
    "a page less": lambda folder: (folder / "build" / "markdown" / "plan.md").unlink(),
    "a page more": lambda folder: (folder / "build" / "more.md").write_text("", "utf-8"),
    "no record": lambda folder: (folder / "build" / "build.json").unlink(),
    "a record of something else": lambda folder: (folder / "build" / "build.json").write_text("[]", "utf-8"),
    "what a killed build left": lambda folder: (folder / ".build.socialscaffold-new").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(copy: Path, change: str) -> None:
    CHANGES[change](copy)
    assert ask(copy) is None


def test_another_question_or_another_version_has_no_answer_yet(copy: Path) -> None:
    assert ask(copy, {**REQUEST, "formats": ["markdown"]}) is None
    assert ask(copy, version="1.1") is None
    assert ask(copy) is not None
