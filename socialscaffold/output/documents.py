"""The documents: one row each, from the plan to Markdown. A document is one template and what it prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.output import documents_words as words
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.documents_calendar import calendar_page
from socialscaffold.output.documents_evaluation import evaluation_page
from socialscaffold.output.documents_guide import guide_page
from socialscaffold.output.documents_handbook import handbook_page
from socialscaffold.output.documents_journal import journal
from socialscaffold.output.documents_library import paper_pages
from socialscaffold.output.documents_local import local_page
from socialscaffold.output.documents_managers import manager_page
from socialscaffold.output.documents_nudges import nudges
from socialscaffold.output.documents_plan import plan_page
from socialscaffold.output.documents_return import return_pages, return_tables
from socialscaffold.output.documents_rounds import round_sheet
from socialscaffold.output.documents_tasks import task_rows
from socialscaffold.output.documents_when import place_link, session, set_by_set, week_of
from socialscaffold.output.documents_words import set_name
from socialscaffold.output.meeting_clock import clock_file
from socialscaffold.output.names import slug
from socialscaffold.output.run_sheets import run_sheet
from socialscaffold.output.templates import Md, link, render_markdown
from socialscaffold.plan.model import Plan
from socialscaffold.source.table import write_csv
from socialscaffold.source.urls import safe_url
from socialscaffold.words.speech import Speech, noted

STRATEGY_NAMES = {
    "core": noted("Core content"),
    "support-network": noted("In it together"),
    "sense-making": noted("Shared sense-making"),
    "application": noted("Application"),
    "localization": noted("Localization"),
    "engagement": noted("Ownership"),
}
# More sets than these are not listed on each run sheet.
MOST_SETS = 12
Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: its template, and for each page of it the path and what only this page prints."""

    template: str
    pages: Callable[[Plan], dict[str, Context]]


KINDS = (
    Kind("plan", lambda plan: {"plan.md": plan_page(plan, strategy_names(plan.say))}),
    Kind("learner-guide", lambda plan: {"learner-guide.md": guide_page(plan)}),
    Kind("run-sheet", lambda plan: _run_sheets(plan)),
    Kind("set-handbook", lambda plan: {"set-handbook.md": handbook_page(plan)}),
    Kind("sense-making", lambda plan: _rounds(plan)),
    Kind("practice-journal", lambda plan: {"practice-journal.md": {"journal": journal(plan)}}),
    Kind("manager-brief", lambda plan: {"manager-brief.md": manager_page(plan)}),
    Kind("localization-kit", lambda plan: _kits(plan)),
    Kind("return-form", return_pages),
    Kind("task-board", lambda plan: {"task-board.md": {"rows": task_rows(plan)}}),
    Kind("library", paper_pages),
    Kind("nudges", lambda plan: {"nudges.md": {"rows": nudges(plan)}}),
    Kind("evaluation-plan", lambda plan: {"evaluation-plan.md": evaluation_page(plan)}),
    Kind("calendar", lambda plan: {"calendar.md": calendar_page(plan)}),
)
# The same rows for a spreadsheet: path, rows, and the columns that it shows.
TABLES: tuple[tuple[str, Callable[[Plan], list[dict[str, str]]], tuple[str, ...]], ...] = (
    ("task-board.csv", task_rows, ("week", "level", "minutes", "task", "good", "instead", "channel")),
    ("nudges.csv", nudges, ("week", "day", "date", "channel", "words")),
)


def strategy_names(say: Speech) -> dict[str, str]:
    """What each strategy is called."""
    return {name: say(text) for name, text in STRATEGY_NAMES.items()}


def documents(plan: Plan) -> tuple[Document, ...]:
    """Every document of a plan, sorted by its path."""
    return tuple(sorted(_all(plan), key=lambda one: one.path))


def _all(plan: Plan) -> Iterator[Document]:
    common = _common(plan)
    for kind in KINDS:
        for path, own in kind.pages(plan).items():
            text = render_markdown(f"documents/{kind.template}.md.j2", common | own, plan.say)
            yield text_document(path, text)
    yield from return_tables(plan)
    for path, rows, columns in TABLES:
        yield text_document(path, write_csv(rows(plan), list(columns)))


def pages_of(plan: Plan, template: str, *, booklet: bool = False) -> dict[str, str]:
    """The Markdown of every page that one template prints for the plan, by its path; `booklet`: as a chapter of one."""
    common = _common(plan) | {"booklet": booklet}
    (kind,) = (one for one in KINDS if one.template == template)
    return {
        path: render_markdown(f"documents/{template}.md.j2", common | own, plan.say)
        for path, own in kind.pages(plan).items()
    }


def _common(plan: Plan) -> Context:
    """What every template may use: the plan, the channels as links, and the ways to say things."""
    say = plan.say
    first = plan.weeks[0].monday if plan.weeks else None
    weeks = say.plural("{number} week", "{number} weeks", len(plan.weeks))
    owed = plan.sets.owed
    return {
        "plan": plan,
        "program": plan.program,
        "channels": [
            link(one.title, url) if one.url and (url := safe_url(one.url.text)) else one.title
            for _, one in plan.program.channels
        ],
        "owed": words.sentence(owed) if owed else "",
        "weeks": say("{weeks} from {day}", weeks=weeks, day=say.day(first)) if first else weeks,
        "seats": say.between([one.seats for one in plan.sets.sets]),
        "blank": Md("________________________"),
        "place_link": partial(place_link, say),
        "set_by_set": partial(set_by_set, say),
        "set_name": partial(set_name, say),
        "most_sets": MOST_SETS,
        "clocks": [(set_name(say, one.id), clock_file(one)) for one in plan.sets.sets],
        "booklet": False,
        "count_word": say.number,
        "as_name": say.name,
        **{one.__name__: one for one in (*PLAIN, say.day, say.length, say.listed, say.moment, say.small)},
        "ready": lambda materials: say.chain(say.small(words.bare(one)) for one in materials),
    }


PLAIN: tuple[Callable[..., str], ...] = (words.bare, words.capital, words.sentence)


def _run_sheets(plan: Plan) -> dict[str, Context]:
    return {
        f"run-sheets/meeting-{one.number}.md": {"sheet": run_sheet(plan, one), "dates": week_of(plan, one.week)}
        for one in plan.sets.meetings
    }


def _rounds(plan: Plan) -> dict[str, Context]:
    return {
        f"sense-making/{slug(one.id)}.md": {
            "round": one,
            "sheet": round_sheet(plan, one),
            "dates": session(plan, one.id, one.week),
            "converge_dates": session(plan, f"{one.id}-converge", one.converge_week),
        }
        for one in plan.rounds
    }


def _kits(plan: Plan) -> dict[str, Context]:
    return {f"localization/{slug(code)}.md": local_page(plan, code, name) for code, name in plan.places}
