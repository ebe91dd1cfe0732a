"""People and the sets that the roster names for them: firm pins stay, others draw as much as they are wished for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.sets.form import improved
from socialscaffold.sets.formed import Formed
from socialscaffold.sets.judged import judged
from socialscaffold.sets.mended import mended
from socialscaffold.sets.musts import set_number
from socialscaffold.sets.pools import kept_together, pools_of
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.unmet import broken
from socialscaffold.sets.wishes import Member, Wishes


@dataclass(frozen=True, slots=True)
class Pin:
    """The set that somebody is pinned to, as its place from 0 on, and what it costs that they sit elsewhere."""

    place: int
    cost: int


def pins_of(members: Iterable[Member], wishes: Wishes) -> dict[str, Pin]:
    """Who is pinned where, by id: the firmest of the columns counts. A cell that names no set pins nobody."""
    columns = sorted(wishes.pinned, key=lambda one: -wishes.miss("pinned", one))
    found: dict[str, Pin] = {}
    for one in members if columns else ():
        for column in columns:
            if number := set_number(one.cell(column)):
                found[one.id] = Pin(number - 1, wishes.miss("pinned", column))
                break
    return found


def drawn(formed: Formed, members: Iterable[Member], wishes: Wishes, size: Size, seed: int) -> Formed:
    """Formed sets in which people were moved to the sets that they should sit in, as far as that is worth it.

    The search knows no names of sets, so sets are first numbered anew: each gets the name that most of its people are
    pinned to. Then whoever is pinned elsewhere is drawn there, beside all other wishes. The sets stay as they were
    where that leaves something broken that holds now.
    """
    by_id = {one.id: one for one in members}
    pins = pins_of(by_id.values(), wishes)
    if len(wishes.must("pinned", wishes.pinned)) == len(wishes.pinned) or not pins:
        return formed
    sets = _named(formed.sets, pins)
    at = {one: place for place, one in enumerate(sets)}
    after = list(sets)
    for mixed, pool in pools_of(by_id, wishes, sets):
        local = {at[one]: number for number, one in enumerate(pool)}
        here = {who: pins[who] for one in pool for who in one if who in pins and pins[who].place in local}
        if here:
            start = [kept_together(one, by_id, wishes) for one in pool]
            home = {who: local[pin.place] for who, pin in here.items()}
            stays = {who: pin.cost for who, pin in here.items()}
            found, _ = improved(start, by_id, wishes, seed, mixed=mixed, home=home, stays=stays, seek=mended)
            for one, now in zip(pool, found, strict=True):
                after[at[one]] = now
    was = judged(by_id.values(), wishes, size, formed.sets)
    if len(broken(after, by_id, wishes, size)) > sum(one.hard for one in was.unmet):
        return formed
    made = judged(by_id.values(), wishes, size, after)
    kept = [one for one in formed.unmet if one not in was.unmet]  # what is told of the roster, not of the sets
    return Formed(made.sets, tuple(dict.fromkeys([*kept, *made.unmet])), made.proofs)


def _named(sets: Sequence[tuple[str, ...]], pins: Mapping[str, Pin]) -> list[tuple[str, ...]]:
    """The sets in the order in which the most that pins are worth is kept, firm pins before all others."""
    worth: Counter[tuple[int, int]] = Counter()
    for number, one in enumerate(sets):
        for who in one:
            if who in pins and pins[who].place < len(sets):
                worth[pins[who].place, number] += pins[who].cost
    placed: dict[int, int] = {}
    for (place, number), _ in sorted(worth.items(), key=lambda one: (-one[1], one[0])):
        if place not in placed and number not in placed.values():
            placed[place] = number
    rest = iter([number for number in range(len(sets)) if number not in set(placed.values())])
    return [sets[placed[place] if place in placed else next(rest)] for place in range(len(sets))]
