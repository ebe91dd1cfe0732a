"""The pages, styles and scripts of a package: what they ask of other servers, and which words the scripts know."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator

from socialscaffold.diagnostics import Diagnostic, error, info, warn
from socialscaffold.inspect.archive import Archive
from socialscaffold.marks import Span
from socialscaffold.regex import regex

_PAGES, _STYLES, _SCRIPTS = (".html", ".htm", ".xhtml"), (".css",), (".js", ".mjs")
_OUT = r"(?:https?:)?//[^\s\"'<>)]{3,}"
# What loads when a page opens. A link (<a href>) loads nothing.
_TAG = regex(
    r"(?i)<(script|img|iframe|frame|link|video|audio|source|track|embed|object|input)\b[^<>]{0,2000}?"
    rf"\s(?:src|href|data|poster)\s*=\s*[\"']?\s*({_OUT})"
)
_QUIET_LINK = regex(r"(?i)\brel\s*=\s*[\"']?(?:canonical|license|author|help|alternate|schema\.dc)\b")
_STYLE = regex(rf"(?i)(?:url\(\s*[\"']?|@import\s+[\"'])\s*({_OUT})")
_CALL = regex(
    r"(?:\b(?:fetch|importScripts|import|sendBeacon|EventSource|Worker|getScript|getJSON|loadScript)\s*\(\s*"
    r"|\.open\(\s*[\"'][A-Z]{3,7}[\"']\s*,\s*"
    r"|\bfrom\s+"
    r"|(?<!location)\.src\s*=\s*"
    r")[\"'`]((?:https?:|wss?:)?//[^\s\"'`<>)]{3,})"
)
_INLINE = regex(r"(?i)<(script|style)\b([^<>]{0,2000})>")
_SOURCED = regex(r"(?i)\ssrc\s*=")
_OWN_LIMIT = regex(r'"limit":\s*(\d{1,9})')


class Scripts:
    """What was read of a package's pages, styles and scripts.

    `partly` says that some were too large to be read, so that what is not found may still be there. `own_limit` is
    how many characters a learner's page of ours was built to keep, 0 for any other.
    """

    def __init__(self, archive: Archive) -> None:
        self.texts: dict[str, str] = {}
        self.own_limit = 0
        for name in archive.names:
            if name.lower().endswith((*_PAGES, *_STYLES, *_SCRIPTS)):
                data = archive.read(name)
                if data is not None:
                    self.texts[name] = data.decode("utf-8", "replace")
        self.partly = bool(archive.unread)
        for text in self.texts.values():
            at = text.find('id="learner-data"')
            found = _OWN_LIMIT.search(text, at) if at >= 0 else None
            self.own_limit = max(self.own_limit, int(found[1]) if found else 0)

    def says(self, *words: str) -> bool:
        """Whether any page or script holds one of these words."""
        texts = (text for name, text in self.texts.items() if not name.lower().endswith(_STYLES))
        return any(word in text for text in texts for word in words)

    def requests(self) -> Iterator[tuple[Span, str]]:
        """What loads from elsewhere when the package is opened: place and address."""
        for name, text in self.texts.items():
            kind = posixpath.splitext(name.lower())[1]
            found = _of_page(text) if kind in _PAGES else _of(text, _STYLE if kind in _STYLES else _CALL)
            lines: list[int] = []
            for at, url in found:
                lines = lines or [-1, *(hit.start() for hit in re.finditer("\n", text))]
                line = bisect_left(lines, at)
                column = at - lines[line - 1]
                yield Span(name, line, column, line, column + 1), url


def _of(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Where in a style or a script an address stands that loads, and the address."""
    if "//" in text:
        for hit in pattern.finditer(text):
            yield hit.start(), hit[1]


def _of_page(text: str) -> Iterator[tuple[int, str]]:
    """The same for a page, with the styles and scripts in it."""
    for hit in _TAG.finditer(text):
        end = text.find(">", hit.end(), hit.end() + 2000)
        if hit[1].lower() != "link" or not _QUIET_LINK.search(text, hit.start(), max(end, hit.end())):
            yield hit.start(), hit[2]
    at = 0
    while opening := _INLINE.search(text, at):
        tag = opening[1].lower()
        closing = re.compile(f"(?i)</{tag}").search(text, opening.end())
        at = closing.end() if closing else len(text)
        if tag == "style" or not _SOURCED.search(opening[2]):
            inner = text[opening.end() : at]
            for start, url in _of(inner, _STYLE if tag == "style" else _CALL):
                yield opening.end() + start, url


def check_requests(scripts: Scripts) -> Iterator[Diagnostic]:
    """One finding for each file and server that it asks, the first place named."""
    seen: dict[tuple[str, str], tuple[Span, str, int]] = {}
    for span, url in scripts.requests():
        server = url.split("/")[2].lower()
        first = seen.get((span.file, server), (span, url, 0))
        seen[span.file, server] = (*first[:2], first[2] + 1)
    hint = (
        "It is missing offline, an LMS with a strict policy blocks it, and the other server learns who reads. Put a "
        "copy into the package."
    )
    for (name, server), (span, url, times) in seen.items():
        more = f" ({times} times)" if times > 1 else ""
        plain = " It is not encrypted, so browsers refuse it." if url.startswith("http:") else ""
        message = f"`{name}` loads from {server}{more}.{plain}"
        yield warn("SS-PKG-051", message, hint, span)


def check_unread(archive: Archive) -> Iterator[Diagnostic]:
    """What could not be looked into: too large, which is a note, or damaged."""
    for name in dict.fromkeys(archive.damaged):
        hint = "An LMS will stop here or show nothing. Export the package again."
        yield error("SS-PKG-034", f"`{name}` is damaged, or not as long as the archive says.", hint)
    if archive.unread:
        many = len(archive.unread)
        what = f"`{archive.unread[0]}` is" if many == 1 else f"{many} files, such as `{archive.unread[0]}`, are"
        hint = "Everything else was. What was not found could still be in there, so nothing is said about it."
        yield info("SS-PKG-060", f"{what} too large to be looked into.", hint)
