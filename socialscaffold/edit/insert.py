"""New YAML put into an author's file where it belongs, without touching what stands there."""

from __future__ import annotations

from collections.abc import Sequence as Lines

from socialscaffold.edit.text import FileText, TextEdit
from socialscaffold.source.nodes import Mapping, Node, Sequence


def insert(file: FileText, root: Node, path: tuple[str, ...], lines: Lines[str], *, item: bool) -> TextEdit | None:
    """The edit that adds `lines` (not indented) under the keys of `path`, creating those that are missing.

    With `item` they are an item of the list there, else entries of the mapping. They come behind what stands there.
    None where the place is written in brackets or braces: then a person has to paste them.
    """
    at: Node = root
    for depth, name in enumerate(path):
        if not isinstance(at, Mapping) or file.in_brackets(at.span):
            return None
        below = at.get(name)
        if below is None or (not isinstance(below, Mapping | Sequence)):
            if below is not None:
                return None
            return _behind(file, at, _nested(path[depth:], lines), _column(at))
        at = below
    if file.in_brackets(at.span):
        return None
    if item and isinstance(at, Sequence) and at.items:
        return _behind(file, at, lines, _dash(file, at))
    if not item and isinstance(at, Mapping) and at.entries:
        return _behind(file, at, lines, _column(at))
    return None


def _nested(names: tuple[str, ...], lines: Lines[str]) -> list[str]:
    heads = [f"{'  ' * depth}{name}:" for depth, name in enumerate(names)]
    return [*heads, *("  " * len(names) + line for line in lines)]


def _column(at: Mapping) -> int:
    return at.entries[0][0].span.column - 1 if at.entries else 0


def _dash(file: FileText, at: Sequence) -> int:
    """How far the list's dashes are indented."""
    start = file.stretch(at.items[0].span)[0]
    begins, _ = file.line(start)
    line = file.text[begins:start]
    return len(line) - len(line.lstrip(" "))


def _behind(file: FileText, node: Node, lines: Lines[str], indent: int) -> TextEdit:
    """The lines on lines of their own behind a node, past a comment on its last line."""
    end = file.stretch(node.span)[1]
    _, stop = file.line(end)
    block = "\n".join(f"{' ' * indent}{line}" if line else "" for line in lines)
    return TextEdit(stop, stop, f"\n{block}")
