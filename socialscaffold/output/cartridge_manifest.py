"""The manifest of a Common Cartridge: one hierarchy of modules, and a resource behind every leaf of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from socialscaffold.dataclass import dataclass
from socialscaffold.output.document import Document
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.names import slug
from socialscaffold.output.state import key_of
from socialscaffold.output.xml import Element, element, xml_bytes

MANIFEST = "imsmanifest.xml"
PartKind = Literal["page", "link", "topic", "quiz", "assignment"]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of Common Cartridge: `1.1` or `1.3`."""

    number: Literal["1.1", "1.3"]

    @property
    def short(self) -> str:
        """`v1p3`, as namespaces and resource types spell it."""
        return f"v{self.number.replace('.', 'p')}"

    @property
    def tag(self) -> str:
        """`cc13`, for file names."""
        return f"cc{self.number.replace('.', '')}"

    @property
    def assignments(self) -> bool:
        """Whether assignments may stand in it."""
        return self.number == "1.3"

    @property
    def one_feedback(self) -> bool:
        """Whether it is for Moodle, which shows the feedback of several answers together to everybody."""
        return self.number == "1.1"

    def namespace(self, name: str) -> str:
        """The namespace of `imscp`, `imswl` or `imsdt` in this version."""
        own = "v1p1" if name == "imscp" else self.short
        return f"http://www.imsglobal.org/xsd/imscc{self.short}/{name}_{own}"

    def type_of(self, kind: PartKind) -> str:
        """The type of the resource that holds a part."""
        return {
            "page": "webcontent",
            "link": f"imswl_xml{self.short}",
            "topic": f"imsdt_xml{self.short}",
            "quiz": f"imsqti_xmlv1p2/imscc_xml{self.short}/assessment",
            "assignment": "assignment_xmlv1p0",
        }[kind]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a learner opens: `id` is unique in the cartridge, `needs` are paths of files that it shows."""

    id: str
    title: str
    kind: PartKind
    document: Document
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """Parts under one heading."""

    id: str
    title: str
    parts: tuple[Part, ...]


def manifest(page: LearnerPage, version: Version, modules: Sequence[Module], pictures: Sequence[str]) -> bytes:
    """The manifest. Its identifiers hang on the ids of the program and its parts alone: an LMS that imports it again
    knows by them what it has already.

    Pages carry the address that an item opens; parts that are XML files have exactly one file and none, as the
    standard says. Modules without parts are left out.
    """
    name = f"ss-{page.program_id}"
    parts = [part for module in modules for part in module.parts]
    items = (_module(name, one) for one in modules if one.parts)
    # The one item of the organization is the root; it has no title.
    tree = element("item", {"identifier": f"{name}.root"}, *items)
    root = element(
        "manifest",
        {"identifier": name},
        element(
            "metadata",
            {},
            element("schema", text="IMS Common Cartridge"),
            element("schemaversion", text=f"{version.number}.0"),
            element("lomimscc:lom", {}, element("lomimscc:general", {}, *_general(page))),
        ),
        element(
            "organizations",
            {},
            element("organization", {"identifier": f"{name}.course", "structure": "rooted-hierarchy"}, tree),
        ),
        element(
            "resources",
            {},
            *(_resource(name, one, version) for one in parts),
            *(_picture(name, path) for path in pictures),
        ),
    )
    lom = f"http://ltsc.ieee.org/xsd/imscc{version.short}/LOM/manifest"
    return xml_bytes(root, {"": version.namespace("imscp"), "lomimscc": lom})


def _general(page: LearnerPage) -> Iterable[Element]:
    words = {"language": page.language}
    yield element("lomimscc:title", {}, element("lomimscc:string", words, text=page.title))
    yield element("lomimscc:language", text=page.language)
    if page.summary:
        yield element("lomimscc:description", {}, element("lomimscc:string", words, text=page.summary))


def _module(name: str, module: Module) -> Element:
    leaves = (
        element(
            "item",
            {"identifier": f"{name}.{part.id}.item", "identifierref": f"{name}.{part.id}"},
            element("title", text=part.title),
        )
        for part in module.parts
    )
    return element("item", {"identifier": f"{name}.module.{module.id}"}, element("title", text=module.title), *leaves)


def _resource(name: str, part: Part, version: Version) -> Element:
    href = {"href": part.document.path} if part.kind == "page" else {}
    return element(
        "resource",
        {"identifier": f"{name}.{part.id}", "type": version.type_of(part.kind), **href},
        element("file", {"href": part.document.path}),
        *(element("dependency", {"identifierref": _picture_name(name, path)}) for path in part.needs),
    )


def _picture(name: str, path: str) -> Element:
    return element(
        "resource",
        {"identifier": _picture_name(name, path), "type": "webcontent", "href": path},
        element("file", {"href": path}),
    )


def _picture_name(name: str, path: str) -> str:
    return f"{name}.picture.{slug(path)}.{key_of(path, 7)}"  # two paths may have one slug
