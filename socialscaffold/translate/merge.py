"""What translators sent back, put to the texts that there are now. Nothing that anybody wrote is lost.

A translation stays with its text as long as key and words are the same, wherever it has moved. Where the words have
changed, the old translation is offered as a fuzzy one, and stays among the stale as well; where a text has gone, its
translation waits among the stale, and is back when the text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from socialscaffold.translate.entry import Entry, Unit

# Below this two texts under one key are not the same text changed, but two.
_ALIKE = 0.4


def merged(units: Iterable[Unit], known: Iterable[Entry], back: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """An entry for every unit, in their order, then the stale ones.

    `known` is what is there already, `back` what came from a translator and wins over it where it says something.
    """
    wanted = tuple(dict.fromkeys(units))
    every = [*known, *(one for one in back if one.said or one.remark)]
    remarks = {one.unit: one.remark for one in every if one.remark}
    sure, unsure = _by_unit(every)
    gone = [unit for unit in sure if unit not in set(wanted)]
    entries = [_entry(unit, sure, unsure, gone) for unit in wanted]
    stale = [Entry(*unit, sure[unit], "stale") for unit in gone]
    stale += [
        Entry(*unit, one.said, "stale", one.before, unsure=True)
        for unit, one in unsure.items()
        if unit not in set(wanted) and one.said not in sure.values()
    ]
    return tuple(replace(one, remark=remarks.get(one.unit, "")) for one in (*entries, *stale))


def _by_unit(entries: Iterable[Entry]) -> tuple[dict[Unit, str], dict[Unit, Entry]]:
    """What is said for certain, and what is a guess; the last that speaks of a unit wins."""
    sure: dict[Unit, str] = {}
    unsure: dict[Unit, Entry] = {}
    for one in entries:
        if not one.said:
            continue
        if one.state == "fuzzy" or one.unsure:
            unsure[one.unit] = one
        else:
            sure[one.unit] = one.said
            unsure.pop(one.unit, None)
    return sure, unsure


def _entry(unit: Unit, sure: Mapping[Unit, str], unsure: Mapping[Unit, Entry], gone: list[Unit]) -> Entry:
    if unit in sure:
        return Entry(*unit, sure[unit], "said")
    if unit in unsure:
        return replace(unsure[unit], state="fuzzy", unsure=False)
    key, text = unit
    elsewhere = next((other for other in sure if other[1] == text), None)
    guess = elsewhere or _nearest(text, [other for other in gone if other[0] == key])
    return Entry(key, text, sure[guess], "fuzzy", guess[1]) if guess else Entry(key, text)


def _nearest(text: str, others: list[Unit]) -> Unit | None:
    """Of the texts that stood under the same key, the one that is most like it."""
    rated = [(SequenceMatcher(None, text, other[1], autojunk=False).ratio(), other) for other in others]
    best = max(rated, default=(0.0, None), key=lambda one: one[0])
    return best[1] if best[0] >= _ALIKE else None
