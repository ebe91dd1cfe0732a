from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.sets.seating import seated
from socialscaffold.sets.sizes import Size


def can_be_seated(lengths: tuple[int, ...], size: Size) -> bool:
    """Whether blocks of these lengths fill some sets, by trying every placing."""

    @cache
    def place(number: int, sets: tuple[int, ...]) -> bool:
        if number == len(lengths):
            return all(one >= size.least for one in sets)
        for chosen in set(range(len(sets))):
            grown = sets[chosen] + lengths[number]
            if grown <= size.most and place(number + 1, tuple(sorted((*sets[:chosen], *sets[chosen + 1 :], grown)))):
                return True
        return place(number + 1, tuple(sorted((*sets, lengths[number])))) if lengths[number] <= size.most else False

    return place(0, ())


@settings(deadline=None)
@given(
    lengths=st.lists(st.integers(1, 4), min_size=1, max_size=9).map(tuple),
    least=st.integers(2, 5),
    more=st.integers(0, 3),
)
def test_blocks_are_seated_whole_whenever_that_can_be(lengths: tuple[int, ...], least: int, more: int) -> None:
    size = Size(least, least, least + more)
    sets = seated(lengths, size)
    assert (sets is not None) == can_be_seated(lengths, size)
    if sets is not None:
        assert sorted(block for one in sets for block in one) == list(range(len(lengths)))
        assert all(least <= sum(lengths[block] for block in one) <= least + more for one in sets)


def test_seven_pairs_and_two_single_people_fill_five_five_and_six() -> None:
    sets = seated([2] * 7 + [1] * 2, Size(5, 6, 7))
    assert sets is not None
    assert sorted(sum(([2] * 7 + [1] * 2)[block] for block in one) for one in sets) == [5, 5, 6]


def test_pairs_alone_take_an_uneven_cut_where_no_even_one_holds_them() -> None:
    sets = seated([2] * 10, Size(4, 7, 8))
    assert sets is not None
    assert sorted(len(one) * 2 for one in sets) == [6, 6, 8]


@pytest.mark.parametrize("pairs", [8, 11])
def test_pairs_that_no_sets_of_five_to_seven_hold(pairs: int) -> None:
    assert seated([2] * pairs, Size(5, 6, 7)) is None


@pytest.mark.parametrize(
    ("lengths", "sets"),
    [
        ([1] * 10, ((1, 4, 7), (2, 5, 8), (0, 3, 6, 9))),
        ([1, 1, 1, 3, 1, 1, 1, 1], ((0, 2, 5), (1, 4, 6), (3, 7))),
        ([2, 1, 1, 1, 2, 1, 1, 1], ((4, 5), (1, 2, 6), (0, 3, 7))),
    ],
)
def test_each_block_goes_to_the_set_with_most_room_left(lengths: list[int], sets: tuple[tuple[int, ...], ...]) -> None:
    assert seated(lengths, Size(3, 3, 4)) == sets
