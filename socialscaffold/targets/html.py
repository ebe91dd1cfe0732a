"""The HTML site as a target."""

from __future__ import annotations

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.booklets import booklets, index_page
from socialscaffold.output.document import Document
from socialscaffold.output.site import site
from socialscaffold.plan.model import Plan


def html(
    plan: Plan, markdown_documents: tuple[Document, ...], found: tuple[Diagnostic, ...] = ()
) -> tuple[Document, ...]:
    """The site of one plan, all under `html/`; each Markdown document becomes a page of the same name,
    and sets and facilitators that are known get a booklet each. What was `found` stands beside the pictures."""
    return (*site(plan, markdown_documents, index_page(plan), found), *booklets(plan))
