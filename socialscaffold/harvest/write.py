"""A learner's text as YAML that people can read in a review and that reads back to the very same text."""

from __future__ import annotations

import json
from textwrap import wrap

from socialscaffold.regex import regex
from socialscaffold.source.yaml_elsewhere import safe

_WIDE = 100
_PLAIN = regex(r"[A-Za-z0-9][A-Za-z0-9 ._/()’,;-]*[A-Za-z0-9._)]|[A-Za-z]")
_DAY = regex(r"\d{4}-\d\d-\d\d")
_AMBIGUOUS = regex(r"(?i)y|n|yes|no|on|off|true|false|null|[-+.\d][\d_.:eE+-]*|0[box][\da-f_]+")


def value(text: str, indent: int, *, flow: bool = False) -> str:
    """A text behind `key: `; `indent` is that of the key. In braces it stays on one line.

    The text has no tabs, no blanks at the ends of its lines and none twice, as `clean` leaves it.
    """
    if text == "":
        return '""'
    if not flow and "\n" in text:
        pad = " " * (indent + 2)
        return "|-\n" + "\n".join(f"{pad}{line}" if line else "" for line in text.split("\n"))
    if not flow and len(text) + indent > _WIDE - 8:
        lines = wrap(text, _WIDE - indent - 2, break_long_words=False, break_on_hyphens=False)
        if len(lines) > 1 and " ".join(lines) == text:
            pad = " " * (indent + 2)
            return ">-\n" + "\n".join(f"{pad}{line}" for line in lines)
    if _DAY.fullmatch(text):
        return text
    if not flow and _PLAIN.fullmatch(text) and not _AMBIGUOUS.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


class Word(str):
    """A word of the language, such as `accepted`: it stands without quotes, but for those that others misread."""


Said = str | int | tuple[str, ...]


def item(pairs: list[tuple[str, Said]], indent: int = 0) -> list[str]:
    """The lines of one item of a list; empty values are left out, numbers and words of ours stand as they are."""
    lines: list[str] = []
    for name, said in pairs:
        if said not in ("", ()):
            lines += f"  {name}: {said_as(said, 2)}".split("\n")
    return [" " * indent + line if line else "" for line in ["- " + lines[0][2:], *lines[1:]]]


def flow_item(pairs: list[tuple[str, Said]]) -> str:
    """The same in braces, for a list that is written in brackets."""
    return (
        "{" + ", ".join(f"{name}: {said_as(said, 0, flow=True)}" for name, said in pairs if said not in ("", ())) + "}"
    )


def said_as(said: Said, indent: int, *, flow: bool = False) -> str:
    """A text, a number or a list of short names behind `key: `."""
    if isinstance(said, tuple):
        return f"[{', '.join(map(safe, said))}]"
    if isinstance(said, Word):
        return safe(said)
    return str(said) if isinstance(said, int) else value(said, indent, flow=flow)
