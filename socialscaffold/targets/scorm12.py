"""SCORM 1.2: the learner's page as one SCO, with a manifest that lists exactly the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.document import Document
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import element
from socialscaffold.plan.model import Plan
from socialscaffold.targets.lesson import lesson, packed
from socialscaffold.targets.manifest import MANIFEST, manifest

_NAMESPACES = {
    "": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
}


def package(
    plan: Plan, page: LearnerPage, pictures: Sequence[Document], *, stored: bool
) -> tuple[list[Document], list[Diagnostic]]:
    """`ID-scorm12.zip`."""
    files, found = scorm12(page, pictures)
    return packed(f"{plan.program.id}-scorm12.zip", files, found, stored=stored)


def scorm12(page: LearnerPage, assets: Iterable[Document] = ()) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files of the package, the manifest first, and SS-PKG-003 when its state cannot fit the LMS.

    `assets` are the files that the page links to or shows, under the same paths.
    Raises ValueError when the page refers to a file that is not among them.
    """
    files, found = lesson(page, assets, "scorm12")
    return (Document(MANIFEST, _manifest(page, sorted(one.path for one in files))), *files), found


def _manifest(page: LearnerPage, paths: list[str]) -> bytes:
    mastery = page.completion.mastery
    return manifest(
        page,
        paths,
        "1.2",
        _NAMESPACES,
        sco={"adlcp:scormtype": "sco"},
        item={"isvisible": "true"},
        in_item=() if mastery is None else (element("adlcp:masteryscore", text=str(mastery)),),
    )
