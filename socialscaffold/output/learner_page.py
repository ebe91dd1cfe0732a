"""The learner's page as plain values: what it says, what it asks, and which of it is remembered.

The page knows no program, no plan and no LMS. Whoever makes one resolves every week, date, prompt and link
first and hands over strings and numbers; `learner_files` then renders them, and `targets/` wraps the files
for an LMS.

Ids are stable names given by the author: what a learner has done hangs on them, so a page published again
with things added, moved or removed still finds it. An item's id is unique on the page; ids of steps, boxes
and questions are unique in their item, options in their question.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from socialscaffold.dataclass import dataclass

ItemKind = Literal[
    "read",
    "watch",
    "live",
    "do",
    "on-the-job",
    "quiz",
    "meeting",
    "owed",
    "round",
    "practice",
    "prompt",
    "task",
]
QuestionKind = Literal["single", "multiple", "true-false", "ordering", "short-text"]


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go: `url` is an address that `urls.safe_url` allows, or the path of a file in the package."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One named line, such as `Fact("By", "the end of week 5")`."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TextBox:
    """Something to write. `words` is what the prompt asks for (0: not said); `lines` is the height of the
    box.

    A `private` text never reaches the LMS in any form.
    """

    id: str
    label: str
    hint: str = ""
    words: int = 0
    private: bool = False
    lines: int = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One answer on offer, with what to say to the learner who chose it."""

    id: str
    text: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a quiz.

    `single`, `multiple` and `true-false` mark their right `options`; `ordering` lists its options in the
    right order (the page shows them in another); `short-text` takes any of `accept`, whatever the case and
    spacing. `when_right` and `when_wrong` follow the feedback of the chosen options.
    """

    id: str
    kind: QuestionKind
    prompt: str
    options: tuple[Option, ...] = ()
    accept: tuple[str, ...] = ()
    when_right: str = ""
    when_wrong: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions that are checked together. `pass_percent` is 0 when answering is enough."""

    questions: tuple[Question, ...]
    pass_percent: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One part of an item, in the order of the page: words to read, boxes to fill, one thing to tick.

    `html` is an article that has been through the Markdown gate; it folds away under `html_title`. `instead`
    is a route of equal worth for those who cannot do `text`. `note` is a quiet line (privacy, opt-out).
    `tick` is the label of the tick, "" for a step that has none; `act` is the verb of what was done with others when
    it is set, "" for none.
    """

    id: str
    title: str = ""
    text: str = ""
    html: str = ""
    html_title: str = ""
    instead: str = ""
    note: str = ""
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    boxes: tuple[TextBox, ...] = ()
    tick: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do in a week. It is done when every tick of its steps is set and its quiz, if any, is
    passed.

    `level` names a level of the pyramid that doing it climbs; `minutes` is what one learner spends (0: not
    said), `due` the last day for it, in words. `where` says where the talk about it happens. `outcomes` are the ids of
    those it serves. A `prompt`'s first box takes the answer that colleagues may use, if its writer agrees.
    """

    id: str
    kind: ItemKind
    title: str
    minutes: int = 0
    required: bool = True
    text: str = ""
    level: str = ""
    due: str = ""
    where: Link | None = None
    outcomes: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    quiz: Quiz | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the journey. Without a cohort it has no dates in words (`when`) and no first day (`monday`, ISO)."""

    number: int
    title: str
    items: tuple[Item, ...]
    when: str = ""
    monday: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a learner can do at the end."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the engagement pyramid, lowest first on the page's list."""

    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """Where people talk: a link (or only a name, when `url` is "") and what it is for."""

    title: str
    url: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """What this learner owes their set, by when, and the item where it is made ("" where there is none)."""

    text: str
    by: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to turn to, by their part in the program, never by name: when and where they are met."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Region:
    """A place that the page is for, by its short name and as people call it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Completion:
    """When the LMS records the page as completed: all `required` items, or `every` item, are done.

    `mastery` (0 to 100) makes the page graded: the LMS then records passed or failed and a score, the mean of
    the best results of the counted quizzes. None: not graded, no score.
    """

    counts: Literal["required", "every"] = "required"
    mastery: int | None = None


@dataclass(frozen=True, slots=True)
class PartOf:
    """Which part of a split program a page is.

    `code` is shown when everything that counts is done ("" for none); `reports` says whether the LMS then hears of it.
    The part that brings the others together has a number above `all`; in a graded program its end is a pass (`passes`).
    """

    number: int
    all: int
    title: str
    code: str = ""
    reports: bool = True
    passes: bool = False


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """Everything the learner's page says.

    `regions` are the places that it is for; where there are several, the learner says which is theirs. `gathers` says
    who gathers the answers to local prompts ("" where nobody is named). `words` replaces entries of the runtime's own
    table of strings (`learner_words.WORDS`), for other languages.
    """

    program_id: str
    title: str
    weeks: tuple[Week, ...]
    summary: str = ""
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    outcomes: tuple[Outcome, ...] = ()
    owes: tuple[Owed, ...] = ()
    levels: tuple[Level, ...] = ()
    channels: tuple[Channel, ...] = ()
    people: tuple[Person, ...] = ()
    regions: tuple[Region, ...] = ()
    gathers: str = ""
    completion: Completion = Completion()
    part: PartOf | None = None
    words: dict[str, str] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item of the page, in its order."""
        return tuple(item for week in self.weeks for item in week.items)
