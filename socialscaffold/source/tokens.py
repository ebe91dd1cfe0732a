"""Markdown -> tokens -> HTML. What a token may become is decided by whoever holds it in between.

A library reads the Markdown (CommonMark with tables); its events become a flat list of block tokens, whose `inline`
ones hold the tokens of their words. Every value is escaped here as it is printed, and no HTML of an author's passes by
itself: `html_block` and `html_inline` print as text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from typing import Any

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_MARKS = {"Emphasis": ("em", "em"), "Strong": ("strong", "strong")}
_BREAKS = {"SoftBreak": "softbreak", "HardBreak": "hardbreak"}


def escape(text: str) -> str:
    """Text as it stands between tags, or in an attribute between double quotes."""
    return text.translate(_ESCAPES)


class Token:
    """A piece of a text: what it is, the tag and attributes it prints, its words, and the line that it begins in.

    `type` ends with `_open` and `_close` where others stand between; `children` are the tokens of an `inline` one, or
    of a picture's description.
    """

    __slots__ = ("attrs", "children", "content", "line", "tag", "type")

    def __init__(self, type_: str, tag: str = "", content: str = "", line: int = 0) -> None:
        self.type, self.tag, self.content, self.line = type_, tag, content, line
        self.attrs: dict[str, str] = {}
        self.children: list[Token] = []


def parse(text: str) -> list[Token]:
    """The block tokens of a text, each with its line, counted from 1."""
    from pyromark import events_with_range

    ends = list(accumulate(len(line) + 1 for line in text.encode().split(b"\n")))
    placed = events_with_range(text, options=_tables())
    return _Reader().read((event, bisect_right(ends, place["start"]) + 1) for event, place in placed)


def parse_own(text: str) -> list[Token]:
    """The block tokens of a text that we wrote ourselves, without their lines, which nobody asks for."""
    from pyromark import events

    return _Reader().read((event, 0) for event in events(text, options=_tables()))


def parse_line(text: str) -> list[Token]:
    """The tokens of one line of words, whatever block it would begin elsewhere."""
    from pyromark import events

    # A full stop before it keeps the line from beginning a block, and changes no emphasis.
    tokens = _Reader().read((event, 1) for event in events("." + text.replace("\n", " "), options=_tables()))
    words = next((one.children for one in tokens if one.type == "inline"), [])
    if words and words[0].type == "text":
        words[0].content = words[0].content[1:]
    return words


def render(tokens: Iterable[Token], special: Mapping[str, Callable[[Token], str]] | None = None) -> str:
    """The HTML of tokens. `special` prints tokens of some types otherwise; what it gives is taken as it is."""
    printers = {**_PRINTERS, **(special or {})}
    made: list[str] = []
    for token in tokens:
        if token.type == "inline":
            made += [printers[one.type](one) for one in token.children]
            continue
        if token.type in _ON_OWN_LINE and made and not made[-1].endswith("\n"):
            made.append("\n")
        made.append(printers[token.type](token))
    return "".join(made)


def _text(token: Token) -> str:
    return token.content.translate(_ESCAPES)


def _opened(token: Token) -> str:
    return f"<{token.tag}{_attributes(token)}>" if token.attrs else f"<{token.tag}>"


def _opened_alone(token: Token) -> str:
    return _opened(token) + "\n"


def _closed_within(token: Token) -> str:
    return f"</{token.tag}>"


def _closed(token: Token) -> str:
    return f"</{token.tag}>\n"


def _code(token: Token) -> str:
    return f"<pre><code{_attributes(token)}>{escape(token.content)}</code></pre>\n"


_ON_OWN_LINE = frozenset(
    (
        *("paragraph_open", "blockquote_open", "bullet_list_open", "ordered_list_open", "table_open", "heading_open"),
        *("fence", "html_block", "hr"),
    )
)
_PRINTERS: dict[str, Callable[[Token], str]] = {
    "text": _text,
    "html_inline": _text,
    "code_inline": lambda token: f"<code>{escape(token.content)}</code>",
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "<br />\n",
    "image": lambda token: f"<img{_attributes(token)} />",
    "fence": _code,
    "html_block": _code,
    "hr": lambda _: "<hr />\n",
    **{f"{name}_open": _opened for name in ("em", "strong", "link", "paragraph", "heading", "list_item", "th", "td")},
    **{
        f"{name}_open": _opened_alone
        for name in ("blockquote", "bullet_list", "ordered_list", "table", "thead", "tbody", "tr")
    },
    **{f"{name}_close": _closed_within for name in ("em", "strong", "link")},
    **{
        f"{name}_close": _closed
        for name in (
            *("paragraph", "heading", "list_item", "th", "td"),
            *("blockquote", "bullet_list", "ordered_list", "table", "thead", "tbody", "tr"),
        )
    },
}


def _attributes(token: Token) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in token.attrs.items())


def _tables() -> Any:
    from pyromark import Options

    return Options.ENABLE_TABLES


class _Reader:
    """Takes the library's events one by one, each with the line that it was found in."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        # The lists that words go into: the innermost last. None are open between blocks.
        self.words: list[list[Token]] = []
        self.code: Token | None = None
        self.aligned: list[tuple[str, ...]] = []
        self.cell = 0
        self.in_head = False

    def read(self, events: Iterable[tuple[Any, int]]) -> list[Token]:
        """The tokens of all events; a page has thousands, so most are dealt with here."""
        tokens, words = self.tokens, self.words
        for event, line in events:
            if event.__class__ is str:
                if event == "Rule":
                    self._block("hr", "hr", line)
                else:
                    self._word(Token(_BREAKS[event], "br", "", line))
                continue
            ((name, value),) = event.items()
            if name == "Text":
                self._text(value, line)
            elif name == "Start" or name == "End":
                kind, said = (value, None) if value.__class__ is str else next(iter(value.items()))
                said_by_name = _NAMED[name].get(kind)
                if said_by_name is not None:
                    words.clear()
                    tokens.append(Token(*said_by_name, "", line))
                else:
                    (_STARTS if name == "Start" else _ENDS)[kind](self, kind, said, line)
            elif name == "Code":
                self._word(Token("code_inline", "code", value, line))
            elif name == "InlineHtml":
                self._word(Token("html_inline", "", value, line))
            elif name == "Html" and self.code:
                self.code.content += value
        return tokens

    def _mark_starts(self, kind: str, said: Any, line: int) -> None:
        name, tag = _MARKS[kind]
        self._word(Token(f"{name}_open", tag, "", line))

    def _mark_ends(self, kind: str, said: Any, line: int) -> None:
        name, tag = _MARKS[kind]
        self._word(Token(f"{name}_close", tag, "", line))

    def _link_starts(self, kind: str, said: Any, line: int) -> None:
        token = Token("link_open", "a", "", line)
        address = said["dest_url"]
        token.attrs["href"] = f"mailto:{address}" if said["link_type"] == "Email" else address
        if said["title"]:
            token.attrs["title"] = said["title"]
        self._word(token)

    def _link_ends(self, kind: str, said: Any, line: int) -> None:
        self._word(Token("link_close", "a", "", line))

    def _image_starts(self, kind: str, said: Any, line: int) -> None:
        token = Token("image", "img", "", line)
        token.attrs = {"src": said["dest_url"], "alt": ""} | ({"title": said["title"]} if said["title"] else {})
        self._word(token)
        self.words.append(token.children)

    def _image_ends(self, kind: str, said: Any, line: int) -> None:
        self.words.pop()

    def _code_starts(self, kind: str, said: Any, line: int) -> None:
        self.code = self._block("fence" if kind == "CodeBlock" else "html_block", "code", line)
        if isinstance(said, dict) and (language := said["Fenced"].split(" ")[0]):
            self.code.attrs["class"] = f"language-{language}"

    def _code_ends(self, kind: str, said: Any, line: int) -> None:
        self.code = None

    def _heading_starts(self, kind: str, said: Any, line: int) -> None:
        self._block("heading_open", said["level"].lower(), line)

    def _heading_ends(self, kind: str, said: Any, line: int) -> None:
        if self.tokens[-1].type == "heading_open":
            self._open_words(line)
        self._block("heading_close", said.lower(), line)

    def _list_starts(self, kind: str, said: Any, line: int) -> None:
        token = self._block("bullet_list_open" if said is None else "ordered_list_open", _list_tag(said), line)
        if said not in (None, 1):
            token.attrs["start"] = str(said)

    def _list_ends(self, kind: str, said: Any, line: int) -> None:
        self._block("ordered_list_close" if said else "bullet_list_close", "ol" if said else "ul", line)

    def _table_starts(self, kind: str, said: Any, line: int) -> None:
        self.aligned.append(said)
        self._block("table_open", "table", line)

    def _table_ends(self, kind: str, said: Any, line: int) -> None:
        self.aligned.pop()
        if self.tokens[-1].type == "tr_close":
            self._block("tbody_close", "tbody", line)
        self._block("table_close", "table", line)

    def _head_starts(self, kind: str, said: Any, line: int) -> None:
        self._block("thead_open", "thead", line)
        self.in_head = True
        self._row_starts(kind, said, line)

    def _head_ends(self, kind: str, said: Any, line: int) -> None:
        self.in_head = False
        self._block("tr_close", "tr", line)
        self._block("thead_close", "thead", line)

    def _row_starts(self, kind: str, said: Any, line: int) -> None:
        if self.tokens[-1].type == "thead_close":
            self._block("tbody_open", "tbody", line)
        self._block("tr_open", "tr", line)
        self.cell = 0

    def _cell_starts(self, kind: str, said: Any, line: int) -> None:
        token = self._block("th_open", "th", line) if self.in_head else self._block("td_open", "td", line)
        if (align := self.aligned[-1][self.cell]) != "None":
            token.attrs["class"] = f"align-{align.lower()}"
        # An empty cell has words, too: none.
        self._open_words(line)

    def _cell_ends(self, kind: str, said: Any, line: int) -> None:
        if self.in_head:
            self._block("th_close", "th", line)
        else:
            self._block("td_close", "td", line)
        self.cell += 1

    def _block(self, kind: str, tag: str, line: int) -> Token:
        self.words.clear()
        token = Token(kind, tag, "", line)
        self.tokens.append(token)
        return token

    def _open_words(self, line: int) -> list[Token]:
        token = Token("inline", "", "", line)
        self.tokens.append(token)
        self.words.append(token.children)
        return token.children

    def _word(self, token: Token) -> None:
        (self.words[-1] if self.words else self._open_words(token.line)).append(token)

    def _text(self, text: str, line: int) -> None:
        if self.code:
            self.code.content += text
            return
        words = self.words[-1] if self.words else self._open_words(line)
        # The library cuts text at every character that could have meant something.
        if words and words[-1].type == "text":
            words[-1].content += text
        else:
            words.append(Token("text", "", text, line))


