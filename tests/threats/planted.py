"""A program in which a hostile text stands in every text field of the language, found by the records themselves."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from socialscaffold.marks import Span
from socialscaffold.source import kinds
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence
from socialscaffold.source.records import KeyOf, Kind, Reading, keys_of
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.program import FORMS, Activity, Program
from socialscaffold.spec.quiz import Quiz
from socialscaffold.spec.region import Region

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"
FILES: dict[str, type] = {
    "program.yaml": Program,
    "regions/NO.yaml": Region,
    "content/check-basics.yaml": Quiz,
    "cohorts/2027-spring.yaml": Cohort,
}
# What the example does not use, one of each, so that their fields are there to be planted; and three meetings, which
# make a page each, instead of six.
MORE: dict[str, dict[str, Any]] = {
    "program.yaml": {
        "strategies": {
            "support-network": {
                "sets": {
                    "meetings": {"weeks": ["5", "7", "8"]},
                    "facilitation": {"led-until": "meeting 1"},
                    "challenge": {"due": "meeting 3"},
                }
            },
            "engagement": {
                "pyramid": "own",
                "levels": [
                    {"id": name, "title": name.title(), "like": name}
                    for name in ("notice", "react", "comment", "share", "create", "advocate")
                ],
            },
            # A region may replace only what is listed as free.
            "localization": {
                "free": ["examples", "words", "channels", "contacts", "media", "dates"],
                "stories": [{"id": "a-story", "prompt": "rules", "text": "words"}],
            },
        }
    },
    "regions/NO.yaml": {
        "messages": {"match-the-day": {"how": "adapted", "say": "words", "reason": "words"}},
        "replace": {
            "channels": {"community": {"title": "words", "kind": "words"}},
            "words": {"home charger": {"say": "words", "plural": "words", "note": "words"}},
        },
    },
}

Value = dict[str, Any] | list[Any] | str
Place = tuple[str, str, str]  # the file, the record's class, the key


@dataclass
class Planted:
    """The example's files as plain values, and where their texts stand."""

    values: dict[str, Value] = field(default_factory=dict)
    texts: list[tuple[Place, Any, Any]] = field(default_factory=list)  # place, the dict or list, its key or index
    addresses: list[tuple[Place, Any, Any]] = field(default_factory=list)
    keys: list[tuple[Place, dict[str, Any]]] = field(default_factory=list)  # maps whose names are free texts


def text_fields(record: type, seen: set[type] | None = None) -> Iterator[tuple[str, str]]:
    """(record, key) of every field below `record` whose kind is free text, as the language has them."""
    seen = set() if seen is None else seen
    if record in seen:
        return
    seen.add(record)
    for key in keys_of(record):
        if key.kind.record is not None:
            yield from text_fields(key.kind.record, seen)
        elif is_text(key.kind):
            yield record.__name__, key.name


def is_text(kind: Kind) -> bool:
    """Whether a kind takes any words: a text, a list of texts, or names with texts."""
    return kind not in (kinds.PATH, kinds.URL) and kind.name.endswith(kinds.TEXT.name)


def planted() -> Planted:
    """The example with every text field filled, ready for `plant`."""
    made = Planted()
    for path, record in FILES.items():
        node, _ = read_yaml((EXAMPLE / path).read_bytes(), path)
        assert node is not None
        value = _plain(node)
        _merge(value, MORE.get(path, {}))
        made.values[path] = value
        _fill(record, value, path, made, _absent(record, [value]))
    return made


def _plain(node: Node) -> Value:
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items] if isinstance(node, Sequence) else node.text


def _merge(value: Any, more: dict[str, Any]) -> None:
    for key, deeper in more.items():
        if isinstance(deeper, dict) and isinstance(value.get(key), dict):
            _merge(value[key], deeper)
        else:
            value[key] = deeper


def _parts(key: KeyOf, value: Any) -> list[Any]:
    """The records behind a key: one, a list of them, or those of a map."""
    if isinstance(value, list):
        return value
    return list(value.values()) if key.kind.name.startswith("names with") else [value]


