"""The command line: each command's words and options; what it does is in a file of its own beside this one.

Exit 0: done; 1: findings; 2: the command was called wrongly; 3: a bug of ours.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Annotated

import typer

from socialscaffold import __version__
from socialscaffold.cli import screen
from socialscaffold.cli.harvest import harvest_app
from socialscaffold.cli.package import package_app
from socialscaffold.cli.region import region_app
from socialscaffold.cli.sets import sets_app
from socialscaffold.cli.texts import texts_app

app = typer.Typer(
    name="socialscaffold",
    help="Turn one YAML spec of a social, blended program into its plan, guides, calendars and LMS packages.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

# The help lists the commands under these headings, in this order.
BEGIN, WRITE, BUILD = "Begin", "Write and check", "Build"
PEOPLE, EDIT = "People, places and languages", "For editors"

ProgramArgument = Annotated[
    Path, typer.Argument(help="The program's folder, or its program.yaml.", show_default="the folder you are in")
]
CohortOption = Annotated[str | None, typer.Option("--cohort", "-c", help="A cohort: its name in cohorts/.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day on which exceptions are judged.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", help="Say it all in this language, such as de; en-XA shows what can't be.")
]
RegionOption = Annotated[list[str] | None, typer.Option("--region", "-r", help="Only this region; may be repeated.")]


def _version(asked: bool) -> None:
    if asked:
        screen.say(f"socialscaffold {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Turn one YAML spec of a social, blended program into everything that it needs."""


@app.command(rich_help_panel=BEGIN)
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")] = Path("my-program"),
    from_: Annotated[str, typer.Option("--from", help="blank, or the name of an example.")] = "blank",
    defaults: Annotated[bool, typer.Option("--defaults", help="Ask nothing.")] = False,
    ci: Annotated[
        list[str] | None,
        typer.Option("--ci", help="Also what checks it at every change: github, gitlab, pre-commit; may be repeated."),
    ] = None,
) -> None:
    """Begin a program: blank, or from an example."""
    from socialscaffold.cli.new import run_new

    raise typer.Exit(run_new(folder, from_, tuple(ci or ()), ask=not defaults))


@app.command(rich_help_panel=BEGIN)
def demo(folder: Annotated[Path, typer.Argument(help="The folder to make.")] = Path("socialscaffold-demo")) -> None:
    """Build the EV-charging case and name the three files to open."""
    from socialscaffold.cli.new import run_demo

    raise typer.Exit(run_demo(folder))


@app.command(rich_help_panel=WRITE)
def check(
    program: ProgramArgument = Path(),
    cohort: CohortOption = None,
    region: RegionOption = None,
    format_: Annotated[str, typer.Option("--format", help="pretty, compact, json, github, sarif or junit.")] = "pretty",
    as_of: AsOfOption = None,
    every: Annotated[bool, typer.Option("--all", help="Show every note, not only the first three.")] = False,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Only codes that begin so, such as SS-SET; may be repeated.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="No codes that begin so; may be repeated.")
    ] = None,
    fail_level: Annotated[
        str, typer.Option("--fail-level", help="Exit with 1 from this weight on: error, warn, info or never.")
    ] = "warn",
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings by code.")] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Tell only what came since this file was written.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found now into the baseline.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Look again whenever a file changes.")] = False,
    language: Annotated[
        str | None, typer.Option("--language", help="As a build in this language would find it, such as de.")
    ] = None,
) -> None:
    """Read the program, work out its plan, and tell everything that is wrong."""
    from socialscaffold.cli.check import Asked, run_check

    asked = Asked(
        format_,
        tuple(select or ()),
        tuple(ignore or ()),
        fail_level,
        every=every,
        statistics=statistics,
        baseline=baseline,
        update_baseline=update_baseline,
    )
    raise typer.Exit(run_check(program, cohort, _regions(region), as_of, asked, watch=watch, language=language))


@app.command(rich_help_panel=WRITE)
def plan(
    program: ProgramArgument = Path(),
    cohort: CohortOption = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only this picture, such as workload; may be repeated.")
    ] = None,
    ascii_: Annotated[bool, typer.Option("--ascii", help="Draw with letters that every terminal has.")] = False,
) -> None:
    """Draw the plan: strategies, minutes, pyramid, types of learning, presence and regions, findings beside them."""
    from socialscaffold.cli.plan import run_plan

    raise typer.Exit(run_plan(program, cohort, tuple(only or ()), ascii=ascii_))


