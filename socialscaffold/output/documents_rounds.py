"""A sense-making round as people hold it: the design's words for this program, by the minute, with logs to fill in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil

from socialscaffold.dataclass import dataclass
from socialscaffold.output.documents_words import bare, capital, clock, sentence, spoken
from socialscaffold.output.run_sheets import Row, values
from socialscaffold.patterns.agenda import Place, words_at
from socialscaffold.patterns.library import DESIGNS
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.pattern import Step as PatternStep
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.breaks import pause_of
from socialscaffold.plan.model import Plan, RoundPlan, RoundStep
from socialscaffold.plan.resolve.rounds import converging_of, form_of
from socialscaffold.words.speech import Speech

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
    written: tuple[str, ...]
    """What the logs are, for the middle of a sentence."""


def round_sheet(plan: Plan, one: RoundPlan) -> RoundSheet:
    """The pack of one round; the rows add up to the round's minutes, those of converging to its own."""
    design = plan.shelves.get(DESIGNS, one.design)
    own = plan.shelves.speech(DESIGNS, one.design)
    filled = _values(plan, own, one)
    converge = converging_of(design, plan.shelves)
    form = (*form_of(design, plan.shelves, one.hear), pause_of(design, DESIGNS, plan.shelves))
    logs = _logs(plan.say, design, one)
    return RoundSheet(
        design=design,
        rows=_rows(plan.say, own, form, one.steps, one.mode, filled),
        converge=_rows(plan.say, own, converge.steps, one.converge_steps, one.mode, filled) if converge else (),
        converge_words=tuple(
            sentence(fill(text, filled)) for text in (converge.decides, converge.dissent, converge.publish)
        )
        if converge
        else (),
        delegates=_delegates(plan.say, one),
        seating=_seating(plan, one),
        before=tuple(fill(one.do, filled) for one in design.before),
        after=tuple(fill(one.do, filled) for one in design.after),
        remedies=tuple(
            (fill(each.situation, filled), fill(each.do, filled))
            for each in design.remedies
            if not each.modes or one.mode in each.modes
        ),
        logs=logs,
        written=tuple(plan.say.small(each.title) for each in logs),
    )


def log_titles(plan: Plan, one: RoundPlan) -> tuple[str, ...]:
    """The names of what the round writes down."""
    return tuple(each.title for each in _logs(plan.say, plan.shelves.get(DESIGNS, one.design), one))


def _values(plan: Plan, say: Speech, one: RoundPlan) -> dict[str, str]:
    own = {
        "question": one.question,
        "lenses": say.listed(one.lenses),
        "groups": say.listed(one.hear or one.lenses),
        "decider": say.name(one.decides),
        "size": str(max((group.people for group in one.home), default=0)),
        "group": say("your group"),
        "case": say("the case at hand"),
        "lens": say("your lens"),
    }
    return values(plan, say) | own | ({"channel": say.quoted(one.published)} if one.published else {})


def _rows(
    say: Speech,
    own: Speech,
    form: Sequence[PatternStep],
    steps: Sequence[RoundStep],
    mode: str,
    filled: dict[str, str],
) -> tuple[Row, ...]:
    """One row for each stretch of the plan, in the words of the design, which speaks as `own` does. What to watch for
    stands at the first turn of a repeated step."""
    words = {step.id: words_at(step, mode, Place()) for step in form}
    seen: set[str] = set()
    rows = []
    for step in steps:
        said = words[step.id]
        here = {**filled, "minutes": str(step.minutes), "each": own.share(step.minutes, int(filled["size"] or 1))}
        if step.turn and step.per in filled:
            here[step.per] = step.turn
        watch = tuple((capital(fill(sign.sign, here)), spoken(fill(sign.say, here))) for sign in said.watch)
        first = step.id not in seen
        seen.add(step.id)
        rows.append(
            Row(
                time=clock(step.start),
                minutes=step.minutes,
                title=say.titled(step.title, step.turn),
                say=spoken(fill(said.say, here)),
                do=fill(said.do, here) if first else say("As before."),
                watch=watch if first else (),
            )
        )
    return tuple(rows)


def _seating(plan: Plan, one: RoundPlan) -> tuple[tuple[str, str, str], ...]:
    """Groups of one kind and size in one line: forty tables of six are not forty lines."""
    alike = plan.program.strategies.support_network.sets.form.alike
    say = plan.say
    mixed = say.listed(say.name(name) for name in one.mix)
    who = say("mixed by {what}", what=mixed) if one.mix else say("as few as possible of one team")
    if alike:
        who = say.series((who, say("alike in {what}", what=say.listed(say.name(each.column) for each in alike))))
    who = say("every lens; {who}", who=who) if one.expert else who
    rows = [
        (say("Home groups"), _tables(say, number, people), who)
        for people, number in sorted(Counter(group.people for group in one.home).items(), reverse=True)
    ]
    for lens in dict.fromkeys(group.lens for group in one.expert):
        sizes = Counter(group.people for group in one.expert if group.lens == lens)
        tables = say.listed(_tables(say, number, people) for people, number in sorted(sizes.items()))
        rows.append((say("Expert groups"), tables, lens))
    return tuple(rows)


def _tables(say: Speech, tables: int, people: int) -> str:
    """`4 of 6 people`."""
    return say.plural("{tables} of {number} person", "{tables} of {number} people", people, tables=tables)


def _logs(say: Speech, design: Session, one: RoundPlan) -> tuple[Log, ...]:
    """The design's tables for what the round is to leave behind; a name that it lacks gets a plain table."""
    known = {each.id: Log(each.title, each.columns) for each in design.outputs}
    titles = {name: capital(say.name(name)) for name in one.outputs}
    return tuple(known.get(name) or Log(title, (title, say("Who"), say("By when"))) for name, title in titles.items())


def _delegates(say: Speech, one: RoundPlan) -> str:
    """Who comes to the converging meeting; more than a circle holds first meet in circles."""
    who = bare(one.converge_who)
    if not one.delegates:
        return sentence(who)
    circles = ceil(one.delegates / LARGEST_CIRCLE)
    if circles == 1:
        all_told = say.plural("{who}, {number} person in all", "{who}, {number} people in all", one.delegates, who=who)
        return sentence(all_told)
    return say(
        "{who}, {people} people in all. Too many for one table, so hold it in {rooms} rooms of {most} at the most; "
        "each room sends one delegate, one draft and its dissent to a last meeting of the same form.",
        who=capital(who),
        people=one.delegates,
        rooms=circles,
        most=ceil(one.delegates / circles),
    )
