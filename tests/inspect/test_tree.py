"""XML that attacks its reader, and XML that is only wrong."""

from __future__ import annotations

from random import Random

import pytest
from packages import cartridge, codes, found, inspected, scorm12, zipped

from socialscaffold.inspect.tree import DEEPEST, LARGEST, read_tree

LAUGHS = """<!DOCTYPE manifest [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>
<manifest>&c;</manifest>"""


@pytest.mark.parametrize(
    "manifest",
    [
        LAUGHS,
        '<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest>&x;</manifest>',
        '<!DOCTYPE manifest SYSTEM "https://evil.example/x.dtd"><manifest/>',
        '<!DOCTYPE manifest [<!ENTITY % p SYSTEM "https://evil.example/x"> %p;]><manifest/>',
        "<a>" * (DEEPEST + 1) + "</a>" * (DEEPEST + 1),
        "<a>" * 100_000,
        "<m>" + "<a/>" * 100_001 + "</m>",
    ],
    ids=["laughs", "file", "dtd", "parameter", "deep", "unclosed", "many"],
)
def test_a_manifest_that_attacks_is_not_read(manifest: str) -> None:
    assert codes(zipped(scorm12(manifest))) == ["SS-PKG-037"]


def test_a_manifest_of_megabytes_is_not_read() -> None:
    manifest = f"<m>{Random(1).randbytes(LARGEST // 2).hex()}</m>"
    assert codes(zipped(scorm12(manifest))) == ["SS-PKG-037"]


def test_a_mistake_is_told_with_its_line() -> None:
    one = found(zipped(scorm12("<manifest>\n  <metadata>\n</manifest>")), "SS-PKG-038")
    assert one.span is not None and one.span.line == 3
    assert "mismatched tag" in one.message


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"<?xml version='1.0' encoding='nonsense'?><a/>", b"<a>\0</a>", b"<a b='1' b='2'/>"]
)
def test_what_is_no_xml_is_told(data: bytes) -> None:
    root, told = read_tree(data, "imsmanifest.xml")
    assert root is None and told is not None and told.code == "SS-PKG-038"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_honest_encodings_are_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a xmlns="urn:x" xmlns:p="urn:p" p:q="1">é</a>'
    root, told = read_tree(text.encode(encoding), "a.xml")
    assert told is None and root is not None
    assert (root.space, root.name, root.text, root.get("q", "urn:p"), root.line) == ("urn:x", "a", "é", "1", 1)


def test_a_part_of_a_cartridge_that_attacks_is_told_too() -> None:
    resource = '<resource identifier="t" type="imsdt_xmlv1p3"><file href="t.xml"/></resource>'
    item = '<item identifier="ti" identifierref="t"><title>Talk</title></item>'
    data = zipped(cartridge("1.3", resource, item, **{"t.xml": LAUGHS}))
    assert inspected(data).kind == "Common Cartridge 1.3"
    assert codes(data) == ["SS-PKG-037"]
