"""The HTML site: one page for the journey, and one for each Markdown document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.output.assets import asset
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.documents import strategy_names
from socialscaffold.output.documents_calendar import calendar_files
from socialscaffold.output.documents_return import is_form
from socialscaffold.output.meeting_clock import clock_files
from socialscaffold.output.names import heading_id
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
from socialscaffold.words.speech import EN, Speech, noted
from socialscaffold.words.tongues import speech

FOLDER = "html"
WEIGHED = {Severity.ERROR: noted("To mend"), Severity.WARN: noted("To decide"), Severity.INFO: noted("Note")}
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
_READERS = (
    (noted("Sponsors and designers"), ("plan", "evaluation")),
    (noted("Learners"), ("learner-guide", "practice-journal", "task-board", "sense-making")),
    (noted("Sets"), ("set-handbook",)),
    (noted("Facilitators"), ("facilitator", "run-sheets")),
    (noted("Managers"), ("manager",)),
    (noted("Region leads"), ("localization",)),
    (noted("Communications"), ("nudges",)),
    (noted("Everyone"), ("calendar",)),
    (noted("To print"), ("booklets",)),
)
# A date or a time; such a cell is never broken.
_SHORT_CELL = 12
_TICK = regex(r"\[([ xX])\]\s+")


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
    """The whole site under `html/`: index, a page for each `.md` of `documents`, the forms, a style sheet. No scripts.

    The index leads to the pages `beside` too, which somebody else makes; what the review `found` stands under the
    picture that shows it.
    """
    from markupsafe import Markup

    say = plan.say
    written = {one.path: one.data.decode("utf-8") for one in documents if one.path.endswith(".md")}
    # A calendar or a clock stands beside the site, where it stands beside the Markdown documents too.
    outside = {f"../{path}": f"../{path}" for path in (*calendar_files(plan), *clock_files(plan))}
    forms = tuple(one for one in documents if is_form(one.path))
    names = {path: _page_name(path) for path in written} | outside | {one.path: one.path for one in forms}
    pages = [markdown_page(text, path, names, say) for path, text in written.items()]
    shared = frame(plan)
    rtl = shared["direction"] == "rtl"
    drawn = [
        {
            "picture": one,
            "svg": Markup(ElementTree.tostring(svg(one, rtl=rtl), "unicode")),
            "told": [{"weight": say(WEIGHED[each.severity]), "found": each} for each in told_beside(found, one.id)],
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
        names=strategy_names(say),
        marks=MARKS,
        weeks_of=partial(_weeks_of, say),
        kinds={kind: say(words) for kind, words in KINDS.items()},
        day=say.day,
        moment=say.moment,
        as_name=say.name,
        between=say.between,
        asked_about=say.chain(dict.fromkeys(say.name(one.dimension) for one in plan.prompts)),
        shelves=_shelves(say, [*pages, *beside], plan.program.title),
    )
    made = [text_document(f"{FOLDER}/index.html", index)]
    for page in pages:
        home = "../" * page.path.count("/")
        head, end, body = page.html.partition("</h1>\n")
        parts = {"head": Markup(head + end), "body": Markup(body)} if end else {"head": "", "body": Markup(head)}
        text = _page("document", shared, home=home, title=page.title, page=page, **parts)
        made.append(text_document(f"{FOLDER}/{page.path}", text))
    made.append(text_document(f"{FOLDER}/site.css", asset("site/site.css")))
    return (*made, *(replace(one, path=f"{FOLDER}/{one.path}") for one in forms))


def markdown_page(text: str, path: str, names: Mapping[str, str], say: Speech = EN) -> Page:
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
            token.content = (
                say("Table {number}: {title}", number=tables, title=near)
                if near
                else say("Table {number}", number=tables)
            )
        elif token.type == "th_open":
            token.attrs["scope"] = "col"
        elif token.type == "td_open" and len(_words(tokens[number + 1].children)) <= _SHORT_CELL:
            token.attrs["class"] = f"{token.attrs.get('class', '')} short".strip()
    html = render(tokens, {**_PRINTED, "tick": partial(_box, say)})
    return Page(names[path], title or posixpath.basename(path).removesuffix(".md"), html, tuple(headings))


def _table_open(token: Token) -> str:
    label = escape(token.content)
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">\n<table>\n'


def _box(say: Speech, token: Token) -> str:
    box, words = ("☑", say("done")) if token.content else ("☐", say("to do"))
    return f'<span class="box" role="img" aria-label="{escape(words)}">{box}</span> '


_PRINTED = {"table_open": _table_open, "table_close": lambda _: "</table>\n</div>\n"}


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
    name = heading_id(words)
    # The page's own ids must stay unique.
    if name in ("main", "contents"):
        name = f"{name}-part"
    taken[name] = taken.get(name, 0) + 1
    if taken[name] == 1:
        return name
    return _identifier(f"{name}-{taken[name] - 1}", taken)


def _facts(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The key facts, each only where it is known."""
    say = plan.say
    first = plan.weeks[0].monday if plan.weeks else None
    facts = [
        (say("Weeks"), str(plan.program.weeks)),
        (say("Learners"), say.count(plan.learners) if plan.learners else ""),
        (say("Sets"), str(len(plan.sets.sets)) if plan.sets.sets else ""),
        (say("Hours a week, at most"), say.decimal(plan.budget / 60) if plan.budget else ""),
        (say("Starts"), say.day(first) if first else ""),
    ]
    return tuple((name, value) for name, value in facts if value)


def _page(template: str, shared: dict[str, Any], **more: Any) -> str:
    return render_html(f"site/{template}.html.j2", {**shared, **more}, speech(shared["language"]))


def _weeks_of(say: Speech, things: Iterable[Any]) -> str:
    """The weeks of meetings, turns, prompts or tasks in words: `week 2`, `weeks 1, 2 and 4`."""
    weeks = [str(number) for number in sorted({one.week for one in things})]
    if not weeks:
        return say("no week")
    return say.plural("week {weeks}", "weeks {weeks}", len(weeks), weeks=say.listed(weeks))


def _shelves(say: Speech, pages: list[Page], program: str) -> tuple[tuple[str, tuple[tuple[str, Page], ...]], ...]:
    """The documents by their reader, each under a short label; what belongs to nobody in particular last."""
    left = list(pages)
    shelves = []
    for reader, begins in (*_READERS, (noted("More"), ("",))):
        mine = [page for page in left if page.path.startswith(begins)]
        left = [page for page in left if page not in mine]
        if mine:
            mine.sort(key=lambda page: [not page.path.startswith(begin) for begin in begins])
            shelves.append((say(reader), tuple(zip(_labels(mine, program), mine, strict=True))))
    return tuple(shelves)


def _labels(pages: list[Page], program: str) -> list[str]:
    """Titles without what stands around them anyway: the program's name, and an end that all of them share."""
    titles = [page.title.removeprefix(f"{program}: ") for page in pages]
    ends = {title.partition(": ")[2] for title in titles}
    if len(titles) > 1 and len(ends) == 1:
        titles = [title.partition(": ")[0] for title in titles]
    return [title[:1].upper() + title[1:] for title in titles]
