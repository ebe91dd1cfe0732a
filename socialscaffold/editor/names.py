"""The ids of a program, by what they name, with the places where they are given, and the files that it names."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.marks import Span
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence, below

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
    """Every id that the tree of a program gives; `quiz` and `patterns` hold the paths of its quizzes and patterns."""
    found: Names = {}
    for path, kind in _GROUPS.items():
        group = below(root, path)
        if isinstance(group, Mapping):
            found[kind] = {name.text: name.span for name, _ in group.entries}
    for path, kind in _LISTS.items():
        items = below(root, path)
        if isinstance(items, Sequence):
            found[kind] = {one.text: one.span for item in items.items if (one := _id(item)) is not None}
    regions = below(root, ("strategies", "localization", "regions"))
    if isinstance(regions, Sequence):
        found["region"] = {one.text: one.span for one in regions.items if isinstance(one, Scalar)}
    found["quiz"] = {one.text: one.span for one in _quizzes(root)}
    patterns = below(root, ("patterns",))
    found["patterns"] = {patterns.text: patterns.span} if isinstance(patterns, Scalar) else {}
    return found


def _quizzes(root: Node | None) -> Iterator[Scalar]:
    for module in _items(below(root, ("modules",))):
        for activity in _items(below(module, ("activities",))):
            quiz = below(activity, ("quiz",))
            if isinstance(quiz, Scalar):
                yield quiz


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _id(item: Node) -> Scalar | None:
    found = below(item, ("id",))
    return found if isinstance(found, Scalar) else None
