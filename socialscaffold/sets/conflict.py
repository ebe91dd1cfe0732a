"""Which hard wishes cannot hold together, as few of them as show it, and the cheapest ways out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.cores import Core
from socialscaffold.sets.counted import counted
from socialscaffold.sets.form import form
from socialscaffold.sets.musts import OVERLAP, SIZES, Must, Musts
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.tried import MOST_PEOPLE, possible
from socialscaffold.sets.wishes import MUST, QUARTER, WORKDAYS, Member, Wishes

# Ways out are looked over again up to so many times, and tried out up to so many people. A core that is longer than
# this is taken as it was counted.
_AGAIN, _TRY_OUT, _LONG, _WIDER, _FEW = 8, 1_000, 40, 4, 6
_TRIES = 2_000
_HALF_HOUR = WORKDAYS * 30 // QUARTER  # of each working day
Kind = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """One way out: other sizes, a shorter overlap, or people who are excused from a wish; `whole` gives the wish up
    as a must.

    `overlap` are the quarter hours of a week that a set would still share. `excused` are the pairs, pins or people,
    `who` the people that ask for them; `tried` says that the search then found sets in which all holds.
    """

    wish: str
    column: str = ""
    size: Size | None = None
    overlap: int = 0
    excused: tuple[Must, ...] = ()
    who: tuple[str, ...] = ()
    whole: bool = False
    tried: bool = False

    @property
    def steps(self) -> int:
        """How much is given up: people, or steps of a bound; a whole wish is more than any."""
        return 1 << 20 if self.whole else len(self.excused)


@dataclass(frozen=True, slots=True)
class Clash:
    """Wishes that cannot hold together, none of which could be left out; and the ways out, the cheapest first.

    `more`: how many other people or chains of people are in the same position. `why`: what was counted; empty where
    every way of cutting was tried.
    """

    musts: tuple[Must, ...]
    why: str
    ways: tuple[Way, ...]
    more: int = 0


def clashes(members: Iterable[Member], wishes: Wishes, size: Size) -> tuple[Clash, ...]:
    """The clashes of a roster's hard wishes, those of one kind as one; () where none is shown.

    What counting shows is found for any roster. Where it shows nothing a small roster is searched through, up to a
    number of tries. The answer depends on nothing else.
    """
    musts = Musts(members, wishes, size)
    groups: dict[tuple[Kind, ...], list[Core]] = {}
    for core in sorted(counted(musts), key=_short):
        groups.setdefault(core.kinds, []).append(core)
    if not groups and possible(musts) is False:
        core = _least(musts, Core(musts.every()))
        groups[core.kinds] = [replace(core, excuse=_candidates(musts, core), least=1, most=len(musts.ids))]
    alone = len(groups) == 1
    told: dict[tuple[Must, ...], Clash] = {}
    for kinds, cores in groups.items():
        clash = _clash(musts, kinds, cores, alone=alone)
        told.setdefault(clash.musts, clash)  # without what is not needed several kinds may come down to one
    return tuple(told.values())


def _short(core: Core) -> tuple[int, tuple[Kind, ...], tuple[tuple[str, ...], ...]]:
    return len(core.musts), core.kinds, tuple(one.ids for one in core.musts)


def _clash(musts: Musts, kinds: tuple[Kind, ...], cores: Sequence[Core], *, alone: bool) -> Clash:
    core = _least(musts, cores[0])
    ways: list[Way] = []
    for kind in dict.fromkeys(one.kind for one in core.musts):
        if kind == SIZES.kind:
            ways += _sizes(musts, kinds, cores, alone)
            continue
        ways += _shorter(musts, kinds, alone) if kind == OVERLAP.kind else ()
        ways += _excusing(musts, kinds, cores, kind, alone)
    ways.sort(key=lambda way: (not way.tried, _steps(musts, way)))
    return Clash(core.musts, core.why, tuple(ways), len({frozenset(one.musts) for one in cores}) - 1)


def _steps(musts: Musts, way: Way) -> int:
    size = musts.size
    if way.overlap:
        return -(-(musts.overlap - way.overlap) // _HALF_HOUR)
    if way.size is None:
        return way.steps
    return abs(way.size.least - size.least) + abs(way.size.most - size.most)


def _least(musts: Musts, core: Core) -> Core:
    """The core without what is not needed to show the clash."""
    if len(core.musts) > _LONG and core.why:
        return core
    every = set(musts.every())
    kept = list(core.musts)
    for one in core.musts:
        fewer = [other for other in kept if other != one]
        less = musts.less(*every.difference(fewer))
        if counted(less) or possible(less, _TRIES) is False:
            kept = fewer
    return replace(core, musts=tuple(kept), why=core.why if len(kept) == len(core.musts) else _why(musts, kept))


def _why(musts: Musts, kept: Sequence[Must]) -> str:
    found = counted(musts.less(*set(musts.every()).difference(kept)))
    return next((one.why for one in found), "")


def _candidates(musts: Musts, core: Core) -> tuple[tuple[int, tuple[Must, ...]], ...]:
    """What can be excused where every way was tried: of each kind, one."""
    groups: dict[Kind, list[Must]] = {}
    for one in core.musts:
        if one.wish != "sizes":
            groups.setdefault(one.kind, []).extend([one] if one.ids else [Must(*one.kind, (who,)) for who in musts.ids])
    return tuple((1, tuple(group)) for group in groups.values())


def _resolved(musts: Musts, kinds: tuple[Kind, ...], alone: bool) -> bool:
    """Whether no clash of these kinds is shown any more; on a small roster, whether there is none."""
    left = counted(musts)
    if any(set(core.kinds) <= set(kinds) for core in left):
        return False
    return not (alone and not left and len(musts.ids) <= MOST_PEOPLE and possible(musts) is False)


def _sizes(musts: Musts, kinds: tuple[Kind, ...], cores: Sequence[Core], alone: bool) -> Iterator[Way]:
    """The bound of the sizes that moves least; both where neither alone is enough."""
    size = musts.size
    least = min(core.least for core in cores)
    most = max((core.most for core in cores), default=0) if all(core.most for core in cores) else 0
    searched = not cores[0].why
    if searched:
        least, most = max(1, size.least - 1), size.most + 1
    found: list[Way] = []
    for lower, upper in ((least, size.most), (size.least, most), (least, most)):
        if lower and upper and len(found) < 2:
            bounds = (_wider(size, lower, upper, by) for by in range(_WIDER))
            made = [Way("sizes", size=one) for one in bounds if _resolved(musts.sizes(one), kinds, alone)]
            worked = (replace(one, tried=True) for one in made if alone and _works(musts.sizes(one.size or size)))
            found += [next(worked, made[0])] if made else []
    yield from sorted(found, key=lambda way: (not way.tried, _steps(musts, way)))[:1]


def _wider(size: Size, lower: int, upper: int, by: int) -> Size:
    """Bounds that are wider by so many still, on the side on which they are wider already."""
    least = max(1, lower - by) if lower < size.least else lower
    return Size(least, size.target, upper + by if upper > size.most else upper)


def _shorter(musts: Musts, kinds: tuple[Kind, ...], alone: bool) -> Iterator[Way]:
    """The longest time that everybody of a set could share, by half hours of the working day."""
    shorter = range((musts.overlap - 1) // _HALF_HOUR * _HALF_HOUR, 0, -_HALF_HOUR)
    place = bisect_left(shorter, True, key=lambda many: _resolved(musts.sharing(many), kinds, alone))
    made = [Way(*OVERLAP.kind, overlap=many) for many in shorter[place : place + _WIDER]]
    worked = (replace(one, tried=True) for one in made if alone and _works(musts.sharing(one.overlap)))
    if made:
        yield next(worked, made[0])


def _excusing(musts: Musts, kinds: tuple[Kind, ...], cores: Sequence[Core], kind: Kind, alone: bool) -> Iterator[Way]:
    """So many people, pairs or pins of one wish left out that no such clash is shown; else the whole wish."""
    chosen: list[Must] = []
    waiting = sorted(cores, key=lambda core: _needed(core, kind))
    for _ in range(_AGAIN):
        before = len(chosen)
        _choose(chosen, waiting if len(waiting) > _FEW else waiting[:1], kind)
        if len(chosen) == before:
            break
        less = musts.less(*chosen)
        waiting = sorted(
            (core for core in counted(less) if set(core.kinds) <= set(kinds)), key=lambda core: _needed(core, kind)
        )
        if not waiting and _resolved(less, kinds, alone):
            yield Way(*kind, excused=tuple(chosen), who=_who(musts, chosen), tried=alone and _works(less))
            return
    without = musts.less(Must(*kind))
    if kind[0] in ("spread", "overlap", "alike", "never-alone") and _resolved(without, kinds, alone):
        yield Way(*kind, whole=True, tried=alone and _works(without))


def _needed(core: Core, kind: Kind) -> int:
    """How many of the wish this core alone asks to be excused."""
    return min((many for many, group in core.excuse if group and group[0].kind == kind), default=1 << 20)


def _who(musts: Musts, excused: Iterable[Must]) -> tuple[str, ...]:
    """Whose wishes these are: of a pair the one who names the other."""
    found = []
    for one in excused:
        asking = [who for who in one.ids if len(one.ids) < 2 or musts.members[who].cell(one.column) in one.ids]
        found.append(asking[0] if asking else one.ids[0])
    return tuple(dict.fromkeys(found))


def _choose(chosen: list[Must], cores: Sequence[Core], kind: Kind) -> None:
    """Add what is excused for each core: first what is enough for several of them."""
    wanted = [(many, group) for core in cores for many, group in core.excuse if group and group[0].kind == kind]
    often = Counter(one for _, group in wanted for one in group)
    for many, group in wanted:
        lacking = many - sum(one in group for one in chosen)
        free = sorted((one for one in group if one not in chosen), key=lambda one: (-often[one], one.ids))
        chosen += free[: max(0, lacking)]


def _works(musts: Musts) -> bool:
    """Whether the search finds sets in which all that must hold does."""
    if possible(musts, _TRIES):
        return True
    if len(musts.ids) > _TRY_OUT:
        return False
    return form(*_asked(musts), musts.size).holds


def _asked(musts: Musts) -> tuple[list[Member], Wishes]:
    """The members and wishes that ask for these musts and nothing else."""
    left_out = musts.without
    cells: dict[str, dict[str, str]] = {who: dict(one.attributes) for who, one in musts.members.items()}
    hours = {who: one.hours for who, one in musts.members.items()}
    # A column may serve several wishes, so each wish gets a copy of its own.
    names: dict[str, list[str]] = {}
    for wish, column in musts.wishes.of_columns():
        if not musts.wishes.hard(wish, column) or Must(wish, column) in left_out:
            continue
        name = f"{wish} {column}"
        names.setdefault(wish, []).append(name)
        for who, one in musts.members.items():
            other = one.cell(column)
            ids = (min(who, other), max(who, other)) if wish in ("with", "apart") else (who,)
            cells[who][name] = "" if Must(wish, column, ids) in left_out else other
    for who in hours:
        if Must("overlap", "", (who,)) in left_out:
            hours[who] = 0
    order = ("spread", "alike", "apart", "with", "never-alone", "pinned")
    firmly = {(wish, name): MUST for wish, several in names.items() for name in several}
    firmly["overlap", ""] = MUST
    spread, alike, apart, with_, never_alone, pinned = (tuple(names.get(wish, ())) for wish in order)
    wishes = Wishes(spread, alike, apart, with_, never_alone, pinned, musts.overlap, firmly)
    return [Member(who, cells[who], hours[who]) for who in musts.ids], wishes
