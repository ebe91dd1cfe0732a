"""Wishes that cannot hold together: those that meet in one chain of people who must sit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.musts import OVERLAP, SIZES, Must, Musts, is_set, set_number

_PAIRS = 50


@dataclass(frozen=True, slots=True)
class Core:
    """Musts that can't all hold, why, and what would be enough for these alone.

    `excuse`: of any one of these groups so many must be left out. `least` and `most`: a bound of the sizes that
    would do (0: none).
    """

    musts: tuple[Must, ...]
    why: str = ""
    excuse: tuple[tuple[int, tuple[Must, ...]], ...] = ()
    least: int = 0
    most: int = 0

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The wishes and columns that clash, without the people."""
        return tuple(sorted({one.kind for one in self.musts}))


def each(musts: Iterable[Must]) -> tuple[tuple[int, tuple[Must, ...]], ...]:
    """To excuse one of a kind is enough."""
    groups: dict[tuple[str, str], list[Must]] = {}
    for one in musts:
        groups.setdefault(one.kind, []).append(one)
    return tuple((1, tuple(group)) for group in groups.values())


def chained(musts: Musts) -> Iterator[Core]:
    """Every clash among people who are tied: parted, unlike, pinned to two sets, too many for a set."""
    for unit in musts.units():
        people = tuple(one for one in unit if not is_set(one))
        yield from _two_sets(musts, unit)
        yield from _parted(musts, people)
        for column in musts.alike:
            yield from _unlike(musts, people, Must("alike", column))
        if musts.overlap:
            yield from _no_hours(musts, people)
        if len(people) > musts.size.most:
            yield _too_many(musts, unit)
        if not musts.alike:
            yield from _too_rich(musts, people)
    yield from _no_such_set(musts)


def _two_sets(musts: Musts, unit: tuple[str, ...]) -> Iterator[Core]:
    """People who are tied to two sets at once."""
    names = [one for one in unit if is_set(one)]
    for start in sorted(names)[1:]:
        chain = musts.path(start, is_set, lambda node: not is_set(node))
        if chain:
            ties = musts.along(chain)
            yield Core(ties, "they are pinned to two sets at once", each(ties))


def _parted(musts: Musts, people: tuple[str, ...]) -> Iterator[Core]:
    """Two who are tied, and must be apart."""
    here = set(people)
    for one in people:
        for other in sorted(musts.enemies.get(one, set()) & here):
            if one < other:
                ties = musts.along(musts.path(one, {other}.__contains__, lambda _: True))
                apart = musts.parted[one, other]
                yield Core((*ties, apart), "they must sit together, and apart", each((*ties, apart)))


def _unlike(musts: Musts, people: tuple[str, ...], must: Must) -> Iterator[Core]:
    """Two who are tied and differ, with nobody between them who says what they are."""
    cells = {one: musts.cell(one, must) for one in people}
    kinds = Counter(filter(None, cells.values()))
    if len(kinds) < 2:
        return
    most = max(sorted(kinds), key=lambda cell: kinds[cell])
    strangers = tuple(Must(*must.kind, (one,)) for one in sorted(people) if cells[one] not in ("", most))
    shown = 0
    for one in sorted(people):
        if not cells[one] or cells[one] == most or shown == _PAIRS:
            continue
        mine = cells[one]
        chain = musts.path(
            one,
            lambda node, mine=mine: cells.get(node, "") not in ("", mine),  # type: ignore[misc]
            lambda node: not cells.get(node, ""),
        )
        if chain:
            shown += 1
            ties = musts.along(chain)
            yield Core((*ties, must), "they differ in it", (*each(ties), (len(strangers), strangers)))


def _no_hours(musts: Musts, people: tuple[str, ...]) -> Iterator[Core]:
    """Two, or all, of those who are tied, and have too few hours in common."""
    known = [one for one in people if musts.hours(one)]
    for one, other in combinations(known[: 2 * _PAIRS], 2):
        if (musts.hours(one) & musts.hours(other)).bit_count() < musts.overlap:
            ties = musts.along(musts.path(one, {other}.__contains__, lambda _: True))
            excused = tuple(Must("overlap", "", (who,)) for who in (one, other))
            yield Core((*ties, OVERLAP), "their working hours have too little in common", (*each(ties), (1, excused)))
            return
    if len(known) > 2 and _common(musts, known) < musts.overlap:
        ties = tuple(dict.fromkeys(_tree(musts, people[0], len(people))))
        excused = tuple(Must("overlap", "", (who,)) for who in known)
        yield Core((*ties, OVERLAP), "together they share too few working hours", (*each(ties), (1, excused)))


