"""A program's folder, read: program, regions, cohort, quizzes; every mistake told in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error, has_errors
from socialscaffold.marks import Span
from socialscaffold.patterns.shelves import Shelves, read_shelves
from socialscaffold.source.gate import Gate
from socialscaffold.source.kinds import Text
from socialscaffold.source.records import Reading, Unread, read_record
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.yaml_elsewhere import changed_elsewhere
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.inherit import whole_region
from socialscaffold.spec.local import (
    all_texts,
    in_place,
    not_free,
    only_region,
    quiz_in_voice,
    unknown_messages,
    unknown_placeholders,
)
from socialscaffold.spec.patterns import unknown_patterns
from socialscaffold.spec.program import Program
from socialscaffold.spec.quiz import Quiz
from socialscaffold.spec.references import check_program
from socialscaffold.spec.region import Region
from socialscaffold.spec.translation import Translation, language_here, read_translation, texts_of
from socialscaffold.spec.voice import voice_of
from socialscaffold.words.tongues import speech

if TYPE_CHECKING:
    from socialscaffold.spec.people import Lead, Learner
    from socialscaffold.spec.sets_file import Circles, SeatedSet

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that one build reads, typed."""

    program: Program
    regions: tuple[Region, ...] = ()
    credited: tuple[Region, ...] = ()
    """Those that are not built and that a story of the program is credited to."""
    cohort: Cohort | None = None
    quizzes: tuple[tuple[str, Quiz], ...] = ()
    sets: tuple[SeatedSet, ...] = ()
    roster: tuple[Learner, ...] = ()
    leads: tuple[Lead, ...] = ()
    circles: Circles = ()
    shelves: Shelves = Shelves()
    here: str = ""
    asked: tuple[str, ...] | None = None
    texts: tuple[str, ...] = ()
    """Everything that the program and its quizzes say, as the author wrote it."""
    translation: Translation = Translation()
    said: tuple[tuple[str, str], ...] = ()
    """What of the program and its quizzes is to be translated, as (key, text); none in its own language."""

    def quiz(self, path: str) -> Quiz | None:
        """The quiz of a path as the program writes it, where it could be read."""
        return dict(self.quizzes).get(path)


def load(
    gate: Gate,
    name: str = "program.yaml",
    cohort: str | None = None,
    regions: tuple[str, ...] | None = None,
    *,
    seated: bool = True,
    language: str | None = None,
) -> tuple[Sources | None, tuple[Diagnostic, ...]]:
    """The program `name` in the gate's folder, with its regions and, when asked for, one cohort.

    With `seated` false the file of sets is not read, for it is about to be made. `language` is one to say it all in
    that is not the program's own; where none is named a region that stands alone has its own.

    `regions` narrows the overlays to those named (None: all that have a file). The result is None where the
    program itself could not be read.
    """
    found: list[Diagnostic] = []
    program = _file(gate, name, Program, "a program", found)
    if program is None:
        return None, tuple(_no_program(one) if one.code == "SS-FILE-001" else one for one in found)
    found += check_program(program, name)
    overlays = _regions(gate, program, regions, found)
    here = only_region(program, regions)
    overlay = next((one for one in overlays if one.region == here), None)
    if language is None:
        language, told = language_here(gate, program, overlay)
        found += told
    translation, told = read_translation(gate, program, language)
    found += told
    said_by_program = texts_of(program) if translation.language else ()
    plain, program = program, translation.program(program)
    shelves, told = read_shelves(gate, program.patterns, program.language)
    found += [*told, *unknown_patterns(program, shelves)]
    found += unknown_placeholders(program, overlays)
    run = _cohort(gate, program, cohort, found) if cohort else None
    program = in_place(program, overlay)
    voice = voice_of(overlays, here, speech(program.language), translation.terms)
    asked = _quizzes(gate, program, found)
    texts = all_texts(plain, (quiz for _, quiz in asked)) if overlays else ()
    quizzes = tuple((path, quiz_in_voice(translation.quiz(path, quiz), voice.say)) for path, quiz in asked)
    sources = Sources(
        program=program,
        regions=overlays,
        credited=_credited(gate, program, regions),
        cohort=run,
        quizzes=quizzes,
        shelves=shelves,
        here=here,
        asked=regions,
        texts=texts,
        translation=translation,
        said=(*said_by_program, *(one for path, quiz in asked for one in texts_of(quiz, path)))
        if translation.language
        else (),
    )
    if run is not None:
        sources = _with_people(sources, run, gate, found, seated=seated)
    return sources, tuple(found)