# Events that are nothing but their name, with the type and the tag of the token that each becomes.
_NAMED: dict[str, dict[str, tuple[str, str]]] = {
    "Start": {
        "Paragraph": ("paragraph_open", "p"),
        "BlockQuote": ("blockquote_open", "blockquote"),
        "Item": ("list_item_open", "li"),
    },
    "End": {
        "Paragraph": ("paragraph_close", "p"),
        "BlockQuote": ("blockquote_close", "blockquote"),
        "Item": ("list_item_close", "li"),
        "TableRow": ("tr_close", "tr"),
    },
}
_Take = Callable[[_Reader, str, Any, int], None]
_STARTS: dict[str, _Take] = {
    "Emphasis": _Reader._mark_starts,
    "Strong": _Reader._mark_starts,
    "Link": _Reader._link_starts,
    "Image": _Reader._image_starts,
    "CodeBlock": _Reader._code_starts,
    "HtmlBlock": _Reader._code_starts,
    "Heading": _Reader._heading_starts,
    "List": _Reader._list_starts,
    "Table": _Reader._table_starts,
    "TableHead": _Reader._head_starts,
    "TableRow": _Reader._row_starts,
    "TableCell": _Reader._cell_starts,
}
_ENDS: dict[str, _Take] = {
    "Emphasis": _Reader._mark_ends,
    "Strong": _Reader._mark_ends,
    "Link": _Reader._link_ends,
    "Image": _Reader._image_ends,
    "CodeBlock": _Reader._code_ends,
    "HtmlBlock": _Reader._code_ends,
    "Heading": _Reader._heading_ends,
    "List": _Reader._list_ends,
    "Table": _Reader._table_ends,
    "TableHead": _Reader._head_ends,
    "TableCell": _Reader._cell_ends,
}


def _list_tag(first: int | None) -> str:
    return "ul" if first is None else "ol"
