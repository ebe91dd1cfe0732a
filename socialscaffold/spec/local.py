"""How a place says it: `{region}` and `{fact:ID}` filled in, and what the place's overlay says differently.

A build of one region speaks with that region's voice. Where several are built at once, what goes to everyone says
“your area” and gives each fact with the region in which it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from socialscaffold.diagnostics import Diagnostic, error, warn
from socialscaffold.marks import Span
from socialscaffold.patterns.placeholders import unknown_in
from socialscaffold.source.kinds import Text
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.program import Activity, Channel, Managers, Module, Moment, Program
from socialscaffold.spec.quiz import Quiz
from socialscaffold.spec.region import LocalChannel, Region, Replace
from socialscaffold.spec.strategies import Cycle, Prompt, Round, Strategies, Task
from socialscaffold.spec.voice import NOT_WORDS, PLACEHOLDER, Voice, like_a_file

Change = Callable[[str, Span], str]


def only_region(program: Program, asked: tuple[str, ...] | None) -> str:
    """The short name of the region that is spoken to where there is only one; else empty."""
    listed = program.strategies.localization.regions
    regions = listed if asked is None else tuple(one for one in listed if one in asked)
    return regions[0] if len(regions) == 1 else ""


def in_place(program: Program, overlay: Region | None) -> Program:
    """The program with the channels and the files of this place.

    The address of a channel that is replaced without one is no longer known. A path has the place at which the overlay
    says it, so that a missing file is told there.
    """
    if overlay is None:
        return program
    channels = tuple((name, _channel(one, dict(overlay.replace.channels).get(name))) for name, one in program.channels)
    theirs = {ours: Text(said.say, said.at.span) for _, ours, said in overlay.replace.sayings if like_a_file(ours)}
    program = replace(program, channels=channels)
    return _with_files(program, theirs) if theirs else program


def _channel(ours: Channel, theirs: LocalChannel | None) -> Channel:
    return Channel(theirs.title, theirs.kind or ours.kind, theirs.url, ours.at) if theirs else ours


def _with_files(program: Program, theirs: dict[str, Text]) -> Program:
    def other(path: Text | None) -> Text | None:
        return theirs.get(path.text, path) if path is not None else None

    modules = tuple(
        replace(
            one,
            activities=tuple(
                replace(each, read=other(each.read), watch=other(each.watch), transcript=other(each.transcript))
                for each in one.activities
            ),
        )
        for one in program.modules
    )
    said = program.strategies
    tasks = tuple(
        replace(one, template=other(one.template), exemplar=other(one.exemplar)) for one in said.engagement.tasks
    )
    library = tuple((name, replace(one, first=other(one.first))) for name, one in said.engagement.library)
    engagement = replace(said.engagement, tasks=tasks, library=library)
    return replace(program, modules=modules, strategies=replace(said, engagement=engagement))


def in_voice(program: Program, voice: Voice) -> Program:
    """The program as it is said here. Messages and outcomes stay word for word, and each prompt has a voice of its
    own for every region."""
    said = each_text(program, lambda text, _: voice.say(text, explain=True), lambda text, _: voice.say(text))
    prompts = program.strategies.localization.prompts
    strategies = replace(said.strategies, localization=replace(said.strategies.localization, prompts=prompts))
    return replace(said, strategies=strategies)


def quiz_in_voice(quiz: Quiz, say: Callable[[str], str]) -> Quiz:
    """A quiz as `say` says it here; an answer in our words counts as well as one in theirs."""
    return replace(
        quiz,
        title=say(quiz.title),
        questions=tuple(
            replace(
                one,
                ask=say(one.ask),
                answers=tuple(replace(each, text=say(each.text), feedback=say(each.feedback)) for each in one.answers),
                steps=tuple(say(each) for each in one.steps),
                accept=tuple(dict.fromkeys((*one.accept, *(say(each) for each in one.accept)))),
                feedback=replace(one.feedback, right=say(one.feedback.right), wrong=say(one.feedback.wrong)),
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


# Of these, what is no sentence.
_TITLES = ("title", "live", "lenses", "cases")


def each_text(program: Program, change: Change, titles: Change | None = None) -> Program:
    """The program with `change` made to every text in which a placeholder may stand, given with its place.

    `titles` is made to those that are no sentences instead, where it is given.
    """

    def made(record: Any) -> Any:
        changed: dict[str, Any] = {}
        for name in _TEXTS[type(record)]:
            value = getattr(record, name)
            if not value:
                continue
            span = record.at.of(name.replace("_", "-"))
            how = titles if titles and name in _TITLES else change
            other = how(value, span) if isinstance(value, str) else tuple(how(one, span) for one in value)
            if other != value:
                changed[name] = other
        return replace(record, **changed) if changed else record

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
    for hit in PLACEHOLDER.finditer(text):
        guess = did_you_mean(hit[2], facts) if hit[2] and hit[2] not in facts else None
        if guess:
            seen = f"No region knows the fact `{hit[2]}`."
            found.append(error("SS-YAML-006", seen, f"Did you mean `{{fact:{guess}}}`?", span))
    return found


def unfilled_in_article(text: str, file: str, facts: tuple[str, ...]) -> Iterator[Diagnostic]:
    """The same for an article, line by line; code and addresses are left alone."""
    if "{" not in text:
        return
    line = 1
    for number, part in enumerate(NOT_WORDS.split(text)):
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


def unknown_messages(program: Program, overlay: Region) -> Iterator[Diagnostic]:
    """A finding for each message that an overlay speaks of and the program does not have, or not in that revision."""
    known = {name: one.revision for name, one in program.messages}
    for name, revision in overlay.based_on:
        if name in known and revision > known[name]:
            seen = (
                f"`{overlay.region}` was written against revision {revision} of `{name}`, and the program has come to"
                f" {known[name]}."
            )
            hint = (
                "Correct the number, or nobody will see when this file is behind; or is a newer program not here yet?"
            )
            yield warn("SS-LOC-019", seen, hint, overlay.at.of(f"based-on.{name}"))
    for key, said in (("based-on", overlay.based_on), ("messages", overlay.messages)):
        for name, _ in said:
            if name not in known:
                guess = did_you_mean(name, known)
                hint = f"Did you mean `{guess}`?" if guess else f"There are: {', '.join(known) or 'none'}."
                yield error("SS-YAML-003", f"`{name}` is no message of this program.", hint, overlay.at.of(key))


def all_texts(program: Program, quizzes: Iterable[Quiz]) -> tuple[str, ...]:
    """Every text and every path of a program and its quizzes that a place may say otherwise."""
    texts: list[str] = []

    def keep(text: str) -> str:
        texts.append(text)
        return text

    each_text(program, lambda text, _: keep(text))
    for one in quizzes:
        quiz_in_voice(one, keep)
    for module in program.modules:
        for each in module.activities:
            texts += [path.text for path in (each.read, each.watch, each.transcript) if path]
    engagement = program.strategies.engagement
    for task in engagement.tasks:
        texts += [path.text for path in (task.template, task.exemplar) if path]
    texts += [shelf.first.text for _, shelf in engagement.library if shelf.first]
    return tuple(texts)


def unplaced(
    overlays: Iterable[Region], texts: Iterable[str], translated: Callable[[str], Iterable[str]]
) -> Iterator[Diagnostic]:
    """A finding for each replacement of something that stands nowhere in the program, its quizzes and articles.

    A region may name a word of its own language, too: `translated` gives the program's texts in that one.
    """
    folded = "\n".join(texts).casefold()
    told: set[Span] = set()
    theirs: dict[str, str] = {}
    for overlay in overlays:
        for kind, ours, said in overlay.replace.sayings:
            if ours.casefold() in folded or said.at.span in told:
                continue
            if overlay.language not in theirs:
                found = translated(overlay.language) if overlay.language else ()
                theirs[overlay.language] = "\n".join(found).casefold()
            if ours.casefold() in theirs[overlay.language]:
                continue
            told.add(said.at.span)
            seen = f"Nothing in the program says `{ours}`, so its replacement changes nothing."
            hint = f"Write it as the program does, or take it out of `{kind}`."
            yield warn("SS-LOC-014", seen, hint, said.at.span)
