"""Several rounds of sets, all sought together, so that people meet new people each time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from socialscaffold.sets.form import form, improved
from socialscaffold.sets.formed import Formed
from socialscaffold.sets.judged import judged, pools_of
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import Member, Wishes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PASSES, _TURNS = 12, 600


def rounds(members: Iterable[Member], wishes: Wishes, size: Size, many: int, seed: int = 0) -> tuple[Formed, ...]:
    """Sets for each round, the wishes held in each; a pair that meets again costs as much as one uneven place.

    Each round is sought anew in turn against all others until no pair meets twice, or for so many passes. Who must
    sit together is counted among those who meet. Memory grows with the square of the people: 1 MB for 1,000.
    """
    import numpy as np

    people = sorted(members, key=lambda one: one.id)
    by_id = {one.id: one for one in people}
    number = {one.id: place for place, one in enumerate(people)}
    met = np.zeros((len(people), len(people)), dtype=np.int16)
    made: list[Formed | None] = [None] * many
    for turn in range(many * _PASSES):
        place = turn % many
        old = made[place]
        if old is None:
            old = form(people, wishes, size, seed + place)
        else:
            _met(met, old, number, -1)
        sets: list[tuple[str, ...]] = []
        for mixed, pool in pools_of(by_id, wishes, old.sets):
            start = [_blocks(one, by_id, wishes) for one in pool]
            found, _ = improved(start, by_id, wishes, seed + turn, mixed=mixed, met=(met, number), turns=_TURNS)
            sets += found
        new = judged(people, wishes, size, sorted(sets))
        made[place] = new
        _met(met, new, number, 1)
        if turn >= many - 1 and met.max(initial=0) < 2:
            break
    return tuple(one for one in made if one is not None)


def repeated(made: Iterable[Formed]) -> int:
    """How often a pair sits together again."""
    seen: set[tuple[str, str]] = set()
    again = 0
    for formed in made:
        for one in formed.sets:
            for pair in ((first, second) for place, first in enumerate(one) for second in one[place + 1 :]):
                again += pair in seen
                seen.add(pair)
    return again


def _blocks(one: tuple[str, ...], by_id: dict[str, Member], wishes: Wishes) -> list[tuple[str, ...]]:
    """People of one set who must sit together, as blocks."""
    block = {who: {who} for who in one}
    for who in one:
        for column in wishes.must("with", wishes.with_):
            other = by_id[who].cell(column)
            if other in block and block[other] is not block[who]:
                block[who] |= block[other]
                for each in block[who]:
                    block[each] = block[who]
    return sorted({tuple(sorted(each)) for each in block.values()})


def _met(met: NDArray[np.int16], formed: Formed, number: dict[str, int], sign: int) -> None:
    for one in formed.sets:
        for first in one:
            for second in one:
                if first != second:
                    met[number[first], number[second]] += sign
