"""The first sets, from which the search starts: like people dealt out one by one, or neighbours in their hours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from socialscaffold.sets.pools import Block, Pool
from socialscaffold.sets.seating import seated
from socialscaffold.sets.sizes import Size, cuts
from socialscaffold.sets.wishes import Member, Wishes


def dealt(
    pool: Pool, by_id: Mapping[str, Member], wishes: Wishes, *, extreme: bool = False
) -> tuple[list[list[tuple[str, ...]]], list[tuple[str, ...]]]:
    """Sets of blocks to start from, and the blocks that were parted: only where no sets can be filled otherwise.

    `extreme`: as many sets as can be have the fewest people, and the others the most.
    """
    spread = tuple(dict.fromkeys((*wishes.never_alone, *wishes.spread)))

    met: dict[tuple[str, ...], tuple[str, ...]] = {}  # of equal cells the same, which are quicker to compare

    def kind(block: Block) -> tuple[object, ...]:
        cells = tuple([by_id[who].cell(column) for who in block.ids for column in spread])
        return (-len(block.ids), not block.pin, met.setdefault(cells, cells), block.ids)

    # Like beside like: the deal then hands each set one after the other of a kind, and the search starts near the end.
    whole = sorted(pool.blocks, key=kind)

    def after(many: int) -> list[Block]:
        singles = (Block((who,), one.alike) for one in whole[:many] for who in one.ids)
        return sorted([*whole[many:], *singles], key=kind) if many else whole

    def lengths(many: int) -> list[int]:
        return [len(one.ids) for one in after(many)]

    # The fewest, the longest first: every head count here can be cut once nobody sits together.
    together = sum(len(one.ids) > 1 for one in whole)

    def filled(many: int) -> tuple[tuple[int, ...], ...] | None:
        return seated(lengths(many), pool.size, extreme=extreme)

    many = bisect_left(range(together), True, key=lambda many: filled(many) is not None)
    blocks = after(many)
    made = _by_hours(blocks, pool.size, by_id) if wishes.overlap and not extreme else None
    made = made or [[blocks[one] for one in group] for group in filled(many) or ()]
    return [[one.ids for one in group] for group in made], [one.ids for one in whole[:many]]


def _by_hours(blocks: Sequence[Block], size: Size, by_id: Mapping[str, Member]) -> list[list[Block]] | None:
    """Neighbours in their hours of work side by side; None where the blocks don't fill the sizes so."""

    def begins(block: Block) -> tuple[int, tuple[str, ...]]:
        hours = max(by_id[who].hours for who in block.ids)
        return ((hours & -hours).bit_length(), block.ids)

    waiting = sorted(blocks, key=begins, reverse=True)  # the first stand last, where they are quick to take away
    sizes = next(cuts(sum(len(one.ids) for one in blocks), size))
    sets: list[list[Block]] = []
    for seats in sizes:
        group: list[Block] = []
        while seats:
            places = range(len(waiting) - 1, -1, -1)
            fitting = next((place for place in places if len(waiting[place].ids) <= seats), None)
            if fitting is None:
                return None
            seats -= len(waiting[fitting].ids)
            group.append(waiting.pop(fitting))
        sets.append(group)
    return sets