@app.command(rich_help_panel=BUILD)
def build(
    program: ProgramArgument = Path(),
    cohort: CohortOption = None,
    region: RegionOption = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", help="markdown, html, scorm12, scorm2004, cmi5 or a cartridge; may be repeated."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to build.", show_default="build/ in the program")
    ] = None,
    stored: Annotated[bool, typer.Option("--stored", help="Do not compress packages: equal bytes everywhere.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Set a build that was changed by hand aside.")] = False,
    lms: Annotated[
        str | None, typer.Option("--lms", help="Make what this LMS takes: moodle, canvas, openedx, ilias, cloud …")
    ] = None,
    as_of: AsOfOption = None,
    each: Annotated[bool, typer.Option("--each", help="Each region for itself, in its own folder.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="With --each: how many at a time.")] = 1,
    shard: Annotated[
        str | None, typer.Option("--shard", help="With --each: a part, such as 3/8; `region merge` joins them.")
    ] = None,
    language: LanguageOption = None,
) -> None:
    """Build the documents, the site and the packages."""
    asked = (program, cohort, _regions(region), tuple(format_ or ()), out, as_of)
    if each or shard:
        from socialscaffold.cli.build_each import run_build_each

        raise typer.Exit(
            run_build_each(*asked, stored=stored, force=force, lms=lms, jobs=jobs, shard=shard, language=language)
        )
    from socialscaffold.cli.build import run_build

    raise typer.Exit(run_build(*asked, stored=stored, force=force, lms=lms, language=language))


@app.command(rich_help_panel=WRITE)
def diff(
    before: Annotated[str, typer.Argument(metavar="OLD", help="A program's folder, or a git revision of NEW.")],
    after: Annotated[
        str, typer.Argument(metavar="[NEW]", help="A program's folder, or a git revision of OLD.", show_default="here")
    ] = ".",
    cohort: CohortOption = None,
    format_: Annotated[str, typer.Option("--format", help="text, markdown (for a pull request) or json.")] = "text",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where anything differs.")] = False,
) -> None:
    """Tell what changed in a design, in words and numbers: what is lost, and whose saved progress it touches."""
    from socialscaffold.cli.diff import run_diff

    raise typer.Exit(run_diff(before, after, cohort, format_, exit_code=exit_code))


@app.command(rich_help_panel=WRITE)
def config(
    program: ProgramArgument = Path(),
    keys: Annotated[
        list[str] | None, typer.Option("--key", "-k", help="Only this key and what is below; repeatable.")
    ] = None,
    origin: Annotated[bool, typer.Option("--origin", help="Tell where each value comes from: file and line.")] = False,
    region: Annotated[str | None, typer.Option("--region", "-r", help="As this region has it.")] = None,
    cohort: CohortOption = None,
    format_: Annotated[str, typer.Option("--format", help="pretty or json.")] = "pretty",
) -> None:
    """List every value that a program has: said, replaced by a region, or taken as a default."""
    from socialscaffold.cli.config import run_config

    raise typer.Exit(run_config(program, cohort, region, tuple(keys or ()), format_, origin=origin))


@app.command(rich_help_panel=WRITE)
def fix(
    program: ProgramArgument = Path(),
    cohort: CohortOption = None,
    diff_: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    goal: Annotated[
        str | None, typer.Option("--goal", help="The fewest moves that reach a goal, such as 'week <= 4 h'.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="With --goal: write the moves.")] = False,
) -> None:
    """Mend what only one thing can be meant by: quotes, misspelled keys and ids, missing parts. Comments stay."""
    if goal is not None:
        from socialscaffold.cli.goal import run_goal

        raise typer.Exit(run_goal(program, cohort, goal, apply=apply))
    from socialscaffold.cli.fix import run_fix

    raise typer.Exit(run_fix(program, cohort, diff=diff_))


@app.command(rich_help_panel=WRITE)
def suggest(
    program: ProgramArgument = Path(),
    strategy: Annotated[
        list[str] | None, typer.Option("--strategy", help="Only this strategy; may be repeated.")
    ] = None,
    apply: Annotated[list[str] | None, typer.Option("--apply", help="Write this proposal: its number, or all.")] = None,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Tell which of the five strategies is thin, where the weeks have room, and what could stand there."""
    from socialscaffold.cli.suggest import run_suggest

    raise typer.Exit(run_suggest(program, tuple(strategy or ()), tuple(apply or ()), format_))


@app.command(rich_help_panel=WRITE)
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code of a finding, such as SS-ALS-004.")],
) -> None:
    """Tell what a finding means, why it matters, from which source, and how to mend it."""
    from socialscaffold.cli.explain import run_explain

    raise typer.Exit(run_explain(code))


@app.command(rich_help_panel=WRITE)
def rules(
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    every: Annotated[bool, typer.Option("--all", help="Also what reading, planning and building tell.")] = False,
) -> None:
    """List the rules of the design review."""
    from socialscaffold.cli.explain import run_rules

    raise typer.Exit(run_rules(format_, every=every))


@app.command(rich_help_panel=EDIT)
def schema(
    which: Annotated[str, typer.Argument(help="program, region, cohort or quiz.")] = "program",
) -> None:
    """Print the JSON Schema of a file, for editors."""
    from socialscaffold.spec.schema import FILES, json_schema

    if which not in FILES:
        raise typer.BadParameter(f"there are {', '.join(FILES)}", param_hint="WHICH")
    screen.say(json_schema(which).rstrip("\n"))


patterns_app = typer.Typer(invoke_without_command=True)
app.add_typer(patterns_app, name="patterns", rich_help_panel=BEGIN)
OwnOption = Annotated[Path | None, typer.Option("--program", "-p", help="A program, whose own patterns count too.")]
PatternFormat = Annotated[str | None, typer.Option("--format", help="pretty or json.")]


@patterns_app.callback()
def patterns(
    context: typer.Context,
    program: OwnOption = None,
    strategy: Annotated[str, typer.Option("--strategy", "-s", help="Only this strategy.")] = "",
    format_: PatternFormat = None,
) -> None:
    """List the pattern library by strategy; `patterns show ID` prints one pattern in full."""
    from socialscaffold.cli.patterns import run_list

    context.obj = (program, format_)
    if context.invoked_subcommand is None:
        raise typer.Exit(run_list(program, strategy, format_ or "pretty"))


@patterns_app.command("show")
def show_pattern(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A pattern's id, or shelf/id.")],
    program: OwnOption = None,
    format_: PatternFormat = None,
) -> None:
    """Print one pattern in full: words to say, what to do and watch for, sources, and what speaks against it."""
    from socialscaffold.cli.patterns import run_show

    before: tuple[Path | None, str | None] = context.obj
    raise typer.Exit(run_show(name, program or before[0], format_ or before[1] or "pretty"))


@app.command(rich_help_panel=EDIT)
def lsp() -> None:
    """Serve an editor: findings, help, completion and quick fixes while you write. Needs the extra `lsp`."""
    from socialscaffold.cli.lsp import run_lsp

    raise typer.Exit(run_lsp())


app.add_typer(sets_app, name="sets", rich_help_panel=PEOPLE)
app.add_typer(region_app, name="region", rich_help_panel=PEOPLE)
app.add_typer(harvest_app, name="harvest", rich_help_panel=PEOPLE)
app.add_typer(texts_app, name="texts", rich_help_panel=PEOPLE)
app.add_typer(package_app, name="package", rich_help_panel=BUILD)


def _regions(asked: list[str] | None) -> tuple[str, ...] | None:
    return tuple(asked) if asked else None


def run() -> int:
    """Run the command line and give its exit code; a bug of ours is told as one, with how to report it."""
    every = app.registered_commands, app.registered_groups
    _only(sys.argv[1:2])
    try:
        app(standalone_mode=True)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1
    except screen.NobodyReads as told:
        _drop_output()
        return 0 if isinstance(told.__cause__, BrokenPipeError) else 1
    except OSError as full:
        # The help is printed by a library; a file of ours that can't be written has its name in the error.
        if full.filename is None and full.errno in (errno.ENOSPC, errno.EPIPE, errno.EBADF):
            _drop_output()
            return 0 if full.errno == errno.EPIPE else 1
        return _told_as_ours(full)
    except Exception as bug:
        return _told_as_ours(bug)
    finally:
        app.registered_commands, app.registered_groups = every
    return 0


def _only(words: list[str]) -> None:
    """Leave out every command but the one that is called: typer works out the options of all that are there."""
    commands = [one for one in app.registered_commands if one.callback and [one.name or one.callback.__name__] == words]
    groups = [one for one in app.registered_groups if [one.name] == words]
    if commands or groups:
        app.registered_commands, app.registered_groups = commands, groups


def _told_as_ours(bug: Exception) -> int:
    """A mistake of ours, printed so that it can be reported; its exit code."""
    import traceback

    screen.say("".join(traceback.format_exception(bug)).rstrip(), to_error=True)
    screen.say("This is a mistake of ours, not of yours. Please report it with the lines above.", to_error=True)
    return 3


def _drop_output() -> None:
    """Nobody reads on: let the interpreter's last flush go nowhere."""
    import os

    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
