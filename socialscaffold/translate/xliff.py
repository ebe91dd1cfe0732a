"""The program's texts as XLIFF 2, the format of translation agencies. A unit's name is the key of its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.inspect.tree import Node, read_tree
from socialscaffold.output.xml import Element, element, xml_bytes
from socialscaffold.translate.entry import ABOUT, Entry, State

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_STATES: dict[State, str] = {"new": "initial", "fuzzy": "initial", "said": "translated"}


def to_xliff(entries: Iterable[Entry], title: str, source: str, language: str) -> bytes:
    """The file: a unit for every text that is there; the stale ones stay at home."""
    units = [_unit(one) for one in entries if one.state != "stale"]
    file = element("file", {"id": "program", "original": title, "xml:space": "preserve"}, *units)
    root = element("xliff", {"version": "2.0", "srcLang": source, "trgLang": language}, file)
    return xml_bytes(root, {"": NAMESPACE})


def _unit(one: Entry) -> Element:
    name = hashlib.sha256(f"{one.key}\n{one.text}".encode()).hexdigest()[:16]
    state = {"state": _STATES[one.state], **({"subState": "socialscaffold:fuzzy"} if one.state == "fuzzy" else {})}
    parts = [element("source", text=one.text)]
    if one.said:
        parts.append(element("target", text=one.said))
    remarks = {"before": one.before, "about": ABOUT.get(one.key, "")}
    notes = [element("note", {"category": what}, text=text) for what, text in remarks.items() if text]
    told = [element("notes", {}, *notes)] if notes else []
    return element("unit", {"id": f"u-{name}", "name": one.key}, *told, element("segment", state, *parts))


def from_xliff(data: bytes, file: str) -> tuple[str, tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """The language that a file translates into, its entries, and what can't be read of it; the good units are kept."""
    root, refused = read_tree(data, file)
    if root is None:
        hint = "Take the file out of the translator's tool once more, as XLIFF 2, without a document type."
        return "", (), (replace(refused, code="SS-LANG-005", hint=hint),) if refused else ()
    if root.name != "xliff" or not (root.get("version") or "").startswith("2."):
        hint = "Ask for XLIFF 2.0, or for the PO file."
        return "", (), (error("SS-LANG-005", f"`{file}` is no XLIFF 2.", hint, root.span(file)),)
    entries: list[Entry] = []
    found: list[Diagnostic] = []
    for unit in root.each("unit"):
        segments = [one for one in unit.children if one.name == "segment"]
        if any(part.children for one in segments for part in one.children) or not segments:
            seen = f"The unit `{unit.get('name') or unit.get('id') or ''}` holds marks that were not in the text."
            hint = "Write the translation as plain text; Markdown stays as it stands."
            found.append(error("SS-LANG-006", seen, hint, unit.span(file)))
            continue
        entries.append(_entry(unit, segments))
    return root.get("trgLang") or "", tuple(entries), tuple(found)


def _entry(unit: Node, segments: list[Node]) -> Entry:
    text, said = ("".join(_text(one, name) for one in segments) for name in ("source", "target"))
    sure = all(one.get("state", None) != "initial" for one in segments)
    return Entry(unit.get("name") or "", text, said, "new" if not said else "said" if sure else "fuzzy")


def _text(segment: Node, name: str) -> str:
    part = segment.child(name)
    return part.text if part else ""
