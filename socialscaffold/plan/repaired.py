"""Sets after people have come and gone: who joins, who leaves, who moves, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.seated import Seated, Sets
from socialscaffold.sets.repair import repair
from socialscaffold.sets.wishes import MUST, Member, Wishes


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


def repaired(before: Seated, members: Sequence[Member], wishes: Wishes, seed: int) -> Repaired:
    """Sets for the people of today from those of yesterday, which keep their names; nobody moves without a reason."""
    names = list(before.sets)
    members = [_pinned_by_place(one, wishes, names) for one in members]
    made = repair(members, wishes, before.wanted.size, [before.sets[name] for name in names], seed)
    number = 1
    while len(names) < len(made.formed.sets):
        if f"set-{number}" not in names:
            names.append(f"set-{number}")
        number += 1
    known = {one.id for one in members}
    sets = {
        name: _in_their_seats(before.sets.get(name, ()), now)
        for name, now in zip(names, made.formed.sets, strict=True)
        if now
    }
    home = {who: name for name, one in sets.items() for who in one}
    moves = [Move(who, name, "", "is not on the roster any more")
             for name, one in before.sets.items() for who in one if who not in known]  # fmt: skip
    moves += [Move(who, "", home[who], "is new on the roster") for who in sorted(made.joined)]
    movers = {who for who, _, _ in made.moved}
    moves += [
        Move(who, names[old], names[new], _why(before, who, names[old], names[new], sets, movers))
        for who, old, new in sorted(made.moved)
    ]
    return Repaired(sets, tuple(moves))


def _pinned_by_place(one: Member, wishes: Wishes, names: Sequence[str]) -> Member:
    """Pins as the repair counts sets: `set-1` is the first of those that there are, whatever they are called."""
    cells = {column: one.cell(column) for column in wishes.pinned if one.cell(column)}
    if not cells:
        return one
    places = {name: f"set-{place}" for place, name in enumerate(names, 1)}
    named = {column: places.get(cell, f"no {cell}") for column, cell in cells.items()}
    return replace(one, attributes={**one.attributes, **named})


def _in_their_seats(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """Who stays keeps the order of the rota; who is new comes behind."""
    return (*(who for who in before if who in now), *(who for who in now if who not in before))


def _why(
    before: Seated, who: str, old: str, new: str, sets: Mapping[str, Sequence[str]], movers: Collection[str]
) -> str:
    """The plainest reason for a move, by ids and columns: what would not hold had only this one stayed."""
    if old not in sets:
        return f"{old} has become too small and is closed"
    stays = [*(one for one in sets[old]), who]
    misses = sorted((one for one in before.of(old, stays) if who in one.ids), key=lambda one: one.strength != MUST)
    there = [one for one in sets.get(new, ()) if one != who]
    first = {*before.sets.get(new, ()), *(one for one in there if one < who)}  # of two who go together one has a reason
    for miss in misses:
        others = [one for one in miss.ids if one != who]
        match miss.wish:
            case "apart":
                return f"is to be apart from {others[0]} (`{miss.column}`)"
            case "with" if others[0] in first:
                return f"sits with {others[0]} (`{miss.column}`)"
            case "pinned":
                return f"belongs into another set by `{miss.column}`"
            case "never-alone":
                return f"would be the only one of a kind in {old} (`{miss.column}`)"
            case "alike":
                return f"is not like the others of {old} in `{miss.column}`"
            case "overlap":
                return f"shares too few working hours with {old}"
    if sum(one not in movers for one in there) < before.wanted.size.least:
        return f"{new} would be too small"
    return "the sets are more even so"
