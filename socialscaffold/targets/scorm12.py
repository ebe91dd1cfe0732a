"""SCORM 1.2: the learner's page as one SCO, or one for each part, with a manifest that lists exactly the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.document import Document
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import Element, element
from socialscaffold.plan.model import Plan
from socialscaffold.targets.lesson import lesson, lessons, packed, part_file
from socialscaffold.targets.manifest import MANIFEST, Sco, manifest, only
from socialscaffold.targets.parts import Part, parts_of

_NAMESPACES = {
    "": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
}


def package(
    plan: Plan, page: LearnerPage, pictures: Sequence[Document], *, stored: bool
) -> tuple[list[Document], list[Diagnostic]]:
    """`ID-scorm12.zip`."""
    files, found = scorm12(page, pictures, parts_of(plan, page))
    return packed(f"{plan.program.id}-scorm12.zip", files, found, stored=stored)


def scorm12(
    page: LearnerPage, assets: Iterable[Document] = (), parts: Sequence[Part] = ()
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files of the package, the manifest first, and SS-PKG-003 when its state cannot fit the LMS.

    `assets` are the files that the page links to or shows, under the same paths; `parts` are those of a program that is
    split. Raises ValueError when a page refers to a file that is not among them.
    """
    if parts:
        files, found = lessons(parts, assets, "scorm12")
        scos = tuple(Sco(one.name, one.title, part_file(one), _mastery(one.page)) for one in parts)
    else:
        files, found = lesson(page, assets, "scorm12")
        scos = only(page, *_mastery(page))
    return (Document(MANIFEST, _manifest(page, scos, sorted(one.path for one in files))), *files), found


def _manifest(page: LearnerPage, scos: Sequence[Sco], paths: list[str]) -> bytes:
    return manifest(page, scos, paths, "1.2", _NAMESPACES, type_name="adlcp:scormtype", item={"isvisible": "true"})


def _mastery(page: LearnerPage) -> tuple[Element, ...]:
    """Only where the LMS hears of a score: with this mark it makes “passed” or “failed” of what the page says."""
    mastery = page.completion.mastery
    reports = page.part is None or page.part.reports
    return (element("adlcp:masteryscore", text=str(mastery)),) if mastery is not None and reports else ()
