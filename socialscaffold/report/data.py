"""Findings as JSON: for scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.report.report import Report

_OBEYED = "[\x7f-\x9f\u202a-\u202e\u2066-\u2069]"  # what a terminal would obey, and JSON leaves as it is


def as_json(report: Report) -> str:
    """A list of objects as `rows` makes them."""
    text = json.dumps(rows(report.found), ensure_ascii=False, indent=2)
    return re.sub(_OBEYED, lambda found: f"\\u{ord(found[0]):04x}", text)


def rows(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Each finding with code, severity, file (from the program's folder), line, column, end_line, end_column (None
    where it has no place), message and hint.
    """
    made = []
    for one in found:
        span = one.span
        made.append(
            {
                "code": one.code,
                "severity": str(one.severity),
                "file": span.file if span else None,
                "line": span.line if span else None,
                "column": span.column if span else None,
                "end_line": span.end_line if span else None,
                "end_column": span.end_column if span else None,
                "message": one.message,
                "hint": one.hint,
            }
        )
    return made
