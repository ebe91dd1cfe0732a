"""SCORM 1.2: the learner's page as one SCO, with a manifest that lists exactly the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.document import Document
from socialscaffold.output.learner_files import PAGE
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import element, xml_bytes
from socialscaffold.plan.model import Plan
from socialscaffold.targets.lesson import lesson, packed

MANIFEST = "imsmanifest.xml"
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
    """The manifest. Its identifiers hang on the program's id alone: learners' records hang on them."""
    name = f"ss-{page.program_id}"
    mastery = page.completion.mastery
    score = [] if mastery is None else [element("adlcp:masteryscore", text=str(mastery))]
    item = {"identifier": f"{name}-item", "identifierref": f"{name}-page", "isvisible": "true"}
    sco = {"identifier": f"{name}-page", "type": "webcontent", "adlcp:scormtype": "sco", "href": PAGE}
    root = element(
        "manifest",
        {"identifier": name, "version": "1.0"},
        element(
            "metadata",
            {},
            element("schema", text="ADL SCORM"),
            element("schemaversion", text="1.2"),
        ),
        element(
            "organizations",
            {"default": f"{name}-course"},
            element(
                "organization",
                {"identifier": f"{name}-course"},
                element("title", text=page.title),
                element("item", item, element("title", text=page.title), *score),
            ),
        ),
        element(
            "resources",
            {},
            element("resource", sco, *(element("file", {"href": path}) for path in paths)),
        ),
    )
    return xml_bytes(root, _NAMESPACES)
