"""What each LMS takes: the presets of `build --lms`, read from `lms.yaml` with the reason for each value."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from socialscaffold.dataclass import dataclass
from socialscaffold.source import kinds as k
from socialscaffold.source.records import Reading, key
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.program import FORMATS

_FILE = Path(__file__).with_name("lms.yaml")


@dataclass(frozen=True, slots=True)
class Take:
    """A package to take; `file` is the end of its name, after the program's id and a hyphen."""

    file: str = key(k.TEXT, "The end of its name.", required=True)
    format: str = key(k.one_of(*FORMATS), "The format that makes it.", required=True)
    holds: str = key(k.TEXT, "What is in it.", required=True)
    why: str = key(k.TEXT, "Why this one.", required=True)
    source: str = key(k.TEXT, "Where that comes from.", required=True)
    steps: tuple[str, ...] = key(k.list_of(k.TEXT, least=1), "How to import it.", required=True)


@dataclass(frozen=True, slots=True)
class Setting:
    """Something to set in the LMS afterwards."""

    set: str = key(k.TEXT, "What to set.", required=True)
    why: str = key(k.TEXT, "Why.", required=True)
    source: str = key(k.TEXT, "Where that comes from.", required=True)


@dataclass(frozen=True, slots=True)
class Lms:
    """One preset; `packages` in the order of how much they give."""

    name: str = key(k.TEXT, "What people call it.", required=True)
    packages: tuple[Take, ...] = key(k.list_of(k.record(Take, "a package"), least=1), "What to take.", required=True)
    settings: tuple[Setting, ...] = key(k.list_of(k.record(Setting, "a setting")), "What to set.", default=())
    id: str = ""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that a build must make, each once."""
        return tuple(dict.fromkeys(one.format for one in self.packages))

    def takes(self, path: str) -> bool:
        """Whether a file of the build is a package for this LMS, or no package at all."""
        return not path.endswith((".zip", ".imscc")) or path.endswith(tuple(f"-{one.file}" for one in self.packages))


@cache
def presets() -> dict[str, Lms]:
    """All presets by their names, in the order of the file. ValueError where the file is wrong, a mistake of ours."""
    root, found = read_yaml(_FILE.read_bytes(), _FILE.name)
    reading = Reading()
    kind = k.map_of(k.NAME, k.record(Lms, "a preset"))
    read = kind.read(root, reading) if root is not None else ()
    if found or reading.found or not isinstance(read, tuple):
        raise ValueError(f"{_FILE.name}: {(*found, *reading.found)}")
    return {name: replace(one, id=name) for name, one in read}
