"""The programs that are open in an editor: what is wrong with them, and what stands where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from socialscaffold.compiler import check
from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.edit.fix.mends import edits_for
from socialscaffold.edit.text import FileText, TextEdit
from socialscaffold.editor import language
from socialscaffold.editor.names import Names, names_in
from socialscaffold.editor.place import ITEM, Place, place_at, word_at
from socialscaffold.marks import Span
from socialscaffold.patterns.library import SHELVES, Own, ids
from socialscaffold.patterns.pattern import LEVELS
from socialscaffold.regex import regex
from socialscaffold.review.catalogue import entry
from socialscaffold.review.explain import markdown
from socialscaffold.source.gate import Gate
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.schema import FILES

_PROGRAM = regex(r"^socialscaffold[ ]*:", re.MULTILINE)
_QUIZ = regex(r"^socialscaffold-quiz[ ]*:", re.MULTILINE)
_FOLDERS = {"regions": "region", "cohorts": "cohort"}
_FARTHEST = 4  # folders between a file of a program and its program.yaml


@dataclass(frozen=True, slots=True)
class Home:
    """The program that a file belongs to: its folder, the name of its own file, and the file's path below it.

    `kind` says what the file is: one of `schema.FILES`, a shelf of patterns, or empty for any other file.
    """

    root: Path
    program: str
    path: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that may stand at the cursor. `key` says that it is a key, `about` what it is, as Markdown."""

    word: str
    key: bool
    about: str = ""


