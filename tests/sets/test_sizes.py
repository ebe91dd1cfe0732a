from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from socialscaffold.sets.sizes import Nearest, Size, cut, cut_each, cuts, feasible, nearest_feasible, sketch

BOUNDS = st.tuples(st.integers(1, 9), st.integers(0, 6), st.integers(0, 6)).map(
    lambda made: Size(made[0], min(made[0] + made[1], made[0] + made[2]), made[0] + made[2])
)


def seatable(count: int, least: int, most: int) -> bool:
    """Whether some sizes within the bounds add up to `count`, found by trying them."""
    reached = {0}
    for people in range(1, count + 1):
        if any(people - size in reached for size in range(least, most + 1)):
            reached.add(people)
    return count in reached


@pytest.mark.parametrize(
    ("count", "least", "target", "most", "sizes"),
    [
        (18, 5, 6, 8, (6, 6, 6)),
        (48, 5, 6, 7, (6,) * 8),
        (16, 5, 6, 7, (5, 5, 6)),
        (20, 5, 6, 8, (6, 7, 7)),
        (5, 5, 6, 8, (5,)),
        (35, 5, 6, 7, (5, 6, 6, 6, 6, 6)),
        (0, 5, 6, 8, ()),
    ],
)
def test_known_cuts(count: int, least: int, target: int, most: int, sizes: tuple[int, ...]) -> None:
    assert cut(count, least, target, most) == sizes


@pytest.mark.parametrize(
    ("count", "least", "most"), [(8, 5, 7), (9, 5, 7), (9, 6, 8), (10, 6, 8), (11, 6, 8), (17, 6, 8), (4, 5, 8)]
)
def test_head_counts_that_no_sets_seat(count: int, least: int, most: int) -> None:
    assert cut(count, least, least, most) is None


@settings(deadline=None)
@given(count=st.integers(0, 120), size=BOUNDS)
def test_a_cut_exists_exactly_when_some_sizes_add_up(count: int, size: Size) -> None:
    sizes = cut(count, size.least, size.target, size.most)
    assert (sizes is not None) == feasible(count, size) == seatable(count, size.least, size.most)


@settings(deadline=None)
@given(count=st.integers(1, 400), size=BOUNDS)
def test_a_cut_seats_everyone_evenly_within_the_bounds(count: int, size: Size) -> None:
    for sizes in cuts(count, size):
        assert sum(sizes) == count
        assert max(sizes) - min(sizes) <= 1
        assert size.least <= min(sizes) and max(sizes) <= size.most
        assert list(sizes) == sorted(sizes)


@settings(deadline=None)
@given(count=st.integers(1, 400), size=BOUNDS)
def test_a_head_count_that_sets_of_the_target_seat_gets_them(count: int, size: Size) -> None:
    assume(count % size.target == 0)
    assert cut(count, size.least, size.target, size.most) == (size.target,) * (count // size.target)


def test_each_language_is_cut_by_itself() -> None:
    made = cut_each({"nb-NO": 16, "de-DE": 16, "en-GB": 4}, Size(5, 6, 7))
    assert made == {"de-DE": (5, 5, 6), "en-GB": None, "nb-NO": (5, 5, 6)}
    assert list(made) == ["de-DE", "en-GB", "nb-NO"]


def test_the_hint_for_eight_people_in_sets_of_five_to_seven() -> None:
    assert nearest_feasible(8, Size(5, 6, 7)) == Nearest(least=4, most=8, fewer=7, more=10)


def test_too_few_for_one_set_can_only_lower_the_bound_or_find_more_people() -> None:
    assert nearest_feasible(3, Size(5, 6, 7)) == Nearest(least=3, most=None, fewer=None, more=5)


@settings(deadline=None)
@given(count=st.integers(1, 60), size=BOUNDS)
def test_each_change_of_the_hint_is_enough_and_is_the_smallest(count: int, size: Size) -> None:
    hint = nearest_feasible(count, size)
    if hint is None:
        assert seatable(count, size.least, size.most)
        return
    assert seatable(count, hint.least, size.most)
    assert not any(seatable(count, least, size.most) for least in range(hint.least + 1, size.least + 1))
    if hint.most is None:
        assert not any(seatable(count, size.least, most) for most in range(size.most, size.most + 60))
    else:
        assert seatable(count, size.least, hint.most)
        assert not any(seatable(count, size.least, most) for most in range(size.most, hint.most))
    assert seatable(hint.more, size.least, size.most)
    assert not any(seatable(people, size.least, size.most) for people in range(count, hint.more))
    if hint.fewer is not None:
        assert seatable(hint.fewer, size.least, size.most)
    assert not any(seatable(people, size.least, size.most) for people in range((hint.fewer or 0) + 1, count))


def test_a_sketch_numbers_the_seats_of_each_set() -> None:
    assert sketch(11, Size(5, 6, 8)) == ((1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6))
    assert sketch(9, Size(6, 7, 8)) is None


def test_bounds_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="7, 5"):
        cut(20, 7, 6, 5)
