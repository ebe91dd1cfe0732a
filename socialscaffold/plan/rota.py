"""Who does what at which meeting of a set, and how many issues fit into one: arithmetic on seats, no names."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Sequence
from itertools import combinations

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.level import levelled
from socialscaffold.plan.model import Roles

FACILITATOR, TIMEKEEPER, SCRIBE, OBSERVER = "facilitator", "timekeeper", "scribe", "process-observer"
DUTIES = (FACILITATOR, TIMEKEEPER, SCRIBE, OBSERVER)
# What a duty costs a seat that has none, and each further one more: nobody has two while somebody has none, and who
# holds an issue has one only where everybody else has two.
_FREE, _HOLDS, _MORE = 0, 3, 2
_MANY = 1000  # more turns than anybody has


@dataclass(frozen=True, slots=True)
class Rota:
    """The roles at each meeting of a set.

    `cost` is how unevenly the roles go round: the squares of how often each seat has each role, added up. No rota
    can have less than `bound`. `unkept` names the meetings (from 1) that are led by a seat which should not lead,
    as no other seat can.
    """

    meetings: tuple[Roles, ...]
    cost: int
    bound: int
    unkept: tuple[int, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether no rota is more even."""
        return self.cost == self.bound


def rota(
    seats: int,
    slots: Sequence[int],
    led_by_member: Sequence[bool],
    roles: Sequence[str] = (TIMEKEEPER, SCRIBE),
    never: Collection[int] = (),
) -> Rota:
    """The roles at each meeting of a set of `seats` people.

    `slots` says, meeting by meeting, how many hold an issue (never more than there are seats), `led_by_member`
    whether a member leads: then there is a facilitator, whatever `roles` says. Of `roles` the words of `DUTIES`
    count. The seats of `never` lead no meeting: somebody's manager sits in the set, and nobody leads their own.

    Issue-holders follow each other round the seats: everyone once before anyone twice, so that the turns of two
    seats differ by one at most. The other roles go round too, each on its own, among those who hold no issue.
    Where there are too few of these, one of them has two roles before a holder has one beside the issue.
    ValueError for less than one seat and where `slots` and `led_by_member` differ in length.
    """
    if seats < 1:
        raise ValueError(f"a set can't have {seats} seats")
    holders = _holders(seats, slots)
    meetings = list(zip(holders, led_by_member, strict=True))
    others = tuple(one for one in DUTIES[1:] if one in roles)
    leads, unkept = _leads(seats, meetings, never)
    given = _dealt(seats, [(held, who) for (held, _), who in zip(meetings, leads, strict=True)], others)
    for who, lead in zip(given, leads, strict=True):
        if lead:
            who[FACILITATOR] = lead
    counts = Counter((duty, seat) for who in given for duty, seat in who.items())
    least = _least(seats, meetings, others, never)
    made = tuple(
        Roles(held, *(who.get(duty, 0) for duty in DUTIES)) for (held, _), who in zip(meetings, given, strict=True)
    )
    return Rota(made, sum(many * many for many in counts.values()), least, unkept)


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


def _in_turn(seats: int, held: Sequence[int]) -> list[int]:
    """All seats, from the one behind the last holder."""
    first = held[-1] if held else 0
    return [(first + step) % seats + 1 for step in range(seats)]


def _may_lead(seats: int, held: Sequence[int], never: Collection[int]) -> tuple[list[int], bool]:
    """The seats that may lead a meeting, and whether they are such as should: free ones before those with an issue."""
    table = _in_turn(seats, held)
    kept = [one for one in table if one not in never]
    free = [one for one in kept or table if one not in held]
    return free or kept or table, bool(kept)


def _leads(
    seats: int, meetings: Sequence[tuple[tuple[int, ...], bool]], never: Collection[int]
) -> tuple[list[int], tuple[int, ...]]:
    """Who leads each meeting, 0 where nobody of the set does; and the meetings that a seat of `never` leads."""
    may = [_may_lead(seats, held, never) if led else ([], True) for held, led in meetings]
    chosen = levelled([(bool(places), places) for places, _ in may], lambda _, load: load, [0] * (seats + 1))
    unkept = tuple(number for number, (_, kept) in enumerate(may, 1) if not kept)
    return [one[0] if one else 0 for one in chosen], unkept


