"""What the review looks at: the plan, the program as its author wrote it, its texts, and the profile that judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from socialscaffold.dataclass import dataclass
from socialscaffold.marks import Span
from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.model import Plan
from socialscaffold.source.markdown import Article
from socialscaffold.source.records import Marks
from socialscaffold.spec.load import Sources
from socialscaffold.spec.program import Program


@dataclass(frozen=True, slots=True)
class Design:
    """One design under review. `file` is the program's; `narrowed` says that only some regions were asked for."""

    plan: Plan
    sources: Sources
    file: str
    articles: Mapping[str, Article] = field(default_factory=dict)
    narrowed: bool = False

    @property
    def said(self) -> Program:
        """The program as it was written, before anything was filled in."""
        return self.sources.program

    @property
    def profile(self) -> str:
        """The kind of program that it says it is."""
        return self.said.review.profile

    def at(self, *places: tuple[Marks, str]) -> Span:
        """The first of these keys that the author wrote; the first record among them that is there; else the file."""
        for marks, name in places:
            if marks.said(name):
                return marks.of(name)
        for marks, _ in places:
            if marks.span.file:
                return marks.span
        return Span(self.file)

    def limit(self, name: str) -> float:
        """A number of `evidence.yaml`: the profile's own (`NAME.PROFILE`) where there is one."""
        own = f"{name}.{self.profile}"
        return evidence().default(own if evidence().has_default(own) else name).number
