"""Formed sets, and the proof that comes with them."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.wishes import Unmet


@dataclass(frozen=True, slots=True)
class Proof:
    """What the sets of one pool (people who mix with nobody else) cost, and the least that they can cost.

    `sets` are the pool's places in `Formed.sets`. `multipliers` hold, by column, a whole number for each of the
    column's values in the pool, in sorted order: with them anybody can work out `bound` (`sets.verify`).
    `bonds` hold, likewise, what it is worth that two who must sit together share the value.
    `mixed`: these people are not all alike as they must be; each kind in a set is priced then. `exact`: a solver
    looked at all sets within the sizes, and none costs less (`sets.exact`).
    """

    sets: tuple[int, ...]
    cost: int
    bound: int
    multipliers: tuple[tuple[str, tuple[int, ...]], ...] = ()
    bonds: tuple[tuple[str, tuple[int, ...]], ...] = ()
    mixed: bool = False
    exact: bool = False

    @property
    def best(self) -> bool:
        """Whether no other sets of these sizes cost less."""
        return self.exact or self.cost <= self.bound


@dataclass(frozen=True, slots=True)
class Formed:
    """Sets as sorted ids, in the order of their first ids, pinned ones in their places; and what does not hold.

    `unmet` has the hard wishes first, `proofs` one entry for each pool.
    """

    sets: tuple[tuple[str, ...], ...]
    unmet: tuple[Unmet, ...]
    proofs: tuple[Proof, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every hard wish holds."""
        return not any(one.hard for one in self.unmet)

    @property
    def cost(self) -> int:
        """What all misses cost together; 0 where every wish holds for everybody."""
        return sum(one.cost for one in self.proofs)

    @property
    def best(self) -> bool:
        """Whether it is proven that no other sets of these sizes and pools cost less."""
        return all(one.best for one in self.proofs)
