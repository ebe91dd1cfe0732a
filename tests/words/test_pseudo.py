"""A build in the pseudo-language: what stays in plain letters is what no catalogue can reach."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from socialscaffold.compiler import build, check
from socialscaffold.output.document import Document
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).parents[2]
# Keys and ids of the spec are no words of a language.
ALLOWED = re.compile(r"[a-z]+(?:[.-][a-z-]+)*(?: \([^A-Za-z]*\))?|modules \(kick-off\)")


class Words(HTMLParser):
    """The texts of a page, those that only a reader of the screen hears too."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "code"):
            self.within.append(tag)
        self.texts += [value for name, value in attrs if name in ("aria-label", "title", "alt") and value]

    def handle_endtag(self, tag: str) -> None:
        if self.within and self.within[-1] == tag:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.texts.append(data.strip())


def plain(documents: tuple[Document, ...]) -> dict[str, str]:
    """Texts with a word in plain letters, each with a page on which it stands; packages are looked into."""
    found: dict[str, str] = {}
    for one in documents:
        if one.path.endswith((".zip", ".imscc")):
            with zipfile.ZipFile(io.BytesIO(one.data)) as packed:
                found |= plain(tuple(Document(name, packed.read(name)) for name in packed.namelist()))
        elif one.path.endswith(".html"):
            words = Words()
            words.feed(one.data.decode())
            found |= {text: one.path for text in words.texts if re.search(r"[A-Za-z]{2}", text)}
    return found


@pytest.fixture(scope="module")
def made() -> tuple[Document, ...]:
    checked = check(Gate(ROOT / "examples" / "difficult-conversations"), language="en-XA")
    return build(checked, ("markdown", "html", "scorm12", "cartridge"))[0]


def test_nothing_that_a_reader_meets_is_out_of_reach_of_a_catalogue(made: tuple[Document, ...]) -> None:
    told = {text: path for text, path in plain(made).items() if not ALLOWED.fullmatch(text)}
    # The plan's page shows the sources of its numbers, as they are called.
    assert {text: path for text, path in told.items() if not path.endswith("plan.html")} == {}


def test_a_page_says_which_language_it_is_in(made: tuple[Document, ...]) -> None:
    pages = [one for one in made if one.path.startswith("html/") and one.path.endswith(".html")]
    assert len(pages) > 10
    assert all(b'<html lang="en-XA" dir="ltr">' in one.data for one in pages)
