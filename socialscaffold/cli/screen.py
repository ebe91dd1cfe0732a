"""Findings as people and programs read them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.regex import regex
from socialscaffold.source.text import is_clear

_COLOURS = {Severity.ERROR: "31", Severity.WARN: "33", Severity.INFO: "36"}
_ESCAPES = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# The same but for our own colours, over everything that is printed: a title stands in more places than findings.
_OBEYED = regex("\x1b(?!\\[[0-9;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WIDEST = 100


def as_text(
    found: Iterable[Diagnostic],
    texts: Mapping[str, str],
    *,
    colour: bool,
    width: int = 0,
    bases: Mapping[str, str] | None = None,
) -> str:
    """Each finding with its place, its line and a caret, then what would be right, and what stands behind its rule
    (`bases`, by code).

    Lines are broken between words at `width` columns; 0 breaks none.
    """
    return "\n\n".join(_block(one, texts, colour, width, (bases or {}).get(one.code, "")) for one in found)


def tell(found: Iterable[Diagnostic], texts: Mapping[str, str], bases: Mapping[str, str] | None = None) -> None:
    """Print findings in colours and lines that fit, where a terminal reads them."""
    say(as_text(found, texts, colour=coloured(sys.stdout), width=columns(sys.stdout), bases=bases))


def brief(found: Iterable[Diagnostic], *, colour: bool, width: int = 0) -> list[str]:
    """Each finding in a line or two, without its place: for where the place is plain."""
    lines = []
    for one in found:
        word = one.severity.word
        first, *more = _broken(f"  {word} {one.code}: {clean(one.message)}", width, "    ")
        if colour:
            first = first.replace(word, f"\x1b[1;{_COLOURS[one.severity]}m{word}\x1b[0m", 1)
        lines += [first, *more]
    return lines


def _block(one: Diagnostic, texts: Mapping[str, str], colour: bool, width: int, basis: str) -> str:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    unpainted = len(one.severity.word)
    word = paint(one.severity.word, f"1;{_COLOURS[one.severity]}")
    first, *more = _broken(f"{'-' * unpainted} {one.code}: {clean(one.message)}", width, "  ")
    lines = [f"{word}{first[unpainted:]}", *more]
    span = one.span
    if span and span.file:
        lines.append(f"  {clean(span.file)}:{span.line}:{span.column}")
        rows = texts.get(span.file, "").split("\n")
        if 0 < span.line <= len(rows) and rows[span.line - 1].strip():
            lines += _excerpt(rows[span.line - 1], span.line, span.column, _end(one), width)
    if one.hint:
        first, *more = _broken(f"  → {clean(one.hint)}", width, "    ")
        lines += [first.replace("→", paint("→", "32"), 1), *more]
    if basis:
        lines += [paint(line, "2") for line in _broken(f"  {basis}", width, "  ")]
    return "\n".join(lines)


def _end(one: Diagnostic) -> int:
    span = one.span
    return span.end_column if span and span.end_line == span.line else 0


def _excerpt(row: str, number: int, column: int, end: int, width: int) -> list[str]:
    margin = f"  {number} | "
    widest = min(_WIDEST, max(20, width - len(margin))) if width else _WIDEST
    start = max(0, column - 1 - widest // 2) if len(row) > widest else 0
    shown = clean(row[start : start + widest].replace("\t", " "))
    carets = max(1, min(end, start + widest + 1) - column) if end > column else 1
    return [f"{margin}{shown}", " " * (len(margin) - 2) + "| " + " " * (column - 1 - start) + "^" * carets]


def _broken(line: str, width: int, indent: str) -> list[str]:
    """The line broken between words; a word that is longer than the screen stays whole, so that it can be copied."""
    if not width or len(line) <= width:
        return [line]
    from textwrap import wrap

    return wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [line]


def fitted(text: str, indent: str = "", *, to_error: bool = False) -> str:
    """Lines of prose, broken between words where a terminal reads them; what is broken off stands at `indent`."""
    width = columns(sys.stderr if to_error else sys.stdout)
    return "\n".join(part for line in text.split("\n") for part in _broken(line, width, indent))


def paragraph(text: str, indent: str = "", *, to_error: bool = False) -> None:
    """Print a sentence in lines that fit the terminal, at its blanks; whole where no terminal is."""
    say(fitted(text, indent, to_error=to_error), to_error=to_error)


def clean(text: str) -> str:
    """Text without anything that a terminal would obey."""
    return text if text.isprintable() else _ESCAPES.sub("�", text)


def summary(found: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`."""
    counts: dict[Severity, int] = {}
    for one in found:
        counts[one.severity] = counts.get(one.severity, 0) + 1
    parts = []
    for severity in Severity:
        if count := counts.get(severity):
            parts.append(f"{count} {severity.word}{'s' if count > 1 else ''}")
    return ", ".join(parts)


def coloured(stream: object) -> bool:
    """Whether to paint: a terminal, and NO_COLOR not set."""
    return bool(getattr(stream, "isatty", lambda: False)()) and "NO_COLOR" not in os.environ


def columns(stream: object) -> int:
    """How many columns a terminal has; 0 for a file or a pipe, where no line is broken."""
    if not getattr(stream, "isatty", lambda: False)():
        return 0
    from shutil import get_terminal_size

    return max(40, get_terminal_size().columns)


class NobodyReads(Exception):
    """The output can't be written: its reader has gone, or its disk is full."""


def say(text: str = "", *, to_error: bool = False) -> None:
    """Print at once, whatever the terminal's encoding. Raises NobodyReads."""
    stream = sys.stderr if to_error else sys.stdout
    if stream is None:  # closed by whoever called us: the exit code says what it can
        return
    text = text if is_clear(text) else _OBEYED.sub("�", text)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except OSError as gone:
        raise NobodyReads from gone
