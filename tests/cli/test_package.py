"""`package check` as people and programs call it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from packages import cmi5, edited, inspected, scorm12, zipped
from schemas import PATCHES, PUBLISHED
from typer.testing import CliRunner

from socialscaffold.cli import screen
from socialscaffold.cli.app import app


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["package", "check", *words])
    return done.exit_code, done.output


def written(folder: Path, data: bytes, name: str = "course.zip") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_a_clean_package_is_named_and_passes(tmp_path: Path) -> None:
    code, said = run(written(tmp_path, zipped(scorm12())))
    assert code == 0
    assert said == "course.zip: SCORM 1.2; “Course”; 3 files, 1 kB; opens index.html.\nNothing to mend.\n"


def test_findings_show_their_line_and_remedy(tmp_path: Path) -> None:
    code, said = run(written(tmp_path, edited(cmi5(), ' moveOn="Completed"', "", "cmi5.xml")))
    assert code == 1
    assert "warning SS-PKG-055" in said and "cmi5.xml:4:2" in said and "→ Left out it means NotApplicable" in said
    assert said.endswith("1 warning\n")


def test_programs_read_it_as_json(tmp_path: Path) -> None:
    code, said = run(written(tmp_path, edited(scorm12(), 'identifierref="r"', 'identifierref="x"')), "--format", "json")
    told = json.loads(said)
    assert code == 1
    assert {key: told[key] for key in ("file", "kind", "title", "files")} == {
        "file": "course.zip", "kind": "SCORM 1.2", "title": "Course", "files": 3,
    }  # fmt: skip
    assert [one["code"] for one in told["found"]] == ["SS-PKG-047", "SS-PKG-043"]
    code, said = run(written(tmp_path, b"no zip"), "--format", "json")
    assert (code, json.loads(said)["kind"]) == (1, None)


@pytest.mark.parametrize("words", [["none.zip"], ["."], ["{zip}", "--format", "xml"], ["{zip}", "--schemas", "."], []])
def test_a_wrong_call_is_a_usage_error(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, zipped(scorm12()))
    code, said = run(*(path if word == "{zip}" else word for word in words))
    assert code == 2
    assert "Traceback" not in said


def test_nothing_in_a_package_speaks_to_the_terminal(tmp_path: Path) -> None:
    _, said = run(written(tmp_path, edited(scorm12(), "<title>Course", "<title>&#x9b;31m")))
    assert "\x9b" not in said
    _, said = run(written(tmp_path, zipped({"\x1b[2J": "x"}), "b.zip"))
    assert "\x1b" not in said


def test_the_standards_own_schemas_can_be_asked_too(tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    folder.mkdir()
    for path in PUBLISHED.glob("*.xsd"):
        old, new = PATCHES.get(path.name, ("", ""))
        text = path.read_text("utf-8")
        (folder / path.name).write_text(text.replace(old, new, 1) if old else text, "utf-8")
    assert run(written(tmp_path, zipped(scorm12())), "--schemas", str(folder))[0] == 0
    wrong = edited(scorm12(), "<file href=", "<fil href=")
    code, said = run(written(tmp_path, wrong), "--schemas", str(folder))
    assert code == 1 and "SS-PKG-050: Element 'fil'" in said
    code, said = run(written(tmp_path, zipped(cmi5())), "--schemas", str(folder))
    assert code == 1 and "No schema in the folder is for https://w3id.org" in said


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_fit_the_terminal_and_lose_no_word(width: int) -> None:
    seen = inspected(edited(cmi5(), ' moveOn="Completed"', "", "cmi5.xml"))
    whole = screen.as_text(seen.found, seen.texts, colour=False)
    fitted = screen.as_text(seen.found, seen.texts, colour=False, width=width)
    assert max(map(len, fitted.split("\n"))) <= width
    # A narrow screen shows less of the line that is quoted, and all of the words around it.
    told, wanted = ([line for line in text.split("\n") if " | " not in line] for text in (fitted, whole))
    assert " ".join(told).split() == " ".join(wanted).split()
    painted = screen.as_text(seen.found, seen.texts, colour=True, width=width)
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == fitted
