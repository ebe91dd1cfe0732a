"""The content beside the spec: Markdown articles and learners' work, read through the gate and made safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error, info
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.gate import Gate
from socialscaffold.source.kinds import Text
from socialscaffold.source.markdown import Article, read_article
from socialscaffold.source.names import check_names
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.load import Sources
from socialscaffold.spec.local import unfilled_in_article, unplaced
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import Shelf
from socialscaffold.spec.terms import hidden
from socialscaffold.spec.translation import blocks, translated_into
from socialscaffold.spec.voice import voice_of
from socialscaffold.words.tongues import speech

CODES = {
    "SS-LIB-001": "learners' work that waits for its maker's consent",
    "SS-LIB-002": "a consent that is neither yes nor no",
}
_CONSENT = regex(r"^[ \t]*consent[ \t]*:[ \t]*(.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)

_LIKE_A_FILE = regex(r"[^/]+\.(?:html|css|js|xml|xsd|dtd|json)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A text that learners get besides the activities: a template, an exemplar, or a piece of learners' work.

    `shelf` is the id of the library on which it stands, empty for what stands on none; the first of a shelf is its
    exemplar.
    """

    path: str
    title: str
    text: str
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Every article of a program by its path, the pictures in them, and the papers for the documents.

    `said` is what is to be translated, as (path, block); nothing in the program's own language.
    """

    articles: dict[str, Article]
    pictures: dict[str, bytes]
    papers: tuple[Paper, ...]
    said: tuple[tuple[str, str], ...] = ()


def read_content(gate: Gate, sources: Sources) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Every text that the program names, the work on its shelves, and what is wrong with them.

    What the program names speaks with the voice of the region where only one is asked for; learners' work is left
    in its makers' words.
    """
    reader = _Reader(gate, sources)
    for path in _paths(sources.program):
        reader.named(path)
    engagement = sources.program.strategies.engagement
    papers: dict[str, Paper] = {}
    for name, shelf in engagement.library:
        for paper in reader.shelf(name, shelf):
            papers.setdefault(paper.path, paper)
    for task in engagement.tasks:
        for each in (task.template, task.exemplar):
            if each is not None and each.text in reader.articles:
                papers.setdefault(each.text, reader.paper(each.text))
    texts = (*sources.texts, *reader.raw)
    found = (
        *reader.found,
        *unplaced(sources.regions, texts, lambda language: translated_into(gate, language)),
        *hidden(sources, (*sources.said, *reader.said)),
    )
    return Content(reader.articles, reader.pictures, tuple(papers.values()), tuple(reader.said)), found


class _Reader:
    """Reads each text once and keeps what it found."""

    def __init__(self, gate: Gate, sources: Sources) -> None:
        self.gate = gate
        self.translation = sources.translation
        self.voice = voice_of(
            sources.regions, sources.here, speech(sources.program.language), sources.translation.terms
        )
        self.facts = tuple(dict.fromkeys(name for one in sources.regions for name, _ in one.facts))
        self.articles: dict[str, Article] = {}
        self.texts: dict[str, str] = {}
        self.raw: list[str] = []
        self.said: list[tuple[str, str]] = []
        self.pictures: dict[str, bytes] = {}
        self.found: list[Diagnostic] = []

    def named(self, path: Text) -> None:
        """A text that the program names."""
        if path.text in self.articles:
            return
        text, told = self.gate.read_text(path.text, path.span)
        self.found += told
        if text is not None:
            self.found += unfilled_in_article(text, path.text, self.facts)
            self.raw.append(text)
            self._article(path.text, self.voice.say_markdown(self._said(path.text, text)))

    def shelf(self, name: str, shelf: Shelf) -> Iterator[Paper]:
        """The work on one shelf: its first, then what its makers agreed to, by the names of the files."""
        first = shelf.first.text if shelf.first else ""
        if first in self.articles:
            yield self.paper(first, name)
        folder = shelf.folder.text.rstrip("/") if shelf.folder else ""
        for path in self.gate.files(folder, ".md") if folder else ():
            if path in self.articles or PurePosixPath(path).name.casefold() == "readme.md":
                continue
            text, told = self.gate.read_text(path)
            self.found += told
            if text is not None and self._agreed(path, text, asked=shelf.consent != "given"):
                self._article(path, self._said(path, _CONSENT.sub("", text)))
                yield self.paper(path, name)

    def paper(self, path: str, shelf: str = "") -> Paper:
        """A text that was read, as a paper."""
        title = self.articles[path].title or PurePosixPath(path).stem.replace("-", " ").capitalize()
        return Paper(path, title, self.texts[path], shelf)

    def _said(self, path: str, text: str) -> str:
        """A text in the language that the build asks for."""
        if self.translation.language:
            self.said += ((path, block) for block in blocks(text))
        return self.translation.article(path, text)

    def _agreed(self, path: str, text: str, *, asked: bool) -> bool:
        """Whether the maker agreed: a line `Consent: yes`, or none where consent was given beforehand."""
        said = _CONSENT.search(text)
        if said is None:
            if asked:
                seen = f"`{path}` waits for its maker's consent, so nobody sees it yet."
                hint = "Ask its maker, then write the line `Consent: yes` or `Consent: no` into it."
                self.found.append(info("SS-LIB-001", seen, hint, Span(path)))
            return not asked
        word = said[1].casefold()
        if word not in ("yes", "no"):
            line = text.count("\n", 0, said.start()) + 1
            guess = did_you_mean(word, ("yes", "no"))
            hint = f"Did you mean `Consent: {guess}`?" if guess else "Write `Consent: yes` or `Consent: no`."
            self.found.append(error("SS-LIB-002", f"`{said[1]}` is no consent.", hint, Span(path, line, 1)))
        return word == "yes"

    def _article(self, path: str, text: str) -> None:
        self.articles[path], told = read_article(text, path, self.gate)
        self.texts[path] = text
        self.found += told
        for picture in self.articles[path].pictures:
            if wrong := _clash(picture, self.pictures):
                hint = "Rename one: both are packed, and some machines would take them for the same."
                self.found.append(error("SS-MD-003", f"The pictures {wrong}.", hint, Span(path)))
                continue
            data, _ = self.gate.read_bytes(picture)
            if data is not None:
                self.pictures[picture] = data


def _clash(picture: str, others: Iterable[str]) -> str | None:
    """Why a picture can't be packed beside the others and the page's own files, or None."""
    if folder := _LIKE_A_FILE.match(picture):
        return f"in the folder `{folder[0][:-1]}` would stand where the page has a file of that name"
    told = [] if picture in others else check_names([*others, picture])
    return told[0].replace("'", "`") if told else None


def _paths(program: Program) -> Iterator[Text]:
    for module in program.modules:
        for one in module.activities:
            yield from (path for path in (one.read, one.transcript) if path)
    engagement = program.strategies.engagement
    for task in engagement.tasks:
        yield from (path for path in (task.template, task.exemplar) if path)
    for _, shelf in engagement.library:
        if shelf.first:
            yield shelf.first
