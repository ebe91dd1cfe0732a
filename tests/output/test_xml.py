"""XML that a parser reads back as it was meant."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from socialscaffold.output.xml import element, xml_bytes

IMS = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMESPACES = {"": IMS, "adlcp": ADL, "xsi": XSI}
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
ALLOWED = st.text(LETTERS | st.just("\n"))
FORBIDDEN = st.sampled_from([*map(chr, set(range(32)) - {9, 10, 13}), "\ud800", "\udfff", "\ufffe", "\uffff"])


def test_a_manifest_is_written_with_the_prefixes_of_the_standard() -> None:
    root = element(
        "manifest",
        {"identifier": "M-1", "xsi:schemaLocation": f"{IMS} imscp_rootv1p1p2.xsd"},
        element("organizations", {"default": "O-1"}, element("title", text="Care & <repair>")),
        element("resource", {"adlcp:scormtype": "sco"}),
        element("adlcp:masteryscore", text="80"),
    )
    expected = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="{IMS}" xmlns:adlcp="{ADL}" xmlns:xsi="{XSI}" identifier="M-1" \
xsi:schemaLocation="{IMS} imscp_rootv1p1p2.xsd">
  <organizations default="O-1">
    <title>Care &amp; &lt;repair&gt;</title>
  </organizations>
  <resource adlcp:scormtype="sco" />
  <adlcp:masteryscore>80</adlcp:masteryscore>
</manifest>
"""
    assert xml_bytes(root, NAMESPACES).decode() == expected
    assert xml_bytes(root, NAMESPACES).decode() == expected  # writing leaves the tree as it was
    read = etree.fromstring(expected.encode())
    assert read.find(f"{{{IMS}}}resource").get(f"{{{ADL}}}scormtype") == "sco"
    assert read.findtext(f"{{{ADL}}}masteryscore") == "80"


@given(ALLOWED, ALLOWED)
def test_any_lawful_text_reads_back_equal(text: str, value: str) -> None:
    data = xml_bytes(element("a", {"b": value}, element("c", text=text)), {})
    for root in (ElementTree.fromstring(data), etree.fromstring(data)):
        assert root.get("b") == value
        assert root.findtext("c") == text


@given(st.text(), FORBIDDEN, st.text())
def test_a_character_that_xml_forbids_is_never_written(before: str, bad: str, after: str) -> None:
    with pytest.raises(ValueError, match=r"U\+[0-9A-F]{4}, which XML forbids"):
        element("a", text=before + bad + after)
    with pytest.raises(ValueError, match="XML forbids"):
        element("a", {"b": before + bad + after})


def test_line_ends_survive_reading() -> None:
    data = xml_bytes(element("a", {"b": "1\r\n2\t3"}, element("c", text="1\r\n2\r3\n4")), {})
    root = etree.fromstring(data)
    assert root.findtext("c") == "1\n2\n3\n4"
    assert root.get("b") == "1\r\n2\t3"


@pytest.mark.parametrize("name", ["", "a b", "1a", "a>", "a:b:c", ":a", "a:", "{http://x}a", 'a="1"', "a\n"])
def test_a_name_that_would_break_out_of_the_tag_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        element(name)
    with pytest.raises(ValueError, match="not a name"):
        element("a", {name: "1"})


def test_a_prefix_must_be_declared() -> None:
    for root in (element("adlcp:a"), element("a", {}, element("b", {"adlcp:c": "1"}))):
        with pytest.raises(ValueError, match="not declared"):
            xml_bytes(root, {"": IMS})
    assert b'xml:lang="de"' in xml_bytes(element("a", {"xml:lang": "de"}), {})


def test_text_beside_children_is_refused_because_indenting_would_change_it() -> None:
    with pytest.raises(ValueError, match="text and children"):
        element("a", {}, element("b"), text="x")
