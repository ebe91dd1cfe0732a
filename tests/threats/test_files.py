"""Paths that climb, links, devices and names that some system misreads: the command refuses and tells each."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import COHORT, called, errors
from planted import EXAMPLE

SECRET = "secret-4f1c"
DOT = zlib.compress(b"\0\0\0\0")
CHUNKS = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"IDAT", DOT), (b"IEND", b""))
PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in CHUNKS
)
PATHS = (
    "../outside.md", "../../outside.md", "content/../../outside.md", "/etc/passwd", "//etc/passwd", "~/outside.md",
    "C:/outside.md", "C:\\\\outside.md", "..\\\\outside.md", "file:///etc/passwd", "content/./card.md",
    "content//card.md", "content/card.md/", "content", "content/", ".", "..", "./content/card.md", "CONTENT/card.md",
    "content/card.md\\0.png", "content/none.md", "\\\\\\\\host\\\\share\\\\a.md", "content/c\\u200bard.md",
    "content/card.md ..", "https://a.example/a.md",
)  # fmt: skip
PLACES = {  # a path that the example has, and where it is written
    "read": ("program.yaml", "read: content/three-kinds-of-charging.md"),
    "transcript": ("program.yaml", "transcript: content/five-objections.md"),
    "quiz": ("program.yaml", "quiz: content/check-basics.yaml"),
    "template": ("program.yaml", "template: content/card.md"),
    "exemplar": ("program.yaml", "exemplar: content/card-example.md"),
    "sets": ("cohorts/2027-spring.yaml", "sets: 2027-spring.sets.csv"),
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "outside.md").write_text(f"# Outside\n\n{SECRET}\n", "utf-8")
    shutil.copytree(EXAMPLE, tmp_path / "program")
    return tmp_path / "program"


def refused(program: Path, *codes: str) -> list[dict[str, Any]]:
    """The errors of `check`, the first of which has one of `codes`; `build` refuses as well and writes nothing."""
    found = errors(program)
    assert found and {row["code"] for row in found} & set(codes), found
    assert all(row["file"] and row["line"] for row in found)
    code, said, err = called("build", program, "--cohort", COHORT, "--out", program.parent / "out")
    assert (code, err) == (1, ""), said
    assert SECRET not in said and "root:" not in said
    assert not (program.parent / "out").exists()
    return found


@pytest.mark.parametrize("place", PLACES)
def test_a_path_that_leaves_the_folder_or_is_none_is_refused(place: str, program: Path) -> None:
    file, written = PLACES[place]
    spec = (program / file).read_text("utf-8")
    assert written in spec
    passed = []
    for path in PATHS:
        key = written.partition(":")[0]
        (program / file).write_text(spec.replace(written, f'{key}: "{path}"', 1), "utf-8")
        found = errors(program)
        if not any(row["code"].startswith("SS-FILE-") for row in found):
            passed.append(path)
    assert passed == []


LINKS: dict[str, Callable[[Path], None]] = {
    "a file": lambda folder: _link(folder / "content/card.md", folder.parent / "outside.md"),
    "a system file": lambda folder: _link(folder / "content/card.md", Path("/etc/passwd")),
    "a file inside": lambda folder: _link(folder / "content/card.md", Path("card-example.md")),
    "itself": lambda folder: _link(folder / "content/card.md", Path("card.md")),
    "nothing": lambda folder: _link(folder / "content/card.md", Path("none.md")),
    "a folder": lambda folder: _moved(folder / "content"),
    "the program": lambda folder: _moved(folder / "program.yaml"),
    "the quiz": lambda folder: _link(folder / "content/check-basics.yaml", folder.parent / "outside.md"),
    "a region": lambda folder: _link(folder / "regions/NO.yaml", folder.parent / "outside.md"),
    "the regions": lambda folder: _moved(folder / "regions"),
    "the cohort": lambda folder: _link(folder / "cohorts/2027-spring.yaml", Path("/etc/passwd")),
    "the sets": lambda folder: _link(folder / "cohorts/2027-spring.sets.csv", Path("/etc/passwd")),
}


def _link(path: Path, to: Path) -> None:
    path.unlink()
    path.symlink_to(to)


def _moved(path: Path) -> None:
    path.rename(path.parents[1] / "moved")
    path.symlink_to(path.parents[1] / "moved")


@pytest.mark.parametrize("which", LINKS)
def test_a_link_is_never_followed(which: str, program: Path) -> None:
    LINKS[which](program)
    # A cohort behind a link is none of this folder's: it is told as not there.
    refused(program, "SS-CAL-012" if which == "the cohort" else "SS-FILE-003")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["a pipe", "a folder"])
def test_what_is_no_file_is_not_waited_for(make: Callable[[Path], None], program: Path) -> None:
    (program / "content/card.md").unlink()
    make(program / "content/card.md")
    refused(program, "SS-FILE-004")


NAMES = (
    "CON.png", "con.PNG", "aux.x.png", "LPT1.png", "nul/a.png", "dir./a.png", "a .png", ".hidden.png", "-x.png",
    "a\u0301.png", "\u00e1.png", "\u00fc.png", "\ufb01.png", "COM\u00b9.png", "a\u202egnp.exe.png", "a\u200b.png",
    "a%2e.png", "a#b.png", "a?b.png", "a&b.png", "a'b.png", 'a"b.png', "a;b.png", "a|b.png", "a*b.png", "a:b.png",
    "x" * 120 + ".png", "index.html/a.png", "LEARNER.css/a.png", "imsmanifest.xml", "a/../b.png",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_picture_whose_name_some_system_misreads_is_refused(name: str, program: Path) -> None:
    picture = program / name
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(PNG)
    (program / "content/card.md").write_text(f"# A card\n\n![A dot](<../{name}>)\n", "utf-8")
    (found,) = refused(program, "SS-MD-003", "SS-FILE-006")
    assert (found["file"], found["line"]) == ("content/card.md", 3) or "/" in name
    assert found["hint"]


@pytest.mark.parametrize(("one", "other"), [("A.png", "a.png"), ("d/A.png", "D/b.png")])
def test_twins_in_capitals_are_refused(one: str, other: str, program: Path) -> None:
    for name in (one, other):
        (program / name).parent.mkdir(exist_ok=True)
        (program / name).write_bytes(PNG)
    text = f"# A card\n\n![A dot](../{one})\n\n![Another dot](../{other})\n"
    (program / "content/card.md").write_text(text, "utf-8")
    (found,) = refused(program, "SS-MD-003")
    assert "upper and lower case" in found["message"]


@pytest.mark.parametrize(
    "svg",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<a xmlns:x="http://www.w3.org/1999/xlink" x:href="java&#10;script:alert(1)"><rect/></a>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<image href="https://evil.test/x.png"/>',
        '<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/>',
        '<style>@import "https://evil.test/x.css"</style>',
    ],
)
def test_a_scripted_drawing_is_refused(svg: str, program: Path) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{svg}</svg>'
    (program / "drawing.svg").write_text(drawing, "utf-8")
    (program / "content/card.md").write_text("# A card\n\n![A drawing](../drawing.svg)\n", "utf-8")
    refused(program, "SS-MD-003")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "..", "x" * 400, "con\0", "a/b", "CON", "a\nb"])
def test_a_cohort_named_on_the_command_line_stays_inside(name: str, program: Path) -> None:
    code, said, err = called("build", program, "--cohort", name, "--out", program.parent / "out")
    assert (code, err) == (1, ""), said
    assert "SS-CAL-012" in said and not (program.parent / "out").exists()


def test_a_build_goes_neither_into_a_link_nor_over_the_program(program: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for out in (tmp_path / "link", program, tmp_path):
        code, said, err = called("build", program, "--out", out)
        assert code == 1 and "SS-PUB-" in said, said + err
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (program / "program.yaml").is_file()


def test_new_makes_nothing_outside_its_folder(tmp_path: Path) -> None:
    """Names that a template engine or a shell would obey are names."""
    for number, name in enumerate(("{{ 7*7 }}", "$(touch x)", "..a", "-a b", "é")):
        folder = tmp_path / str(number) / name
        done = subprocess.run(
            [sys.executable, "-m", "socialscaffold", "new", "--defaults", "--", str(folder)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done
        assert [path.name for path in folder.parent.iterdir()] == [name]
        assert errors_of(folder) == []


def errors_of(folder: Path) -> list[str]:
    code, said, err = called("check", folder)
    return [] if (code, err) == (0, "") else [said, err]
