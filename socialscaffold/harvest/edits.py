"""What a harvest or a decision changes -> the new bytes of the files it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from socialscaffold.harvest.gather import Gathered, Proposed, by_region
from socialscaffold.harvest.log import PATH, written
from socialscaffold.harvest.overlay import Pairs, added, begun, changed
from socialscaffold.harvest.write import Said, Word
from socialscaffold.spec.program import Program
from socialscaffold.spec.region import Region

Read = Callable[[str], bytes | None]


def path_of(region: str) -> str:
    """Where a region's file stands in the program."""
    return f"regions/{region}.yaml"


def edits_of(
    gathered: Gathered, program: Program, regions: Iterable[Region], cohort: str, read: Read
) -> dict[str, bytes]:
    """The files of a harvest by path, the log last. Raises CannotEdit where a region's file takes no edit."""
    files: dict[str, bytes] = {}
    overlays = {one.region: one for one in regions}

    def text(region: str) -> bytes:
        path = path_of(region)
        return files.get(path) or read(path) or begun(program.id, region)

    changes: dict[str, dict[str, dict[str, Said]]] = {}
    for region, name in gathered.withdrawn:
        changes.setdefault(region, {})[name] = {"status": "withdrawn", "consent": Word("no"), "text": ""}
    for region, name in gathered.agreed:
        changes.setdefault(region, {})[name] = {"consent": Word("yes")}
    for region, mine in changes.items():
        files[path_of(region)] = changed(text(region), mine)
    for region, proposals in by_region(gathered).items():
        new = [_pairs(one, program, overlays.get(region), cohort) for one in proposals]
        files[path_of(region)] = added(text(region), new)
    return {**dict(sorted(files.items())), PATH: written(gathered.log)}


def _pairs(one: Proposed, program: Program, overlay: Region | None, cohort: str) -> Pairs:
    """An answer's keys as they are written, in the order in which people read them."""
    pairs: Pairs = [("id", one.id), ("prompt", one.prompt), ("status", "proposed")]
    pairs += [("from", cohort), ("learner", one.learner), ("consent", Word(one.consent))]
    revision = _revision(one.prompt, program, overlay)
    if revision:
        pairs.append(("revision", revision))
    return [*pairs, ("text", one.text)]


def _revision(prompt: str, program: Program, overlay: Region | None) -> int:
    """The revision of the message that is answered, where the region's file was written against another."""
    asked = next((one for one in program.strategies.localization.prompts if one.id == prompt), None)
    name = asked.message.text if asked and asked.message else ""
    message = dict(program.messages).get(name)
    if message is None or (dict(overlay.based_on).get(name) if overlay else None) == message.revision:
        return 0
    return message.revision
