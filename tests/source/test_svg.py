"""Pictures: what their name says, and nothing that runs."""

from __future__ import annotations

import pytest

from socialscaffold.source.svg import picture_problem

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, more: str = "") -> bytes:
    return f"<svg {NS} {more}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "data",
    [
        svg('<title>A</title><rect width="4" height="4" fill="#fff"/>'),
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->' + svg("<g/>"),
        svg('<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use xlink:href="#b"/>'),
        svg("<style>.a { fill: url(#a); }</style><path class='a' style='stroke: red' d='M0 0'/>"),
        svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
        svg('<m:layer xmlns:m="http://www.inkscape.org/namespaces/inkscape" m:label="x"/>'),
        b"\xef\xbb\xbf" + svg(""),
    ],
)
def test_drawings_pass(data: bytes) -> None:
    assert picture_problem(data, "a.svg") is None


@pytest.mark.parametrize(
    "data",
    [
        svg("<script>alert(1)</script>"),
        svg('<script href="x.js"/>'),
        svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
        svg("", 'onload="alert(1)"'),
        svg('<rect ONCLICK="alert(1)"/>'),
        svg("<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>"),
        svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'),
        svg('<g xmlns=""><script>alert(1)</script></g>'),
        svg('<a href="https://evil.test"><text>x</text></a>'),
        svg('<a xlink:href="javascript:alert(1)"><text>x</text></a>'),
        svg('<use href="other.svg#a"/>'),
        svg('<use xlink:href="data:image/svg+xml;base64,PHN2Zz4=#a"/>'),
        svg('<image href="https://evil.test/x.png"/>'),
        svg('<image href="data:image/svg+xml,x"/>'),
        svg('<set attributeName="onload" to="alert(1)"/>'),
        svg('<animate attributeName="href" values="javascript:alert(1)"/>'),
        svg('<rect fill="java&#x9;script:alert(1)"/>'),
        svg("<style>@import 'https://evil.test/x.css';</style>"),
        svg("<style>.a { fill: url(https://evil.test/x); }</style>"),
        svg("<style>@\\69mport 'x';</style>"),
        svg("<style><![CDATA[@import 'x';]]></style>"),
        svg("<rect style='background: url( \"//evil.test\" )'/>"),
        svg('<rect fill="url(https://evil.test/#a)"/>'),
        svg("", 'xml:base="https://evil.test/"'),
        svg("<iframe src='https://evil.test'/>"),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">' + svg(""),
        b'<?xml-stylesheet href="https://evil.test/x.css"?>' + svg(""),
        b"<svg><script>alert(1)</script></svg>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        svg("<g>"),
        svg("").decode().encode("utf-16"),
        b"",
        svg("<g>" * 200 + "</g>" * 200),
    ],
)
def test_what_runs_or_loads_is_refused(data: bytes) -> None:
    assert picture_problem(data, "a.svg")


def test_an_entity_bomb_ends_at_its_doctype() -> None:
    bomb = b'<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">'
    bomb += b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    assert "DOCTYPE" in (picture_problem(bomb + b"]><s>&j;</s>", "a.svg") or "")


@pytest.mark.parametrize(
    ("data", "name", "fine"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a.png", True),
        (b"\xff\xd8\xff\xe0", "a.JPG", True),
        (b"\xff\xd8\xff\xe0", "a.jpeg", True),
        (b"GIF89a..", "a.gif", True),
        (b"RIFF....WEBPVP8 ", "a.webp", True),
        (b"\x89PNG\r\n\x1a\n....", "a.jpg", False),
        (b"<svg/>", "a.png", False),
        (b"", "a.png", False),
        (b"BM....", "a.bmp", False),
        (b"\x89PNG\r\n\x1a\n....", "png", False),
    ],
)
def test_the_first_bytes_must_fit_the_name(data: bytes, name: str, fine: bool) -> None:
    assert (picture_problem(data, name) is None) == fine
