"""What a form is made of: findings, and where the reader stands."""

from __future__ import annotations

from collections.abc import Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.marks import Span


@dataclass(frozen=True, slots=True)
class Report:
    """What a form is made of.

    `prefix` leads from where the reader stands to the program's folder (`courses/ev/`, or nothing); `file` is the
    program's own, for findings without a place; `version` is ours.
    """

    found: Sequence[Diagnostic]
    prefix: str
    file: str
    version: str

    def span(self, one: Diagnostic) -> Span:
        """Where a finding stands: in its file, or at the beginning of the program's."""
        return one.span if one.span is not None and one.span.file else Span(self.file)

    def path(self, one: Diagnostic) -> str:
        """The file of a finding from where the reader stands."""
        return self.prefix + self.span(one).file
