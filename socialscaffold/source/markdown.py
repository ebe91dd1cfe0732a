"""An author's Markdown -> an `Article` whose HTML is safe by itself.

No HTML of the author's passes, links go through `urls`, pictures through the gate. What was refused is told
and printed as plain text, so that the rest of the page still stands.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error, warn
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.gate import Gate
from socialscaffold.source.names import problem as name_problem
from socialscaffold.source.tokens import Token, escape, parse, parse_line, render
from socialscaffold.source.urls import is_external, safe_url

CODES = {
    "SS-MD-001": "raw HTML in Markdown",
    "SS-MD-002": "a link whose address is not allowed",
    "SS-MD-003": "a picture that is missing or can't be used",
    "SS-MD-004": "the text is too long, or too tangled to be read quickly",
    "SS-MD-005": "a second title (#) in one text",
    "SS-MD-006": "front matter, which is not read",
    "SS-A11Y-001": "a picture without a description",
    "SS-A11Y-002": "a heading level is skipped",
    "SS-A11Y-003": "a heading without words",
    "SS-A11Y-004": "a link without words",
}

# By measurement: hostile text of this size takes at most 0.7 s. 10,000 words are fifty minutes' reading.
MAX_BYTES = 64 * 1024
MAX_PICTURE = 10 * 1024 * 1024
# Brackets and stars cost the parser their square, paragraph by paragraph.
_MAX_BRACKETS_IN_ALL = 2_000
_MAX_BRACKETS = 300
_MAX_STARS = 3_000
_MAX_LINES = 5_000
_LONGEST_LINE = 20 * 1024

_BLANK_LINE = regex(r"\n[ \t>]*\n")
_COMMENT = regex(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)
_FRONT_MATTER = regex(r"---\n(?:(?!---\n)[^\n]*\n){0,100}---(?:\n|$)")
_WORD = regex(r"[^\W_]+(?:['’.-][^\W_]+)*")
# Signs of print that are no letters, so that a text in a western language can be counted byte by byte.
_SIGNS = (("’", "'"), ("‘", " "), ("“", " "), ("”", " "), ("„", " "), ("–", " "), ("—", " "), ("…", " "), ("•", " "))


@dataclass(frozen=True, slots=True)
class Article:
    """One text, ready to stand in a page.

    `title` is its first-level heading as plain text ("" where there is none), which `html` leaves out.
    `words` counts what a reader reads. `pictures` are paths from the program's folder; `headings` are (level,
    text) as they stand in `html`; `links` are the addresses behind its links, in order.
    """

    title: str
    html: str
    words: int
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]


def read_article(
    text: str, file: str, gate: Gate, *, level: int = 2, pictures_at: str = ""
) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article in `text`, which was read from `file`.

    `level` is the level that a `##` heading gets in the page; deeper ones follow. `pictures_at` is put before
    the path of each picture in `src`. Paths in the text count from its own folder. After an error the article
    holds what could be read.
    """
    if problem := _too_tangled(text, MAX_BYTES):
        blank = Article("", "", 0, (), (), ())
        hint = "Split it into two activities; people read better in steps."
        return blank, (error("SS-MD-004", problem, hint, Span(file)),)
    page = _Page(text, file, gate, level, pictures_at)
    if front := _FRONT_MATTER.match(text):
        message = "The lines between `---` at the beginning are not read."
        page.tell(warn("SS-MD-006", message, "Delete them; the spec says what they would.", page.span(1)))
        text = "\n" * front[0].count("\n") + text[front.end() :]
    html = render(page.blocks(parse(text)))
    article = Article(
        page.title,
        html,
        count_words(" ".join(page.words)),
        tuple(page.links),
        tuple(dict.fromkeys(page.pictures)),
        tuple(page.headings),
    )
    return article, tuple(page.found)


def inline(text: str) -> str:
    """The HTML of a one-line field: emphasis, code and safe links; everything else is printed as written."""
    if _too_tangled(text, _LONGEST_LINE):
        return escape(text)
    return render(_Page(text, "", None, 2, "").line(parse_line(text)))


def count_words(text: str) -> int:
    """How many words a reader reads; two letters count as one in scripts without spaces (Chinese, Thai)."""
    letters = 0
    for sign, plain in _SIGNS if not text.isascii() else ():
        text = text.replace(sign, plain)
    try:
        # Joined words stand as one, and what still joins nothing parts them.
        return len(text.encode("latin-1").translate(_letters()).replace(b"-a", b"a").replace(b"-", b" ").split())
    except UnicodeEncodeError:
        pass
    if max(text, default="") >= "\u0e00":
        text, letters = _without_spaces().subn(" ", text)
    # No word goes over a space, and most of what stands between two is one word, often again.
    words = sum(
        times * (1 if piece.isalpha() else len(_WORD.findall(piece))) for piece, times in Counter(text.split()).items()
    )
    return words + (letters + 1) // 2


