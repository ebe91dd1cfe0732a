"""Every code that can be told: the rules of the review, and what reading, planning and building tell."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Severity
from socialscaffold.regex import regex
from socialscaffold.review.page import Page, page_of
from socialscaffold.review.rules import CODES, RULES

READING = Path(__file__).with_name("reading.md")
_SECTION = regex(r"^## (SS-\S+) (error|warn|info)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One code with all that is known of it. `tier` is `norm` or `ours` where no study stands behind it."""

    code: str
    title: str
    severity: Severity
    tier: str
    sources: tuple[str, ...]
    page: Page
    because: str = ""
    of_design: bool = True


@cache
def known_codes() -> frozenset[str]:
    """The codes of all rules and of everything else that is ever told."""
    return frozenset({*CODES, *(hit[1] for hit in _SECTION.finditer(READING.read_text("utf-8")))})


@cache
def catalogue() -> tuple[Entry, ...]:
    """Everything that can be told, by its code."""
    design = [
        Entry(one.code, one.title, one.severity, one.tier, one.sources, page_of(one.words), one.because)
        for one in RULES
    ]
    return tuple(sorted((*design, *_reading()), key=lambda one: one.code))


def entry(code: str) -> Entry | None:
    """What is known of a code, in capitals or not; None where there is none."""
    return next((one for one in catalogue() if one.code == code.upper()), None)


def _reading() -> list[Entry]:
    pieces = _SECTION.split(READING.read_text("utf-8"))
    made = []
    for code, severity, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        page = page_of(text)
        norm = code.startswith("SS-A11Y-")
        sources = ("wcag22",) if norm else ()
        made.append(
            Entry(code, page.sees.rstrip("."), Severity(severity), "norm" if norm else "ours", sources, page, "", False)
        )
    return made
