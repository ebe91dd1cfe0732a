"""The documents: one row each, from the plan to Markdown. A document is one template and what it prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from socialscaffold.output import documents_words as words
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.documents_plan import plan_page
from socialscaffold.output.names import slug
from socialscaffold.output.run_sheets import protocol_of, run_sheet
from socialscaffold.output.templates import link, render_markdown
from socialscaffold.patterns.defaults import evidence
from socialscaffold.plan.model import Plan
from socialscaffold.source.table import write_csv
from socialscaffold.source.urls import safe_url

STRATEGY_NAMES = {
    "core": "Core content",
    "support-network": "In it together",
    "sense-making": "Shared sense-making",
    "application": "Application",
    "localization": "Localization",
    "engagement": "Ownership",
}
# Pages that every program has: path, template.
PAGES = (
    ("plan.md", "plan.md.j2"),
    ("learner-guide.md", "learner-guide.md.j2"),
    ("set-handbook.md", "set-handbook.md.j2"),
    ("practice-journal.md", "practice-journal.md.j2"),
    ("manager-brief.md", "manager-brief.md.j2"),
    ("task-board.md", "task-board.md.j2"),
    ("nudges.md", "nudges.md.j2"),
    ("evaluation-plan.md", "evaluation-plan.md.j2"),
    ("calendar.md", "calendar.md.j2"),
)
MEASURES = {
    "set-attendance": "Who came to each set meeting (a number, from the scribe)",
    "cycles-closed": "How many practice cycles were planned, practised, reflected and discussed",
    "community-of-inquiry-short": "A short survey on teaching, social and cognitive presence",
    "manager-observed": "What managers say they saw, in their last talk",
    "cards-by-region": "How many answer cards each region made, and how many were used again",
}


def documents(plan: Plan) -> tuple[Document, ...]:
    """Every document of a plan, by its path."""
    return tuple(sorted(_all(plan), key=lambda one: one.path))


def _all(plan: Plan) -> Iterator[Document]:
    context = _context(plan)
    for path, template in PAGES:
        yield _page(path, template, context)
    for meeting in plan.sets.meetings:
        sheet = {**context, "sheet": run_sheet(plan, meeting), "dates": _dates(plan, meeting.week)}
        yield _page(f"run-sheets/meeting-{meeting.number}.md", "run-sheet.md.j2", sheet)
    for one in plan.rounds:
        yield _page(f"sense-making/{slug(one.id)}.md", "sense-making.md.j2", {**context, "round": one})
    for code, name in plan.places:
        region = next((one for one in plan.regions if one.region == code), None)
        local = {**context, "code": code, "place": name, "region": region}
        yield _page(f"localization/{slug(code)}.md", "localization-kit.md.j2", local)
    yield text_document("task-board.csv", write_csv(_task_rows(plan), ["week", "level", "minutes", "task", "instead"]))
    yield text_document("nudges.csv", write_csv(nudges(plan), ["week", "day", "channel", "words"]))


def _page(path: str, template: str, context: dict[str, Any]) -> Document:
    return text_document(path, render_markdown(f"documents/{template}", context))


def _context(plan: Plan) -> dict[str, Any]:
    program = plan.program
    protocol = protocol_of(plan)
    titles = {one.id: one for one in protocol.rules}
    return {
        "plan": plan,
        "program": program,
        "length": words.length,
        "day": words.day,
        "bare": words.bare,
        "small": words.small,
        "place_link": _place_link,
        **plan_page(plan, STRATEGY_NAMES),
        "levels": dict(plan.levels),
        "channels": [
            link(one.title, url) if one.url and (url := safe_url(one.url.text)) else one.title
            for _, one in program.channels
        ],
        "protocol": protocol,
        "rules": [titles[name] for name in plan.sets.rules if name in titles],
        "other_rules": [name.replace("-", " ") for name in plan.sets.rules if name not in titles],
        "owed": f"{plan.sets.owed.rstrip('.')}." if plan.sets.owed else "",
        "nudges": nudges(plan),
        "measures": [MEASURES.get(name, name.replace("-", " ").capitalize()) for name in program.evaluation.measures],
        "survey": evidence().survey(),
        "span": _span(plan),
    }


def _place_link(where: str) -> str:
    """A meeting's place: a link where it is an address that may be one, else its words."""
    return link("join here", url) if (url := safe_url(where)) else where


def _span(plan: Plan) -> str:
    first = plan.weeks[0].monday if plan.weeks else None
    return f"from {words.day(first)}" if first else ""


def _dates(plan: Plan, week: int) -> str:
    if week > len(plan.weeks) or plan.weeks[week - 1].monday is None:
        return ""
    monday = plan.weeks[week - 1].monday
    return f"the week of {words.day(monday)}" if monday else ""


def _task_rows(plan: Plan) -> list[dict[str, str]]:
    return [
        {
            "week": str(one.week),
            "level": dict(plan.levels).get(one.level, one.level),
            "minutes": str(one.minutes),
            "task": one.do,
            "instead": one.instead,
        }
        for one in sorted(plan.tasks, key=lambda task: (task.week, task.id))
    ]


def nudges(plan: Plan) -> list[dict[str, str]]:
    """At most two messages a person and week: what this week holds on Monday, and the owed or practised part later.

    The cap of three (`nudges.per-week`) leaves one for what nobody planned.
    """
    channel = plan.program.channels[0][1].title if plan.program.channels else "your set's channel"
    rows = []
    for week in plan.weeks:
        required = [one for one in week.items if one.required]
        if not required:
            continue
        first = required[0]
        more = f" and {len(required) - 1} more" if len(required) > 1 else ""
        rows.append(
            {
                "week": str(week.number),
                "day": "Monday",
                "channel": channel,
                "words": f"Week {week.number} takes about {week.minutes} minutes: {first.title}{more}. "
                f"Begin with “{first.title}”.",
            }
        )
        due = next((one for one in week.items if one.due), None)
        if due:
            text = due.due if due.kind == "meeting" else f"{due.title}: {due.due}"
            rows.append({"week": str(week.number), "day": "Wednesday", "channel": channel, "words": text})
    return rows
