"""`socialscaffold diff`: what changed in a design, for a person, a pull request or a program."""

from __future__ import annotations

import io
import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.programs import opened
from socialscaffold.compiler import Checked, check
from socialscaffold.edit.diff.change import Side
from socialscaffold.edit.diff.compare import DesignDiff, design_diff

NUMBERED = {
    "support-network": "1 In it together",
    "sense-making": "2 Shared sense-making",
    "application": "3 Application",
    "localization": "4 Localization",
    "engagement": "5 Ownership",
}
TITLES = {
    "program": "The program",
    **NUMBERED,
    "workload": "Minutes",
    "review": "The review",
    "saved progress": "What learners have saved",
}
_LARGEST = 200 * 1024 * 1024


def run_diff(before: str, after: str, cohort: str | None, format_: str, *, exit_code: bool) -> int:
    """Compare two programs, each a path or a git revision of the other's folder, and print what changed."""
    import typer

    if format_ not in ("text", "markdown", "json"):
        raise typer.BadParameter("there are text, markdown and json", param_hint="--format")
    if not Path(before).exists() and not Path(after).exists():
        raise typer.BadParameter(f"there is no file or folder at {before} nor at {after}", param_hint="OLD and NEW")
    home = Path(after) if Path(after).exists() else Path(before)
    sides = []
    for where in (before, after):
        with program_at(where, home) as path:
            gate, name = opened(path)
            checked = check(gate, name, cohort)
            if checked.plan is None:
                screen.say(f"{where} can't be compared: {screen.summary(checked.found)}.", to_error=True)
                screen.say(screen.as_text(checked.found, gate.texts, colour=False), to_error=True)
                return 1
            sides.append(Side(checked.plan, checked.found, _saved(checked)))
    found = design_diff(*sides)
    screen.say({"text": as_text, "markdown": _markdown, "json": _json}[format_](found))
    return int(exit_code and bool(found.changes))


@contextmanager
def program_at(where: str, home: Path) -> Iterator[Path]:
    """The program at a path, or the program of `home` as it was at a git revision, in a folder of its own."""
    import typer

    if Path(where).exists():
        yield Path(where)
        return
    folder = home if home.is_dir() else home.parent
    if where.startswith("-"):
        raise typer.BadParameter(f"{where} is no revision", param_hint="OLD and NEW")
    told = git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    if told is None:
        raise typer.BadParameter(f"there is no {where}, and {folder} is not kept in git", param_hint="OLD and NEW")
    top, _, prefix = told.decode().partition("\n")
    inside = prefix.strip().rstrip("/")
    packed = git(Path(top), "archive", "--format=tar", f"{where}:{inside}" if inside else where)
    if packed is None:
        seen = f"git knows no `{where}`, or the program was not there yet"
        raise typer.BadParameter(seen, param_hint="OLD and NEW")
    with tempfile.TemporaryDirectory() as made:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            if sum(one.size for one in archive) > _LARGEST:
                raise typer.BadParameter(f"the folder at {where} is too large", param_hint="OLD and NEW")
            archive.extractall(made, members=[one for one in archive if one.isreg() or one.isdir()], filter="data")
        yield Path(made) if home.is_dir() else Path(made, home.name)


def git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None where it fails or is not there."""
    try:
        told = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except OSError:
        return None
    return told.stdout if told.returncode == 0 else None


def _saved(checked: Checked) -> dict[str, str]:
    """What the learner's page remembers, by id: each thing to do, and the boxes and questions in it."""
    from socialscaffold.targets.learner import learner_page

    if checked.plan is None or checked.sources is None:
        return {}
    page = learner_page(checked.plan, checked.articles, dict(checked.sources.quizzes))
    kept: dict[str, str] = {}
    for item in page.items:
        kept[item.id] = item.title
        for step in item.steps:
            kept.update((f"{item.id}/{box.id}", f"{item.title}: {box.label}") for box in step.boxes)
        for question in item.quiz.questions if item.quiz else ():
            kept[f"{item.id}/{question.id}"] = f"{item.title}: {question.prompt}"
    return kept


def _head(found: DesignDiff) -> str:
    if not found.changes:
        return "The design is the same."
    kind = "The design changes" if found.structural else "Only words change"
    losses = sum(one.loss for one in found.changes)
    count = len(found.changes)
    told = f"{kind}: {count} difference{'s' * (count != 1)}"
    return f"{told}, {losses} of them a loss." if losses else f"{told}."


def as_text(found: DesignDiff) -> str:
    """The differences for a terminal; `!` marks a loss."""
    lines = [_head(found)]
    for area, changes in found.by_area():
        lines += ["", TITLES[area]]
        lines += [f"  {'!' if one.loss else '·'} {screen.clean(one.text)}" for one in changes]
    return "\n".join(lines)


def _markdown(found: DesignDiff) -> str:
    lines = ["## What changes in the design", "", _head(found)]
    for area, changes in found.by_area():
        lines += ["", f"### {TITLES[area]}", ""]
        lines += [f"- {'**Loss:** ' if one.loss else ''}{_escaped(one.text)}" for one in changes]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """A sentence of ours as Markdown: ids between backticks stay code, nothing else has an effect."""
    from socialscaffold.output.templates import escape

    return re.sub(r"\\`([A-Za-z0-9:_./-]+)\\`", r"`\1`", escape(text))


def _json(found: DesignDiff) -> str:
    rows = [
        {"area": one.area, "text": one.text, "structural": one.structural, "loss": one.loss} for one in found.changes
    ]
    return json.dumps({"structural": found.structural, "changes": rows}, ensure_ascii=False, indent=2)
