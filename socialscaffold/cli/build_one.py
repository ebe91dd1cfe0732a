"""One program brought up to date in one folder: left alone where that is right, else checked, made and published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from socialscaffold import __version__
from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, has_errors, in_order
from socialscaffold.output.unchanged import unchanged
from socialscaffold.source.gate import Gate

if TYPE_CHECKING:
    from socialscaffold.compiler import Checked
    from socialscaffold.output.document import Document
    from socialscaffold.targets.lms import Lms

READABLE = ("markdown", "html")
Steps = Callable[[int], AbstractContextManager[Callable[[str], None]]]


@dataclass(frozen=True, slots=True)
class Job:
    """What is built: `file` of the folder `root`, and all that was asked for but the regions and the place.

    `trust` says that what `build.json` tells of our version is enough to leave a build alone; a checkout's version
    does not tell one state of it from another.
    """

    root: Path
    file: str
    cohort: str | None = None
    formats: tuple[str, ...] = ()
    lms: str | None = None
    as_of: dt.date | None = None
    stored: bool = False
    force: bool = False
    trust: bool = False
    language: str | None = None

    def request(self, regions: tuple[str, ...] | None) -> dict[str, object]:
        """What `build.json` keeps of it: a build answers the same request only."""
        return {
            "program": self.file,
            "cohort": self.cohort,
            "regions": None if regions is None else list(regions),
            "formats": list(self.formats),
            "lms": self.lms,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "stored": self.stored,
            **({"language": self.language} if self.language else {}),
        }


@dataclass(frozen=True, slots=True)
class Built:
    """What became of it: `state` is built, kept or refused; `paths` are the files that the folder holds now.

    `looked` says that the program was read anew; it was not where nothing has changed since the build that is kept.
    `gate` has the texts that the findings point into.
    """

    state: str
    paths: tuple[str, ...]
    found: tuple[Diagnostic, ...]
    gate: Gate
    looked: bool = True


@contextmanager
def silent(count: int) -> Iterator[Callable[[str], None]]:
    """Tell nobody of the formats as they are made."""
    yield lambda _: None


def build_one(job: Job, regions: tuple[str, ...] | None, target: Path, steps: Steps = silent) -> Built:
    """Bring the build in `target` up to date. Usage error (exit 2) for an unknown format or preset."""
    request, gate = job.request(regions), Gate(job.root)
    if job.trust and (ready := unchanged(target, gate, request, __version__)):
        return Built("kept", tuple(ready.outputs), tuple(ready.diagnostics), gate, looked=False)
    from socialscaffold.cli.formats import known_formats, preset_of
    from socialscaffold.compiler import check
    from socialscaffold.output.publish import is_current, publish

    known_formats(job.formats)
    preset, gate = preset_of(job.lms, job.formats), Gate(job.root)
    checked = check(gate, job.file, job.cohort, regions, job.as_of, job.language)
    made, told = _made(job, checked, gate, preset, request, steps)
    if made is None:
        return Built("refused", (), tuple(told), gate)
    paths = tuple(one.path for one in made[:-1])
    if is_current(made, target):
        return Built("kept", paths, tuple(told), gate)
    published = publish(made, target, keep_out=job.root, force=job.force)
    state = "refused" if has_errors(published) else "built"
    return Built(state, paths, tuple(in_order([*told, *published])), gate)


def _made(
    job: Job, checked: Checked, gate: Gate, preset: Lms | None, request: dict[str, object], steps: Steps
) -> tuple[tuple[Document, ...] | None, list[Diagnostic]]:
    """The files, their `build.json` last (None where errors stand in the way), and all findings."""
    from socialscaffold.compiler import READY, build
    from socialscaffold.output.record import record
    from socialscaffold.plan.aliases import aliases_of, found_with_aliases
    from socialscaffold.spec.program import VERSION

    if checked.plan is None or has_errors(checked.found):
        return None, list(checked.found)
    wanted = job.formats or checked.plan.program.package.formats or READY
    if preset:
        wanted = (*(one for one in wanted if one in READABLE), *preset.formats)
    with steps(len(wanted)) as step:
        documents, found = build(checked, wanted, stored=job.stored, step=step)
    if preset:
        documents = tuple(one for one in documents if preset.takes(one.path))
    told = in_order([*checked.found, *found])
    if has_errors(told):
        return None, told
    made = record(
        documents,
        inputs=gate.hashes,
        looked=gate.looked,
        request=request,
        spec_version=str(VERSION),
        tool_version=__version__,
        diagnostics=found_with_aliases(told, aliases_of(checked.sources)) if checked.sources else told,
    )
    return (*documents, made), told
