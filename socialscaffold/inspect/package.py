"""One package, ours or another tool's: what it is, and what will go wrong with it in an LMS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import BinaryIO

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Severity, error, has_errors, in_order, warn
from socialscaffold.inspect.archive import Archive, open_archive
from socialscaffold.inspect.cartridge import check_cartridge, version_of
from socialscaffold.inspect.cmi5 import STRUCTURE, check_cmi5, launch_of, title_of
from socialscaffold.inspect.manifest import (
    MANIFEST,
    Manifest,
    check_files,
    check_identifier,
    check_references,
    read_manifest,
    shown,
)
from socialscaffold.inspect.scorm import SPACES, check_scorm
from socialscaffold.inspect.scripts import Scripts, check_requests, check_unread
from socialscaffold.inspect.tree import Node, read_tree
from socialscaffold.marks import Span
from socialscaffold.source.names import problem

MOST_OF_A_KIND = 15
LONGEST_MESSAGE = 400
CODES = {
    "SS-PKG-030": "not an archive that can be read",
    "SS-PKG-031": "a name that leaves the folder",
    "SS-PKG-032": "a link, or another thing that is no plain file",
    "SS-PKG-033": "an archive that would unpack to far too much",
    "SS-PKG-034": "a directory that does not agree with the contents",
    "SS-PKG-035": "a password, or a compression that LMSs don't read",
    "SS-PKG-036": "an archive inside the archive",
    "SS-PKG-037": "XML that attacks its reader",
    "SS-PKG-038": "XML that is not well-formed",
    "SS-PKG-040": "no manifest at the root",
    "SS-PKG-041": "a manifest of no kind that is known here",
    "SS-PKG-042": "a part of the manifest that is missing or wrong",
    "SS-PKG-043": "a reference that leads nowhere",
    "SS-PKG-044": "a listed file that is not there",
    "SS-PKG-045": "a file that is not listed",
    "SS-PKG-046": "a name that breaks on some servers",
    "SS-PKG-047": "nothing to open, or a launch file that is not there",
    "SS-PKG-048": "an identifier that stands twice",
    "SS-PKG-049": "an identifier that changes with each export",
    "SS-PKG-050": "a manifest that the standard's schema refuses",
    "SS-PKG-051": "something loaded from another server",
    "SS-PKG-052": "a state that does not fit",
    "SS-PKG-053": "a score that turns into a trap",
    "SS-PKG-054": "several SCOs",
    "SS-PKG-055": "`moveOn` missing or wrong",
    "SS-PKG-056": "a kind of resource that this version does not have",
    "SS-PKG-057": "a resource that is not of the shape importers insist on",
    "SS-PKG-058": "nothing that talks to the LMS",
    "SS-PKG-059": "a text that is longer than LMSs hold",
    "SS-PKG-060": "a file too large to be looked into",
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found out. `kind` is `SCORM 1.2`, `SCORM 2004 4th Edition`, `cmi5`, `Common Cartridge 1.3` or "" where
    nothing is known; `size` is in bytes, unpacked; `texts` are the lines that findings name, by file.
    """

    kind: str = ""
    title: str = ""
    launch: str = ""
    files: int = 0
    size: int = 0
    found: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    manifest: bytes = b""
    manifest_name: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing in it is an error."""
        return not has_errors(self.found)


def inspect_package(file: BinaryIO) -> Inspected:
    """Look at a package in a file that can be sought in. It is read in memory, in parts, and never unpacked."""
    archive, found = open_archive(file)
    if archive is None:
        return Inspected(found=_told(found))
    found += _names(archive)
    name = next((one for one in (STRUCTURE, MANIFEST) if one in archive), "")
    if STRUCTURE in archive and MANIFEST in archive:
        hint = "An LMS takes one of the two, and not each the same. Keep the one that your LMS is to play."
        found.append(warn("SS-PKG-041", f"It has two manifests, `{STRUCTURE}` and `{MANIFEST}`.", hint, Span(MANIFEST)))
    if not name:
        found += [] if has_errors(found) else [_without_manifest(archive)]
        return Inspected(files=len(archive.names), size=archive.unpacked, found=_told(found))
    data = archive.read(name)
    root, told = (None, _unreadable(name)) if data is None else read_tree(data, name)
    if root is None or data is None:
        found += [told] if told else []
        return Inspected(files=len(archive.names), size=archive.unpacked, found=_told(found))
    scripts = Scripts(archive)
    kind, title, launch, told_all = _judge(name, root, archive, scripts)
    found += [*told_all, *check_requests(scripts), *check_unread(archive)]
    named = {one.span.file for one in found if one.span}
    texts = {path: text for path, text in scripts.texts.items() if path in named}
    texts[name] = data.decode("utf-8", "replace")
    return Inspected(kind, title, launch, len(archive.names), archive.unpacked, _told(found), texts, data, name)


def _told(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings in order, none longer than a person reads, and at most `MOST_OF_A_KIND` of one kind."""
    kinds: dict[str, list[Diagnostic]] = {}
    for one in in_order(found):
        kinds.setdefault(one.code, []).append(one)
    kept = [
        replace(one, message=_cut(one.message), hint=_cut(one.hint))
        for each in kinds.values()
        for one in each[:MOST_OF_A_KIND]
    ]
    for code, each in kinds.items():
        if (more := len(each) - MOST_OF_A_KIND) > 0:
            worst = min((one.severity for one in each), key=list(Severity).index)
            kept.append(Diagnostic(code, worst, f"{more:,} more findings: {CODES[code]}."))
    return tuple(in_order(kept))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]} …"


