"""The manifest of a SCORM package: what 1.2 and 2004 have in common; each target adds its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.output.learner_files import PAGE
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import Element, element, xml_bytes

MANIFEST = "imsmanifest.xml"


@dataclass(frozen=True, slots=True)
class Sco:
    """One page that the LMS opens and keeps a record of; `name` is "" where there is but one. `inside` is what the
    item holds beside its title."""

    name: str
    title: str
    href: str
    inside: tuple[Element, ...] = ()


def manifest(
    page: LearnerPage,
    scos: Sequence[Sco],
    paths: Sequence[str],
    version: str,
    namespaces: Mapping[str, str],
    *,
    type_name: str,
    item: Mapping[str, str] | None = None,
    behind_items: tuple[Element, ...] = (),
) -> bytes:
    """The bytes of `imsmanifest.xml`, which lists each of `paths` once.

    `type_name` is how the version calls the attribute that tells a SCO from an asset, `item` further attributes of
    every item. Its identifiers hang on the ids of the program and of its parts alone: learners' records hang on them.
    """
    name = f"ss-{page.program_id}"
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
                *(_item(_named(name, one), one, item or {}) for one in scos),
                *behind_items,
            ),
        ),
        element("resources", {}, *_resources(name, scos, paths, type_name)),
    )
    return xml_bytes(root, dict(namespaces))


def _named(name: str, one: Sco) -> str:
    return f"{name}-{one.name}" if one.name else name


def _item(name: str, one: Sco, more: Mapping[str, str]) -> Element:
    attributes = {"identifier": f"{name}-item", "identifierref": f"{name}-page", **more}
    return element("item", attributes, element("title", text=one.title), *one.inside)


def _resources(name: str, scos: Sequence[Sco], paths: Sequence[str], type_name: str) -> Iterator[Element]:
    """One page has every file; where there are several, what they share is a resource that each of them leans on."""
    shared = f"{name}-shared"
    own = {one.href for one in scos}
    for one in scos:
        attributes = {"identifier": f"{_named(name, one)}-page", "type": "webcontent", type_name: "sco"}
        files = [element("file", {"href": path}) for path in (paths if len(scos) == 1 else [one.href])]
        leans = [element("dependency", {"identifierref": shared})] if len(scos) > 1 else []
        yield element("resource", {**attributes, "href": one.href}, *files, *leans)
    if len(scos) > 1:
        rest = (element("file", {"href": path}) for path in paths if path not in own)
        yield element("resource", {"identifier": shared, "type": "webcontent", type_name: "asset"}, *rest)


def only(page: LearnerPage, *inside: Element) -> tuple[Sco, ...]:
    """The one SCO of a program that is not split."""
    return (Sco("", page.title, PAGE, inside),)
