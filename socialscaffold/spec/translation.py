"""The program's own texts in another language: `languages/de.po` beside the program, put in as it is read.

Every text has a key that lasts (`source/wording.py`) and is looked up by it together with its words, so that a text
that was changed since is said as it stands now, and never by an old translation. Articles go block by block.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error, info
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.gate import Gate
from socialscaffold.source.wording import each_text
from socialscaffold.spec.program import Program
from socialscaffold.spec.quiz import Quiz
from socialscaffold.words.chain import chain, is_pseudo
from socialscaffold.words.pseudo import pseudo

FOLDER = "languages"
CODES = {
    "SS-LANG-001": "a language that the tool does not speak",
    "SS-LANG-002": "patterns that are not wholly translated",
    "SS-LANG-003": "a file of translations that can't be read",
    "SS-LANG-004": "texts of the program that are not translated",
    "SS-LANG-005": "a file of translations that is no XLIFF",
    "SS-LANG-006": "a translation with marks that were not in the text",
}
# What is no prose: what kind a channel is, where a cycle is discussed, and what only the review reads.
NOT_SAID = frozenset(("kind", "where", "review", "language", "reference"))
# The id of a question in a pattern, which stands in for it.
_ID = regex(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_LETTER = regex(r"[^\W\d_]{2}")
_BLOCKS = regex(r"(\n[ \t]*\n(?:[ \t]*\n)*)")


@dataclass(frozen=True, slots=True)
class Translation:
    """The program's texts in a language, by key and words; no language where nothing is to be translated.

    `file` is the one that they come from; empty where there is none, or none that can be read.
    """

    language: str = ""
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    file: str = ""

    def say(self, key: str, text: str) -> str:
        """The text in this language, as it stands where it is not translated."""
        if not self.language or not is_said(text):
            return text
        if is_pseudo(self.language):
            return pseudo(text)
        return self.texts.get((key, text), text)

    def program(self, program: Program) -> Program:
        """The program as it is said in this language."""
        if not self.language:
            return program
        made: Program = each_text(program, self.say, NOT_SAID)
        return replace(made, language=self.language)

    def quiz(self, path: str, quiz: Quiz) -> Quiz:
        """A quiz as it is said in this language."""
        made: Quiz = each_text(quiz, self.say, NOT_SAID, path) if self.language else quiz
        return made

    def article(self, path: str, text: str) -> str:
        """An article as it is said in this language."""
        return _each_block(text, lambda block: self.say(path, block)) if self.language else text


def is_said(text: str) -> bool:
    """Whether a text holds words to translate, and not an id or signs alone."""
    return bool(_LETTER.search(text)) and not _ID.fullmatch(text)


def blocks(text: str) -> Iterator[str]:
    """The paragraphs, headings, lists and tables of an article, each a text; code is none."""
    found: list[str] = []

    def keep(block: str) -> str:
        found.append(block)
        return block

    _each_block(text, keep)
    yield from found


def texts_of(record: Any, path: str = "") -> tuple[tuple[str, str], ...]:
    """Every text of a program or a quiz that is to be translated, as (key, text)."""
    found: list[tuple[str, str]] = []

    def keep(key: str, text: str) -> str:
        if is_said(text):
            found.append((key, text))
        return text

    each_text(record, keep, NOT_SAID, path)
    return tuple(found)


def _each_block(text: str, change: Callable[[str], str]) -> str:
    fenced = False
    parts = []
    for part in _BLOCKS.split(text):
        fences = part.count("```")
        if not fenced and not fences and is_said(part):
            # The line end that a file has stays outside.
            body = part.rstrip("\n")
            part = change(body) + part[len(body) :]
        fenced ^= fences % 2 == 1
        parts.append(part)
    return "".join(parts)


def read_translation(gate: Gate, program: Program, language: str | None) -> tuple[Translation, tuple[Diagnostic, ...]]:
    """The translations of a program into the language that a build asks for; empty where it is its own language."""
    if not language or language.casefold() == program.language.casefold():
        return Translation(), ()
    if is_pseudo(language):
        return Translation(language), ()
    there = gate.files(FOLDER, ".po")
    name = next((f"{FOLDER}/{one}.po" for one in chain(language) if f"{FOLDER}/{one}.po" in there), "")
    if not name:
        seen = f"Nothing beside the program says its own texts in `{language}`, so they stay as they are."
        hint = f"`socialscaffold texts extract --language {language}` writes a file for a translator."
        return Translation(language), (info("SS-LANG-004", seen, hint, program.at.of("language")),)
    data, told = gate.read_bytes(name)
    if data is None:
        return Translation(language), told
    texts, wrong = _read(data, name)
    return Translation(language, texts, "" if wrong else name), (*told, *wrong)


@cache
def _read(data: bytes, name: str) -> tuple[dict[tuple[str, str], str], tuple[Diagnostic, ...]]:
    """What a catalogue says for certain, by key and text."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        found = read_po(io.BytesIO(data), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeDecodeError, LookupError) as why:
        line = getattr(why, "lineno", 0) + 1
        seen = f"`{name}` can't be read as a PO file: {re.sub(r' on .*', '', str(why))}."
        hint = "Mend this line, or take the file out of the translator's tool once more."
        return {}, (error("SS-LANG-003", seen, hint, Span(name, line, 1)),)
    texts = {
        (one.context or "", one.id): one.string
        for one in found
        if isinstance(one.id, str) and isinstance(one.string, str) and one.id and one.string and not one.fuzzy
    }
    return texts, ()


def untranslated(translation: Translation, said: Iterable[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """A finding that counts which of the texts `said` a translation lacks; none where there is no file for it."""
    missed = [one for one in dict.fromkeys(said) if one not in translation.texts]
    if not missed or not translation.file:
        return ()
    key, text = missed[0]
    first = text if len(text) <= 60 else text[:59] + "…"
    many = "1 text of the program is" if len(missed) == 1 else f"{len(missed)} texts of the program are"
    seen = f"{many} not translated into `{translation.language}`, beginning with `{key}`: “{first}”"
    hint = f"`socialscaffold texts extract --language {translation.language}` writes them into a file for a translator."
    return (info("SS-LANG-004", seen, hint),)
