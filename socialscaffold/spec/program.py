"""The program file: the design. Weeks are relative and no person is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.source import kinds as k
from socialscaffold.source.kinds import Length, Text
from socialscaffold.source.records import Marks, key, marks
from socialscaffold.spec.strategies import MODES, Strategies

VERSION = 1
FORMATS = ("markdown", "html", "scorm12", "scorm2004", "cmi5", "cartridge")


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the program is for."""

    role: str = key(k.TEXT, "What the learners are, in one phrase.", required=True, example="New managers")
    learners: int | None = key(k.integer(1, 1_000_000), "How many there are.")
    by_region: tuple[tuple[str, int], ...] = key(
        k.map_of(k.NAME, k.integer(0, 1_000_000)),
        "How many in each region, until there is a roster.",
        default=(),
    )
    groups: tuple[str, ...] = key(k.list_of(k.TEXT), "Groups whose view sense-making must hear.", default=())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Effort:
    """What one person can give in a week, at the most."""

    learner: Length | None = key(k.LENGTH, "A learner's time in a week.", example="4 h")
    facilitator: Length | None = key(k.LENGTH, "A facilitator's time in a week.", example="8 h")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Facilitators:
    """Who leads the sets while they are led."""

    count: int | None = key(k.integer(1, 10_000), "How many facilitators there are.")
    sets_each: int | None = key(k.integer(1, 100), "How many sets one of them can lead.")
    before: Length | None = key(k.LENGTH, "Preparation for one meeting.", example="10 min")
    after: Length | None = key(k.LENGTH, "Work after one meeting.", example="10 min")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Message:
    """A central message."""

    text: str = key(k.TEXT, "What is said, in one sentence.", required=True)
    essential: bool = key(k.BOOL, "Whether every region must answer its prompts.", default=False)
    revision: int = key(k.integer(1, 9999), "Raised when the text changes; older overlays are then stale.", default=1)
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Channel:
    """Where people talk."""

    title: str = key(k.TEXT, "What people call it.", required=True)
    kind: str = key(k.TEXT, "The tool: teams, slack, forum, mail …", default="")
    url: Text | None = key(k.URL, "Its address.")
    at: Marks = marks()


