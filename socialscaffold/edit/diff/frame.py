"""The frame: weeks, people, outcomes, messages, content, managers, what counts as completed."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.edit.diff.change import Change, Side, moved, pairs
from socialscaffold.plan.model import CORE, Item

AREA = "program"


def frame(before: Side, after: Side) -> Iterator[Change]:
    """Everything that belongs to no strategy."""
    old, new = before.plan.program, after.plan.program
    if old.id != new.id:
        text = (
            f"The id changed from `{old.id}` to `{new.id}`: an LMS takes it for another program, and no record follows."
        )
        yield Change(AREA, text, loss=True)
    if old.title != new.title:
        yield Change(AREA, f"The title is now “{new.title}”.", structural=False)
    if old.summary != new.summary:
        yield Change(AREA, "The summary reads differently.", structural=False)
    if old.weeks != new.weeks:
        yield Change(AREA, moved("Length", old.weeks, new.weeks, "weeks"), loss=new.weeks < old.weeks)
    if before.plan.learners != after.plan.learners:
        yield Change(AREA, moved("Learners", before.plan.learners, after.plan.learners))
    if before.plan.budget != after.plan.budget:
        what = "A learner's time in a week"
        yield Change(AREA, moved(what, before.plan.budget, after.plan.budget, "minutes at the most"))
    if before.plan.staff_budget != after.plan.staff_budget:
        what = "A facilitator's time in a week"
        yield Change(AREA, moved(what, before.plan.staff_budget, after.plan.staff_budget, "minutes at the most"))
    yield from _outcomes(before, after)
    yield from _messages(before, after)
    yield from _content(before, after)
    yield from _managers(before, after)
    if old.package.completion.all != new.package.completion.all:
        told = {"required": "all required things", "activities": "every activity"}
        text = f"The LMS records the program as completed after {told[new.package.completion.all]}, no longer after "
        yield Change(AREA, f"{text}{told[old.package.completion.all]}.")
    if old.package.completion.score != new.package.completion.score:
        yield Change(
            AREA, moved("Score that passes", _share(old.package.completion.score), _share(new.package.completion.score))
        )


def _share(score: float | None) -> str:
    return "none" if score is None else f"{round(score * 100)}%"


def _outcomes(before: Side, after: Side) -> Iterator[Change]:
    gone, come, both = pairs(before.plan.program.outcomes, after.plan.program.outcomes, lambda one: one[0])
    for _, text in gone:
        yield Change(AREA, f"The outcome “{text}” is gone.", loss=True)
    for _, text in come:
        yield Change(AREA, f"New outcome: “{text}”.")
    for (_, was), (_, now) in both:
        if was != now:
            yield Change(AREA, f"The outcome “{was}” now reads “{now}”.", structural=False)


def _messages(before: Side, after: Side) -> Iterator[Change]:
    gone, come, both = pairs(before.plan.program.messages, after.plan.program.messages, lambda one: one[0])
    for name, _ in gone:
        yield Change(AREA, f"The message `{name}` is gone.", loss=True)
    for name, said in come:
        yield Change(AREA, f"New message `{name}`: “{said.text}”")
    for (name, was), (_, now) in both:
        if was.essential != now.essential:
            told = "essential now: every region must answer its prompts" if now.essential else "no longer essential"
            yield Change(AREA, f"The message `{name}` is {told}.")
        if was.text != now.text:
            stale = (
                f"Overlays written against revision {was.revision} are stale."
                if now.revision > was.revision
                else f"Its revision is still {now.revision}: raise it, or no region will hear of the change."
            )
            text = f"The message `{name}` now reads “{now.text}” {stale}"
            yield Change(AREA, text, structural=False, loss=now.revision <= was.revision)
        elif was.revision != now.revision:
            yield Change(AREA, moved(f"Revision of the message `{name}`", was.revision, now.revision), structural=False)


def _items(side: Side) -> list[Item]:
    return [one for week in side.plan.weeks for one in week.items if one.strategy == CORE and one.kind != "manager"]


def _content(before: Side, after: Side) -> Iterator[Change]:
    gone, come, both = pairs(_items(before), _items(after), lambda one: one.id)
    for one in gone:
        yield Change(AREA, f"“{one.title}” (week {one.week}, {one.minutes} minutes) is gone.")
    for one in come:
        yield Change(AREA, f"New in week {one.week}: “{one.title}” ({one.minutes} minutes).")
    for was, now in both:
        if was.week != now.week:
            yield Change(AREA, f"“{now.title}” moved from week {was.week} to week {now.week}.")
        if was.minutes != now.minutes:
            yield Change(AREA, moved(f"“{now.title}”", was.minutes, now.minutes, "minutes"))
        if was.required != now.required:
            yield Change(AREA, f"“{now.title}” is {'required' if now.required else 'optional'} now.")
        if was.title != now.title:
            yield Change(AREA, f"“{was.title}” is called “{now.title}” now.", structural=False)
        if was.instead and not now.instead:
            yield Change(AREA, f"“{now.title}” lost its other route for those who can't.", loss=True)


def _managers(before: Side, after: Side) -> Iterator[Change]:
    old, new = before.plan.program.managers, after.plan.program.managers
    for when in ("before", "during", "after"):
        was, now = getattr(old, when), getattr(new, when)
        if was and not now:
            yield Change(AREA, f"Managers have nothing to do {when} the program any more.", loss=True)
        elif now and not was:
            yield Change(AREA, f"Managers now have a part {when} the program, in week {now.week}.")
        elif was and now and was.week != now.week:
            yield Change(AREA, moved(f"The managers' part {when} the program, week", was.week, now.week))
        elif was and now and was.minutes != now.minutes:
            what = f"The managers' part {when} the program"
            yield Change(AREA, moved(what, was.minutes or 0, now.minutes or 0, "minutes"))
        elif was and now and (was.do, was.ask) != (now.do, now.ask):
            yield Change(AREA, f"What managers do or ask {when} the program reads differently.", structural=False)
