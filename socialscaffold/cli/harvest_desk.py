"""What every `harvest` command works on: the program as it stands, its harvest, the key of its pseudonyms, and a way to
change several files so that all of them change or none."""

from __future__ import annotations

import os
import secrets
import shlex
import sys
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from textwrap import wrap

from socialscaffold.cli import screen
from socialscaffold.cli.days import day_of_check
from socialscaffold.cli.programs import opened
from socialscaffold.compiler import Checked, check
from socialscaffold.diagnostics import has_errors
from socialscaffold.harvest.log import PATH, Log, read_log
from socialscaffold.harvest.pseudonyms import LEAST_KEY, Pseudonyms
from socialscaffold.output.lock import exclusive
from socialscaffold.output.staged import mode_of, staged
from socialscaffold.regex import regex
from socialscaffold.source.gate import NO_FILE, Gate
from socialscaffold.spec.load import Sources

_NEXT = regex(r"`socialscaffold (?:harvest \w+|build)(?=[ `])")
LOCK = ".harvest.socialscaffold-lock"
_WAIT = 10.0  # seconds


class Desk:
    """A program whose harvest is at work; `sources` and `log` are those of the moment it was opened."""

    def __init__(self, gate: Gate, called: Path, name: str, checked: Checked, sources: Sources, log: Log) -> None:
        self.gate, self.called, self.name = gate, called, name
        self.checked, self.sources, self.log = checked, sources, log

    def next(self, text: str) -> str:
        """A text with commands of ours, each with the program as it was called, so that it can be copied."""
        if self.called == Path():
            return text
        return _NEXT.sub(
            lambda hit: f"{hit[0]} {'' if 'build' in hit[0] else '-p '}{shlex.quote(str(self.called))}", text
        )

    def read(self, path: str) -> bytes | None:
        """A file of the program as it stands on disk."""
        return Gate(self.gate.root).read_bytes(path)[0]

    def refused(self, files: Mapping[str, bytes]) -> bool:
        """Whether the program would have a mistake with these files that it has not now; told where it has."""
        after = check(Gate(self.gate.root, dict(files)), self.name, as_of=self.checked.as_of)
        if not has_errors(after.found):
            return False
        screen.say("With these changes the program could not be read, so nothing was written:\n")
        screen.tell([one for one in after.found if one not in self.checked.found], {})
        return True

    def write(self, files: Mapping[str, bytes]) -> bool:
        """Put all files in place, or none; told where that could not be done."""
        wrong = write_all(self.gate.root, files)
        if wrong:
            tell(wrong, to_error=True)
        return not wrong


def open_desk(program: Path) -> Desk | None:
    """The program and its harvest; None, and told, where either can't be read. Usage error (exit 2) for no program."""
    gate, name = opened(program)
    checked = check(gate, name, as_of=day_of_check(None))  # an answer that has run out is none any more
    if checked.sources is None or has_errors(checked.found):
        screen.tell([one for one in checked.found if one.severity.value == "error"], gate.texts)
        screen.say()
        tell("Nothing can be harvested while the program can't be read. `socialscaffold fix` may mend it.")
        return None
    data, refused = gate.read_bytes(PATH)
    # Only a file that is not there is an empty harvest: one that can't be read would be written over.
    wrong = [one for one in refused if one.code != NO_FILE]
    log, found = (None, wrong) if wrong else read_log(data, checked.sources.program.id)
    if log is None:
        screen.tell(found, gate.texts)
        return None
    return Desk(gate, program, name, checked, checked.sources, log)


def tell(text: str, *, to_error: bool = False) -> None:
    """Say a sentence, broken between words where the terminal is narrower."""
    wide = screen.columns(sys.stderr if to_error else sys.stdout)
    screen.say("\n".join(broken(text, wide)) if wide else text, to_error=to_error)


