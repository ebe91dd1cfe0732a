"""`harvest.yaml`: where each answer came from, who said nearly the same, what waits and what was taken back.

The answers themselves stand in the regions' files. This file is the program's memory of the harvest: kept in git, read
by people, and written anew by each command.
"""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.harvest.write import Said, Word, item
from socialscaffold.source import kinds as k
from socialscaffold.source.records import Marks, Reading, Unread, key, marks, read_record
from socialscaffold.source.yaml_reader import read_yaml

PATH = "harvest.yaml"
_HEAD = """\
# Where local answers came from. `socialscaffold harvest` writes this file; what you decide stands in regions/.
socialscaffold-harvest: 1
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """What somebody else said nearly as well: it stands in for the answer if that is taken back."""

    learner: str = key(k.TEXT, "Who, as a pseudonym.", default="")
    consent: str = key(k.one_of("yes", "ask"), "Whether it may be shown.", default="ask")
    text: str = key(k.TEXT, "The words.", default="")
    from_: str = key(k.TEXT, "The cohort and set.", default="", name="from")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of one answer beside what its region's file says."""

    id: str = key(k.NAME, "The answer.", required=True)
    came_by: str = key(k.TEXT, "What kind of file it stood in.", default="")
    file: str = key(k.TEXT, "The beginning of that file's SHA-256.", default="")
    row: int = key(k.integer(1, 100_000_000), "The row, line or entry in it.", default=1)
    waits_for: str = key(k.TEXT, "Why it was put off.", default="")
    first_written: str = key(k.TEXT, "Its writer's words, where a reviewer changed them.", default="")
    alike: tuple[Alike, ...] = key(k.list_of(k.record(Alike, "what was said alike")), "Said alike.", default=())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Somebody's consent to one prompt that was given and withdrawn: older files bring nothing back."""

    learner: str = key(k.TEXT, "Who, as a pseudonym.", required=True)
    prompt: str = key(k.TEXT, "The prompt; empty for all.", default="")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Log:
    """The whole file."""

    socialscaffold_harvest: int = key(k.integer(1, 1), "The version.", required=True)
    program: str = key(k.ID, "The id of the program.", required=True)
    key_check: str = key(k.TEXT, "What tells the key of the pseudonyms from another.", default="")
    answers: tuple[Origin, ...] = key(k.list_of(k.record(Origin, "an answer")), "The answers.", default=())
    taken_back: tuple[TakenBack, ...] = key(
        k.list_of(k.record(TakenBack, "a withdrawal")), "What was withdrawn.", default=()
    )
    at: Marks = marks()

    def origin(self, name: str) -> Origin:
        """What is known of an answer; nothing but its id where nothing is."""
        return next((one for one in self.answers if one.id == name), Origin(id=name))


def read_log(data: bytes | None, program: str) -> tuple[Log | None, tuple[Diagnostic, ...]]:
    """The log of a program; an empty one where there is no file, None where it can't be read."""
    if data is None:
        return Log(socialscaffold_harvest=1, program=program), ()
    root, found = read_yaml(data, PATH)
    if root is None:
        return None, tuple(found)
    reading = Reading()
    log = read_record(Log, root, reading, "the harvest")
    told = (*found, *reading.found)
    return (None if isinstance(log, Unread) or reading.found else log), told


def written(log: Log) -> bytes:
    """The file that reads back to the same log."""
    lines = [f"program: {log.program}"]
    if log.key_check:
        lines.append(f'key-check: "{log.key_check}"')
    if log.answers:
        lines += ["answers:", *(line for one in log.answers for line in _origin(one))]
    if log.taken_back:
        lines.append("taken-back:")
        for one in log.taken_back:
            lines += item([("learner", one.learner), ("prompt", one.prompt)], 2)
    return (_HEAD + "\n".join(lines) + "\n").encode("utf-8")


def _origin(one: Origin) -> Iterator[str]:
    yield from item(
        [
            ("id", one.id),
            ("came-by", one.came_by),
            ("file", one.file),
            ("row", one.row if one.file else ""),
            ("waits-for", one.waits_for),
            ("first-written", one.first_written),
        ],
        2,
    )
    if one.alike:
        yield "    alike:"
        for each in one.alike:
            pairs: list[tuple[str, Said]] = [
                ("learner", each.learner), ("consent", Word(each.consent)), ("text", each.text), ("from", each.from_)
            ]  # fmt: skip
            yield from item(pairs, 6)
