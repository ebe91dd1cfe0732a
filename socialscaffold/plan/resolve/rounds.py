"""Strategy 2 resolved: real numbers of people in home and expert groups, and a design's steps by the minute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from socialscaffold.diagnostics import Diagnostic, error, warn
from socialscaffold.patterns.agenda import Place, fit, steps_at
from socialscaffold.patterns.defaults import evidence
from socialscaffold.patterns.library import DESIGNS
from socialscaffold.patterns.pattern import Converging, Session, Step
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.breaks import PAUSE, break_places, breaks, pause_of, usual_break
from socialscaffold.plan.model import Group, RoundPlan, RoundStep
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import Round
from socialscaffold.words.speech import noted

if TYPE_CHECKING:
    from socialscaffold.spec.sets_file import Circles

LARGEST_TABLE = 8
# What a step comes again for, where it has no name.
COUNTED = {
    "lens": noted("lens {number}"),
    "case": noted("case {number}"),
    "group": noted("group {number}"),
    "round": noted("round {number}"),
    "issue-holder": noted("issue-holder {number}"),
}


def plan_rounds(program: Program, learners: int, shelves: Shelves, circles: Circles = ()) -> tuple[RoundPlan, ...]:
    """Every round of a whole program, for that many people; `circles` has its groups where they are formed."""
    alike = program.strategies.support_network.sets.form.alike
    strata = [count for _, count in program.audience.by_region if count] if alike else []
    if sum(strata) != learners:
        strata = [learners]
    channels = {name: said.title for name, said in program.channels}
    formed = dict(circles)
    return tuple(
        _plan_round(one, strata, channels, shelves, formed.get(one.id, ()))
        for one in program.strategies.sense_making.rounds
    )


def design_of(said: Round, shelves: Shelves) -> Session:
    """The design of a round."""
    return shelves.get(DESIGNS, said.design.text if said.design else "")


def form_of(design: Session, shelves: Shelves, hear: Sequence[str]) -> tuple[Step, ...]:
    """The steps of a round. Where groups must be heard and the design has no step for it, the clinic's comes in
    right after the opening, so that every concern is on the table before any reply."""
    form = steps_at(design.steps, Place())
    if not hear or any(one.per == "group" for one in form):
        return form
    hearing = next((one for one in shelves.get(DESIGNS).steps if one.per == "group"), None)
    return form if hearing is None else (form[0], hearing, *form[1:])


def converging_of(design: Session, shelves: Shelves) -> Converging | None:
    """How a design's many stances become one; the usual design's way where it has none of its own."""
    return design.converge or shelves.get(DESIGNS).converge


def turns_of(said: Round, design: Session, shelves: Shelves) -> dict[str, tuple[str, ...]]:
    """The names of what the repeated steps come for: lenses, cases, groups and rounds of tables."""
    say = shelves.say
    voices = said.hear or tuple(say("the voice of “{lens}”", lens=lens) for lens in said.lenses)
    usual = dict(design.counts)
    names = {"lens": said.lenses, "case": said.cases, "group": voices}
    return {
        per: names.get(per) or tuple(say(COUNTED[per], number=number) for number in range(1, usual.get(per, 1) + 1))
        for per in COUNTED
    }


def timed(form: Sequence[Step], turns: Mapping[str, Sequence[str]], total: int) -> tuple[RoundStep, ...] | None:
    """The steps one after the other, `total` minutes together; None where they can't be.

    Neighbouring steps for the same thing come together: all of the first case, then all of the second.
    """
    cut = fit(form, {per: len(names) for per, names in turns.items()}, total)
    if cut is None:
        return None
    steps: list[RoundStep] = []
    at = 0
    for per, part in groupby(zip(form, cut, strict=True), key=lambda pair: pair[0].per):
        together = list(part)
        for turn in turns.get(per, ("",)) if per else ("",):
            for one, minutes in together:
                if minutes:
                    steps.append(RoundStep(one.id, one.title, at, minutes, per, turn))
                    at += minutes
    return tuple(steps)


def rounds_that_do_not_fit(program: Program, shelves: Shelves) -> Iterator[Diagnostic]:
    """Rounds of a whole program that are shorter than their design allows, and those that can't be held at all."""
    for said in program.strategies.sense_making.rounds:
        design = design_of(said, shelves)
        length = said.minutes or 0
        turns = turns_of(said, design, shelves)
        span = said.at.of("minutes")
        if timed(form_of(design, shelves, said.hear), turns, length) is None:
            seen = f"{length} minutes are too short for the steps of the design `{design.id}`."
            least = _least(form_of(design, shelves, said.hear), turns, length)
            yield error("SS-SM-006", seen, f"Give the round {max(least, design.minutes.min)} minutes or more.", span)
        elif said.at.said("minutes") and length < design.minutes.min:
            seen = f"{length} minutes are less than the {design.minutes.min} that the design `{design.id}` needs."
            shorter = [name for name in shelves.ids(DESIGNS) if shelves.get(DESIGNS, name).minutes.min <= length]
            other = f", or take a shorter design: {', '.join(shorter)}" if shorter else ""
            yield warn("SS-SM-005", seen, f"Give it {design.minutes.min} minutes or more{other}.", span)
        converging, minutes = converging_of(design, shelves), said.converge.minutes or 0
        if converging and minutes and timed(converging.steps, {}, minutes) is None:
            seen = f"{minutes} minutes are too short for delegates to read, compare, decide and name owners."
            least = _least(converging.steps, {}, minutes)
            yield error("SS-SM-006", seen, f"Give it {max(least, 30)} minutes.", said.converge.at.of("minutes"))


