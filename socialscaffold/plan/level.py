"""Work shared out as evenly as it can be: turns among seats, sets among facilitators. Exact, and in the same order
each time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

Group = tuple[int, Sequence[int]]  # how many different places are wanted, and which may be taken


def levelled(groups: Sequence[Group], price: Callable[[int, int], int], loads: Sequence[int]) -> list[list[int]]:
    """For each group as many different places of its own as it wants; no other choice costs less in all.

    `price(place, load)` is what one more costs a place that has `load` already; it must not fall as the load rises.
    `loads` is what each place has to begin with. A group takes the cheapest of its places, the first of them where
    several are; then units of work are passed on, from group to group, as long as that saves anything. Where nothing
    more can be saved so, nothing can be saved at all (it is a flow with convex prices). ValueError where a group wants
    more places than it has.
    """
    has = list(loads)
    of: list[list[int]] = [[] for _ in has]  # the groups that have chosen a place
    chosen: list[list[int]] = []
    for number, (wanted, places) in enumerate(groups):
        if wanted > len(places):
            raise ValueError(f"{wanted} of {len(places)} places can't be taken")
        taken = sorted(places, key=lambda one: price(one, has[one]))[:wanted]
        for one in taken:
            has[one] += 1
            of[one].append(number)
        chosen.append(taken)
    settled = False
    while not settled:
        settled = True
        dear = sorted((one for one in range(len(has)) if of[one]), key=lambda one: -price(one, has[one] - 1))
        for one in dear:
            way = _way(one, groups, chosen, of, price, has)
            for number, old, new in way:
                chosen[number][chosen[number].index(old)] = new
                of[old].remove(number)
                of[new].append(number)
                has[old] -= 1
                has[new] += 1
            if way:
                settled = False
                break
    return chosen


def _way(
    start: int,
    groups: Sequence[Group],
    chosen: Sequence[Sequence[int]],
    of: Sequence[Sequence[int]],
    price: Callable[[int, int], int],
    has: Sequence[int],
) -> list[tuple[int, int, int]]:
    """The exchanges (group, place that it leaves, place that it takes) that bring one unit from `start` to the place
    where it is cheapest; none where that saves nothing."""
    came: dict[int, tuple[int, int]] = {start: (-1, -1)}
    waiting = deque([start])
    looked: set[tuple[int, int]] = set()
    best, least = start, price(start, has[start] - 1)
    while waiting:
        here = waiting.popleft()
        for number in of[here]:
            if (number, here) in looked:
                continue
            looked.add((number, here))
            for other in groups[number][1]:
                if other not in came and other not in chosen[number]:
                    came[other] = (number, here)
                    waiting.append(other)
                    if price(other, has[other]) < least:
                        best, least = other, price(other, has[other])
    way = []
    while best != start:
        number, before = came[best]
        way.append((number, before, best))
        best = before
    return way
