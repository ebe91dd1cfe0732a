"""What changed in a program since an overlay was written, from the history that git keeps."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.diff import git, program_at
from socialscaffold.cli.patterns import width
from socialscaffold.compiler import Checked, check
from socialscaffold.edit.diff.change import Side
from socialscaffold.edit.diff.compare import design_diff
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate
from socialscaffold.source.nodes import Mapping, Scalar, below
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.region import Region

_NEWEST = 200  # commits of the program's file that are looked through
_AREAS = ("program", "localization")


class History:
    """What git knows of a program's file. It is walked once, and each version read once, whatever is asked."""

    def __init__(self, program: Path, now: Checked) -> None:
        self.program, self.now = program, now
        self.folder = program if program.is_dir() else program.parent
        self.name = "program.yaml" if program.is_dir() else program.name
        self._versions = self._walk()
        self._read: list[tuple[str, dict[str, int]]] = []
        self._plans: dict[str, Plan | None] = {}

    def changes_since(self, message: str, revision: int) -> list[str]:
        """Lines that say what a message was at `revision`, what it is now, and what else local people should know."""
        if self.now.plan is None:
            return [f"What changed since revision {revision} of {message} can be told once the program has no errors."]
        today = dict(self.now.plan.program.messages)[message]
        head = f"Since revision {revision} of {message} (now {today.revision}):"
        commit = self.commit_of(message, revision)
        if commit is None:
            return [
                head,
                "  git has no program with that revision, so nobody can tell what changed.",
                f"  Now: {today.text}",
            ]
        before = self._plan(commit)
        was = dict(before.program.messages).get(message) if before else None
        if before is None or was is None:
            then = _said(git(self.folder, "show", f"{commit}:./{self.name}") or b"", "text").get(message, "")
            lines = [
                *([f"Then: {then}", f"Now:  {today.text}"] if then else [f"Now: {today.text}"]),
                f"The program had a mistake then ({commit[:10]}), so nobody can tell what else changed.",
            ]
            return [head, *_wrapped(lines)]
        lines = [f"Then: {was.text}", f"Now:  {today.text}"] if was.text != today.text else ["Its words are the same."]
        # What the answers themselves became is told by `region status`.
        then_said = replace(before, prompts=tuple(replace(one, states=()) for one in before.prompts))
        own = f"The message `{message}` now"
        found = design_diff(Side(then_said), Side(self.now.plan)).changes
        changes = [one for one in found if not one.text.startswith(own)]
        lines += [f"{'!' if one.loss else '·'} {one.text}" for one in changes if one.area in _AREAS]
        if rest := sum(one.area not in _AREAS for one in changes):
            lines.append(f"{rest} more difference{'s' * (rest != 1)}: socialscaffold diff {commit[:10]} {self.program}")
        return [head, *_wrapped(lines)]

    def commit_of(self, message: str, revision: int) -> str | None:
        """The newest commit at which the program had this revision of the message; None without one."""
        for commit, revisions in self._seen():
            if revisions.get(message) == revision:
                return commit
        return None

    def _seen(self) -> Iterator[tuple[str, dict[str, int]]]:
        """Each commit and the revisions of its messages, the newest first, read no further than anybody asks."""
        yield from self._read
        for commit in self._versions:
            text = git(self.folder, "show", f"{commit}:./{self.name}")
            self._read.append((commit, _revisions(text) if text is not None else {}))
            yield self._read[-1]

    def _walk(self) -> Iterator[str]:
        told = git(self.folder, "log", f"-{_NEWEST}", "--format=%H", "--", self.name)
        yield from told.decode().split() if told else ()

    def _plan(self, commit: str) -> Plan | None:
        if commit not in self._plans:
            with program_at(commit, self.folder) as then:
                self._plans[commit] = check(Gate(then), self.name).plan
        return self._plans[commit]


def _revisions(data: bytes) -> dict[str, int]:
    """The revision of each message in a program's text: 1 where none is said."""
    said = _said(data, "revision")
    return {name: int(number) if number.isdecimal() else 1 for name, number in said.items()}


def _said(data: bytes, key: str) -> dict[str, str]:
    """What each message in a program's text says under a key; empty where it says nothing."""
    messages = below(read_yaml(data, "program.yaml")[0], ("messages",))
    found = {}
    for name, message in messages.entries if isinstance(messages, Mapping) else ():
        said = below(message, (key,))
        found[name.text] = said.text if isinstance(said, Scalar) else ""
    return found


def _wrapped(lines: Iterable[str]) -> list[str]:
    """Lines that are put in, and fit the terminal."""
    return [
        part
        for one in lines
        for part in textwrap.wrap(screen.clean(one), width(), initial_indent="  ", subsequent_indent="    ")
    ]


def told_since(folder: Path, regions: Iterable[Region]) -> dict[tuple[str, str], dt.date]:
    """The day since which each region's file has said how it tells a message, by (region, message).

    What is not committed yet, or not kept in git, has no day. A day is that of the commit, not of a clock here.
    """
    found: dict[tuple[str, str], dt.date] = {}
    versions: dict[str, list[tuple[dt.date, dict[str, str]]]] = {}
    for region in regions:
        for name, told in region.messages:
            file = told.at.span.file
            if file not in versions:
                versions[file] = _versions(folder, file)
            for day, tellings in versions[file]:
                if tellings.get(name) != told.how:
                    break
                found[region.region, name] = day
    return found


def _versions(folder: Path, file: str) -> list[tuple[dt.date, dict[str, str]]]:
    """Each commit's day and what a region's file said then, the newest first."""
    told = git(folder, "log", f"-{_NEWEST}", "--format=%H %cI", "--", file)
    found = []
    for line in told.decode().split("\n") if told else ():
        commit, _, moment = line.partition(" ")
        text = git(folder, "show", f"{commit}:./{file}") if commit else None
        if text is not None:
            found.append((dt.date.fromisoformat(moment[:10]), _tellings(text, file)))
    return found


def _tellings(data: bytes, file: str) -> dict[str, str]:
    node, _ = read_yaml(data, file)
    messages = below(node, ("messages",))
    found = {}
    for name, said in messages.entries if isinstance(messages, Mapping) else ():
        how = said if isinstance(said, Scalar) else below(said, ("how",))
        if isinstance(how, Scalar):
            found[name.text] = how.text
    return found
