"""SCORM 2004 4th edition: the learner's page as one SCO with completion, success and an objective for each outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.document import Document
from socialscaffold.output.learner_files import PAGE
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import Element, element, xml_bytes
from socialscaffold.plan.model import Plan
from socialscaffold.targets.lesson import lesson, packed

MANIFEST = "imsmanifest.xml"
_NAMESPACES = {
    "": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "imsss": "http://www.imsglobal.org/xsd/imsss",
}


def package(
    plan: Plan, page: LearnerPage, pictures: Sequence[Document], *, stored: bool
) -> tuple[list[Document], list[Diagnostic]]:
    """`ID-scorm2004.zip`."""
    files, found = scorm2004(page, pictures)
    return packed(f"{plan.program.id}-scorm2004.zip", files, found, stored=stored)


def scorm2004(page: LearnerPage, assets: Iterable[Document] = ()) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files of the package, the manifest first, and SS-PKG-003 when its state cannot fit the LMS.

    Raises ValueError when the page refers to a file that is not among the `assets`.
    """
    files, found = lesson(page, assets, "scorm2004")
    return (Document(MANIFEST, _manifest(page, sorted(one.path for one in files))), *files), found


def _manifest(page: LearnerPage, paths: list[str]) -> bytes:
    """The manifest. Its identifiers hang on the program's id alone: learners' records hang on them."""
    name = f"ss-{page.program_id}"
    item = {"identifier": f"{name}-item", "identifierref": f"{name}-page"}
    sco = {"identifier": f"{name}-page", "type": "webcontent", "adlcp:scormType": "sco", "href": PAGE}
    root = element(
        "manifest",
        {"identifier": name, "version": "1.0"},
        element(
            "metadata",
            {},
            element("schema", text="ADL SCORM"),
            element("schemaversion", text="2004 4th Edition"),
        ),
        element(
            "organizations",
            {"default": f"{name}-course"},
            element(
                "organization",
                {"identifier": f"{name}-course"},
                element("title", text=page.title),
                element("item", item, element("title", text=page.title), _sequencing(page)),
                element(
                    "imsss:sequencing",
                    {},
                    element("imsss:controlMode", {"choice": "true", "flow": "true"}),
                ),
            ),
        ),
        element(
            "resources",
            {},
            element("resource", sco, *(element("file", {"href": path}) for path in paths)),
        ),
    )
    return xml_bytes(root, _NAMESPACES)


def _sequencing(page: LearnerPage) -> Element:
    """What the LMS is to track. It must not set completion or success itself: the page does, by the program's rule."""
    mastery = page.completion.mastery
    primary: tuple[Element, ...] = ()
    attributes = {"objectiveID": f"ss-{page.program_id}.program"}
    if mastery is not None:
        attributes = {"satisfiedByMeasure": "true", **attributes}
        primary = (element("imsss:minNormalizedMeasure", text=f"{mastery / 100:g}"),)
    return element(
        "imsss:sequencing",
        {},
        element(
            "imsss:objectives",
            {},
            element("imsss:primaryObjective", attributes, *primary),
            *(element("imsss:objective", {"objectiveID": one.id}) for one in page.outcomes),
        ),
        element("imsss:deliveryControls", {"completionSetByContent": "true", "objectiveSetByContent": "true"}),
    )
