"""One program with findings of every weight, checked as a designer would, for all forms to tell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from socialscaffold.compiler import check
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.source.gate import Gate

PROGRAM = """socialscaffold: 1
id: tiny
title: Tiny
audience: {role: Colleagues, learners: 18}
weeks: 6
outcomes:
  hold-it: Hold one talk with a colleague
  know-it: Understand why 100% of talks, even short ones, need a question
strategies: {support-network: {sets: {size: {min: 3, target: 6, max: 9}}}}
modules:
  - {id: m, week: 1, title: M, activities: [{id: long, do: Hold it, minutes: 160, outcomes: [hold-it, know-it]}]}
"""


def checked(folder: Path, text: str = PROGRAM) -> tuple[tuple[Diagnostic, ...], Gate]:
    """What is found in the program, and the gate with its text."""
    (folder / "program.yaml").write_text(text, "utf-8")
    gate = Gate(folder)
    return check(gate, as_of=dt.date(2027, 1, 18)).found, gate
