"""The documents as Markdown, for a git host and for print."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.output.document import Document
from socialscaffold.output.documents import documents
from socialscaffold.output.documents_return import return_workbooks
from socialscaffold.plan.model import Plan

FOLDER = "markdown"


def markdown(plan: Plan) -> tuple[Document, ...]:
    """Every document below `markdown/`, and the forms that are spreadsheets."""
    made = sorted((*documents(plan), *return_workbooks(plan)), key=lambda one: one.path)
    return tuple(replace(one, path=f"{FOLDER}/{one.path}") for one in made)
