"""Booklets to print, a page of the site each: everything that one set, or one facilitator, needs on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.documents import pages_of
from socialscaffold.output.documents_calendar import facilitators
from socialscaffold.output.documents_when import span_of_hours, zone
from socialscaffold.output.documents_words import set_name
from socialscaffold.output.names import slug
from socialscaffold.output.run_sheets import protocol_of
from socialscaffold.output.site import FOLDER, Page, frame, markdown_page
from socialscaffold.output.templates import render_html, render_markdown
from socialscaffold.plan.model import ActionLearningSet, Meeting, Plan
from socialscaffold.regex import regex
from socialscaffold.source.urls import safe_url
from socialscaffold.words.speech import noted

INDEX = "booklets/index.html"
TITLE = noted("Booklets to print")
_HEADING = regex(r"^(#{1,5}) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class When:
    """One meeting on a booklet's first page; `link` is the place's address where it has one."""

    set: str
    meeting: str
    day: str
    hours: str
    place: str
    link: str
    leader: str


@dataclass(frozen=True, slots=True)
class Booklet:
    """One booklet: for whom it is, in a line what it holds, its meetings, and the text that follows."""

    path: str
    title: str
    about: str
    meetings: tuple[When, ...]
    text: str

    @property
    def several(self) -> bool:
        """Whether it is about more than one set."""
        return len({one.set for one in self.meetings}) > 1


def has_booklets(plan: Plan) -> bool:
    """Whether it is known who the sets are: their hours, their members or their facilitators."""
    return any(one.starts or one.members or one.facilitator for one in plan.sets.sets)


def index_page(plan: Plan) -> tuple[Page, ...]:
    """The page that lists the booklets, for the site's own list of documents; none without booklets."""
    return (Page(INDEX, plan.say(TITLE), "", ()),) if has_booklets(plan) else ()


def booklets(plan: Plan) -> tuple[Document, ...]:
    """A page for each set and each facilitator, and one that lists them; none where the sets are only sketched.

    Sets of one size have the same text, so it is made once for all of them.
    """
    from markupsafe import Markup

    if not has_booklets(plan):
        return ()
    every = (*_of_sets(plan), *_of_facilitators(plan))
    names = {"booklet.md": "booklet.html"}
    texts = {
        text: markdown_page(text, "booklet.md", names, plan.say) for text in dict.fromkeys(one.text for one in every)
    }
    shared = frame(plan) | {"home": "../", "zone": zone(plan)}
    made = [
        text_document(
            f"{FOLDER}/{one.path}",
            render_html(
                "site/booklet.html.j2",
                shared
                | {
                    "title": one.title,
                    "booklet": one,
                    "headings": texts[one.text].headings,
                    "body": Markup(texts[one.text].html),
                },
                plan.say,
            ),
        )
        for one in every
    ]
    listing = render_html("site/booklets.html.j2", shared | {"title": plan.say(TITLE), "booklets": every}, plan.say)
    return (text_document(f"{FOLDER}/{INDEX}", listing), *made)


def for_sets(plan: Plan, sets: tuple[ActionLearningSet, ...]) -> Plan:
    """The plan as these sets see it: their sizes alone in every rota, and so in every sentence that names a seat."""
    names = {one.id for one in sets}
    odd = {name for one in plan.sets.meetings for name, _ in one.own} & names
    sizes = {one.seats for one in sets if one.id not in odd}

    def seen(meeting: Meeting) -> Meeting:
        if len(sets) == 1:  # one set has one rota, whichever that is
            return replace(meeting, rota=((sets[0].seats, meeting.roles_of(sets[0])),), own=())
        rota = tuple(one for one in meeting.rota if one[0] in sizes)
        return replace(meeting, rota=rota, own=tuple(one for one in meeting.own if one[0] in odd))

    meetings = tuple(map(seen, plan.sets.meetings))
    return replace(plan, sets=replace(plan.sets, sets=sets, meetings=meetings))


