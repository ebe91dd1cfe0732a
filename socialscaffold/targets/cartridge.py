"""Common Cartridge: the program as a course of an LMS's own parts, with a discussion for everything social.

SCORM, cmi5 and xAPI carry no discussion. Here every task, sense-making round, local prompt and the sets' forum is a
discussion topic of the LMS, in the order of the weeks. Version 1.3 is for Canvas and Open edX; 1.1 is the one that
Moodle reads, without assignments: one of them makes Moodle refuse the whole cartridge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.output.archive import zip_bytes
from socialscaffold.output.cartridge_manifest import MANIFEST, Module, Part, Version, manifest
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.learner_page import Fact, Item, LearnerPage, Step
from socialscaffold.output.qti import as_allowed, as_choice, assessment
from socialscaffold.output.templates import render_html
from socialscaffold.output.xml import Element, element, xml_bytes
from socialscaffold.plan.model import Plan
from socialscaffold.source.urls import is_external
from socialscaffold.words.speech import noted
from socialscaffold.words.tongues import speech

VERSIONS = (Version("1.3"), Version("1.1"))
PICTURES = "web_resources"
_LONGEST_TITLE = 200
_INVITATIONS = {
    "task": noted("Post what you made or found here, and answer one colleague."),
    "owed": noted("Your set counts on this. Post it here, and answer one colleague."),
    "prompt": noted("Ask where you work, then write here what came back. No names."),
    "round": noted("Before you meet, write your first view here. Afterwards write what the others changed in it."),
    "forum": noted("Your set talks here between its meetings: what you tried, what you need, and when you can’t come."),
}
_ASSIGNMENT = "http://www.imsglobal.org/xsd/imscc_extensions/assignment"


def cartridges(
    plan: Plan, page: LearnerPage, pictures: Sequence[Document], *, stored: bool = False
) -> tuple[list[Document], list[Diagnostic]]:
    """Both cartridges of a plan, `ID-cc13.imscc` and `ID-cc11.imscc`, and notes; see `cartridge`."""
    made = []
    for version in VERSIONS:
        files, notes = cartridge(plan, page, pictures, version)
        made.append(Document(f"{page.program_id}-{version.tag}.imscc", zip_bytes(files, stored=stored)))
    return made, notes


def cartridge(
    plan: Plan, page: LearnerPage, pictures: Iterable[Document], version: Version
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files of one cartridge, the manifest first, and notes on what the format can't carry.

    `page` is the learner's page of the plan; `pictures` are the files that its articles show, under the same paths.
    Raises ValueError when an article shows a picture that is not among them.
    """
    maker = _Maker(page, version, {one.path: one for one in pictures})
    modules = [maker.start(), *(maker.week(number, plan) for number in range(len(page.weeks)))]
    files = [part.document for module in modules for part in module.parts]
    shown = [Document(f"{PICTURES}/{path}", maker.pictures[path].data) for path in sorted(maker.shown)]
    made = manifest(page, version, modules, [one.path for one in shown])
    return (Document(MANIFEST, made), *sorted([*files, *shown], key=lambda one: one.path)), _notes(page)


