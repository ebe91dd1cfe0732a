"""How local answers flow back: who reads them, when one belongs to everybody, and those that do."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.source import kinds as k
from socialscaffold.source.kinds import Text
from socialscaffold.source.records import Marks, key, marks


@dataclass(frozen=True, slots=True)
class PromoteWhen:
    """When a local answer belongs to everybody."""

    regions_agree: int | None = key(k.integer(1, 1000), "How many regions must say so.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Harvest:
    """How local answers flow back."""

    review_by: str = key(k.TEXT, "Who reads them.", default="")
    promote_by: str = key(k.TEXT, "Who lifts them into the program.", default="")
    promote_when: PromoteWhen = key(k.record(PromoteWhen, "a rule"), "When.", default=PromoteWhen())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Story:
    """A local answer that holds for everyone, because enough regions say so."""

    id: str = key(k.ID, "Its id.", required=True)
    prompt: Text = key(k.REF, "The prompt that it answers.", required=True)
    text: str = key(k.TEXT, "What they say.", required=True)
    regions: tuple[str, ...] = key(k.list_of(k.NAME), "The regions that say so.", default=())
    answers: tuple[str, ...] = key(k.list_of(k.NAME), "The ids of their answers.", default=())
    at: Marks = marks()
