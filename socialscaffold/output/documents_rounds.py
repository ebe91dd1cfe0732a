"""A sense-making round as people hold it: the design's words for this program, by the minute, with logs to fill in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil

from socialscaffold.dataclass import dataclass
from socialscaffold.output.documents_words import (
    as_name,
    bare,
    capital,
    clock,
    counted,
    listed,
    sentence,
    share,
    spoken,
)
from socialscaffold.output.run_sheets import Row, values
from socialscaffold.patterns.agenda import Place, words_at
from socialscaffold.patterns.library import DESIGNS
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.pattern import Step as PatternStep
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.model import Plan, RoundPlan, RoundStep
from socialscaffold.plan.resolve.rounds import converging_of, form_of

# Delegates at one table: a forum of 8 to 12 [hew2010].
LARGEST_CIRCLE = 12


@dataclass(frozen=True, slots=True)
class Log:
    """A table to fill in."""

    title: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """One round's pack. `seating` holds what is formed, how many and of how many people; `delegates` says who comes
    to converge and how many that is."""

    design: Session
    rows: tuple[Row, ...]
    converge: tuple[Row, ...]
    converge_words: tuple[str, ...]
    delegates: str
    seating: tuple[tuple[str, str, str], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    remedies: tuple[tuple[str, str], ...]
    logs: tuple[Log, ...]


def round_sheet(plan: Plan, one: RoundPlan) -> RoundSheet:
    """The pack of one round; the rows add up to the round's minutes, those of converging to its own."""
    design = plan.shelves.get(DESIGNS, one.design)
    filled = _values(plan, one)
    converge = converging_of(design, plan.shelves)
    return RoundSheet(
        design=design,
        rows=_rows(form_of(design, plan.shelves, one.hear), one.steps, one.mode, filled),
        converge=_rows(converge.steps, one.converge_steps, one.mode, filled) if converge else (),
        converge_words=tuple(
            sentence(fill(text, filled)) for text in (converge.decides, converge.dissent, converge.publish)
        )
        if converge
        else (),
        delegates=_delegates(one),
        seating=_seating(plan, one),
        before=tuple(fill(one.do, filled) for one in design.before),
        after=tuple(fill(one.do, filled) for one in design.after),
        remedies=tuple((fill(each.situation, filled), fill(each.do, filled)) for each in design.remedies),
        logs=_logs(design, one),
    )


def log_titles(plan: Plan, one: RoundPlan) -> tuple[str, ...]:
    """The names of what the round writes down."""
    return tuple(each.title for each in _logs(plan.shelves.get(DESIGNS, one.design), one))


def _values(plan: Plan, one: RoundPlan) -> dict[str, str]:
    own = {
        "question": one.question,
        "lenses": listed(one.lenses),
        "groups": listed(one.hear or one.lenses),
        "decider": as_name(one.decides),
        "size": str(max((group.people for group in one.home), default=0)),
        "group": "your group",
        "case": "the case at hand",
        "lens": "your lens",
    }
    return values(plan) | own | ({"channel": one.published} if one.published else {})


def _rows(
    form: Sequence[PatternStep], steps: Sequence[RoundStep], mode: str, filled: dict[str, str]
) -> tuple[Row, ...]:
    """One row for each stretch of the plan, in the words of the design. What to watch for stands at the first turn
    of a repeated step."""
    words = {step.id: words_at(step, mode, Place()) for step in form}
    seen: set[str] = set()
    rows = []
    for step in steps:
        said = words[step.id]
        here = {**filled, "minutes": str(step.minutes), "each": share(step.minutes, int(filled["size"] or 1))}
        if step.turn and step.per in filled:
            here[step.per] = step.turn
        watch = tuple((capital(fill(sign.sign, here)), spoken(fill(sign.say, here))) for sign in said.watch)
        first = step.id not in seen
        seen.add(step.id)
        rows.append(
            Row(
                time=clock(step.start),
                minutes=step.minutes,
                title=f"{step.title}: {step.turn}" if step.turn else step.title,
                say=spoken(fill(said.say, here)),
                do=fill(said.do, here) if first else "As before.",
                watch=watch if first else (),
            )
        )
    return tuple(rows)


def _seating(plan: Plan, one: RoundPlan) -> tuple[tuple[str, str, str], ...]:
    """Groups of one kind and size in one line: forty tables of six are not forty lines."""
    alike = plan.program.strategies.support_network.sets.form.alike
    who = f"mixed by {listed(as_name(name) for name in one.mix)}" if one.mix else "as few as possible of one team"
    who = f"{who}, alike in {listed(as_name(one.column) for one in alike)}" if alike else who
    who = f"every lens; {who}" if one.expert else who
    rows = [
        ("Home groups", f"{number} of {counted(people, 'person', 'people')}", who)
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
    titles = {name: capital(as_name(name)) for name in one.outputs}
    return tuple(known.get(name) or Log(title, (title, "Who", "By when")) for name, title in titles.items())


def _delegates(one: RoundPlan) -> str:
    """Who comes to the converging meeting; more than a circle holds first meet in circles."""
    who = bare(one.converge_who)
    if not one.delegates:
        return sentence(who)
    circles = ceil(one.delegates / LARGEST_CIRCLE)
    if circles == 1:
        return sentence(f"{who}, {counted(one.delegates, 'person', 'people')} in all")
    return (
        f"{capital(who)}, {one.delegates} people in all. Too many for one table, so hold it in {circles} rooms of "
        f"{ceil(one.delegates / circles)} at the most; each room sends one delegate, one draft and its dissent to a "
        "last meeting of the same form."
    )
