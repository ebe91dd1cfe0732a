"""Blocks into sets: who sits together takes places side by side, and every set keeps its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heapreplace

from socialscaffold.sets.sizes import Size, cuts

# Above these the exact search is left; a plain deal seats nearly everything that can be seated.
_SETS, _TRIES = 60, 20_000


def seated(lengths: Sequence[int], size: Size, *, extreme: bool = False) -> tuple[tuple[int, ...], ...] | None:
    """Sets as indexes into `lengths` (the people of each block), every set within the bounds.

    Numbers of sets are tried from the one nearest to the target; where an even cut does not take the blocks whole,
    an uneven one of as many sets may. None where none was found. Blocks of one length are dealt in the order given.
    `extreme`: the cut that has most sets of the fewest people, and then of the most.
    """
    count = sum(lengths)
    for sizes in cuts(count, size):
        if extreme:
            sizes = _apart(sizes, size)
        made = _dealt(lengths, sizes)
        if made is None and len(sizes) <= _SETS:
            made = _packed(lengths, len(sizes), size)
        if made is not None:
            return made
    return None


def _apart(sizes: Sequence[int], size: Size) -> tuple[int, ...]:
    """As many sets for as many people, but as different as the bounds allow."""
    sets, over = len(sizes), sum(sizes) - len(sizes) * size.least
    wide = size.most - size.least
    return tuple(size.least + min(wide, max(0, over - wide * number)) for number in range(sets))[::-1]


def _dealt(lengths: Sequence[int], sizes: Sequence[int]) -> tuple[tuple[int, ...], ...] | None:
    """Each block, the longest first, to the set with most room left."""
    room = sorted((-seats, number) for number, seats in enumerate(sizes))
    sets: list[list[int]] = [[] for _ in sizes]
    ordered = sorted(range(len(lengths)), key=lambda one: -lengths[one])
    for place, block in enumerate(ordered):
        if lengths[block] == 1:  # only single people are left, as they are from the start on most rosters
            _one_by_one(ordered[place:], room, sets)
            break
        taken, roomiest = room[0]
        if -taken < lengths[block]:
            return None
        heapreplace(room, (taken + lengths[block], roomiest))
        sets[roomiest].append(block)
    return tuple(tuple(one) for one in sets)


def _one_by_one(people: Sequence[int], room: Sequence[tuple[int, int]], sets: Sequence[list[int]]) -> None:
    """Each to the set with most room left, of several the first: in turn to all that have so many seats free."""
    waiting = iter(people)
    for seats in range(-min(room)[0], 0, -1):
        for number in sorted(number for taken, number in room if -taken >= seats):
            if (who := next(waiting, None)) is None:
                return
            sets[number].append(who)


def _packed(lengths: Sequence[int], sets: int, size: Size) -> tuple[tuple[int, ...], ...] | None:
    """The blocks in exactly `sets` sets within the bounds, by trying; None where none was found."""
    dead: set[tuple[tuple[int, int], ...]] = set()
    tries = 0

    def search(left: Counter[int], number: int) -> list[tuple[int, ...]] | None:
        nonlocal tries
        total = sum(length * many for length, many in left.items())
        if not number * size.least <= total <= number * size.most:
            return None
        if not number:
            return []
        state = tuple(sorted(left.items()))
        tries += 1
        if state in dead or tries > _TRIES:
            return None
        for filling in sorted(_fillings(left, size), key=lambda one: (abs(number * sum(one) - total), one)):
            rest = search(+(left - Counter(filling)), number - 1)
            if rest is not None:
                return [filling, *rest]
        dead.add(state)
        return None

    found = search(Counter(lengths), sets)
    if found is None:
        return None
    waiting: dict[int, list[int]] = {}
    for block in reversed(range(len(lengths))):
        waiting.setdefault(lengths[block], []).append(block)
    return tuple(tuple(waiting[length].pop() for length in filling) for filling in found)


def _fillings(left: Counter[int], size: Size) -> Iterator[tuple[int, ...]]:
    """Every way to fill one set that holds a longest block: some set must, so the others can wait."""
    longest = max(left)

    def extend(filling: tuple[int, ...], total: int) -> Iterator[tuple[int, ...]]:
        if total >= size.least:
            yield filling
        for length in sorted((one for one in left if one <= filling[-1]), reverse=True):
            if total + length <= size.most and filling.count(length) < left[length]:
                yield from extend((*filling, length), total + length)

    if longest <= size.most:
        yield from extend((longest,), longest)
