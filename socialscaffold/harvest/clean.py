"""A learner's text made harmless: no markup, no formula, nothing invisible, no address of a person."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

from socialscaffold.dataclass import dataclass
from socialscaffold.regex import regex

_HIDDEN = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_MARKUP = regex(r"<[!/?]?[A-Za-z][^<>]*>|<!--|<\?")
# What a spreadsheet would work out: `=…`, `@SUM(…)`, `+A1`, `-1+cmd|…`; a line that begins with a dash is a list.
_FORMULA = regex(r"=\s*\S|@\s*[A-Za-z]+\s*\(|[+-]\s*(?:[A-Za-z]+\s*\(|\$?[A-Z]{1,3}\$?\d+\b|[\d.]+\s*[+*/-].*\|)")
_MAIL = regex(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = regex(r"(?<![\w+])(?:\+|00|0)\d(?:[ ()/.-]{0,2}\d){7,13}(?!\w)")
_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")
_SILENT = ("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text and what was done to it: `markup` taken out, `people` (addresses, numbers) taken out."""

    text: str
    markup: bool = False
    people: bool = False


def clean(text: str) -> Cleaned:
    """The text with its line breaks and nothing in it that a page, a table or a terminal would obey."""
    markup = _MARKUP.search(text) is not None
    if markup:
        text = without_markup(text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    text = _HIDDEN.sub("", re.sub("[\u0085\u2028\u2029\x0b\x0c]", "\n", text))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    without = _PHONE.sub("[number]", _MAIL.sub("[address]", text))
    return Cleaned(without, markup, without != text)


def formula(text: str) -> bool:
    """Whether a spreadsheet would work a cell out instead of showing it."""
    return _FORMULA.match(text.lstrip()) is not None


def undone(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in ("=", "+", "-", "@") else cell


def without_markup(text: str) -> str:
    """The words of an HTML fragment, a block a line; what is never shown as words is left out."""
    reader = _Words()
    reader.feed(text)
    reader.close()
    words = "".join(reader.words)
    # What was escaped twice, or was never closed, is markup still: its brackets go.
    return re.sub(r"[<>]", " ", words) if _MARKUP.search(words) or re.search(r"<\s*[A-Za-z/!?]", words) else words


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)
