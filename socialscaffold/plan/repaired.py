"""Sets after people have come and gone: everybody has a seat again, and as few as possible change theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.seated import Seated, Sets, Wanted

_STAY = 30  # what it costs to move somebody: three things that should be, and less than one that must
_TRIES = 400


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who joins (`before` empty), leaves (`after` empty) or changes sets, and the reason in words."""

    who: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """The sets as they should be now, and every move from the sets as they were, by id."""

    sets: Sets
    moves: tuple[Move, ...]


def repaired(sets: Sets, cells: Mapping[str, Mapping[str, str]], wanted: Wanted) -> Repaired:
    """Sets for the people of a roster (`cells`), from the sets as they were.

    Who has left is taken out. Who is new sits where it costs least. A set that has become too small gets somebody
    from a larger one, or is closed. Then what must hold is mended, one move or exchange at a time, as long as that
    is worth it. Where nothing has changed and everything holds nobody moves.
    """
    work = _Work(sets, cells, wanted)
    work.seat([who for who in sorted(cells) if who not in work.home])
    work.fill()
    work.mend()
    return Repaired({name: tuple(members) for name, members in work.sets.items() if members}, work.moves(sets))


class _Work:
    """The sets under repair. Ties are broken by names, so that the order of rows plays no part."""

    def __init__(self, sets: Sets, cells: Mapping[str, Mapping[str, str]], wanted: Wanted) -> None:
        self.cells, self.wanted = cells, wanted
        self.sets = {name: [who for who in members if who in cells] for name, members in sets.items()}
        self.home = {who: name for name, members in self.sets.items() for who in members}
        self.why: dict[str, str] = {}
        self._fair = Seated(self.sets, cells, wanted)

    def cost(self, name: str, members: Sequence[str]) -> int:
        return sum(one.cost for one in self._fair.of(name, members)) if members else 0

    def seat(self, people: Sequence[str], why: str = "joins") -> None:
        most = self.wanted.size.most
        for who in people:
            open_ = [name for name, members in self.sets.items() if members and len(members) < most]
            if not open_:
                open_ = [self._new()]
            best = min(open_, key=lambda name: (self._more(name, who), len(self.sets[name]), name))
            self._put(who, best, why)
        self._fair = Seated({name: one for name, one in self.sets.items() if one}, self.cells, self.wanted)

    def _more(self, name: str, who: str) -> int:
        here = self.sets[name]
        return self.cost(name, [*here, who]) - self.cost(name, here)

    def _new(self) -> str:
        number = 1
        while f"set-{number}" in self.sets:
            number += 1
        self.sets[f"set-{number}"] = []
        return f"set-{number}"

    def _put(self, who: str, name: str, why: str) -> None:
        if who in self.home:
            self.sets[self.home[who]].remove(who)
        self.sets[name].append(who)
        self.home[who] = name
        self.why.setdefault(who, why)

    def fill(self) -> None:
        """Sets that are too small take from larger ones; where none can give, the set is closed."""
        least, most = self.wanted.size.least, self.wanted.size.most
        for name in sorted(self.sets, key=lambda one: (-len(self.sets[one]), one)):
            while 0 < len(self.sets[name]) < least:
                givers = [one for one, members in self.sets.items() if len(members) > least and one != name]
                room = sum(most - len(members) for one, members in self.sets.items() if members and one != name)
                moves = least - len(self.sets[name])
                if not givers or (room >= len(self.sets[name]) and len(self.sets[name]) < moves):
                    if room < len(self.sets[name]):
                        return  # nothing helps: the verdict on sizes tells it
                    gone = sorted(self.sets[name])
                    for who in gone:
                        del self.home[who]
                    self.sets[name] = []
                    self.seat(gone, f"{name} has become too small and is closed")
                    break
                options = [(who, one) for one in givers for who in self.sets[one]]
                who, _ = min(options, key=lambda pair: (self._shift(pair[0], name), pair[0]))
                self._put(who, name, f"{name} would be too small")

    def _shift(self, who: str, name: str) -> int:
        """What it costs more when somebody goes over to another set."""
        here = self.sets[self.home[who]]
        left = [one for one in here if one != who]
        return self.cost(self.home[who], left) - self.cost(self.home[who], here) + self._more(name, who)

    def mend(self) -> None:
        """The best move or exchange of somebody in a set where something must hold and does not; again and again."""
        for _ in range(_TRIES):
            wrong = [
                (name, miss)
                for name, members in sorted(self.sets.items())
                for miss in self._fair.of(name, members)
                if miss.strength == "must" and miss.wish != "sizes" and members
            ]
            if not any(self._mended(name, miss.ids, f"{miss.wish} `{miss.column}`") for name, miss in wrong):
                return

    def _mended(self, name: str, ids: Sequence[str], why: str) -> bool:
        size = self.wanted.size
        best: tuple[int, str, str, str] | None = None
        for who in ids:
            if self.home.get(who) != name:
                continue
            for other, members in self.sets.items():
                if other == name or not members:
                    continue
                if len(members) < size.most and len(self.sets[name]) > size.least:
                    best = min(filter(None, (best, (self._shift(who, other) + _STAY, who, other, ""))))
                for mate in members:
                    best = min(filter(None, (best, (self._swap(who, mate) + 2 * _STAY, who, other, mate))))
        if best is None or best[0] >= 0:
            return False
        _, who, other, mate = best
        self._put(who, other, f"{why} does not hold in {name}")
        if mate:
            self._put(mate, name, f"makes room for {who}")
        return True

    def _swap(self, one: str, other: str) -> int:
        here, there = self.home[one], self.home[other]
        swap = {one: other, other: one}
        return sum(
            self.cost(name, [swap.get(who, who) for who in self.sets[name]]) - self.cost(name, self.sets[name])
            for name in (here, there)
        )

    def moves(self, before: Sets) -> tuple[Move, ...]:
        was = {who: name for name, members in before.items() for who in members}
        made = [Move(who, was[who], "", "is not on the roster any more") for who in was if who not in self.cells]
        made += [
            Move(who, was.get(who, ""), name, self.why.get(who, "joins"))
            for who, name in self.home.items()
            if was.get(who) != name
        ]
        return tuple(sorted(made, key=lambda one: (bool(one.before), bool(one.after), one.who)))
