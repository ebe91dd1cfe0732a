"""Strategies 2 and 3, filled in: one round of shared sense-making and one practice cycle, where none was said."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.patterns.defaults import evidence
from socialscaffold.patterns.library import CYCLES, DESIGNS
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.placeholders import fill
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.assume import Assumptions
from socialscaffold.plan.ledger import Ledger
from socialscaffold.plan.resolve.rounds import converging_of, form_of, shortest, turns_of
from socialscaffold.plan.workload import writing_minutes
from socialscaffold.source.kinds import Length, Text
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import (
    Application,
    Converge,
    Cycle,
    CyclePlan,
    Discuss,
    Practise,
    Reflect,
    Rehearse,
    Round,
    SenseMaking,
)
from socialscaffold.words.tongues import speech

# A question is quoted wherever it is told, so that its own marks are single ones.
SINGLE = str.maketrans("“”„«»", "‘’‚‹›")
OUTPUTS = ("stance", "open-questions", "dissent", "owner-per-action")
# Steps of a cycle whose minutes a program may say; the discussion has its minutes in the meeting.
TIMED_BY_PROGRAM = ("plan", "rehearse", "practise", "reflect", "discuss")
REFLECTIONS = ("what-happened", "what-surprised", "what-next")


def with_rounds(program: Program, made: Assumptions, ledger: Ledger, shelves: Shelves) -> SenseMaking:
    """The rounds, each with its design, length and converging meeting."""
    said = program.strategies.sense_making
    rounds = said.rounds or (_first_round(program, made, ledger, shelves),)
    return replace(said, rounds=tuple(_whole_round(program, one, made, ledger, shelves) for one in rounds))


def _first_round(program: Program, made: Assumptions, ledger: Ledger, shelves: Shelves) -> Round:
    """One round about the first outcome: a clinic, or the shortest design where there is no time for one."""
    say = made.speech
    made.note("sense-making.rounds", say("one round"), "sense-making.minutes")
    minutes = made.number("sense-making.rounds.minutes", "sense-making.minutes")
    minutes = min(minutes, ledger.budget if made.lean else ledger.budget // 2)
    design = shelves.get(DESIGNS)
    if minutes < design.minutes.min:
        every = [shelves.get(DESIGNS, name) for name in shelves.ids(DESIGNS)]
        design = min(every, key=lambda one: (one.minutes.min, one.id))
    names = tuple(Text(name, program.at.span) for name, _ in program.outcomes[:1])
    said = Round(
        id="grey-areas", question="", week=1, mode="online", design=Text(design.id, program.at.span), outcomes=names
    )
    said = replace(
        said,
        question=_filled(design.question, program, said).translate(SINGLE),
        lenses=program.audience.groups or _usual_lenses(design, program, said),
        hear=program.audience.groups,
    )
    minutes = max(minutes, shortest(form_of(design, shelves, said.hear), turns_of(said, design, shelves)))
    week = ledger.place(minutes, max(1, program.weeks // 2), _without_meetings(program, minutes, ledger))
    ledger.taken[week] -= minutes
    return replace(said, week=week, minutes=minutes)


def _usual_lenses(design: Session, program: Program, said: Round) -> tuple[str, ...]:
    """The design's lenses as they stand within a sentence."""
    texts = [_filled(text, program, said) for text in design.lenses]
    return tuple(map(speech(program.language).small, texts))


def _filled(text: str, program: Program, said: Round) -> str:
    """A design's words about the outcome that the round serves: the first where it names none."""
    outcomes = dict(program.outcomes)
    named = [outcomes[one.text] for one in said.outcomes if one.text in outcomes]
    outcome = (named or list(outcomes.values()) or [program.title])[0].rstrip(".")
    return fill(" ".join(text.split()), {"outcome": speech(program.language).small(outcome)})


