"""Edits of an author's file that leave every other byte as it was: comments, quotes, line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from socialscaffold.marks import Span

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class TextEdit:
    """`text` in place of the characters from `start` to before `end`, as indices of the file's own text."""

    start: int
    end: int
    text: str


class FileText:
    """One file as its bytes say it, with the way from a finding's place (lines and columns) to an index.

    Findings count lines by `\\n` and know nothing of a byte order mark or of `\\r\\n`.
    """

    def __init__(self, data: bytes) -> None:
        """Raises UnicodeDecodeError for what is not UTF-8."""
        self.text = data.decode("utf-8")
        self.newline = "\r\n" if "\r\n" in self.text else "\n"
        self.mark = len(_BOM) if self.text.startswith(_BOM) else 0
        self._starts = [0, *(hit.end() for hit in re.finditer("\n", self.text))]

    def index(self, line: int, column: int) -> int:
        """The index of a place; the end of the line or of the file where the place lies behind it."""
        if line > len(self._starts):
            return len(self.text)
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return min(start + column - 1 + (self.mark if line == 1 else 0), end)

    def stretch(self, span: Span) -> tuple[int, int]:
        """The indices of a span."""
        return self.index(span.line, span.column), self.index(span.end_line, span.end_column)

    def in_brackets(self, span: Span) -> bool:
        """Whether the list or mapping at a span is written in brackets or braces."""
        start = self.index(span.line, span.column)
        return self.text[start : start + 1] in ("[", "{")

    def line(self, index: int) -> tuple[int, int]:
        """Where the line around an index begins and ends (before its line end)."""
        start = self.text.rfind("\n", 0, index) + 1
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return (start or self.mark), end - (self.text[end - 1 : end] == "\r")

    def edited(self, edits: Iterable[TextEdit]) -> bytes:
        """The file with the edits made; of two that touch the same characters only the first is."""
        parts, at = [], 0
        for one in sorted(set(edits)):
            if one.start < at:
                continue
            parts += [self.text[at : one.start], one.text.replace("\n", self.newline)]
            at = one.end
        return "".join([*parts, self.text[at:]]).encode("utf-8")
