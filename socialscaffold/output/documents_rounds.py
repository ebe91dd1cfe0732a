"""A sense-making round as people hold it: the design's words for this program, by the minute, with logs to fill in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from socialscaffold.output.documents_words import (
    as_name,
    bare,
    capital,
    clock,
    counted,
    listed,
    sentence,
    small,
    spoken,
)
from socialscaffold.output.run_sheets import Row, values
from socialscaffold.patterns.agenda import Place, fit, steps_at, words_at
from socialscaffold.patterns.library import DESIGNS
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.pattern import Step as PatternStep
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.model import Group, Plan, RoundPlan


@dataclass(frozen=True, slots=True)
class Log:
    """A table to fill in."""

    title: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """One round's pack. `seating` holds what is formed, how many and of how many people."""

    design: Session
    rows: tuple[Row, ...]
    converge: tuple[Row, ...]
    converge_words: tuple[str, ...]
    seating: tuple[tuple[str, str, str], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    remedies: tuple[tuple[str, str], ...]
    logs: tuple[Log, ...]


def round_sheet(plan: Plan, one: RoundPlan) -> RoundSheet:
    """The pack of one round; the rows add up to the round's minutes, those of converging to its own."""
    design = design_of(plan, one)
    filled = _values(plan, one)
    names = {
        "lens": one.lenses,
        "group": one.hear or tuple(f"the voice of “{lens}”" for lens in one.lenses) or _names(one.home),
        "case": one.cases,
    }
    converge = design.converge
    return RoundSheet(
        design=design,
        rows=_rows(design.steps, dict(design.counts), names, one.minutes, one.mode, filled) or _plain(one),
        converge=_rows(converge.steps, {}, {}, one.converge_minutes, one.mode, filled) if converge else (),
        converge_words=tuple(
            sentence(fill(text, filled)) for text in (converge.decides, converge.dissent, converge.publish)
        )
        if converge
        else (),
        seating=_seating(one),
        before=tuple(fill(text, filled) for text in design.before),
        after=tuple(fill(text, filled) for text in design.after),
        remedies=tuple((fill(each.situation, filled), fill(each.do, filled)) for each in design.remedies),
        logs=_logs(design, one),
    )


def design_of(plan: Plan, one: RoundPlan) -> Session:
    """The design of a round."""
    return plan.shelves.get(DESIGNS, one.design)


def _values(plan: Plan, one: RoundPlan) -> dict[str, str]:
    own = {
        "question": one.question,
        "lenses": listed(one.lenses),
        "groups": listed(one.hear or one.lenses),
        "decider": as_name(one.decides),
        "size": str(max((group.people for group in one.home), default=0)),
        "group": "your group",
        "case": one.cases[0] if one.cases else "this case",
    }
    return values(plan) | own | ({"channel": one.published} if one.published else {})


def _rows(
    steps: Sequence[PatternStep],
    usual: dict[str, int],
    names: dict[str, tuple[str, ...]],
    total: int,
    mode: str,
    filled: dict[str, str],
) -> tuple[Row, ...]:
    """One row a step, and one for each lens, group or case where a step is repeated; () where they don't fit."""
    steps = steps_at(steps, Place())
    counts = usual | {key: len(found) for key, found in names.items() if found}
    minutes = fit(steps, counts, total)
    if not total or minutes is None:
        return ()
    rows: list[Row] = []
    at = 0
    for step, each in zip(steps, minutes, strict=True):
        said = words_at(step, mode, Place())
        for turn in range(counts.get(step.per, 1) if step.per else 1):
            name = names.get(step.per, ())[turn] if turn < len(names.get(step.per, ())) else ""
            title = f"{step.title}: {name or turn + 1}" if step.per else step.title
            here = {**filled, "minutes": str(each), **({step.per: name} if name and step.per in filled else {})}
            watch = tuple((capital(fill(one.sign, here)), spoken(fill(one.say, here))) for one in said.watch)
            do = fill(said.do, here) if not turn else "The same for this one."
            rows.append(Row(clock(at), each, title, spoken(fill(said.say, here)), do, () if turn else watch))
            at += each
    return tuple(rows)


def _plain(one: RoundPlan) -> tuple[Row, ...]:
    """The plan's own steps, for a round too short for the design's."""
    where = {"home": "In the home groups.", "expert": "In the expert groups.", "all": "All together."}
    return tuple(
        Row(clock(at), minutes, title, one.question, where.get(place, where["all"]), ())
        for at, minutes, title, place in one.steps
    )


def _names(groups: tuple[Group, ...]) -> tuple[str, ...]:
    return tuple(small(group.name) for group in groups)


def _seating(one: RoundPlan) -> tuple[tuple[str, str, str], ...]:
    """Groups of one kind and size in one line: forty tables of six are not forty lines."""
    rows = [
        ("Home groups", f"{number} of {counted(people, 'person', 'people')}", "every lens" if one.lenses else "–")
        for people, number in sorted(Counter(group.people for group in one.home).items(), reverse=True)
    ]
    for lens in dict.fromkeys(group.lens for group in one.expert):
        sizes = Counter(group.people for group in one.expert if group.lens == lens)
        tables = listed(
            f"{number} of {counted(people, 'person', 'people')}" for people, number in sorted(sizes.items())
        )
        rows.append(("Expert groups", tables, lens))
    return tuple(rows)


def _logs(design: Session, one: RoundPlan) -> tuple[Log, ...]:
    """The design's tables for what the round is to leave behind; a name that it lacks gets a plain table."""
    known = {each.id: Log(each.title, each.columns) for each in design.outputs}
    wanted = one.outputs or tuple(known)
    titles = {name: capital(as_name(name)) for name in wanted}
    return tuple(known.get(name) or Log(title, (title, "Who", "By when")) for name, title in titles.items())


def delegates(one: RoundPlan) -> str:
    """Who comes to the converging meeting, and how many that is where every home group sends one."""
    who = bare(one.converge_who)
    return f"{who} ({len(one.home)} people)" if "each home group" in who else who
