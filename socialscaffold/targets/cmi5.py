"""cmi5: the learner's page as an assignable unit, or one for each part, that speaks with a learning record store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output.document import Document
from socialscaffold.output.learner_fields import tick_id
from socialscaffold.output.learner_files import PAGE
from socialscaffold.output.learner_page import LearnerPage
from socialscaffold.output.xml import Element, element, xml_bytes
from socialscaffold.plan.model import Plan
from socialscaffold.targets.lesson import lesson, lessons, packed, part_file
from socialscaffold.targets.parts import Part, parts_of
from socialscaffold.targets.xapi import HOME, page_data, profile

STRUCTURE = "cmi5.xml"
PROFILE_FILE = "xapi-profile.jsonld"
_WHOLE = "page"  # the unit of a program that is not split
_SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def package(
    plan: Plan, page: LearnerPage, pictures: Sequence[Document], *, stored: bool
) -> tuple[list[Document], list[Diagnostic]]:
    """`ID-cmi5.zip`."""
    own = {one.id: one.like for one in plan.program.strategies.engagement.levels}
    parts = parts_of(plan, page, each=True)
    files, found = cmi5(page, pictures, plan.program.package.iri, own, parts)
    return packed(f"{plan.program.id}-cmi5.zip", files, found, stored=stored)


def cmi5(
    page: LearnerPage,
    assets: Iterable[Document] = (),
    iri: str = "",
    like: Mapping[str, str] | None = None,
    parts: Sequence[Part] = (),
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The files of the package, the course structure first, and SS-PKG-003 when its state cannot fit.

    `iri` is where the names of the author's programs begin, `like` what the levels of a program's own pyramid stand
    for, `parts` are those of a program that is split. Raises ValueError when a page refers to a file that is not among
    the `assets`.
    """
    course = f"{iri or f'{HOME}/programs'}/{page.program_id}"

    def extra(one: LearnerPage, name: str) -> dict[str, Any]:
        acts = [tick_id(item.id, step.id) for item in one.items for step in item.steps if step.act]
        return {"xapi": page_data(course, f"{course}/{name}", acts, like or {})}

    if parts:
        files, found = lessons(parts, assets, "cmi5", lambda part: extra(part.page, part.name))
    else:
        files, found = lesson(page, assets, "cmi5", extra(page, _WHOLE))
    structure = Document(STRUCTURE, xml_bytes(_structure(page, course, parts), {"": _SPACE}))
    return (structure, *files, Document(PROFILE_FILE, profile())), found


def _structure(page: LearnerPage, course: str, parts: Sequence[Part]) -> Element:
    """One unit, or a block with a unit for each part: the LMS then waits for all of them by itself."""
    outcomes = {one.id: f"{course}/outcomes/{one.id}" for one in page.outcomes}
    objectives = (
        element("objective", {"id": outcomes[one.id]}, *_named(page, one.text, one.text)) for one in page.outcomes
    )
    about = page.summary or page.title
    blocks = [
        element(
            "block",
            {"id": f"{course}/blocks/{part.name}"},
            *_named(page, part.title, about),
            _unit(part.page, f"{course}/{part.name}", part.title, part_file(part), outcomes),
        )
        for part in parts
    ]
    return element(
        "courseStructure",
        {},
        element("course", {"id": course}, *_named(page, page.title, about)),
        *((element("objectives", {}, *objectives),) if outcomes else ()),
        *(blocks or [_unit(page, f"{course}/{_WHOLE}", page.title, PAGE, outcomes)]),
    )


def _unit(page: LearnerPage, unit: str, title: str, url: str, outcomes: Mapping[str, str]) -> Element:
    """Without `moveOn` it would count as done before anyone opens it; a mark stands only where it is graded."""
    mastery = page.completion.mastery
    attributes = {"id": unit, "moveOn": "Completed"}
    if mastery is not None:
        attributes |= {"moveOn": "CompletedAndPassed", "masteryScore": f"{mastery / 100:g}"}
    served = {name for item in page.items for name in item.outcomes} if page.part else set(outcomes)
    references = [element("objective", {"idref": iri}) for name, iri in outcomes.items() if name in served]
    return element(
        "au",
        {**attributes, "launchMethod": "AnyWindow"},
        *_named(page, title, page.summary or page.title),
        *((element("objectives", {}, *references),) if references else ()),
        element("url", text=url),
    )


def _named(page: LearnerPage, title: str, description: str) -> tuple[Element, Element]:
    def words(tag: str, text: str) -> Element:
        return element(tag, {}, element("langstring", {"lang": page.language}, text=text))

    return words("title", title), words("description", description)
