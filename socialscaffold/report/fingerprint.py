"""What makes a finding the same finding in another version of the program."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.regex import regex

_PLACES = regex(r"\b(lines?|rows?|columns?) \d+")


def fingerprint(one: Diagnostic) -> str:
    """Sixteen hexadecimal digits of its code, its file and its message.

    Lines take no part, nor do line numbers inside the message, so that it stays what it is when text above it grows.
    What it says does: a week that is over its budget by more than before is told anew.
    """
    seen = _PLACES.sub(r"\1", " ".join(one.message.split()))
    file = one.span.file if one.span else ""
    return hashlib.sha256("\0".join((one.code, file, seen)).encode()).hexdigest()[:16]


def numbered(found: Sequence[Diagnostic]) -> list[str]:
    """A fingerprint for each finding that no other one has: equal ones are counted (`…:1`, `…:2`)."""
    seen: Counter[str] = Counter()
    made = []
    for one in found:
        mark = fingerprint(one)
        seen[mark] += 1
        made.append(f"{mark}:{seen[mark]}")
    return made