FORMS = ("read", "watch", "live", "do", "quiz")


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing to do in a module; exactly one of read, watch, live, do and quiz says what."""

    id: str = key(k.ID, "Its id.", required=True)
    read: Text | None = key(k.PATH, "A Markdown file to read.")
    watch: Text | None = key(k.URL, "The address of a film or recording.")
    live: str | None = key(k.TEXT, "A session with everyone, by its name.")
    do: str | None = key(k.TEXT, "Something to do, in words.")
    quiz: Text | None = key(k.PATH, "A YAML file with questions.")
    title: str = key(k.TEXT, "Its title, where the file's own does not do.", default="")
    minutes: int | None = key(k.MINUTES, "What one learner spends; a text's is derived from its words.")
    mode: str | None = key(MODES, "Where it happens.")
    transcript: Text | None = key(k.PATH, "The words of a recording, as a Markdown file.")
    instead: str = key(k.TEXT, "A route of equal worth for those who can't.", default="")
    outcomes: tuple[Text, ...] = key(k.list_of(k.REF, alone=True), "Outcomes it serves.", default=())
    channel: Text | None = key(k.REF, "Where people talk about it.")
    optional: bool = key(k.BOOL, "Whether it may be left out.", default=False)
    at: Marks = marks()

    @property
    def form(self) -> str:
        """Which of read, watch, live, do and quiz it is; the first that was said."""
        return next((form for form in FORMS if getattr(self, form) is not None), "do")


@dataclass(frozen=True, slots=True)
class Module:
    """A week's content."""

    id: str = key(k.ID, "Its id.", required=True)
    week: int = key(k.WEEK, "The week in which it begins.", required=True)
    title: str = key(k.TEXT, "Its title.", required=True)
    activities: tuple[Activity, ...] = key(k.list_of(k.record(Activity, "an activity")), "What is done.", default=())
    optional: bool = key(k.BOOL, "Whether all of it may be left out.", default=False)
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that a manager does."""

    week: int | None = key(k.WEEK, "When.")
    minutes: int | None = key(k.MINUTES, "How long it takes.")
    do: str = key(k.TEXT, "What to do.", default="")
    ask: tuple[str, ...] = key(k.list_of(k.TEXT, alone=True), "Questions to ask.", default=())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Managers:
    """What line managers do before, during and after."""

    before: Moment | None = key(k.record(Moment, "a manager's moment"), "Before or at the start.")
    during: Moment | None = key(k.record(Moment, "a manager's moment"), "On the way.")
    after: Moment | None = key(k.record(Moment, "a manager's moment"), "At the end.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is measured."""

    measures: tuple[str, ...] = key(k.list_of(k.ID), "Names of measures.", default=())
    transfer: tuple[Length, ...] = key(
        k.list_of(k.LENGTH), "How long after the last week transfer is asked for.", default=()
    )
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Completion:
    """What the LMS records as completed."""

    all: str = key(k.one_of("required", "activities"), "All required things, or every activity.", default="required")
    score: float | None = key(k.PERCENT, "A share of right quiz answers that passes the program.", example="70%")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Package:
    """What is packed and what counts."""

    completion: Completion = key(k.record(Completion, "a completion rule"), "What counts.", default=Completion())
    formats: tuple[str, ...] = key(k.list_of(k.one_of(*FORMATS), alone=True), "What a build makes.", default=())
    split: str = key(
        k.one_of("none", "module"),
        "`module`: a SCORM or cmi5 package has a part for each module. Most LMSs report best on one page for all.",
        default="none",
    )
    reports: str = key(
        k.one_of("last-part", "each-part"),
        "Which part of a split package reports its end. Take `each-part` only where the LMS waits for all of them.",
        default="last-part",
    )
    iri: str = key(
        k.IRI,
        "Where the names of your programs begin in cmi5 and xAPI: an address of yours that never changes. Records "
        "hang on it; nothing need be there.",
        default="",
        example="https://your.org/courses",
    )
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding that the team decided to live with."""

    rule: str = key(k.NAME, "The finding's code.", required=True, example="SS-ALS-006")
    reason: str = key(k.TEXT, "Why.", required=True)
    until: dt.date | None = key(k.DATE, "The last day on which this holds.", required=True)
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Review:
    """How the design review judges this program."""

    profile: str = key(k.one_of("workplace", "evenings", "wial", "open"), "The kind of program.", default="workplace")
    ignore: tuple[Ignore, ...] = key(k.list_of(k.record(Ignore, "an exception")), "Exceptions.", default=())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Program:
    """The design of one program."""

    socialscaffold: int = key(
        k.integer(VERSION, VERSION, "the version of the language: a number"),
        "The version of the language.",
        required=True,
    )
    id: str = key(k.ID, "Its id; it never changes, as learners' records hang on it.", required=True)
    title: str = key(k.TEXT, "Its title.", required=True)
    audience: Audience = key(k.record(Audience, "an audience"), "Whom it is for.", default=Audience(), required=False)
    # Nothing is late in a program whose own length could not be read.
    weeks: int = key(replace(k.integer(1, 104, "a number of weeks"), empty=0), "How many weeks it runs.", required=True)
    outcomes: tuple[tuple[str, str], ...] = key(
        k.map_of(k.ID, k.TEXT), "What learners can do at its end, by id.", required=True
    )
    summary: str = key(k.TEXT, "What it is for, in two sentences.", default="")
    language: str = key(k.LANGUAGE, "The language it is written in.", default="en-GB")
    effort: Effort = key(k.record(Effort, "an effort"), "What one person can give.", default=Effort())
    facilitators: Facilitators = key(
        k.record(Facilitators, "facilitators"), "Who leads the sets.", default=Facilitators()
    )
    messages: tuple[tuple[str, Message], ...] = key(
        k.map_of(k.ID, k.record(Message, "a message")),
        "What must not vary from region to region.",
        default=(),
    )
    channels: tuple[tuple[str, Channel], ...] = key(
        k.map_of(k.ID, k.record(Channel, "a channel")), "Where people talk.", default=()
    )
    modules: tuple[Module, ...] = key(k.list_of(k.record(Module, "a module")), "The content by week.", default=())
    strategies: Strategies = key(k.record(Strategies, "the strategies"), "The five strategies.", default=Strategies())
    managers: Managers = key(k.record(Managers, "the managers' part"), "What managers do.", default=Managers())
    evaluation: Evaluation = key(k.record(Evaluation, "an evaluation"), "What is measured.", default=Evaluation())
    package: Package = key(k.record(Package, "a package"), "What is packed and what counts.", default=Package())
    review: Review = key(k.record(Review, "a review"), "How the design is judged.", default=Review())
    patterns: Text | None = key(k.PATH, "A folder with patterns of your own.", example="./patterns")
    at: Marks = marks()
