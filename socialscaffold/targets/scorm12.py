"""SCORM 1.2: the learner's page as one SCO, with a manifest that lists exactly the files."""

from __future__ import annotations

import re
from collections.abc import Iterable

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.document import Document
from socialscaffold.output.learner_files import PAGE, learner_files
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import element, xml_bytes

MANIFEST = "imsmanifest.xml"
_NAMESPACES = {
    "": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
}


def scorm12(page: LearnerPage, assets: Iterable[Document] = ()) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files of the package, the manifest first, and SS-PKG-003 when its state cannot fit the LMS.

    `assets` are the files that the page links to or shows, under the same paths.
    Raises ValueError when the page refers to a file that is not among them.
    """
    learner, found = learner_files(page)
    files = (*learner.documents, *assets)
    paths = sorted(one.path for one in files)
    if lost := sorted(_references(page) - set(paths)):
        raise ValueError(f"the page refers to files that are not in the package: {', '.join(lost)}")
    return (Document(MANIFEST, _manifest(page, paths)), *files), found


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


def _references(page: LearnerPage) -> set[str]:
    """The package's files that the page links to or shows."""
    steps = [step for item in page.items for step in item.steps]
    urls = [link.url for step in steps for link in step.links]
    urls += [url for step in steps for url in re.findall(r'\s(?:src|href)="([^"]*)"', step.html)]
    local = (url.partition("#")[0] for url in urls if not re.match(r"(?i)[a-z][a-z0-9+.-]*:", url))
    return {path for path in local if path}
