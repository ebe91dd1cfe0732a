"""The template environments. Templates print, Python decides; an author's text is never a template.

In a Markdown template every printed value is escaped for Markdown, in an HTML template for HTML, unless our own code
made it (`Md`, `Markup`).

Every word of a template is marked, as `{{ _("Week %(number)s", number=3) }}`, and looked up in the speech that it is
rendered with. A text of ours may hold Markdown or HTML; the values within it are escaped as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialscaffold.regex import patterns_later, regex
from socialscaffold.resources import compiled, templates
from socialscaffold.words.speech import EN, Speech

if TYPE_CHECKING:
    from jinja2 import Environment

_SPECIAL = regex(r"[\\`*_\[\]<>|~&#$!@]")
_LINE_START = regex(r"^(\s*)([-+=]|\d+[.)](?=[ \t]|$))", re.MULTILINE)
# A space that keeps two words on one line is no space that may become another.
_SPACES = regex(r"[^\S\u00a0\u202f]+")
# Most values are a few words that mean nothing in Markdown, wherever they stand.
_PLAIN = regex(r"[^\W\d_][\w ,;()–’“”]*")
_LINK = regex(r"(?i)\b(https?|ftp|mailto)(:)|\b(www)(\.)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", ":": "&#58;", ".": "&#46;"}


class Md(str):
    """Markdown that our own code made; it is printed as it is."""

    __slots__ = ()


def escape(value: object) -> str:
    """A value as Markdown that shows exactly its text: no structure, no HTML, no link, one line."""
    if isinstance(value, Md):
        return value
    text = _SPACES.sub(" ", str(value)).strip()
    if _PLAIN.fullmatch(text) and "_" not in text:
        return text
    text = _SPECIAL.sub(lambda hit: _ENTITIES.get(hit[0], f"\\{hit[0]}"), text)
    if ":" in text or "www." in text.lower():
        text = _LINK.sub(lambda hit: "".join(_ENTITIES.get(part, part) for part in hit.groups() if part), text)
    return _LINE_START.sub(lambda hit: f"{hit[1]}{hit[2][:-1]}\\{hit[2][-1]}", text)


def link(title: str, url: str) -> Md:
    """A Markdown link; the address has been through the allow-list already."""
    safe = url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    return Md(f"[{escape(title)}]({safe})")


# What a template is made for: Markdown or HTML, its options, and the names of its templates.
_KINDS: dict[str, tuple[dict[str, Any], Callable[[str], bool]]] = {
    "markdown": ({"autoescape": False, "finalize": escape}, lambda name: name.endswith(".md.j2")),
    "html": ({"autoescape": True}, lambda name: name.endswith(".j2") and not name.endswith(".md.j2")),
}


@cache
def _environment(kind: str, english: bool, *, ready: bool = True) -> Environment:
    """Prints templates of one kind; those for English have their words in them."""
    with patterns_later():
        import jinja2

    sources: jinja2.BaseLoader = jinja2.FileSystemLoader(templates())
    # The wheel brings the templates compiled; another Jinja than the one that compiled them reads the sources.
    folder = _folder(compiled(), kind, english)
    if ready and folder.is_dir():
        sources = jinja2.ChoiceLoader([jinja2.ModuleLoader(folder), sources])
    made = jinja2.Environment(
        loader=sources,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Nothing changes while a command runs.
        auto_reload=False,
        **_KINDS[kind][0],
    )
    if english and not (ready and folder.is_dir()):
        from socialscaffold.output.english import EnglishGenerator

        made.code_generator_class = EnglishGenerator
    return made


def _folder(root: Path, kind: str, english: bool) -> Path:
    """Where the templates of one kind are compiled by this very Jinja, below what a wheel brings ready."""
    import jinja2

    return root / "templates" / (f"{kind}-english" if english else kind) / str(vars(jinja2).get("__version__"))


def compile_into(folder: Path) -> None:
    """Compile every template under `folder`, as `_environment` looks for them there; the wheel's build calls this."""
    for kind, english in product(_KINDS, (True, False)):
        target = _folder(folder, kind, english)
        target.mkdir(parents=True)
        _environment(kind, english, ready=False).compile_templates(
            target, zip=None, filter_func=_KINDS[kind][1], ignore_errors=False, log_function=lambda _: None
        )


@cache
def _lookups(kind: str, say: Speech) -> dict[str, Any]:
    """What a template calls to say something: `_`, `ngettext` with `%(num)s`, both for a context, and `head`; and how
    things stand side by side: `series`, `titled`, and the marks `comma` and `semicolon` for a loop."""
    made: Callable[[str], str] = Md
    safe: Callable[[object], str] = escape
    if kind == "html":
        import markupsafe

        made, safe = markupsafe.Markup, markupsafe.escape

    def filled(text: str, values: dict[str, object]) -> str:
        return made(text % {name: safe(one) for name, one in values.items()} if values else text.replace("%%", "%"))

    def gettext(text: str, **values: object) -> str:
        return filled(say.gettext(text), values)

    def ngettext(one: str, many: str, num: int, **values: object) -> str:
        return filled(say.ngettext(one, many, num), {"num": say.figure(num), **values})

    def pgettext(context: str, text: str, **values: object) -> str:
        return filled(say.pgettext(context, text), values)

    def npgettext(context: str, one: str, many: str, num: int, **values: object) -> str:
        return filled(say.npgettext(context, one, many, num), {"num": say.figure(num), **values})

    def head(*columns: str) -> str:
        """The head of a Markdown table; an empty column is left out."""
        names = [pgettext("column", one) for one in columns if one]
        return made(f"| {' | '.join(names)} |\n|{'---|' * len(names)}")

    def series(*parts: object) -> str:
        """What is there of the parts, one beside the other."""
        return made(say.series(safe(one) for one in parts if one))

    def titled(head: object, text: object) -> str:
        """A head and what it is of, with the colon of the language."""
        return made(say.titled(safe(head), safe(text)))

    return {
        "comma": made(say.series(("", ""))),
        "semicolon": made(say.chain(("", ""))),
        "series": series,
        "titled": titled,
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "npgettext": npgettext,
        "head": head,
    }


def render_markdown(template: str, context: dict[str, Any], say: Speech = EN) -> str:
    """A Markdown document in the words of `say`; at most one blank line in a row."""
    text = _environment("markdown", _english(say)).get_template(template).render(_lookups("markdown", say), **context)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def render_html(template: str, context: dict[str, Any], say: Speech = EN) -> str:
    """An HTML page in the words of `say`."""
    return _environment("html", _english(say)).get_template(template).render(_lookups("html", say), **context)


def _english(say: Speech) -> bool:
    """Whether it looks nothing up: the words of the source are its own."""
    return type(say) is Speech
