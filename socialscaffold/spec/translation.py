"""The program's own texts in another language: `languages/de.po` beside the program, put in as it is read.

Every text has a key that lasts (`source/wording.py`) and is looked up by it together with its words, so that a text
that was changed since is said as it stands now, and never by an old translation. Articles go block by block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, info
from socialscaffold.regex import regex
from socialscaffold.source.gate import Gate
from socialscaffold.source.wording import each_text
from socialscaffold.spec.po import read_catalogue
from socialscaffold.spec.program import Program
from socialscaffold.spec.quiz import Quiz
from socialscaffold.spec.region import Region
from socialscaffold.words.chain import ENGLISH, chain, is_english, is_pseudo, kin
from socialscaffold.words.pseudo import pseudo

FOLDER = "languages"
CODES = {
    "SS-LANG-001": "a language that the tool does not speak",
    "SS-LANG-002": "patterns that are not wholly translated",
    "SS-LANG-003": "a file of translations that can't be read",
    "SS-LANG-004": "texts of the program that are not translated",
    "SS-LANG-005": "a file of translations that is no XLIFF",
    "SS-LANG-006": "a translation with marks that were not in the text",
    "SS-LANG-007": "a region's language that nothing says the program in",
    "SS-LANG-008": "a region's words that a translation hides",
}
# The key of a word that regions replace: what a translation calls it.
TERM = "replace"
# What is no prose: what kind a channel is, where a cycle is discussed, and what only the review reads.
NOT_SAID = frozenset(("kind", "where", "review", "language", "reference"))
# The id of a question in a pattern, which stands in for it.
_ID = regex(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_LETTER = regex(r"[^\W\d_]{2}")
_BLOCKS = regex(r"(\n[ \t]*\n(?:[ \t]*\n)*)")


@dataclass(frozen=True, slots=True)
class Translation:
    """The program's texts in a language, by key and words; no language where nothing is to be translated.

    `file` is the one that they come from; empty where there is none, or none that can be read. `others` are those of
    English, which says what the language's own files lack. `terms` are what it calls the words that regions replace.
    """

    language: str = ""
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    file: str = ""
    others: Mapping[tuple[str, str], str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, text: str) -> str:
        """The text in this language, as it stands where it is not translated."""
        if not self.language or not is_said(text):
            return text
        if is_pseudo(self.language):
            return pseudo(text)
        unit = (key, text)
        return self.texts.get(unit) or self.others.get(unit, text)

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
    """The translations of a program into the language that a build asks for; empty where it is its own language.

    Every file of the language's chain is read, the nearest first: `nb-NO` says what it says otherwise than `nb`.
    """
    if not language or language.casefold() == program.language.casefold():
        return Translation(), ()
    if is_pseudo(language):
        return Translation(language), ()
    files = _files(gate, language)
    if not files and kin(language, program.language):
        return Translation(language), ()
    if not files:
        seen = f"Nothing beside the program says its own texts in `{language}`, so they stay as they are."
        hint = f"`socialscaffold texts extract --language {language}` writes a file for a translator."
        return Translation(language), (info("SS-LANG-004", seen, hint, program.at.of("language")),)
    texts: dict[tuple[str, str], str] = {}
    others: dict[tuple[str, str], str] = {}
    found: list[Diagnostic] = []
    for name in files:
        data, told = gate.read_bytes(name)
        said, wrong = _read(data, name) if data is not None else ({}, ())
        found += [*told, *wrong]
        english = name == f"{FOLDER}/{ENGLISH}.po" and not is_english(language)
        into = others if english else texts
        into |= {unit: words for unit, words in said.items() if unit not in into}
    terms = {word: words for (key, word), words in texts.items() if key == TERM}
    return Translation(language, texts, "" if found else files[0], others, terms), tuple(found)


def _files(gate: Gate, language: str) -> list[str]:
    """The files of a language's chain that are there, the nearest first; English last."""
    there = gate.files(FOLDER, ".po")
    return [name for one in chain(language) if (name := f"{FOLDER}/{one}.po") in there]


def language_here(gate: Gate, program: Program, overlay: Region | None) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The language of a region that is built alone, where the program can be said in it; None is the program's own."""
    theirs, ours = overlay.language if overlay else "", program.language
    if not theirs or theirs.casefold() == ours.casefold():
        return None, ()
    files = (one for one in _files(gate, theirs) if one != f"{FOLDER}/{ENGLISH}.po" or is_english(theirs))
    if kin(theirs, ours) or any(_begun(gate, one) for one in files):
        return theirs, ()
    seen = (
        f"Nothing beside the program says its texts in the region's language `{theirs}`, so the build speaks `{ours}`."
    )
    hint = (
        f"`socialscaffold texts extract --language {theirs}` writes a file for a translator; or ask for what there is"
        f" with `--language {theirs}`."
    )
    return None, (info("SS-LANG-007", seen, hint, program.at.of("language")),)


def _begun(gate: Gate, name: str) -> bool:
    """Whether a file translates anything yet; one that can't be read is told where it is read."""
    data, _ = gate.read_bytes(name)
    return data is None or any(_read(data, name))


def translated_into(gate: Gate, language: str) -> tuple[str, ...]:
    """Every text of the program in a region's language, as far as it has one there."""
    return tuple(
        words
        for name in _files(gate, language)
        if (data := gate.read_bytes(name)[0]) is not None
        for words in _read(data, name)[0].values()
    )


@cache
def _read(data: bytes, name: str) -> tuple[dict[tuple[str, str], str], tuple[Diagnostic, ...]]:
    """What a catalogue says for certain, by key and text."""
    found, told = read_catalogue(data, name)
    if found is None:
        return {}, told
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
    language = translation.file.removeprefix(f"{FOLDER}/").removesuffix(".po")
    hint = f"`socialscaffold texts extract --language {language}` writes them into a file for a translator."
    return (info("SS-LANG-004", seen, hint),)
