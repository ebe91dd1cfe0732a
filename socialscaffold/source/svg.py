"""Whether a picture is what its name says, and holds nothing that runs."""

from __future__ import annotations

import re
from typing import Any

from socialscaffold.regex import regex

SUFFIXES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")

_MAX_ELEMENTS = 50_000
_MAX_DEPTH = 100
_SVG = "http://www.w3.org/2000/svg"
# Drawing, text, colour and plain structure. Absent on purpose: script, foreignObject, a, use of other files,
# animation of attributes (it can set href), iframe and the like.
# fmt: off
_ELEMENTS = frozenset((
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "switch", "path", "rect", "circle",
    "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "linearGradient",
    "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter", "feBlend",
    "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG",
    "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "style", "view", "image",
))
# fmt: on
_OUTSIDE_CSS = regex(
    r"@import|image-set|src\s*\(|image\s*\(|expression\s*\(|javascript|\\|-moz-binding|behavior\s*:",
    re.IGNORECASE,
)
_CSS_URL = regex(r"url\s*\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_INNER_PICTURE = regex(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")


def picture_problem(data: bytes, name: str) -> str | None:
    """What is wrong with the picture `data` that is called `name`, as half a sentence; None where nothing is.

    SVG is checked against a list of what may be in it, the others by their first bytes.
    """
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if suffix not in SUFFIXES:
        return "is no picture that can be used here (PNG, JPEG, GIF, WebP or SVG)"
    if suffix == ".svg":
        return _svg_problem(data)
    kind = _kind(data)
    wanted = ".jpg" if suffix == ".jpeg" else suffix
    if kind is None:
        return f"is called {suffix}, but its first bytes are those of no picture"
    if kind != wanted:
        return f"is called {suffix}, but is a {kind} file: rename it"
    return None


def _kind(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if data.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return ".gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return None


class _Refused(Exception):
    """Ends the parse at the first thing that an SVG must not hold."""


def _svg_problem(data: bytes) -> str | None:
    if b"\x00" in data:
        return "is not saved as UTF-8"
    # Most programs hold no SVG.
    from xml.parsers import expat

    parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
    parser.buffer_text = True
    open_elements: list[str] = []
    count = 0
    style: list[str] = []

    def doctype(*_: Any) -> None:
        raise _Refused("has a DOCTYPE, which can hide other content: delete that line (or save as “plain SVG”)")

    def instruction(target: str, _: str) -> None:
        raise _Refused(f"has an instruction `<?{target[:40]}`, which can load other files")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        open_elements.append(name)
        if count > _MAX_ELEMENTS or len(open_elements) > _MAX_DEPTH:
            raise _Refused("has more, or more deeply nested, parts than a picture needs")
        space, _, local = name.rpartition(" ")
        if count == 1 and (space, local) != (_SVG, "svg"):
            raise _Refused("is no SVG: its first element is not `svg` of the SVG namespace")
        # Editors keep notes in namespaces of their own, which draw nothing.
        if space == _SVG and local not in _ELEMENTS:
            raise _Refused(f"holds `<{local[:40]}>`, which can run or load something")
        if space in ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", ""):
            raise _Refused(f"holds `<{local[:40]}>`, which is no part of a drawing")
        for key, value in attributes.items():
            _attribute(key.rpartition(" ")[2], value, local)

    def end(name: str) -> None:
        open_elements.pop()
        if name == f"{_SVG} style":
            _css("".join(style))
            style.clear()

    def text(words: str) -> None:
        if f"{_SVG} style" in open_elements[-1:]:
            style.append(words)

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    parser.ProcessingInstructionHandler = instruction
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except _Refused as refused:
        return str(refused)
    except expat.ExpatError as wrong:
        return f"is no well-formed SVG (line {wrong.lineno}, column {wrong.offset + 1})"
    return None


def _attribute(key: str, value: str, element: str) -> None:
    name = key.lower()
    if name.startswith("on"):
        raise _Refused(f"has the attribute `{key[:40]}`, which runs a script")
    if name in ("href", "src", "base"):
        if value.startswith("#") or (element == "image" and _INNER_PICTURE.fullmatch(value)):
            return
        raise _Refused(f"refers to something outside itself (`{key[:40]}` of `<{element[:40]}>`)")
    if "javascript" in re.sub(r"[\s\x00-\x1f]", "", value.lower()):
        raise _Refused(f"has a script in the attribute `{key[:40]}`")
    if name == "style" or "url" in value.lower():
        _css(value)


def _css(text: str) -> None:
    if _OUTSIDE_CSS.search(text):
        raise _Refused("has a style that can load or run something (`@import`, an escape)")
    for target in _CSS_URL.findall(text):
        if not target.startswith("#"):
            raise _Refused("has a style that loads something from outside (`url(…)`)")
