"""The shelves of the pattern library: shipped patterns, and a program's own that add to them or replace them.

A pattern is one file, `<shelf>/<id>.yaml`, and only the files asked for are read.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error, has_errors, warn
from socialscaffold.marks import Span
from socialscaffold.patterns.agenda import Place, minutes_in, steps_at
from socialscaffold.patterns.compiled import keep, ready_or
from socialscaffold.patterns.defaults import Default, Evidence, evidence
from socialscaffold.patterns.pattern import Pattern, PracticeCycle, PromptBank, Session, Step, TaskPattern
from socialscaffold.patterns.placeholders import CODES as _PLACEHOLDER_CODES
from socialscaffold.source.gate import Gate
from socialscaffold.source.records import Reading, Unread, read_record
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.yaml_reader import read_yaml

__all__ = [
    "CODES", "CYCLES", "DESIGNS", "PROMPTS", "PROTOCOLS", "SHELVES", "TASKS",
    "Default", "Evidence", "Own", "Shelf", "check_own", "compile_into", "evidence", "ids", "load",
]  # fmt: skip

CODES = {
    **_PLACEHOLDER_CODES,
    "SS-PAT-002": "a pattern's id is not the name of its file",
    "SS-PAT-003": "an unknown source",
    "SS-PAT-004": "a pattern's steps don't add up to its minutes",
    "SS-PAT-005": "a step stands twice, or stands in for a step that is not there",
    "SS-PAT-006": "a file that stands on no shelf",
}
P = TypeVar("P", bound=Pattern)
_LIBRARY = Path(__file__).with_name("library")


@dataclass(frozen=True, slots=True)
class Shelf(Generic[P]):
    """One kind of pattern: the name of its folder, the record behind it, and what a message calls it."""

    name: str
    record: type[P]
    what: str


@dataclass(frozen=True, slots=True)
class Own:
    """A program's own patterns: `folder` is the path below the program as its author wrote it."""

    gate: Gate
    folder: str

    def path(self, shelf: str, name: str = "") -> str:
        """The path of a shelf, or of a pattern on it, as the gate wants it."""
        steps = [step for step in self.folder.split("/") if step not in ("", ".")]
        return "/".join([*steps, shelf, *([f"{name}.yaml"] if name else [])])


PROTOCOLS = Shelf("protocols", Session, "a protocol")
DESIGNS = Shelf("designs", Session, "a design")
CYCLES = Shelf("cycles", PracticeCycle, "a practice cycle")
PROMPTS = Shelf("prompts", PromptBank, "a prompt bank")
TASKS = Shelf("tasks", TaskPattern, "a task pattern")
SHELVES: tuple[Shelf[Any], ...] = (PROTOCOLS, DESIGNS, CYCLES, PROMPTS, TASKS)


def ids(shelf: Shelf[P], own: Own | None = None) -> tuple[str, ...]:
    """The patterns on a shelf by id, sorted, the program's own among them."""
    return tuple(sorted({*_shipped_ids(shelf.name), *_own_ids(shelf, own)}))


