"""Sets as pictures for a terminal: one mark for each set and column, in lines that fit."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from textwrap import wrap

from socialscaffold.cli import screen
from socialscaffold.output.sets_files import counts, is_known, told, verdict, wished
from socialscaffold.plan.seated import Seated

_MOST_LINES = 3


def picture(seated: Seated, most_told: int = 12) -> str:
    """Each wish as a row of marks, one for each set: full where it holds, empty where it does not."""
    return "\n".join(_lines(seated, screen.columns(sys.stdout) or 80, most_told))


def _lines(seated: Seated, width: int, most_told: int) -> Iterator[str]:
    good, bad = _marks()
    misses = seated.misses()
    rows = wished(seated)
    heads = [f"{wish} {column}".strip() for wish, column, _ in rows]
    margin = min(max(map(len, heads)), 28) + 2
    sizes = [len(one) for one in seated.sets.values()]
    yield f"{counts(sizes)}."
    each = -(-len(sizes) // (_MOST_LINES * max(20, width - margin)))
    if each > 1:
        yield f"One mark stands for {each} sets; it is empty where one of them is not as wished."
    yield ""
    for (wish, column, firm), head in zip(rows, heads, strict=True):
        missed = [one for one in misses if (one.wish, one.column) == (wish, column)]
        wrong = {one.set for one in missed}
        marks = "".join(bad if name in wrong else good for name in seated.sets)
        if not is_known(seated, column):
            marks = "?" * len(marks)
        if each > 1:  # one mark for several sets
            marks = "".join(
                bad if bad in marks[start : start + each] else marks[start] for start in range(0, len(marks), each)
            )
        strips = [marks[start : start + width - margin] for start in range(0, len(marks), max(20, width - margin))]
        first, *more = strips
        words = f"{verdict(seated, wish, column)[1]} ({firm})"
        beside = f"  {words}" if len(first) + margin + len(words) + 2 <= width and not more else ""
        yield _head(head, margin) + _painted(first, bad) + beside
        yield from (" " * margin + _painted(one, bad) for one in more)
        if not beside:
            yield " " * margin + words
    if misses:
        yield ""
        ordered = sorted(misses, key=lambda one: -one.cost)
        for one in ordered[:most_told]:
            yield from wrap(f"- {told(one)}", width, subsequent_indent="  ", break_on_hyphens=False)
        if len(misses) > most_told:
            yield f"- and {len(misses) - most_told} more; the certificate has all of them"


def _head(head: str, margin: int) -> str:
    return (head if len(head) < margin else head[: margin - 3] + "…").ljust(margin)


def _marks() -> tuple[str, str]:
    """A full and an empty box, or letters where the terminal has no boxes."""
    try:
        "■□".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return "#", "o"
    return "■", "□"


def _painted(marks: str, bad: str) -> str:
    return marks.replace(bad, f"\x1b[33m{bad}\x1b[0m") if screen.coloured(sys.stdout) else marks


def shares(seated: Seated, name: str) -> Iterator[str]:
    """One set by the columns that are spread: how many of each kind it has, and what would be fair."""
    for column in seated.columns:
        parts = seated.share(seated.sets[name], column)
        for number, (here, least, most) in enumerate(parts.values(), 1):
            fair = str(least) if least == most else f"{least} or {most}"
            bar = _marks()[0] * here
            off = "" if least <= here <= most else "   off the fair share"
            yield f"  {_head(f'{column}, kind {number}', 26)}{bar:<8} {here}, fair: {fair}{off}"
