"""What a design diff is made of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.plan.model import Plan

T = TypeVar("T")

AREAS = (
    "program",
    "support-network",
    "sense-making",
    "application",
    "localization",
    "engagement",
    "workload",
    "review",
    "saved progress",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two programs: its plan, all findings of its check, and what its learners' pages remember.

    `saved` holds the label of each thing that a learner's page remembers by its id.
    """

    plan: Plan
    found: tuple[Diagnostic, ...] = ()
    saved: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence on one difference.

    `area` is one of `AREAS`. `structural` changes alter what people do, when, or with whom; the others only the
    words of it. `loss` marks what learners or a strategy lose by it.
    """

    area: str
    text: str
    structural: bool = True
    loss: bool = False


Part = Callable[[Side, Side], Iterator[Change]]


def moved(what: str, before: object, after: object, unit: str = "") -> str:
    """`Airtime per member 36 → 24 minutes`."""
    return f"{what}: {before} → {after}{' ' + unit if unit else ''}."


def members(
    area: str,
    before: Iterable[str],
    after: Iterable[str],
    lost: Callable[[str], str],
    gained: Callable[[str], str],
) -> Iterator[Change]:
    """What a list of names lost, each a loss, and what it gained; `lost` and `gained` make the sentences."""
    old, new = tuple(before), tuple(after)
    yield from (Change(area, lost(one), loss=True) for one in old if one not in new)
    yield from (Change(area, gained(one)) for one in new if one not in old)


def by_key(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    """Items by what stays the same about them, in their order."""
    return {key(one): one for one in items}


def pairs(
    before: Iterable[T], after: Iterable[T], key: Callable[[T], Hashable]
) -> tuple[list[T], list[T], list[tuple[T, T]]]:
    """Items that are gone, that are new, and that are on both sides; each in its own side's order."""
    old, new = by_key(before, key), by_key(after, key)
    gone = [one for name, one in old.items() if name not in new]
    come = [one for name, one in new.items() if name not in old]
    both = [(old[name], one) for name, one in new.items() if name in old]
    return gone, come, both
