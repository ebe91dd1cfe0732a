"""What moves as one: blocks of people who sit together, and pools of blocks that never mix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.sizes import Size, feasible, nearest_feasible
from socialscaffold.sets.wishes import Member, Unmet, Wishes, listed

Who = TypeVar("Who", str, int)


@dataclass(frozen=True, slots=True)
class Block:
    """People who sit together, by sorted id, and the values they share in the columns of `alike` (empty: unknown).

    `pin` is the set in which they sit, where they are pinned to one.
    """

    ids: tuple[str, ...]
    alike: tuple[str, ...]
    pin: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """Blocks that are cut into sets of `size` among themselves. `mixed`: they are not all alike, as they should be."""

    blocks: tuple[Block, ...]
    size: Size
    mixed: bool = False

    @property
    def people(self) -> int:
        """The head count."""
        return sum(len(one.ids) for one in self.blocks)


def foes(members: Sequence[Member], wishes: Wishes) -> dict[str, frozenset[str]]:
    """Whom members must not sit with, by id, both ways; who has nobody is left out. People who are not on the roster
    can't come in the way."""
    columns = wishes.must("apart", wishes.apart)
    here = {one.id for one in members} if columns else set()
    found: dict[str, set[str]] = {}
    for column in columns:
        for one in members:
            other = one.cell(column)
            if other in here and other != one.id:
                found.setdefault(one.id, set()).add(other)
                found.setdefault(other, set()).add(one.id)
    return {name: frozenset(others) for name, others in found.items()}


def joined(
    members: Sequence[Member], wishes: Wishes, enemies: Mapping[str, frozenset[str]], size: Size
) -> tuple[tuple[Block, ...], list[Unmet]]:
    """The blocks of those who wish to sit together, and the wishes that clash with another hard wish.

    Wishes are taken in the order of the ids, so that of two that clash with each other the first is granted.
    """
    alike, pins = wishes.must("alike", wishes.alike), wishes.must("pinned", wishes.pinned)
    blocks = {
        one.id: Block((one.id,), tuple(map(one.cell, alike)) if alike else (), pin_of(one, pins) if pins else "")
        for one in members
    }
    unmet: list[Unmet] = []
    asked: set[tuple[str, str]] = set()
    first_at: dict[str, str] = {}
    for one in members if pins else ():
        pin = blocks[one.id].pin
        if pin and first_at.setdefault(pin, one.id) != one.id:
            asked.add((first_at[pin], one.id))  # who is pinned to one set sits together
    bonds = wishes.must("with", wishes.with_)
    for one in members if bonds else ():
        for column in bonds:
            other = one.cell(column)
            if not other or other == one.id:
                continue
            if other not in blocks:
                text = f"{one.id} wishes to sit with somebody (`{column}`) who is not on the roster."
                unmet.append(Unmet("with", False, text, (one.id,)))
                continue
            asked.add((min(one.id, other), max(one.id, other)))
    for first, second in sorted(asked):
        left, right = blocks[first], blocks[second]
        if left == right:
            continue
        clash = _clash(left, right, enemies, size)
        if clash:
            unmet.append(Unmet("with", True, f"{first} and {second} can't sit together: {clash}.", (first, second)))
            continue
        alike = tuple(mine or yours for mine, yours in zip(left.alike, right.alike, strict=True))
        whole = Block(tuple(sorted(left.ids + right.ids)), alike, left.pin or right.pin)
        blocks.update(dict.fromkeys(whole.ids, whole))
    return tuple(dict.fromkeys(blocks.values())), unmet


def _clash(left: Block, right: Block, enemies: Mapping[str, frozenset[str]], size: Size) -> str:
    if not _compatible(left.alike, right.alike):
        return "sets are alike in something in which they differ"
    if left.pin and right.pin and left.pin != right.pin:
        return "they, or those who sit with them, are pinned to different sets"
    if any(not enemies[one].isdisjoint(right.ids) for one in left.ids if one in enemies):
        return "they, or those who sit with them, must be apart"
    people = len(left.ids) + len(right.ids)
    if people > size.most:
        return f"with those who sit with them they are {people}, and a set has {size.most} at the most"
    return ""


def pin_of(member: Member, columns: Sequence[str]) -> str:
    """The set that a member is pinned to by the first of the columns that names one; empty: none."""
    return next((cell for column in columns if (cell := member.cell(column))), "")


def _compatible(left: Sequence[str], right: Sequence[str]) -> bool:
    return all(mine == yours or not mine or not yours for mine, yours in zip(left, right, strict=True))


