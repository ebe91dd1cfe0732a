"""`socialscaffold sets`: form, explain, repair, swap and export action learning sets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

sets_app = typer.Typer(help="Form action learning sets, and look after them.", no_args_is_help=True)

Program = Annotated[
    Path, typer.Argument(help="The program's folder, or its program.yaml.", show_default="the folder you are in")
]
CohortName = Annotated[str, typer.Option("--cohort", "-c", help="A cohort: its name in cohorts/.")]
Names = Annotated[bool, typer.Option("--show-names", help="Show names beside ids; on a terminal only.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Where to write.", show_default="beside the cohort")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]


@sets_app.callback()
def sets() -> None:
    """Form action learning sets, and look after them."""


@sets_app.command("form")
def form(
    cohort: CohortName,
    program: Program = Path(),
    out: Out = None,
    again: Annotated[
        bool, typer.Option("--again", help="Form them anew where there are sets; the old file is kept.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="The proven best sets, for up to 60 learners; needs the extra `exact`.")
    ] = False,
) -> None:
    """Form the sets of a cohort from its roster, and write them with a certificate of what holds."""
    from socialscaffold.cli.sets_form import run_form

    raise typer.Exit(run_form(program, cohort, out, again=again, exact=exact))


@sets_app.command("explain")
def explain(
    cohort: CohortName,
    program: Program = Path(),
    learner: Annotated[
        str | None, typer.Option("--learner", "-l", help="Why is this learner in that set, and what would a swap cost?")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Also write the balance as a page.")] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", help="Say the page in this language, such as de.", show_default="the program's"),
    ] = None,
    show_names: Names = False,
) -> None:
    """Show how well the sets are balanced, or why somebody sits where they sit."""
    from socialscaffold.cli.sets_look import run_explain

    raise typer.Exit(run_explain(program, cohort, learner, html, show_names=show_names, language=language))


@sets_app.command("repair")
def repair(cohort: CohortName, program: Program = Path(), yes: Yes = False, show_names: Names = False) -> None:
    """Seat people who joined, take out who left, and move as few as possible; shows all of it before it writes."""
    from socialscaffold.cli.sets_form import run_repair

    raise typer.Exit(run_repair(program, cohort, yes=yes, show_names=show_names))


@sets_app.command("swap")
def swap(
    one: Annotated[str, typer.Argument(metavar="LEARNER")],
    other: Annotated[str, typer.Argument(metavar="LEARNER")],
    cohort: CohortName,
    program: Annotated[Path, typer.Option("--program", "-p", help="The program's folder.")] = Path(),
    yes: Yes = False,
    show_names: Names = False,
) -> None:
    """Let two learners change places, after a look at what that does to the wishes."""
    from socialscaffold.cli.sets_form import run_swap

    raise typer.Exit(run_swap(program, cohort, one, other, yes=yes, show_names=show_names))


@sets_app.command("export")
def export(
    cohort: CohortName,
    to: Annotated[str, typer.Option("--to", help="moodle, canvas, openedx or teams.")],
    program: Program = Path(),
    out: Out = None,
    login: Annotated[
        str | None, typer.Option("--login", help="The roster's column with logins.", show_default="username, or email")
    ] = None,
    course: Annotated[
        str | None, typer.Option("--course", help="The course's short name (Moodle).", show_default="the program's id")
    ] = None,
    round_: Annotated[
        str | None, typer.Option("--round", help="A round of sense-making: its home groups instead of the sets.")
    ] = None,
) -> None:
    """Write the sets, or the home groups of a round, as groups that an LMS imports."""
    from socialscaffold.cli.sets_look import run_export

    raise typer.Exit(run_export(program, cohort, to, out, login, course, round_))
