"""What changed in a program since an overlay was written, from the history that git keeps."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.diff import git, program_at
from socialscaffold.cli.patterns import width
from socialscaffold.compiler import Checked, check
from socialscaffold.edit.diff.change import Side
from socialscaffold.edit.diff.compare import design_diff
from socialscaffold.source.gate import Gate
from socialscaffold.source.nodes import Mapping, Scalar
from socialscaffold.source.yaml_reader import read_yaml

_NEWEST = 200  # commits of the program's file that are looked through
_AREAS = ("program", "localization")


def changes_since(program: Path, now: Checked, message: str, revision: int) -> list[str]:
    """Lines that say what a message was at `revision`, what it is now, and what else local people should know."""
    if now.plan is None:
        return [f"What changed since revision {revision} of {message} can be told once the program has no errors."]
    folder = program if program.is_dir() else program.parent
    name = "program.yaml" if program.is_dir() else program.name
    today = dict(now.plan.program.messages)[message]
    head = f"Since revision {revision} of {message} (now {today.revision}):"
    commit = commit_of(folder, name, message, revision)
    if commit is None:
        return [
            head,
            "  git has no program with that revision, so nobody can tell what changed.",
            f"  Now: {today.text}",
        ]
    with program_at(commit, folder) as then:
        before = check(Gate(then), name)
    if before.plan is None:
        return [head, f"  The program at {commit[:10]} can't be read any more.", f"  Now: {today.text}"]
    was = dict(before.plan.program.messages)[message]
    lines = [f"Then: {was.text}", f"Now:  {today.text}"] if was.text != today.text else ["Its words are the same."]
    # What the answers themselves became is told by `region status`.
    then_said = replace(before.plan, prompts=tuple(replace(one, states=()) for one in before.plan.prompts))
    own = f"The message `{message}` now"
    changes = [one for one in design_diff(Side(then_said), Side(now.plan)).changes if not one.text.startswith(own)]
    lines += [f"{'!' if one.loss else '·'} {one.text}" for one in changes if one.area in _AREAS]
    if rest := sum(one.area not in _AREAS for one in changes):
        lines.append(f"{rest} more difference{'s' * (rest != 1)}: socialscaffold diff {commit[:10]} {program}")
    wrapped = [
        part
        for one in lines
        for part in textwrap.wrap(screen.clean(one), width(), initial_indent="  ", subsequent_indent="    ")
    ]
    return [head, *wrapped]


def commit_of(folder: Path, name: str, message: str, revision: int) -> str | None:
    """The newest commit at which the program had this revision of the message; None without one."""
    told = git(folder, "log", f"-{_NEWEST}", "--format=%H", "--", name)
    for commit in told.decode().split() if told else ():
        text = git(folder, "show", f"{commit}:./{name}")
        if text is not None and _revision(text, message) == revision:
            return commit
    return None


def _revision(data: bytes, message: str) -> int:
    """The revision of a message in a program's text; 1 where it is not said, 0 where there is no such message."""
    node, _ = read_yaml(data, "program.yaml")
    for name in ("messages", message):
        node = node.get(name) if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping):
        return 0
    said = node.get("revision")
    return int(said.text) if isinstance(said, Scalar) and said.text.isdigit() else 1
