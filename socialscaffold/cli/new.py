"""`socialscaffold new` and `demo`: a folder to begin with."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from socialscaffold import resources
from socialscaffold.cli import screen
from socialscaffold.source.suggest import did_you_mean

QUESTIONS = (
    ("title", "What is the program called?", "My program"),
    ("role", "Who learns? (one phrase)", "Colleagues"),
    ("learners", "How many learners?", "18"),
    ("weeks", "How many weeks?", "6"),
    ("hours", "How many hours a week can one learner give?", "3"),
    ("outcome", "What can learners do at the end?", "Do one important thing better than before"),
)
NUMBERS = {"learners": (5, 100_000), "weeks": (2, 104), "hours": (1, 40)}


def names() -> list[str]:
    """The examples that can be begun from."""
    return sorted(one.name for one in resources.examples().iterdir() if (one / "program.yaml").is_file())


def run_new(folder: Path, start: str, ci: tuple[str, ...] = (), *, ask: bool) -> int:
    """Make `folder`, with the files for `ci`; refuses one that holds something already."""
    import typer

    from socialscaffold.cli.ci import PLACES, write_ci

    if wrong := [one for one in ci if one not in PLACES]:
        raise typer.BadParameter(f"`{wrong[0]}` is none of {', '.join(PLACES)}", param_hint="--ci")
    if start != "blank" and start not in names():
        guess = did_you_mean(start, ["blank", *names()])
        hint = f"did you mean {guess}?" if guess else f"there are blank, {', '.join(names())}"
        raise typer.BadParameter(f"there is no example `{start}`; {hint}", param_hint="--from")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        screen.say(f"{folder} holds something already. Choose a folder that is empty or not there yet.", to_error=True)
        return 1
    if start == "blank":
        _blank(folder, ask)
    else:
        shutil.copytree(resources.examples() / start, folder, dirs_exist_ok=True)
    _schemas(folder)
    for path in write_ci(folder, ci):
        screen.say(f"{path} looks at the program from now on; it belongs at the root of its repository.")
    screen.say(f"{folder} is ready. Next:\n  socialscaffold check {folder}\n  socialscaffold build {folder}")
    return 0


def _blank(folder: Path, ask: bool) -> None:
    import typer
    from cookiecutter.main import cookiecutter

    answers = {}
    for name, question, default in QUESTIONS:
        answers[name] = _asked(name, question, default) if ask else default
    slug = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "my-program"
    context = {"slug": slug[:60].rstrip("-")}
    for name, value in answers.items():
        context[name] = value if name in NUMBERS else _quoted(value)
    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    stage = parent / f".{slug}.new"
    if stage.exists():
        shutil.rmtree(stage)
    stage.mkdir()
    try:
        made = cookiecutter(
            str(resources.templates() / "program"),
            no_input=True,
            extra_context=context,
            output_dir=str(stage),
            accept_hooks=False,
            default_config=True,
        )
        if folder.exists():
            folder.rmdir()
        Path(made).rename(folder)
    except OSError as wrong:
        raise typer.BadParameter(f"{folder} can't be made: {wrong.strerror}", param_hint="FOLDER") from wrong
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _quoted(text: str) -> str:
    """A text as quoted YAML: a colon or a quote stays one, and no brace is left for the template to obey."""
    visible = "".join(one for one in text if one.isprintable())
    return json.dumps(visible, ensure_ascii=False).replace("{", "\\u007b")


def _asked(name: str, question: str, default: str) -> str:
    import typer

    while True:
        answer = " ".join(str(typer.prompt(question, default=default)).split())
        least, most = NUMBERS.get(name, (0, 0))
        if not most or (answer.isdigit() and least <= int(answer) <= most):
            return answer
        screen.say(f"Please answer with a number from {least} to {most}.")


def _schemas(folder: Path) -> None:
    from socialscaffold.spec.schema import FILES, json_schema

    target = folder / ".socialscaffold"
    target.mkdir(exist_ok=True)
    for which in FILES:
        (target / f"{which}.schema.json").write_text(json_schema(which), "utf-8", newline="\n")


def run_demo(folder: Path) -> int:
    """The EV case, built."""
    from socialscaffold.cli.build import run_build

    code = run_new(folder, "ev-charging", ask=False)
    if code:
        return code
    screen.say()
    return run_build(folder, "2027-spring", None, (), None, stored=False, force=False)
