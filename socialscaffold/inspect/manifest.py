"""`imsmanifest.xml` as SCORM and Common Cartridge have it: items, resources and files, and whether all of it closes."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sized
from urllib.parse import unquote

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error, info, warn
from socialscaffold.inspect.archive import Archive
from socialscaffold.inspect.tree import Node
from socialscaffold.marks import Span
from socialscaffold.regex import regex

MANIFEST = "imsmanifest.xml"
_XML = "http://www.w3.org/XML/1998/namespace"
_OUTSIDE = regex(r"(?i)[a-z][a-z0-9+.-]*:|//")
# What a package may hold without listing it: the schemas of the standard.
_SCHEMAS = regex(r"(?i)\.(xsd|dtd)$|^(__MACOSX/|.*\.DS_Store$|Thumbs\.db$)")
_BY_CHANCE = regex(
    r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=(?:[a-f]{0,20}\d){4})[0-9a-f]{20,40}"
)
_BY_CLOCK = regex(r"(?<!\d)(1[5-9]\d{8}(\d{3})?|20[2-4]\d[01]\d[0-3]\d([0-2]\d[0-5]\d[0-5]\d)?)(?!\d)")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the outline; `resource` is the identifier that it points at, "" for a heading."""

    identifier: str
    title: str
    resource: str
    node: Node


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource with its addresses worked out from the package's root; `href` is "" where it has none."""

    identifier: str
    type: str
    sco: str
    href: str
    files: tuple[str, ...]
    node: Node


@dataclass(frozen=True, slots=True)
class Manifest:
    """One manifest, read."""

    root: Node
    identifier: str
    title: str
    items: tuple[Item, ...]
    resources: dict[str, Resource]

    def span(self, node: Node) -> Span:
        """Where a node begins, for findings."""
        return node.span(MANIFEST)

    def launched(self) -> tuple[Resource, ...]:
        """The resources that learners open, in the outline's order, each once."""
        names = dict.fromkeys(one.resource for one in self.items if one.resource in self.resources)
        return tuple(self.resources[name] for name in names)

    @property
    def launch(self) -> str:
        """The path of the file that opens first, "" where nothing does."""
        return next((path_of(one.href) for one in self.launched() if one.href), "")


def read_manifest(root: Node) -> Manifest:
    """The manifest behind a root element; what is missing is empty."""
    items = tuple(
        Item(one.get("identifier") or "", one.words("title"), one.get("identifierref") or "", one)
        for one in root.each("item")
    )
    resources: dict[str, Resource] = {}
    for block in root.each("resources"):
        base = (root.get("base", _XML) or "") + (block.get("base", _XML) or "")
        for one in block.children:
            if one.name == "resource":
                made = _resource(one, base + (one.get("base", _XML) or ""))
                resources.setdefault(made.identifier, made)
    organization = next(root.each("organization"), None)
    title = organization.words("title") if organization else ""
    general = next(root.each("general"), None)
    if not title and general is not None:
        title = general.words("title", "string") or general.words("title", "langstring")
    return Manifest(root, root.get("identifier") or "", title, items, resources)


def path_of(href: str) -> str:
    """The file behind an address of the package: no query, no fragment, no `./`."""
    path = unquote(re.split(r"[?#]", href, maxsplit=1)[0])
    return posixpath.normpath(path) if path else ""


def is_outside(href: str) -> bool:
    """Whether an address leads out of the package."""
    return bool(_OUTSIDE.match(href))


def check_references(manifest: Manifest) -> Iterator[Diagnostic]:
    """Whatever names something else names something that is there; no identifier stands twice."""
    for name, times in Counter(one for one in map(_identifier, _all(manifest.root)) if one).items():
        if times > 1:
            hint = "Give each its own: an LMS keeps what learners did under it, and would mix two of them up."
            yield error("SS-PKG-048", f"The identifier `{name}` stands {times} times.", hint, Span(MANIFEST))
    for one in manifest.items:
        if one.resource and one.resource not in manifest.resources:
            hint = "Point it at the identifier of a resource. No schema finds this: the LMS would open an empty page."
            message = f"The item “{one.title}” points at `{one.resource}`, which is no resource."
            yield error("SS-PKG-043", message, hint, manifest.span(one.node))
    for node in manifest.root.each("dependency"):
        if node.get("identifierref") not in manifest.resources:
            message = f"A dependency points at `{node.get('identifierref')}`, which is no resource."
            yield error("SS-PKG-043", message, "Name a resource, or take it out.", manifest.span(node))
    for node in manifest.root.each("organizations"):
        names = [one.get("identifier") for one in node.children if one.name == "organization"]
        default = node.get("default")
        if default is not None and names and default not in names:
            hint = f'Write `default="{names[0]}"`.'
            yield error("SS-PKG-043", f"The default organization `{default}` is not there.", hint, manifest.span(node))


