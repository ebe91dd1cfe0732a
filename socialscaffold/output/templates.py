"""The template environments. Templates print, Python decides; an author's text is never a template.

In a Markdown template every printed value is escaped for Markdown, in an HTML template for HTML, unless our own code
made it (`Md`, `Markup`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from socialscaffold.resources import templates

if TYPE_CHECKING:
    from jinja2 import Environment

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#$!@]")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto)(:)|\b(www)(\.)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", ":": "&#58;", ".": "&#46;"}


class Md(str):
    """Markdown that our own code made; it is printed as it is."""

    __slots__ = ()


def escape(value: object) -> str:
    """A value as Markdown that shows exactly its text: no structure, no HTML, no link, one line."""
    if isinstance(value, Md):
        return value
    text = " ".join(str(value).split())
    text = _SPECIAL.sub(lambda hit: _ENTITIES.get(hit[0], f"\\{hit[0]}"), text)
    text = _LINK.sub(lambda hit: "".join(_ENTITIES.get(part, part) for part in hit.groups() if part), text)
    return _LINE_START.sub(lambda hit: f"{hit[1]}{hit[2][:-1]}\\{hit[2][-1]}", text)


def link(title: str, url: str) -> Md:
    """A Markdown link; the address has been through the allow-list already."""
    safe = url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    return Md(f"[{escape(title)}]({safe})")


@cache
def _markdown() -> Environment:
    return _environment(autoescape=False, finalize=escape)


@cache
def _html() -> Environment:
    return _environment(autoescape=True)


def _environment(**options: Any) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **options,
    )


def render_markdown(template: str, context: dict[str, Any]) -> str:
    """A Markdown document; at most one blank line in a row."""
    text = _markdown().get_template(template).render(context)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def render_html(template: str, context: dict[str, Any]) -> str:
    """An HTML page."""
    return _html().get_template(template).render(context)
