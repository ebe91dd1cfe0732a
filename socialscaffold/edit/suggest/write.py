"""Records of the language as YAML that a designer would write: block style, prose on a line of its own, no defaults."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from textwrap import wrap
from typing import Any

from socialscaffold.regex import regex
from socialscaffold.source.kinds import DAYS, Length, Text
from socialscaffold.source.records import KeyOf, keys_of

_WIDE = 75  # fits a terminal, with the indent of a proposal
_PLAIN = regex(r"[A-Za-z0-9][A-Za-z0-9 ._/'%()+-]*")
# What a YAML 1.1 tool would take for something else than a text.
_AMBIGUOUS = regex(r"(?i)(?:y|n|yes|no|on|off|true|false|null|~|[-+.\d][\d_.:eE+-]*)")


def record_lines(record: Any, indent: int = 0) -> list[str]:
    """A record's keys with their values, each line indented by `indent` spaces; what is at its default is left out."""
    lines: list[str] = []
    for one in keys_of(type(record)):
        value = getattr(record, one.field)
        if value is None or value in ((), "") or (value == one.default and not one.required):
            continue
        lines += _entry(one.name, _said(one, value), indent)
    return lines


def item_lines(record: Any, indent: int = 0) -> list[str]:
    """A record as an item of a list."""
    lines = record_lines(record, indent + 2)
    return [" " * indent + "- " + lines[0].lstrip(), *lines[1:]] if lines else []


def _said(one: KeyOf, value: Any) -> Any:
    """A value as it is written: `meeting 3`, `every 2 weeks`, `25%`."""
    kind = one.kind.name
    if isinstance(value, int) and not isinstance(value, bool):
        if kind.startswith("a meeting"):
            return f"meeting {value}"
        if kind.startswith("a rhythm"):
            return f"every {value} weeks" if value > 1 else "every week"
        if kind.startswith("a day of the week"):
            return DAYS[value]
    if isinstance(value, float):
        return f"{value * 100:g}%"
    return value


def _entry(name: str, value: Any, indent: int) -> Iterator[str] | list[str]:
    pad = " " * indent
    if is_dataclass(value) and not isinstance(value, Text | Length):
        inner = record_lines(value, indent + 2)
        return [f"{pad}{name}:", *inner] if inner else []
    if isinstance(value, tuple):
        return _listed(name, value, indent)
    text = scalar(value)
    if isinstance(value, str | Text) and len(pad) + len(name) + len(text) + 2 > _WIDE:
        folded = wrap(" ".join(str(value).split()), _WIDE - indent - 2, break_long_words=False, break_on_hyphens=False)
        return [f"{pad}{name}: >", *(f"{pad}  {line}" for line in folded)]
    return [f"{pad}{name}: {text}"]


def _listed(name: str, values: tuple[Any, ...], indent: int) -> list[str]:
    pad = " " * indent
    if values and all(isinstance(one, tuple) and len(one) == 2 for one in values):
        lines = [f"{pad}{name}:"]
        for key, value in values:
            share = f"{value * 100:g}%" if isinstance(value, float) else value
            lines += _entry(str(key), share, indent + 2)
        return lines
    if any(is_dataclass(one) and not isinstance(one, Text | Length) for one in values):
        return [f"{pad}{name}:", *(line for one in values for line in item_lines(one, indent + 2))]
    flow = f"{pad}{name}: [{', '.join(scalar(one, flow=True) for one in values)}]"
    if len(flow) <= _WIDE:
        return [flow]
    return [f"{pad}{name}:", *(f"{pad}  - {scalar(one)}" for one in values)]


def scalar(value: Any, *, flow: bool = False) -> str:
    """One value; in quotes where YAML, or another tool's YAML, would read something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | dt.date):
        return str(value)
    text = " ".join(str(value).split())
    if isinstance(value, Length):
        return text
    plain = _PLAIN.fullmatch(text) if flow else not re.search(r"^[^A-Za-z0-9“(]|: |:$| #", text)
    if plain and not _AMBIGUOUS.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
