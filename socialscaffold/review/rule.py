"""What a rule is: one small function with its code, its weight and its sources; its docstring becomes its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Severity
from socialscaffold.marks import Span
from socialscaffold.review.design import Design

STRATEGY, PEOPLE = "a strategy is lost", "it can harm people"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule sees at one place: `message` is what stands there, `hint` what would be right."""

    message: str
    hint: str
    span: Span


Look = Callable[[Design], Iterator[Seen]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `tier` weighs its evidence, `sources` are keys of `evidence.yaml`.

    `because` says why a rule of practice (T5) or of our own is a warning all the same. `words` is its docstring.
    """

    code: str
    title: str
    severity: Severity
    tier: str
    sources: tuple[str, ...]
    look: Look
    words: str
    because: str = ""


def rule(
    code: str, title: str, severity: Severity, tier: str, *sources: str, because: str = ""
) -> Callable[[Look], Rule]:
    """Make a rule of a function. See `review/page.py` for the parts of its docstring."""

    def made(look: Look) -> Rule:
        return Rule(code, title, severity, tier, sources, look, look.__doc__ or "", because)

    return made