@cache
def _shipped_ids(shelf: str) -> frozenset[str]:
    # `glob` compiles a pattern and takes eight times as long.
    names = [path.name for path in (_LIBRARY / shelf).iterdir()]
    return frozenset(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def load(shelf: Shelf[P], name: str, own: Own | None = None) -> tuple[P | None, tuple[Diagnostic, ...]]:
    """The pattern `name`, the program's own before the shipped one, and what is wrong with it.

    (None, ()) where no shelf has it; `ids` knows those that are there. None with findings where the program's own
    can't be read.
    """
    if own is not None and name in _own_ids(shelf, own):
        path = own.path(shelf.name, name)
        data, found = own.gate.read_bytes(path)
        return (None, found) if data is None else _read(shelf, name, data, path)
    return (_shipped(shelf, name), ()) if name in _shipped_ids(shelf.name) else (None, ())


def check_own(own: Own) -> tuple[Diagnostic, ...]:
    """What is wrong with any of the program's own patterns, whether they are used or not."""
    found: list[Diagnostic] = []
    for shelf in SHELVES:
        for name in _own_ids(shelf, own):
            found.extend(load(shelf, name, own)[1])
    names = ", ".join(f"`{shelf.name}`" for shelf in SHELVES)
    for path in own.gate.files(own.path("").rstrip("/"), ".yaml"):
        hint = f"Put it into the folder of its kind: {names}."
        found.append(warn("SS-PAT-006", f"`{path}` stands on no shelf, so nobody finds it.", hint, Span(path)))
    return tuple(found)


def _own_ids(shelf: Shelf[P], own: Own | None) -> tuple[str, ...]:
    if own is None:
        return ()
    paths = own.gate.files(own.path(shelf.name), ".yaml")
    return tuple(path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in paths)


@cache
def _shipped(shelf: Shelf[P], name: str) -> P:
    return ready_or(lambda: _read_shipped(shelf, name), shelf.name, name)


def compile_into(folder: Path) -> None:
    """Read every shipped pattern into `folder`, for `ready_or`; the wheel's build calls this."""
    for shelf in SHELVES:
        for name in ids(shelf):
            keep(_read_shipped(shelf, name), folder, shelf.name, name)


def _read_shipped(shelf: Shelf[P], name: str) -> P:
    path = _LIBRARY / shelf.name / f"{name}.yaml"
    read, found = _read(shelf, name, path.read_bytes(), f"{shelf.name}/{name}.yaml")
    if read is None or found:
        raise ValueError(f"the shipped pattern {shelf.name}/{name} is broken: {found}")
    return read


def _read(shelf: Shelf[P], name: str, data: bytes, file: str) -> tuple[P | None, tuple[Diagnostic, ...]]:
    node, told = read_yaml(data, file)
    if node is None:
        return None, told
    reading = Reading()
    pattern = read_record(shelf.record, node, reading, shelf.what)
    found = [*told, *reading.found]
    if isinstance(pattern, Unread):
        return None, tuple(found)
    if has_errors(found):
        return None, tuple(found)
    if pattern.id != name:
        message = f"This pattern is called `{pattern.id}`, its file `{name}.yaml`."
        found.append(error("SS-PAT-002", message, f"Write `id: {name}`, or rename the file.", pattern.at.of("id")))
    if isinstance(pattern, Session | PracticeCycle):
        found.extend(_check_steps(pattern.steps))
    if isinstance(pattern, Session):
        found.extend(_check_minutes(pattern))
        if pattern.converge is not None:
            found.extend(_check_steps(pattern.converge.steps))
    return (None if has_errors(found) else pattern), tuple(found)


def _check_steps(steps: tuple[Step, ...]) -> list[Diagnostic]:
    found = []
    names: dict[str, Step] = {}
    for one in steps:
        if one.id in names:
            before = names[one.id].at.of("id").line
            hint = "Give one of them another id."
            found.append(
                error("SS-PAT-005", f"The step `{one.id}` stands on line {before} already.", hint, one.at.of("id"))
            )
        names.setdefault(one.id, one)
    for one in steps:
        if one.instead_of and one.instead_of not in names:
            guess = did_you_mean(one.instead_of, names)
            hint = f"Did you mean `{guess}`?" if guess else f"The steps are: {', '.join(names)}."
            message = f"No step is called `{one.instead_of}`."
            found.append(error("SS-PAT-005", message, hint, one.at.of("instead-of")))
    return found


def _check_minutes(session: Session) -> list[Diagnostic]:
    counts = dict(session.counts)
    wanted = session.minutes.default
    for place, name in ((Place(), "a middle"), (Place(first=True), "the first"), (Place(last=True), "the last")):
        total = minutes_in(steps_at(session.steps, place), counts)
        if total != wanted:
            message = f"The steps of {name} meeting add up to {total} minutes, not to the default of {wanted}."
            hint = f"Write `default: {total}`, change the steps, or say under `counts:` how often steps are repeated."
            span = session.minutes.at.of("default") if session.minutes.at.keys else session.at.span
            return [error("SS-PAT-004", message, hint, span)]
    return []
