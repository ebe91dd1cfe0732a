"""SCORM 2004 4th edition: completion, success and an objective for each outcome, as one SCO or one for each part."""

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
    "": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "imsss": "http://www.imsglobal.org/xsd/imsss",
}

# Such a part counts for nothing in the whole: the part that brings the codes together counts for all.
_NO_ROLLUP = {
    "rollupObjectiveSatisfied": "false",
    "rollupProgressCompletion": "false",
    "objectiveMeasureWeight": "0",
}


def package(
    plan: Plan, page: LearnerPage, pictures: Sequence[Document], *, stored: bool
) -> tuple[list[Document], list[Diagnostic]]:
    """`ID-scorm2004.zip`."""
    files, found = scorm2004(page, pictures, parts_of(plan, page))
    return packed(f"{plan.program.id}-scorm2004.zip", files, found, stored=stored)


def scorm2004(
    page: LearnerPage, assets: Iterable[Document] = (), parts: Sequence[Part] = ()
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files of the package, the manifest first, and SS-PKG-003 when its state cannot fit the LMS.

    `parts` are those of a program that is split. Raises ValueError when a page refers to a file that is not among the
    `assets`.
    """
    if parts:
        files, found = lessons(parts, assets, "scorm2004")
        scos = tuple(Sco(one.name, one.title, part_file(one), (_sequencing(one.page),)) for one in parts)
    else:
        files, found = lesson(page, assets, "scorm2004")
        scos = only(page, _sequencing(page))
    return (Document(MANIFEST, _manifest(page, scos, sorted(one.path for one in files))), *files), found


def _manifest(page: LearnerPage, scos: Sequence[Sco], paths: list[str]) -> bytes:
    control = element("imsss:controlMode", {"choice": "true", "flow": "true"})
    return manifest(
        page,
        scos,
        paths,
        "2004 4th Edition",
        _NAMESPACES,
        type_name="adlcp:scormType",
        behind_items=(element("imsss:sequencing", {}, control),),
    )


def _sequencing(page: LearnerPage) -> Element:
    """What the LMS is to track. It must not set completion or success itself: the page does, by the program's rule."""
    mastery = page.completion.mastery
    reports = page.part is None or page.part.reports
    primary: tuple[Element, ...] = ()
    attributes = {"objectiveID": f"ss-{page.program_id}.program"}
    if mastery is not None and reports:
        attributes = {"satisfiedByMeasure": "true", **attributes}
        primary = (element("imsss:minNormalizedMeasure", text=f"{mastery / 100:g}"),)
    return element(
        "imsss:sequencing",
        {},
        *(() if reports else (element("imsss:rollupRules", _NO_ROLLUP),)),
        element(
            "imsss:objectives",
            {},
            element("imsss:primaryObjective", attributes, *primary),
            *(element("imsss:objective", {"objectiveID": one.id}) for one in page.outcomes),
        ),
        element("imsss:deliveryControls", {"completionSetByContent": "true", "objectiveSetByContent": "true"}),
    )
