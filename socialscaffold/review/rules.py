"""All rules of the design review, in the order of their codes."""

from __future__ import annotations

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.review import (
    accessibility,
    answers,
    drift,
    engagement,
    evaluation,
    hours,
    localization,
    managers,
    outcomes,
    participation,
    practice,
    presence,
    protocol,
    rhythm,
    sense_making,
    sets,
    workload,
)
from socialscaffold.review.design import Design
from socialscaffold.review.profiles import weight
from socialscaffold.review.rule import Rule

ROOMS = (
    accessibility,
    answers,
    drift,
    engagement,
    evaluation,
    hours,
    localization,
    managers,
    outcomes,
    participation,
    practice,
    presence,
    protocol,
    rhythm,
    sense_making,
    sets,
    workload,
)
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (one for room in ROOMS for one in vars(room).values() if isinstance(one, Rule)),
        key=lambda one: one.code,
    )
)
CODES = frozenset(one.code for one in RULES)


def review(design: Design) -> list[Diagnostic]:
    """Every finding of every rule, weighed by the program's profile."""
    return [
        Diagnostic(one.code, severity, seen.message, seen.hint, seen.span, one.sources[0] if one.sources else "")
        for one in RULES
        if (severity := weight(one.code, one.severity, design.profile)) is not None
        for seen in one.look(design)
    ]
