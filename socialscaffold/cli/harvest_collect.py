"""`socialscaffold harvest collect` and `withdraw`: what comes in, and what is taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.fix import shown_diff
from socialscaffold.cli.harvest_desk import Desk, at_work, names_for, open_desk, tell
from socialscaffold.diagnostics import Diagnostic, Severity, in_order
from socialscaffold.harvest.edits import edits_of, path_of
from socialscaffold.harvest.entry import Source
from socialscaffold.harvest.gather import Gathered, by_region, gather, take_back, take_back_answer
from socialscaffold.harvest.log import PATH
from socialscaffold.harvest.overlay import CannotEdit
from socialscaffold.harvest.promote import marked, told_by, without_stories
from socialscaffold.harvest.pseudonyms import is_pseudonym
from socialscaffold.harvest.read import LARGEST, Asked, read_source
from socialscaffold.harvest.sift import Place, sift
from socialscaffold.plan.model import Plan

IN_BRACES = (
    "A file is written in braces where an edit belongs, so nothing was written. Write `answers:` of the regions and"
    " `stories:` of the program one key a line."
)


def run_collect(
    files: Sequence[Path], program: Path, cohort: str, prompt: str, region: str, key: Path | None, *, diff: bool
) -> int:
    """Read, tell, and write proposals; exit code 1 where a row was left out or nothing could be written."""
    with ExitStack() as stack:
        desk = open_desk(program)
        if desk is None or (not diff and not at_work(desk.gate.root, stack)):
            return 1
        names = names_for(desk, key)
        if names is None:
            return 1
        place = place_of(desk)
        _known(prompt, place.prompts, "--prompt")
        _known(region, tuple(place.regions.values()), "--region")
        sources, found = _sources(files, Asked(place.prompts, prompt, region))
        sifted, told = sift(sources, place, names)
        found = [*found, *told]
        log = replace(desk.log, key_check=names.check)
        gathered = gather(sifted, desk.sources.regions, log, cohort)
        if found:
            screen.tell(in_order(found), {})
            screen.say()
        wrote = _write(desk, gathered, cohort, diff=diff)
        out = any(one.severity is not Severity.INFO for one in found)
        if out and wrote and sifted:
            tell("What is told above was left out. Mend it and collect the file again: what is here already is known.")
        return int(not wrote or out)


def run_withdraw(who: str, program: Path, prompt: str, key: Path | None) -> int:
    """Take somebody's answers, or one answer, out of every file; exit code 1 where there was none."""
    import typer

    with ExitStack() as stack:
        desk = open_desk(program)
        if desk is None or not at_work(desk.gate.root, stack):
            return 1
        _known(prompt, place_of(desk).prompts, "--prompt")
        named = [(one.region, each) for one in desk.sources.regions for each in one.answers if each.id == who]
        if len(named) > 1:
            where = " and ".join(path_of(region) for region, _ in named)
            raise typer.BadParameter(f"`{who}` stands in {where}; name its learner instead", param_hint="LEARNER")
        if named:
            gathered = take_back_answer((named[0][0], who), desk.sources.regions, desk.log)
        else:
            if not is_pseudonym(who):
                names = names_for(desk, key)
                if names is None:
                    return 1
                who = names.of(who)
            gathered = take_back(who, prompt, desk.sources.regions, desk.log)
        # Somebody wrote `withdrawn` by hand, and the story stands in the program still.
        left = tuple(
            each.id for _, each in named if each.status == "withdrawn" and told_by(desk.sources.program, [who])
        )
        if not gathered.withdrawn and gathered.log == desk.log and not left:
            whom = f"the answer {who}" if named else who
            tell(f"There is nothing here to take back for {whom}, so nothing was changed.")
            if not named:
                tell("Is it the same program, the same key, and the name as it stood in the file?")
            return 1
        return int(not _write(desk, gathered, "", diff=False, left=left))


def place_of(desk: Desk) -> Place:
    """What may be answered in the program, those prompts included that are only scaffolded."""
    program = desk.sources.program
    listed = program.strategies.localization.regions
    regions = {one.casefold(): one for one in listed}
    regions |= {one.name.casefold(): one.region for one in desk.sources.regions}
    plan: Plan | None = desk.checked.plan
    prompts = plan.prompts if plan is not None else program.strategies.localization.prompts
    return Place(program.id, regions, tuple(one.id for one in prompts))


def _known(said: str, known: tuple[str, ...], option: str) -> None:
    import typer

    if said and said not in known:
        raise typer.BadParameter(f"there are {', '.join(dict.fromkeys(known)) or 'none'}", param_hint=option)


