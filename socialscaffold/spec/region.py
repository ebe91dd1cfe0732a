"""The region overlay: local facts, local words, local answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import field

from socialscaffold.dataclass import dataclass
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source import kinds as k
from socialscaffold.source.kinds import Text
from socialscaffold.source.records import Marks, key, marks

REGION_NAME = k.placed(k.NAME)
# How far an answer has come, as its file says. What nobody writes (asked, missing, stale) is worked out by the plan.
STATES = ("proposed", "accepted", "promoted", "rejected", "withdrawn", "expired")


@dataclass(frozen=True, slots=True)
class Answer:
    """What local people answered to one prompt.

    One whose consent was withdrawn keeps its id and its status and no words, so that it is not collected again.
    """

    id: str = key(k.NAME, "Its id.", required=True)
    prompt: Text = key(k.REF, "The prompt it answers.", required=True)
    text: str = key(k.TEXT, "The answer; only one that is `withdrawn` has none.", default="")
    status: str = key(k.one_of(*STATES), "How far it has come.", default="proposed")
    from_: str = key(k.TEXT, "The cohort and set it came from.", default="", name="from")
    learner: str = key(k.NAME, "Who gave it, as a pseudonym; never a name.", default="")
    consent: str = key(k.one_of("yes", "no", "ask"), "Whether it may be shown to others.", default="ask")
    reviewed_by: str = key(k.TEXT, "Who read it.", default="")
    reviewed_on: dt.date | None = key(k.DATE, "The day on which it was read.")
    reason: str = key(k.TEXT, "Why it was decided so.", default="")
    revision: int | None = key(
        k.integer(1, 9999), "The revision of its message that it answers; else what `based-on` says."
    )
    until: dt.date | None = key(k.DATE, "The last day on which it holds; after it the question is asked again.")
    at: Marks = marks()

    @property
    def stands(self) -> bool:
        """Whether it was neither sent back nor taken back, and has not run out by its status."""
        return self.status in ("proposed", "accepted", "promoted")


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said here instead: a plain text, or these keys."""

    say: str = key(k.TEXT, "The words that take the place of ours, fit for the middle of a sentence.", required=True)
    plural: str = key(k.TEXT, "The same for more than one.", default="")
    note: str = key(k.TEXT, "What explains it; told after the sentence and in the kit, never within one.", default="")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class LocalChannel:
    """Where people talk here: a plain title, or these keys."""

    title: str = key(k.TEXT, "What people call it.", required=True)
    kind: str = key(k.TEXT, "The tool; the program's where it is not said.", default="")
    url: Text | None = key(k.URL, "Its address.")
    at: Marks = marks()


_EXPLAINED = regex(r"(.*\S)\s+\(([^()]+)\)")


def _saying(text: str, span: Span) -> Saying:
    """`HR desk (second floor)` is the words and, in brackets, what explains them."""
    found = _EXPLAINED.fullmatch(text)
    say, note = (found[1], found[2]) if found else (text, "")
    return Saying(say=say, note=note, at=Marks(span))


SAYING = k.plain_or(Saying, "a text, or `say` with a `note`", _saying)
CHANNEL = k.plain_or(
    LocalChannel, "a title, or `title` with a `url`", lambda text, span: LocalChannel(title=text, at=Marks(span))
)
Sayings = tuple[tuple[str, Saying], ...]


@dataclass(frozen=True, slots=True)
class Replace:
    """Local variants of what the program marks as free."""

    words: Sayings = key(k.map_of(k.TEXT, SAYING), "Words, from ours to theirs.", default=())
    examples: Sayings = key(k.map_of(k.TEXT, SAYING), "Examples: words, or a file for one of ours.", default=())
    channels: tuple[tuple[str, LocalChannel], ...] = key(k.map_of(k.ID, CHANNEL), "Channels.", default=())
    contacts: Sayings = key(k.map_of(k.TEXT, SAYING), "Contacts.", default=())
    media: Sayings = key(k.map_of(k.TEXT, SAYING), "Pictures and films: a file or an address for ours.", default=())
    dates: Sayings = key(k.map_of(k.TEXT, SAYING), "Dates.", default=())
    at: Marks = marks()

    @property
    def sayings(self) -> tuple[tuple[str, str, Saying], ...]:
        """Everything but the channels, as (kind, ours, theirs)."""
        kinds = ("words", "examples", "contacts", "media", "dates")
        return tuple((kind, ours, said) for kind in kinds for ours, said in getattr(self, kind))


# How a message is told in a region, from the nearest to ours to the farthest.
TELLINGS = ("kept", "adapted", "contradicts")
_TELLING = k.one_of(*TELLINGS)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a message is told here: one of the three words, or these keys."""

    how: str = key(
        _TELLING, "`kept` word for word or in its sense, `adapted`, or `contradicts` what it says.", required=True
    )
    say: str = key(k.TEXT, "The message as it is told here.", default="")
    reason: str = key(k.TEXT, "Why it is told so; whoever contradicts says it.", default="")
    revision: int | None = key(
        k.integer(1, 9999), "The revision of the message that was looked at; else what `based-on` says."
    )
    at: Marks = marks()


TELLING = k.plain_or(
    Telling,
    "`kept`, `adapted` or `contradicts`, or `how` with `say` and a `reason`",
    lambda text, span: Telling(how=text, at=Marks(span)),
    _TELLING,
)


@dataclass(frozen=True, slots=True)
class Region:
    """One region's overlay of one program."""

    socialscaffold_region: int = key(
        k.integer(1, 1, "the version of the language: a number"), "The version of the language.", required=True
    )
    program: str = key(k.ID, "The id of the program.", required=True)
    region: str = key(k.NAME, "The region's short name, as the program lists it.", required=True)
    name: str = key(k.TEXT, "What `{region}` prints.", required=True)
    extends: Text | None = key(
        REGION_NAME, "Another file of `regions/` whose facts, replacements and days off hold here too."
    )
    language: str = key(k.LANGUAGE, "The region's language.", default="")
    lead: str = key(k.TEXT, "Who looks after the region.", default="")
    holidays: tuple[tuple[dt.date, dt.date], ...] = key(k.list_of(k.DATES), "Days without meetings.", default=())
    facts: tuple[tuple[str, str], ...] = key(k.map_of(k.ID, k.TEXT), "What `{fact:ID}` prints.", default=())
    based_on: tuple[tuple[str, int], ...] = key(
        k.map_of(k.ID, k.integer(1, 9999)), "The revision of each message it was written against.", default=()
    )
    messages: tuple[tuple[str, Telling], ...] = key(
        k.map_of(k.ID, TELLING),
        "How each message is told here, so that everybody sees how far it has drifted.",
        default=(),
    )
    replace: Replace = key(k.record(Replace, "replacements"), "What is said differently here.", default=Replace())
    answers: tuple[Answer, ...] = key(k.list_of(k.record(Answer, "an answer")), "What came back.", default=())
    at: Marks = marks()
    above: tuple[str, ...] = field(default=(), compare=False)
    """The names of the files that it extends, the nearest first; filled in as they are read."""
