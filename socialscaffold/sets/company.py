"""Who may sit with whom: people who have too few others to sit with, or nobody of their kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from socialscaffold.sets.cores import Core, each
from socialscaffold.sets.musts import OVERLAP, SIZES, Must, Musts

# More kinds than this are not compared with each other; more people than this are not looked at one by one.
_KINDS, _LOOKS = 300, 200

Kind = tuple[tuple[str, ...], int]


def whole(musts: Musts) -> list[Must]:
    """The wishes about everybody that keep people apart."""
    return [Must("alike", one) for one in musts.alike] + [OVERLAP] * bool(musts.overlap)


def kind(musts: Musts, who: str, wishes: Sequence[Must]) -> Kind:
    """What decides with whom somebody may sit by these wishes: the cells, and the hours of work."""
    cells = tuple(musts.cell(who, one) for one in wishes if one.wish == "alike")
    return cells, musts.hours(who) if OVERLAP in wishes else 0


def mix(musts: Musts, one: Kind, other: Kind) -> bool:
    """Whether people of two kinds may sit together."""
    if any(mine != yours and mine and yours for mine, yours in zip(one[0], other[0], strict=True)):
        return False
    return not (one[1] and other[1] and (one[1] & other[1]).bit_count() < musts.overlap)


def lonesome(musts: Musts, *, sized: bool = True) -> Iterator[Core]:
    """People who work too little, who have too few others for a set, or none of their kind where nobody may be alone.

    Without `sized` it isn't asked who has too few others for a set.
    """
    for who in musts.ids if musts.overlap else ():
        if musts.hours(who) and musts.hours(who).bit_count() < musts.overlap:
            yield Core(
                (OVERLAP,), f"{who} works fewer hours than a set must share", each([Must("overlap", "", (who,))])
            )
    least = musts.size.least
    if sized and musts.sized and len(musts.ids) >= least:
        for who, others in _scarce(musts, musts.ids, least - 1):
            company = sum(_may(musts, who, one) for one in others)
            found = _fewest(musts, who, others, least - 2)
            if company < least - 1 and found is not None:
                why = f"{who} can sit with {company or 'no'} others, and a set has {least} at least"
                lacking = {"apart": least - 1 - company}
                excuse = tuple((lacking.get(group[0].wish, 1), group) for _, group in _excusable(found, who))
                yield Core((*found, SIZES), why, excuse, least=company + 1)
    for column in musts.lonely:
        yield from _no_partner(musts, Must("never-alone", column))


def _no_partner(musts: Musts, must: Must) -> Iterator[Core]:
    groups: dict[str, list[str]] = {}
    for who in musts.ids:
        groups.setdefault(musts.cell(who, must), []).append(who)
    for cell, ids in groups.items():
        mine = (1, (Must(*must.kind, (ids[0],)),))
        if cell and len(ids) == 1:
            yield Core((must,), f"{ids[0]} is the only one of a kind on the roster", (mine,))
        for who, others in _scarce(musts, ids, 1) if cell and len(ids) > 1 else ():
            found = _fewest(musts, who, others, 0)
            if found is not None:
                excuse = (*_excusable(found, who), (1, (Must(*must.kind, (who,)),)))
                yield Core((must, *found), f"{who} can sit with nobody of the same kind", excuse)


def _scarce(musts: Musts, ids: Sequence[str], wanted: int) -> Iterator[tuple[str, list[str]]]:
    """People of `ids` who may have fewer than `wanted` others of them to sit with, and these others."""
    wishes = whole(musts)
    kinds = {who: kind(musts, who, wishes) for who in ids}
    count = Counter(kinds.values())
    mixing: dict[Kind, int] = {}
    pinned = sum(who in musts.pins for who in ids)
    looks = 0
    for who in ids:
        mine = kinds[who]
        if len(count) > _KINDS:
            mixing[mine] = len(ids)
        if mine not in mixing:
            mixing[mine] = sum(many for one, many in count.items() if mix(musts, mine, one))
        others = mixing[mine] - 1 - len(musts.enemies.get(who, ()))
        others -= pinned - 1 if who in musts.pins else 0
        if others < wanted and looks < _LOOKS:
            looks += 1
            yield who, [one for one in ids if one != who]


def _fewest(musts: Musts, who: str, others: Sequence[str], enough: int) -> list[Must] | None:
    """The fewest wishes that leave somebody `enough` of the others at the most; None where none do."""
    wishes = whole(musts)
    best: list[Must] | None = None
    for many in range(len(wishes) + 1):
        for some in combinations(wishes, many):
            mine = kind(musts, who, some)
            near = [one for one in others if mix(musts, mine, kind(musts, one, some))]
            missing = max(0, len(near) - enough)
            apart = [one for one in near if one in musts.enemies.get(who, ())][:missing]
            pinned = [one for one in near if one not in apart and _pinned_away(musts, who, one)]
            pinned = pinned[: missing - len(apart)]
            used = [*some, *(musts.parted[min(who, one), max(who, one)] for one in apart)]
            used += [musts.tie(one, "=" + musts.pins[one]) for one in (who, *pinned)] if pinned else []
            if len(apart) + len(pinned) == missing and (best is None or len(used) < len(best)):
                best = used
    return best


def _excusable(found: Iterable[Must], who: str) -> tuple[tuple[int, tuple[Must, ...]], ...]:
    """Any one of the pairs and pins, or the person alone of what is about everybody."""
    return each(one if one.ids else Must(*one.kind, (who,)) for one in found)


def _may(musts: Musts, who: str, other: str) -> bool:
    wishes = whole(musts)
    if other in musts.enemies.get(who, ()) or _pinned_away(musts, who, other):
        return False
    return mix(musts, kind(musts, who, wishes), kind(musts, other, wishes))


def _pinned_away(musts: Musts, who: str, other: str) -> bool:
    return who in musts.pins and other in musts.pins and musts.pins[who] != musts.pins[other]
