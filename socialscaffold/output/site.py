"""The HTML site: one page for the journey, and one for each Markdown document."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.output.assets import asset
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.documents import STRATEGY_NAMES
from socialscaffold.output.documents_calendar import calendar_files
from socialscaffold.output.documents_words import moment
from socialscaffold.output.meeting_clock import clock_files
from socialscaffold.output.pictures import pictures
from socialscaffold.output.pictures.journey import KINDS
from socialscaffold.output.pictures.shapes import MARKS, svg
from socialscaffold.output.pictures.told import beside as told_beside
from socialscaffold.output.templates import render_html
from socialscaffold.plan.model import Plan
from socialscaffold.regex import regex
from socialscaffold.source.languages import direction
from socialscaffold.source.tokens import Token, escape, parse_own, render
from socialscaffold.source.urls import is_external, safe_url

FOLDER = "html"
WEIGHED = {Severity.ERROR: "To mend", Severity.WARN: "To decide", Severity.INFO: "Note"}
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
_READERS = (
    ("Sponsors and designers", ("plan", "evaluation")),
    ("Learners", ("learner-guide", "practice-journal", "task-board", "sense-making")),
    ("Sets", ("set-handbook",)),
    ("Facilitators", ("facilitator", "run-sheets")),
    ("Managers", ("manager",)),
    ("Region leads", ("localization",)),
    ("Communications", ("nudges",)),
    ("Everyone", ("calendar",)),
    ("To print", ("booklets",)),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# A date or a time; such a cell is never broken.
_SHORT_CELL = 12
_TICK = regex(r"\[([ xX])\]\s+")
_NOT_IN_ID = regex(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown document as a page. `path` counts from the site's folder; `headings` are (id, words)."""

    path: str
    title: str
    html: str
    headings: tuple[tuple[str, str], ...]


def frame(plan: Plan) -> dict[str, Any]:
    """What every page of the site is framed with: its policy, language, direction and the program's title."""
    language = plan.program.language
    return {
        "policy": POLICY,
        "language": language,
        "direction": direction(language),
        "program": plan.program.title,
    }


def site(
    plan: Plan,
    documents: tuple[Document, ...],
    beside: tuple[Page, ...] = (),
    found: tuple[Diagnostic, ...] = (),
) -> tuple[Document, ...]:
    """The whole site under `html/`: index, a page for each `.md` of `documents`, one style sheet. No scripts.

    The index leads to the pages `beside` too, which somebody else makes; what the review `found` stands under the
    picture that shows it.
    """
    from markupsafe import Markup

    written = {one.path: one.data.decode("utf-8") for one in documents if one.path.endswith(".md")}
    # A calendar or a clock stands beside the site, where it stands beside the Markdown documents too.
    outside = {f"../{path}": f"../{path}" for path in (*calendar_files(plan), *clock_files(plan))}
    names = {path: _page_name(path) for path in written} | outside
    pages = [markdown_page(text, path, names) for path, text in written.items()]
    shared = frame(plan)
    rtl = shared["direction"] == "rtl"
    drawn = [
        {
            "picture": one,
            "svg": Markup(ElementTree.tostring(svg(one, rtl=rtl), "unicode")),
            "told": [{"weight": WEIGHED[each.severity], "found": each} for each in told_beside(found, one.id)],
        }
        for one in pictures(plan)
    ]
    index = _page(
        "index",
        shared,
        home="",
        title=plan.program.title,
        plan=plan,
        facts=_facts(plan),
        pictures=drawn,
        names=STRATEGY_NAMES,
        marks=MARKS,
        weeks_of=_weeks_of,
        kinds=KINDS,
        day=_day,
        moment=moment,
        shelves=_shelves([*pages, *beside], plan.program.title),
    )
    made = [text_document(f"{FOLDER}/index.html", index)]
    for page in pages:
        home = "../" * page.path.count("/")
        head, end, body = page.html.partition("</h1>\n")
        parts = {"head": Markup(head + end), "body": Markup(body)} if end else {"head": "", "body": Markup(head)}
        text = _page("document", shared, home=home, title=page.title, page=page, **parts)
        made.append(text_document(f"{FOLDER}/{page.path}", text))
    made.append(text_document(f"{FOLDER}/site.css", asset("site/site.css")))
    return tuple(made)


def markdown_page(text: str, path: str, names: Mapping[str, str]) -> Page:
    """One document as a page. `names` maps each document's path, this one's too, to its page's.

    No HTML of the text passes; a link leads to another page of the site or to an address that `urls` allows,
    and otherwise prints as its words.
    """
    tokens = parse_own(text)
    title = ""
    headings: list[tuple[str, str]] = []
    taken: dict[str, int] = {}
    tables = 0
    for number, token in enumerate(tokens):
        if token.type == "inline":
            before = [one.type for one in tokens[max(0, number - 2) : number]]
            if before[-1:] == ["list_item_open"] or before == ["list_item_open", "paragraph_open"]:
                _tick(token)
            token.children = _line(token.children, path, names)
        elif token.type == "heading_open":
            words = _words(tokens[number + 1].children)
            title = title or words
            name = _identifier(words, taken)
            token.attrs["id"] = name
            if token.tag == "h2":
                headings.append((name, words))
        elif token.type == "table_open":
            tables += 1
            near = headings[-1][1] if headings else title
            token.content = f"Table {tables}: {near}" if near else f"Table {tables}"
        elif token.type == "th_open":
            token.attrs["scope"] = "col"
        elif token.type == "td_open" and len(_words(tokens[number + 1].children)) <= _SHORT_CELL:
            token.attrs["class"] = f"{token.attrs.get('class', '')} short".strip()
    html = render(tokens, _PRINTED)
    return Page(names[path], title or posixpath.basename(path).removesuffix(".md"), html, tuple(headings))


