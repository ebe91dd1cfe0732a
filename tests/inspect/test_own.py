"""What a build is told of its own packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import edited, scorm12, zipped

from socialscaffold.compiler import build, check
from socialscaffold.inspect.own import check_packages
from socialscaffold.output.document import Document
from socialscaffold.source.gate import Gate

EXAMPLE = Path(__file__).parents[2] / "examples" / "difficult-conversations" / "program.yaml"


def test_a_broken_package_names_itself() -> None:
    broken = Document("x-scorm12.zip", edited(scorm12(), 'identifierref="r"', 'identifierref="x"'))
    whole = Document("y-scorm12.zip", zipped(scorm12()))
    found = check_packages([whole, broken, Document("notes.md", b"not a package")])
    assert {one.code for one in found} == {"SS-PKG-043", "SS-PKG-047"}
    assert all(one.message.startswith("In x-scorm12.zip: ") and one.span is None for one in found)


def test_an_identifier_of_ours_is_the_program_s_own() -> None:
    dated = Document("x.zip", edited(scorm12(), 'identifier="course"', 'identifier="ss-course-20270101"'))
    assert check_packages([dated]) == []


@pytest.mark.parametrize(("title", "codes"), [("A title", []), ("A title " * 40, ["SS-PKG-059"])])
def test_a_build_tells_what_an_lms_would_cut(title: str, codes: list[str], tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace("title: Having the difficult conversation", f"title: {title}")
    (tmp_path / "program.yaml").write_text(text, "utf-8")
    _, found = build(check(Gate(tmp_path)), ("scorm12", "cartridge"))
    assert [one.code for one in found if one.severity != "info"] == codes
