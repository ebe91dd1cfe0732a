"""Edits of the `answers:` of a region's file that leave every comment and every other byte as it was."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Keys

from socialscaffold.edit.insert import insert
from socialscaffold.edit.text import FileText, TextEdit
from socialscaffold.harvest.write import Said, flow_item, item, said_as
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence, below
from socialscaffold.source.yaml_elsewhere import safe
from socialscaffold.source.yaml_reader import read_yaml

ANSWERS = ("answers",)
Pairs = list[tuple[str, Said]]


class CannotEdit(Exception):
    """A place that is written in a way that no edit fits into; a person has to change it."""


def begun(program: str, region: str) -> bytes:
    """The file of a region that had none."""
    return (
        f"# What {region} answers. Give the region its name, its language and its facts.\n"
        f"socialscaffold-region: 1\nprogram: {program}\nregion: {safe(region)}\nname: {safe(region)}\n"
    ).encode()


def added(data: bytes, new: Iterable[Pairs], path: tuple[str, ...] = ANSWERS) -> bytes:
    """The file with more items in the list under `path`. Raises CannotEdit."""
    file, root = _opened(data)
    there = below(root, path)
    if isinstance(there, Sequence) and file.in_brackets(there.span):
        end = file.stretch(there.span)[1] - 1
        before = ", " if there.items else ""
        return file.edited([TextEdit(end, end, before + ", ".join(flow_item(one) for one in new))])
    edit = insert(file, root, path, [line for one in new for line in item(one)], item=True)
    if edit is None:
        raise CannotEdit
    return file.edited([edit])


def changed(data: bytes, changes: Keys[str, Keys[str, Said]], path: tuple[str, ...] = ANSWERS) -> bytes:
    """The file with keys of items, by their ids, set to other values. Raises CannotEdit."""
    file, root = _opened(data)
    there = _items(root, path)
    edits: list[TextEdit] = []
    for name, keys in changes.items():
        if name not in there:
            raise CannotEdit
        edits += _changes(file, there[name], keys)
    return file.edited(edits)


def _changes(file: FileText, found: Mapping, keys: Keys[str, Said]) -> list[TextEdit]:
    """The edits that set keys of one item."""
    flow = file.in_brackets(found.span)
    edits, new = [], []
    for key, said in keys.items():
        old = found.get(key)
        if old is None:
            new.append((key, said))
            continue
        if not isinstance(old, Scalar):
            raise CannotEdit
        start, end = file.stretch(old.span)
        column = next(one for one, _ in found.entries if one.text == key).span.column - 1
        written = said_as(said, column, flow=flow)
        gap = " " if file.text[start - 1 : start] == ":" else ""
        edits.append(TextEdit(start, end, gap + written))
    if new and flow:
        end = file.stretch(found.span)[1] - 1
        more = "".join(f", {one}: {said_as(said, 0, flow=True)}" for one, said in new)
        edits.append(TextEdit(end, end, more))
    elif new:
        edits += _new_keys(file, found, new, keys)
    return edits


def removed(data: bytes, name: str, path: tuple[str, ...]) -> bytes:
    """The file without the item `name` of a list in block style; the key goes with its last item. Raises CannotEdit."""
    file, root = _opened(data)
    found = _items(root, path).get(name)
    there = below(root, path)
    if found is None or file.in_brackets(found.span) or not isinstance(there, Sequence) or file.in_brackets(there.span):
        raise CannotEdit
    start = file.line(file.stretch(found.span)[0])[0]
    end = file.line(file.stretch(found.span)[1])[1]
    if len(there.items) == 1:
        parent = below(root, path[:-1]) if path[:-1] else root
        if not isinstance(parent, Mapping):
            raise CannotEdit
        head = next(key for key, _ in parent.entries if key.text == path[-1])
        start = file.line(file.stretch(head.span)[0])[0]
    after = file.text.find("\n", end)
    return file.edited([TextEdit(start, len(file.text) if after < 0 else after + 1, "")])


def _new_keys(file: FileText, found: Mapping, new: Pairs, keys: Keys[str, Said]) -> list[TextEdit]:
    """New keys on lines of their own, above the last entry where that has a new value (edits must not touch)."""
    column = found.entries[0][0].span.column - 1
    lines = []
    for one, said in new:
        lines += f"{' ' * column}{one}: {said_as(said, column)}".split("\n")
    last, _ = found.entries[-1]
    if last.text not in keys or len(found.entries) == 1:
        stop = file.line(file.stretch(found.span)[1])[1]
        return [TextEdit(stop, stop, "\n" + "\n".join(lines))]
    start = file.line(file.stretch(last.span)[0])[0]
    return [TextEdit(start, start, "\n".join(lines) + "\n")]


def _opened(data: bytes) -> tuple[FileText, Node]:
    root, _ = read_yaml(data, "")
    if not isinstance(root, Mapping):
        raise CannotEdit
    return FileText(data), root


def _items(root: Node, path: tuple[str, ...]) -> dict[str, Mapping]:
    """The items of the list under `path` by their ids; of two with the same id the first."""
    there = below(root, path)
    found: dict[str, Mapping] = {}
    for one in there.items if isinstance(there, Sequence) else ():
        if isinstance(one, Mapping) and isinstance(said := one.get("id"), Scalar):
            found.setdefault(said.text, one)
    return found
