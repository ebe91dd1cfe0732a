"""The content beside the spec: Markdown articles, read through the gate and made safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span
from socialscaffold.source.gate import Gate
from socialscaffold.source.kinds import Text
from socialscaffold.source.markdown import Article, read_article
from socialscaffold.source.names import check_names
from socialscaffold.spec.load import Sources
from socialscaffold.spec.local import unfilled_in_article, voice_of
from socialscaffold.spec.program import Program

_LIKE_A_FILE = re.compile(r"[^/]+\.(?:html|css|js|xml|xsd|dtd|json)/", re.IGNORECASE)


def read_content(gate: Gate, sources: Sources) -> tuple[dict[str, Article], dict[str, bytes], tuple[Diagnostic, ...]]:
    """Every article that the program names and every picture in them, by path, and what is wrong with the texts.

    Articles speak with the voice of the region where only one is asked for.
    """
    program = sources.program
    voice = voice_of(sources.regions, sources.here)
    facts = tuple(dict.fromkeys(name for one in sources.regions for name, _ in one.facts))
    articles: dict[str, Article] = {}
    pictures: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for path in _paths(program):
        if path.text in articles:
            continue
        text, told = gate.read_text(path.text, path.span)
        found += told
        if text is None:
            continue
        found += unfilled_in_article(text, path.text, facts)
        articles[path.text], told = read_article(voice.say_markdown(text), path.text, gate)
        found += told
        for picture in articles[path.text].pictures:
            if wrong := _clash(picture, pictures):
                hint = "Rename one: both are packed, and some machines would take them for the same."
                found.append(error("SS-MD-003", f"The pictures {wrong}.", hint, Span(path.text)))
                continue
            data, told = gate.read_bytes(picture)
            if data is not None:
                pictures[picture] = data
    return articles, pictures, tuple(found)


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