def _least(form: Sequence[Step], turns: Mapping[str, Sequence[str]], total: int) -> int:
    """The fewest minutes from `total` on into which the steps go."""
    return next((each for each in range(total, total + 1000) if timed(form, turns, each) is not None), total)


def shortest(form: Sequence[Step], turns: Mapping[str, Sequence[str]]) -> int:
    """The fewest minutes into which the steps go at all."""
    return _least(form, turns, 1)


def _plan_round(
    said: Round,
    strata: Sequence[int],
    channels: dict[str, str],
    shelves: Shelves,
    formed: Sequence[tuple[str, tuple[str, ...]]],
) -> RoundPlan:
    design = design_of(said, shelves)
    turns = turns_of(said, design, shelves)
    per_lens = any(one.per == "lens" for one in design.steps)
    usual = evidence().default("sense-making.home-group.ideal").whole
    seats = max(2, len(said.lenses)) if per_lens and said.lenses else design.home_group or usual
    home = _home(strata, seats)
    if formed:
        home = tuple(Group(name.replace("-", " ").capitalize(), len(members)) for name, members in formed)
    converging = converging_of(design, shelves)
    length = said.converge.minutes or 0
    publish = said.converge.publish_to
    return RoundPlan(
        id=said.id,
        question=said.question,
        design=design.id,
        title=said.id.replace("-", " ").capitalize(),
        week=said.week,
        minutes=said.minutes or 0,
        mode=said.mode or "online",
        lenses=said.lenses,
        cases=said.cases,
        hear=said.hear,
        mix=said.home_groups.mix,
        home=home,
        expert=_experts(said.lenses, home) if design.expert_groups and said.lenses else (),
        steps=_with_breaks(form_of(design, shelves, said.hear), turns, said.minutes or 0, design, shelves),
        outputs=said.outputs,
        converge_week=said.converge.week or said.week,
        converge_minutes=length,
        converge_steps=(timed(converging.steps, {}, length) or ()) if converging and length else (),
        converge_who=said.converge.who,
        delegates=_delegates(said.converge.who, len(home), len(turns["group"])),
        decides=said.converge.decides,
        published=channels.get(publish.text, "") if publish else "",
        seats=seats,
    )


def _with_breaks(
    form: Sequence[Step], turns: Mapping[str, Sequence[str]], total: int, design: Session, shelves: Shelves
) -> tuple[RoundStep, ...]:
    """The steps of a round, with the breaks that so long a round has where they leave the steps their time."""
    pause, rests = usual_break(), breaks(total)
    steps = timed(form, turns, total - rests * pause) if rests else None
    if steps is None:
        return timed(form, turns, total) or ()
    title = pause_of(design, DESIGNS, shelves).title
    rest_before = break_places([(one.minutes, one.turn) for one in steps], rests)
    made: list[RoundStep] = []
    at = 0
    for number, one in enumerate(steps):
        if number in rest_before:
            made.append(RoundStep(PAUSE, title, at, pause))
            at += pause
        made.append(replace(one, start=at))
        at += one.minutes
    return tuple(made)


def _delegates(who: str, home: int, heard: int) -> int:
    """How many come to converge, where the words say one for each of something; else 0."""
    said = who.casefold()
    if "concern" in said or "heard" in said:
        return heard
    return home if any(word in said for word in ("each", "every", "per ")) else 0


def _home(strata: Sequence[int], seats: int) -> tuple[Group, ...]:
    """Home groups of `seats` people or one more, within each stratum."""
    groups: list[Group] = []
    for people in strata:
        number = max(1, people // seats)
        small, over = divmod(people, number)
        groups += [Group("", small + (place < over)) for place in range(number)]
    return tuple(replace(one, name=f"Home group {number}") for number, one in enumerate(groups, 1))


def _experts(lenses: Sequence[str], home: Sequence[Group]) -> tuple[Group, ...]:
    """How many hold each lens when every home group deals its lenses round, in tables of eight at the most."""
    holders = [0] * len(lenses)
    for group in home:
        for seat in range(group.people):
            holders[seat % len(lenses)] += 1
    groups = []
    for lens, people in zip(lenses, holders, strict=True):
        tables = max(1, ceil(people / LARGEST_TABLE))
        small, over = divmod(people, tables)
        groups += [Group(f"Expert group {table + 1}", small + (table < over), lens) for table in range(tables)]
    return tuple(groups)
