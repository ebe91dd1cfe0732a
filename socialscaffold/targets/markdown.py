"""The documents as Markdown, for a git host and for print."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.output.document import Document
from socialscaffold.output.documents import documents
from socialscaffold.plan.model import Plan

FOLDER = "markdown"


def markdown(plan: Plan) -> tuple[Document, ...]:
    """Every document below `markdown/`."""
    return tuple(replace(one, path=f"{FOLDER}/{one.path}") for one in documents(plan))
