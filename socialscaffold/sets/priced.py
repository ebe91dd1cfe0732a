"""Wishes as prices: the people of one pool, put into numbers for the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from socialscaffold.sets.pools import pin_of
from socialscaffold.sets.prices import Value
from socialscaffold.sets.problem import Named, Problem
from socialscaffold.sets.wishes import Member, Wishes

PINS = ""  # no column of a roster is called so
WISH_BESIDE_STAY = 4


def priced(
    people: Sequence[Member],
    wishes: Wishes,
    mixed: bool,
    home: Mapping[str, int] | None = None,
    stays: Mapping[str, int] | None = None,
) -> tuple[Problem, tuple[tuple[str, int], ...]]:
    """The problem, and the columns in which values are priced with how many values each has, in order.

    `mixed`: these people are not all alike as they must be, so that is priced too. `home`: by id, the set that a
    person should stay in. `stays`: what it costs that they do not, by the prices of wishes; else less than any wish.
    """
    counted = tuple(dict.fromkeys((*wishes.spread, *wishes.never_alone, *_alike(wishes, mixed))))
    columns: list[tuple[int, ...]] = []
    values: list[Value] = []
    spans: list[tuple[str, int]] = []
    for column in counted:
        cells = [one.cell(column) for one in people]
        total = Counter(cells)
        del total[""]
        number = {cell: len(values) + place for place, cell in enumerate(sorted(total))}
        columns.append(tuple(number.get(cell, -1) for cell in cells))
        spans.append((column, len(number)))
        values += [_value(column, total[cell], wishes, mixed) for cell in sorted(total)]
    pins = wishes.must("pinned", wishes.pinned)
    backwards = reversed(tuple(enumerate(people))) if pins else ()
    seen = {pin: who for who, one in backwards if (pin := pin_of(one, pins))}
    if len(seen) > 1:  # one of each set: two of them in one set cost what no wish is worth
        firsts = set(seen.values())
        columns.append(tuple(len(values) if who in firsts else -1 for who in range(len(people))))
        spans.append((PINS, 1))
        values.append(Value(len(seen), crowd=wishes.miss("pinned", pins[0])))
    factor = WISH_BESIDE_STAY if home else 1  # whoever stays, a wish is worth more
    values = [_times(one, factor) for one in values]
    kinds, clash = _hours(people, wishes, factor)
    problem = Problem(
        people=len(people),
        columns=tuple(columns),
        values=tuple(values),
        named=_named(people, wishes, factor),
        kinds=kinds,
        clash=clash,
        home=tuple(home.get(one.id, -1) for one in people) if home else (),
        stay=1 if home else 0,
        stays=tuple(factor * stays[one.id] if one.id in stays else 1 for one in people) if home and stays else (),
    )
    return problem, tuple(spans)


def doubles(problem: Problem, blocks: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """How many twos of each value sit together, given who moves as one: of three who share a value one two is sure."""
    found = [0] * len(problem.values)
    for block in (one for one in blocks if len(one) > 1):
        for column in problem.columns:
            for value, many in Counter(column[who] for who in block).items():
                if value >= 0:
                    found[value] += many // 2
    return tuple(found)


def by_column(numbers: Sequence[int], spans: Sequence[tuple[str, int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Numbers, one for each value, by column."""
    told, start = [], 0
    for column, many in spans:
        told.append((column, tuple(numbers[start : start + many])))
        start += many
    return tuple(told)


def _alike(wishes: Wishes, mixed: bool) -> tuple[str, ...]:
    return tuple(one for one in wishes.alike if mixed or not wishes.hard("alike", one))


def _value(column: str, total: int, wishes: Wishes, mixed: bool) -> Value:
    return Value(
        total,
        spread=wishes.miss("spread", column) if column in wishes.spread else 0,
        never_alone=wishes.miss("never-alone", column) if column in wishes.never_alone else 0,
        alike=wishes.miss("alike", column) if column in _alike(wishes, mixed) else 0,
    )


def _times(value: Value, factor: int) -> Value:
    each = (value.spread * factor, value.never_alone * factor, value.alike * factor, value.crowd * factor)
    return Value(value.total, *each)


def _named(people: Sequence[Member], wishes: Wishes, factor: int) -> tuple[Named, ...]:
    asked = [(column, wishes.miss("apart", column)) for column in wishes.apart]
    asked += [(one, -wishes.miss("with", one)) for one in wishes.with_ if not wishes.hard("with", one)]
    number = {one.id: place for place, one in enumerate(people)} if asked else {}
    found = []
    for column, cost in asked:
        others = (number.get(one.cell(column), -1) for one in people)
        named = tuple(-1 if other == who else other for who, other in enumerate(others))
        if any(other >= 0 for other in named):
            found.append(Named(named, factor * cost))
    return tuple(found)


def _hours(
    people: Sequence[Member], wishes: Wishes, factor: int
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """A number for each pattern of hours, and what it costs two people that theirs have too little in common."""
    if not wishes.overlap:
        return (), ()
    masks = sorted({one.hours for one in people})
    number = {mask: place for place, mask in enumerate(masks)}
    miss = factor * wishes.miss("overlap")

    def costs(one: int, other: int) -> int:
        return miss if one and other and (one & other).bit_count() < wishes.overlap else 0

    clash = tuple(tuple(costs(one, other) for other in masks) for one in masks)
    return (tuple(number[one.hours] for one in people), clash) if any(map(any, clash)) else ((), ())
