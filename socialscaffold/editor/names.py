"""The ids of a program, by what they name, with the places where they are given."""

from __future__ import annotations

from socialscaffold.marks import Span
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence

Names = dict[str, dict[str, Span]]
# Groups whose keys are ids, and lists whose entries have one: the path, and what the ids name.
_GROUPS = {
    ("outcomes",): "outcome",
    ("channels",): "channel",
    ("messages",): "message",
    ("strategies", "engagement", "library"): "library",
}
_LISTS = {
    ("strategies", "engagement", "tasks"): "task",
    ("strategies", "engagement", "levels"): "level",
    ("strategies", "localization", "prompts"): "prompt",
    ("strategies", "sense-making", "rounds"): "round",
    ("strategies", "application", "cycles"): "cycle",
    ("modules",): "module",
}


def names_in(root: Node | None) -> Names:
    """Every id that the tree of a program gives."""
    found: Names = {}
    for path, kind in _GROUPS.items():
        group = _down(root, path)
        if isinstance(group, Mapping):
            found[kind] = {name.text: name.span for name, _ in group.entries}
    for path, kind in _LISTS.items():
        items = _down(root, path)
        if isinstance(items, Sequence):
            found[kind] = {one.text: one.span for item in items.items if (one := _id(item)) is not None}
    regions = _down(root, ("strategies", "localization", "regions"))
    if isinstance(regions, Sequence):
        found["region"] = {one.text: one.span for one in regions.items if isinstance(one, Scalar)}
    return found


def _down(node: Node | None, path: tuple[str, ...]) -> Node | None:
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def _id(item: Node) -> Scalar | None:
    found = item.get("id") if isinstance(item, Mapping) else None
    return found if isinstance(found, Scalar) else None
