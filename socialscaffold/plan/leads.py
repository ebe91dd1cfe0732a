"""Which facilitator leads which set: nobody their own report, everyone as many sets as the others."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.hours import shared
from socialscaffold.plan.level import levelled
from socialscaffold.plan.model import ActionLearningSet
from socialscaffold.source.zones import zone_named
from socialscaffold.spec.people import TIME_ZONE, Lead
from socialscaffold.spec.wishes import Form

_FULL = 1_000_000  # dearer than any number of sets that one might lead
_MOST_PAIRS = 50_000  # facilitators times sets; where there are more, like facilitators are taken together

Cells = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Led:
    """Who leads each set, by ids, and the sets that nobody can lead: all who may have as many as they take.

    `proven`: no other choice has more sets led, or shares them more equally among those who suit.
    """

    leaders: Mapping[str, str]
    left: tuple[str, ...]
    proven: bool

    @property
    def loads(self) -> dict[str, int]:
        """How many sets each facilitator leads, of those who lead any."""
        return dict(Counter(self.leaders.values()))


@dataclass(frozen=True, slots=True)
class Meetings:
    """What sets and their facilitator must have time for: minutes on each of these days, in working days between these
    hours."""

    days: tuple[dt.date, ...]
    minutes: int
    working: tuple[int, int]


def shared_out(
    sets: Sequence[ActionLearningSet], leads: Sequence[Lead], cells: Cells, form: Form, meetings: Meetings
) -> Led:
    """A facilitator for each set that has none; who has one keeps it.

    Nobody leads a set in which somebody reports to them (a column of `apart` names them), or one whose language or
    whatever else sets are `alike` in is none of theirs, as far as both are known. Of the others those whose working
    day has room for the meetings are preferred. `cells` are the roster's, by learner and column.
    """
    leaders = {one.id: one.facilitator for one in sets if one.facilitator}
    choice = _Choice(leads, cells, form, meetings)
    open_ = [one for one in sets if one.id not in leaders]
    had = Counter(leaders.values())
    many = len(open_) * len(leads) > _MOST_PAIRS
    given = choice.by_kind(open_, had) if many else choice.one_by_one(open_, had)
    leaders |= {name: who for name, who in given.items() if who}
    left = tuple(one.id for one in sets if one.id not in leaders)
    loads = Counter(leaders.values())
    even = not many or max(loads.values(), default=0) - min((loads[one.id] for one in leads), default=0) <= 1
    return Led(leaders, left, even)


class _Choice:
    """The facilitators, and which of them may lead a set."""

    def __init__(self, leads: Sequence[Lead], cells: Cells, form: Form, meetings: Meetings) -> None:
        self.leads, self.cells, self.meetings = leads, cells, meetings
        self._alike = tuple(one.column for one in form.alike)
        self._apart = tuple(one.column for one in form.apart)
        self._room: dict[tuple[str, ...], bool] = {}

    def one_by_one(self, sets: Sequence[ActionLearningSet], had: Mapping[str, int]) -> dict[str, str]:
        """Exact: sets are passed on from one to another as long as that makes it more equal."""
        suits = [[place for place, lead in enumerate(self.leads) if self._may(lead, one)] for one in sets]
        near = [
            [place for place in may if self._has_room(self.leads[place], one)] or may
            for one, may in zip(sets, suits, strict=True)
        ]
        start = [had.get(lead.id, 0) for lead in self.leads]
        chosen, over = self._levelled(near, start)
        if over:  # rather somebody for whom it is early or late than nobody
            wider = [suits[number] if number in over else may for number, may in enumerate(near)]
            chosen, over = self._levelled(wider, start)
        return {
            one.id: self.leads[places[0]].id if places and number not in over else ""
            for number, (one, places) in enumerate(zip(sets, chosen, strict=True))
        }

    def _levelled(self, may: Sequence[list[int]], start: Sequence[int]) -> tuple[list[list[int]], set[int]]:
        """Who gets each set, and those sets that are more than somebody takes."""

        def price(place: int, load: int) -> int:
            most = self.leads[place].most
            return load if most is None or load < most else _FULL + load

        chosen = levelled([(bool(places), places) for places in may], price, start)
        has = list(start)
        over = set()
        for number, places in enumerate(chosen):
            for place in places:
                if price(place, has[place]) >= _FULL:
                    over.add(number)
                has[place] += 1
        return chosen, over

    def by_kind(self, sets: Sequence[ActionLearningSet], had: Mapping[str, int]) -> dict[str, str]:
        """For thousands: sets are shared among kinds of facilitators, and within a kind dealt to who has fewest."""
        kinds: dict[tuple[object, ...], list[Lead]] = {}
        for lead in self.leads:
            kinds.setdefault((lead.cells, lead.most), []).append(lead)
        groups = list(kinds.values())
        start = [sum(had.get(one.id, 0) for one in group) for group in groups]

        def price(place: int, load: int) -> int:
            each, most = load // len(groups[place]), groups[place][0].most
            return each if most is None or each < most else _FULL + each

        may = []
        for one in sets:
            suits = [place for place, group in enumerate(groups) if self._suits(group[0], one)]
            may.append([place for place in suits if self._has_room(groups[place][0], one)] or suits)
        chosen = levelled([(bool(places), places) for places in may], price, start)
        waiting = [[(had.get(one.id, 0), number) for number, one in enumerate(group)] for group in groups]
        for heap in waiting:
            heapq.heapify(heap)
        given = {}
        for one, places in zip(sets, chosen, strict=True):
            given[one.id] = self._dealt(groups[places[0]], waiting[places[0]], one) if places else ""
        return given

    def _dealt(self, group: Sequence[Lead], waiting: list[tuple[int, int]], one: ActionLearningSet) -> str:
        """The facilitator of a kind who has fewest sets and may lead this one; empty where none may."""
        aside, who = [], ""
        while waiting and not who:
            load, number = heapq.heappop(waiting)
            lead = group[number]
            if (lead.most is None or load < lead.most) and self._may(lead, one):
                who, load = lead.id, load + 1
            aside.append((load, number))
        for each in aside:
            heapq.heappush(waiting, each)
        return who

    def _may(self, lead: Lead, one: ActionLearningSet) -> bool:
        """Whether nobody of the set reports to the facilitator or is the same person, and the set's kind suits."""
        if lead.id in one.members or not self._suits(lead, one):
            return False
        return not any(self.cells.get(who, {}).get(column) == lead.id for who in one.members for column in self._apart)

    def _suits(self, lead: Lead, one: ActionLearningSet) -> bool:
        """Whether the set is of a kind that the facilitator has: a cell may name several, with blanks between them."""
        own = dict(lead.cells)
        for column in self._alike:
            kinds = set(self._of(one, column))
            if own.get(column) and kinds and not kinds & {own[column], *own[column].replace(",", " ").split()}:
                return False
        return True

    def _has_room(self, lead: Lead, one: ActionLearningSet) -> bool:
        """Whether the facilitator's working day has room for the set's meetings, as far as its own days have."""
        zone = dict(lead.cells).get(TIME_ZONE, "")
        if zone_named(zone) is None:
            return True
        if one.starts and one.spared is None:  # fair hours may still move
            return all(self._works(start, zone) for start in one.starts)
        zones = tuple(sorted(set(self._of(one, TIME_ZONE))))
        if (zone, *zones) not in self._room:
            meetings = self.meetings
            needed = min(meetings.minutes, shared(zones, meetings.days, *meetings.working))
            self._room[zone, *zones] = shared((zone, *zones), meetings.days, *meetings.working) >= needed
        return self._room[zone, *zones]

    def _works(self, start: dt.datetime, zone: str) -> bool:
        here = start.astimezone(zone_named(zone))
        first, last = self.meetings.working
        begins = here.hour * 60 + here.minute
        return first * 60 <= begins and begins + self.meetings.minutes <= last * 60

    def _of(self, one: ActionLearningSet, column: str) -> Iterator[str]:
        return filter(None, (self.cells.get(who, {}).get(column, "") for who in one.members))