def _judge(name: str, root: Node, archive: Archive, scripts: Scripts) -> tuple[str, str, str, list[Diagnostic]]:
    """Kind, title, launch file and findings, by what the manifest is."""
    if name == STRUCTURE:
        return "cmi5", title_of(root), launch_of(root), list(check_cmi5(root, archive, scripts))
    manifest = read_manifest(root)
    common = [*check_references(manifest), *check_files(manifest, archive)]
    if version := version_of(root):
        found = [*check_cartridge(version, manifest, archive), *check_identifier(manifest, quiet=True)]
        return f"Common Cartridge {version}", manifest.title, "", [*common, *found]
    kind = _scorm(manifest)
    if not kind:
        hint = "socialscaffold knows SCORM 1.2, SCORM 2004, cmi5 and Common Cartridge. Ask your tool for one of these."
        told = error(
            "SS-PKG-041", "The manifest is of none of the kinds that LMSs import as a course.", hint, Span(name)
        )
        return "", manifest.title, "", [told]
    found = [*check_scorm(kind, manifest, scripts), *check_identifier(manifest)]
    version = root.words("metadata", "schemaversion") if kind == "SCORM 2004" else ""
    shown_kind = f"SCORM {version}" if version.startswith("2004 ") else kind
    return shown_kind, manifest.title, manifest.launch, [*common, *found]


def _scorm(manifest: Manifest) -> str:
    """The SCORM that a manifest speaks, by its version, its namespaces, or the spelling of `scormtype`."""
    root = manifest.root
    said = root.words("metadata", "schemaversion")
    if said == "1.2":
        return "SCORM 1.2"
    if said.startswith("2004") or said in ("CAM 1.3", "1.3"):
        return "SCORM 2004"
    spaces = {root.space} | {
        key.partition("}")[0][1:] for one in manifest.resources.values() for key in one.node.attributes
    }
    return next((kind for kind, (_, adl) in SPACES.items() if adl in spaces), "")


def _names(archive: Archive) -> Iterator[Diagnostic]:
    odd = [(name, why) for name in archive.names if (why := problem(name)) and not name.startswith("__MACOSX/")]
    if odd:
        hint = "Rename them: some LMSs lose or refuse such files. Safe are letters from a to z, digits, `.`, `_`, `-`."
        message = (
            f"`{odd[0][0]}` {odd[0][1]}."
            if len(odd) == 1
            else f"{len(odd)} names can break on some servers: {shown([name for name, _ in odd])}."
        )
        yield warn("SS-PKG-046", message, hint, Span(odd[0][0]))


# What else people take for a package: how a file of it ends, what it is, and what to do with it.
_OTHERS = (
    (("/tincan.xml",), "a Tin Can (xAPI) package, which this check does not know",
     "Few LMSs import it. Export as cmi5 or SCORM."),
    ((".crs", ".au", ".des"), "an AICC package, which this check does not know", "Export as SCORM or cmi5."),
    (("/moodle_backup.xml", "/moodle.xml"), "a backup of a Moodle course",
     "Restore it in Moodle with “Restore”; it is not imported as a package."),
    (("/h5p.json",), "H5P content",
     "Upload it as H5P, in an LMS that has H5P; for any other let your H5P tool export SCORM."),
    (("/contentv3.xml", "/content.dtd"), "a project of eXeLearning, to be worked on and not to be uploaded",
     "Open it in eXeLearning and export SCORM 1.2 or a Common Cartridge."),
    (("/[content_types].xml",), "a document of Word, PowerPoint or Excel",
     "An LMS takes it as a plain file. To see who did what, make a course of it and export that as SCORM."),
    (("/meta-inf/container.xml",), "an e-book (EPUB)",
     "Upload it as a file; LMSs show or offer it, and do not record who read it."),
)  # fmt: skip


def _without_manifest(archive: Archive) -> Diagnostic:
    """Why no LMS can read it, by what is there instead."""
    wrapped = [
        name for name in archive.names if name.count("/") == 1 and name.endswith((f"/{MANIFEST}", f"/{STRUCTURE}"))
    ]
    if wrapped:
        folder = wrapped[0].partition("/")[0]
        hint = f"Open the folder `{folder}`, mark everything in it and pack that; not the folder itself."
        return error("SS-PKG-040", f"The manifest lies in the folder `{folder}`, and LMSs look at the root only.", hint)
    lower = next((name for name in archive.names if name.lower() in (MANIFEST, STRUCTURE)), "")
    if lower:
        return error("SS-PKG-040", f"The manifest is called `{lower}`.", f"Its name is `{lower.lower()}`, all small.")
    for ends, what, hint in _OTHERS:
        if any(f"/{name.lower()}".endswith(ends) for name in archive.names):
            return error("SS-PKG-041", f"It is {what}.", hint)
    if not archive.names:
        return error("SS-PKG-040", "There is nothing in it.", "Export the package again.")
    hint = f"SCORM and Common Cartridge have `{MANIFEST}` at the root, cmi5 has `{STRUCTURE}`. Export it for an LMS."
    return error("SS-PKG-040", "There is no manifest, so no LMS knows what this is.", hint)


def _unreadable(name: str) -> Diagnostic:
    hint = "Export the package again; don't upload this."
    return error("SS-PKG-037", f"`{name}` is damaged or too large to be a manifest.", hint, Span(name))
