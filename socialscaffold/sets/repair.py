"""Sets mended after people have joined, left or changed: as few as can be move, and bonds are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapreplace

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.form import improved
from socialscaffold.sets.formed import Formed
from socialscaffold.sets.judged import judged
from socialscaffold.sets.mended import mended
from socialscaffold.sets.pinning import Pin, pins_of
from socialscaffold.sets.pools import Block, foes, joined, pooled
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.unmet import broken, unpinned
from socialscaffold.sets.wishes import Member, Unmet, Wishes

Groups = list[list[Block]]


@dataclass(frozen=True, slots=True)
class Repaired:
    """The sets in the places of the old ones, new ones behind them; a set that nobody is left for is empty.

    `moved` are those who sat in a set before and sit in another now: the id, the old place and the new one.
    """

    formed: Formed
    moved: tuple[tuple[str, int, int], ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]


def repair(
    members: Iterable[Member], wishes: Wishes, size: Size, old: Sequence[Sequence[str]], seed: int = 0
) -> Repaired:
    """The old sets with the people of today. Where nobody came or went and all that must hold holds, nobody moves.

    Who is pinned to `set-3` belongs into the third of the old sets.
    """
    by_id = {one.id: one for one in sorted(members, key=lambda one: one.id)}
    home = {who: number for number, one in enumerate(old) for who in one if who in by_id}
    new = tuple(who for who in by_id if who not in home)
    gone = tuple(sorted(who for one in old for who in one if who not in by_id))
    kept = [tuple(sorted(who for who in one if who in by_id)) for one in old]
    if not new and not gone and not _broken(kept, by_id, wishes, size):
        return Repaired(_judged(kept, by_id, wishes, size, ()), (), (), ())
    pins = pins_of(by_id.values(), wishes)
    blocks, clashes = joined(list(by_id.values()), wishes, foes(list(by_id.values()), wishes), size)
    pools, misfits = pooled(blocks, wishes, size)
    owner = {who: number for number, pool in enumerate(pools) for block in pool.blocks for who in block.ids}
    votes: list[Counter[int]] = [Counter(owner[who] for who in one) for one in kept]
    sets: list[tuple[str, ...]] = [() for _ in old]
    unmet = [*clashes, *misfits]
    for number, pool in enumerate(pools):
        mine = [place for place, vote in enumerate(votes) if vote and vote.most_common(1)[0][0] == number]
        groups, mine = _seated(pool.blocks, pool.size, mine, home, pins, len(sets))
        start = [[block.ids for block in group] for group in groups]
        sets += [()] * (max(mine, default=-1) + 1 - len(sets))
        local = {place: here for here, place in enumerate(mine)}
        people = [who for group in groups for block in group for who in block.ids]
        stay = {who: local[home[who]] for who in people if home.get(who) in local}
        drawn = {who: pins[who] for who in people if who in pins and pins[who].place in local}
        stay |= {who: local[pin.place] for who, pin in drawn.items()}
        stays = {who: pin.cost for who, pin in drawn.items()}
        found, _ = improved(
            start, by_id, wishes, seed, mixed=pool.mixed, home=stay or None, stays=stays, size=pool.size, seek=mended
        )
        for place, one in zip(mine, found, strict=True):
            sets[place] = one
    formed = _judged(sets, by_id, wishes, size, unmet)
    now = {who: place for place, one in enumerate(sets) for who in one}
    moved = tuple((who, home[who], now[who]) for who in sorted(home) if home[who] != now[who])
    return Repaired(formed, moved, new, gone)


def _broken(sets: Sequence[tuple[str, ...]], by_id: Mapping[str, Member], wishes: Wishes, size: Size) -> list[Unmet]:
    """The hard wishes that don't hold, where an empty set keeps its place."""
    found = [one for one in broken([one for one in sets if one], by_id, wishes, size) if one.wish != "pinned"]
    return found + [one for one in unpinned(sets, by_id, wishes) if one.hard]


def _judged(
    sets: Sequence[tuple[str, ...]], by_id: Mapping[str, Member], wishes: Wishes, size: Size, unmet: Sequence[Unmet]
) -> Formed:
    """The sets with their proofs, and all that does not hold; an empty set keeps its place."""
    proofs = judged(by_id.values(), wishes, size, [one for one in sets if one])
    told = [*(one for one in proofs.unmet if one.wish != "pinned"), *unpinned(sets, by_id, wishes)]
    return Formed(tuple(sets), tuple(dict.fromkeys([*unmet, *told])), proofs.proofs)


def _seated(
    blocks: Sequence[Block],
    size: Size,
    mine: list[int],
    home: Mapping[str, int],
    pins: Mapping[str, Pin],
    end: int,
) -> tuple[Groups, list[int]]:
    """Blocks in as many sets as their people need, those where they are pinned, most where most of them sat.

    Also the places of the sets.
    """
    people = sum(len(one.ids) for one in blocks)
    least, most = -(-people // size.most), max(1, people // size.least)
    here = Counter(home.get(who) for block in blocks for who in block.ids)
    firm = {pins[block.ids[0]].place for block in blocks if block.pin and block.ids[0] in pins}
    ranked = sorted(mine, key=lambda place: (place not in firm, -here[place]))
    mine = sorted(ranked[:most])  # the smallest are given up first
    mine += range(end, end + max(0, min(least, most) - len(mine)))
    room = dict.fromkeys(mine, size.most)
    groups: dict[int, list[Block]] = {place: [] for place in mine}
    waiting = []
    for block in sorted(blocks, key=lambda one: (not one.pin, -len(one.ids), one.ids)):
        place = Counter(home.get(who, -1) for who in block.ids).most_common(1)[0][0]
        pinned = next((pins[who].place for who in block.ids if block.pin and who in pins), -1)
        place = pinned if pinned in room else place
        if room.get(place, 0) >= len(block.ids):
            groups[place].append(block)
            room[place] -= len(block.ids)
        else:
            waiting.append(block)
    roomiest = sorted((-left, place) for place, left in room.items())
    for block in waiting:
        left, place = roomiest[0]
        groups[place].append(block)
        room[place] -= len(block.ids)
        heapreplace(roomiest, (left + len(block.ids), place))
    _evened(groups, room, size)
    return [groups[place] for place in mine], mine


def _evened(groups: dict[int, list[Block]], room: dict[int, int], size: Size) -> None:
    """Move the shortest blocks from the largest set to the smallest until all are large enough."""
    for _ in range(sum(map(len, groups.values()))):
        small, large = max(room, key=lambda one: (room[one], -one)), min(room, key=lambda one: (room[one], one))
        if size.most - room[small] >= size.least and room[large] >= 0:
            return
        block = min(groups[large], key=lambda one: (bool(one.pin), len(one.ids), one.ids))
        groups[large].remove(block)
        groups[small].append(block)
        room[large] += len(block.ids)
        room[small] -= len(block.ids)
