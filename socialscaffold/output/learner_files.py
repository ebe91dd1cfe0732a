"""The learner's page as files: one HTML page, its style and its scripts, the same for every LMS format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.assets import asset
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.learner_fields import (
    answer_id,
    best_id,
    checked_id,
    consent_id,
    page_fields,
    shown_order,
    text_id,
    tick_id,
)
from socialscaffold.output.learner_page import Item, LearnerPage, Level, Option, Question, Step, Week
from socialscaffold.output.learner_words import page_words
from socialscaffold.output.state import LIMIT, WIDE_LIMIT, Layout, lay_out
from socialscaffold.output.templates import render_html
from socialscaffold.source.urls import safe_url
from socialscaffold.words.tongues import speech

PAGE = "index.html"
STYLE = "learner.css"
_SHARED = ("codec.js", "store.js", "quiz.js", "journal.js", "page.js")
Runtime = Literal["scorm12", "scorm2004", "cmi5"]
SCRIPTS: dict[Runtime, tuple[str, ...]] = {
    "scorm12": ("lms.js", "scorm12.js", *_SHARED),
    "scorm2004": ("lms.js", "scorm2004.js", *_SHARED),
    "cmi5": ("xapi.js", "cmi5.js", *_SHARED),
}
LIMITS: dict[Runtime, int] = {"scorm12": LIMIT, "scorm2004": WIDE_LIMIT, "cmi5": WIDE_LIMIT}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
# Where the record store is, only the LMS knows: it says so at each launch.
POLICIES: dict[Runtime, str] = {"scorm12": POLICY, "scorm2004": POLICY, "cmi5": f"{POLICY}; connect-src https: http:"}


@dataclass(frozen=True, slots=True)
class LearnerFiles:
    """The page's files, and the layout of the state that its scripts were given."""

    documents: tuple[Document, ...]
    layout: Layout


def learner_files(
    page: LearnerPage, runtime: Runtime = "scorm12", extra: Mapping[str, Any] | None = None, name: str = PAGE
) -> tuple[LearnerFiles, list[Diagnostic]]:
    """Render the page for an LMS of one kind, as the file `name`.

    `extra` is what the run-time's own script reads beside the page's data.

    The diagnostic is SS-PKG-003: the state does not fit. The files are whole all the same.
    Raises ValueError for ids, levels and addresses that the reader of the spec should have refused.
    """
    layout, found = lay_out(page_fields(page), LIMITS[runtime])
    say = speech(page.language)
    words = {**page_words(say), **page.words}
    html = render_html("learner/page.html.j2", _context(page, runtime, layout, words, extra or {}), say)
    scripts = [text_document(script, asset(f"learner/{script}")) for script in SCRIPTS[runtime]]
    documents = (text_document(name, html), text_document(STYLE, asset(f"learner/{STYLE}")), *scripts)
    return LearnerFiles(documents, layout), found


