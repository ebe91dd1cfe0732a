"""A pattern in full, as sections of labelled lines: what a person reads of it, whatever it is printed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.catalogue import TITLES, Entry, people, takes
from socialscaffold.patterns.challenges import kinds_of
from socialscaffold.patterns.defaults import TIERS, evidence
from socialscaffold.patterns.pattern import (
    Duty,
    Heading,
    Pattern,
    PracticeCycle,
    PromptBank,
    Session,
    Sign,
    Step,
    TaskPattern,
    Words,
)
from socialscaffold.patterns.placeholders import PLACEHOLDERS, names_in

MEETINGS = {
    "first": "the first meeting only",
    "after-first": "from the second meeting on",
    "before-last": "all meetings but the last",
    "last": "the last meeting only",
}
VARIANTS = (
    ("online", "Online"),
    ("in_person", "In a room"),
    ("blended", "Some here, some on a screen"),
    ("led_by_set", "When a member leads"),
    ("first", "At the first meeting"),
    ("last", "At the last meeting"),
    ("after_practice", "Where people come from practising"),
    ("after_round", "Where they come from a sense-making round"),
    ("after_local_question", "Where they come from asking around locally"),
    ("after_due", "Once everybody has shown what they owed"),
)
LEADERS = {"set": "when a member leads", "facilitator": "when a facilitator leads"}


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled text; either part may be empty. `deep` lines belong to the line before them."""

    label: str
    text: str
    deep: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Lines below one heading."""

    title: str
    lines: tuple[Line, ...]


def sections(one: Entry) -> tuple[Section, ...]:
    """Everything that a pattern says, section by section; empty ones are left out."""
    pattern = one.pattern
    parts = [Section("", (Line("", pattern.purpose),)), *_frame(one)]
    if isinstance(pattern, Session):
        parts += _session(pattern)
    if isinstance(pattern, PracticeCycle):
        parts += _cycle(pattern)
    if isinstance(pattern, PromptBank):
        parts += _bank(pattern)
    if isinstance(pattern, TaskPattern):
        parts += _task(pattern)
    remedies = [Line(f"{each.situation}:", each.do) for each in pattern.remedies]
    parts += [
        Section("What comes of it", tuple(Line(f"{each.title}:", ", ".join(each.columns)) for each in pattern.outputs)),
        Section("If something goes wrong", tuple(remedies)),
        *_evidence(pattern),
        Section("Words in braces are filled in from your program", tuple(_placeholders(pattern))),
    ]
    return tuple(
        Section(part.title, tuple(Line(line.label, " ".join(line.text.split()), line.deep) for line in part.lines))
        for part in parts
        if part.lines
    )


def _placeholders(pattern: Pattern) -> Iterator[Line]:
    used = {name.partition(":")[0] for text in texts(pattern) for name in names_in(text)}
    yield from (Line(f"{{{name}}}:", means) for name, means in PLACEHOLDERS.items() if name in used)


def texts(value: object) -> Iterator[str]:
    """Every text in a pattern or a part of one, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name != "at":
                yield from texts(getattr(value, each.name))


def _frame(one: Entry) -> Iterator[Section]:
    pattern = one.pattern
    yield Section(
        "In short",
        (
            Line("Strategy:", TITLES[pattern.strategy]),
            Line("For:", people(pattern.group)),
            Line("Takes:", takes(pattern)),
            Line("Works:", ", ".join(mode.replace("-", " ") for mode in pattern.modes)),
            Line("Asks for:", f"level “{pattern.level}”, learning by {pattern.learning_type}"),
            Line("When:", pattern.when),
            Line("When not:", pattern.when_not),
        ),
    )
    yield Section("What you need", _listed(pattern.materials))


def _session(one: Session) -> Iterator[Section]:
    often = dict(one.counts)
    yield Section("Who does what", tuple(Line(f"{each.title}:", each.does) for each in one.roles))
    yield Section("Rules", tuple(Line(f"{each.title}:", each.text) for each in one.rules))
    yield Section("If the program names none", (*_asked(one.question, "Question:"), *_sides(one)))
    yield Section("Before", _duties(one.before))
    yield Section(f"Steps ({one.minutes.default} minutes)", _steps(one.steps, often))
    yield Section("The break of a long meeting", _steps((one.pause,), {}) if one.pause else ())
    yield Section("After", _duties(one.after))
    yield Section("Open questions", tuple(_questions(one)))
    if one.converge is not None:
        total = sum(each.minutes for each in one.converge.steps)
        said = (
            Line("Who comes:", one.converge.who),
            Line("Who decides:", one.converge.decides),
            Line("Dissent:", one.converge.dissent),
            Line("Where it goes:", one.converge.publish),
        )
        yield Section(f"From many groups to one ({total} minutes)", (*said, *_steps(one.converge.steps, {})))


def _sides(one: Session) -> tuple[Line, ...]:
    lenses = (Line("Lenses:", "; ".join(one.lenses)),) if one.lenses else ()
    return (*lenses, *(Line("Case:", each) for each in one.cases))


