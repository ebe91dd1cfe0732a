"""What the search is asked: people, values and prices as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.prices import Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Named:
    """Whom each person names (-1: nobody), and what it costs to sit with them; below 0 it costs to be parted."""

    others: tuple[int, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What the search knows. People and values are numbers from 0.

    `columns` hold the number of each person's value, -1 where nothing is known. `doubles` says how many twos of each
    value sit together in any case. `named` are pairs that cost or gain
    something in one set. `kinds` and `clash`: what two people of these kinds cost in one set. `home` is the set that
    a person leaves at the cost of `stay`, or of their own number in `stays` (-1: none); `fixed` don't move.
    `met` says how often two people sit together elsewhere, each time at the cost of 1. Sets may become as small as
    `least` and as large as `most` people; with 0 the sizes stay.
    """

    people: int
    columns: tuple[tuple[int, ...], ...] = ()
    values: tuple[Value, ...] = ()
    doubles: tuple[int, ...] = ()
    named: tuple[Named, ...] = ()
    kinds: tuple[int, ...] = ()
    clash: tuple[tuple[int, ...], ...] = ()
    home: tuple[int, ...] = ()
    stay: int = 0
    stays: tuple[int, ...] = ()
    fixed: frozenset[int] = frozenset()
    met: NDArray[np.int16] | None = None
    least: int = 0
    most: int = 0
