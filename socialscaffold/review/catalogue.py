"""Every code that can be told: the rules of the review, and what reading, planning and building tell."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from socialscaffold.review.rules import CODES

READING = Path(__file__).with_name("reading.md")


@cache
def known_codes() -> frozenset[str]:
    """The codes of all rules and of everything else that is ever told."""
    return frozenset({*CODES, *re.findall(r"^## (SS-\S+)", READING.read_text("utf-8"), re.MULTILINE)})
