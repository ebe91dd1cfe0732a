"""`cmi5.xml`: identifiers that never change, a launch address for every unit, and `moveOn` written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from socialscaffold.diagnostics import Diagnostic, error, info, warn
from socialscaffold.inspect.archive import Archive
from socialscaffold.inspect.manifest import is_outside, path_of
from socialscaffold.inspect.scripts import Scripts
from socialscaffold.inspect.tree import Node
from socialscaffold.marks import Span
from socialscaffold.regex import regex

STRUCTURE = "cmi5.xml"
SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
_IRI = regex(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def check_cmi5(root: Node, archive: Archive, scripts: Scripts) -> Iterator[Diagnostic]:
    """Everything that belongs to cmi5 alone."""
    if root.name != "courseStructure" or root.space != SPACE:
        hint = f'It must begin with <courseStructure xmlns="{SPACE}">.'
        yield error("SS-PKG-042", "`cmi5.xml` is no course structure.", hint, _at(root))
        return
    course = root.child("course")
    objectives = [one for one in root.each("objective") if one.get("idref") is None]  # the others only point at these
    named = [one for one in (course, *objectives, *root.each("block"), *root.each("au")) if one]
    if course is None:
        yield error("SS-PKG-042", "There is no <course>.", "It has the course's id, title and description.", _at(root))
    yield from _identifiers(named)
    for one in named:
        for part in ("title", "description"):
            if not one.words(part, "langstring"):
                hint = "cmi5 asks for one, with at least one <langstring>; write a sentence."
                yield error("SS-PKG-042", f"<{one.name}> `{one.get('id')}` has no {part}.", hint, _at(one))
    known = {one.get("id") for one in objectives}
    for one in root.each("objective"):
        target = one.get("idref")
        if target is not None and target not in known:
            hint = "Write the id of an <objective> that stands behind <course>."
            yield error("SS-PKG-043", f"An <objective> points at `{target}`, which is not there.", hint, _at(one))
    units = list(root.each("au"))
    if not units:
        yield error("SS-PKG-047", "There is no <au>, so nothing can be opened.", "Add one with a <url>.", _at(root))
    for one in units:
        yield from _unit(one, archive)
    if units and not scripts.partly and not scripts.says("endpoint", "registration"):
        hint = "The LMS hands over `endpoint`, `fetch` and `registration`; the page must read them to report anything."
        yield warn("SS-PKG-058", "No script in it reads what the LMS hands over at launch.", hint)


def launch_of(root: Node) -> str:
    """The file that opens first, "" where it is on another server or none."""
    unit = next(root.each("au"), None)
    url = unit.words("url") if unit else ""
    return "" if is_outside(url) else path_of(url)


def title_of(root: Node) -> str:
    """The course's title."""
    course = root.child("course")
    return course.words("title", "langstring") if course else ""


def _identifiers(named: list[Node]) -> Iterator[Diagnostic]:
    for name, times in Counter(one.get("id") or "" for one in named).items():
        if times > 1 and name:
            hint = "Records hang on it: give each its own."
            yield error("SS-PKG-048", f"The id `{name}` stands {times} times.", hint, Span(STRUCTURE))
    for one in named:
        name = one.get("id") or ""
        if not _IRI.fullmatch(name):
            hint = "Write an address of your own that never changes, such as https://your.org/courses/my-course."
            yield error("SS-PKG-042", f"The id `{name}` of <{one.name}> is no IRI.", hint, _at(one))


def _unit(one: Node, archive: Archive) -> Iterator[Diagnostic]:
    name = one.words("title", "langstring") or one.get("id") or ""
    url, move_on, score = one.words("url"), one.get("moveOn"), one.get("masteryScore")
    if not url:
        yield error("SS-PKG-047", f"“{name}” has no <url>.", "Name the page that opens.", _at(one))
    elif is_outside(url):
        hint = "That is allowed; the page must be reachable for all learners."
        yield info("SS-PKG-047", f"“{name}” opens {url}, on another server.", hint, _at(one))
    elif path_of(url) not in archive:
        hint = "Put the file there, or name the right one, counted from the package's root."
        yield error("SS-PKG-047", f"“{name}” opens `{path_of(url)}`, which is not in the archive.", hint, _at(one))
    if move_on is None:
        hint = (
            'Left out it means NotApplicable: the unit counts as done before anyone opens it. Write moveOn="Completed" '
            "or what you want."
        )
        yield warn("SS-PKG-055", f"“{name}” does not say when it is done (`moveOn`).", hint, _at(one))
    elif move_on not in MOVE_ON:
        hint = f"There are {', '.join(MOVE_ON)}."
        yield error("SS-PKG-055", f"`moveOn` of “{name}” is `{move_on}`.", hint, _at(one))
    if score is not None and not re.fullmatch(r"0*(?:0(?:\.\d+)?|1(?:\.0+)?|\.\d+)", score):
        yield error(
            "SS-PKG-053", f"`masteryScore` of “{name}” is `{score}`.", "It is a share: 0.8 for 80 percent.", _at(one)
        )


def _at(node: Node) -> Span:
    return node.span(STRUCTURE)
