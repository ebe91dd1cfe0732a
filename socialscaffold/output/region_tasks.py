"""What a region has to do next, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.plan.answers import Asked, due_day
from socialscaffold.plan.model import Plan
from socialscaffold.spec.region import Region
from socialscaffold.words.speech import Speech, noted

# What is asked for anew, by the state that its answer has.
AGAIN = {
    "rejected": noted("Sent back, ask again: {prompts}."),
    "expired": noted("Run out, ask again: {prompts}."),
    "withdrawn": noted("Taken back, ask again: {prompts}."),
}


def tasks_of(plan: Plan, say: Speech, code: str, cells: list[Asked]) -> Iterator[str]:
    """What one region has to do, the most pressing first; `cells` are its own."""
    region = next((one for one in plan.regions if one.region == code), None)
    by_state: dict[str, list[Asked]] = {}
    for one in cells:
        by_state.setdefault(one.state, []).append(one)
    if region is None:
        command = f"`socialscaffold region new {code}`"
        yield say("There is no file yet: {command} writes one.", command=command)
    elif late := by_state.get("missing"):
        yield say("An answer is missing: {prompts}.", prompts=say.series(_owed(plan, say, late)))
    yield from _stale(plan, say, region, by_state.get("stale", []))
    for state, sentence in AGAIN.items():
        if again := by_state.get(state):
            yield say(sentence, prompts=say.series(f"`{one.prompt}`" for one in again))
    waiting = [answer.id for one in cells for answer, state in one.answers if state == "proposed"]
    if waiting:
        who = (region.lead if region else "") or plan.program.strategies.localization.harvest.review_by
        count, answers = len(waiting), say.series(f"`{one}`" for one in waiting)
        if who:
            yield say.plural(
                "Waits to be read by {who}: {answers}.", "Wait to be read by {who}: {answers}.", count,
                who=say.name(who), answers=answers,
            )  # fmt: skip
        else:
            yield say.plural("Waits to be read: {answers}.", "Wait to be read: {answers}.", count, answers=answers)


def _owed(plan: Plan, say: Speech, late: list[Asked]) -> Iterator[str]:
    """The prompts without an answer, with the day on which it was due where a cohort tells it."""
    weeks = {one.id: one.week for one in plan.prompts}
    for one in late:
        due = due_day(plan, weeks.get(one.prompt, 1))
        yield say("`{prompt}` (due {day})", prompt=one.prompt, day=say.day(due)) if due else f"`{one.prompt}`"


def _stale(plan: Plan, say: Speech, region: Region | None, stale: list[Asked]) -> Iterator[str]:
    """What to read again, a sentence for each message that has changed."""
    messages, based_on = dict(plan.program.messages), dict(region.based_on) if region else {}
    for name in dict.fromkeys(one.message for one in stale):
        prompts = say.series(f"`{one.prompt}`" for one in stale if one.message == name)
        old, new = based_on.get(name), messages[name].revision
        if old:
            yield say(
                "`{message}` went from revision {old} to {new}: read {prompts} again, then raise `based-on`.",
                message=name, old=old, new=new, prompts=prompts,
            )  # fmt: skip
        else:
            yield say(
                "`{message}` went to revision {new}: read {prompts} again, then raise `based-on`.",
                message=name, new=new, prompts=prompts,
            )  # fmt: skip
