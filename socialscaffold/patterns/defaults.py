"""The numbers that come from research and practice, read from `evidence.yaml` with their sources and weight.

The file is read in pieces, each when it is first asked for: a build needs the defaults, seldom the references.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.compiled import keep, ready_or
from socialscaffold.source import kinds as k
from socialscaffold.source.nodes import Mapping, Node, Scalar
from socialscaffold.source.records import UNREAD, Kind, Reading, key, shape
from socialscaffold.source.yaml_reader import read_yaml

TIERS = {
    "T1": "meta-analysis or randomised trial",
    "T2": "controlled study",
    "T3": "review",
    "T4": "observation",
    "T5": "practice or expert",
    "norm": "a standard that binds",
    "ours": "our own judgement",
}
PRESENCES = ("teaching", "social", "cognitive")
_FILE = Path(__file__).with_name("evidence.yaml")
_TIER = k.one_of(*TIERS)
_LEVEL = k.one_of("notice", "react", "comment", "share", "create", "advocate")
T = TypeVar("T")


def _value(node: Node, reading: Reading) -> Any:
    if not isinstance(node, Scalar):
        reading.wrong(node, f"Here stands {shape(node)}.", "Write a number or a word.")
        return UNREAD
    for form, kind in ((r"\d+", int), (r"\d+\.\d+", float)):
        if re.fullmatch(form, node.text):
            return kind(node.text)
    return node.text


_VALUE = Kind("a number or a word", _value, lambda: {"type": ["number", "string"]}, 0)
_NUMBER = Kind("a number", _value, lambda: {"type": "number"}, 0)
_SOURCES = k.list_of(k.NAME)


@dataclass(frozen=True, slots=True)
class Source:
    """A reference: where a number or a form comes from and what was found."""

    text: str = key(k.TEXT, "The reference.", required=True)
    says: str = key(k.TEXT, "What it found, in one sentence.", required=True)
    tier: str = key(_TIER, "Its weight.", required=True)
    correlational: bool = key(k.BOOL, "Whether it shows that two things go together, and no cause.", default=False)
    doi: str = key(k.TEXT, "Its DOI.", default="")
    link: str = key(k.TEXT, "Its address.", default="")
    id: str = ""

    @property
    def url(self) -> str:
        """Where to find it: the DOI's address, or its own; empty where neither is known."""
        return f"https://doi.org/{self.doi}" if self.doi else self.link


@dataclass(frozen=True, slots=True)
class Default:
    """What holds where a program says nothing. `sources` are keys of the sources; none where the tier is `ours`
    and nothing points the same way."""

    value: int | float | str = key(_VALUE, "The value.", required=True)
    unit: str = key(k.TEXT, "Its unit.", required=True)
    sources: tuple[str, ...] = key(_SOURCES, "Keys of its sources.", default=())
    tier: str = key(_TIER, "The weight of the evidence.", required=True)
    why: str = key(k.TEXT, "The reason, in one sentence.", required=True)
    id: str = ""

    @property
    def whole(self) -> int:
        """The value as a whole number; TypeError where it is none."""
        if not isinstance(self.value, int):
            raise TypeError(f"the default {self.id} is no whole number: {self.value!r}")
        return self.value

    @property
    def number(self) -> float:
        """The value as a number; TypeError where it is a word."""
        if isinstance(self.value, str):
            raise TypeError(f"the default {self.id} is no number: {self.value!r}")
        return float(self.value)


@dataclass(frozen=True, slots=True)
class ReadingRate:
    """Pages an hour, for no, some and many new concepts."""

    words_a_page: int = key(k.integer(1, 10_000), "Words on a page.", required=True)
    aim: str = key(k.one_of("survey", "understand", "engage"), "How closely it is read.", required=True)
    none: float = key(_NUMBER, "Pages an hour without new concepts.", required=True)
    some: float = key(_NUMBER, "Pages an hour with some.", required=True)
    many: float = key(_NUMBER, "Pages an hour with many.", required=True)


@dataclass(frozen=True, slots=True)
class WritingRate:
    """Hours for `Workload.words_per_writing_unit` words, for no, minimal and extensive drafting."""

    kind: str = key(k.one_of("reflection", "argument", "research"), "The kind of text.", required=True)
    none: float = key(_NUMBER, "Hours without drafting.", required=True)
    minimal: float = key(_NUMBER, "Hours with a draft.", required=True)
    extensive: float = key(_NUMBER, "Hours with several.", required=True)


