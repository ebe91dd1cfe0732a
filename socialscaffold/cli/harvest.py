"""`socialscaffold harvest`: local answers on their way back: collect, review, promote, withdraw."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

harvest_app = typer.Typer(help="Bring local answers back: collect, review, promote, withdraw.", no_args_is_help=True)

InProgram = Annotated[Path, typer.Option("--program", "-p", help="The program's folder.", show_default="here")]
KeyOption = Annotated[
    Path | None,
    typer.Option(
        "--key", envvar="SOCIALSCAFFOLD_KEY", help="The file with the key of the pseudonyms.", show_default=False
    ),
]


@harvest_app.callback()
def harvest() -> None:
    """Bring local answers back: collect, review, promote, withdraw."""


@harvest_app.command()
def collect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE ...", help="Exports, return forms, forums, statements.")],
    program: InProgram = Path(),
    cohort: Annotated[
        str, typer.Option("--from", help="The cohort or set that they come from, such as 2027-spring.")
    ] = "",
    prompt: Annotated[
        str, typer.Option("--prompt", help="The prompt of posts and rows that name none; not of statements.")
    ] = "",
    region: Annotated[str, typer.Option("--region", "-r", help="The region of answers that name none.")] = "",
    key: KeyOption = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Read what learners answered, and put what is new into the regions' files as proposals. Comments stay."""
    from socialscaffold.cli.harvest_collect import run_collect

    raise typer.Exit(run_collect(files, program, cohort, prompt, region, key, diff=diff))


@harvest_app.command()
def review(
    program: InProgram = Path(),
    region: Annotated[
        list[str] | None, typer.Option("--region", "-r", help="Only this region; may be repeated.")
    ] = None,
    by: Annotated[
        str, typer.Option("--by", help="Who reads: a function, no name.", show_default="the region's lead")
    ] = "",
    on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The day.", show_default="today")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print them as the text of a pull request.")] = False,
) -> None:
    """Walk through the answers that wait: accept, edit, reject or put off. Stop at any time; every decision is kept."""
    from socialscaffold.cli.harvest_review import run_review

    raise typer.Exit(run_review(program, tuple(region or ()), by, on, markdown=markdown))


@harvest_app.command()
def promote(
    answers: Annotated[list[str] | None, typer.Argument(metavar="ANSWER", help="Answers that say the same.")] = None,
    program: InProgram = Path(),
    text: Annotated[str, typer.Option("--text", help="What they say.", show_default="the first answer's words")] = "",
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Lift what enough regions say into the program, for everyone; without an answer, list what could be lifted."""
    from socialscaffold.cli.harvest_promote import run_promote

    raise typer.Exit(run_promote(tuple(answers or ()), program, text, diff=diff))


@harvest_app.command()
def withdraw(
    learner: Annotated[
        str, typer.Argument(help="The learner as the file calls them, their pseudonym, or an answer's id.")
    ],
    program: InProgram = Path(),
    prompt: Annotated[str, typer.Option("--prompt", help="Only their answers to this prompt.")] = "",
    key: KeyOption = None,
) -> None:
    """Take a learner's answers out, wherever they stand, and keep older files from bringing them back."""
    from socialscaffold.cli.harvest_collect import run_withdraw

    raise typer.Exit(run_withdraw(learner, program, prompt, key))
