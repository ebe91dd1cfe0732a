"""What sets are like, wish by wish. It counts, and shares no code with the search that makes sets."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.hours import shared
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import MUST, NICE, SHOULD
from socialscaffold.spec.people import TIME_ZONE
from socialscaffold.spec.wishes import Form

Sets = Mapping[str, Sequence[str]]
WEIGHTS = {MUST: 1000, SHOULD: 10, NICE: 1}


@dataclass(frozen=True, slots=True)
class Miss:
    """One wish that does not hold in one set: how far (`places`), and whom it is about, by id.

    `column` is a column of the roster; empty for sizes.
    """

    set: str
    wish: str
    column: str
    strength: str
    places: int
    ids: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        """Places, weighed by how firmly they are wished for."""
        return self.places * WEIGHTS[self.strength]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wished for: the program's words, the bounds of a set, and the days and hours on which sets meet."""

    form: Form
    size: Size
    days: tuple[dt.date, ...] = ()
    first_hour: int = 8
    last_hour: int = 18


class Seated:
    """People in sets, with what each set should have of every kind. Cells are the roster's, by learner and column."""

    def __init__(self, sets: Sets, cells: Mapping[str, Mapping[str, str]], wanted: Wanted) -> None:
        self.sets = {name: tuple(members) for name, members in sets.items()}
        self.cells, self.wanted = cells, wanted
        self.columns = tuple(dict.fromkeys(one.column for one in wanted.form.spread))
        self._alike = tuple(one.column for one in wanted.form.alike)
        self._misses: tuple[Miss, ...] | None = None
        self._shares: dict[tuple[tuple[str, ...], int, str], dict[str, tuple[int, int]]] = {}
        pools: dict[tuple[str, ...], list[str]] = {}
        for members in self.sets.values():
            pools.setdefault(self.pool(members), []).extend(members)
        self._totals = {
            pool: (
                len(every),
                {one: Counter(filter(None, (self.cell(who, one) for who in every))) for one in self.columns},
            )
            for pool, every in pools.items()
        }

    def cell(self, who: str, column: str) -> str:
        """What the roster says of somebody; empty where it says nothing."""
        return self.cells.get(who, {}).get(column, "")

    def home(self, who: str) -> str | None:
        """The set of somebody."""
        return next((name for name, members in self.sets.items() if who in members), None)

    def pool(self, members: Sequence[str]) -> tuple[str, ...]:
        """What a set is alike in; what is fair is counted over all sets that are alike in the same."""
        if not self._alike:
            return ()
        kinds = [{self.cell(who, column) for who in members} - {""} for column in self._alike]
        return tuple(kind.pop() if len(kind) == 1 else "" for kind in kinds)

    def share(self, members: Sequence[str], column: str) -> dict[str, tuple[int, int, int]]:
        """For each value of a column: how many sit in the set, and the fewest and the most that would be fair."""
        here = _counted(self.cell(who, column) for who in members)
        return {value: (here.get(value, 0), *fair) for value, fair in self._fair(members, column).items()}

    def _fair(self, members: Sequence[str], column: str) -> Mapping[str, tuple[int, int]]:
        """The fewest and the most of each value that would be fair in a set as large; worked out once for each size."""
        pool, size = self.pool(members), len(members)
        if (pool, size, column) not in self._shares:
            people, counts = self._totals.get(pool, (0, {}))
            total = counts.get(column, Counter[str]())
            self._shares[pool, size, column] = {
                value: (size * total[value] // people, -(-size * total[value] // people)) for value in sorted(total)
            }
        return self._shares[pool, size, column]

    def misses(self) -> tuple[Miss, ...]:
        """Every wish that does not hold, set by set."""
        if self._misses is None:
            self._misses = tuple(miss for name, members in self.sets.items() for miss in self.of(name, members))
        return self._misses

    @property
    def cost(self) -> int:
        """What all misses cost together; 0 where every wish holds."""
        return sum(one.cost for one in self.misses())

    def of(self, name: str, members: Sequence[str]) -> Iterator[Miss]:
        """What does not hold in a set, were these its members."""
        size, form = self.wanted.size, self.wanted.form
        beyond = max(size.least - len(members), len(members) - size.most, 0)
        if beyond:
            yield Miss(name, "sizes", "", MUST, beyond)
        yield from self._mixed(name, members)
        yield from self._pairs(name, members)
        for wish in form.pinned:
            for who in members:
                if self.cell(who, wish.column) not in ("", name):
                    yield Miss(name, "pinned", wish.column, wish.firm("pinned"), 1, (who,))
        overlap = form.overlap
        if overlap is not None:
            zones = [self.cell(who, TIME_ZONE) for who in members]
            common = shared(zones, self.wanted.days, self.wanted.first_hour, self.wanted.last_hour)
            if common < overlap.length.minutes:
                yield Miss(name, "overlap", TIME_ZONE, overlap.firm, 1, tuple(members))

    def _mixed(self, name: str, members: Sequence[str]) -> Iterator[Miss]:
        form = self.wanted.form
        for wish in form.spread:
            here = _counted(self.cell(who, wish.column) for who in members)
            fair = self._fair(members, wish.column)
            off = sum(max(0, many - fair[value][1]) for value, many in here.items() if value in fair)
            off += sum(least - here.get(value, 0) for value, (least, _) in fair.items() if here.get(value, 0) < least)
            if off:
                yield Miss(name, "spread", wish.column, wish.firm("spread"), off)
        for wish in form.alike:
            count = Counter(filter(None, (self.cell(who, wish.column) for who in members)))
            if len(count) > 1:
                most = max(sorted(count), key=lambda value: count[value])
                others = tuple(who for who in members if self.cell(who, wish.column) not in ("", most))
                yield Miss(name, "alike", wish.column, wish.firm("alike"), len(others), others)
        for wish in form.never_alone:
            cells = [self.cell(who, wish.column) for who in members]
            alone = tuple(who for who, cell in zip(members, cells, strict=True) if cell and cells.count(cell) == 1)
            if alone:
                yield Miss(name, "never-alone", wish.column, wish.firm("never-alone"), len(alone), alone)

    def _pairs(self, name: str, members: Sequence[str]) -> Iterator[Miss]:
        form = self.wanted.form
        here = set(members)
        for wish in form.apart:
            near = {tuple(sorted((who, self.cell(who, wish.column)))) for who in members}
            for pair in sorted(pair for pair in near if pair[0] != pair[1] and here.issuperset(pair)):
                yield Miss(name, "apart", wish.column, wish.firm("apart"), 1, pair)
        for wish in form.with_:
            for who in members:
                other = self.cell(who, wish.column)
                if other in self.cells and other not in here:
                    yield Miss(name, "with", wish.column, wish.firm("with"), 1, (who, other))

    def exchanged(self, one: str, other: str) -> Seated:
        """The same people after two have changed places."""
        swap = {one: other, other: one}
        sets = {name: tuple(swap.get(who, who) for who in members) for name, members in self.sets.items()}
        return Seated(sets, self.cells, self.wanted)

    def price(self, one: str, other: str) -> int:
        """What it costs more (below 0: less) if two change places; what is fair stays as it is."""
        here, there = self.home(one), self.home(other)
        if here is None or there is None or here == there:
            return 0
        after = {name: [{one: other, other: one}.get(who, who) for who in self.sets[name]] for name in (here, there)}
        return sum(
            sum(miss.cost for miss in self.of(name, after[name]))
            - sum(miss.cost for miss in self.of(name, self.sets[name]))
            for name in (here, there)
        )


def _counted(cells: Iterable[str]) -> dict[str, int]:
    """How often each cell stands there; for a handful a plain dictionary is several times as quick as a `Counter`."""
    found: dict[str, int] = {}
    for cell in cells:
        found[cell] = found.get(cell, 0) + 1
    return found
