from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.sets.prices import Value, multipliers, prices

VALUE = st.builds(
    Value,
    total=st.integers(1, 14),
    spread=st.sampled_from([0, 1, 4, 100]),
    never_alone=st.sampled_from([0, 4, 100]),
    alike=st.sampled_from([0, 2, 200]),
    crowd=st.sampled_from([0, 0, 10_000]),
)
SIZES = st.dictionaries(st.integers(2, 5), st.integers(1, 3), min_size=1, max_size=2)


def least(total: int, sizes: dict[int, int], table: list[list[int]]) -> int:
    """What so many of a value cost at the least, by trying every way of dealing them out."""
    sets = [size for size, many in sizes.items() for _ in range(many)]

    @cache
    def deal(number: int, left: int) -> int:
        if number == len(sets):
            return 0 if left == 0 else 1 << 40
        most = min(sets[number], left)
        return min(table[sets[number]][count] + deal(number + 1, left - count) for count in range(most + 1))

    return deal(0, total)


@settings(max_examples=80, deadline=None)
@given(value=VALUE, sizes=SIZES)
def test_the_bound_is_true_and_no_whole_multiplier_proves_more(value: Value, sizes: dict[int, int]) -> None:
    people = sum(size * many for size, many in sizes.items())
    value = Value(min(value.total, people), value.spread, value.never_alone, value.alike, value.crowd)
    table = prices((value,), people, max(sizes))
    (chosen,), _, bound = multipliers(table, (value,), sizes)
    rows = table[0].tolist()

    def proven(m: int) -> int:
        return m * value.total + sum(
            many * min(rows[size][count] - m * count for count in range(min(size, value.total) + 1))
            for size, many in sizes.items()
        )

    assert bound == proven(chosen) <= least(value.total, sizes, rows)
    slopes = {(rows[size][b] - rows[size][a]) // (b - a) for size in sizes for b in range(size + 1) for a in range(b)}
    assert bound == max(proven(slope + up) for slope in slopes | {0} for up in (-1, 0, 1))


def test_a_price_beyond_32_bits_counts() -> None:
    value = Value(6, alike=200)
    assert multipliers(prices((value,), 7, 4), (value,), {3: 1, 4: 1}) == ((67,), (0,), 333)
