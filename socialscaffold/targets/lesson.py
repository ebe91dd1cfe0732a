"""The learner's page and all that it shows, as the files of one lesson for a manifest to list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.output.archive import zip_bytes
from socialscaffold.output.document import Document
from socialscaffold.output.learner_files import Runtime, learner_files
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.targets.parts import Part


def lesson(
    page: LearnerPage, assets: Iterable[Document], runtime: Runtime, extra: Mapping[str, Any] | None = None
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files, and SS-PKG-003 when the page's state cannot fit the LMS.

    `assets` are the files that the page links to or shows, under the same paths.
    Raises ValueError when the page refers to a file that is not among them.
    """
    learner, found = learner_files(page, runtime, extra)
    files = (*learner.documents, *assets)
    if lost := sorted(_references(page) - {one.path for one in files}):
        raise ValueError(f"the page refers to files that are not in the package: {', '.join(lost)}")
    return files, found


def lessons(
    parts: Sequence[Part],
    assets: Iterable[Document],
    runtime: Runtime,
    extra: Callable[[Part], Mapping[str, Any]] = lambda _: {},
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The pages of all parts and what they share, and SS-PKG-003 for each part whose state cannot fit the LMS.

    Raises ValueError when a page refers to a file that is not among the `assets`.
    """
    made = {one.path: one for one in assets}
    found: list[Diagnostic] = []
    for part in parts:
        learner, told = learner_files(part.page, runtime, extra(part), part_file(part))
        made |= {one.path: one for one in learner.documents}
        found += told
    for part in parts:
        if lost := sorted(_references(part.page) - made.keys()):
            raise ValueError(f"{part.name} refers to files that are not in the package: {', '.join(lost)}")
    return tuple(made.values()), found


def part_file(part: Part) -> str:
    """The path of a part's page."""
    return f"{part.name}.html"


def packed(
    name: str, files: tuple[Document, ...], found: list[Diagnostic], *, stored: bool
) -> tuple[list[Document], list[Diagnostic]]:
    """The archive `name` with the manifest, which is the first of `files`, at its head; none after an error."""
    if any(one.severity is Severity.ERROR for one in found):
        return [], found
    return [Document(name, zip_bytes(files, stored=stored, first=(files[0].path,)))], found


def _references(page: LearnerPage) -> set[str]:
    """The package's files that the page links to or shows."""
    steps = [step for item in page.items for step in item.steps]
    urls = [link.url for step in steps for link in step.links]
    urls += [url for step in steps for url in re.findall(r'\s(?:src|href)="([^"]*)"', step.html)]
    local = (url.partition("#")[0] for url in urls if not re.match(r"(?i)[a-z][a-z0-9+.-]*:", url))
    return {path for path in local if path}
