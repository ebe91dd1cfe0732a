"""The second opinion on formed sets: everything is counted anew, and no code is shared with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from socialscaffold.sets.formed import Formed, Proof
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import Member, Wishes

Group = Sequence[Member]
Tally = Counter[tuple[int, int]]  # sets by their size and by how many of them have a value


def verify(members: Iterable[Member], wishes: Wishes, size: Size, formed: Formed) -> tuple[str, ...]:
    """What is wrong with the sets or with what is claimed for them; () where all of it is true.

    Everybody must sit in one set; a hard wish that fails must be told; cost and bound of each proof must come out.
    """
    by_id = {one.id: one for one in members}
    seated = sorted(who for one in formed.sets for who in one)
    if seated != sorted(by_id):
        return ("not everybody of the roster sits in exactly one set",)
    groups = [[by_id[who] for who in one] for one in formed.sets]
    told = {one.wish for one in formed.unmet if one.hard}
    failed = set(_broken(groups, wishes, size))
    for proof in formed.proofs:
        failed |= _uneven([groups[number] for number in proof.sets if number < len(groups)], wishes)
    faults = [f"{wish} fails and is not told" for wish in sorted(failed - told)]
    if sorted(number for proof in formed.proofs for number in proof.sets) != list(range(len(groups))):
        return (*faults, "not every set has exactly one proof")
    for proof in formed.proofs:
        pool = [groups[number] for number in proof.sets]
        columns = {*wishes.spread, *wishes.never_alone, *wishes.alike, *dict(proof.multipliers)} - {""}
        tallied = {column: _tallied(pool, column) for column in columns}
        cost, bound = _cost(pool, wishes, proof, tallied), _bound(pool, wishes, proof, tallied)
        if cost != proof.cost:
            faults.append(f"the sets cost {cost}, not {proof.cost}")
        if not proof.bound == bound <= cost:
            faults.append(f"the bound is {bound}, not {proof.bound}")
    return tuple(faults)


def _broken(groups: Sequence[Group], wishes: Wishes, size: Size) -> Iterator[str]:
    home = {one.id: number for number, group in enumerate(groups) for one in group}
    firm = [(wish, column) for wish, column in wishes.of_columns() if wishes.hard(wish, column)]
    shared = wishes.overlap if wishes.hard("overlap") else 0
    for number, group in enumerate(groups, 1):
        if not size.least <= len(group) <= size.most:
            yield "sizes"
        if shared:
            common = -1
            for one in group:
                common &= one.hours or -1
            if common >= 0 and common.bit_count() < shared:
                yield "overlap"
        for wish, column in firm:
            cells = [(one.id, cell) for one in group if (cell := one.cell(column))]
            values = [cell for _, cell in cells]
            failed = {
                "alike": len(set(values)) > 1,
                "apart": any(home.get(cell) == number - 1 and cell != who for who, cell in cells),
                "with": any(home.get(cell, number - 1) != number - 1 for _, cell in cells),
                "pinned": any(cell != f"set-{number}" for cell in values),
                "never-alone": any(values.count(cell) == 1 for cell in values),
            }
            if failed.get(wish):
                yield wish


def _tallied(pool: Sequence[Group], column: str) -> dict[str, Tally]:
    """For each value of a column, in sorted order: in how many sets of each size so many have it (none, too)."""
    here = Counter((number, one.cell(column)) for number, group in enumerate(pool) for one in group)
    found: dict[str, Tally] = {value: Counter() for value in sorted({cell for _, cell in here} - {""})}
    sizes = list(map(len, pool))
    for (number, value), count in here.items():
        if value:
            found[value][sizes[number], count] += 1
    for tally in found.values():
        some = Counter[int]()
        for (size, _), sets in tally.items():
            some[size] += sets
        for size, sets in Counter(sizes).items():
            tally[size, 0] = sets - some[size]
    return found


def _total(tally: Tally) -> int:
    return sum(count * sets for (_, count), sets in tally.items())


def _uneven(pool: Sequence[Group], wishes: Wishes) -> set[str]:
    people = sum(map(len, pool))
    for column in (one for one in wishes.spread if wishes.hard("spread", one)):
        for tally in _tallied(pool, column).values():
            total = _total(tally)
            if any(sets and abs(count * people - size * total) >= people for (size, count), sets in tally.items()):
                return {"spread"}  # a whole person off the fair share
    return set()


def _price(people: int, total: int, wishes: Wishes, column: str, mixed: bool) -> Callable[[int, int], int]:
    """The cost of so many of a value in a set of a size, where `total` of all people of the pool have it."""
    spread = wishes.miss("spread", column) if column in wishes.spread else 0
    alone = wishes.miss("never-alone", column) if column in wishes.never_alone else 0
    priced = column in wishes.alike and (mixed or not wishes.hard("alike", column))
    alike = wishes.miss("alike", column) if priced else 0

    def price(size: int, count: int) -> int:
        low, high = size * total // people, (size * total + people - 1) // people
        return spread * max(0, low - count, count - high) + alone * (count == 1) + alike * (count > 0)

    return price


def _pinned(pool: Sequence[Group], wishes: Wishes) -> dict[str, str]:
    """The first id of those pinned to each set."""
    first: dict[str, str] = {}
    everybody = (one for group in pool for one in group) if _crowd(wishes) else ()
    for one in sorted(everybody, key=lambda one: one.id):
        if pin := _pin(one, wishes):
            first.setdefault(pin, one.id)
    return first


def _pin(one: Member, wishes: Wishes) -> str:
    columns = (column for column in wishes.pinned if wishes.hard("pinned", column))
    return next((one.cell(column) for column in columns if one.cell(column)), "")


def _crowd(wishes: Wishes) -> int:
    """What it costs that somebody who is pinned to another set sits in this one, too."""
    return max((wishes.miss("pinned", one) for one in wishes.pinned if wishes.hard("pinned", one)), default=0)


def _cost(pool: Sequence[Group], wishes: Wishes, proof: Proof, tallied: Mapping[str, dict[str, Tally]]) -> int:
    cost, people = 0, sum(map(len, pool))
    for column in {*wishes.spread, *wishes.never_alone, *wishes.alike}:
        for tally in tallied[column].values():
            price = _price(people, _total(tally), wishes, column, proof.mixed)
            cost += sum(sets * price(size, count) for (size, count), sets in tally.items())
    firsts, crowd = set(_pinned(pool, wishes).values()), _crowd(wishes)
    apart = [(column, wishes.miss("apart", column)) for column in wishes.apart]
    near = [(column, wishes.miss("with", column)) for column in wishes.with_ if not wishes.hard("with", column)]
    here = {one.id for group in pool for one in group} if near else set()
    for group in pool if firsts or apart or near or wishes.overlap else ():
        ids = {one.id for one in group}
        cost += crowd * max(0, len(firsts & ids) - 1)
        for one in group:
            cost += sum(miss for column, miss in apart if one.cell(column) in ids and one.cell(column) != one.id)
            cost += sum(miss for column, miss in near if one.cell(column) in here and one.cell(column) not in ids)
        for one, other in combinations(group, 2) if wishes.overlap else ():
            if one.hours and other.hours and (one.hours & other.hours).bit_count() < wishes.overlap:
                cost += wishes.miss("overlap")
    return cost


def _bonded(pool: Sequence[Group], wishes: Wishes) -> list[list[Member]]:
    """Who must sit together, or is pinned to the same set, and does sit there."""
    columns = [column for column in wishes.with_ if wishes.hard("with", column)]
    found: list[list[Member]] = []
    for group in pool if columns or _crowd(wishes) else ():
        parts = [[one] for one in group]
        for one, other in combinations(group, 2):
            asked = any(one.cell(column) == other.id or other.cell(column) == one.id for column in columns)
            if asked or (_pin(one, wishes) and _pin(one, wishes) == _pin(other, wishes)):
                both = [part for part in parts if one in part or other in part]
                parts = [part for part in parts if part not in both] + [[who for part in both for who in part]]
        found += [part for part in parts if len(part) > 1]
    return found


def _bound(pool: Sequence[Group], wishes: Wishes, proof: Proof, tallied: Mapping[str, dict[str, Tally]]) -> int:
    """Counts of a value add up to its total, and twos of it that sit together are no more than half the count of their
    set. So the cost is at least m x total + q x twos + the least (cost - m x count - q x half the count) of each set,
    whatever the whole numbers m, and q from 0 on."""
    bound, people, sizes = 0, sum(map(len, pool)), Counter(map(len, pool))
    bonded, bonds = _bonded(pool, wishes), dict(proof.bonds)
    crowd, firsts = _crowd(wishes), set(_pinned(pool, wishes).values())
    for column, multipliers in dict(proof.multipliers).items():  # none twice
        kinds: list[tuple[int, int, Callable[[int, int], int]]] = []
        if column:
            twos = Counter[str]()
            for part in bonded:
                twos.update({value: many // 2 for value, many in Counter(one.cell(column) for one in part).items()})
            for value, tally in tallied[column].items():
                price = _price(people, _total(tally), wishes, column, proof.mixed)
                kinds.append((_total(tally), twos[value], price))
        else:  # those who are pinned, the first of each set
            pairs = sum(sum(one.id in firsts for one in part) // 2 for part in bonded)
            kinds.append((len(firsts), pairs, lambda size, count: crowd * max(0, count - 1)))
        worth = (*bonds.get(column, ()), *[0] * len(kinds))
        for (total, paired, price), m, q in zip(kinds, multipliers, worth, strict=False):
            if q < 0:
                return -1  # proves nothing
            bound += m * total + q * paired
            for size, sets in sizes.items():
                counts = range(min(size, total) + 1)
                bound += sets * min(price(size, count) - m * count - q * (count // 2) for count in counts)
    return bound
