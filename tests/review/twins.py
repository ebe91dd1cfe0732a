"""The bad and the good twin of a page, checked as a designer would."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from socialscaffold.compiler import check
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.review.page import files_of
from socialscaffold.source.gate import Gate

DAY = dt.date(2027, 1, 18)


def told(folder: Path, example: str) -> tuple[Diagnostic, ...]:
    """What is found in an example, with its cohort where it has one."""
    cohort = None
    for path, text in files_of(example).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        if path.startswith("cohorts/") and path.endswith(".yaml"):
            cohort = target.stem
    return check(Gate(folder), cohort=cohort, as_of=DAY).found
