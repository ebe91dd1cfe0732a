"""The manifest of a SCORM package with one SCO: what 1.2 and 2004 have in common; each target adds its own."""

from __future__ import annotations

from collections.abc import Mapping

from socialscaffold.output.learner_files import PAGE
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import Element, element, xml_bytes

MANIFEST = "imsmanifest.xml"


def manifest(
    page: LearnerPage,
    paths: list[str],
    version: str,
    namespaces: Mapping[str, str],
    *,
    sco: Mapping[str, str],
    item: Mapping[str, str] | None = None,
    in_item: tuple[Element, ...] = (),
    behind_item: tuple[Element, ...] = (),
) -> bytes:
    """The bytes of `imsmanifest.xml`. `sco` and `item` are further attributes of the resource and of the item.

    Its identifiers hang on the program's id alone: learners' records hang on them.
    """
    name = f"ss-{page.program_id}"
    identified = {"identifier": f"{name}-item", "identifierref": f"{name}-page", **(item or {})}
    resource = {"identifier": f"{name}-page", "type": "webcontent", **sco, "href": PAGE}
    root = element(
        "manifest",
        {"identifier": name, "version": "1.0"},
        element(
            "metadata",
            {},
            element("schema", text="ADL SCORM"),
            element("schemaversion", text=version),
        ),
        element(
            "organizations",
            {"default": f"{name}-course"},
            element(
                "organization",
                {"identifier": f"{name}-course"},
                element("title", text=page.title),
                element("item", identified, element("title", text=page.title), *in_item),
                *behind_item,
            ),
        ),
        element(
            "resources",
            {},
            element("resource", resource, *(element("file", {"href": path}) for path in paths)),
        ),
    )
    return xml_bytes(root, dict(namespaces))