def _common(musts: Musts, people: Iterable[str]) -> int:
    common = -1
    for one in people:
        common &= musts.hours(one) or -1
    return common.bit_count() if common >= 0 else musts.overlap


def _too_many(musts: Musts, unit: tuple[str, ...]) -> Core:
    """More people who are tied than a set has seats."""
    most = musts.size.most
    people = [one for one in unit if not is_set(one)]
    ties = tuple(_tree(musts, people[0], most + 1))
    cut = cuts(musts, unit, most)
    excuse = tuple((len(group), group) for _, group in each(cut))
    why = f"they are {len(people)}, and a set has {most} at the most"
    return Core((*ties, SIZES), why, excuse, most=len(people))


def _tree(musts: Musts, start: str, many: int) -> Iterator[Must]:
    """The ties that join `start` and others, people only counted, to so many."""
    seen, waiting, people = {start}, [start], 1
    pending: dict[str, Must] = {}  # a set's name counts once somebody else is reached through it
    while waiting and people < many:
        here = waiting.pop(0)
        for there in musts.tied.get(here, ()):
            if there in seen or people >= many:
                continue
            seen.add(there)
            waiting.append(there)
            if is_set(there):
                pending[there] = musts.tie(here, there)
                continue
            people += 1
            if here in pending:
                yield pending.pop(here)
            yield musts.tie(here, there)


def cuts(musts: Musts, unit: Sequence[str], most: int) -> tuple[Must, ...]:
    """Ties to cut so that no more than `most` stay tied; the fewest where the ties make no ring."""
    order, parent = [unit[0]], {unit[0]: ""}
    for here in order:
        for there in musts.tied.get(here, ()):
            if there not in parent:
                parent[there] = here
                order.append(there)
    weight = {one: int(not is_set(one)) for one in order}
    below: dict[str, list[tuple[int, str]]] = {one: [] for one in order}
    cut: list[Must] = []
    for here in reversed(order):
        parts = sorted(below[here])
        total = weight[here] + sum(many for many, _ in parts)
        while total > most and parts:  # the heaviest branch goes first
            many, branch = parts.pop()
            total -= many
            cut.append(musts.tie(here, branch))
        if parent[here]:
            below[parent[here]].append((total, here))
    return tuple(cut)


def _too_rich(musts: Musts, people: tuple[str, ...]) -> Iterator[Core]:
    """More of one value among people who are tied than the fair share of the largest set."""
    for column in musts.spread:
        must = Must("spread", column)
        count = Counter(filter(None, (musts.cell(one, must) for one in people)))
        for value in sorted(count):
            total = sum(musts.cell(one, must) == value for one in musts.ids)

            def share(size: int, total: int = total) -> int:
                return -(-size * total // len(musts.ids))

            most = share(musts.size.most)
            if count[value] > most:
                ties = tuple(dict.fromkeys(_tree(musts, people[0], len(people))))
                larger = next(size for size in range(1, len(musts.ids) + 1) if share(size) >= count[value])
                why = f"{count[value]} of a kind are tied, and the fair share of a set is {most} at the most"
                yield Core((*ties, must, SIZES), why, each(ties), most=larger)


def _no_such_set(musts: Musts) -> Iterator[Core]:
    """People who are pinned to a set that there can't be."""
    people = len(musts.ids)
    sets = people // musts.size.least
    far: dict[int, list[Must]] = {}
    for (_, node), must in musts.ties.items():
        number = set_number(node) if is_set(node) else 0
        if is_set(node) and not 0 < number <= people:
            yield Core((must,), "there can be no set of that name", ((1, (must,)),))
        elif number > sets:
            far.setdefault(number, []).append(must)
    for number, pins in sorted(far.items()):
        why = f"{people} people make {sets} {'set' if sets == 1 else 'sets'} at the most"
        yield Core((pins[0], SIZES), why, ((len(pins), tuple(pins)),), least=people // number)
