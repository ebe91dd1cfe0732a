"""`socialscaffold harvest promote`: what enough regions say, for everyone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from textwrap import wrap

from socialscaffold.cli import screen
from socialscaffold.cli.fix import shown_diff
from socialscaffold.cli.harvest_collect import IN_BRACES
from socialscaffold.cli.harvest_desk import Desk, at_work, open_desk, tell
from socialscaffold.harvest.clean import clean, formula
from socialscaffold.harvest.edits import path_of
from socialscaffold.harvest.entry import LONGEST
from socialscaffold.harvest.overlay import CannotEdit
from socialscaffold.harvest.promote import Group, Voice, groups, lifted, marked, regions_needed, voices, why_not
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.words.speech import EN

_WIDE = 78


def run_promote(answers: tuple[str, ...], program: Path, text: str, *, diff: bool) -> int:
    """List or lift; exit code 1 where the rule does not hold or nothing could be written."""
    import typer

    with ExitStack() as stack:
        desk = open_desk(program)
        if desk is None:
            return 1
        if not answers:
            _list(desk)
            return 0
        if not diff and not at_work(desk.gate.root, stack):
            return 1
        there = {one.answer.id: one for one in voices(desk.sources.regions)}
        for name in answers:
            if name not in there:
                guess = did_you_mean(name, there)
                seen = f"{screen.clean(name)[:60]} is no accepted answer whose writer agreed"
                raise typer.BadParameter(f"{seen}{f'; did you mean {guess}?' if guess else ''}", param_hint="ANSWER")
        said = clean(text).text
        if text and (not said or formula(said) or len(said) > LONGEST):
            raise typer.BadParameter(f"words, and at most {LONGEST:,} characters", param_hint="--text")
        return _lift(desk, [there[name] for name in dict.fromkeys(answers)], said, diff=diff)


def _lift(desk: Desk, chosen: Sequence[Voice], text: str, *, diff: bool) -> int:
    program = desk.sources.program
    if wrong := why_not(program, chosen):
        tell(f"Nothing was lifted. {wrong}")
        return 1
    try:
        files = {desk.name: lifted(desk.read(desk.name) or b"", program, chosen, text or chosen[0].answer.text)}
        for region in dict.fromkeys(one.region for one in chosen):
            path = path_of(region)
            mine = [one.answer.id for one in chosen if one.region == region]
            files[path] = marked(desk.read(path) or b"", mine, "promoted")
    except CannotEdit:
        tell(IN_BRACES, to_error=True)
        return 1
    if desk.refused(files):
        return 1
    if diff:
        for path, data in files.items():
            screen.say(shown_diff(path, desk.read(path) or b"", data, "lifted"))
        return 0
    if not desk.write(files):
        return 1
    names = EN.listed(dict.fromkeys(one.name for one in chosen))
    tell(f"{desk.name}: what {names} say holds for everyone now, credited to them. The next build tells it once.")
    return 0


def _list(desk: Desk) -> None:
    needed = regions_needed(desk.sources.program)
    there = groups(desk.sources.program, desk.sources.regions)
    if not there:
        screen.say(f"No prompt has accepted answers of {needed} regions yet.")
        return
    tell(f"{needed} regions must agree. Read them, then lift those that say the same, the best words first.")
    for group in there:
        _show(desk, group)
    if not all(group.alike for group in there):
        screen.say()
        tell(desk.next("Name those that say the same behind `socialscaffold harvest promote`."))


def _show(desk: Desk, group: Group) -> None:
    how = "in nearly the same words" if group.alike else "read whether they say the same"
    screen.say(f"\n{group.prompt}: {', '.join(group.regions)} ({how})")
    for one in group.voices:
        words = screen.clean(" ".join(one.answer.text.split()))
        screen.say("\n".join(wrap(f"{one.answer.id}: {words}", _WIDE, initial_indent="  ", subsequent_indent="    ")))
    if group.alike:
        line = desk.next(f"`socialscaffold harvest promote {' '.join(one.answer.id for one in group.voices)}`")
        screen.say(f"  {line.strip('`')}")