class Session:
    """Open files by their paths on disk, and the last names of each program, for while it can't be read."""

    def __init__(self) -> None:
        self.open: dict[Path, str] = {}
        self._found: dict[Path, tuple[Diagnostic, ...]] = {}
        self._names: dict[Path, Names] = {}

    def home(self, file: Path) -> Home | None:
        """The program of a file; None where there is none around it."""
        if not file.is_absolute():  # not on a disk
            return None
        text = self.open.get(file, "")
        if file.suffix in (".yaml", ".yml") and (file.name == "program.yaml" or _PROGRAM.search(text)):
            return Home(file.parent, file.name, file.name, "program")
        for folder in list(file.parents)[:_FARTHEST]:
            if (folder / "program.yaml").is_file() or folder / "program.yaml" in self.open:
                home = Home(folder, "program.yaml", file.relative_to(folder).as_posix())
                return replace(home, kind=self._kind(home, text))
        return None

    def _kind(self, home: Home, text: str) -> str:
        """What a file is by its place; a quiz may lie anywhere, and is one by its first key or as the program's."""
        folder, _, name = home.path.rpartition("/")
        if not name.endswith((".yaml", ".yml")):
            return ""
        if folder in _FOLDERS:
            return _FOLDERS[folder]
        names = self.names(home)
        if _QUIZ.search(text) or home.path in names.get("quiz", {}):
            return "quiz"
        owned = (f"{posixpath.normpath(one)}/{shelf.name}" for one in names.get("patterns", {}) for shelf in SHELVES)
        return folder.rpartition("/")[2] if folder in owned else ""

    def look(self, home: Home) -> dict[str, list[Diagnostic]]:
        """Check a program as it stands in the editor: the findings of each of its files by path."""
        gate = Gate(home.root, self._changed(home.root))
        cohort = Path(home.path).stem if home.kind == "cohort" else None
        found = check(gate, home.program, cohort).found
        self._found[home.root] = found
        self.names(home)
        told: dict[str, list[Diagnostic]] = {}
        for one in found:
            told.setdefault(one.span.file if one.span and one.span.file else home.program, []).append(one)
        return told

    def names(self, home: Home) -> Names:
        """The ids of a program; those of a moment ago while it can't be read."""
        data, _ = Gate(home.root, self._changed(home.root)).read_bytes(home.program)
        root, _ = read_yaml(data or b"", home.program)
        if root is not None:
            self._names[home.root] = names_in(root)
        return self._names.get(home.root, {})

    def hover(self, home: Home, line: int, column: int) -> str:
        """What is said about a place, as Markdown: its key, or what its id means, then the page of each finding."""
        text = self._text(home)
        word, _, end = word_at(text, line, column)
        place = place_at(text, line, end)
        parts: list[str] = []
        path: tuple[str, ...] = ()
        if home.kind and word and not place.value:
            path = (*place.path, place.typed)
        elif home.kind:
            path = place.path
        known = language.at_path(home.kind, path) if path and path[-1] != ITEM else None
        if known is not None and known.get("description"):
            parts.append(language.sentence(path[-1], known))
        here = [one.code for one in self.findings(home) if one.span and _covers(one.span, line, column)]
        for code in dict.fromkeys(here):
            page = entry(code)
            if page is not None:
                parts.append(markdown(page).rstrip("\n"))
        return "\n\n---\n\n".join(parts)

    def proposals(self, home: Home, line: int, column: int) -> list[Proposal]:
        """What may stand at the cursor: keys that are not there yet, choices, ids of this program, patterns."""
        if not home.kind:
            return []
        place = place_at(self._text(home), line, column)
        here = language.at_path(home.kind, place.path)
        made: list[Proposal] = []
        if not place.value or place.path[-1:] == (ITEM,):
            made += [Proposal(name, True, language.sentence(name, one)) for name, one in language.keys(here).items()]
        if place.value or place.path[-1:] == (ITEM,):
            made += [Proposal(one, False) for one in language.values(here)]
            made += self._ids(home, place)
        return [one for one in made if one.word.startswith(place.typed)]

    def _ids(self, home: Home, place: Place) -> list[Proposal]:
        if home.kind not in FILES:
            return []
        kind, shelf = language.named_at(place.path), language.shelf_at(place.path)
        names = self.names(home)
        named = names.get(kind, {}) or (LEVELS if kind == "level" else ())
        made = [Proposal(name, False, f"{kind.capitalize()} of this program") for name in named]
        if shelf is None:
            return made
        own = self._own(home)
        for name in ids(shelf, own):
            mine = own is not None and own.gate.inside(own.path(shelf.name, name))
            made.append(Proposal(name, False, f"Pattern of {'this program' if mine else 'the library'}"))
        return made

    def _own(self, home: Home) -> Own | None:
        """The program's own patterns, where it has some."""
        folder = next(iter(self.names(home).get("patterns", {})), "")
        return Own(Gate(home.root, self._changed(home.root)), folder) if folder else None

    def definition(self, home: Home, line: int, column: int) -> Span | None:
        """Where the id under the cursor is given, or the file that is named there."""
        text = self._text(home)
        word, _, end = word_at(text, line, column)
        place = place_at(text, line, end)
        if not word or not place.value:
            return None
        if found := self.names(home).get(language.named_at(place.path), {}).get(word):
            return found
        shelf, own = language.shelf_at(place.path), self._own(home)
        if shelf is not None and own is not None and own.gate.inside(own.path(shelf.name, word)):
            return Span(own.path(shelf.name, word))
        if "." in word and Gate(home.root, self._changed(home.root)).inside(word):
            return Span(word)
        return None

    def mends(self, home: Home, first: int, last: int) -> list[tuple[Diagnostic, FileText, list[TextEdit]]]:
        """The findings of a file between two lines (from 0) that can be mended, with the edits that would do it."""
        file = FileText(self._text(home).encode())
        made = []
        for one in self.findings(home):
            if one.span is None or one.span.line - 1 > last or one.span.end_line - 1 < first:
                continue
            if edits := [edit for edit in edits_for(one, file) if file.text[edit.start : edit.end] != edit.text]:
                made.append((one, file, edits))
        return made

    def findings(self, home: Home) -> list[Diagnostic]:
        """What the last look found in a file."""
        return [one for one in self._found.get(home.root, ()) if one.span and one.span.file == home.path]

    def _text(self, home: Home) -> str:
        return self.open.get(home.root / home.path, "")

    def _changed(self, root: Path) -> Mapping[str, bytes]:
        return {
            file.relative_to(root).as_posix(): text.encode("utf-8", "replace")
            for file, text in self.open.items()
            if file.is_relative_to(root)
        }


def _covers(span: Span, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line + 1, column + 1) <= (span.end_line, max(span.end_column, span.column + 1))