def pooled(blocks: Sequence[Block], wishes: Wishes, size: Size) -> tuple[tuple[Pool, ...], list[Unmet]]:
    """Pools of people who are alike; those too few for sets of their own share one with the smallest others."""
    strata = _strata(blocks, size)
    small = [name for name in sorted(strata) if not feasible(_count(strata[name]), size)]
    unmet: list[Unmet] = []
    if small and len(strata) > 1:
        columns = listed(tuple(f"`{column}`" for column in wishes.must("alike", wishes.alike)))
        for name in small:
            ids = tuple(sorted(who for block in strata[name] for who in block.ids))
            text = (
                f"{listed(ids)} are alike in {columns}, but {len(ids)} people can't be cut into sets of {size.least} "
                f"to {size.most}; some sit with others."
            )
            unmet.append(Unmet("alike", True, text, ids))
    others = sorted((name for name in strata if name not in small), key=lambda name: (_count(strata[name]), name))
    mixed = [block for name in small for block in strata[name]]
    while mixed and not feasible(_count(mixed), size) and others:
        mixed += strata[others.pop(0)]
    pools = [Pool(tuple(strata[name]), size) for name in sorted(others)]
    if mixed:
        bounds = size if feasible(_count(mixed), size) else _widened(_count(mixed), size)
        if bounds != size:
            ids = tuple(sorted(who for block in mixed for who in block.ids))
            text = f"{len(ids)} people can't be cut into sets of {size.least} to {size.most}."
            unmet.insert(0, Unmet("sizes", True, text, ids))
        pools.append(Pool(tuple(mixed), bounds, mixed=len({block.alike for block in mixed}) > 1))
    return tuple(pools), unmet


def pools_of(
    by_id: Mapping[str, Member], wishes: Wishes, sets: Sequence[tuple[str, ...]]
) -> list[tuple[bool, list[tuple[str, ...]]]]:
    """Sets that are alike in what must be alike, together; and those that are not alike in themselves (true)."""
    columns = wishes.must("alike", wishes.alike)
    pools: dict[tuple[str, ...] | None, list[tuple[str, ...]]] = {}
    for one in sets:
        cells = [{by_id[who].cell(column) for who in one} - {""} for column in columns]
        key = tuple(min(values, default="") for values in cells) if all(len(x) < 2 for x in cells) else None
        pools.setdefault(key, []).append(one)
    return [(key is None, pool) for key, pool in pools.items()]


def in_blocks(sets: Iterable[Sequence[Who]], start: Iterable[Sequence[tuple[Who, ...]]]) -> list[list[tuple[Who, ...]]]:
    """Sets as the blocks of `start` that were exchanged between them, each set's in order."""
    block = {who: one for group in start for one in group for who in one}
    return [sorted({block[who] for who in one}) for one in sets]


def kept_together(group: Sequence[str], by_id: Mapping[str, Member], wishes: Wishes) -> list[tuple[str, ...]]:
    """The people of one set as blocks: who must sit together, or is pinned to one set, and does sit there."""
    bonds, pins = wishes.must("with", wishes.with_), wishes.must("pinned", wishes.pinned)
    if not bonds and not pins:
        return [(who,) for who in group]
    block: dict[str, tuple[str, ...]] = {who: (who,) for who in group}
    first: dict[str, str] = {}
    for who in group:
        others = [by_id[who].cell(column) for column in bonds]
        if pin := pin_of(by_id[who], pins):
            others.append(first.setdefault(pin, who))
        for other in others:
            if other in block and other not in block[who]:
                block.update(dict.fromkeys((*block[who], *block[other]), (*block[who], *block[other])))
    return list(dict.fromkeys(block.values()))


def _strata(blocks: Sequence[Block], size: Size) -> dict[tuple[str, ...], list[Block]]:
    """Blocks by what they are alike in. Those of whom it is not known go where they help to fill sets."""
    strata: dict[tuple[str, ...], list[Block]] = {}
    unknown = []
    for block in sorted(blocks, key=lambda one: (-len(one.ids), one.ids)):
        if all(block.alike):
            strata.setdefault(block.alike, []).append(block)
        else:
            unknown.append(block)
    counts = {name: _count(some) for name, some in strata.items()}
    for block in unknown:
        fitting = sorted(name for name in strata if _compatible(name, block.alike))
        best = min(
            fitting,
            key=lambda name: (
                not feasible(counts[name] + len(block.ids), size),
                feasible(counts[name], size),
                counts[name],
            ),
            default=block.alike,
        )
        strata.setdefault(best, []).append(block)
        counts[best] = counts.get(best, 0) + len(block.ids)
    return strata


def _count(blocks: Sequence[Block]) -> int:
    return sum(len(one.ids) for one in blocks)


def _widened(count: int, size: Size) -> Size:
    """The bounds that seat `count` people with the smallest change; the lower one moves first."""
    near = nearest_feasible(count, size)
    if near is None:
        return size
    if near.most is None or size.least - near.least <= near.most - size.most:
        return Size(near.least, size.target, size.most)
    return Size(size.least, size.target, near.most)
