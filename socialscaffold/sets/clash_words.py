"""A clash in plain words, by ids and names of columns alone: what cannot hold together, and what would end it."""

from __future__ import annotations

from collections.abc import Sequence

from socialscaffold.sets.conflict import Clash, Way
from socialscaffold.sets.musts import Must
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import QUARTER, WORKDAYS, Wishes, listed
from socialscaffold.source.kinds import length_of

_SHOWN = 4


def seen(clash: Clash, wishes: Wishes, size: Size) -> str:
    """What cannot hold together, and why."""
    kinds = dict.fromkeys(one.kind for one in clash.musts)
    parts = [_wish([one for one in clash.musts if one.kind == kind], wishes, size) for kind in kinds]
    begun = "These wishes can't all hold" if len(clash.musts) > 1 else "This wish can't hold"
    why = clash.why or "every way of cutting the roster was tried"
    more = ""
    if clash.more:
        more = f" {clash.more} more {'clash' if clash.more == 1 else 'clashes'} of this kind {_are(clash.more)} there."
    return f"{begun}: {'; '.join(parts)}. The reason: {why}.{more}"


def remedy(clash: Clash, wishes: Wishes, size: Size) -> str:
    """The ways out, the cheapest first."""
    if not clash.ways:
        return "Drop one of the wishes, allow other sizes, or correct the roster."
    ways = [_way(one, wishes, size) for one in clash.ways]
    text = ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])}, or {ways[-1]}"
    checked = [one.tried for one in clash.ways]
    if all(checked):
        return f"Enough would be: {text}."
    if any(checked):
        return f"Enough would be: {text}. Only the first {_number(sum(checked))} {_are(sum(checked))} tried out."
    return f"This clash would be gone with: {text}."


def _are(many: int) -> str:
    return "is" if many == 1 else "are"


def _number(many: int) -> str:
    return ("none", "one", "two", "three", "four", "five", "six")[many] if many < 7 else str(many)


def _wish(musts: Sequence[Must], wishes: Wishes, size: Size) -> str:
    wish, column = musts[0].kind
    if wish == "sizes":
        return f"sets have {size.least} to {size.most} people"
    if wish == "with":
        return f"{_pairs(musts)} must sit together (`{column}`)"
    if wish == "apart":
        return f"{_apart(musts)} (`{column}`)"
    if wish == "pinned":
        ids = tuple(one.ids[0] for one in musts)
        return f"{_some(ids)} {_are(len(ids))} pinned to a set (`{column}`)"
    if wish == "overlap":
        return f"all of a set must share {length_of(QUARTER * wishes.overlap)} of work in the five days of a week"
    return {
        "alike": f"all of a set must be alike in `{column}`",
        "never-alone": f"nobody may be the only one of a kind in a set (`{column}`)",
        "spread": f"each set must have its fair share of every kind in `{column}`",
    }[wish]


def _pairs(musts: Sequence[Must]) -> str:
    pairs = [f"{one.ids[0]} and {one.ids[1]}" for one in musts[:_SHOWN]]
    left = len(musts) - len(pairs)
    if left:
        return f"{', '.join(pairs)}, and {left} more {'pair' if left == 1 else 'pairs'}"
    return listed(tuple(pairs)) if left or len(pairs) < 3 else f"{', '.join(pairs[:-1])}, and {pairs[-1]}"


def _apart(musts: Sequence[Must]) -> str:
    """One who must be apart from many, or pairs."""
    centre = set(musts[0].ids).intersection(*(one.ids for one in musts))
    if len(musts) > 1 and centre:
        one = min(centre)
        return f"{one} must be apart from {_some(tuple(other for must in musts for other in must.ids if other != one))}"
    return f"{_pairs(musts)} must be apart"


def _some(ids: tuple[str, ...]) -> str:
    if len(ids) <= _SHOWN:
        return listed(ids)
    return f"{', '.join(ids[: _SHOWN - 1])} and {len(ids) - _SHOWN + 1} others"


def _a_day(overlap: int) -> str:
    """An overlap as a program asks for it: the length on each working day."""
    return length_of(QUARTER * (overlap // WORKDAYS))


def _way(way: Way, wishes: Wishes, size: Size) -> str:
    if way.overlap:
        return f"`overlap: must {_a_day(way.overlap)}` instead of {_a_day(wishes.overlap)}"
    if way.size is not None:
        return f"sets of {way.size.least}-{way.size.most} instead of {size.least}-{size.most}"
    if way.whole:
        named = f"`{way.wish}: {way.column}`" if way.column else f"`{way.wish}`"
        return f"{named} as something that should hold, and need not"
    many = len(way.who)
    them = f"{_number(many)} {'learner' if many == 1 else 'learners'} who"
    their = f"{'learner' if many == 1 else 'learners'}"
    told = {
        "with": f"{them} need not sit with whom `{way.column}` names",
        "apart": f"{them} may share a set with whom `{way.column}` names",
        "pinned": f"{_number(many)} {their} not pinned by `{way.column}`",
        "alike": f"{them} may differ from their set in `{way.column}`",
        "never-alone": f"{them} may be the only one of a kind in their set (`{way.column}`)",
        "overlap": f"{them} may share fewer working hours with their set",
    }[way.wish]
    return f"{told} ({_some(way.who)})"
