"""What the changes come to: minutes by week, findings of the review, and what learners have saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.edit.diff.change import Change, Side, moved, pairs


def workload(before: Side, after: Side) -> Iterator[Change]:
    """Minutes of learner and facilitator, week by week."""
    area = "workload"
    old, new = before.plan, after.plan
    for was, now in pairs(old.weeks, new.weeks, lambda one: one.number)[2]:
        if was.minutes != now.minutes:
            over = now.minutes > new.budget
            told = f" (over its budget of {new.budget})" if over else ""
            text = f"Week {now.number}, a learner: {was.minutes} → {now.minutes} minutes{told}."
            yield Change(area, text, loss=over and was.minutes <= old.budget)
        elif now.minutes > new.budget and was.minutes <= old.budget:
            yield Change(area, f"Week {now.number} is over a learner's budget of {new.budget} minutes now.", loss=True)
        if was.staff != now.staff:
            over = now.staff > new.staff_budget
            told = f" (over the budget of {new.staff_budget})" if over else ""
            text = f"Week {now.number}, a facilitator: {was.staff} → {now.staff} minutes{told}."
            yield Change(area, text, loss=over and was.staff <= old.staff_budget)
    totals = [sum(week.minutes for week in one.weeks) for one in (old, new)]
    if totals[0] != totals[1]:
        yield Change(area, moved("Altogether, a learner", totals[0], totals[1], "minutes"))


def findings(before: Side, after: Side) -> Iterator[Change]:
    """Findings of the review that are new or gone, by their words: a finding that only moved is the same one."""

    def counted(side: Side) -> Counter[tuple[str, str]]:
        return Counter((one.code, one.message) for one in side.found)

    old, new = counted(before), counted(after)
    for one in after.found:
        if _extra(one, new, old):
            yield Change("review", f"New {one.severity.word}: {one.code}, {one.message}", loss=one.severity != "info")
    for one in before.found:
        if _extra(one, old, new):
            yield Change("review", f"Mended: {one.code}, {one.message}")


def _extra(one: Diagnostic, here: Counter[tuple[str, str]], there: Counter[tuple[str, str]]) -> bool:
    key = (one.code, one.message)
    if here[key] <= there[key]:
        return False
    here[key] -= 1
    return True


def saved(before: Side, after: Side) -> Iterator[Change]:
    """What learners have saved under ids that the new package no longer asks for, and what it asks anew.

    Nothing is deleted in an LMS; what has lost its id is no longer shown.
    """
    old, new = before.saved or {}, after.saved or {}

    def only(here: Mapping[str, str], there: Mapping[str, str]) -> dict[str, str]:
        """Ids that the other side lacks; of a thing that is missing whole, not every part."""
        gone = {name: label for name, label in here.items() if name not in there}
        return {name: label for name, label in gone.items() if name.partition("/")[0] not in gone or "/" not in name}

    for name, label in only(old, new).items():
        text = f"Learners in a running cohort no longer see what they saved in “{label}” (`{name}`)."
        text += _moved(name, new.keys() - old.keys())
        yield Change("saved progress", text, loss=True)
    fresh = list(dict.fromkeys(only(new, old).values()))
    if old and fresh:
        shown = ", ".join(f"“{label}”" for label in fresh[:3])
        more = f" and {len(fresh) - 3} more" if len(fresh) > 3 else ""
        yield Change("saved progress", f"New and empty for learners in a running cohort: {shown}{more}.")


def _moved(name: str, come: Set[str]) -> str:
    """How a turn or a meeting that goes by its week keeps its name, where one of another week has come."""
    of, by_week, week = name.rpartition("-week-")
    weeks = sorted(
        int(other) for one in come for head, _, other in [one.rpartition("-week-")] if head == of and other.isdigit()
    )
    if not by_week or not weeks:
        return ""
    named = f"{weeks[0]}: week-{week}"
    return f" If it is now in week {weeks[0]}, write `ids: {{{named}}}` beside its weeks, and they do."
