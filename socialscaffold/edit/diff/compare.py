"""Two programs -> what changed, in the order of the house's strategies."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.edit.diff.change import AREAS, Change, Part, Side
from socialscaffold.edit.diff.effects import findings, saved, workload
from socialscaffold.edit.diff.frame import frame
from socialscaffold.edit.diff.local import engagement, localization
from socialscaffold.edit.diff.rounds import application, sense_making
from socialscaffold.edit.diff.sets import sets

PARTS: tuple[Part, ...] = (
    frame,
    sets,
    sense_making,
    application,
    localization,
    engagement,
    workload,
    findings,
    saved,
)


@dataclass(frozen=True, slots=True)
class DesignDiff:
    """All changes, those of one area together."""

    changes: tuple[Change, ...]

    @property
    def structural(self) -> bool:
        """Whether people do something else, at another time or with others; else only words changed."""
        return any(one.structural for one in self.changes)

    def by_area(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """The areas in which something changed, with their changes."""
        split = ((area, tuple(one for one in self.changes if one.area == area)) for area in AREAS)
        return tuple((area, changes) for area, changes in split if changes)


def design_diff(before: Side, after: Side) -> DesignDiff:
    """What changed from `before` to `after`. The same two sides give the same diff, and equal ones an empty one."""
    return DesignDiff(tuple(change for part in PARTS for change in part(before, after)))
