"""What only the whole program can tell: ids that stand twice, names that point nowhere, weeks beyond the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socialscaffold.diagnostics import Diagnostic, Mend, error
from socialscaffold.marks import Span
from socialscaffold.patterns.pattern import LEVELS
from socialscaffold.source.kinds import Text
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.urls import safe_url
from socialscaffold.spec.program import FORMS, Program

LADDERS = ("seed", "altimeter", "rosenblatt")


def check_program(program: Program, file: str) -> list[Diagnostic]:
    """Every finding that needs more than one place of the program."""
    found: list[Diagnostic] = []
    found += _twice(program)
    found += _regions(program)
    found += _dangling(program)
    found += _late(program)
    found += _activities(program)
    for _, channel in program.channels:
        if channel.url and safe_url(channel.url.text) is None:
            found.append(_bad_url(channel.url))
    if not program.audience.role:
        found.append(
            error(
                "SS-YAML-005",
                "The program does not say whom it is for.",
                "Add `audience: {role: …}`: what the learners are, in one phrase.",
                program.at.span,
            )
        )
    return found


def _bad_url(url: Text) -> Diagnostic:
    return error(
        "SS-LINK-001",
        f"`{url}` is not an address that a page may link to.",
        "Write the whole address, beginning with https://.",
        url.span,
    )


def ids_of(program: Program) -> Iterator[tuple[str, Span]]:
    """Everything that learners' records hang on: one id each over the whole program."""
    for module in program.modules:
        yield module.id, module.at.of("id")
        for activity in module.activities:
            yield activity.id, activity.at.of("id")
    strategies = program.strategies
    for part in (
        strategies.sense_making.rounds,
        strategies.application.cycles,
        strategies.localization.prompts,
        strategies.engagement.tasks,
    ):
        for one in part:
            yield one.id, one.at.of("id")


def _twice(program: Program) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for name, span in ids_of(program):
        if name and name in first:
            hint = f"Line {first[name].line} has it already. Learners' records hang on ids: give one another name."
            yield error("SS-YAML-003", f"The id `{name}` stands twice.", hint, span)
        first.setdefault(name, span)


def _regions(program: Program) -> Iterator[Diagnostic]:
    """A region names files, and some disks know no difference between `no.yaml` and `NO.yaml`."""
    said = program.strategies.localization
    seen: dict[str, str] = {}
    for name in said.regions:
        before = seen.get(name.casefold())
        if before is not None:
            what = f"The region `{name}` stands twice." if before == name else f"`{before}` and `{name}` are too alike."
            hint = "Regions name files, and on some disks capitals make no difference: give each a name of its own."
            yield error("SS-YAML-003", what, hint, said.at.of("regions"))
        seen[name.casefold()] = name


def _points(program: Program) -> Iterator[tuple[Text | None, str, Iterable[str]]]:
    """Each reference: the text, what it should name, and the names there are."""
    outcomes = [name for name, _ in program.outcomes]
    channels = [name for name, _ in program.channels]
    messages = [name for name, _ in program.messages]
    for module in program.modules:
        for activity in module.activities:
            for one in activity.outcomes:
                yield one, "an outcome", outcomes
            yield activity.channel, "a channel", channels
    strategies = program.strategies
    tasks = [task.id for task in strategies.engagement.tasks]
    shelves = [name for name, _ in strategies.engagement.library]
    challenge = strategies.support_network.sets.challenge
    yield challenge.outcome, "an outcome", outcomes
    if tasks:
        yield challenge.each_member_owes, "a task of the pyramid", tasks
    for meeting in strategies.sense_making.rounds:
        for one in meeting.outcomes:
            yield one, "an outcome", outcomes
        yield meeting.converge.publish_to, "a channel", channels
    for cycle in strategies.application.cycles:
        for one in cycle.outcomes:
            yield one, "an outcome", outcomes
    for prompt in strategies.localization.prompts:
        yield prompt.message, "a message", messages
    prompts = [one.id for one in strategies.localization.prompts]
    for story in strategies.localization.stories if prompts else ():
        yield story.prompt, "a local prompt", prompts
    for task in strategies.engagement.tasks:
        for one in task.outcomes:
            yield one, "an outcome", outcomes
        yield task.channel, "a channel", channels
        yield task.from_, "a library", shelves
    for _, shelf in strategies.engagement.library:
        yield shelf.made_by, "a task of the pyramid", tasks


def _mend(span: Span, guess: str | None) -> tuple[Mend, ...]:
    return (Mend(span, guess),) if guess else ()


def _dangling(program: Program) -> Iterator[Diagnostic]:
    for text, what, known in _points(program):
        names = list(known)
        if text is None or not text.text or text.text in names:
            continue
        guess = did_you_mean(text.text, names)
        there = f"There are: {', '.join(names)}." if names else "The program has none yet."
        hint = f"Did you mean `{guess}`?" if guess else there
        yield error("SS-YAML-003", f"`{text}` is not {what} of this program.", hint, text.span, _mend(text.span, guess))
    engagement = program.strategies.engagement
    levels = [level.id for level in engagement.levels] if engagement.pyramid == "own" else list(LEVELS)
    for task in engagement.tasks:
        if task.level not in levels:
            guess = did_you_mean(task.level, levels)
            hint = f"Did you mean `{guess}`?" if guess else f"From below: {', '.join(levels)}."
            seen = f"`{task.level}` is not a level of this pyramid."
            yield error("SS-YAML-003", seen, hint, task.at.of("level"), _mend(task.at.of("level"), guess))


def _late(program: Program) -> Iterator[Diagnostic]:
    strategies = program.strategies
    managers = program.managers
    weeks: list[tuple[int | None, Span]] = [(one.week, one.at.of("week")) for one in program.modules]
    weeks += [
        (week, strategies.support_network.sets.meetings.at.of("weeks"))
        for week in strategies.support_network.sets.meetings.weeks
    ]
    for meeting in strategies.sense_making.rounds:
        weeks += [
            (meeting.week, meeting.at.of("week")),
            (meeting.converge.week, meeting.converge.at.of("week")),
        ]
    for cycle in strategies.application.cycles:
        weeks += [(week, cycle.at.of("weeks")) for week in cycle.weeks]
    weeks += [(one.week, one.at.of("week")) for one in strategies.localization.prompts]
    weeks += [(one.week, one.at.of("week")) for one in strategies.engagement.tasks]
    weeks += [(one.week, one.at.of("week")) for one in (managers.before, managers.during, managers.after) if one]
    for week, span in weeks:
        if week is not None and program.weeks and week > program.weeks:
            hint = f"`weeks: {program.weeks}` is the last week; choose an earlier one, or make the program longer."
            yield error("SS-WEEK-001", f"Week {week} comes after the end of the program.", hint, span)


def _activities(program: Program) -> Iterator[Diagnostic]:
    for module in program.modules:
        for one in module.activities:
            forms = [form for form in FORMS if getattr(one, form) is not None]
            if len(forms) != 1:
                seen = f"The activity `{one.id}` is {' and '.join(forms) or 'nothing to do'}."
                hint = "Give it exactly one of `read`, `watch`, `live`, `do` and `quiz`."
                yield error("SS-ACT-001", seen, hint, one.at.span)
            if one.watch is not None and safe_url(one.watch.text) is None:
                yield _bad_url(one.watch)