@dataclass(frozen=True, slots=True)
class Workload:
    """The tables from which learners' minutes are reckoned. KeyError for what stands in no table."""

    reading: tuple[ReadingRate, ...] = key(k.list_of(k.record(ReadingRate, "a rate")), "Reading.", required=True)
    writing: tuple[WritingRate, ...] = key(k.list_of(k.record(WritingRate, "a rate")), "Writing.", required=True)
    words_per_writing_unit: int = key(k.integer(1, 10_000), "Words to which the hours belong.", required=True)
    discussion_words_per_hour: int = key(k.integer(1, 10_000), "Words of a post in an hour.", required=True)
    media_post_minutes_per_hour: int = key(
        k.integer(1, 60), "Minutes of a spoken post that are made in an hour.", required=True
    )
    sources: tuple[str, ...] = key(_SOURCES, "Keys of the sources.", default=())

    def reading_words_per_minute(
        self, aim: str = "understand", concepts: str = "some", words_a_page: int = 450
    ) -> float:
        """Words a minute for an aim (survey, understand, engage) and new concepts (none, some, many)."""
        for one in self.reading:
            if one.aim == aim and one.words_a_page == words_a_page:
                pages = {"none": one.none, "some": one.some, "many": one.many}[concepts]
                return pages * words_a_page / 60
        raise KeyError((aim, words_a_page))

    def writing_minutes(self, words: int, kind: str = "reflection", drafting: str = "none") -> float:
        """Minutes for a text of `words` words, by kind (reflection, argument, research) and drafting."""
        for one in self.writing:
            if one.kind == kind:
                hours = {"none": one.none, "minimal": one.minimal, "extensive": one.extensive}[drafting]
                return words / self.words_per_writing_unit * hours * 60
        raise KeyError(kind)

    def post_minutes(self, words: int) -> float:
        """Minutes for a discussion post of `words` words."""
        return words / self.discussion_words_per_hour * 60

    def media_post_minutes(self, minutes: float) -> float:
        """Minutes for making a spoken or filmed post that lasts `minutes`."""
        return minutes / self.media_post_minutes_per_hour * 60


