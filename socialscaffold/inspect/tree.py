"""XML from anywhere as a tree with line numbers, by expat with everything switched off that XML can do to a reader.

No document type, so no entities and nothing fetched; bounded in size, depth and number of elements. Written on the
standard library's parser, as its ElementTree forgets the lines that a finding must name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span

LARGEST = 4 * 1024**2
DEEPEST = 100
MOST_ELEMENTS = 100_000


@dataclass(slots=True, eq=False)
class Node:
    """One element. `space` is its namespace, `name` what follows the prefix; attributes go by their plain names,
    and by `{namespace}name` where they have one.
    """

    space: str
    name: str
    line: int
    column: int
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def get(self, name: str, space: str | None = None) -> str | None:
        """The value of an attribute without a namespace, or of the one in `space`."""
        return self.attributes.get(name if space is None else f"{{{space}}}{name}")

    def span(self, file: str) -> Span:
        """Where it begins, in the file that it was read from."""
        return Span(file, self.line, self.column, self.line, self.column + 1)

    def each(self, name: str) -> Iterator[Node]:
        """Every element of that plain name below this one, in the order of the file."""
        stack = list(reversed(self.children))
        while stack:
            one = stack.pop()
            if one.name == name:
                yield one
            stack += reversed(one.children)

    def child(self, name: str) -> Node | None:
        """The first child of that plain name."""
        return next((one for one in self.children if one.name == name), None)

    def words(self, *names: str) -> str:
        """The text of the element at the end of a path of children, on one line; empty where there is none."""
        here: Node | None = self
        for name in names:
            here = here.child(name) if here else None
        return " ".join(here.text.split()) if here else ""


class _Refused(Exception):
    """The document does something that no manifest does."""


def read_tree(data: bytes, file: str) -> tuple[Node | None, Diagnostic | None]:
    """The root of a document, or why it can't be read."""
    if len(data) > LARGEST:
        return None, _refused(file, 1, f"is larger than {LARGEST // 1024**2} MB")
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except _Refused as why:
        return None, _refused(file, reader.parser.CurrentLineNumber, str(why))
    except (expat.ExpatError, ValueError, LookupError, UnicodeError) as wrong:
        line = getattr(wrong, "lineno", 1)
        what = expat.ErrorString(wrong.code) if isinstance(wrong, expat.ExpatError) else "its encoding is unknown"
        hint = "An LMS stops here and refuses the package. Export it again, or mend this line."
        span = Span(file, line, getattr(wrong, "offset", 0) + 1, line, 0)
        return None, error("SS-PKG-038", f"`{file}` is not well-formed XML: {what}.", hint, span)
    return reader.root, None


def _refused(file: str, line: int, why: str) -> Diagnostic:
    hint = "That is how XML is used for attacks; no manifest needs it. It was not read. Take it out, or export again."
    return error("SS-PKG-037", f"`{file}` {why}.", hint, Span(file, line, 1, line, 1))


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.root: Node | None = None
        self.above: list[Node] = []
        self.count = 0

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise _Refused(f"has more than {MOST_ELEMENTS:,} elements")
        if len(self.above) >= DEEPEST:
            raise _Refused(f"is nested more than {DEEPEST} deep")
        space, _, name = tag.rpartition(" ")
        named = {_braced(key): value for key, value in attributes.items()}
        node = Node(space, name, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, named)
        if self.above:
            self.above[-1].children.append(node)
        else:
            self.root = node
        self.above.append(node)

    def _close(self, tag: str) -> None:
        self.above.pop()

    def _text(self, text: str) -> None:
        if self.above:
            self.above[-1].text += text

    def _doctype(self, *_: object) -> None:
        raise _Refused("declares a document type")


def _braced(key: str) -> str:
    space, _, name = key.rpartition(" ")
    return f"{{{space}}}{name}" if space else name
