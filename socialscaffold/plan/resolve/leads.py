"""Who leads each set: by the facilitators' table, by the file of sets, or shared out where neither says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from socialscaffold.diagnostics import Diagnostic, error, warn
from socialscaffold.plan.asked import working_day
from socialscaffold.plan.leads import Led, Meetings, shared_out
from socialscaffold.plan.model import ActionLearningSet, Meeting
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.load import Sources
from socialscaffold.spec.people import Lead, cells_of

Sets = tuple[ActionLearningSet, ...]


def led(
    sets: Sets, sources: Sources, meetings: Sequence[Meeting], mondays: Sequence[dt.date]
) -> tuple[Sets, list[Diagnostic]]:
    """The sets with the facilitator of each: the one whose row names it, else the one of the file of sets. Where there
    is no such file yet the sets that are left are shared out as `sets form` would."""
    found: list[Diagnostic] = []
    leader = _by_the_table(sets, sources.leads, found)
    found += _by_the_file(sets, sources, leader)
    made = tuple(replace(one, facilitator=leader[one.id].id) if one.id in leader else one for one in sets)
    if sources.leads and not sources.sets and any(one.members for one in made):
        leaders = shared_leads(made, sources, meetings, mondays).leaders
        made = tuple(replace(one, facilitator=leaders.get(one.id, "")) for one in made)
    found += _own_reports(made, sources)
    needed = any(not one.led_by_set for one in meetings)
    alone = [f"`{one.id}`" for one in made if not one.facilitator]
    if sources.leads and alone and needed and sources.cohort and sources.cohort.facilitators is not None:
        shown = ", ".join(alone[:8]) + (f" and {len(alone) - 8} more" if len(alone) > 8 else "")
        them = "it" if len(alone) == 1 else "each"
        hint = f"Write {them} into the column `sets` of a facilitator, or let `sets repair` share them out."
        found.append(warn("SS-LEAD-003", f"Nobody leads {shown}.", hint, sources.cohort.facilitators.span))
    return made, found


def shared_leads(sets: Sets, sources: Sources, meetings: Sequence[Meeting], mondays: Sequence[dt.date]) -> Led:
    """A facilitator for each set that has none, for the meetings that they lead."""
    led_ones = [one for one in meetings if not one.led_by_set and one.week <= len(mondays)]
    days = tuple(mondays[one.week - 1] for one in led_ones)
    wanted = Meetings(days, max((one.minutes for one in led_ones), default=0), working_day())
    cells = cells_of(sources.roster) if sources.leads else {}
    return shared_out(sets, sources.leads, cells, sources.program.strategies.support_network.sets.form, wanted)


def _own_reports(sets: Sets, sources: Sources) -> Iterator[Diagnostic]:
    """Facilitators to whom a member of their set reports, by the columns of `apart`."""
    columns = [one.column for one in sources.program.strategies.support_network.sets.form.apart]
    if not columns or not any(one.facilitator for one in sets):
        return
    cells = cells_of(sources.roster)
    place = {one.id: one.place for one in sources.roster}
    for one in sets:
        for who in one.members if one.facilitator else ():
            for column in columns:
                if cells.get(who, {}).get(column) == one.facilitator:
                    seen = f"`{one.facilitator}` leads `{one.id}`, and is the `{column}` of `{who}`, who sits in it."
                    yield warn("SS-LEAD-006", seen, "Let somebody else lead that set.", place[who])


def _by_the_table(sets: Sets, leads: Sequence[Lead], found: list[Diagnostic]) -> dict[str, Lead]:
    names = {one.id: "" for one in sets}
    leader: dict[str, Lead] = {}
    for lead in leads:
        for name in dict.fromkeys(lead.sets):
            row = f"row {lead.place.line}"
            if name not in names:
                guess = did_you_mean(name, names)
                listed = ", ".join(list(names)[:20]) + (" …" if len(names) > 20 else "")
                hint = f"Did you mean `{guess}`?" if guess else f"The sets: {listed}."
                seen = f"`{lead.id}` ({row}) is to lead a set that does not exist."
                found.append(error("SS-LEAD-001", seen, hint, lead.place))
            elif name in leader:
                first = leader[name]
                seen = f"`{name}` is led by `{first.id}` (row {first.place.line}) and by `{lead.id}` ({row})."
                found.append(error("SS-LEAD-002", seen, "A set has one facilitator: delete it in one row.", lead.place))
            else:
                leader[name] = lead
    return leader


def _by_the_file(sets: Sets, sources: Sources, leader: Mapping[str, Lead]) -> Iterator[Diagnostic]:
    """What the file of sets says of leaders that the table does not."""
    cohort = sources.cohort
    if cohort is None or cohort.sets is None:
        return
    known = {one.id for one in sources.leads}
    for one in sets:
        if not one.facilitator:
            continue
        if one.id in leader and leader[one.id].id != one.facilitator:
            row = leader[one.id]
            by_file = f"by `{one.facilitator}` in `{cohort.sets}`"
            seen = f"`{one.id}` is led by `{row.id}` (row {row.place.line}) and {by_file}."
            yield error("SS-LEAD-002", seen, "A set has one facilitator: delete the other.", row.place)
        elif known and one.facilitator not in known:
            guess = did_you_mean(one.facilitator, known)
            hint = f"Did you mean `{guess}`?" if guess else f"Add a row to `{cohort.facilitators}`, or correct the id."
            seen = f"`{one.facilitator}`, who leads `{one.id}` by `{cohort.sets}`, is none of the facilitators."
            yield error("SS-LEAD-005", seen, hint, cohort.sets.span)