def _table_open(token: Token) -> str:
    label = escape(token.content)
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">\n<table>\n'


def _box(token: Token) -> str:
    box, words = ("☑", "done") if token.content else ("☐", "to do")
    return f'<span class="box" role="img" aria-label="{words}">{box}</span> '


_PRINTED = {"table_open": _table_open, "table_close": lambda _: "</table>\n</div>\n", "tick": _box}


def _tick(token: Token) -> None:
    """`[ ]` at the beginning of a list item becomes a box."""
    children = token.children
    if not children or children[0].type != "text" or not (hit := _TICK.match(children[0].content)):
        return
    children[0].content = children[0].content[hit.end() :]
    token.children = [Token("tick", content=hit[1].strip()), *children]


def _line(children: list[Token], path: str, names: Mapping[str, str]) -> list[Token]:
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == "link_open":
            address = _address(token.attrs["href"], path, names)
            open_links.append(address is not None)
            if address is None:
                continue
            token.attrs["href"] = address
            if is_external(address):
                token.attrs["rel"] = "noopener noreferrer"
        elif token.type == "link_close":
            if not open_links.pop():
                continue
        elif token.type == "image":
            # A document has no pictures of its own.
            kept += _line(token.children, path, names)
            continue
        kept.append(token)
    return kept


def _address(written: str, path: str, names: Mapping[str, str]) -> str | None:
    """Where a link of the document at `path` leads in the site; None where it may not lead."""
    if safe_url(written) is not None:
        return written
    if written.startswith("#") and safe_url(written, local=True):
        return written
    file, _, part = written.partition("#")
    found = names.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))))
    if found is None or (part and not safe_url(f"#{part}", local=True)):
        return None
    start = posixpath.dirname(path) or "."
    return posixpath.relpath(found, start) + (f"#{part}" if part else "")


def _page_name(path: str) -> str:
    """A document's page; the journey keeps the name `index.html`."""
    name = path.removesuffix(".md") + ".html"
    return "index-document.html" if name == "index.html" else name


def _words(children: list[Token]) -> str:
    return " ".join("".join(one.content or " " * (one.tag == "br") for one in children if one.type != "tick").split())


def _identifier(words: str, taken: dict[str, int]) -> str:
    """An id as git hosts make it; the second of the same words gets a number."""
    name = _NOT_IN_ID.sub("-", words.lower()).strip("-") or "part"
    # The page's own ids must stay unique.
    if name in ("main", "contents"):
        name = f"{name}-part"
    taken[name] = taken.get(name, 0) + 1
    if taken[name] == 1:
        return name
    return _identifier(f"{name}-{taken[name] - 1}", taken)


def _facts(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The key facts, each only where it is known."""
    first = plan.weeks[0].monday if plan.weeks else None
    facts = [
        ("Weeks", str(plan.program.weeks)),
        ("Learners", f"{plan.learners:,}" if plan.learners else ""),
        ("Sets", str(len(plan.sets.sets)) if plan.sets.sets else ""),
        ("Hours a week, at most", f"{plan.budget / 60:g}" if plan.budget else ""),
        ("Starts", _day(first) if first else ""),
    ]
    return tuple((name, value) for name, value in facts if value)


def _day(date: dt.date) -> str:
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def _page(template: str, shared: dict[str, Any], **more: Any) -> str:
    return render_html(f"site/{template}.html.j2", {**shared, **more})


def _weeks_of(things: Iterable[Any]) -> str:
    """The weeks of meetings, turns, prompts or tasks in words: `week 2`, `weeks 1, 2 and 4`."""
    weeks = [str(number) for number in sorted({one.week for one in things})]
    if len(weeks) == 1:
        return f"week {weeks[0]}"
    return f"weeks {', '.join(weeks[:-1])} and {weeks[-1]}" if weeks else "no week"


def _shelves(pages: list[Page], program: str) -> tuple[tuple[str, tuple[tuple[str, Page], ...]], ...]:
    """The documents by their reader, each under a short label; what belongs to nobody in particular last."""
    left = list(pages)
    shelves = []
    for reader, begins in (*_READERS, ("More", ("",))):
        mine = [page for page in left if page.path.startswith(begins)]
        left = [page for page in left if page not in mine]
        if mine:
            mine.sort(key=lambda page: [not page.path.startswith(begin) for begin in begins])
            shelves.append((reader, tuple(zip(_labels(mine, program), mine, strict=True))))
    return tuple(shelves)


def _labels(pages: list[Page], program: str) -> list[str]:
    """Titles without what stands around them anyway: the program's name, and an end that all of them share."""
    titles = [page.title.removeprefix(f"{program}: ") for page in pages]
    ends = {title.partition(": ")[2] for title in titles}
    if len(titles) > 1 and len(ends) == 1:
        titles = [title.partition(": ")[0] for title in titles]
    return [title[:1].upper() + title[1:] for title in titles]
