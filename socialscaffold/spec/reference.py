"""The language reference as Markdown, from the same records that read the files."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.source.records import KeyOf, keys_of
from socialscaffold.spec.schema import FILES

_INTRO = {
    "program": "`program.yaml`: the design. Weeks are relative and no person is named.",
    "region": "`regions/*.yaml`: local facts, words and answers.",
    "cohort": "`cohorts/*.yaml`: the only absolute date, the time zone, the places and the people.",
    "quiz": "A quiz, beside the program: questions with feedback for each answer.",
}


def reference() -> str:
    """Every key of every kind of file, with its type and one sentence."""
    lines = [
        "# The spec language",
        "",
        "Made from the model by `python3 docs/make_language.py`; a test holds the two together. Keys in bold must be",
        "written; everything else has a default, which the plan shows.",
        "",
    ]
    for which, record in FILES.items():
        lines += [f"## {which.capitalize()}", "", _INTRO[which], ""]
        lines += _table(record)
        for name, inner in _inner(record, which):
            lines += [f"### {which}: {name}", "", *_table(inner)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(record: type) -> list[str]:
    rows = ["| key | write | what it says |", "|---|---|---|"]
    rows += [_row(one) for one in keys_of(record)]
    return [*rows, ""]


def _row(one: KeyOf) -> str:
    name = f"**`{one.name}`**" if one.required else f"`{one.name}`"
    example = f" For example `{one.example}`." if one.example else ""
    return f"| {name} | {one.kind.name} | {one.doc}{example} |"


def _inner(record: type, path: str, seen: set[type] | None = None) -> Iterator[tuple[str, type]]:
    """Every record below one, once, with the keys that lead to it."""
    seen = set() if seen is None else seen
    for one in keys_of(record):
        inner = one.kind.record
        if inner is None or inner in seen:
            continue
        seen.add(inner)
        name = f"{path}.{one.name}".removeprefix(f"{path.split('.')[0]}.")
        yield name, inner
        yield from _inner(inner, f"{path}.{one.name}", seen)
