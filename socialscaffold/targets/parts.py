"""A program in several parts, each a page of its own in the LMS: one for each module, and one to bring them together.

An LMS keeps each part's record by itself, and SCORM lets none read another's. Many LMSs take a whole activity for done
as soon as one part says so. Therefore, unless the program asks for the other way, only the last part reports: each part
gives a code when everything that counts in it is done, and the last part is done with the codes of all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.output.learner_page import Item, LearnerPage, PartOf, Question, Quiz, Week
from socialscaffold.plan.model import Plan
from socialscaffold.spec.program import Module
from socialscaffold.words.tongues import speech

CLOSING = "closing"  # no module's part: those have “part-” before their names
_CODE = 5  # characters of base32: a slip of the finger finds no other part's code


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its `name` is stable and unique in the package."""

    name: str
    page: LearnerPage

    @property
    def title(self) -> str:
        """What the menu of the LMS says."""
        return self.page.part.title if self.page.part else self.page.title


def parts_of(plan: Plan, page: LearnerPage, *, each: bool = False) -> tuple[Part, ...]:
    """The parts of a program that is split by its modules; () where it is one page, or where it has but one part.

    With `each` every part reports its end, whatever the program says: the format waits for all of them by itself.
    """
    program = plan.program
    if program.package.split != "module":
        return ()
    split = [(module, weeks) for module, weeks in _by_module(plan, page) if weeks]
    joined = _joined(split, page.completion.counts)
    if len(joined) < 2:
        return ()
    alone = each or program.package.reports == "each-part"
    parts = []
    for number, (module, weeks) in enumerate(joined, 1):
        about = PartOf(number, len(joined), module.title, "" if alone else _code(program.id, module.id), alone)
        parts.append(Part(f"part-{module.id}", _narrowed(page, weeks, about)))
    if not alone:
        parts.append(Part(CLOSING, _closing(page, parts)))
    return tuple(parts)


def _by_module(plan: Plan, page: LearnerPage) -> Iterator[tuple[Module, tuple[Week, ...]]]:
    """Each module with the weeks, and in them the items, that are its own.

    An activity belongs to its module; what belongs to none goes with the module that began last before it, or with the
    first.
    """
    written = [one for one in plan.program.modules if one.at.said("id")]  # what was scaffolded makes no part of its own
    modules = sorted(written, key=lambda one: one.week)
    own = {activity.id: module.id for module in modules for activity in module.activities}
    for module in modules:
        weeks = []
        for week in page.weeks:
            begun = [one for one in modules if one.week <= week.number] or modules[:1]
            latest = next(one.id for one in begun if one.week == begun[-1].week)
            items = tuple(item for item in week.items if own.get(item.id, latest) == module.id)
            if items:
                weeks.append(replace(week, items=items))
        yield module, tuple(weeks)


def _joined(split: list[tuple[Module, tuple[Week, ...]]], counts: str) -> list[tuple[Module, tuple[Week, ...]]]:
    """The parts, those in which nothing counts joined to the part before (the first to the next): they have no end."""
    made: list[tuple[Module, tuple[Week, ...]]] = []
    for module, weeks in split:
        if made and not (_counts(weeks, counts) and _counts(made[-1][1], counts)):
            made[-1] = (made[-1][0], _merged(made[-1][1], weeks))
        else:
            made.append((module, weeks))
    return made


def _counts(weeks: tuple[Week, ...], counts: str) -> bool:
    return any(
        (item.required or counts == "every") and (item.quiz or any(step.tick for step in item.steps))
        for week in weeks
        for item in week.items
    )


def _merged(before: tuple[Week, ...], after: tuple[Week, ...]) -> tuple[Week, ...]:
    weeks = {week.number: week for week in before}
    for week in after:
        same = weeks.get(week.number)
        weeks[week.number] = replace(same, items=(*same.items, *week.items)) if same else week
    return tuple(weeks[number] for number in sorted(weeks))


def _narrowed(page: LearnerPage, weeks: tuple[Week, ...], about: PartOf) -> LearnerPage:
    """The page with only these weeks; what is owed leads nowhere where its place is in another part."""
    here = {item.id for week in weeks for item in week.items}
    owes = tuple(one if one.item in here else replace(one, item="") for one in page.owes)
    levels = page.levels if any(item.level for week in weeks for item in week.items) else ()
    return replace(page, weeks=weeks, owes=owes, levels=levels, part=about)


def _closing(page: LearnerPage, parts: list[Part]) -> LearnerPage:
    """The last part: a place for the code of each. It passes when all are right, and the LMS hears of it."""
    say = speech(page.language)
    abouts = [one.page.part for one in parts if one.page.part]
    questions = tuple(
        Question(
            id=part.name,
            kind="short-text",
            prompt=say("The code of part {number}, “{title}”", number=about.number, title=about.title),
            accept=(about.code,),
            when_wrong=say(
                "The code stands on the first page of that part, once everything that counts in it is done."
            ),
        )
        for part, about in zip(parts, abouts, strict=True)
    )
    item = Item(
        id="codes",
        kind="quiz",
        title=say("Bring the codes of all parts"),
        text=say(
            "Each part shows a code when you have done everything that counts in it. With all of them your course is "
            "complete. You can come back as often as you like."
        ),
        quiz=Quiz(questions, pass_percent=100),
    )
    last = page.weeks[-1].number if page.weeks else 1
    # Each part has held its quizzes to the mark before it gave its code.
    about = PartOf(len(parts) + 1, len(parts), say("All parts together"), passes=page.completion.mastery is not None)
    week = Week(last, about.title, (item,))
    completion = replace(page.completion, mastery=None)
    return replace(page, weeks=(week,), owes=(), levels=(), regions=(), completion=completion, part=about)


def _code(program: str, module: str) -> str:
    """The same on every build, and for everyone: it is a receipt, not a secret."""
    made = hashlib.sha256(f"{program}/{module}/done".encode()).digest()
    return base64.b32encode(made)[:_CODE].decode("ascii")
