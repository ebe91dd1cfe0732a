"""cmi5: the learner's page as an assignable unit that speaks with a learning record store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.document import Document
from socialscaffold.output.learner_fields import tick_id
from socialscaffold.output.learner_files import PAGE
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import Element, element, xml_bytes
from socialscaffold.plan.model import Plan
from socialscaffold.targets.lesson import lesson, packed
from socialscaffold.targets.xapi import HOME, page_data, profile

STRUCTURE = "cmi5.xml"
PROFILE_FILE = "xapi-profile.jsonld"
_SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def package(
    plan: Plan, page: LearnerPage, pictures: Sequence[Document], *, stored: bool
) -> tuple[list[Document], list[Diagnostic]]:
    """`ID-cmi5.zip`."""
    own = {one.id: one.like for one in plan.program.strategies.engagement.levels}
    files, found = cmi5(page, pictures, plan.program.package.iri, own)
    return packed(f"{plan.program.id}-cmi5.zip", files, found, stored=stored)


def cmi5(
    page: LearnerPage, assets: Iterable[Document] = (), iri: str = "", like: Mapping[str, str] | None = None
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files of the package, the course structure first, and SS-PKG-003 when its state cannot fit.

    `iri` is where the names of the author's programs begin, `like` what the levels of a program's own pyramid stand
    for. Raises ValueError when the page refers to a file that is not among the `assets`.
    """
    course = f"{iri or f'{HOME}/programs'}/{page.program_id}"
    unit = f"{course}/page"
    acts = [tick_id(item.id, step.id) for item in page.items for step in item.steps if step.act]
    extra = {"xapi": page_data(course, unit, acts, like or {})}
    files, found = lesson(page, assets, "cmi5", extra)
    structure = Document(STRUCTURE, xml_bytes(_structure(page, course, unit), {"": _SPACE}))
    return (structure, *files, Document(PROFILE_FILE, profile())), found


def _structure(page: LearnerPage, course: str, unit: str) -> Element:
    outcomes = {one.id: f"{course}/outcomes/{one.id}" for one in page.outcomes}
    objectives = (
        element("objective", {"id": outcomes[one.id]}, *_named(page, one.text, one.text)) for one in page.outcomes
    )
    return element(
        "courseStructure",
        {},
        element("course", {"id": course}, *_named(page, page.title, page.summary or page.title)),
        *((element("objectives", {}, *objectives),) if outcomes else ()),
        _unit(page, unit, PAGE, [outcomes[one.id] for one in page.outcomes]),
    )


def _unit(page: LearnerPage, unit: str, url: str, outcomes: Sequence[str]) -> Element:
    """Without `moveOn` it would count as done before anyone opens it; a mark stands only where it is graded."""
    mastery = page.completion.mastery
    attributes = {"id": unit, "moveOn": "Completed"}
    if mastery is not None:
        attributes |= {"moveOn": "CompletedAndPassed", "masteryScore": f"{mastery / 100:g}"}
    references = (element("objective", {"idref": one}) for one in outcomes)
    return element(
        "au",
        {**attributes, "launchMethod": "AnyWindow"},
        *_named(page, page.title, page.summary or page.title),
        *((element("objectives", {}, *references),) if outcomes else ()),
        element("url", text=url),
    )


def _named(page: LearnerPage, title: str, description: str) -> tuple[Element, Element]:
    def words(tag: str, text: str) -> Element:
        return element(tag, {}, element("langstring", {"lang": page.language}, text=text))

    return words("title", title), words("description", description)
