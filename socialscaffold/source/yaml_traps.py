"""What YAML reads gladly and an author did not mean, or the spec does not allow: one finding each."""

from __future__ import annotations

from socialscaffold.diagnostics import Diagnostic, Severity, error, warn
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.nodes import Scalar
from socialscaffold.source.text import FORBIDDEN, name_of

CODES = {
    "SS-YAML-010": "the file is empty",
    "SS-YAML-011": "the file is too large",
    "SS-YAML-012": "too many values, or too deep",
    "SS-YAML-013": "a key stands twice in one mapping",
    "SS-YAML-014": "a key is a list or a mapping",
    "SS-YAML-015": "an anchor, an alias or a merge key",
    "SS-YAML-016": "a tag",
    "SS-YAML-017": "several documents in one file",
    "SS-YAML-018": "an escape in double quotes stands for a forbidden character",
    "SS-YAML-019": "YAML can't be read, cause unknown",
    "SS-YAML-020": "a quote is not closed",
    "SS-YAML-021": "a tab in the indentation",
    "SS-YAML-022": "an unknown escape in double quotes",
    "SS-YAML-023": "an unquoted text begins with a character that YAML keeps for itself",
    "SS-YAML-024": "something stands behind `|` or `>`",
    "SS-YAML-025": "a bracket is not closed, or one too many",
    "SS-YAML-026": "a comma is missing inside brackets",
    "SS-YAML-027": "the indentation fits nothing",
    "SS-YAML-028": "a second colon in an unquoted value",
    "SS-YAML-029": "a line that is neither key nor text",
    "SS-YAML-030": "no space after a key's colon",
    "SS-YAML-031": "text goes on after its closing quote",
    "SS-YAML-032": "a comma cut a sentence inside braces",
    "SS-YAML-033": "an unquoted placeholder is read as a mapping",
    "SS-YAML-034": "` #` cut an unquoted text: the rest is a comment",
    "SS-YAML-035": "an invisible space in a key",
    "SS-YAML-036": "reading stopped: too many mistakes in one file",
}

# Told inside braces that turn out to be the beginning of a sentence, these are no mistakes of their own.
IN_BRACES = ("SS-YAML-014", "SS-YAML-030", "SS-YAML-032", "SS-YAML-033")

_INVISIBLE = regex("[\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000]")
_GLUED_KEY = regex(r"([a-z][a-z0-9-]*):(?!//)\S")
_PLACEHOLDER = regex(r"region|fact:[\w-]+")
_LONGEST = 60


def empty(text: str, file: str) -> Diagnostic:
    """A file without a value."""
    return error(
        "SS-YAML-010",
        "The file holds nothing but comments." if text.strip() else "The file is empty.",
        "Write at least its first keys; `socialscaffold new` makes a file to begin with.",
        Span(file),
    )


def too_large(size: int, limit: int, fast: bool, file: str) -> Diagnostic:
    """`size` and `limit` in bytes; `fast` says which parser set the limit."""
    hint = "Split it: texts go into Markdown files beside it."
    if not fast:
        hint += " (PyYAML's fast parser, which may read 1,024 KiB, is missing here.)"
    return error("SS-YAML-011", f"The file has {size // 1024:,} KiB; {limit // 1024:,} may be read.", hint, Span(file))


def too_much(message: str, span: Span) -> Diagnostic:
    """More values, or deeper ones, than a spec needs."""
    return error("SS-YAML-012", message, "Is a bracket or a line repeated by accident? Otherwise split the file.", span)


def stopped(limit: int, span: Span) -> Diagnostic:
    """Reading ended after `limit` mistakes."""
    return Diagnostic(
        "SS-YAML-036",
        Severity.ERROR,
        f"After {limit} mistakes, reading this file stopped here.",
        "Mend those above first.",
        span,
    )


def duplicate(key: Scalar, first: Span) -> Diagnostic:
    """`key` stands twice; `first` is where it stood before."""
    return error(
        "SS-YAML-013",
        f"The key `{key.text[:_LONGEST]}` stands twice here, first on line {first.line} (column {first.column}).",
        "Keep one of them; for several values write a list under one key.",
        key.span,
    )


def not_a_word(span: Span) -> Diagnostic:
    """A list or mapping as a key."""
    return error(
        "SS-YAML-014",
        "A key must be one word; here it is a list or a mapping in brackets.",
        "Put the text in quotes if it should begin with a bracket.",
        span,
    )


