"""The names of patterns in a program: which of them no shelf has."""

from __future__ import annotations

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.patterns.library import CYCLES, DESIGNS, PROTOCOLS
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.spec.program import Program


def unknown_patterns(program: Program, shelves: Shelves) -> list[Diagnostic]:
    """A finding for each protocol, design and cycle that the program names and no shelf has."""
    strategies = program.strategies
    found = [*shelves.unknown(PROTOCOLS, strategies.support_network.sets.protocol)]
    for meeting in strategies.sense_making.rounds:
        found += shelves.unknown(DESIGNS, meeting.design)
    for cycle in strategies.application.cycles:
        found += shelves.unknown(CYCLES, cycle.pattern)
    return found
