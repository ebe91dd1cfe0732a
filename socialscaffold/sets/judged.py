"""Sets as they stand, judged by the wishes: what they cost, what an exchange would change, where else one could sit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.form import gathered, improved
from socialscaffold.sets.formed import Formed, Proof
from socialscaffold.sets.pools import pools_of
from socialscaffold.sets.priced import priced
from socialscaffold.sets.seats import NEVER, Seats
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.unmet import broken
from socialscaffold.sets.wishes import Member, Wishes

Sets = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Swap:
    """The sets after two learners have changed places, and before."""

    before: Formed
    after: Formed

    @property
    def cost(self) -> int:
        """What the exchange adds to the cost; below 0 it makes the sets better."""
        return self.after.cost - self.before.cost


@dataclass(frozen=True, slots=True)
class Place:
    """Another set for a learner: its place among the sets, who would come instead, and what that adds to the cost."""

    set: int
    instead: str
    cost: int


def judged(members: Iterable[Member], wishes: Wishes, size: Size, sets: Sets) -> Formed:
    """Sets as they stand with all that does not hold and the proof. They must seat the members: else a ValueError."""
    by_id = {one.id: one for one in members}
    if sorted(who for one in sets for who in one) != sorted(by_id):
        raise ValueError("the sets don't seat everybody exactly once")
    proofs: list[tuple[tuple[tuple[str, ...], ...], Proof]] = []
    for mixed, pool in pools_of(by_id, wishes, sets):
        start = [[(who,) for who in one] for one in pool]
        proofs.append(improved(start, by_id, wishes, 0, mixed=mixed, turns=0))
    return gathered(proofs, by_id, wishes, broken(sets, by_id, wishes, size), order=[tuple(sorted(x)) for x in sets])


def swap(members: Iterable[Member], wishes: Wishes, size: Size, sets: Sets, one: str, other: str) -> Swap:
    """What comes of two learners changing places. A ValueError where one of them is not seated."""
    people = tuple(members)
    places = {who: number for number, group in enumerate(sets) for who in group}
    if one not in places or other not in places:
        raise ValueError("only who sits in a set can change places")
    turned = {one: other, other: one}
    after = [tuple(sorted(turned.get(who, who) for who in group)) for group in sets]
    return Swap(judged(people, wishes, size, sets), judged(people, wishes, size, after))


def places(members: Iterable[Member], wishes: Wishes, sets: Sets, who: str) -> tuple[Place, ...]:
    """For each other set of the same pool the cheapest exchange of `who` with one of its people, the cheapest first.

    Sets in which nobody can change places with `who` are left out.
    """
    import numpy as np

    by_id = {one.id: one for one in members}
    mixed, pool = next((mixed, pool) for mixed, pool in pools_of(by_id, wishes, sets) if any(who in x for x in pool))
    names = sorted(name for one in pool for name in one)
    number = {name: place for place, name in enumerate(names)}
    problem, _ = priced([by_id[name] for name in names], wishes, mixed)
    seats = Seats(problem, [[(number[name],) for name in one] for one in pool])
    home = next(place for place, one in enumerate(pool) if who in one)
    others = np.array([place for place in range(len(pool)) if place != home], dtype=np.int64)
    if not len(others):
        return ()
    change = seats.exchanges(np.full(len(others), home), others)[:, pool[home].index(who), :]
    at = {tuple(one): place for place, one in enumerate(sets)}
    found = []
    for place, costs in zip(others, change, strict=True):
        seat = int(costs.argmin())
        if costs[seat] < NEVER:
            found.append(Place(at[pool[place]], pool[place][seat], int(costs[seat])))
    return tuple(sorted(found, key=lambda one: (one.cost, one.set)))
