"""Which picture of the plan a finding belongs beside."""

from __future__ import annotations

from collections.abc import Iterable

from socialscaffold.diagnostics import Diagnostic

# The longest beginning of a code that fits decides.
_PLACES = {
    "SS-WRK": "workload",
    "SS-WEEK": "workload",
    "SS-WRK-002": "facilitator",
    "SS-WRK-006": "learning-types",
    "SS-OUT": "learning-types",
    "SS-ENG": "pyramid",
    "SS-COI": "presence",
    "SS-STG": "presence",
    "SS-LOC": "regions",
    "SS-MSG": "regions",
    "SS-ALS": "coverage",
    "SS-SET": "coverage",
    "SS-SM": "coverage",
    "SS-PRC": "coverage",
    "SS-MGR": "coverage",
    "SS-EVL": "coverage",
}


def picture_of(code: str) -> str:
    """The id of the picture that a finding is read beside; empty where there is none."""
    return next((_PLACES[one] for one in sorted(_PLACES, key=len, reverse=True) if code.startswith(one)), "")


def beside(found: Iterable[Diagnostic], picture: str) -> tuple[Diagnostic, ...]:
    """The findings that belong to a picture."""
    return tuple(one for one in found if picture_of(one.code) == picture)