def _without_meetings(program: Program, minutes: int, ledger: Ledger, first: int = 1) -> tuple[int, ...]:
    """The weeks from `first` on in which no set meets, where one of them has room: facilitators are free then."""
    weeks = range(min(first, program.weeks), program.weeks + 1)
    met = program.strategies.support_network.sets.meetings.weeks
    free = tuple(week for week in weeks if week not in met and ledger.room(week) >= minutes)
    return free or tuple(weeks)


def _whole_round(program: Program, said: Round, made: Assumptions, ledger: Ledger, shelves: Shelves) -> Round:
    where, say = f"sense-making.{said.id}", made.speech
    design = shelves.get(DESIGNS, said.design.text if said.design else "")
    minutes = said.minutes or _usual_minutes(where, said, design, made)
    ledger.take(said.week, minutes)
    hear = said.hear or program.audience.groups
    lenses, cases = said.lenses or hear, said.cases
    if not lenses:
        lenses = _usual_lenses(design, program, said)
        made.say(
            f"{where}.lenses",
            ", ".join(lenses),
            say("The sides from which the design “{title}” looks.", title=design.title),
        )
    if not cases and design.cases:
        cases = tuple(_filled(text, program, said) for text in design.cases)
        made.say(
            f"{where}.cases",
            say.plural("{number} case", "{number} cases", len(cases)),
            say("The cases of the design “{title}”.", title=design.title),
        )
    return replace(
        said,
        design=Text(design.id, said.design.span if said.design else said.at.span),
        mode=said.mode or "online",
        minutes=minutes,
        lenses=lenses,
        cases=cases,
        hear=hear,
        outputs=said.outputs or tuple(one.id for one in design.outputs) or OUTPUTS,
        converge=_whole_converge(program, said, design, made, ledger, shelves),
    )


def _usual_minutes(where: str, said: Round, design: Session, made: Assumptions) -> int:
    """The default length, or the design's own where the program names a design."""
    if said.design is None:
        return made.number(f"{where}.minutes", "sense-making.minutes")
    say = made.speech
    minutes = design.minutes.min if made.lean else design.minutes.default
    made.say(
        f"{where}.minutes", say.minutes(minutes), say("What the design “{title}” usually takes.", title=design.title)
    )
    return minutes


