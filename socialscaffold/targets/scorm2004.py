"""SCORM 2004 4th edition: the learner's page as one SCO with completion, success and an objective for each outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.document import Document
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import Element, element
from socialscaffold.plan.model import Plan
from socialscaffold.targets.lesson import lesson, packed
from socialscaffold.targets.manifest import MANIFEST, manifest

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
    control = element("imsss:controlMode", {"choice": "true", "flow": "true"})
    return manifest(
        page,
        paths,
        "2004 4th Edition",
        _NAMESPACES,
        sco={"adlcp:scormType": "sco"},
        in_item=(_sequencing(page),),
        behind_item=(element("imsss:sequencing", {}, control),),
    )


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