def broken(text: str, wide: int) -> list[str]:
    """A text in lines of at most `wide` columns; no path and no command is broken within a word."""
    return wrap(text, wide, break_long_words=False, break_on_hyphens=False) or [""]


def at_work(root: Path, stack: ExitStack) -> bool:
    """Keep every other harvest of this program out until the stack ends; told where one is at work already."""
    try:
        held = stack.enter_context(exclusive(root / LOCK, _WAIT))
    except OSError as refused:
        screen.say(f"The program's folder can't be written ({refused.strerror}).", to_error=True)
        return False
    if not held:
        screen.say("Another harvest of this program is at work. Wait until it is done.", to_error=True)
    return held


def names_for(desk: Desk, key: Path | None) -> Pseudonyms | None:
    """The pseudonyms of the program; None, and told, where the key is not the one that its harvest was made with.

    Without `key` it is a file of the user's own, made when it is first needed. Usage error (exit 2) for a key that is
    missing, too short, or kept in the program's folder.
    """
    import typer

    path = key or Path(typer.get_app_dir("socialscaffold")) / "harvest.key"
    if path.resolve().is_relative_to(desk.gate.root.resolve()):
        raise typer.BadParameter(
            "keep it outside the program's folder, where git can't take it along", param_hint="--key"
        )
    if desk.log.key_check and not path.exists():
        tell(f"The pseudonyms of harvest.yaml were made with a key, and there is none at {path}.")
        tell("Ask whoever harvested first for a copy of theirs, and name it with --key FILE. Nothing was written.")
        return None
    try:
        if key is None and not path.exists():
            _make_key(path)
            tell(f"A key for pseudonyms was made: {path}. Keep a copy; without it nobody can withdraw by name.")
            screen.say()
        made = Pseudonyms(path.read_bytes().strip(), desk.sources.program.id)
    except OSError as wrong:
        remedy = "; without --key one of your own is made" if isinstance(wrong, FileNotFoundError) and key else ""
        raise typer.BadParameter(f"{path} can't be read ({wrong.strerror}){remedy}", param_hint="--key") from wrong
    except ValueError as short:
        raise typer.BadParameter(f"{path} is too short; {LEAST_KEY} bytes are the least", param_hint="--key") from short
    if desk.log.key_check and desk.log.key_check != made.check:
        tell("This is not the key that the pseudonyms of harvest.yaml were made with: one person would be two.")
        tell("Take that key with --key FILE. Whoever harvested first has it. Nothing was written.")
        return None
    return made


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")


def write_all(root: Path, files: Mapping[str, bytes]) -> str:
    """Put new contents in the places of files below `root`, in the order given; those that are not there are made.

    Everything is written beside its place first, so that a full disk changes nothing, and what was replaced is put back
    where a later one fails. What comes back says why nothing was done, and is empty where all was. Killed in between,
    the files of the first half are new and the others old; each is whole.
    """
    done: list[tuple[Path, bytes | None]] = []
    try:
        with ExitStack() as stack:
            waiting: list[tuple[Path, Path, bytes | None]] = []
            for name, data in files.items():
                path = root / name
                if path.is_symlink() or path.parent.is_symlink():
                    return f"{name} is a link to another place and was left alone. Nothing was written."
                path.parent.mkdir(parents=True, exist_ok=True)
                old = path.read_bytes() if path.exists() else None
                if old != data:
                    waiting.append((stack.enter_context(staged(path, data, mode_of(path))), path, old))
            for made, path, old in waiting:
                made.replace(path)
                done.append((path, old))
    except OSError as refused:
        for path, old in reversed(done):
            with suppress(OSError):
                _put_back(path, old)
        return f"Nothing was written: {refused.strerror}. See to the folder or the disk, then run this again."
    return ""


def _put_back(path: Path, old: bytes | None) -> None:
    """A file as it was before, or gone where there was none."""
    if old is None:
        path.unlink()
        return
    with staged(path, old, mode_of(path)) as made:
        made.replace(path)