class _Maker:
    """Turns the learner's page into the parts of one version."""

    def __init__(self, page: LearnerPage, version: Version, pictures: dict[str, Document]) -> None:
        self.say = speech(page.language)
        self.page, self.version, self.pictures = page, version, pictures
        self.shown: set[str] = set()

    def start(self) -> Module:
        """What the program is for, and the channels."""
        html = render_html("cartridge/start.html.j2", {"page": self.page}, self.say)
        parts = [self._page("start", self.page.title, html)]
        parts += [
            self._link(f"channel.{number}", one.title, one.url)
            for number, one in enumerate(self.page.channels, 1)
            if is_external(one.url)
        ]
        return Module("start", self.say("Start here"), tuple(parts))

    def week(self, number: int, plan: Plan) -> Module:
        """One week of the page as a module; the sets' forum stands in the week of their first meeting."""
        week = self.page.weeks[number]
        parts: list[Part] = []
        for item in week.items:
            if item.id in [one.id for one in plan.sets.meetings[:1]]:
                parts.append(self._topic(_forum(plan)))
            parts += self._parts(item)
        title = self.say.titled(self.say("Week {number}", number=week.number), week.title)
        title += f" ({week.when})" if week.when else ""
        return Module(f"week-{week.number}", _short(title), tuple(parts))

    def _parts(self, item: Item) -> Iterator[Part]:
        if item.quiz is not None:
            name, title = self._name(item.id), _short(item.title)
            data = assessment(name, title, item.quiz, self.say, one_feedback=self.version.one_feedback)
            yield Part(item.id, title, "quiz", Document(f"quizzes/{item.id}.xml", data))
            return
        for step in item.steps:
            for at, link in enumerate(one for one in step.links if is_external(one.url)):
                yield self._link(f"{item.id}.{step.id}.{at + 1}", f"{item.title}: {_small(link.title)}", link.url)
        if item.kind not in _INVITATIONS:
            yield self._page(item.id, item.title, self._body(item, articles=True))
            return
        for step in item.steps:
            if step.html:
                yield self._page(f"{item.id}.{step.id}", step.html_title or item.title, self._article(step))
        yield self._topic(item)
        if item.kind == "owed" and self.version.assignments:
            yield self._assignment(item)

    def _name(self, part: str) -> str:
        return f"ss-{self.page.program_id}.{part}"

    def _page(self, part: str, title: str, body: str) -> Part:
        from markupsafe import Markup

        title = _short(title)
        used = [path for path in self.pictures if f'"../{PICTURES}/{path}"' in body]
        self.shown.update(used)
        html = render_html(
            "cartridge/page.html.j2",
            {
                "language": self.page.language,
                "direction": self.page.direction,
                "title": title,
                "body": Markup(body),
            },
            self.say,
        )
        needs = tuple(f"{PICTURES}/{path}" for path in used)
        return Part(part, title, "page", text_document(f"pages/{part}.html", html), needs)

    def _link(self, part: str, title: str, url: str) -> Part:
        title = _short(title)
        root = element("webLink", {}, element("title", text=title), element("url", {"href": url, "target": "_blank"}))
        data = xml_bytes(root, {"": self.version.namespace("imswl")})
        return Part(part, title, "link", Document(f"links/{part}.xml", data))

    def _topic(self, item: Item) -> Part:
        title = _short(item.title)
        root = element(
            "topic", {}, element("title", text=title), _html(self._body(item, self.say(_INVITATIONS[item.kind])))
        )
        data = xml_bytes(root, {"": self.version.namespace("imsdt")})
        return Part(f"{item.id}.talk", title, "topic", Document(f"topics/{item.id}.xml", data))

    def _assignment(self, item: Item) -> Part:
        title = _short(self.say("Hand in: {title}", title=_small(item.title)))
        formats = (element("format", {"type": kind}) for kind in ("html", "file", "url"))
        root = element(
            "assignment",
            {"identifier": self._name(item.id)},
            element("title", text=title),
            _html(self._body(item)),
            element("gradable", text="false"),
            element("submission_formats", {}, *formats),
        )
        data = xml_bytes(root, {"": _ASSIGNMENT})
        return Part(f"{item.id}.hand-in", title, "assignment", Document(f"assignments/{item.id}.xml", data))

    def _body(self, item: Item, invitation: str = "", *, articles: bool = False) -> str:
        from markupsafe import Markup

        return render_html(
            "cartridge/item.html.j2",
            {
                "item": item,
                "invitation": invitation,
                "full_title": _short(item.title) != item.title,
                "inline_articles": articles,
                "article": lambda step: Markup(self._article(step)),
                "where": item.where.title if item.where else "",
            },
            self.say,
        )

    def _article(self, step: Step) -> str:
        """An article that has been through the Markdown gate, with its pictures where the cartridge has them."""

        def moved(found: re.Match[str]) -> str:
            if found[1] not in self.pictures:
                raise ValueError(f"the article {step.html_title!r} shows {found[1]}, which is not in the package")
            return f' src="../{PICTURES}/{found[1]}"'

        return re.sub(r'\ssrc="([^"]*)"', moved, step.html)


def _forum(plan: Plan) -> Item:
    """The place where a set talks between its meetings."""
    say = plan.say
    weeks = say.series(str(one.week) for one in plan.sets.meetings if one.place != "beyond")
    facts = [
        (say("The set meets in weeks"), weeks),
        (say("You work towards"), plan.sets.challenge),
        (say("You owe"), plan.sets.owed),
    ]
    step = Step("talk", facts=tuple(Fact(name, text) for name, text in facts if text))
    return Item("sets.forum", "forum", say("Your set between its meetings"), steps=(step,))  # type: ignore[arg-type]


def _html(body: str) -> Element:
    return element("text", {"texttype": "text/html"}, text=body)


def _short(title: str) -> str:
    """A title that an LMS keeps whole (they hold 255 characters); the body then begins with all of it."""
    if len(title) <= _LONGEST_TITLE:
        return title
    room = title[: _LONGEST_TITLE - 2]
    return (room.rpartition(" ")[0] or room).rstrip(" ,;:.") + " …"


def _small(text: str) -> str:
    """The text as the second half of a title; a short form (ISO, UK) keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _notes(page: LearnerPage) -> list[Diagnostic]:
    """What the format can't carry, as notes."""
    quizzes = [one.quiz for one in page.items if one.quiz]
    questions = [question for quiz in quizzes for question in quiz.questions]
    orderings = sum(question.kind == "ordering" for question in questions)
    added = sum(len(as_allowed(one).options) > len(as_choice(one).options) for one in questions)
    passes = sorted({quiz.pass_percent for quiz in quizzes if quiz.pass_percent})
    notes = []
    if orderings:
        what = "One ordering question becomes" if orderings == 1 else f"{orderings} ordering questions become"
        notes.append(
            Diagnostic(
                "SS-PKG-020",
                Severity.INFO,
                f"{what} a choice between whole orders in the cartridges: Common Cartridge has no ordering question.",
                "In the learner's page the steps are still put into order by hand.",
            )
        )
    if added:
        what = "One question has" if added == 1 else f"{added} questions have"
        notes.append(
            Diagnostic(
                "SS-PKG-022",
                Severity.INFO,
                f"{what} two answers, and in the cartridges “I don’t know yet” as a third: the format asks for three.",
                "Write a third answer of your own: one that people really give is best.",
            )
        )
    if passes:
        shares = " and ".join(f"{share} %" for share in passes)
        notes.append(
            Diagnostic(
                "SS-PKG-021",
                Severity.INFO,
                f"The pass mark of {shares} is not in the cartridges: Common Cartridge has no place for one.",
                "Set it in the LMS after importing, as the grade to pass of the quiz.",
            )
        )
    return notes
