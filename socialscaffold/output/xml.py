"""Manifests as trees of elements, written so that a parser reads back exactly what was meant.

Tags and attributes carry their prefix, as in the standard's own examples; prefixes are declared once:

    ims = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    root = element(
        "manifest",
        {"identifier": "M-1", "xsi:schemaLocation": f"{ims} imscp_rootv1p1p2.xsd"},
        element("title", text="Ready for EVs"),
        element("resource", {"adlcp:scormtype": "sco"}),
    )
    xml_bytes(root, {"": ims, "adlcp": ..., "xsi": "http://www.w3.org/2001/XMLSchema-instance"})
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from xml.etree import ElementTree

from socialscaffold.regex import regex

Element = ElementTree.Element

_NAME = regex(r"(?:[A-Za-z_][A-Za-z0-9._-]*:)?[A-Za-z_][A-Za-z0-9._-]*")
# What is no character of XML 1.0, by name: the class of all that are would take ten times as long to compile.
FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(
    tag: str, attributes: Mapping[str, str] | None = None, /, *children: Element, text: str | None = None
) -> Element:
    """One element with either children or text.

    Attributes keep their order; line ends in the text become `\\n`.
    Raises ValueError for a name that is not plain XML, for text beside children (indenting would change it)
    and for a character that XML 1.0 forbids (ElementTree would write a file that no LMS can read).
    """
    attributes = attributes or {}
    for name in (tag, *attributes):
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not a name in XML")
    if text is not None and children:
        raise ValueError(f"<{tag}> has text and children")
    for value in (text or "", *attributes.values()):
        if bad := FORBIDDEN.search(value):
            raise ValueError(f"<{tag}> holds U+{ord(bad[0]):04X}, which XML forbids")
    made = Element(tag, dict(attributes))
    made.text = None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")
    made.extend(children)
    return made


def xml_bytes(root: Element, namespaces: Mapping[str, str]) -> bytes:
    """The tree as indented UTF-8 with a declaration; `namespaces` maps prefix -> URI, "" for the default one.

    Raises ValueError for a prefix that `namespaces` does not hold.
    """
    declared = {"xmlns" if prefix == "" else f"xmlns:{prefix}": uri for prefix, uri in namespaces.items()}
    known = {"xml", *namespaces}
    for each in root.iter():
        for name in (each.tag, *each.attrib):
            prefix = name.rpartition(":")[0]
            if prefix and prefix not in known:
                raise ValueError(f"the prefix of {name!r} is not declared")
    tree = deepcopy(root)
    tree.attrib = {**declared, **tree.attrib}
    ElementTree.indent(tree)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(tree, "unicode")}\n'.encode()
