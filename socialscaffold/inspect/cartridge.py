"""Common Cartridge: the shape that importers insist on, version by version."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Diagnostic, error, warn
from socialscaffold.inspect.archive import Archive
from socialscaffold.inspect.manifest import Manifest, Resource
from socialscaffold.inspect.tree import Node, read_tree
from socialscaffold.marks import Span
from socialscaffold.regex import regex

SPACE = regex(r"http://www\.imsglobal\.org/xsd/imscc(?:v(1p[1-9]))?/imscp_v1p1")
# Resources that are one XML file, known by what it begins with.
_ROOTS = (
    (regex(r"imsdt_xmlv(1p\d)"), "topic"),
    (regex(r"imswl_xmlv(1p\d)"), "webLink"),
    (regex(r"imsqti_xmlv1p2/imscc_xmlv(1p\d)/(?:assessment|question-bank)"), "questestinterop"),
    (regex(r"imsbasiclti_xmlv(1p\d)"), "cartridge_basiclti_link"),
    (regex(r"assignment_xmlv(1p\d)"), "assignment"),
)
_FILES = regex(r"webcontent|associatedcontent/imscc_xmlv(1p\d)/learning-application-resource")
_NOT_YET = {"1p0": "1.0", "1p1": "1.1", "1p2": "1.2"}


def version_of(root: Node) -> str:
    """`1.3` and so on; "" where the manifest is not a cartridge's."""
    found = SPACE.fullmatch(root.space)
    return (found[1] or "1p0").replace("p", ".") if found else ""


def check_cartridge(version: str, manifest: Manifest, archive: Archive) -> Iterator[Diagnostic]:
    """Everything that belongs to Common Cartridge alone."""
    said = manifest.root.words("metadata", "schemaversion")
    if not said.startswith(version):
        hint = f"Write <schemaversion>{version}.0</schemaversion>: importers choose by the namespace or by this."
        message = f"The manifest is in version {version}'s namespace and says that it is `{said}`."
        yield error("SS-PKG-042", message, hint, manifest.span(manifest.root))
    yield from _outline(manifest)
    if not manifest.resources:
        hint = "Importing it makes an empty course. Export it again, with the parts that it is to have."
        yield error("SS-PKG-047", "There is nothing in the cartridge.", hint, manifest.span(manifest.root))
    opened = {one.resource for one in manifest.items}
    for one in manifest.resources.values():
        yield from _resource(version, one, one.identifier in opened, manifest, archive)


def _outline(manifest: Manifest) -> Iterator[Diagnostic]:
    block = next(manifest.root.each("organizations"), None)
    if block is None:
        hint = "Write <organizations>, empty where there is no outline."
        yield error("SS-PKG-042", "The manifest has no <organizations>.", hint, manifest.span(manifest.root))
        return
    outlines = [one for one in block.children if one.name == "organization"]
    if len(outlines) > 1:
        hint = "A cartridge has one; importers read the first. Put everything under it."
        yield error("SS-PKG-042", f"There are {len(outlines)} organizations.", hint, manifest.span(outlines[1]))
    for outline in outlines[:1]:
        roots = [one for one in outline.children if one.name == "item"]
        if len(roots) > 1:
            hint = "Put all items under one without a title: Open edX reads only the first, Moodle makes it the course."
            yield error("SS-PKG-042", f"The outline has {len(roots)} roots.", hint, manifest.span(roots[1]))
        for one in outline.each("item"):
            if any(one is root for root in roots):
                continue
            title = one.words("title")
            if not title:
                yield error(
                    "SS-PKG-042", "An item has no title.", "Learners would see a nameless line.", manifest.span(one)
                )
            elif len(title) > 255:
                hint = "Moodle and Canvas hold 255."
                yield warn("SS-PKG-059", f"A title has {len(title)} characters.", hint, manifest.span(one))


def _resource(version: str, one: Resource, opened: bool, manifest: Manifest, archive: Archive) -> Iterator[Diagnostic]:
    span = manifest.span(one.node)
    for pattern, root in _ROOTS:
        if not (found := pattern.fullmatch(one.type)):
            continue
        if root == "assignment" and version in _NOT_YET.values():
            hint = "Moodle refuses the whole cartridge for it. Take it out, or make it a discussion topic or a page."
            yield error("SS-PKG-056", f"`{one.identifier}` is an assignment, and {version} has none.", hint, span)
        elif root in ("topic", "webLink", "questestinterop") and found[1].replace("p", ".") != version:
            hint = f"Types and namespaces belong to one version; an importer of {version} passes this over in silence."
            yield error("SS-PKG-056", f"`{one.identifier}` is of the type `{one.type}`, not of {version}.", hint, span)
        if len(one.files) != 1 or one.node.get("href"):
            hint = "Give it exactly one <file> and no `href`: that is how importers know it."
            message = f"`{one.identifier}` ({root}) has {len(one.files)} files"
            message += " and an `href`." if one.node.get("href") else "."
            yield error("SS-PKG-057", message, hint, span)
        yield from _part(one, root, archive)
        return
    if _FILES.fullmatch(one.type):
        if opened and not one.href:
            hint = "Add `href` with the page that opens; without it the line in the outline leads nowhere."
            yield error("SS-PKG-057", f"`{one.identifier}` stands in the outline and has no `href`.", hint, span)
    elif opened:
        hint = "Check after importing that it came through, or put a page in its place."
        yield warn("SS-PKG-056", f"`{one.identifier}` is of the type `{one.type}`, which few LMSs read.", hint, span)


def _part(one: Resource, root: str, archive: Archive) -> Iterator[Diagnostic]:
    for path in one.files[:1]:
        data = archive.read(path) if path in archive else None
        if data is None:
            continue
        tree, told = read_tree(data, path)
        if told:
            yield told
        elif tree and tree.name != root:
            hint = "The importer finds nothing in it and leaves it out."
            message = f"`{path}` begins with <{tree.name}> and should with <{root}>."
            yield error("SS-PKG-057", message, hint, Span(path))
        elif tree and root == "questestinterop":
            yield from _questions(tree, path)


def _questions(tree: Node, path: str) -> Iterator[Diagnostic]:
    for item in tree.each("item"):
        fields = {one.words("fieldlabel"): one.words("fieldentry") for one in item.each("qtimetadatafield")}
        if not fields.get("cc_profile", "").startswith("cc."):
            hint = (
                "Write its `cc_profile`, such as cc.multiple_choice.v0p1; without one Moodle leaves the question out."
            )
            message = f"The question `{item.get('ident')}` does not say what kind it is."
            yield warn("SS-PKG-057", message, hint, item.span(path))