def _no_program(one: Diagnostic) -> Diagnostic:
    """The same for somebody who stands in another folder, or has no program yet."""
    return replace(one, hint="Name the folder of your program, or make one: `socialscaffold new my-program`.")


def _with_people(sources: Sources, run: Cohort, gate: Gate, found: list[Diagnostic], *, seated: bool) -> Sources:
    """The same with the people of a cohort; only a cohort needs what reads tables."""
    from socialscaffold.spec.people import read_leads
    from socialscaffold.spec.roster import read_roster
    from socialscaffold.spec.sets_file import SetsFile, read_sets

    strategies = sources.program.strategies
    form = strategies.support_network.sets.form
    leads = read_leads(gate, run, form, found)
    roster = read_roster(gate, run, form, found, leads)
    rounds = tuple(one.id for one in strategies.sense_making.rounds)
    seats = read_sets(gate, run, roster, found, rounds) if seated else SetsFile()
    return replace(sources, roster=roster, leads=leads.people, sets=seats.sets, circles=seats.circles)


def _file(
    gate: Gate, path: str, record: type[T], what: str, found: list[Diagnostic], span: Span | None = None
) -> T | None:
    data, told = gate.read_bytes(path, span)
    found += told
    if data is None:
        return None
    as_key: Any = record
    value, told = _parsed(data, path, as_key, what)
    found += told
    return value if isinstance(value, record) else None


@lru_cache(maxsize=64)
def _parsed(data: bytes, path: str, record: Any, what: str) -> tuple[object, tuple[Diagnostic, ...]]:
    """A file as a record (or None) and its mistakes. A build of a thousand regions reads one program a thousand times:
    the same bytes make the same record, which is frozen."""
    node, told = read_yaml(data, path)
    if node is None:
        return None, told
    reading = Reading()
    value = read_record(record, node, reading, what)
    notes = () if has_errors(reading.found) else changed_elsewhere(node)
    return (None if isinstance(value, Unread) else value), (*told, *reading.found, *notes)


def named_files(gate: Gate, folder: str) -> dict[str, str]:
    """The YAML files of a folder of the program, by their names without the ending."""
    return {path.rpartition("/")[2].removesuffix(".yaml"): path for path in gate.files(folder, ".yaml")}


def _regions(
    gate: Gate, program: Program, asked: tuple[str, ...] | None, found: list[Diagnostic]
) -> tuple[Region, ...]:
    """The overlays of the regions asked for, with what each has from above; a file is read and told of once."""
    listed = program.strategies.localization.regions
    overlays: list[Region] = []
    there = named_files(gate, "regions")
    files: dict[str, Region | None] = {}

    def file(name: str) -> Region | None:
        if name not in files:
            files[name] = _overlay(gate, program, name, there[name], found)
        return files[name]

    for name in asked or ():
        if name not in listed:
            hint = f"The program lists {', '.join(listed) or 'no regions'}."
            found.append(error("SS-YAML-003", f"The program has no region `{name}`.", hint))
    for name in listed:
        if asked is not None and name not in asked:
            continue
        if name not in there:
            # A region may do without a file; a link or a name in other capitals was meant to be one.
            found += [one for one in gate.read_bytes(f"regions/{name}.yaml")[1] if one.code != "SS-FILE-001"]
            continue
        overlay = file(name)
        if overlay is not None:
            overlays.append(whole_region(overlay, file, tuple(there), found))
    return tuple(overlays)


def _credited(gate: Gate, program: Program, asked: tuple[str, ...] | None) -> tuple[Region, ...]:
    """The other regions' files that the program's stories need for a name and for what still stands there.

    What is wrong in them is told where they are built.
    """
    if asked is None:
        return ()
    listed = program.strategies.localization.regions
    named = dict.fromkeys(name for one in program.strategies.localization.stories for name in one.regions)
    there = named_files(gate, "regions")
    files = (
        _file(gate, there[name], Region, "a region", [])
        for name in named
        if name in listed and name in there and name not in asked
    )
    return tuple(one for one in files if one is not None)