def _whole_converge(
    program: Program, said: Round, design: Session, made: Assumptions, ledger: Ledger, shelves: Shelves
) -> Converge:
    where, say = f"sense-making.{said.id}.converge", made.speech
    converge, form = said.converge, converging_of(design, shelves)
    length = converge.minutes
    if length is None:
        length = made.number(f"{where}.minutes", "sense-making.converge.minutes")
        length = min(length, ledger.budget // (2 if made.lean else 4))
        length = max(length, shortest(form.steps, {})) if form else 0
    week = converge.week
    if week is None:
        week = ledger.place(length, said.week + 2, _without_meetings(program, length, ledger, said.week + 1))
    else:
        ledger.take(week, length)
    return Converge(
        week,
        length,
        converge.who or (form.who if form else say("one delegate from each home group")),
        converge.decides or say("the sponsor of the program"),
        converge.publish_to,
        converge.at,
    )


def with_cycles(program: Program, made: Assumptions, ledger: Ledger, shelves: Shelves) -> Application:
    """The cycles, each with its plan, rehearsal, windows and reflection."""
    said = program.strategies.application
    cycles = said.cycles or (_first_cycle(program, made, shelves),)
    return replace(said, cycles=tuple(_whole_cycle(program, one, made, ledger, shelves) for one in cycles))


def _first_cycle(program: Program, made: Assumptions, shelves: Shelves) -> Cycle:
    say = made.speech
    made.note("application.cycles", say("one cycle"), "application.gap.days")
    pattern = shelves.get(CYCLES)
    outcome = (program.outcomes[0][1] if program.outcomes else program.title).rstrip(".")
    words = {"outcome": made.speech.small(outcome)}

    def filled(text: str) -> str:
        return fill(" ".join(text.split()), words).translate(SINGLE)

    return Cycle(
        id="for-real",
        practise=Practise(do=filled(pattern.practise), instead=filled(pattern.instead), third_parties="no-names"),
        outcomes=tuple(Text(one, program.at.span) for one, _ in program.outcomes),
    )


def _days(count: int) -> Length:
    return Length(f"{count} days", count * 24 * 60)


def _whole_cycle(program: Program, said: Cycle, made: Assumptions, ledger: Ledger, shelves: Shelves) -> Cycle:
    where, say = f"application.{said.id}", made.speech
    pattern = shelves.get(CYCLES, said.pattern.text if said.pattern else "")
    steps = {one.id: one.minutes for one in pattern.steps}

    def number(value: int | None, step: str) -> int:
        """What was said, the default, or the minutes of a pattern that has others; 0 for a step that it lacks."""
        name = f"application.{step}.minutes"
        if value is not None or step not in steps:
            return value or 0
        if steps[step] == evidence().default(name).whole:
            return made.number(f"{where}.{step}.minutes", name)
        made.say(
            f"{where}.{step}.minutes",
            say.minutes(steps[step]),
            say("What the pattern “{title}” says.", title=pattern.title),
        )
        return steps[step]

    def length(value: Length | None, step: str) -> Length:
        return value or _days(made.number(f"{where}.{step}.within", f"application.{step}.within-days"))

    plan, rehearse = number(said.plan.minutes, "plan"), number(said.rehearse.minutes, "rehearse")
    practise = number(said.practise.minutes, "practise")
    words = said.reflect.words
    if words is None:
        words = made.number(f"{where}.reflect.words", "application.reflect.words")
    more = sum(minutes for step, minutes in steps.items() if step not in TIMED_BY_PROGRAM)
    minutes = plan + rehearse + practise + reflection_minutes(words) + more
    weeks = said.weeks or _turns(program, minutes, made, where, ledger)
    if said.weeks:
        for week in weeks:
            ledger.take(week, minutes)
    usual = tuple(one.id for one in pattern.prompts[:3]) or REFLECTIONS
    return replace(
        said,
        weeks=weeks,
        pattern=Text(pattern.id, said.pattern.span if said.pattern else said.at.span),
        plan=CyclePlan(said.plan.kind or "if-then", plan, said.plan.at),
        rehearse=Rehearse(said.rehearse.with_ or say("a colleague of the set"), rehearse, said.rehearse.at),
        practise=replace(
            said.practise,
            instead=said.practise.instead or " ".join(pattern.instead.split()),
            minutes=practise,
            within=length(said.practise.within, "practise"),
            third_parties=said.practise.third_parties or "no-names",
        ),
        reflect=Reflect(
            said.reflect.prompts or usual,
            words,
            True if said.reflect.private is None else said.reflect.private,
            said.reflect.at,
        ),
        discuss=Discuss(said.discuss.where or "sets", length(said.discuss.within, "discuss"), said.discuss.at),
    )


def reflection_minutes(words: int) -> int:
    """Minutes for writing a reflection of that many words, with little drafting."""
    return writing_minutes(evidence().workload(), words)


def _turns(program: Program, minutes: int, made: Assumptions, where: str, ledger: Ledger) -> tuple[int, ...]:
    """Turns about two weeks apart, each before the last week, so that a meeting still hears of it."""
    gap = max(1, made.number(f"{where}.weeks", "application.gap.days") // 7)
    among = range(min(2, program.weeks), max(2, program.weeks - 1) + 1)
    weeks: list[int] = []
    for wish in range(3, program.weeks, gap):
        if weeks and made.lean:
            break
        free = [week for week in among if week not in weeks and week <= program.weeks and ledger.room(week) >= minutes]
        if free:
            weeks.append(ledger.place(minutes, wish, free))
    if not weeks:
        met = program.strategies.support_network.sets.meetings.weeks
        heard = range(1, max(met, default=program.weeks))
        weeks.append(ledger.place(minutes, min(3, program.weeks), heard))
    return tuple(sorted(weeks))
