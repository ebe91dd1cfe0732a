"""Wishes that cannot hold together, shown by counting people: too few of a kind, too little company, too few sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from socialscaffold.sets.company import Kind, kind, lonesome, mix, whole
from socialscaffold.sets.cores import Core, chained, each
from socialscaffold.sets.musts import OVERLAP, SIZES, Must, Musts
from socialscaffold.sets.sizes import Size, feasible

# Above these what needs a look at every two kinds, or at many people one by one, is left out.
_KINDS, _LOOKS = 300, 200


def counted(musts: Musts) -> tuple[Core, ...]:
    """Every clash that counting shows; () where it shows none, which does not mean that there is none."""
    if not musts.ids:
        return ()
    islands = _islands(musts)
    return tuple(dict.fromkeys([*chained(musts), *islands, *lonesome(musts, sized=not islands), *_pigeons(musts)]))


def _islands(musts: Musts) -> list[Core]:
    """People who can only sit among themselves, and can't be cut into sets; by as few wishes as show it."""
    if not musts.sized:
        return []
    wishes = whole(musts)
    for many in range(len(wishes) + 1):
        found = [core for some in combinations(wishes, many) for core in _islands_of(musts, some)]
        if found:
            return found
    return []


def _islands_of(musts: Musts, wishes: Sequence[Must]) -> Iterator[Core]:
    people: dict[Kind, list[str]] = {}
    for who in musts.ids:
        people.setdefault(kind(musts, who, wishes), []).append(who)
    if len(people) > _KINDS:
        return
    open_to = {kind for kind in people if not all(kind[0]) or (OVERLAP in wishes and not kind[1])}
    closed = [kind for kind in people if kind not in open_to]
    for island in _joined(musts, closed):
        ids = sorted(who for kind in island for who in people[kind])
        guests = sum(len(people[kind]) for kind in open_to if any(mix(musts, kind, one) for one in island))
        if not _seats(len(ids), guests, musts.size):
            yield _island(musts, tuple(ids), guests, wishes)


def _joined(musts: Musts, kinds: Sequence[Kind]) -> list[list[Kind]]:
    """Kinds that may mix, directly or by way of others."""
    islands: list[list[Kind]] = []
    for each_kind in kinds:
        near = [island for island in islands if any(mix(musts, each_kind, one) for one in island)]
        islands = [island for island in islands if island not in near]
        islands.append([each_kind, *(one for island in near for one in island)])
    return islands


def _seats(people: int, guests: int, size: Size) -> bool:
    return any(feasible(people + more, size) for more in range(min(guests, size.least * size.most) + 1))


def _island(musts: Musts, ids: tuple[str, ...], guests: int, wishes: Sequence[Must]) -> Core:
    size, people = musts.size, len(ids)
    fewer = next(few for few in range(people, -1, -1) if few == 0 or _seats(few, guests + people - few, size))
    least = next(one for one in range(size.least, 0, -1) if _seats(people, guests, Size(one, one, size.most)))
    most = next(
        (one for one in range(size.most, people + guests + 1) if _seats(people, guests, Size(size.least, one, one))), 0
    )
    excuse = tuple((people - fewer, tuple(Must(*one.kind, (who,)) for who in ids)) for one in wishes)
    among = "people who can only sit among themselves" if wishes else "people"
    why = f"{people} {among} can't be cut into sets of {size.least} to {size.most}"
    if people == 1 and wishes:
        why = f"{ids[0]} is like nobody else in it, and a set has {size.least} people at the least"
    return Core((*wishes, SIZES), why, excuse, least, most)


def _pigeons(musts: Musts) -> Iterator[Core]:
    """More people who must all be apart from each other than there can be sets."""
    people = len(musts.ids)
    sets = people // musts.size.least
    if not musts.sized or not sets:
        return
    for who in sorted(musts.enemies, key=lambda one: (-len(musts.enemies[one]), one))[:_LOOKS]:
        if len(musts.enemies[who]) < sets:
            return
        crowd = [who]
        for one in sorted(musts.enemies[who], key=lambda one: (-len(musts.enemies[one]), one)):
            if all(one in musts.enemies[other] for other in crowd):
                crowd.append(one)
        if len(crowd) > sets:
            few = sorted(crowd)[: sets + 1]
            pairs = tuple(musts.parted[pair] for pair in combinations(few, 2))
            small, over = divmod(len(crowd), sets)
            shared = over * (small + 1) * small // 2 + (sets - over) * small * (small - 1) // 2
            every = tuple(musts.parted[pair] for pair in combinations(sorted(crowd), 2))
            made = f"{people} people make {sets} {'set' if sets == 1 else 'sets'} at the most"
            why = f"{made}, and {len(crowd)} of them must all be apart"
            excuse = tuple((shared, group) for _, group in each(every))
            yield Core((*pairs, SIZES), why, excuse, least=people // len(crowd))
            return
