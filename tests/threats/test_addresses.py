"""Every form of address, through the command: what is refused stands behind no link, and what is allowed behind one."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command import called

from socialscaffold.source.urls import safe_url

FORMS = [
    (line.split(" ", 1)[0], json.loads(line.split(" ", 1)[1]))
    for line in (Path(__file__).parents[1] / "source" / "urls.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
REFUSED = [address for verdict, address in FORMS if verdict == "no"]
ALLOWED = [address for verdict, address in FORMS if verdict == "yes"]
PROGRAM = """\
socialscaffold: 1
id: addresses
title: Addresses
weeks: 4
audience: {{role: Team leads, learners: 12}}
outcomes: {{a: Read an address}}
channels:
  talk: {{title: Talk, url: {url}}}
modules:
  - id: one
    week: 1
    title: One
    activities:
      - {{id: page, read: content/page.md}}
      - {{id: film, watch: {watch}, minutes: 5}}
"""
SAFE = '"https://a.example/"'


def written(folder: Path, url: str = SAFE, watch: str = SAFE, page: str = "# Page\n\nWords.\n") -> Path:
    """A program with addresses in its fields (as YAML) and a text."""
    (folder / "content").mkdir(parents=True)
    (folder / "program.yaml").write_text(PROGRAM.format(url=url, watch=watch), "utf-8")
    (folder / "content" / "page.md").write_text(page, "utf-8")
    return folder


def in_text(address: str) -> str:
    """A text that leads to the address in every way that Markdown knows."""
    plain = address.replace("\n", " ")
    return f"# Page\n\n[a]({plain})\n\n[b](<{plain}>)\n\n<{plain}>\n\n[c][r] and {plain}\n\n[r]: {plain}\n"


class Links(HTMLParser):
    """What the links of a page lead to, and what its pictures, scripts and frames load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "data")]


def pages(folder: Path) -> Iterator[str]:
    """Every HTML page of a build, those in its packages too."""
    for path in folder.rglob("*"):
        if path.suffix == ".html":
            yield path.read_text("utf-8")
        elif path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                yield from (archive.read(name).decode() for name in archive.namelist() if name.endswith(".html"))


def links(program: Path) -> list[str]:
    """What the pages of the program's build lead to or load; nothing where `build` refuses and writes nothing."""
    out = program.parent / "out"
    code, said, err = called("build", program, "-f", "html", "-f", "scorm12", "--out", out)
    assert code in (0, 1) and not err, said
    if code == 1:
        assert not out.exists() and "Nothing was built" in said
        return []
    return [one for page in pages(out) for one in Links(page).found]


def test_there_are_forms_enough_and_the_program_itself_is_built(tmp_path: Path) -> None:
    assert len(REFUSED) >= 48 and len(ALLOWED) >= 10
    assert "https://a.example/" in links(written(tmp_path / "program"))


@pytest.mark.parametrize("address", REFUSED)
def test_a_refused_form_stands_behind_no_link(address: str, tmp_path: Path) -> None:
    for number, program in enumerate(
        (
            written(tmp_path / "1" / "channel", url=json.dumps(address)),
            written(tmp_path / "2" / "film", watch=json.dumps(address)),
        )
    ):
        assert links(program) == [], number
    for found in links(written(tmp_path / "3" / "text", page=in_text(address))):
        assert safe_url(found, local=True) is not None, found


def test_every_allowed_form_stands_behind_a_link(tmp_path: Path) -> None:
    found = set(links(written(tmp_path / "text", page="# Page\n\n" + "".join(f"[a](<{a}>)\n\n" for a in ALLOWED))))
    assert set(ALLOWED) <= found
    for number, address in enumerate(ALLOWED):
        quoted = json.dumps(address, ensure_ascii=False)
        assert address in links(written(tmp_path / str(number) / "fields", url=quoted, watch=quoted))