def _context(
    page: LearnerPage, runtime: Runtime, layout: Layout, words: Mapping[str, str], extra: Mapping[str, Any]
) -> dict[str, Any]:
    """What the templates print: plain values, and functions of plain values."""
    from markupsafe import Markup

    allowances = {field.id: field.allowance for field in layout.fields}
    levels = {level.id for level in page.levels}
    if strange := sorted({item.level for item in page.items if item.level} - levels):
        raise ValueError(f"no level of the pyramid is called {', '.join(strange)}")

    def fill(name: str, **values: object) -> str:
        return _filled(words[name], values)

    def time(minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        name = "minutes" if minutes < 120 else "hours-minutes" if rest else "hours"
        return fill(name, hours=hours, minutes=minutes if minutes < 120 else rest)

    def link(title: str, url: str) -> Markup:
        if not safe_url(url, local=True) or url.startswith("#"):
            raise ValueError(f"{url!r} is not an address for a page")
        if url.startswith(("mailto:", "tel:")):
            return Markup('<a href="{}">{}</a>').format(url, title)
        tail = Markup('<span class="unseen"> {}</span>').format(words["new-tab"])
        return Markup('<a href="{}" target="_blank" rel="noopener">{}{}</a>').format(url, title, tail)

    def article(step: Step) -> Markup:
        # The Markdown gate has made it safe. A link must not lead the learner out of the page: that ends the session.
        html = re.sub(r'<a (?=href="[^#"])(?![^>]*\starget=)', '<a target="_blank" rel="noopener" ', step.html)
        return Markup(_demoted(html, 5 if step.title else 4))

    def how(question: Question) -> str:
        names = {"multiple": "choose-all", "ordering": "put-in-order", "short-text": "write-short"}
        return words[names.get(question.kind, "choose-one")]

    def shown(item: Item, question: Question) -> list[Option]:
        by_id = {option.id: option for option in question.options}
        return [by_id[name] for name in shown_order(item.id, question)]

    def tasks_of(level: Level) -> list[tuple[Week, Item]]:
        return [(week, item) for week in page.weeks for item in week.items if item.level == level.id]

    def gist(week: Week) -> str:
        telling = [item for item in week.items if item.kind != "do"] or list(week.items)  # “Do” tells nobody anything
        return speech(page.language).series(dict.fromkeys(words[f"kind-{item.kind}"] for item in telling))

    return {
        "page": page,
        "words": words,
        "asked": any(item.kind == "prompt" for item in page.items),
        "gist": gist,
        "policy": POLICIES[runtime],
        "scripts": SCRIPTS[runtime],
        "data": {**_runtime_data(page, layout, words), **extra},
        "fill": fill,
        "time": time,
        "link": link,
        "article": article,
        "how": how,
        "shown": shown,
        "tasks_of": tasks_of,
        "week_name": lambda week: fill("week", number=week.number),
        "minutes": lambda week: sum(item.minutes for item in week.items),
        "allowance": lambda name: allowances[name],
        "tick_id": tick_id,
        "text_id": text_id,
        "answer_id": answer_id,
        "consent_id": consent_id,
    }


def _runtime_data(page: LearnerPage, layout: Layout, words: Mapping[str, str]) -> dict[str, Any]:
    """What the scripts read: the fields, when an item is done, what is right in a quiz, and the words."""
    return {
        "program": page.program_id,
        "title": page.title,
        "language": page.language,
        "direction": page.direction,
        "limit": layout.limit,
        "counts": page.completion.counts,
        "mastery": page.completion.mastery,
        "code": page.part.code if page.part else "",
        "reports": page.part.reports if page.part else True,
        "passes": bool(page.part and page.part.passes),
        "regions": [one.id for one in page.regions],
        "outcomes": [one.id for one in page.outcomes],
        "fields": [
            {
                "id": one.id,
                "kind": one.kind,
                "key": one.key,
                "longKey": one.long_key,
                "options": list(one.options),
                "optionKeys": list(one.option_keys),
                "maximum": one.maximum,
                "allowance": one.allowance,
                "private": one.private,
            }
            for one in layout.fields
        ],
        "weeks": [{"number": week.number, "title": week.title, "monday": week.monday} for week in page.weeks],
        "items": [_item_data(week, item) for week in page.weeks for item in week.items],
        "words": dict(words),
    }


def _item_data(week: Week, item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "week": week.number,
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "due": item.due,
        "required": item.required,
        "level": item.level,
        "outcomes": list(item.outcomes),
        "acts": [{"field": tick_id(item.id, step.id), "verb": step.act} for step in item.steps if step.act],
        "ticks": [tick_id(item.id, step.id) for step in item.steps if step.tick],
        "boxes": [
            {"field": text_id(item.id, box.id), "label": box.label, "private": box.private}
            for step in item.steps
            for box in step.boxes
        ],
        "consent": consent_id(item.id) if item.kind == "prompt" else "",
        "quiz": None
        if item.quiz is None
        else {
            "pass": item.quiz.pass_percent,
            "best": best_id(item.id),
            "checked": checked_id(item.id),
            "questions": [_question_data(item, question) for question in item.quiz.questions],
        },
    }


def _question_data(item: Item, question: Question) -> dict[str, Any]:
    ids = [option.id for option in question.options]
    right = ids if question.kind == "ordering" else [one.id for one in question.options if one.right]
    kinds = {"ordering": "order", "short-text": "text", "true-false": "single"}
    return {
        "field": answer_id(item.id, question.id),
        "name": re.sub(r"[^A-Za-z0-9_]", "_", f"{item.id}_{question.id}"),
        "prompt": question.prompt,
        "kind": kinds.get(question.kind, question.kind),
        "trueFalse": question.kind == "true-false",
        "all": ids,
        "right": right,
        "shown": list(shown_order(item.id, question)) if question.kind == "ordering" else [],
        "accept": list(question.accept),
        "feedback": {option.id: option.feedback for option in question.options if option.feedback},
        "whenRight": question.when_right,
        "whenWrong": question.when_wrong,
    }


def _filled(text: str, values: Mapping[str, object]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda found: str(values.get(found[1], found[0])), text)


def _demoted(html: str, top: int) -> str:
    """The article with its headings moved so that the highest is `h{top}`, and none lower than `h6`."""
    levels = [int(one) for one in re.findall(r"<h([1-6])\b", html)]
    shift = top - min(levels, default=top)

    def moved(found: re.Match[str]) -> str:
        return f"{found[1]}h{max(1, min(6, int(found[2]) + shift))}"

    return re.sub(r"(</?)h([1-6])\b", moved, html)
