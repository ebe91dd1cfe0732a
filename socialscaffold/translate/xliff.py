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
# A new text has none: many a tool leaves the state as it was when somebody has translated it.
_STATES: dict[State, dict[str, str]] = {
    "new": {},
    "fuzzy": {"state": "initial", "subState": "socialscaffold:fuzzy"},
    "said": {"state": "translated"},
}
ABOUT_IT, REMARK = "about", "remark"


def to_xliff(entries: Iterable[Entry], title: str, source: str, language: str) -> bytes:
    """The file: a unit for every text that is there; the stale ones stay at home."""
    units = [_unit(one) for one in entries if one.state != "stale"]
    file = element("file", {"id": "program", "original": title, "xml:space": "preserve"}, *units)
    root = element("xliff", {"version": "2.0", "srcLang": source, "trgLang": language}, file)
    return xml_bytes(root, {"": NAMESPACE})


def _unit(one: Entry) -> Element:
    name = hashlib.sha256(f"{one.key}\n{one.text}".encode()).hexdigest()[:16]
    parts = [element("source", text=one.text)]
    if one.said:
        parts.append(element("target", text=one.said))
    remarks = {"before": one.before, ABOUT_IT: ABOUT.get(one.key, ""), REMARK: one.remark}
    notes = [element("note", {"category": what}, text=text) for what, text in remarks.items() if text]
    told = [element("notes", {}, *notes)] if notes else []
    return element("unit", {"id": f"u-{name}", "name": one.key}, *told, element("segment", _STATES[one.state], *parts))


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
        parts = [one for one in unit.children if one.name in ("segment", "ignorable")]
        if any(each.children for one in parts for each in one.children) or not parts:
            seen = f"The unit `{unit.get('name') or unit.get('id') or ''}` holds marks that were not in the text."
            hint = "Write the translation as plain text; Markdown stays as it stands."
            found.append(error("SS-LANG-006", seen, hint, unit.span(file)))
            continue
        entries.append(_entry(unit, parts))
    return root.get("trgLang") or "", tuple(entries), tuple(found)


def _entry(unit: Node, parts: list[Node]) -> Entry:
    """A unit as one text, however many segments a tool has made of it; what stands between them belongs to it."""
    segments = [one for one in parts if one.name == "segment"]
    text = "".join(_text(one, "source") for one in parts)
    whole = any(_text(one, "target").strip() for one in segments)
    said = "".join(_text(one, "target") or _text(one, "source") * (one.name == "ignorable") for one in _said(parts))
    sure = all(one.get("state") != "initial" and _text(one, "target") for one in segments)
    state: State = "new" if not whole else "said" if sure else "fuzzy"
    notes = (note for one in unit.children if one.name == "notes" for note in one.children)
    remark = "\n".join(one.text.strip() for one in notes if one.get("category") not in ("before", ABOUT_IT))
    return Entry(unit.get("name") or "", text, said if whole else "", state, remark=remark)


def _said(parts: list[Node]) -> list[Node]:
    """The parts in the order in which they are said: a target may name its place among them."""
    places = [(one.child("target") or one).get("order") or "" for one in parts]
    keys = [int(place) if place.isdecimal() else number for number, place in enumerate(places, 1)]
    return [one for _, _, one in sorted(zip(keys, range(len(parts)), parts, strict=True), key=lambda each: each[:2])]


def _text(segment: Node, name: str) -> str:
    part = segment.child(name)
    return part.text if part else ""