def merge_key(span: Span) -> Diagnostic:
    """The key `<<`."""
    return error("SS-YAML-015", "`<<` (a merge key) is not read here.", "Write the keys out where they belong.", span)


def anchor(name: str, span: Span) -> Diagnostic:
    """`&name` before a value."""
    return error(
        "SS-YAML-015",
        f"`&{name[:_LONGEST]}` names a piece of YAML to be used again; that is not read here.",
        "If the text should begin with `&`, put the whole text in quotes; otherwise delete it.",
        span,
    )


def alias(name: str, span: Span) -> Diagnostic:
    """`*name` instead of a value."""
    return error(
        "SS-YAML-015",
        f"`*{name[:_LONGEST]}` asks for another piece of YAML; that is not read here.",
        "If the text should begin with `*`, put the whole text in quotes; otherwise write the value out.",
        span,
    )


def tag(written: str, span: Span) -> Diagnostic:
    """`!written` before a value."""
    return error(
        "SS-YAML-016",
        f"`{written[:_LONGEST] or '!'}` is read as a YAML tag, because of the `!` at its beginning.",
        "If the text should begin with `!`, put the whole text in quotes; otherwise delete it.",
        span,
    )


def second_document(span: Span) -> Diagnostic:
    """`---` in the middle of a file."""
    return error(
        "SS-YAML-017",
        "`---` begins a second document in this file; only the first is read.",
        "Delete the line, or put what follows into a file of its own.",
        span,
    )


def forbidden_escape(text: str, span: Span) -> Diagnostic | None:
    """An escape that stands for a character which no text should hold."""
    if (hit := FORBIDDEN.search(text)) is None:
        return None
    return error(
        "SS-YAML-018",
        f"An escape in this text stands for {name_of(hit[0])}.",
        "Delete it; use `\\n` for a new line.",
        span,
    )


def comment_cut(word: str, span: Span) -> Diagnostic:
    """` #word` behind an unquoted text."""
    return warn(
        "SS-YAML-034",
        f"The text ends before `{word[:_LONGEST]}`: a # after a space begins a comment.",
        "Put the whole text in quotes; or, if a comment is meant, write a space behind the #.",
        span,
    )


def invisible(key: Scalar) -> Diagnostic | None:
    """A space in `key` that looks like the plain one, or like nothing."""
    if key.text.isascii() or (hit := _INVISIBLE.search(key.text)) is None:
        return None
    return error(
        "SS-YAML-035",
        f"An invisible or special space (U+{ord(hit[0]):04X}) stands in or before this key.",
        "Delete it and type plain spaces; it often comes along when text is copied from a web page.",
        key.span,
    )


def glued(value: Scalar) -> Diagnostic | None:
    """A text on a line of its own that looks like `key:value`."""
    if (hit := _GLUED_KEY.match(value.text)) is None:
        return None
    return error(
        "SS-YAML-030",
        f"After `{hit[1]}:` a space is missing, so this is read as one text.",
        f"Write `{hit[1]}: ` with a space behind the colon.",
        value.span,
    )


def no_value(key: Scalar, before: str | None, alone: bool) -> Diagnostic:
    """A key in braces without colon and value: `before` is the key whose text it cut, `alone` says that
    nothing else stands in the braces."""
    written = key.text[:_LONGEST]
    if alone and not _PLACEHOLDER.fullmatch(key.text) and _GLUED_KEY.match(key.text):
        return error(
            "SS-YAML-030",
            f"In `{{{written}}}` a space is missing after the colon.",
            "Write `key: value` with a space behind the colon.",
            key.span,
        )
    if alone:
        return error(
            "SS-YAML-033",
            f"`{{{written}}}` without quotes is read as a mapping, not as text.",
            "Put the whole text in quotes.",
            key.span,
        )
    if before is None:
        return error(
            "SS-YAML-032",
            f"`{written}` stands in braces without a value.",
            "Write `key: value`; a plain list is written in square brackets: [a, b].",
            key.span,
        )
    return error(
        "SS-YAML-032",
        f"A comma cut the text of `{before[:_LONGEST]}`: what follows it, `{written}`, is read as a key.",
        "Write this item in block style, one key a line without braces; or put the whole text in quotes.",
        key.span,
    )