@cache
def _letters() -> bytes:
    """What each letter of western languages counts as: part of a word (`a`), a join within one (`-`), or a gap."""
    joins = "'.-"
    return bytes(ord("-" if chr(one) in joins else "a" if chr(one).isalnum() else " ") for one in range(256))


@cache
def _without_spaces() -> re.Pattern[str]:
    """The letters of scripts that put no spaces between words; so many of them take their time to compile."""
    return re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def _too_tangled(text: str, limit: int) -> str | None:
    if len(text.encode("utf-8", "replace")) > limit:
        return f"The text is longer than {limit // 1024} KiB (some {limit // 6500 * 1000:,} words)."
    if text.count("\n") > _MAX_LINES:
        return f"The text has more than {_MAX_LINES:,} lines."
    if text.count("[") > _MAX_BRACKETS_IN_ALL:
        return f"The text holds more than {_MAX_BRACKETS_IN_ALL:,} brackets."
    if text.count("[") > _MAX_BRACKETS or text.count("*") + text.count("_") > _MAX_STARS:
        for paragraph in _BLANK_LINE.split(text):
            if paragraph.count("[") > _MAX_BRACKETS or len(re.findall(r"[*_]", paragraph)) > _MAX_STARS:
                return f"One paragraph holds more than {_MAX_BRACKETS} brackets, or {_MAX_STARS:,} stars."
    return None


