"""The language at one place: its keys with their sentences, and the values that they may have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from socialscaffold.editor.place import ITEM
from socialscaffold.patterns.library import CYCLES, DESIGNS, PROTOCOLS, SHELVES, TASKS, Shelf
from socialscaffold.source.records import schema_of
from socialscaffold.spec.schema import FILES

Schema = Mapping[str, Any]
# What a key's value names.
NAMES = {
    "outcomes": "outcome",
    "outcome": "outcome",
    "channel": "channel",
    "publish-to": "channel",
    "message": "message",
    "made-by": "task",
    "each-member-owes": "task",
    "from": "library",
    "prompt": "prompt",
    "level": "level",
    "regions": "region",
    "by-region": "region",
}


@cache
def schema(kind: str) -> Schema:
    """The schema of a kind of file: program, region, cohort, quiz, or a shelf of patterns."""
    return schema_of({**FILES, **{one.name: one.record for one in SHELVES}}[kind])


def at_path(kind: str, path: tuple[str, ...]) -> Schema | None:
    """The schema of what stands at a path; None where the language has nothing there."""
    here: Schema | None = schema(kind)
    for step in path:
        here = _step(here, step) if here is not None else None
    return here


def _step(here: Schema, step: str) -> Schema | None:
    for one in (here, *here.get("anyOf", ()), *here.get("oneOf", ())):
        if step == ITEM:
            if isinstance(items := one.get("items"), dict):
                return items
        elif step in (properties := one.get("properties", {})):
            found: Schema = properties[step]
            return found
        elif isinstance(more := one.get("additionalProperties"), dict):
            return more
    return None


def keys(here: Schema | None) -> Mapping[str, Schema]:
    """The keys that a group may have."""
    found: dict[str, Schema] = {}
    for one in (here, *here.get("anyOf", ()), *here.get("oneOf", ())) if here else ():
        found.update(one.get("properties", {}))
    return found


def values(here: Schema | None) -> list[str]:
    """The values that are named one by one: those of a choice, or yes and no."""
    found: list[str] = []
    for one in (here, *here.get("anyOf", ()), *here.get("oneOf", ())) if here else ():
        found += [str(value) for value in one.get("enum", ())]
        if one.get("type") == "boolean":
            found += ["true", "false"]
    return list(dict.fromkeys(found))


def sentence(name: str, here: Schema) -> str:
    """A key's documentation as Markdown."""
    text = f"**{name}**: {here.get('description', '')}"
    if examples := here.get("examples"):
        text += f"\n\nFor example `{examples[0]}`."
    if named := values(here):
        text += f"\n\nOne of {', '.join(f'`{one}`' for one in named)}."
    return text


def named_at(path: tuple[str, ...]) -> str:
    """What kind of id a value names at a path: outcome, channel, task …; empty where it names none."""
    said = [one for one in path if one != ITEM]
    return NAMES.get(said[-1], "") if said and len(path) > 1 else ""


def shelf_at(path: tuple[str, ...]) -> Shelf[Any] | None:
    """The shelf whose patterns a value may name at a path; None where it names none."""
    said = [one for one in path if one != ITEM]
    last = said[-1] if said else ""
    if last == "pattern":
        return CYCLES if "application" in said else TASKS
    return {"protocol": PROTOCOLS, "design": DESIGNS}.get(last)
