"""The library: templates, exemplars and learners' work as pages of their own, and the shelves that list them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from socialscaffold.output.documents_words import bare
from socialscaffold.output.names import slug
from socialscaffold.output.pattern_papers import help_of, papers_of, paths_of
from socialscaffold.output.templates import Md, escape, link
from socialscaffold.plan.model import Plan, TaskPlan
from socialscaffold.regex import regex
from socialscaffold.spec.content import Paper
from socialscaffold.words.speech import Speech

_PICTURE = regex(r"!\[([^\]]*)\]\([^)]*\)")
_LOCAL_LINK = regex(r"(?<!!)\[([^\]]*)\]\((?![a-z]+:|#)[^)]*\)")
_FIRST_TITLE = regex(r"^#\s+\S", re.MULTILINE)


def paper_pages(plan: Plan) -> dict[str, dict[str, Any]]:
    """A page for each paper, and one for each shelf."""
    places = _places(plan)
    pages: dict[str, dict[str, Any]] = {
        places[one.path]: {"paper": one, "text": _text(plan.say, one), "shelf": "", "items": []}
        for one in papers_of(plan)
    }
    tasks = {one.id: one for one in plan.tasks}
    for name, shelf in plan.program.strategies.engagement.library:
        mine = [one for one in plan.papers if one.shelf == name]
        made = tasks.get(shelf.made_by.text)
        pages[_shelf_page(name)] = {
            "paper": None,
            "text": "",
            "shelf": plan.say.name(name),
            "items": [link(one.title, PurePosixPath(places[one.path]).name) for one in mine],
            "made_by": bare(made.do) if made else "",
            "week": made.week if made else 0,
            "asked": shelf.consent != "given",
        }
    return pages


def helps(plan: Plan) -> dict[str, tuple[Md, ...]]:
    """What each task may begin from, by its id, as links from a page at the top: its shelf, its template, one that is
    done."""
    places = _places(plan)
    return {one.id: _help(plan, one, places) for one in plan.tasks}


def _help(plan: Plan, task: TaskPlan, places: dict[str, str]) -> tuple[Md, ...]:
    say = plan.say
    found = []
    if task.shelf:
        many = say.plural("{number} piece", "{number} pieces", sum(one.shelf == task.shelf for one in plan.papers))
        name, address = escape(say.name(task.shelf)), _shelf_page(task.shelf)
        told = say("From [the shelf: {name}]({address}) ({pieces}).", name=name, address=address, pieces=many)
        found.append(Md(told))
    template, exemplar = help_of(plan, task)
    for words, path in ((say("Template"), template), (say("One that is done"), exemplar)):
        if path in places:
            found.append(Md(f"{link(words, places[path])}."))
    return tuple(found)


def _shelf_page(name: str) -> str:
    return f"library/{slug(name)}/README.md"


def _places(plan: Plan) -> dict[str, str]:
    """Where each paper stands among the documents, by its path in the program."""
    taken: set[str] = set()
    places = {}
    for path, shelf in paths_of(plan):
        folder = f"library/{slug(shelf)}" if shelf else "library"
        name = f"{folder}/{slug(PurePosixPath(path).stem)}.md"
        if name in taken:
            name = f"{folder}/{slug(path.removesuffix('.md'))}.md"
        taken.add(name)
        places[path] = name
    return places


def _text(say: Speech, paper: Paper) -> Md:
    """The paper as its maker wrote it, which was found safe when it was read. Pictures and the program's own files do
    not travel with the documents, so their words stand in for them."""
    text = _PICTURE.sub(lambda hit: say("(Picture: {words})", words=hit[1]), paper.text.strip())
    text = _LOCAL_LINK.sub(lambda hit: hit[1], text)
    return Md(text if _FIRST_TITLE.search(text) else f"# {escape(paper.title)}\n\n{text}")