class _Page:
    """One pass over the tokens of one text: what is safe stays, what isn't becomes text and a finding."""

    def __init__(self, text: str, file: str, gate: Gate | None, level: int, pictures_at: str) -> None:
        self.source = text.split("\n")
        self.file, self.gate, self.level, self.pictures_at = file, gate, level, pictures_at
        self.title = ""
        self.titled = False
        self.above = (1, level - 1)
        self.found: list[Diagnostic] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.headings: list[tuple[int, str]] = []

    def tell(self, one: Diagnostic) -> None:
        if len(self.found) < 100:
            self.found.append(one)

    def span(self, line: int, part: str = "") -> Span:
        """The place of `part` in `line`, or the whole line where it can't be found."""
        line = max(1, min(line, len(self.source)))
        words = self.source[line - 1]
        part = part.split("\n")[0]
        at = words.find(part) if part else -1
        if at < 0:
            return Span(self.file, line, 1, line, len(words) + 1)
        return Span(self.file, line, at + 1, line, at + 1 + len(part))

    def blocks(self, tokens: list[Token]) -> list[Token]:
        kept: list[Token] = []
        skip_until = ""
        for number, token in enumerate(tokens):
            if skip_until:
                if token.type == skip_until:
                    skip_until = ""
                continue
            if token.type == "heading_open":
                if not self._heading(token, tokens[number + 1], tokens[number + 2]):
                    skip_until = "heading_close"
                    continue
            elif token.type == "inline":
                token.children = self.line(token.children)
                self.words.append(_plain(token.children))
            elif token.type == "html_block":
                if not self._html(token):
                    continue
            elif token.type == "fence":
                self.words.append(token.content)
            elif token.type == "th_open":
                token.attrs["scope"] = "col"
            kept.append(token)
        return kept

    def _heading(self, opening: Token, words: Token, closing: Token) -> bool:
        """Sets the heading's level in the page; false where it doesn't belong into the page's HTML."""
        written = int(opening.tag[1])
        line = opening.line
        text = " ".join(_plain(words.children).split())
        if not text:
            message = "A heading has no words."
            self.tell(warn("SS-A11Y-003", message, "Write some behind the #, or delete it.", self.span(line)))
            return False
        if written == 1:
            if not self.titled:
                self.titled, self.title = True, text
                self.line(words.children)
                self.words.append(text)
                return False
            message = "A second title (#) stands in this text."
            self.tell(warn("SS-MD-005", message, "Write it with ##: a text has one title.", self.span(line)))
            written = 2
        before, before_out = self.above
        if written > before + 1:
            self.tell(
                warn(
                    "SS-A11Y-002",
                    f"This heading has {written} #, the one above it {before}: a level is skipped.",
                    f"Write it with {'#' * (before + 1)}, so that people who hear the page find their way.",
                    self.span(line),
                )
            )
        out = min(6, self.level + written - 2, before_out + 1)
        self.above = (written, out)
        opening.tag = closing.tag = f"h{out}"
        self.headings.append((out, text))
        return True

    def _html(self, token: Token) -> bool:
        """Author's HTML is told, and prints as plain text; false for a comment, which is left out."""
        if _COMMENT.fullmatch(token.content):
            return False
        shown = token.content.strip()
        self.tell(
            error(
                "SS-MD-001",
                f"`{shown.splitlines()[0][:60] if shown else ''}` is HTML, which is not read here.",
                "Write it in Markdown; to show the characters themselves, put them in `backticks`.",
                self.span(token.line, shown),
            )
        )
        return True

    def line(self, children: list[Token]) -> list[Token]:
        """The inline tokens of one paragraph."""
        kept: list[Token] = []
        dropped: list[bool] = []
        for number, token in enumerate(children):
            if token.type == "link_open":
                safe = self._link(token, children[number + 1 :])
                dropped.append(not safe)
                if not safe:
                    continue
            elif token.type == "link_close":
                if dropped and dropped.pop():
                    continue
            elif token.type == "html_inline":
                if not self._html(token):
                    continue
            elif token.type == "image":
                token = self._picture(token)
            kept.append(token)
        return kept

    def _link(self, token: Token, rest: Iterable[Token]) -> bool:
        written, line = token.attrs["href"], token.line
        if safe_url(written) is None:
            self.tell(
                error(
                    "SS-MD-002",
                    f"A link leads to `{_shown(written)}`, which is not allowed.",
                    "Links begin with https://, http://, mailto: or tel:. Name other activities by title.",
                    self.span(line, written),
                )
            )
            return False
        words: list[Token] = []
        for one in rest:
            if one.type == "link_close":
                break
            words.append(one)
        if not _plain(words).strip():
            message = f"The link to `{_shown(written)}` has no words."
            self.tell(error("SS-A11Y-004", message, "Write them: [what it is](address).", self.span(line, written)))
            return False
        self.links.append(written)
        token.attrs["rel"] = "noopener"
        if is_external(written):
            token.attrs["target"] = "_blank"
        return True

    def _picture(self, token: Token) -> Token:
        written = token.attrs["src"]
        alt = " ".join(_plain(token.children).split())
        span = self.span(token.line, written)
        if not alt:
            self.tell(
                error(
                    "SS-A11Y-001",
                    f"The picture `{_shown(written)}` has no description.",
                    "Say in the square brackets what it shows: ![Two chargers at a motorway](chargers.png).",
                    span,
                )
            )
        plain = Token("text", "", f"[{alt}]" if alt else "", token.line)
        path = self._path(written, span)
        if path is None or self.gate is None:
            return plain
        if wrong := name_problem(path):
            hint = "Rename the file with letters from a to z, digits, - and _: so every machine and LMS reads it alike."
            self.tell(error("SS-MD-003", f"The picture `{_shown(path)}` {wrong}.", hint, span))
            return plain
        data, found = self.gate.read_bytes(path, span, MAX_PICTURE)
        for one in found:
            self.tell(one)
        if data is None:
            return plain
        from socialscaffold.source.svg import picture_problem  # few texts have pictures

        if problem := picture_problem(data, path):
            hint = "Use a PNG, JPEG, GIF or WebP, or an SVG saved as “plain SVG”."
            self.tell(error("SS-MD-003", f"The picture `{_shown(path)}` {problem}.", hint, span))
            return plain
        self.pictures.append(path)
        token.attrs["src"] = self.pictures_at + path
        token.attrs["alt"] = alt
        return token

    def _path(self, written: str, span: Span) -> str | None:
        """The picture's path from the program's folder."""
        downwards = re.sub(r"^(?:\.\.?/)+", "", written)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), written))
        plain = safe_url(downwards, local=True) is not None and ":" not in written and "#" not in written
        if not plain or path.startswith(("..", "/")):
            self.tell(
                error(
                    "SS-MD-003",
                    f"`{_shown(written)}` is no path to a picture of this program.",
                    "Put the picture into the program's folder, with letters, digits and - in its name,"
                    " and write its path from this text's folder. Pictures of other sites are not loaded.",
                    span,
                )
            )
            return None
        return path


def _plain(tokens: Iterable[Token]) -> str:
    """The words of inline tokens, pictures by their description."""
    words: list[str] = []
    for token in tokens:
        if token.type == "image":
            words.append(_plain(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type in ("text", "code_inline"):
            words.append(token.content)
    return "".join(words)


def _shown(address: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in address[:80])
