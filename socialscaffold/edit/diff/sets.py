"""Strategy 1: sizes, airtime, turns, rhythm, who leads, what is owed."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.edit.diff.change import Change, Side, members, moved
from socialscaffold.plan.model import Meeting, Plan
from socialscaffold.sets.sizes import Size, feasible, nearest_feasible

AREA = "support-network"


def sets(before: Side, after: Side) -> Iterator[Change]:
    """What changed for the action learning sets."""
    yield from _sizes(before.plan, after.plan)
    yield from _meetings(before.plan, after.plan)
    yield from _leading(before.plan, after.plan)
    old, new = before.plan.sets, after.plan.sets
    yield from members(
        AREA,
        old.rules,
        new.rules,
        lambda rule: f"The ground rule `{rule}` is gone.",
        lambda rule: f"New ground rule: `{rule}`.",
    )
    if old.quorum != new.quorum:
        yield Change(AREA, moved("Quorum", old.quorum, new.quorum, "members"))
    if old.challenge != new.challenge:
        yield Change(AREA, f"The sets work towards something else: “{new.challenge}”.")
    if old.owed_id != new.owed_id:
        if not new.owed:
            yield Change(AREA, f"No member owes a part any more (it was: {old.owed}).", loss=True)
        else:
            yield Change(AREA, f"What each member owes is now: {new.owed}.")
    if (old.due, old.owed_id) != (new.due, new.owed_id) and new.owed:
        yield Change(AREA, moved("What is owed is due at meeting", old.due, new.due))


def _size(plan: Plan) -> Size:
    said = plan.program.strategies.support_network.sets.size
    least = max(1, said.min or 1)
    return Size(least, said.target or least, max(least, said.max or least))


def _sizes(before: Plan, after: Plan) -> Iterator[Change]:
    old, new = _size(before), _size(after)
    if (old.least, old.most) != (new.least, new.most):
        text = f"Set sizes {old.least}-{old.most} → {new.least}-{new.most}"
        people = after.learners
        if not feasible(people, new):
            nearest = nearest_feasible(people, new)
            mend = f"; sizes from {nearest.least} would seat them" if nearest else ""
            yield Change(AREA, f"{text}: {people} learners can't be cut into sets of that size{mend}.", loss=True)
        else:
            lost = [
                n for n in range(1, max(people, 1) + 1) if feasible(n, old) and not feasible(n, new) and n >= new.least
            ]
            told = f": {_heads(lost)} learners can no longer be seated" if lost else ""
            yield Change(AREA, f"{text}{told}.", loss=bool(lost))
    if old.target != new.target:
        yield Change(AREA, moved("Size to aim for", old.target, new.target))
    if len(before.sets.sets) != len(after.sets.sets):
        yield Change(AREA, moved("Sets", len(before.sets.sets), len(after.sets.sets)))


def _heads(counts: list[int]) -> str:
    shown = [str(count) for count in counts[:6]]
    return ", ".join(shown[:-1]) + (" or " if len(shown) > 1 else "") + shown[-1]


def _course(plan: Plan) -> list[Meeting]:
    return [one for one in plan.sets.meetings if one.place != "beyond"]


def _slot(plan: Plan) -> int:
    """Minutes of one issue-holder's slot."""
    return sum(step.minutes for step in plan.sets.meetings[0].steps if step.slot == 1) if plan.sets.meetings else 0


def _turns(plan: Plan) -> float:
    """How often one member of the largest set holds the issue over the course, on the average."""
    largest = max((one.seats for one in plan.sets.sets), default=0)
    return plan.sets.slots * len(_course(plan)) / largest if largest else 0.0


def _meetings(before: Plan, after: Plan) -> Iterator[Change]:
    if _slot(before) != _slot(after):
        change = moved("Airtime per member", _slot(before), _slot(after), "minutes a turn")
        yield Change(AREA, change, loss=_slot(after) < _slot(before))
    if round(_turns(before), 1) != round(_turns(after), 1):
        change = moved("Turns per member over the course", f"{_turns(before):.1f}", f"{_turns(after):.1f}")
        yield Change(AREA, change, loss=_turns(after) < _turns(before))
    old, new = _course(before), _course(after)
    if [one.week for one in old] != [one.week for one in new]:
        was, now = ", ".join(str(one.week) for one in old), ", ".join(str(one.week) for one in new)
        change = moved("Weeks in which sets meet", was, now)
        yield Change(AREA, change, loss=len(new) < len(old))
    if old and new and old[0].minutes != new[0].minutes:
        yield Change(AREA, moved("Length of a meeting", old[0].minutes, new[0].minutes, "minutes"))
    if before.sets.mode != after.sets.mode:
        yield Change(AREA, moved("Sets meet", before.sets.mode, after.sets.mode))
    earlier, later = len(before.sets.meetings) - len(old), len(after.sets.meetings) - len(new)
    if earlier != later:
        yield Change(AREA, moved("Meetings after the course", earlier, later), loss=later < earlier)


def _leading(before: Plan, after: Plan) -> Iterator[Change]:
    def led(plan: Plan) -> int:
        return max((one.number for one in _course(plan) if not one.led_by_set), default=0)

    if led(before) != led(after):
        yield Change(AREA, moved("A facilitator leads until meeting", led(before), led(after)))
