"""One answer as it came in, whatever file it stood in, and what is told of a place in such a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.marks import Span

COLUMNS = ("program", "region", "prompt", "learner", "text", "consent")
MOST_TOLD = 50
MOST_ROWS = 20_000
LONGEST = 4_000  # characters; a learner's page holds no more


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer. `learner` is what the file calls its writer (never kept as it is), `consent` is yes, no or ask.

    `program` is empty where the file doesn't say; `at` is the file, row and column.
    """

    program: str
    region: str
    prompt: str
    learner: str
    text: str
    consent: str
    at: Span


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name, what kind it is, the beginning of its SHA-256, and its answers."""

    name: str
    kind: str
    fingerprint: str
    entries: tuple[Entry, ...] = ()


class Told:
    """The findings of one file; of very many the first are told and the rest are counted.

    None holds a cell: answers and names are personal data.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Diagnostic] = []
        self._more = 0

    def at(self, row: int, column: int = 1) -> Span:
        """A place in this file, both counted from 1."""
        return Span(self.file, row, column, row, column + 1)

    def wrong(self, code: str, seen: str, hint: str, at: Span | None = None) -> None:
        """A row or a file that is left out."""
        self._add(Diagnostic(code, Severity.ERROR, seen, hint, at or Span(self.file)))

    def note(self, code: str, seen: str, hint: str, at: Span) -> None:
        """Something that was mended or is to be known; the row is kept."""
        self._add(Diagnostic(code, Severity.INFO, seen, hint, at))

    @property
    def full(self) -> bool:
        """Whether the next finding is only counted, so that nobody reads its hint."""
        return len(self._found) >= MOST_TOLD

    def _add(self, one: Diagnostic) -> None:
        if not self.full:
            self._found.append(one)
        else:
            self._more += 1

    def found(self) -> tuple[Diagnostic, ...]:
        """What was told."""
        if not self._more:
            return tuple(self._found)
        seen = f"{self._more:,} more findings in this file are not listed."
        last = Diagnostic("SS-HRV-012", Severity.ERROR, seen, "Mend those above and collect it again.", Span(self.file))
        return (*self._found, last)


def fingerprint(data: bytes) -> str:
    """The beginning of a file's SHA-256: enough to know it again, and no name."""
    return hashlib.sha256(data).hexdigest()[:16]


def consent_of(said: str) -> str | None:
    """yes, no, or ask where nothing is said; None for a word that is none of them."""
    word = said.strip().casefold()
    known: Iterable[tuple[str, tuple[str, ...]]] = (
        ("yes", ("yes", "y", "true", "1", "ja", "oui", "sí", "si", "x", "✓", "✔", "نعم")),
        ("no", ("no", "n", "false", "0", "nein", "non", "nei", "لا")),
        ("ask", ("", "ask", "yes / no", "?")),
    )
    return next((meant for meant, words in known if word in words), None)
