"""The known word that a mistyped one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 60


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` nearest to `word`, or None where none is near enough.

    Near is one slip in words of up to four letters, two up to eight, three beyond; letter case and `_` for
    `-` count nothing, nor does a plural s. Of equally near words the first in the alphabet is taken.
    """
    if not word or len(word) > _LONGEST:
        return None
    typed = _folded(word)
    best: tuple[int, str] | None = None
    for candidate in sorted(set(known) - {word}):
        meant = _folded(candidate)
        allowed = 1 if len(typed) <= 4 else 2 if len(typed) <= 8 else 3
        if len(meant) <= 2 and typed != meant:
            continue
        if typed.rstrip("s") == meant.rstrip("s"):
            distance = 0
        elif len(meant) > _LONGEST or abs(len(meant) - len(typed)) > allowed:
            continue
        else:
            distance = _slips(typed, meant)
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, candidate)
    return best[1] if best else None


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def _slips(one: str, other: str) -> int:
    """Letters added, left out, changed or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
