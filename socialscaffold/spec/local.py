"""How a place says it: `{region}` and `{fact:ID}` filled in, and what the place's overlay says differently.

A build of one region speaks with that region's voice. Where several are built at once, what goes to everyone says
“your area” and gives each fact with the region in which it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span
from socialscaffold.patterns.placeholders import unknown_in
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.program import Activity, Channel, Managers, Module, Moment, Program
from socialscaffold.spec.quiz import Quiz
from socialscaffold.spec.region import Region, Replace
from socialscaffold.spec.strategies import Cycle, Prompt, Round, Strategies, Task

ANYWHERE = "your area"
_PLACEHOLDER = re.compile(r"\{(region|fact:([A-Za-z0-9_.-]+))\}")
# In Markdown, code and addresses are nobody's words.
_NOT_WORDS = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]+`|\]\([^)\n]*\)|<[^>\n]*>|https?://\S+)", re.DOTALL)
Change = Callable[[str, Span], str]


@dataclass(frozen=True, slots=True)
class Voice:
    """What fills the placeholders, and words that stand in for others, as (ours, theirs)."""

    region: str = ANYWHERE
    facts: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    channels: tuple[tuple[str, str], ...] = ()

    def say(self, text: str) -> str:
        """`text` as it is said here. What is filled in is not looked at again."""
        facts = dict(self.facts)
        parts = []
        end = 0
        for hit in _PLACEHOLDER.finditer(text):
            parts.append(self._said(text[end : hit.start()]))
            parts.append(facts.get(hit[2], f"({hit[2]}: to be found out)") if hit[2] else self.region)
            end = hit.end()
        return "".join((*parts, self._said(text[end:])))

    def say_markdown(self, text: str) -> str:
        """The same for an article: what stands in code and in addresses stays."""
        return "".join(part if number % 2 else self.say(part) for number, part in enumerate(_NOT_WORDS.split(text)))

    def _said(self, text: str) -> str:
        if not self.words or not text:
            return text
        theirs = {ours.casefold(): other for ours, other in self.words}
        longest = sorted(theirs, key=lambda one: (-len(one), one))
        known = re.compile(rf"(?<!\w)({'|'.join(re.escape(one) for one in longest)})(?!\w)", re.IGNORECASE)

        def other(hit: re.Match[str]) -> str:
            found = theirs[hit[0].casefold()]
            return found[:1].upper() + found[1:] if hit[0][:1].isupper() else found

        return known.sub(other, text)


def voice_of(regions: tuple[Region, ...], here: str) -> Voice:
    """The voice of the region `here` (its short name), or of all of them where it is empty."""
    one = next((each for each in regions if each.region == here), None)
    if one is not None:
        said = one.replace
        words = (*said.words, *said.examples, *said.contacts, *said.media, *said.dates)
        return Voice(one.name, one.facts, words, said.channels)
    known = dict.fromkeys(name for each in regions for name, _ in each.facts)
    facts = tuple(
        (name, "; ".join(f"{dict(each.facts)[name]} ({each.name})" for each in regions if name in dict(each.facts)))
        for name in known
    )
    return Voice(facts=facts)


def only_region(program: Program, asked: tuple[str, ...] | None) -> str:
    """The short name of the region that is spoken to where there is only one; else empty."""
    listed = program.strategies.localization.regions
    regions = listed if asked is None else tuple(one for one in listed if one in asked)
    return regions[0] if len(regions) == 1 else ""


def with_channels(program: Program, voice: Voice) -> Program:
    """The program with the channels of this place; the address of one that is replaced is no longer known."""
    theirs = dict(voice.channels)
    channels = tuple(
        (name, Channel(title=theirs[name], kind=one.kind, at=one.at) if name in theirs else one)
        for name, one in program.channels
    )
    return replace(program, channels=channels)


def in_voice(program: Program, voice: Voice) -> Program:
    """The program as it is said here. Messages and outcomes stay word for word, and each prompt has a voice of its
    own for every region."""
    said = each_text(program, lambda text, _: voice.say(text))
    prompts = program.strategies.localization.prompts
    strategies = replace(said.strategies, localization=replace(said.strategies.localization, prompts=prompts))
    return replace(said, strategies=strategies)


def quiz_in_voice(quiz: Quiz, voice: Voice) -> Quiz:
    """A quiz as it is asked here; an answer in our words counts as well as one in theirs."""
    return replace(
        quiz,
        title=voice.say(quiz.title),
        questions=tuple(
            replace(
                one,
                ask=voice.say(one.ask),
                answers=tuple(
                    replace(each, text=voice.say(each.text), feedback=voice.say(each.feedback)) for each in one.answers
                ),
                steps=tuple(voice.say(each) for each in one.steps),
                accept=tuple(dict.fromkeys((*one.accept, *(voice.say(each) for each in one.accept)))),
                feedback=replace(
                    one.feedback, right=voice.say(one.feedback.right), wrong=voice.say(one.feedback.wrong)
                ),
            )
            for one in quiz.questions
        ),
    )


# The texts of each record that people read, by its fields; what is not here is an id, a name or a number.
_TEXTS: dict[type, tuple[str, ...]] = {
    Activity: ("title", "live", "do", "instead"),
    Module: ("title",),
    Moment: ("do", "ask"),
    Round: ("question", "lenses", "cases"),
    Task: ("do", "instead", "good"),
    Prompt: ("ask", "whom", "back"),
}


def each_text(program: Program, change: Change) -> Program:
    """The program with `change` made to every text in which a placeholder may stand, given with its place."""

    def made(record: Any) -> Any:
        changed: dict[str, Any] = {}
        for name in _TEXTS[type(record)]:
            value = getattr(record, name)
            span = record.at.of(name.replace("_", "-"))
            if isinstance(value, str):
                changed[name] = change(value, span)
            elif isinstance(value, tuple):
                changed[name] = tuple(change(one, span) for one in value)
        return replace(record, **changed)

    def cycle(one: Cycle) -> Cycle:
        if one.practise is None:  # not written yet; the reader has told it
            return one
        practise = replace(
            one.practise,
            do=change(one.practise.do, one.practise.at.of("do")),
            instead=change(one.practise.instead, one.practise.at.of("instead")),
        )
        return replace(one, practise=practise)

    strategies = program.strategies
    managers = {
        name: made(moment)
        for name in (each.name for each in fields(Managers) if each.name != "at")
        if (moment := getattr(program.managers, name)) is not None
    }
    return replace(
        program,
        summary=change(program.summary, program.at.of("summary")),
        modules=tuple(
            replace(made(one), activities=tuple(made(each) for each in one.activities)) for one in program.modules
        ),
        managers=replace(program.managers, **managers),
        strategies=_strategies(strategies, made, cycle),
    )


def _strategies(said: Strategies, made: Callable[[Any], Any], cycle: Callable[[Cycle], Cycle]) -> Strategies:
    return replace(
        said,
        sense_making=replace(said.sense_making, rounds=tuple(made(one) for one in said.sense_making.rounds)),
        application=replace(said.application, cycles=tuple(cycle(one) for one in said.application.cycles)),
        localization=replace(said.localization, prompts=tuple(made(one) for one in said.localization.prompts)),
        engagement=replace(said.engagement, tasks=tuple(made(one) for one in said.engagement.tasks)),
    )


def unknown_placeholders(program: Program, regions: tuple[Region, ...]) -> list[Diagnostic]:
    """A finding for each name in braces that nothing fills, and each fact that was meant to be another."""
    known = tuple(dict.fromkeys(name for each in regions for name, _ in each.facts))
    found: list[Diagnostic] = []

    def look(text: str, span: Span) -> str:
        found.extend(unfilled(text, span, known))
        return text

    each_text(program, look)
    return found


def unfilled(text: str, span: Span, facts: tuple[str, ...]) -> list[Diagnostic]:
    """The same for one text; `facts` are those that some region knows."""
    if "{" not in text:
        return []
    found = [replace(one, code="SS-YAML-006") for one in unknown_in(text, span, ("region", "fact"))]
    for hit in _PLACEHOLDER.finditer(text):
        guess = did_you_mean(hit[2], facts) if hit[2] and hit[2] not in facts else None
        if guess:
            seen = f"No region knows the fact `{hit[2]}`."
            found.append(error("SS-YAML-006", seen, f"Did you mean `{{fact:{guess}}}`?", span))
    return found


def unfilled_in_article(text: str, file: str, facts: tuple[str, ...]) -> Iterator[Diagnostic]:
    """The same for an article, line by line; code and addresses are left alone."""
    line = 1
    for number, part in enumerate(_NOT_WORDS.split(text)):
        for offset, each in enumerate(part.split("\n") if number % 2 == 0 else ()):
            yield from unfilled(each, Span(file, line + offset, 1), facts)
        line += part.count("\n")


def not_free(program: Program, overlay: Region) -> Iterator[Diagnostic]:
    """A finding for each kind of thing that an overlay replaces and the program keeps, and each unknown channel."""
    free = program.strategies.localization.free
    said = overlay.replace
    for one in (each.name for each in fields(Replace) if each.name != "at"):
        if getattr(said, one) and one not in free:
            seen = f"`{overlay.region}` replaces {one}, which the program does not leave to its regions."
            lists = f"It lists {', '.join(free)}." if free else "It lists nothing under `free:`."
            hint = f"{lists} Add `{one}` to `localization: {{free: [...]}}`, or take it out here."
            yield error("SS-LOC-007", seen, hint, said.at.of(one))
    channels = [name for name, _ in program.channels]
    for name, _ in said.channels:
        if name not in channels:
            guess = did_you_mean(name, channels)
            hint = f"Did you mean `{guess}`?" if guess else f"There are: {', '.join(channels) or 'none'}."
            seen = f"`{name}` is not a channel of this program."
            yield error("SS-YAML-003", seen, hint, said.at.of("channels"))