def _absent(record: type, values: list[Any]) -> set[tuple[str, str]]:
    """Text fields that the example uses nowhere: those are added where their record first stands."""
    used: set[tuple[str, str]] = set()

    def look(cls: type, value: Any) -> None:
        for key in keys_of(cls):
            if key.name in value:
                used.add((cls.__name__, key.name))
                if key.kind.record is not None:
                    for part in _parts(key, value[key.name]):
                        look(key.kind.record, part)

    for value in values:
        look(record, value)
    return set(text_fields(record)) - used


def _fill(record: type, value: Any, path: str, made: Planted, absent: set[tuple[str, str]]) -> None:
    if not isinstance(value, dict):
        return  # a record that may be said in one word, such as a replacement
    for key in keys_of(record):
        place = (path, record.__name__, key.name)
        exclusive = record is Activity and key.name in FORMS
        if is_text(key.kind) and place[1:] in absent and not exclusive:
            absent.discard(place[1:])
            shapes: dict[str, Value] = {"a list": ["words"], "names ": {"one": "words"}}
            value[key.name] = shapes.get(key.kind.name[:6], "words")
        if key.name not in value:
            continue
        inner = value[key.name]
        if key.kind.record is not None:
            for part in _parts(key, inner):
                _fill(key.kind.record, part, path, made, absent)
        elif is_text(key.kind) or key.kind is kinds.URL:
            spots = made.addresses if key.kind is kinds.URL else made.texts
            if isinstance(inner, list):
                spots += [(place, inner, number) for number in range(len(inner))]
            elif isinstance(inner, dict):
                spots += [(place, inner, name) for name in inner]
                if _takes_any_name(key.kind):
                    made.keys.append((place, inner))
            else:
                spots.append((place, value, key.name))


def _takes_any_name(kind: Kind) -> bool:
    """Whether the names of a map are free texts as well."""
    here, reading = Span("x"), Reading()
    kind.read(Mapping(((Scalar("<any> name", here), Scalar("words", here)),), here), reading)
    return not reading.found


def write(made: Planted, folder: Path) -> dict[str, dict[int, str]]:
    """The program's folder, written anew; for each file, the JSON of the text on each line that holds one."""
    if not folder.exists():
        shutil.copytree(EXAMPLE, folder)
    lines: dict[str, dict[int, str]] = {}
    for path, value in made.values.items():
        written = list(_yaml(value, 0))
        (folder / path).write_text("\n".join(written) + "\n", "utf-8")
        lines[path] = dict(enumerate(written, 1))
    return lines


def _yaml(value: Any, depth: int) -> Iterator[str]:
    """Block YAML, every text in double quotes on a line of its own."""
    margin = "  " * depth
    items = value.items() if isinstance(value, dict) else [(None, item) for item in value]
    for key, item in items:
        lead = f"{margin}{json.dumps(key)}:" if key is not None else f"{margin}-"
        if isinstance(item, str):
            yield f"{lead} {json.dumps(item)}"
        elif not item:
            yield f"{lead} {'{}' if isinstance(item, dict) else '[]'}"
        else:
            yield lead
            yield from _yaml(item, depth + 1)


def plant(words: Callable[[int], str], taken: frozenset[int] = frozenset()) -> Planted:
    """The example with `words(number)` in each text spot but those `taken` out (their fields refuse free words)."""
    made = planted()
    for number, (_, holder, key) in enumerate(made.texts):
        if number not in taken:
            holder[key] = words(number)
    for number, (_, names) in enumerate(made.keys, len(made.texts)):
        if number not in taken:
            names[words(number)] = names.pop(next(iter(names)))
    return made


def spots(made: Planted) -> list[Place]:
    """The place of each spot, in the order of its number."""
    return [one[0] for one in (*made.texts, *made.keys)]


def pointed_at(rows: list[dict[str, Any]], lines: dict[str, dict[int, str]]) -> set[int]:
    """The spots that findings of `check` point at, by the unique mark `#N#` in their text."""
    found: set[int] = set()
    for row in rows:
        line = lines.get(row["file"], {}).get(row["line"], "")
        found |= {int(number) for number in re.findall(r"#(\d+)#", line)}
    return found
