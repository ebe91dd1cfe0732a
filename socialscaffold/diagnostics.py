"""The author's mistakes, as values: found in any room, told together, never raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum

from socialscaffold.dataclass import dataclass
from socialscaffold.marks import Span


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning and a note do not."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"

    @property
    def word(self) -> str:
        """What people, compilers and SARIF call it: error, warning, note."""
        return _WORDS[self]


_WORDS = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class Mend:
    """An edit of the author's file that would mend a finding.

    `text` takes the place of `span`; with `entry` it is a key with its value (`id: welcome`) that belongs at the
    beginning of the mapping at `span`.
    """

    span: Span
    text: str
    entry: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `message` says what was seen, `hint` what would be right; both are plain sentences for a designer.
    `code` is stable (`SS-YAML-002`); `evidence` names a source of `patterns/evidence.yaml`, where there is one.
    `mends` are the edits that would mend it, all together, where that is plain; they take no part in equality.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    span: Span | None = None
    evidence: str = ""
    mends: tuple[Mend, ...] = field(default=(), compare=False)


def error(
    code: str, message: str, hint: str = "", span: Span | None = None, mends: tuple[Mend, ...] = ()
) -> Diagnostic:
    """A finding that stops the build."""
    return Diagnostic(code, Severity.ERROR, message, hint, span, mends=mends)


def warn(code: str, message: str, hint: str = "", span: Span | None = None) -> Diagnostic:
    """A finding that the author should act on, and may overrule with a reason."""
    return Diagnostic(code, Severity.WARN, message, hint, span)


def info(code: str, message: str, hint: str = "", span: Span | None = None) -> Diagnostic:
    """A note: worth knowing, nothing to mend."""
    return Diagnostic(code, Severity.INFO, message, hint, span)


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Whether anything among `found` stops the build."""
    return any(one.severity is Severity.ERROR for one in found)


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """`found` without repeats, by file and place, then by code: the same order on every machine."""
    return sorted(dict.fromkeys(found), key=lambda one: (one.span or Span(""), one.code, one.message))