def _dealt(seats: int, meetings: Sequence[tuple[tuple[int, ...], int]], duties: Sequence[str]) -> list[dict[str, int]]:
    """The duties beside leading, for meetings as (who holds an issue, who leads).

    First the seats that have any: each as often as the others, and where that is open by what they have in all.
    Then the duties among them: any two of these come to a seat equally often, or one of them once more.
    """
    if not duties:
        return [{} for _ in meetings]
    lead, loads = Counter(who for _, who in meetings), [0] * (seats + 1)
    fixed, groups = [], []
    for held, who in meetings:
        sure, wanted, places = _cheapest(seats, held, who, len(duties))
        for one in sure:
            loads[one] += 1
        fixed.append(sure)
        groups.append((wanted, places))
    chosen = levelled(groups, lambda seat, load: load * _MANY + load + lead[seat], loads)
    given: list[dict[str, int]] = []
    had: Counter[tuple[str, int]] = Counter()
    for (held, _), sure, more in zip(meetings, fixed, chosen, strict=True):
        left = sorted([*sure, *more], key=_in_turn(seats, held).index)
        who_has: dict[str, int] = {}
        for duty in duties:
            seat = min(left, key=lambda one: had[duty, one])
            left.remove(seat)
            who_has[duty] = seat
            had[duty, seat] += 1
        given.append(who_has)
    return _evened(given, duties)


def _cheapest(seats: int, held: Sequence[int], lead: int, wanted: int) -> tuple[list[int], int, list[int]]:
    """The seats that surely have a duty at a meeting, and how many more are to be chosen from which."""
    table = _in_turn(seats, held)
    prices = []
    for one in table:
        first = (_HOLDS if one in held else _FREE) + _MORE * (one == lead)
        prices += [(first + _MORE * step, one) for step in range(wanted)]
    prices.sort(key=lambda pair: pair[0])
    edge = prices[wanted - 1][0]
    sure = [one for price, one in prices if price < edge]
    return sure, wanted - len(sure), [one for price, one in prices if price == edge]


def _evened(given: list[dict[str, int]], duties: Sequence[str]) -> list[dict[str, int]]:
    """The same seats at each meeting, with duties exchanged between two of them until no seat has one of two duties
    two times more than the other. It ends: each round of exchanges lowers the squares."""
    changed = True
    while changed:
        changed = False
        for one, other in combinations(duties, 2):
            while way := _chain(given, one, other):
                for number in way:
                    who = given[number]
                    who[one], who[other] = who[other], who[one]
                changed = True
    return given


def _chain(given: Sequence[dict[str, int]], one: str, other: str) -> list[int]:
    """Meetings at which the two duties change hands: from a seat that has `one` twice more than `other`, or the other
    way about, to one that has it less. Each meeting is a step from who has `one` to who has `other`."""
    for first, second in ((one, other), (other, one)):
        more: Counter[int] = Counter()
        steps: dict[int, list[tuple[int, int]]] = {}
        for number, who in enumerate(given):
            more.update({who[first]: 1})
            more.subtract({who[second]: 1})
            steps.setdefault(who[first], []).append((number, who[second]))
        for start in sorted(seat for seat, many in more.items() if many >= 2):
            came: dict[int, tuple[int, int]] = {}
            waiting = deque([start])
            while waiting:
                here = waiting.popleft()
                for number, there in steps.get(here, []):
                    if there in came or there == start:
                        continue
                    came[there] = (number, here)
                    waiting.append(there)
                    if more[there] < 0:
                        return _back(came, there, start)
    return []


def _back(came: dict[int, tuple[int, int]], there: int, start: int) -> list[int]:
    way = []
    while there != start:
        number, there = came[there]
        way.append(number)
    return way


def _least(
    seats: int,
    meetings: Sequence[tuple[tuple[int, ...], bool]],
    duties: Sequence[str],
    never: Collection[int],
) -> int:
    """What each role would cost if it alone went round, added up: no rota is more even than that."""
    may_lead = [_may_lead(seats, held, never)[0] for held, _ in meetings]
    least = _alone(seats, [(int(led), may) for (_, led), may in zip(meetings, may_lead, strict=True)])
    if not duties:
        return least
    groups = []
    for (held, led), may in zip(meetings, may_lead, strict=True):
        parts = [_cheapest(seats, held, who, len(duties)) for who in (may if led else [0])]
        groups.append((1, sorted({one for sure, _, more in parts for one in (*sure, *more)})))
    return least + len(duties) * _alone(seats, groups)


def _alone(seats: int, groups: Sequence[tuple[int, Sequence[int]]]) -> int:
    chosen = levelled(groups, lambda _, load: load, [0] * (seats + 1))
    return sum(many * many for many in Counter(one for places in chosen for one in places).values())