def _of_sets(plan: Plan) -> Iterator[Booklet]:
    odd = {name for one in plan.sets.meetings for name, _ in one.own}
    texts: dict[tuple[str, int], str] = {}
    for one in plan.sets.sets:
        kind = (one.id if one.id in odd else "", one.seats)
        if kind not in texts:
            texts[kind] = _set_text(for_sets(plan, (ActionLearningSet(*kind),)))
        yield Booklet(
            path=f"booklets/{slug(one.id)}.html",
            title=set_name(plan.say, one.id),
            about=plan.say.plural(
                "{number} person. The handbook, meetings that you lead, forms to fill in.",
                "{number} people. The handbook, meetings that you lead, forms to fill in.",
                one.seats,
            ),
            meetings=tuple(_when(plan, one)),
            text=texts[kind],
        )


def _of_facilitators(plan: Plan) -> Iterator[Booklet]:
    say = plan.say
    odd = {name for one in plan.sets.meetings for name, _ in one.own}
    texts: dict[tuple[tuple[str, int], ...], str] = {}
    for name in facilitators(plan):
        mine = tuple(one for one in plan.sets.sets if one.facilitator == name)
        kinds = tuple(sorted({(one.id if one.id in odd else "", one.seats) for one in mine}))
        if kinds not in texts:
            texts[kinds] = _leader_text(for_sets(plan, tuple(ActionLearningSet(*kind) for kind in kinds)))
        led = [
            (one.starts[meeting.number - 1].timestamp() if one.starts else meeting.week, one.id, when)
            for one in mine
            for meeting, when in zip(plan.sets.meetings, _when(plan, one), strict=True)
            if not meeting.led_by_set
        ]
        yield Booklet(
            path=f"booklets/facilitator-{slug(name)}.html",
            title=say("Facilitator {name}", name=name),
            about=say(
                "For {sets}. The meetings that you lead, and the handbook.",
                sets=say.listed(say.small(set_name(say, one.id)) for one in mine),
            ),
            meetings=tuple(when for _, _, when in sorted(led, key=lambda row: row[:2])),
            text=texts[kinds],
        )


def _set_text(plan: Plan) -> str:
    handbook = pages_of(plan, "set-handbook", booklet=True)
    sheets = list(pages_of(plan, "run-sheet", booklet=True).values())
    led = [sheet for sheet, one in zip(sheets, plan.sets.meetings, strict=True) if one.led_by_set]
    return _one_after_another([*handbook.values(), *(led or sheets), *_to_fill_in(plan)])


def _leader_text(plan: Plan) -> str:
    sheets = pages_of(plan, "run-sheet", booklet=True).values()
    led = [sheet for sheet, one in zip(sheets, plan.sets.meetings, strict=True) if not one.led_by_set]
    return _one_after_another([*led, *pages_of(plan, "set-handbook", booklet=True).values()])


def _to_fill_in(plan: Plan) -> Iterator[str]:
    """An issue sheet for every seat, each on a page of its own."""
    sheet = next((one for one in protocol_of(plan).outputs if one.id == "issue-sheet"), None)
    if sheet is not None:
        for seat in range(1, max(one.seats for one in plan.sets.sets) + 1):
            yield render_markdown("documents/sheet.md.j2", {"output": sheet, "seat": seat}, plan.say)


def _one_after_another(texts: list[str]) -> str:
    """One text of several documents, each a chapter: the booklet's own title stands above them."""
    return "\n".join(_HEADING.sub(r"#\1 ", text) for text in texts)


def _when(plan: Plan, one: ActionLearningSet) -> Iterator[When]:
    say = plan.say
    for number, meeting in enumerate(plan.sets.meetings):
        start = one.starts[number] if one.starts else None
        yield When(
            set=set_name(say, one.id),
            meeting=f"{meeting.number}{' ' + say('(after the course)') if meeting.place == 'beyond' else ''}",
            day=say.weekday_of(start.date()) if start else say("week {number}", number=meeting.week),
            hours=span_of_hours(say, start, meeting.minutes) if start else "",
            place=one.where,
            link=one.where if safe_url(one.where) else "",
            leader=say("a member") if meeting.led_by_set else one.facilitator or say("the facilitator"),
        )
