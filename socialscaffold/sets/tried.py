"""Whether sets exist that hold every hard wish, by trying all of them: for small rosters, up to a number of tries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from socialscaffold.sets.musts import Must, Musts, is_set, set_number

MOST_PEOPLE, TRIES = 40, 20_000


def possible(musts: Musts, tries: int = TRIES) -> bool | None:
    """True where such sets were found, False where there are none; None where neither is known after so many tries."""
    found = sets_that_hold(musts, tries)
    return None if found is None else bool(found) or not musts.ids


def sets_that_hold(musts: Musts, tries: int = TRIES) -> tuple[tuple[str, ...], ...] | None:
    """Some sets in which every hard wish holds, () where there are none.

    None where neither is known: after so many tries, or with too many people to try.
    """
    if len(musts.ids) > MOST_PEOPLE:
        return None
    search = _Search(musts, tries)
    known = search.answer()
    return None if known is None else tuple(tuple(sorted(one)) for one in search.sets)


class _Search:
    """People who are tied are seated whole, the hardest first, each into the sets begun so far or one more."""

    def __init__(self, musts: Musts, tries: int) -> None:
        self.musts, self.tries = musts, tries
        units = [tuple(unit) for unit in musts.units()]
        tied = {who for unit in units for who in unit}
        units += [(who,) for who in musts.ids if who not in tied]
        self.units = sorted(units, key=lambda unit: (-len(unit), -self._restless(unit), self._kind(unit), unit))
        self.most_sets = len(musts.ids) // musts.size.least
        self.sets: list[list[str]] = []
        self.names: list[str] = []
        self.columns = [Must("alike", one) for one in musts.alike]
        self.at: list[int] = []

    def answer(self) -> bool | None:
        for unit in self.units:
            people = [one for one in unit if not is_set(one)]
            if len(unit) - len(people) > 1 or not self._together(people):
                return False
        return self._seat(0, len(self.musts.ids))

    def _restless(self, unit: Sequence[str]) -> int:
        return sum(len(self.musts.enemies.get(one, ())) for one in unit)

    def _kind(self, unit: Sequence[str]) -> tuple[str, ...]:
        """What makes a single person like another; whoever is named by a wish is like nobody."""
        if len(unit) > 1 or unit[0] in self.musts.enemies:
            return ("", *unit)
        musts, who = self.musts, unit[0]
        asked = [("alike", musts.alike), ("never-alone", musts.lonely), ("spread", musts.spread)]
        cells = [musts.cell(who, Must(wish, column)) for wish, columns in asked for column in columns]
        return ("like", str(musts.hours(who)), *cells)

    def _seat(self, number: int, left: int) -> bool | None:
        size = self.musts.size
        if sum(max(0, size.least - len(one)) for one in self.sets) > left:
            return False
        if number == len(self.units):
            return self._whole()
        self.tries -= 1
        if self.tries < 0:
            return None
        unit = self.units[number]
        people = [one for one in unit if not is_set(one)]
        name = next((one for one in unit if is_set(one)), "")
        open_end = False
        for place in self._places(number, unit, name):
            if place == len(self.sets):
                self.sets.append([])
                self.names.append("")
            group, named = self.sets[place], self.names[place]
            if len(group) + len(people) <= size.most and self._together([*group, *people], len(group)):
                group += people
                self.names[place] = name or named
                self.at.append(place)
                found = self._seat(number + 1, left - len(people))
                if found:
                    return True
                self.at.pop()
                self.names[place] = named
                del group[len(group) - len(people) :]
                open_end = open_end or found is None
            if not group:
                self.sets.pop()
                self.names.pop()
        return None if open_end else False

    def _places(self, number: int, unit: Sequence[str], name: str) -> Iterator[int]:
        """Sets to try. Of people who are alike the later one never goes before the earlier one."""
        first = 0
        if number and self._kind(unit) == self._kind(self.units[number - 1]):
            first = self.at[-1]
        for place in range(first, len(self.sets) + (len(self.sets) < self.most_sets)):
            named = self.names[place] if place < len(self.names) else ""
            if not (name and named and name != named):
                yield place

    def _together(self, people: Sequence[str], known: int = 0) -> bool:
        """Whether these may share a set; the first `known` of them may."""
        musts, here = self.musts, set(people)
        if any(musts.enemies.get(one, set()) & here for one in people[known:]):
            return False
        for must in self.columns:
            if len({musts.cell(one, must) for one in people} - {""}) > 1:
                return False
        common = -1
        for one in people:
            common &= musts.hours(one) or -1
        return not (musts.overlap and common >= 0 and common.bit_count() < musts.overlap)

    def _whole(self) -> bool:
        """Whether full sets hold what can only be told at the end."""
        musts = self.musts
        if any(set_number(name) > len(self.sets) or not set_number(name) for name in self.names if name):
            return False
        for column in musts.lonely:
            for group in self.sets:
                count = Counter(musts.cell(one, Must("never-alone", column)) for one in group)
                if any(many == 1 for cell, many in count.items() if cell):
                    return False
        return all(self._even(Must("spread", column)) for column in musts.spread)

    def _even(self, must: Must) -> bool:
        """Each set has its share of every value, counted over the sets that are alike in the same."""
        pools: dict[tuple[str, ...], list[list[str]]] = {}
        for group in self.sets:
            key = tuple(max(self.musts.cell(one, alike) for one in group) for alike in self.columns)
            pools.setdefault(key, []).append(group)
        for pool in pools.values():
            people = sum(map(len, pool))
            counts = [Counter(filter(None, (self.musts.cell(one, must) for one in group))) for group in pool]
            for value, total in sum(counts, Counter[str]()).items():
                for group, count in zip(pool, counts, strict=True):
                    if abs(count[value] * people - len(group) * total) >= people:
                        return False
        return True
