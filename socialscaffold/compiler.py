"""The trip on one page: read -> plan -> review -> documents -> packages -> one list of files.

Nothing here prints or writes; the command line does both with what comes back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, has_errors, in_order
from socialscaffold.plan.answers import run_out
from socialscaffold.plan.make import make_plan
from socialscaffold.plan.model import Plan
from socialscaffold.review.design import Design
from socialscaffold.review.ignores import not_ignored, obeyed
from socialscaffold.review.rules import review
from socialscaffold.source.gate import Gate
from socialscaffold.source.markdown import Article
from socialscaffold.spec.content import read_content
from socialscaffold.spec.load import Sources, load
from socialscaffold.spec.translation import untranslated
from socialscaffold.words.chain import is_english

if TYPE_CHECKING:
    from socialscaffold.output.document import Document

# Each format that is packed from the learner's page, and the function in targets/ that packs it: another format is one
# file there and one line here.
PACKAGES = {
    "scorm12": ("scorm12", "package"),
    "scorm2004": ("scorm2004", "package"),
    "cmi5": ("cmi5", "package"),
    "cartridge": ("cartridge", "cartridges"),
}
READY = ("markdown", "html", *PACKAGES)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a program's folder says: its sources and plan (None where errors stand in the way), and all findings."""

    sources: Sources | None
    articles: dict[str, Article]
    pictures: dict[str, bytes]
    plan: Plan | None
    found: tuple[Diagnostic, ...]
    as_of: dt.date | None = None


def check(
    gate: Gate,
    name: str = "program.yaml",
    cohort: str | None = None,
    regions: tuple[str, ...] | None = None,
    as_of: dt.date | None = None,
    language: str | None = None,
) -> Checked:
    """Read the program, work out its plan and review it.

    `as_of` is the day on which exceptions and local answers are judged; the cohort's first day where it is None, and
    without either all hold. `language` is one to say everything in that is not the program's own.
    """
    checked = _checked(gate, name, cohort, regions, as_of, language)
    if checked.sources is None:
        return checked
    as_of = checked.as_of
    ignores, reviewed = checked.sources.program.review.ignore, checked.plan is not None
    found = obeyed(checked.found, ignores, as_of, _known_codes, reviewed=reviewed)
    return replace(checked, found=tuple(in_order(found)))


def _known_codes() -> frozenset[str]:
    from socialscaffold.review.catalogue import known_codes  # rarely asked for, and the pages are long

    return known_codes()


def _checked(
    gate: Gate,
    name: str,
    cohort: str | None,
    regions: tuple[str, ...] | None,
    as_of: dt.date | None,
    language: str | None,
) -> Checked:
    sources, read = load(gate, name, cohort, regions, language=language)
    found = list(read)
    if sources is None:
        return Checked(None, {}, {}, None, tuple(in_order(found)))
    if as_of is None and sources.cohort is not None:
        as_of = sources.cohort.start
    sources = replace(sources, regions=run_out(sources.regions, as_of), credited=run_out(sources.credited, as_of))
    content, told = read_content(gate, sources)
    articles, pictures = content.articles, content.pictures
    found += told
    found += untranslated(sources.translation, (*sources.said, *content.said))
    if has_errors(found):
        return Checked(sources, articles, pictures, None, tuple(in_order(found)), as_of)
    plan, told = make_plan(
        sources,
        {path: one.words for path, one in articles.items()},
        {path: one.title for path, one in articles.items()} | {path: one.title for path, one in sources.quizzes},
        content.papers,
    )
    found += told
    if plan is not None:
        if not is_english(plan.program.language):
            from socialscaffold.plan.fallbacks import fallbacks

            found += fallbacks(plan)
        found += review(Design(plan, sources, name, articles, narrowed=regions is not None))
    return Checked(sources, articles, pictures, plan, tuple(found), as_of)


def build(
    checked: Checked, formats: tuple[str, ...], *, stored: bool = False, step: Callable[[str], None] = lambda _: None
) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    """The files of every format asked for, and what was found on the way. `step` hears the name of each format.

    The program must have been checked without an error.
    """
    if checked.plan is None or checked.sources is None:
        raise ValueError("a program with errors can't be built")
    from socialscaffold.plan.aliases import aliases_of, found_with_aliases, with_aliases

    aliases = aliases_of(checked.sources)
    plan = with_aliases(checked.plan, aliases)
    made: list[Document] = []
    found: list[Diagnostic] = []
    if strange := sorted(set(formats) - set(READY)):
        raise ValueError(f"there is no format {', '.join(strange)}")
    documents: tuple[Document, ...] = ()
    if "markdown" in formats or "html" in formats:
        from socialscaffold.targets.markdown import markdown

        step("markdown")
        documents = markdown(plan)
    if "markdown" in formats:
        made += documents
    if "html" in formats:
        from socialscaffold.targets.html import html

        step("html")
        pages = tuple(replace(one, path=one.path.removeprefix("markdown/")) for one in documents)
        made += html(plan, pages, found_with_aliases(checked.found, aliases))
    if documents:
        from socialscaffold.output.meeting_clock import clocks

        made += clocks(plan)
    if documents and plan.mondays:
        from socialscaffold.targets.calendars import calendars

        made += calendars(plan)
    if any(name in PACKAGES for name in formats):
        package, told = _packages(checked, plan, formats, stored, step)
        made += package
        found += told
    told = not_ignored([*found, *_judged(made)], checked.sources.program.review.ignore, checked.as_of)
    return tuple(made), tuple(in_order(told))


def _judged(made: list[Document]) -> list[Diagnostic]:
    """What `package check` would tell of the packages among them."""
    if not any(one.path.endswith((".zip", ".imscc")) for one in made):
        return []
    from socialscaffold.inspect.own import check_packages

    return check_packages(made)


def _packages(
    checked: Checked, plan: Plan, formats: tuple[str, ...], stored: bool, step: Callable[[str], None]
) -> tuple[list[Document], list[Diagnostic]]:
    from socialscaffold.output.document import Document
    from socialscaffold.targets.learner import learner_page

    page = learner_page(plan, checked.articles, dict(checked.sources.quizzes) if checked.sources else {})
    pictures = [Document(path, data) for path, data in sorted(checked.pictures.items())]
    made: list[Document] = []
    found: list[Diagnostic] = []
    for name, (module, function) in PACKAGES.items():
        if name not in formats:
            continue
        step(name)
        target = getattr(import_module(f"socialscaffold.targets.{module}"), function)
        package, told = target(plan, page, pictures, stored=stored)
        made += package
        found += told
    return made, found