def _overlay(gate: Gate, program: Program, name: str, path: str, found: list[Diagnostic]) -> Region | None:
    """One file of `regions/`, held against the program."""
    overlay = _file(gate, path, Region, "a region", found)
    if overlay is None:
        return None
    if overlay.region != name:
        seen = f"This file says it is for `{overlay.region}`, but is called `{name}.yaml`."
        hint = "The file's name and its `region:` must agree."
        found.append(error("SS-YAML-003", seen, hint, overlay.at.of("region")))
    _same_program(program, overlay.program, overlay.at.of("program"), found)
    prompts = {one.id for one in program.strategies.localization.prompts}
    for answer in overlay.answers:
        if prompts and answer.prompt.text and answer.prompt.text not in prompts:
            seen = f"`{answer.prompt}` is no prompt of this program."
            hint = f"Its prompts: {', '.join(sorted(prompts))}."
            found.append(error("SS-YAML-003", seen, hint, answer.prompt.span))
    found += _told_apart(overlay)
    found += not_free(program, overlay)
    found += unknown_messages(program, overlay)
    return overlay


def _told_apart(overlay: Region) -> Iterator[Diagnostic]:
    """A finding for each answer without words, and for each id that stands twice."""
    seen: set[str] = set()
    for one in overlay.answers:
        if not one.text and one.status != "withdrawn":
            hint = "Write what came back under `text:`, or delete the answer. Only a withdrawn one has no words."
            yield error("SS-YAML-005", f"The answer `{one.id}` has no `text`.", hint, one.at.span)
        if one.id in seen:
            yield error("SS-YAML-003", f"Two answers are called `{one.id}`.", "Give one another id.", one.at.of("id"))
        seen.add(one.id)


def _cohort(gate: Gate, program: Program, name: str, found: list[Diagnostic]) -> Cohort | None:
    path = name if name.endswith(".yaml") else f"cohorts/{name}.yaml"
    there = named_files(gate, "cohorts")
    if not name.endswith(".yaml") and path not in there.values():
        guess = did_you_mean(name, there)
        listed = f"There are: {', '.join(there)}." if there else f"Write one into `{path}`."
        hint = f"Did you mean `{guess}`?" if guess else listed
        found.append(error("SS-CAL-012", f"There is no cohort `{name}`.", hint, Span("cohorts")))
        return None
    cohort = _file(gate, path, Cohort, "a cohort", found)
    if cohort is None:
        return None
    _same_program(program, cohort.program, cohort.at.of("program"), found)
    if cohort.start and cohort.start.weekday() != 0:
        seen = f"{cohort.start.isoformat()} is a {cohort.start:%A}."
        hint = "`start` is the Monday of week 1: everything else is counted in weeks from it."
        found.append(error("SS-CAL-001", seen, hint, cohort.at.of("start")))
    return cohort


def _same_program(program: Program, said: str, span: Span, found: list[Diagnostic]) -> None:
    if said and said != program.id:
        seen = f"This file belongs to the program `{said}`, not to `{program.id}`."
        found.append(error("SS-YAML-003", seen, "Correct the id, or take the file of this program.", span))


def _quizzes(gate: Gate, program: Program, found: list[Diagnostic]) -> tuple[tuple[str, Quiz], ...]:
    quizzes: dict[str, Quiz] = {}
    for module in program.modules:
        for one in module.activities:
            if not isinstance(one.quiz, Text) or one.quiz.text in quizzes:
                continue
            told: list[Diagnostic] = []
            quiz = _file(gate, one.quiz.text, Quiz, "a quiz", told, one.quiz.span)
            if quiz is not None and not has_errors(told):
                told += _answerable(quiz)
                quizzes[one.quiz.text] = quiz
            found += told
    return tuple(quizzes.items())


def _answerable(quiz: Quiz) -> list[Diagnostic]:
    """Each kind of question has what it needs, and only one id each."""
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for one in quiz.questions:
        right = sum(choice.right for choice in one.answers)
        missing = {
            "single": len(one.answers) < 2 or right != 1,
            "multiple": len(one.answers) < 2 or right < 1,
            "true-false": one.answer is None,
            "ordering": len(one.steps) < 2,
            "short-text": not one.accept,
        }[one.kind]
        needs = {
            "single": "two or more `answers`, one of them with `right: true`",
            "multiple": "two or more `answers`, at least one with `right: true`",
            "true-false": "`answer: true` or `answer: false`",
            "ordering": "two or more `steps` in the right order",
            "short-text": "`accept`: a list of what counts as right",
        }[one.kind]
        if missing:
            seen_text = f"The question `{one.id}` can't be answered as it stands."
            found.append(error("SS-QUIZ-001", seen_text, f"A `{one.kind}` question needs {needs}.", one.at.span))
        if one.id in seen:
            found.append(
                error(
                    "SS-YAML-003",
                    f"Two questions are called `{one.id}`.",
                    "Give one another id.",
                    one.at.of("id"),
                )
            )
        seen.add(one.id)
    return found
