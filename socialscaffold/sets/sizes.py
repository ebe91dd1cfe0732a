"""How many sets, and of what sizes: arithmetic on head counts, before anybody is placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from socialscaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Bounds of a set, in people. ValueError unless 1 <= least <= most; `target` may lie outside them."""

    least: int
    target: int
    most: int

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most:
            raise ValueError(f"bounds of a set must rise from 1: {self.least}, {self.most}")


@dataclass(frozen=True, slots=True)
class Nearest:
    """What would seat a head count that the bounds can't seat. Each is enough alone; None: it can't help.

    `least` is the highest lower bound that would do, `most` the lowest upper one; `fewer` and `more` are the
    nearest head counts, in people, that the bounds seat.
    """

    least: int
    most: int | None
    fewer: int | None
    more: int


def feasible(count: int, size: Size) -> bool:
    """Whether `count` people can be cut into sets of `size.least` to `size.most`. Nobody at all always can."""
    return -(-count // size.most) <= count // size.least


def cut(count: int, least: int, target: int, most: int) -> tuple[int, ...] | None:
    """Sizes of the sets that seat `count` people, the smaller ones first; None where the bounds allow no cut.

    Sizes differ by one at most. Of the possible numbers of sets the one is taken in which people sit, on the
    average, in sets nearest to `target`; of two that are equally near, the one with the smaller sets.
    ValueError for a negative count and for bounds that `Size` refuses.
    """
    return next(cuts(count, Size(least, target, most)), None)


def cuts(count: int, size: Size) -> Iterator[tuple[int, ...]]:
    """Every even cut within the bounds, the nearest to the target first; none where there is none."""
    if count < 0:
        raise ValueError(f"a head count can't be {count}")
    if not count:
        yield ()
    numbers = range(max(1, -(-count // size.most)), count // size.least + 1)
    for sets in sorted(numbers, key=lambda sets: (_distance(count, sets, size.target), -sets)):
        yield _even(count, sets)


def cut_each(counts: Mapping[str, int], size: Size) -> dict[str, tuple[int, ...] | None]:
    """The cut of each group that keeps to itself (such as each language), by the group's name in sorted order."""
    return {name: cut(counts[name], size.least, size.target, size.most) for name in sorted(counts)}


def nearest_feasible(count: int, size: Size) -> Nearest | None:
    """The smallest changes that would seat everybody, for a hint; None where the bounds seat them already.

    To move one bound is always enough, and to move both is never less: the number of sets that is one too many
    for the lower bound is the first that suits the upper one.
    """
    if feasible(count, size):
        return None
    fewest = -(-count // size.most)
    roomiest = count // size.least
    return Nearest(
        least=count // fewest,
        most=-(-count // roomiest) if roomiest else None,
        fewer=next((people for people in range(count - 1, 0, -1) if feasible(people, size)), None),
        more=next(people for people in range(count + 1, count + size.least + 1) if feasible(people, size)),
    )


def sketch(count: int, size: Size) -> tuple[tuple[int, ...], ...] | None:
    """Sets without a roster: each set's seats, numbered from 1. None where the bounds allow no cut."""
    sizes = cut(count, size.least, size.target, size.most)
    return None if sizes is None else tuple(tuple(range(1, seats + 1)) for seats in sizes)


def _even(count: int, sets: int) -> tuple[int, ...]:
    small, over = divmod(count, sets)
    return (small,) * (sets - over) + (small + 1,) * over


def _distance(count: int, sets: int, target: int) -> int:
    """How far from the target people sit, summed over all of them."""
    small, over = divmod(count, sets)
    return (sets - over) * small * abs(small - target) + over * (small + 1) * abs(small + 1 - target)
