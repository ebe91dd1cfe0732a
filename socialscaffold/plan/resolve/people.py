"""Who learns: head counts and sets from the cohort, or a sketch of them by size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from socialscaffold.diagnostics import Diagnostic, Severity, warn
from socialscaffold.marks import Span
from socialscaffold.plan.model import ActionLearningSet
from socialscaffold.plan.scaffold.sets import strata
from socialscaffold.sets.sizes import Size, cut
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.load import Sources
from socialscaffold.spec.people import REGION, cells_of
from socialscaffold.spec.program import Program

if TYPE_CHECKING:
    from socialscaffold.sets.formed import Formed
    from socialscaffold.spec.sets_file import SeatedSet

_ONE_BY_ONE = 5


def counted(program: Program, sources: Sources) -> Program:
    """The program with the cohort's head counts in place of its own: from the roster, else from the sets."""
    audience = program.audience
    number = len(sources.roster) or sum(len(one.members) for one in sources.sets)
    if not number:
        return program
    names = _regions(program)
    count = Counter(dict(one.cells).get(REGION, "") for one in sources.roster) if names else Counter[str]()
    by_region = tuple((name, count[name]) for name in names)
    if not any(people for _, people in by_region):
        by_region = audience.by_region
    return replace(program, audience=replace(audience, learners=number, by_region=by_region))


def miscounted(program: Program, sources: Sources) -> Iterator[Diagnostic]:
    """What the head counts by region do not tell rightly. `program` has the cohort's counts (`counted`)."""
    names = _regions(program)
    strangers = [one for one in sources.roster if names and dict(one.cells).get(REGION, names[0]) not in names]
    few = strangers if len(strangers) <= _ONE_BY_ONE else []
    if len(strangers) > len(few):
        rows = ", ".join(f"{one.place.line} (`{one.id}`)" for one in strangers[:8])
        seen = f"{len(strangers)} learners have a region that the program does not list: rows {rows} …"
        hint = f"The program's regions: {', '.join(names)}."
        yield warn("SS-CSV-014", seen, hint, strangers[0].place)
    for one in few:
        guess = did_you_mean(dict(one.cells)[REGION], names)
        hint = f"Did you mean `{guess}`?" if guess else f"The program's regions: {', '.join(names)}."
        yield warn("SS-CSV-014", f"`{one.id}` has a region that the program does not list.", hint, one.place)
    total = sum(people for _, people in program.audience.by_region)
    if sources.cohort and total and not strangers and total != program.audience.learners:
        seen = f"The cohort has {program.audience.learners} learners, the program's regions have {total} together."
        hint = "Numbers by region are the program's sketch until the roster has a column `region`."
        yield Diagnostic("SS-CSV-015", Severity.INFO, seen, hint, program.audience.at.of("by-region"))


def _regions(program: Program) -> tuple[str, ...]:
    return program.strategies.localization.regions or tuple(name for name, _ in program.audience.by_region)


class Seating:
    """The sets of one cohort: its own, those formed from its roster, or a sketch; each size is formed once."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._made: dict[Size, Formed] = {}

    @cached_property
    def _cells(self) -> Mapping[str, Mapping[str, str]]:
        return cells_of(self._sources.roster)

    def sets(self, program: Program) -> tuple[ActionLearningSet, ...]:
        """Everybody in one set. The program is a whole one, and its sizes rise."""
        if self._sources.sets:
            return tuple(self._as_read(one, program) for one in self._sources.sets)
        size = _size(program)
        if self._sources.roster:
            seated = [(len(members), members) for members in self._formed(program).sets]
        else:
            seated = [(seats, ()) for count in strata(program) for seats in _sketched(count, size)]
        return tuple(
            ActionLearningSet(f"set-{number}", seats, members, never=self._never(program, members))
            for number, (seats, members) in enumerate(seated, 1)
        )

    def _as_read(self, one: SeatedSet, program: Program) -> ActionLearningSet:
        known = tuple(place for place, who in enumerate(one.members, 1) if who in one.never)
        never = tuple(sorted({*known, *self._never(program, one.members)}))
        return ActionLearningSet(
            one.id, len(one.members), one.members, facilitator=one.leader, never=never, fair=one.hours
        )

    def _never(self, program: Program, members: tuple[str, ...]) -> tuple[int, ...]:
        """The seats of those whose manager, or whoever else they are to be apart from, sits in the set all the same."""
        columns = [one.column for one in program.strategies.support_network.sets.form.apart]
        if not columns:
            return ()
        here = frozenset(members)
        cells = self._cells
        return tuple(
            place
            for place, who in enumerate(members, 1)
            if any(cells.get(who, {}).get(column, "") in here - {who} for column in columns)
        )

    def found(self, program: Program) -> Iterator[Diagnostic]:
        """The wishes that the sets formed from the roster do not grant, by learners' ids and columns alone."""
        cohort, said = self._sources.cohort, program.strategies.support_network.sets
        if self._sources.sets or not self._sources.roster or cohort is None or cohort.roster is None:
            return
        roster = cohort.roster.span

        def place(wish: str) -> Span:
            return said.form.at.of(wish) if said.form.at.said(wish) else roster

        if not self._formed(program).unmet:
            return
        from socialscaffold.plan.asked import members_of, wishes_of
        from socialscaffold.plan.resolve.clash import untold

        members = members_of(self._sources.roster, cohort.start)
        yield from untold(self._formed(program), members, wishes_of(said.form), _size(program), place)

    def _formed(self, program: Program) -> Formed:
        from socialscaffold.plan.asked import members_of, wishes_of
        from socialscaffold.sets.form import form  # only a roster asks for the solver
        from socialscaffold.sets.pinning import drawn

        size, wished = _size(program), program.strategies.support_network.sets.form
        if size not in self._made:
            cohort = self._sources.cohort
            members = members_of(self._sources.roster, cohort.start if cohort else None)
            wishes, seed = wishes_of(wished), cohort.seed if cohort else 0
            self._made[size] = drawn(form(members, wishes, size, seed), members, wishes, size, seed)
        return self._made[size]


def _size(program: Program) -> Size:
    size = program.strategies.support_network.sets.size
    return Size(size.min or 2, size.target or 2, size.max or 2)


def _sketched(count: int, size: Size) -> tuple[int, ...]:
    """Seats by set, the larger ones first; where no cut keeps the bounds the nearest below the upper one."""
    made = cut(count, size.least, size.target, size.most)
    if made is not None:
        return made[::-1]
    number = ceil(count / size.most)
    small, over = divmod(count, number)
    return (small + 1,) * over + (small,) * (number - over)
