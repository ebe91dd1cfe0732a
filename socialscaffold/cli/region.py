"""`socialscaffold region`: where the regions stand, a new one, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialscaffold.cli import screen

if TYPE_CHECKING:
    from socialscaffold.compiler import Checked
    from socialscaffold.source.gate import Gate

region_app = typer.Typer(help="Regions: where they stand, a new one, what is wrong.", no_args_is_help=True)
ProgramOption = Annotated[
    Path, typer.Option("--program", "-p", help="The program's folder.", show_default="the folder you are in")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", help="Say the page in this language, such as de.", show_default="its own")
]
CohortOption = Annotated[str | None, typer.Option("--cohort", "-c", help="A cohort, whose weeks say what is due.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day that counts.", show_default="today")
]


@region_app.callback()
def region() -> None:
    """Regions: where they stand, a new one, what is wrong."""


@region_app.command()
def status(
    program: Annotated[Path, typer.Argument(help="The program's folder.", show_default="here")] = Path(),
    cohort: CohortOption = None,
    only: Annotated[list[str] | None, typer.Option("--region", "-r", help="Only this region; repeatable.")] = None,
    format_: Annotated[str, typer.Option("--format", help="pretty, html or json.")] = "pretty",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write it into this file.")] = None,
    as_of: AsOfOption = None,
    drift: Annotated[
        bool, typer.Option("--drift", help="How far each region stands from each message, and since when.")
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Show every message by dimension and region: asked, proposed, accepted, promoted, stale, missing."""
    raise typer.Exit(
        run_status(program, cohort, tuple(only or ()), format_, out, as_of, drift=drift, language=language)
    )


@region_app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The short name, such as NO.", show_default=False)],
    program: ProgramOption = Path(),
    title: Annotated[str | None, typer.Option("--name", help="What people call it, such as Norway.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Its language, such as nb-NO.")] = None,
    extends: Annotated[str | None, typer.Option("--extends", help="Another region's file to build on.")] = None,
) -> None:
    """Write a region's file with everything that can be said in it, ready to be filled in."""
    raise typer.Exit(run_new_region(name, program, title, language, extends))


@region_app.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Only these regions.")] = None,
    program: ProgramOption = Path(),
    as_of: AsOfOption = None,
) -> None:
    """Tell what is wrong with the regions' files, and what changed since an overlay was written."""
    raise typer.Exit(run_region_check(tuple(names or ()), program, as_of))


@region_app.command()
def merge(
    shards: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="The shards' folders.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the whole goes.")] = Path("build-regions"),
) -> None:
    """Join the shards of `build --each --shard 1/8` to what one build of all regions would have made."""
    from socialscaffold.output.shards import merge as merged

    count, wrong = merged(shards, out)
    for one in wrong:
        screen.say(one, to_error=True)
    if not wrong:
        screen.say(f"{out} holds {count} regions.")
    raise typer.Exit(int(bool(wrong)))


def run_status(
    program: Path,
    cohort: str | None,
    only: tuple[str, ...],
    format_: str,
    out: Path | None,
    as_of: str | None,
    *,
    drift: bool,
    language: str | None = None,
) -> int:
    """Print or write the table; 1 where the program can't be read.

    The page speaks the program's language, or the one that is asked for; the terminal and the data speak English.
    """
    import json
    from shlex import quote

    from socialscaffold.cli.days import day_of_check
    from socialscaffold.cli.formats import known_language
    from socialscaffold.cli.region_history import told_since
    from socialscaffold.cli.region_screen import as_drift, as_table, next_steps
    from socialscaffold.output.region_status import as_data, as_page, region_status
    from socialscaffold.plan.answers import answers_of
    from socialscaffold.words.speech import EN

    if format_ not in ("pretty", "html", "json"):
        raise typer.BadParameter("there are pretty, html and json", param_hint="--format")
    if language:
        known_language(language)
    checked, gate = _checked(program, cohort, language=language)
    if checked.plan is None:
        return _refused(checked, gate)
    _known(checked, only, "--region")
    day = day_of_check(as_of)
    # The table tells nothing of the days, and git need not be asked for it.
    since = told_since(gate.root, checked.plan.regions) if drift or format_ != "pretty" else {}
    say = checked.plan.say if format_ == "html" else EN
    found = region_status(checked.plan, day, only, since, say)
    if format_ == "html":
        text = as_page(found, day, say)
    elif format_ == "json":
        text = json.dumps(as_data(found), ensure_ascii=False, indent=2)
    else:
        text = as_drift(found) if drift else as_table(found)
        called = "" if program == Path() else quote(str(program))
        waits = any(state == "proposed" for one in answers_of(checked.plan, day) for _, state in one.answers)
        if not drift and out is None and (steps := next_steps(found, called, waits=waits)):
            text += f"\n\n{steps}"
    if out is None:
        screen.say(text.rstrip("\n"))
        return 0
    from socialscaffold.output.place import put_file

    written = put_file(out, text.rstrip("\n") + "\n", over=True)
    screen.say(written or f"{out} shows {len(checked.plan.places)} regions.")
    return int(bool(written))


