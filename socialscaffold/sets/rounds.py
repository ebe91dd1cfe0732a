"""Several rounds of sets, all sought together, so that people meet new people each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb
from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.form import form, improved
from socialscaffold.sets.formed import Formed
from socialscaffold.sets.judged import judged
from socialscaffold.sets.pools import kept_together, pools_of
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import Member, Wishes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PASSES, _TURNS = 12, 600
_PATIENCE = 3  # passes without anything won
_TOGETHER = 1_000  # people among whom nobody is to meet somebody twice


Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What one round is to be like: wishes of its own, and groups of so many people or one more."""

    wishes: Wishes
    seats: int


def rounds(members: Iterable[Member], wishes: Wishes, size: Size, many: int, seed: int = 0) -> tuple[Formed, ...]:
    """Sets for each of so many rounds, the same wishes held in each; people meet new people each time."""
    people = sorted(members, key=lambda one: one.id)
    found = _sought(people, [(wishes, size)] * many, (), seed)
    return tuple(judged(people, wishes, size, sets) for sets in found)


def circles(
    members: Iterable[Member], sets: Sequence[tuple[str, ...]], asks: Sequence[Ask], seed: int = 0
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For each round its groups, in which people meet neither those of their own set nor each other twice, where that
    can be.

    `sets` seat the members. Where there are more than a thousand, the groups are made of some of the sets at a time,
    each time from all over the roster: what grows with the square of the people stays small.
    """
    by_id = {one.id: one for one in members}
    parts = -(-len(by_id) // _TOGETHER)
    made: list[list[tuple[str, ...]]] = [[] for _ in asks]
    for part in range(parts):
        known = sets[part::parts]
        people = sorted((by_id[who] for one in known for who in one), key=lambda one: one.id)
        posed = [(one.wishes, _sizes(people, one)) for one in asks]
        for groups, found in zip(made, _sought(people, posed, known, seed + part), strict=True):
            groups += found
    return tuple(tuple(sorted(groups)) for groups in made)


def _sizes(people: Sequence[Member], ask: Ask) -> Size:
    """Sizes that every kind of people can be cut into who must be among themselves, the smallest kind too."""
    kinds = Counter(_kinds(people, ask.wishes).values())
    parts = [divmod(many, max(1, many // ask.seats)) for many in kinds.values()]
    return Size(min(small for small, _ in parts), ask.seats, max(small + bool(over) for small, over in parts))


def _kinds(people: Iterable[Member], wishes: Wishes) -> dict[str, tuple[str, ...]]:
    """By id what all of a group must have in common."""
    columns = wishes.must("alike", wishes.alike)
    return {one.id: tuple(map(one.cell, columns)) for one in people}


def _sought(
    people: Sequence[Member], asks: Sequence[tuple[Wishes, Size]], known: Sequence[tuple[str, ...]], seed: int
) -> tuple[Groups, ...]:
    """Sets for each round; a pair that meets again, or was known before, costs as much as one uneven place.

    Each round is sought anew in turn against all others until no fewer pairs can meet twice, or nothing more is won.
    Who must sit together is counted among those who meet. Memory grows with the square of the people: 2 MB for 1,000.
    """
    import numpy as np

    by_id = {one.id: one for one in people}
    number = {one.id: place for place, one in enumerate(people)}
    met = np.zeros((len(people), len(people)), dtype=np.int16)
    _met(met, known, number, 1)
    made: list[Groups | None] = [None] * len(asks)
    again: list[int] = []  # after each pass
    for turn in range(len(asks) * _PASSES):
        place = turn % len(asks)
        (wishes, size), old = asks[place], made[place]
        if old is None:
            old = form(people, wishes, size, seed + place).sets
        else:
            _met(met, old, number, -1)
        sets: list[tuple[str, ...]] = []
        for mixed, pool in pools_of(by_id, wishes, old):
            start = [sorted(tuple(sorted(block)) for block in kept_together(one, by_id, wishes)) for one in pool]
            found, _ = improved(start, by_id, wishes, seed + turn, mixed=mixed, met=(met, number), turns=_TURNS)
            sets += found
        made[place] = tuple(sorted(sets))
        _met(met, sets, number, 1)
        if place < len(asks) - 1:
            continue
        again.append(int((met[met > 1] - 1).sum()) // 2)
        grouped = [(wishes, one) for (wishes, _), one in zip(asks, made, strict=True) if one is not None]
        if again[-1] <= fewest_again(people, known, grouped) or (
            len(again) > _PATIENCE and min(again[-_PATIENCE:]) >= min(again[:-_PATIENCE])
        ):
            break
    return tuple(one for one in made if one is not None)


def repeated(made: Iterable[Formed]) -> int:
    """How often a pair sits together again."""
    return met_again(one.sets for one in made)


def met_again(made: Iterable[Sequence[Sequence[str]]]) -> int:
    """How often a pair sits together again, in sets by rounds."""
    import numpy as np

    every = [[*one] for sets in made for one in sets]
    number = {who: place for place, who in enumerate(dict.fromkeys(who for one in every for who in one))}
    pairs = [np.zeros(0, dtype=np.int64)]
    for many in sorted({len(one) for one in every}):
        rows = np.array([[number[who] for who in one] for one in every if len(one) == many], dtype=np.int64)
        rows = np.sort(rows.reshape(-1, many), axis=1)
        first, second = np.triu_indices(many, 1)
        pairs.append((rows[:, first] * len(number) + rows[:, second]).ravel())
    found = np.concatenate(pairs)
    return len(found) - len(np.unique(found))


def fewest_again(
    members: Iterable[Member],
    sets: Iterable[Sequence[str]],
    rounds_of: Iterable[tuple[Wishes, Iterable[Sequence[str]]]],
) -> int:
    """How many pairs meet again whoever sits where: a group of four from three sets has two of one set.

    `rounds_of` has the wishes and the groups of each round. What a group must be alike in decides from which sets its
    people can come.
    """
    by_id = {one.id: one for one in members}
    home = {who: place for place, one in enumerate(sets) for who in one if who in by_id}
    least = 0
    for wishes, groups in rounds_of:
        kind = _kinds([by_id[who] for who in home], wishes)
        at: dict[tuple[str, ...], set[int]] = {}
        for who, of in kind.items():
            at.setdefault(of, set()).add(home[who])
        from_: dict[frozenset[tuple[str, ...]], int] = {}
        for group in groups:
            kinds = frozenset(kind[who] for who in group if who in kind)
            if kinds not in from_:
                from_[kinds] = len(set().union(*map(at.__getitem__, kinds))) or 1
            each, over = divmod(len(group), from_[kinds])
            least += over * comb(each + 1, 2) + (from_[kinds] - over) * comb(each, 2)
    return least


def _met(met: NDArray[np.int16], sets: Iterable[tuple[str, ...]], number: dict[str, int], sign: int) -> None:
    import numpy as np

    rows = [[number[who] for who in one] for one in sets]
    for many in sorted({len(row) for row in rows}):
        every = np.array([row for row in rows if len(row) == many])
        met[every[:, :, None], every[:, None, :]] += sign  # nobody sits in two of these sets, so no pair comes twice
    np.fill_diagonal(met, 0)
