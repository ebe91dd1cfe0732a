"""The names of patterns in a program: which of them no shelf has, and which of a pattern's own names it lacks."""

from __future__ import annotations

import re

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.patterns.library import CYCLES, DESIGNS, PROTOCOLS, TASKS
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.program import Program


def unknown_patterns(program: Program, shelves: Shelves) -> list[Diagnostic]:
    """A finding for each protocol, design, cycle, task and question that the program names and no shelf has."""
    strategies = program.strategies
    found = [*shelves.unknown(PROTOCOLS, strategies.support_network.sets.protocol)]
    for meeting in strategies.sense_making.rounds:
        found += shelves.unknown(DESIGNS, meeting.design)
    for cycle in strategies.application.cycles:
        found += shelves.unknown(CYCLES, cycle.pattern)
        pattern = shelves.get(CYCLES, cycle.pattern.text if cycle.pattern else "")
        known = [one.id for one in pattern.prompts]
        for name in cycle.reflect.prompts:
            if name not in known and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
                guess = did_you_mean(name, known)
                first = f"Did you mean `{guess}`? " if guess else ""
                hint = f"{first}There are: {', '.join(known)}. A question of your own is written out."
                seen = f"The pattern `{pattern.id}` has no question called `{name}`."
                found.append(error("SS-PAT-009", seen, hint, cycle.reflect.at.of("prompts")))
        channels = [name for name, _ in program.channels]
        if cycle.discuss.where not in (None, "sets", *channels):
            seen = f"`{cycle.discuss.where}` is neither `sets` nor a channel of this program."
            there = ", ".join(["sets", *channels])
            found.append(error("SS-YAML-003", seen, f"There are: {there}.", cycle.discuss.at.of("where")))
    for task in strategies.engagement.tasks:
        found += shelves.unknown(TASKS, task.pattern)
    return found
