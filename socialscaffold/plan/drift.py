"""How far each region stands from what a message says, and since which revision."""

from __future__ import annotations

from collections.abc import Mapping

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.model import Plan
from socialscaffold.regex import regex
from socialscaffold.spec.program import Message
from socialscaffold.spec.region import Region, Telling
from socialscaffold.words.chain import kin

_WORD = regex(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Drift:
    """One message in one region.

    `how` is kept, adapted, contradicts, or empty where the region says nothing of it. `since` is the revision that was
    looked at (0: not said), `behind` how many came after it. `other` of `words` words of the message are others here;
    both are 0 where it is told in another language, in which words can't be compared.
    """

    message: str
    text: str
    essential: bool
    revision: int
    region: str
    name: str
    how: str
    say: str = ""
    reason: str = ""
    since: int = 0
    behind: int = 0
    other: int = 0
    words: int = 0


def drifts(plan: Plan) -> tuple[Drift, ...]:
    """Every message in every region that is built, in the program's order."""
    regions = {one.region: one for one in plan.regions}
    return tuple(
        drift_of(name, message, code, place, regions.get(code), plan.program.language)
        for name, message in plan.program.messages
        for code, place in plan.places
        if code != "all"
    )


def drift_of(name: str, message: Message, code: str, place: str, region: Region | None, language: str) -> Drift:
    """One message in one region; `language` is the program's."""
    said = _told(region, name)
    based_on = dict(region.based_on).get(name, 0) if region else 0
    since = (said.revision if said else None) or based_on
    other = words = 0
    if region and said and said.say and (not region.language or kin(region.language, language)):
        other, words = words_apart(message.text, said.say)
    return Drift(
        name,
        message.text,
        message.essential,
        message.revision,
        code,
        place,
        said.how if said else "",
        said.say if said else "",
        said.reason if said else "",
        since,
        max(0, message.revision - since) if since else 0,
        other,
        words,
    )


def words_apart(ours: str, theirs: str) -> tuple[int, int]:
    """How many words were changed, left out or put in between two texts, and how many the longer one has."""
    from difflib import SequenceMatcher  # only where a region says a message in its own words

    one, two = (_WORD.findall(text.casefold()) for text in (ours, theirs))
    same = sum(block.size for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks())
    return max(len(one), len(two)) - same, max(len(one), len(two))


def _told(region: Region | None, name: str) -> Telling | None:
    telling: Mapping[str, Telling] = dict(region.messages) if region else {}
    return telling.get(name)