def check_files(manifest: Manifest, archive: Archive) -> Iterator[Diagnostic]:
    """The manifest lists what is in the archive, and opens only what it lists."""
    listed = {path: one for one in manifest.resources.values() for path in one.files}
    lower = {name.casefold(): name for name in archive.names}
    missing = {path: None for path in listed if path not in archive and not is_outside(path)}
    for path in missing:
        near = lower.get(path.casefold())
        hint = f"It is there as `{near}`: names differ in upper and lower case." if near else _missing_hint(missing)
        message = f"`{path}` is listed in the manifest and not in the archive."
        yield error("SS-PKG-044", message, hint, manifest.span(listed[path].node))
    for one in manifest.launched():
        path = path_of(one.href)
        if one.href and not is_outside(one.href) and path not in archive and path not in missing:
            hint = "Put the file there, or name the right one. The import works all the same; learners get an error."
            message = f"The resource `{one.identifier}` opens `{path}`, which is not in the archive."
            yield error("SS-PKG-047", message, hint, manifest.span(one.node))
    also = {" ".join(node.text.split()) for node in manifest.root.each("location")}
    unlisted = [
        name
        for name in archive.names
        if name not in listed and name not in also and name != MANIFEST and not _SCHEMAS.search(name)
    ]
    if unlisted:
        message = f"{_counted(unlisted)} in the archive and not in the manifest: {shown(unlisted)}."
        hint = (
            "List them under the resource that needs them: some LMSs copy only what is listed, and pictures go missing."
        )
        yield warn("SS-PKG-045", message, hint, Span(MANIFEST))


def check_identifier(manifest: Manifest, *, quiet: bool = False) -> Iterator[Diagnostic]:
    """The manifest's own identifier should be the same with every export; `quiet` makes it a note."""
    made = "by chance" if _BY_CHANCE.search(manifest.identifier) else ""
    made = made or ("from the clock" if _BY_CLOCK.search(manifest.identifier) else "")
    if not manifest.identifier:
        hint = 'Give it a name of your own that stays: `<manifest identifier="my-course" …>`.'
        yield error("SS-PKG-042", "The manifest has no identifier.", hint, manifest.span(manifest.root))
    elif made:
        hint = (
            "Export twice and compare. If it changes, an LMS takes the second for another course and learners lose "
            "their records: set a fixed one in your tool."
        )
        tell = info if quiet else warn
        message = f"The identifier `{manifest.identifier}` looks as if it was made {made}."
        yield tell("SS-PKG-049", message, hint, manifest.span(manifest.root))


def shown(names: list[str]) -> str:
    """The first five names, and how many more there are."""
    first = ", ".join(f"`{one}`" for one in names[:5])
    return f"{first} and {len(names) - 5} more" if len(names) > 5 else first


def _counted(names: list[str]) -> str:
    return "One file is" if len(names) == 1 else f"{len(names)} files are"


def _missing_hint(missing: Sized) -> str:
    if len(missing) > 3:
        return "Several are missing: was the manifest made before the files were moved? Export again."
    return "Put it there, or take it out of the manifest."


def _resource(node: Node, base: str) -> Resource:
    def at(href: str) -> str:
        return href if not href or is_outside(href) else base + href

    href = at(node.get("href") or "")
    files = tuple(
        found if is_outside(found) else path_of(found)
        for found in (at(one.get("href") or "") for one in node.children if one.name == "file")
        if found
    )
    sco = next((value for key, value in node.attributes.items() if key.lower().endswith("}scormtype")), "")
    return Resource(node.get("identifier") or "", node.get("type") or "", sco, href, files, node)


def _all(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        one = stack.pop()
        yield one
        stack += one.children


def _identifier(node: Node) -> str:
    return (node.get("identifier") or "") if node.name in ("manifest", "organization", "item", "resource") else ""
