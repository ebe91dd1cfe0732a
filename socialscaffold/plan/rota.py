"""Who does what at which meeting of a set, and how many issues fit into one: arithmetic on seats, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from socialscaffold.plan.model import Roles

FACILITATOR, TIMEKEEPER, SCRIBE, OBSERVER = "facilitator", "timekeeper", "scribe", "process-observer"
DUTIES = (FACILITATOR, TIMEKEEPER, SCRIBE, OBSERVER)


def rota(
    seats: int, slots: Sequence[int], led_by_member: Sequence[bool], roles: Sequence[str] = (TIMEKEEPER, SCRIBE)
) -> tuple[Roles, ...]:
    """The roles at each meeting of a set of `seats` people.

    `slots` says, meeting by meeting, how many hold an issue (never more than there are seats), `led_by_member`
    whether a member leads: then there is a facilitator, whatever `roles` says. Of `roles` the words of `DUTIES`
    count.

    Issue-holders follow each other round the seats: everyone once before anyone twice, so that the turns of two
    seats differ by one at most. The other roles go round too, each on its own, among those who hold no issue.
    Where there are too few of these, one of them has two roles before a holder has one beside the issue.
    ValueError for less than one seat and where `slots` and `led_by_member` differ in length.
    """
    if seats < 1:
        raise ValueError(f"a set can't have {seats} seats")
    holders = _holders(seats, slots)
    duties = [
        tuple(one for one in DUTIES if (led if one == FACILITATOR else one in roles))
        for _, led in zip(slots, led_by_member, strict=True)
    ]
    given = _even(seats, holders, _dealt(seats, holders, duties))
    return tuple(
        Roles(held, *(who.get(duty, 0) for duty in (FACILITATOR, TIMEKEEPER, SCRIBE, OBSERVER)))
        for held, who in zip(holders, given, strict=True)
    )


def slots_that_fit(minutes: int, fixed: int, airtime: int) -> int:
    """How many slots of `airtime` minutes fit into a meeting beside what is `fixed`. ValueError for no airtime."""
    if airtime < 1:
        raise ValueError(f"a slot can't last {airtime} minutes")
    return max(0, (minutes - fixed) // airtime)


def _holders(seats: int, slots: Sequence[int]) -> list[tuple[int, ...]]:
    turn, holders = 0, []
    for wanted in slots:
        count = min(max(0, wanted), seats)
        holders.append(tuple((turn + step) % seats + 1 for step in range(count)))
        turn += count
    return holders


def _strain(seat: int, held: Sequence[int], others: Sequence[int]) -> int:
    """How hard it is to give one more role to a seat that has `others` of the duties already."""
    return 2 * others.count(seat) + (3 if seat in held else 0)


def _dealt(seats: int, holders: Sequence[tuple[int, ...]], duties: Sequence[tuple[str, ...]]) -> list[dict[str, int]]:
    """Each duty to the one who can take it most easily and had it, then any duty, least often."""
    had: Counter[tuple[str, int]] = Counter()
    sums: Counter[int] = Counter()
    given: list[dict[str, int]] = []
    for held, asked in zip(holders, duties, strict=True):
        first = held[-1] if held else 0
        round_table = [(first + step) % seats + 1 for step in range(seats)]
        who: dict[str, int] = {}
        for duty in asked:
            taken = list(who.values())
            seat = min(round_table, key=lambda one: (_strain(one, held, taken), had[duty, one], sums[one]))
            who[duty] = seat
            had[duty, seat] += 1
            sums[seat] += 1
        given.append(who)
    return given


def _even(seats: int, holders: Sequence[tuple[int, ...]], given: list[dict[str, int]]) -> list[dict[str, int]]:
    """The same duties passed on or exchanged within a meeting, as long as that evens out how often each seat has each.

    It ends: every step lowers the sum of the squares of those counts.
    """
    had = Counter((duty, seat) for who in given for duty, seat in who.items())
    sums = Counter(seat for who in given for seat in who.values())

    def gain(duty: str, old: int, new: int) -> int:
        # Half of what the square sum falls by when `duty` goes from `old` to `new`.
        return had[duty, old] - had[duty, new] - 1

    def hand(who: dict[str, int], duty: str, new: int) -> None:
        old = who[duty]
        had.subtract({(duty, old): 1, (duty, new): -1})
        sums.subtract({old: 1, new: -1})
        who[duty] = new

    improved = True
    while improved:
        improved = False
        for held, who in zip(holders, given, strict=True):
            for duty, old in list(who.items()):
                others = [seat for name, seat in who.items() if name != duty]
                ease = _strain(old, held, others)
                for new in range(1, seats + 1):
                    together = gain(duty, old, new) + sums[old] - sums[new] - 1
                    if new != old and _strain(new, held, others) <= ease and together > 0:
                        hand(who, duty, new)
                        improved = True
                        break
            for one, other in combinations(who, 2):
                first, second = who[one], who[other]
                if first != second and gain(one, first, second) + gain(other, second, first) > 0:
                    hand(who, one, second)
                    hand(who, other, first)
                    improved = True
    return given
