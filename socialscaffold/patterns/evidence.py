"""The numbers that come from research and practice, with their sources: `evidence.yaml`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence
from socialscaffold.source.yaml_reader import read_yaml

LEVELS = ("notice", "react", "comment", "share", "create", "advocate")


@dataclass(frozen=True, slots=True)
class Default:
    """A value that holds when nothing is said.

    `sources` are keys of `Evidence.sources`; `tier` is T1 (meta-analysis, trial) to T5 (practice), or "ours".
    """

    id: str
    value: str
    unit: str
    why: str
    sources: tuple[str, ...]
    tier: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The whole file, typed."""

    defaults: dict[str, Default]
    sources: dict[str, str]
    pyramids: dict[str, tuple[tuple[str, str], ...]]
    profiles: dict[str, dict[str, float]]

    def default(self, name: str) -> Default:
        """The default of that id. Raises KeyError for an unknown one: a bug of ours."""
        return self.defaults[name]

    def pyramid(self, name: str) -> tuple[tuple[str, str], ...]:
        """A ladder from below, as (our level, its title on that ladder)."""
        return self.pyramids[name]

    def expected(self, profile: str) -> dict[str, float]:
        """The share of people (0 to 1) who do a task of each level when nobody must."""
        return self.profiles[profile]


@cache
def evidence() -> Evidence:
    """The file, read at the first call. Raises ValueError where it is broken: a bug of ours."""
    path = Path(__file__).with_name("evidence.yaml")
    root, found = read_yaml(path.read_bytes(), path.name)
    if found or root is None:
        raise ValueError(f"{path.name} can't be read: {found}")
    return Evidence(
        defaults={name: _default(name, node) for name, node in _pairs(_at(root, "defaults"))},
        sources={name: _text(node, "reference") or _text(node) for name, node in _pairs(_at(root, "sources"))},
        pyramids={name: _ladder(node) for name, node in _pairs(_at(root, "pyramids"))},
        profiles={
            name: {level: float(_text(share).rstrip("%")) / 100 for level, share in _pairs(_maybe(node, "expect"))}
            for name, node in _pairs(_at(root, "profiles"))
        },
    )


def _at(node: Node, name: str) -> Node:
    found = node.get(name) if isinstance(node, Mapping) else None
    if found is None:
        raise ValueError(f"evidence.yaml has no `{name}`")
    return found


def _maybe(node: Node, name: str) -> Node | None:
    return node.get(name) if isinstance(node, Mapping) else None


def _pairs(node: Node | None) -> list[tuple[str, Node]]:
    return [(key.text, value) for key, value in node.entries] if isinstance(node, Mapping) else []


def _text(node: Node | None, name: str = "") -> str:
    if name and isinstance(node, Mapping):
        node = node.get(name)
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def _words(node: Node | None) -> tuple[str, ...]:
    return tuple(_text(item) for item in node.items) if isinstance(node, Sequence) else ()


def _default(name: str, node: Node) -> Default:
    value, unit, why, tier = (_text(node, key) for key in ("value", "unit", "why", "tier"))
    return Default(name, value, unit, why, _words(_maybe(node, "sources")), tier)


def _ladder(node: Node) -> tuple[tuple[str, str], ...]:
    """Levels of the ladder by the first of ours that each stands for; a title serves every level it names."""
    titles: dict[str, str] = {}
    levels = _at(node, "levels")
    for level in levels.items if isinstance(levels, Sequence) else ():
        for ours in _words(level.get("like") if isinstance(level, Mapping) else None):
            titles.setdefault(ours, _text(level, "title"))
    return tuple((ours, title) for ours, title in titles.items())