def run_new_region(name: str, program: Path, title: str | None, language: str | None, extends: str | None) -> int:
    """Write `regions/NAME.yaml`; 1 where it is there already or the program can't be read."""
    from socialscaffold.cli.programs import opened
    from socialscaffold.marks import Span
    from socialscaffold.source.kinds import LANGUAGE, NAME
    from socialscaffold.source.nodes import Scalar
    from socialscaffold.source.records import UNREAD, Reading
    from socialscaffold.spec.load import load, named_files
    from socialscaffold.spec.region_file import region_file, scalar

    for kind, text, hint in ((NAME, name, "NAME"), (LANGUAGE, language or "en", "--language")):
        if kind.read(Scalar(text, Span("")), Reading()) is UNREAD:
            raise typer.BadParameter(f"`{text}` is not {kind.name}", param_hint=hint)
    gate, file = opened(program)
    sources, found = load(gate, file)
    if sources is None:
        screen.tell(found, gate.texts)
        return 1
    folder = program if program.is_dir() else program.parent
    files = named_files(gate, "regions")
    if extends and extends not in files:
        raise typer.BadParameter(f"there is no regions/{extends}.yaml; write it first", param_hint="--extends")
    if twin := next((one for one in files if one.casefold() == name.casefold()), None):
        screen.say(f"regions/{twin}.yaml is there already and was left alone.", to_error=True)
        return 1
    text = region_file(sources.program, name, title or "", language or "", extends or "")
    path = folder / "regions" / f"{name}.yaml"
    from socialscaffold.output.place import put_file

    if told := put_file(path, text, over=False):
        screen.say(told, to_error=True)
        return 1
    screen.say(f"{path} is ready to be filled in: every line that begins with # is an offer.")
    listed = sources.program.strategies.localization.regions
    if name not in listed:
        regions = ", ".join(scalar(one) for one in (*listed, name))
        screen.say(f"Add it to the program: `regions: [{regions}]` under `localization:`.")
    screen.say(f"Then: socialscaffold region check {name}" + ("" if program == Path() else f" -p {program}"))
    return 0


def run_region_check(names: tuple[str, ...], program: Path, as_of: str | None) -> int:
    """Print the findings on the regions' files and what changed under stale ones; 1 where something is to mend."""
    import textwrap

    from socialscaffold.cli.days import day_of_check
    from socialscaffold.cli.patterns import width
    from socialscaffold.cli.region_history import History
    from socialscaffold.diagnostics import Severity

    checked, gate = _checked(program, None, day_of_check(as_of))
    if checked.sources is None:
        return _refused(checked, gate)
    unlisted = _unlisted(checked, gate)
    for one in unlisted:
        if not names or one in names:
            screen.say("\n".join(textwrap.wrap(_to_list(checked, one), width(), break_on_hyphens=False)) + "\n")
    if set(unlisted) & set(names):
        return 1
    _known(checked, names, "NAME")
    above = {name: {name, *one.above} for one in checked.sources.regions for name in (one.region,)}
    files = {f"regions/{file}.yaml" for name in names for file in above.get(name, {name})}
    found = [
        one
        for one in checked.found
        if (one.span is not None and (one.span.file in files if names else one.span.file.startswith("regions/")))
        or (not names and one.code.startswith("SS-LOC"))
        or one.severity is Severity.ERROR
    ]
    if found:
        screen.tell(found, gate.texts)
        screen.say()
    messages = dict(checked.sources.program.messages)
    stale = {
        (name, revision)
        for one in checked.sources.regions
        if not names or one.region in names
        for name, revision in one.based_on
        if name in messages and revision < messages[name].revision
    }
    history = History(program, checked)
    for name, revision in sorted(stale):
        screen.say("\n".join(history.changes_since(name, revision)))
        screen.say()
    checked_regions = [one.name for one in checked.sources.regions if not names or one.region in names]
    count = len(checked_regions)
    unused = bool(unlisted) and not names
    fine = "nothing else to mend" if unused else "nothing to mend"
    screen.say(f"{count} region{'s' * (count != 1)}: {screen.summary(found) or fine}.")
    return int(unused or any(one.severity is not Severity.INFO for one in found))


def _unlisted(checked: Checked, gate: Gate) -> list[str]:
    """The names of files that are for no region of the program, and that no other file extends."""
    if checked.sources is None:
        return []
    used = {*checked.sources.program.strategies.localization.regions}
    used |= {name for one in checked.sources.regions for name in one.above}
    from socialscaffold.spec.load import named_files

    return [name for name in named_files(gate, "regions") if name not in used]


def _to_list(checked: Checked, name: str) -> str:
    """That a file is not used, and what would be right."""
    from socialscaffold.spec.region_file import scalar

    listed = checked.sources.program.strategies.localization.regions if checked.sources else ()
    regions = ", ".join(scalar(one) for one in (*listed, name))
    return (
        f"regions/{name}.yaml is used by nobody: the program does not list it, and no other file extends it. Write"
        f" `regions: [{regions}]` under `localization:` of the program."
    )


def _checked(
    program: Path, cohort: str | None, as_of: object = None, language: str | None = None
) -> tuple[Checked, Gate]:
    import datetime as dt

    from socialscaffold.cli.programs import opened
    from socialscaffold.compiler import check as check_program

    gate, name = opened(program)
    return check_program(gate, name, cohort, None, as_of if isinstance(as_of, dt.date) else None, language), gate


def _refused(checked: Checked, gate: Gate) -> int:
    screen.tell(checked.found, gate.texts)
    return 1


def _known(checked: Checked, names: tuple[str, ...], option: str) -> None:
    """Usage error for a region that the program does not have."""
    from socialscaffold.source.suggest import did_you_mean

    listed = checked.sources.program.strategies.localization.regions if checked.sources else ()
    for name in names:
        if name not in listed:
            guess = did_you_mean(name, listed)
            hint = f"did you mean {guess}?" if guess else f"there are {', '.join(listed) or 'none'}"
            raise typer.BadParameter(f"the program has no region `{name}`; {hint}", param_hint=option)