def _questions(one: Session) -> Iterator[Line]:
    kinds = {each.id: each.words for each in kinds_of(one)}
    for each in one.questions:
        if not each.fits:
            yield Line("", each.ask)
    for name, words in kinds.items():
        fitting = [each.ask for each in one.questions if name in each.fits]
        if fitting:
            yield Line(f"For {name} ({', '.join(words[:4])} …):", "")
            yield from (Line("", ask, 1) for ask in fitting)


def _cycle(one: PracticeCycle) -> Iterator[Section]:
    yield Section(
        "If the program does not say", (*_asked(one.practise, "Practise:"), *_asked(one.instead, "Or instead:"))
    )
    yield Section("Who does what", tuple(Line(f"{each.title}:", each.does) for each in one.roles))
    yield Section(f"Steps ({one.minutes.default} minutes)", _steps(one.steps, {}))
    yield Section("The plan's form", _form(one.form))
    yield Section("Looking back", tuple(Line(f"{each.id}:", each.ask) for each in one.prompts))
    privacy = [Line(f"{each.title} ({each.id}):", each.text) for each in one.privacy]
    yield Section("Other people's privacy", (*privacy, *_asked(one.opt_out, "To decline:")))


def _bank(one: PromptBank) -> Iterator[Section]:
    lines: list[Line] = []
    for each in one.prompts:
        lines += [
            Line(f"{each.id}:", each.ask),
            Line("Whom to ask:", each.whom, 1),
            Line(f"What comes back ({each.returns}):", each.back, 1),
        ]
    yield Section(f"Questions about {one.dimension.replace('-', ' ')}", tuple(lines))
    yield Section("What to look at", _listed(one.checklist))


def _task(one: TaskPattern) -> Iterator[Section]:
    yield Section("The task", (Line("Do:", one.do), Line("Or instead:", one.instead)))
    yield Section("What good looks like", _listed(one.good))
    yield Section(f"Template of a {one.thing}", _form(one.template))
    yield Section(f"A {one.thing} filled in", _form(one.exemplar))


def _steps(steps: Iterable[Step], often: dict[str, int]) -> tuple[Line, ...]:
    lines: list[Line] = []
    steps = tuple(steps)
    titles = {one.id: one.title for one in steps}
    for one in steps:
        about = [f"{one.minutes} minutes" if one.minutes != 1 else "1 minute"]
        if one.per:
            about.append(f"for each {one.per.replace('-', ' ')}, {often.get(one.per, 1)} as a rule")
        if one.only:
            about.append(MEETINGS[one.only])
        if one.instead_of:
            about.append(f"in place of “{titles[one.instead_of]}”")
        if one.may_drop:
            about.append("may be left out")
        lines.append(Line(f"{one.title} ({'; '.join(about)})", ""))
        lines += _words(Words(one.say, one.do, one.watch), 1)
        for name, where in VARIANTS:
            words = getattr(one, name)
            if words is not None:
                lines.append(Line(f"{where}:", "", 1))
                lines += _words(words, 2)
    return tuple(lines)


def _words(words: Words, deep: int) -> Iterator[Line]:
    if words.say:
        yield Line("Say:", _spoken(words.say), deep)
    if words.do:
        yield Line("Do:", words.do, deep)
    yield from (_sign(each, deep) for each in words.watch)


def _sign(one: Sign, deep: int) -> Line:
    return Line("Watch for:", f"{one.sign.rstrip('.')} → {_spoken(one.say)}", deep)


def _spoken(text: str) -> str:
    """Words to read out, in quotation marks; marks inside become single ones."""
    inner = " ".join(text.split()).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def _form(parts: tuple[Heading, ...]) -> tuple[Line, ...]:
    return tuple(Line(f"{each.title}:", each.text or each.ask) for each in parts)


def _asked(text: str, label: str) -> tuple[Line, ...]:
    return (Line(label, text),) if text else ()


def _listed(texts: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line("", each) for each in texts)


def _duties(duties: tuple[Duty, ...]) -> tuple[Line, ...]:
    lines = []
    for one in duties:
        about = [words for words in (MEETINGS.get(one.only), LEADERS.get(one.led_by)) if words]
        label = ", ".join(about)
        lines.append(Line(f"{label[:1].upper()}{label[1:]}:" if label else "", one.do))
    return tuple(lines)


def _evidence(pattern: Pattern) -> Iterator[Section]:
    lines = [Line("Weight:", f"{pattern.tier}, {TIERS[pattern.tier]}")]
    lines += [source_line(each) for each in pattern.sources]
    lines += _asked(pattern.reference, "Also:")
    yield Section("Where it comes from", tuple(lines))
    counter = (
        *_asked(pattern.counter, ""),
        *(_above(each) if each in pattern.sources else source_line(each) for each in pattern.counter_sources),
    )
    yield Section("What speaks against it, or is not known", counter)


def _above(name: str) -> Line:
    return Line(f"[{name}]", "See above.")


def source_line(name: str) -> Line:
    """A source by its key, with its weight, what it found and where it is to be had."""
    one = evidence().source(name)
    kind = f"{one.tier}, goes together, no cause" if one.correlational else one.tier
    return Line(f"[{name}] {kind}.", " ".join(text for text in (one.says, one.text, one.url) if text))