def _sources(files: Sequence[Path], asked: Asked) -> tuple[list[Source], list[Diagnostic]]:
    import typer

    sources: list[Source] = []
    found: list[Diagnostic] = []
    for path in files:
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as wrong:
            raise typer.BadParameter(f"{path} can't be read ({wrong.strerror})", param_hint="FILE") from wrong
        source, told = read_source(data, path.name, asked)
        sources.append(source)
        found += told
    return sources, found


def _write(desk: Desk, gathered: Gathered, cohort: str, *, diff: bool, left: tuple[str, ...] = ()) -> bool:
    """Write what was gathered and say what it was; with `diff` only show it. False where it could not be written.

    `left` are answers that were withdrawn before and that a story still speaks for.
    """
    gone = [*(name for _, name in gathered.withdrawn), *left]
    try:
        files = {**_untold(desk, gone)}
        files = {**files, **edits_of(gathered, desk.sources.program, desk.sources.regions, cohort, _over(files, desk))}
    except CannotEdit:
        tell(IN_BRACES, to_error=True)
        return False
    if desk.refused(files):
        return False
    if diff:
        for path, data in files.items():
            if path != PATH and (old := desk.read(path) or b"") != data:
                screen.say(shown_diff(path, old, data, "with what came in"))
    elif (left or changes(gathered, desk)) and not desk.write(files):
        return False
    stories = [one.id for one in told_by(desk.sources.program, gone)]
    for line in _said(gathered, stories, diff=diff):
        tell(desk.next(line))
    return True


def _over(files: Mapping[str, bytes], desk: Desk) -> Callable[[str], bytes | None]:
    """A reader of files as they will be."""
    return lambda path: files[path] if path in files else desk.read(path)


def changes(gathered: Gathered, desk: Desk) -> bool:
    """Whether there is anything to write."""
    known = (desk.log.answers, desk.log.taken_back) == (gathered.log.answers, gathered.log.taken_back)
    return not known or bool(gathered.proposed or gathered.agreed or gathered.withdrawn)


def _untold(desk: Desk, gone: list[str]) -> dict[str, bytes]:
    """The files without the stories that these answers speak in; the others that said so stay accepted."""
    stories = told_by(desk.sources.program, gone)
    if not stories:
        return {}
    files = {desk.name: without_stories(desk.read(desk.name) or b"", stories)}
    others = {name for one in stories for name in one.answers} - set(gone)
    for region in desk.sources.regions:
        mine = [one.id for one in region.answers if one.id in others and one.status == "promoted"]
        if mine:
            files[path_of(region.region)] = marked(desk.read(path_of(region.region)) or b"", mine, "accepted")
    return files


def _said(gathered: Gathered, stories: Sequence[str], *, diff: bool) -> list[str]:
    """What happened, in words."""
    waiting, agreed, gone = len(gathered.proposed), len(gathered.agreed), len(gathered.withdrawn)
    doubles, alike, refused = gathered.doubles, gathered.alike, gathered.refused
    lines = [
        f"{path_of(region)}: {counted(len(new), 'new answer')} ({', '.join(one.id for one in new)})"
        for region, new in by_region(gathered).items()
    ]
    if agreed:
        lines.append(f"{counted(agreed, 'writer')} agreed by now to an answer that was there already.")
    if doubles:
        lines.append(f"{counted(doubles, 'answer')} {_be(doubles)} there already.")
    if alike:
        lines.append(f"{counted(alike, 'answer')} said nearly what another says, and {_be(alike)} kept with it.")
    if refused:
        lines.append(
            f"{counted(refused, 'answer')} {_be(refused)} sent back or taken back before, and {_stay(refused)} out."
        )
    if stories:
        ids, many = ", ".join(stories), len(stories) > 1
        lines.append(f"The stor{'ies' if many else 'y'} {ids} left the program; what others said stays theirs.")
    if gone:
        ids = ", ".join(name for _, name in gathered.withdrawn)
        lines.append(f"{counted(gone, 'answer')} {_be(gone)} taken back: {ids}.")
        lines.append("What was built before still holds the words: build again, and hand out the new packages.")
        lines.append("So does what git keeps from before; where they must go from there too, its history is rewritten.")
    if waiting:
        verb = "would wait" if diff else "waits" if waiting == 1 else "wait"
        lines.append(f"{counted(waiting, 'answer')} {verb} for `socialscaffold harvest review`.")
    return lines or ["Nothing new."]


def _stay(number: int) -> str:
    return "stays" if number == 1 else "stay"


def counted(number: int, word: str) -> str:
    """`1 answer`, `12 answers`."""
    return f"{number:,} {word}{'s' * (number != 1)}"


def _be(number: int) -> str:
    return "was" if number == 1 else "were"