@dataclass(frozen=True, slots=True)
class Level:
    """One of our six levels of engagement, with the xAPI verb that records it."""

    id: str = key(_LEVEL, "Its id.", required=True)
    title: str = key(k.TEXT, "Its name.", required=True)
    means: str = key(k.TEXT, "What a person does there.", required=True)
    task: str = key(k.TEXT, "What a task of this level asks.", required=True)
    verb: str = key(k.TEXT, "The verb, in the past.", required=True)
    iri: str = key(k.TEXT, "The verb's xAPI identifier.", required=True)
    forrester: tuple[str, ...] = key(k.list_of(k.TEXT), "Rungs of Forrester's ladder that come near.", default=())


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of one model of the pyramid, and the levels of ours that it stands for."""

    id: str = key(k.ID, "Its id.", required=True)
    title: str = key(k.TEXT, "Its name.", required=True)
    like: tuple[str, ...] = key(k.list_of(_LEVEL), "Levels of ours.", required=True)
    means: str = key(k.TEXT, "What a learner does there, in the second person.", required=True)


@dataclass(frozen=True, slots=True)
class Pyramid:
    """A model of engagement: its levels from below. The models disagree on the order, so the order is data."""

    title: str = key(k.TEXT, "Its name.", required=True)
    levels: tuple[Rung, ...] = key(k.list_of(k.record(Rung, "a level")), "From below.", required=True)
    tier: str = key(_TIER, "The weight of its source.", required=True)
    note: str = key(k.TEXT, "What differs from ours.", default="")
    sources: tuple[str, ...] = key(_SOURCES, "Keys of its sources.", default=())
    id: str = ""

    def rung(self, level: str) -> Rung:
        """The lowest level here that stands for `level` (one of our six); KeyError for another word."""
        for one in self.levels:
            if level in one.like:
                return one
        raise KeyError(level)


@dataclass(frozen=True, slots=True)
class Profile:
    """How many do a task of each level when nobody must: shares of 1 by our level, empty where the designer has to
    state them."""

    title: str = key(k.TEXT, "Whom it describes.", required=True)
    why: str = key(k.TEXT, "Where the shares come from.", required=True)
    tier: str = key(_TIER, "The weight of the evidence.", required=True)
    sources: tuple[str, ...] = key(_SOURCES, "Keys of its sources.", default=())
    expect: tuple[tuple[str, float], ...] = key(k.map_of(_LEVEL, k.PERCENT), "Shares by level.", default=())
    id: str = ""


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """One statement to agree or disagree with."""

    id: str = key(k.ID, "Its id.", required=True)
    presence: str = key(k.one_of(*PRESENCES), "Which presence it asks for.", required=True)
    facet: str = key(k.ID, "Which side of it.", required=True)
    text: str = key(k.TEXT, "The statement.", required=True)


@dataclass(frozen=True, slots=True)
class Survey:
    """The short form after the Community of Inquiry survey."""

    note: str = key(k.TEXT, "What it is and is not.", required=True)
    scale: tuple[str, ...] = key(k.list_of(k.TEXT), "The answers, from no to yes.", required=True)
    items: tuple[SurveyItem, ...] = key(k.list_of(k.record(SurveyItem, "an item")), "The statements.", required=True)
    sources: tuple[str, ...] = key(_SOURCES, "Keys of its sources.", default=())


@dataclass(frozen=True, slots=True)
class Evidence:
    """Typed access to `evidence.yaml`. An id that is not there is a bug of ours and raises KeyError."""

    pieces: tuple[tuple[str, bytes], ...]

    def has_default(self, name: str) -> bool:
        """Whether there is a default of that id."""
        return name in _defaults(self)

    def default(self, name: str) -> Default:
        """The default `name`, such as `set.size.min`."""
        return _defaults(self)[name]

    def defaults(self) -> tuple[Default, ...]:
        """All defaults, in the order of the file."""
        return tuple(_defaults(self).values())

    def source(self, name: str) -> Source:
        """The reference `name`, such as `harkin2016`."""
        return _sources(self)[name]

    def sources(self) -> tuple[Source, ...]:
        """All references, by key."""
        return tuple(_sources(self).values())

    def workload(self) -> Workload:
        """The tables of reading, writing and discussing."""
        return _workload(self)

    def levels(self) -> tuple[Level, ...]:
        """Our six levels, from below."""
        return _levels(self)

    def pyramid(self, name: str) -> Pyramid:
        """`seed`, `altimeter` or `rosenblatt`."""
        return _pyramids(self)[name]

    def pyramids(self) -> tuple[Pyramid, ...]:
        """All models of the pyramid."""
        return tuple(_pyramids(self).values())

    def profile(self, name: str) -> Profile:
        """`workplace`, `cohort`, `open` or `voluntary`."""
        return _profiles(self)[name]

    def profiles(self) -> tuple[Profile, ...]:
        """All profiles of participation."""
        return tuple(_profiles(self).values())

    def survey(self) -> Survey:
        """The short form for the evaluation."""
        return _survey(self)


@cache
def evidence() -> Evidence:
    """The shipped evidence; its pieces are parsed when they are first asked for."""
    parts = re.split(rb"^(?=[a-z])", _FILE.read_bytes(), flags=re.MULTILINE)
    return Evidence(tuple((part.split(b":", 1)[0].decode(), part) for part in parts[1:]))


def _entries(record: type[Any]) -> Kind:
    return k.map_of(k.NAME, k.record(record, "an entry"))


# How each piece of the file is read; the file's other uppermost keys are for people.
_PIECES: dict[str, Kind] = {
    "defaults": _entries(Default),
    "sources": _entries(Source),
    "pyramids": _entries(Pyramid),
    "profiles": _entries(Profile),
    "workload": k.record(Workload, "tables"),
    "community-of-inquiry-short": k.record(Survey, "a survey"),
    "levels": k.list_of(k.record(Level, "a level")),
}
_KEYED = ("defaults", "sources", "pyramids", "profiles")  # their entries are found by an id, and hold it


@cache
def _defaults(evidence: Evidence) -> dict[str, Default]:
    return dict(_piece(evidence, "defaults", tuple))


@cache
def _sources(evidence: Evidence) -> dict[str, Source]:
    return dict(_piece(evidence, "sources", tuple))


@cache
def _pyramids(evidence: Evidence) -> dict[str, Pyramid]:
    return dict(_piece(evidence, "pyramids", tuple))


@cache
def _profiles(evidence: Evidence) -> dict[str, Profile]:
    return dict(_piece(evidence, "profiles", tuple))


@cache
def _workload(evidence: Evidence) -> Workload:
    return _piece(evidence, "workload", Workload)


@cache
def _survey(evidence: Evidence) -> Survey:
    return _piece(evidence, "community-of-inquiry-short", Survey)


@cache
def _levels(evidence: Evidence) -> tuple[Level, ...]:
    return _piece(evidence, "levels", tuple)


def compile_into(folder: Path) -> None:
    """Read every piece into `folder`, for `ready_or`; the wheel's build calls this."""
    for piece in _PIECES:
        keep(_read_piece(evidence(), piece), folder, "evidence", piece)


def _piece(evidence: Evidence, piece: str, wanted: type[T]) -> T:
    read = ready_or(lambda: _read_piece(evidence, piece), "evidence", piece)
    if not isinstance(read, wanted):
        raise TypeError(f"evidence.yaml, {piece}: this is no {wanted.__name__}")
    return read


def _read_piece(evidence: Evidence, piece: str) -> object:
    """What stands under one of the file's uppermost keys. The file is ours: a mistake in it is a bug."""
    root, found = read_yaml(dict(evidence.pieces)[piece], _FILE.name)
    reading = Reading()
    node = root.get(piece) if isinstance(root, Mapping) else None
    read = _PIECES[piece].read(node, reading) if node is not None else UNREAD
    if found or reading.found or read is UNREAD:
        raise ValueError(f"evidence.yaml, {piece}: {(*found, *reading.found)}")
    if piece in _KEYED and isinstance(read, tuple):
        return tuple((name, replace(one, id=name)) for name, one in read)
    return read
