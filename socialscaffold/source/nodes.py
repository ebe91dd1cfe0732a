"""The tree that a YAML file becomes: raw text and places, no types yet.

A scalar keeps the very characters that stand in the file (`NO`, `1.10`, `4 h`), because only the field that reads
it knows what it should be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from socialscaffold.dataclass import dataclass
from socialscaffold.marks import Span

_put = object.__setattr__  # a file has thousands of nodes, and the general way of making a record is too slow for them


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written. `plain` is false for quoted and block text; an absent value is plain and empty."""

    text: str
    span: Span = field(compare=False)
    plain: bool = True

    def __init__(self, text: str, span: Span, plain: bool = True) -> None:
        _put(self, "text", text)
        _put(self, "span", span)
        _put(self, "plain", plain)

    @property
    def empty(self) -> bool:
        """Whether nothing was written (`key:` and the rest of the line blank, `~` or `null`)."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the order written."""

    items: tuple[Node, ...]
    span: Span = field(compare=False)

    def __init__(self, items: tuple[Node, ...], span: Span) -> None:
        _put(self, "items", items)
        _put(self, "span", span)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; each key stands once (the reader told of repeats and kept the first)."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span = field(compare=False)

    def __init__(self, entries: tuple[tuple[Scalar, Node], ...], span: Span) -> None:
        _put(self, "entries", entries)
        _put(self, "span", span)

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def below(node: Node | None, path: Iterable[str]) -> Node | None:
    """What stands under the keys of `path`, one inside the other; None where one of them is missing."""
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node
