"""Frozen records read from nodes, by what their fields say of themselves.

A record is a frozen dataclass whose fields are made with `key(kind, doc, ...)`. The same description reads the
file, makes the JSON Schema and writes the language reference, so that the three can't disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import Field, field, fields
from functools import cache
from typing import Any, TypeVar

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Mend, error
from socialscaffold.marks import Span
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence
from socialscaffold.source.suggest import did_you_mean


class Reading:
    """The findings of one file while it is read; a kind adds to them and goes on."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def wrong(self, node: Node, seen: str, right: str, code: str = "SS-YAML-004", instead: str | None = None) -> None:
        """Tell that `node` is not what its field wants; `instead` is what would be right in its place, if plain."""
        mends = () if instead is None else (Mend(node.span, instead),)
        self.found.append(error(code, seen, right, node.span, mends))


class Unread:
    """Stands for a value that could not be read; the reason is among the findings."""


UNREAD = Unread()


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of the language.

    `name` is how a message calls it ("a length such as `4 h`"), `read` turns a node into a value or UNREAD,
    `schema` is its JSON Schema, `empty` the value that stands in where a required key is missing, `record` the
    dataclass behind it, for the language reference, `only` the one value that is possible, where there is just one.
    """

    name: str
    read: Callable[[Node, Reading], Any]
    schema: Callable[[], dict[str, Any]]
    empty: Any = None
    record: type | None = None
    only: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a record and each key that was said stand; a key that is not here was left to its default.

    Of names with plain values (`outcomes`, `facts`) each has its place too, as `outcomes.NAME`.
    """

    span: Span = Span("")
    keys: tuple[tuple[str, Span], ...] = ()

    def of(self, name: str) -> Span:
        """The place of the value under `name`, or of the whole record where it was not said."""
        return next((span for key, span in self.keys if key == name), self.span)

    def said(self, name: str) -> bool:
        """Whether the author wrote this key."""
        return any(key == name for key, _ in self.keys)


def key(kind: Kind, doc: str, *, default: Any = None, required: bool = False, name: str = "", example: str = "") -> Any:
    """A field of a record: its kind, one sentence for the reference, and what holds when it is not said.

    `name` is the key in the file where it can't be the field's own name with hyphens (`with`, `from`).
    """
    return field(
        default=kind.empty if required else default,
        metadata={"kind": kind, "doc": doc, "required": required, "name": name, "example": example},
    )


def marks() -> Any:
    """The field that keeps a record's places; it takes no part in equality."""
    return field(default=Marks(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class KeyOf:
    """One key of a record, as the reader, the schema and the reference see it."""

    name: str
    field: str
    kind: Kind
    doc: str
    required: bool
    default: Any
    example: str
    only: str


@cache
def _keys_of(record: Any) -> tuple[KeyOf, ...]:
    return tuple(_key_of(one) for one in fields(record) if "kind" in one.metadata)


def keys_of(record: Any) -> tuple[KeyOf, ...]:
    """The keys of a record (a dataclass), in the order of its fields."""
    return _keys_of(record)


def _key_of(one: Field[Any]) -> KeyOf:
    said = one.metadata
    default = None if one.default is NO_DEFAULT else one.default
    name = said["name"] or one.name.rstrip("_").replace("_", "-")
    return KeyOf(
        name, one.name, said["kind"], said["doc"], said["required"], default, said["example"], said["kind"].only
    )


T = TypeVar("T")


def read_record(record: type[T], node: Node, reading: Reading, what: str) -> T | Unread:
    """`node` as a `record`, or UNREAD where it is no mapping. `what` names it in messages ("a module")."""
    if isinstance(node, Scalar) and node.empty:
        node = Mapping((), node.span)
    if not isinstance(node, Mapping):
        names = ", ".join(f"`{one.name}`" for one in keys_of(record)[:4])
        reading.wrong(node, f"Here stands {shape(node)}, where {what} is wanted.", f"Write its keys: {names} …")
        return UNREAD
    known = {one.name: one for one in keys_of(record)}
    values: dict[str, Any] = {}
    places: list[tuple[str, Span]] = []
    for name, value in node.entries:
        one = known.get(name.text)
        if one is None:
            _unknown(name, known, reading, what)
            continue
        places.append((one.name, value.span))
        if isinstance(value, Mapping) and one.kind.record is None:
            places += [(f"{one.name}.{inner.text}", each.span) for inner, each in value.entries]
        if isinstance(value, Scalar) and value.empty:
            reading.wrong(name, f"`{name.text}` has no value.", f"Write {one.kind.name}, or delete the key.")
            continue
        if (read := one.kind.read(value, reading)) is not UNREAD:
            values[one.field] = read
    said = {name for name, _ in places}
    for one in known.values():
        if one.required and one.name not in said:
            hint = f"Add `{one.name}:` ({one.kind.name})."
            if one.doc != "Its id.":  # which says nothing new
                hint += f" It says: {one.doc[0].lower()}{one.doc[1:]}"
            seen = f"{what[0].upper()}{what[1:]} has no `{one.name}`."
            reading.found.append(error("SS-YAML-005", seen, hint, node.span, _entry(one, node)))
    if "at" in record.__annotations__:
        values["at"] = Marks(node.span, tuple(places))
    return record(**values)


# Where an id can be taken from when an element has none: the first of these that it has.
_NAMING = ("title", "live", "do", "question", "ask", "text")


def slug(text: str, words: int = 5) -> str:
    """`text` as an id: its first words in small letters and digits, with hyphens; empty where it has none."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:words])[:60].strip("-")


def _entry(one: KeyOf, node: Mapping) -> tuple[Mend, ...]:
    """The entry that is missing, where only one thing can be meant."""
    if one.only:
        return (Mend(node.span, f"{one.name}: {one.only}", entry=True),)
    if one.name == "id":
        said = (node.get(name) for name in _NAMING)
        made = next((slug(value.text) for value in said if isinstance(value, Scalar) and slug(value.text)), "")
        return (Mend(node.span, f"id: {made}", entry=True),) if made else ()
    return ()


def _unknown(name: Scalar, known: dict[str, KeyOf], reading: Reading, what: str) -> None:
    guess = did_you_mean(name.text, known)
    if guess:
        hint = f"Did you mean `{guess}`?"
    elif " " in name.text:
        hint = "If this is the rest of a sentence, a comma inside { } cut it: write one key a line."
    else:
        hint = f"{what[0].upper()}{what[1:]} knows: {', '.join(known)}."
    reading.wrong(name, f"Nobody knows the key `{name.text}` here.", hint, "SS-YAML-002", guess)


def shape(node: Node) -> str:
    """What a node looks like, in a designer's words."""
    if isinstance(node, Mapping):
        return "a group of keys"
    if isinstance(node, Sequence):
        return "a list"
    shown = node.text if len(node.text) <= 40 else node.text[:39] + "…"
    return f"`{shown}`" if node.text else "nothing"


def schema_of(record: type) -> dict[str, Any]:
    """The JSON Schema (draft-07) of a record."""
    properties: dict[str, Any] = {}
    for one in keys_of(record):
        schema = dict(one.kind.schema())
        schema["description"] = one.doc
        if one.example:
            schema["examples"] = [one.example]
        properties[one.name] = schema
    made: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    if required := [one.name for one in keys_of(record) if one.required]:
        made["required"] = required
    return made
