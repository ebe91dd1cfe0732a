from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.plan.level import levelled

PLACES = 4
GROUPS = st.lists(st.tuples(st.integers(0, 2), st.sets(st.integers(0, PLACES - 1), min_size=2).map(sorted)), max_size=5)
LOADS = st.lists(st.integers(0, 3), min_size=PLACES, max_size=PLACES)


def squares(loads: list[int]) -> int:
    return sum(one * one for one in loads)


@settings(deadline=None)
@given(groups=GROUPS, loads=LOADS)
def test_no_choice_of_all_there_are_is_more_even(groups: list[tuple[int, list[int]]], loads: list[int]) -> None:
    def after(choice: tuple[tuple[int, ...], ...] | list[list[int]]) -> list[int]:
        has = list(loads)
        for places in choice:
            for one in places:
                has[one] += 1
        return has

    made = levelled(groups, lambda _, load: load, loads)
    for (wanted, places), chosen in zip(groups, made, strict=True):
        assert len(set(chosen)) == len(chosen) == wanted and set(chosen) <= set(places)
    choices = product(*(combinations(places, wanted) for wanted, places in groups))
    assert squares(after(made)) == min(squares(after(one)) for one in choices)


def test_who_already_has_more_gets_less() -> None:
    assert levelled([(1, [0, 1]), (1, [0, 1])], lambda _, load: load, [2, 0]) == [[1], [1]]


def test_more_places_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="2 of 1 places"):
        levelled([(2, [0])], lambda _, load: load, [0])
