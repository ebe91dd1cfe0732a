"""The answers that wait for a person, in the order in which they are asked, and what each decision writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.harvest.log import Log, Origin
from socialscaffold.harvest.overlay import changed
from socialscaffold.harvest.write import Said, Word
from socialscaffold.plan.model import Plan
from socialscaffold.spec.region import Answer, Region


@dataclass(frozen=True, slots=True)
class Waiting:
    """One proposed answer with what its reader needs: the question, its message, and what is known of it.

    `lead` is who reads it when nobody else is named; `before` are other answers of the same writer to the same question
    that stand, for a learner who thought again hands out other words.
    """

    region: str
    place: str
    lead: str
    question: str
    about: str
    message: str
    essential: bool
    answer: Answer
    origin: Origin
    before: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader decided: `status` accepted or rejected, who and when (ISO day), why, and other words if any."""

    status: str
    by: str
    on: str
    reason: str = ""
    text: str = ""
    agreed: bool = False


def waiting(plan: Plan, regions: Iterable[Region], log: Log, only: tuple[str, ...] = ()) -> tuple[Waiting, ...]:
    """The proposed answers by region and prompt, in the program's order; those that were put off come last."""
    prompts = {one.id: one for one in plan.prompts}
    order = {one.id: number for number, one in enumerate(plan.prompts)}
    essential = {one.text for _, one in plan.program.messages if one.essential}
    reviewer = plan.program.strategies.localization.harvest.review_by
    origins = {one.id: one for one in log.answers}
    found = []
    for region in regions:
        if only and region.region not in only:
            continue
        for one in sorted(region.answers, key=lambda each: order.get(each.prompt.text, len(order))):
            prompt = prompts.get(one.prompt.text)
            if one.status != "proposed" or prompt is None:
                continue
            found.append(
                Waiting(
                    region.region,
                    region.name,
                    region.lead or reviewer,
                    dict(prompt.asks).get(region.region, prompt.title),
                    prompt.dimension.replace("-", " "),
                    prompt.message,
                    prompt.message in essential,
                    one,
                    origins.get(one.id, Origin(id=one.id)),
                    tuple(
                        each
                        for each in region.answers
                        if each.learner == one.learner != "" and each.prompt.text == one.prompt.text
                        if each.id != one.id and each.stands
                    ),
                )
            )
    return tuple(sorted(found, key=lambda each: bool(each.origin.waits_for)))


def decided(data: bytes, name: str, decision: Decision) -> bytes:
    """A region's file with one decision in it. Raises CannotEdit."""
    keys: dict[str, Said] = {"status": decision.status}
    if decision.agreed:
        keys["consent"] = Word("yes")
    keys["reviewed-by"] = decision.by
    keys["reviewed-on"] = decision.on
    if decision.reason:
        keys["reason"] = decision.reason
    if decision.text:
        keys["text"] = decision.text
    return changed(data, {name: {key: said for key, said in keys.items() if said}})


def noted(log: Log, name: str, **keys: str) -> Log:
    """The log with something more known of one answer: `waits_for` or `first_written`."""
    changes: Mapping[str, str] = keys
    there = [one.id for one in log.answers]
    made = replace(log.origin(name), waits_for=changes.get("waits_for", ""))
    if "first_written" in changes and not made.first_written:
        made = replace(made, first_written=changes["first_written"])
    if name not in there:
        return replace(log, answers=(*log.answers, made))
    return replace(log, answers=tuple(made if one.id == name else one for one in log.answers))
