"""The manifest check lets the good one through and finds each fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from schemas import check_manifest, launch_href, mastery_score

GOOD = Path(__file__).with_name("lms").joinpath("imsmanifest.xml").read_text("utf-8")
FILES = ("imsmanifest.xml", "index.html", "a.css")


def test_a_good_manifest_passes() -> None:
    assert check_manifest(GOOD.encode(), FILES) == []
    assert launch_href(GOOD.encode()) == "index.html"
    assert mastery_score(GOOD.encode()) == "80"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("</manifest>", "", "xml"),
        ('<organizations default="o">', "<organizations><nonsense/>", "schema"),
        ('adlcp:scormtype="sco"', 'adlcp:scormtype="lesson"', "schema"),
        ("<adlcp:masteryscore>80<", "<adlcp:masteryscore>eighty<", "score"),
        (' type="webcontent"', "", "schema"),
        ("<title>T</title>\n", "<title>T</title><title>T</title>\n", "schema"),
        ('identifier="m"', 'identifier="1 2"', "schema"),
        ('identifierref="r"', 'identifierref="gone"', "reference"),
        ('default="o"', 'default="gone"', "reference"),
        ('<file href="a.css"/>', '<file href="a.css"/><dependency identifierref="gone"/>', "reference"),
        ('<item identifier="i"', '<item identifier="m"', "identifier"),
        ('<file href="a.css"/>', "", "file: a.css is in the archive and not listed"),
        ('<file href="a.css"/>', '<file href="a.css"/><file href="b.css"/>', "file: b.css is listed and not"),
        ('<file href="a.css"/>', '<file href="a.css"/><file href="a.css"/>', "file: a.css is listed 2 times"),
        ('href="index.html">', 'href="start.html">', "file: a resource opens start.html"),
    ],
)
def test_each_fault_is_found(old: str, new: str, kind: str) -> None:
    assert old in GOOD
    complaints = check_manifest(GOOD.replace(old, new, 1).encode(), FILES)
    assert any(one.startswith(kind) for one in complaints), complaints


def test_the_archive_is_looked_at_too() -> None:
    assert check_manifest(GOOD.encode(), FILES[1:]) == ["file: no imsmanifest.xml at the root of the archive"]
    assert check_manifest(GOOD.encode(), (*FILES, "a.css")) == ["file: a.css stands 2 times in the archive"]
    nested = [f"course/{name}" for name in FILES]
    assert "file: no imsmanifest.xml at the root of the archive" in check_manifest(GOOD.encode(), nested)
