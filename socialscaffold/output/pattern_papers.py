"""The template and the exemplar of a task pattern as papers, for tasks that have none of their own."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.output.templates import escape
from socialscaffold.patterns.library import TASKS
from socialscaffold.patterns.pattern import Heading, TaskPattern
from socialscaffold.plan.model import Plan, TaskPlan
from socialscaffold.source.markdown import Article
from socialscaffold.source.tokens import escape as in_html
from socialscaffold.spec.content import Paper


def papers_of(plan: Plan) -> tuple[Paper, ...]:
    """Every paper of the program, then those of the patterns that its tasks use."""
    return (*plan.papers, *(_paper(*form) for form in _forms(plan)))


def paths_of(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The path and the shelf of every such paper; those of patterns stand on no shelf."""
    return (*((one.path, one.shelf) for one in plan.papers), *((path, "") for path, _, _ in _forms(plan)))


def help_of(plan: Plan, task: TaskPlan) -> tuple[str, str]:
    """The paths of the papers that a task begins from: its template and one that is done; empty where there is none."""
    pattern = _pattern(plan, task)
    template = task.template or (_path(pattern, "template") if pattern and pattern.template else "")
    exemplar = task.exemplar or (_path(pattern, "example") if pattern and pattern.exemplar else "")
    return template, exemplar


def pattern_articles(plan: Plan) -> dict[str, Article]:
    """The patterns' papers as the learner's page shows them, by their paths."""
    return {
        path: Article(
            title,
            "".join(
                f"<h3>{in_html(one.title)}</h3>\n<p>{in_html(' '.join((one.text or one.ask).split()))}</p>\n"
                for one in parts
            ),
            sum(len(f"{one.title} {one.text or one.ask}".split()) for one in parts),
            (),
            (),
            (),
        )
        for path, title, parts in _forms(plan)
    }


def _forms(plan: Plan) -> Iterator[tuple[str, str, tuple[Heading, ...]]]:
    """Path, title and parts of each paper that a task's pattern stands in with, once however many tasks use it."""
    forms: dict[str, tuple[str, tuple[Heading, ...]]] = {}
    for task in plan.tasks:
        pattern = _pattern(plan, task)
        if pattern is None:
            continue
        thing = pattern.thing or pattern.title
        if pattern.template and not task.template:
            forms[_path(pattern, "template")] = plan.say("A {thing} to fill in", thing=thing), pattern.template
        if pattern.exemplar and not task.exemplar:
            forms[_path(pattern, "example")] = plan.say("A {thing} that is done", thing=thing), pattern.exemplar
    yield from ((path, title, parts) for path, (title, parts) in forms.items())


def _pattern(plan: Plan, task: TaskPlan) -> TaskPattern | None:
    return plan.shelves.find(TASKS, task.pattern) if task.pattern else None


def _path(pattern: TaskPattern, part: str) -> str:
    return f"patterns/{pattern.id}-{part}.md"


def _paper(path: str, title: str, parts: tuple[Heading, ...]) -> Paper:
    lines = [f"# {escape(title)}"]
    for one in parts:
        words = escape(one.text or one.ask)
        lines.append(f"## {escape(one.title)}\n\n{words if one.text else f'*{words}*' if words else ''}")
        if not one.text:
            lines.append("| |\n|---|\n| |")
    return Paper(path, title, "\n\n".join(lines) + "\n")
