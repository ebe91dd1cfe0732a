"""Whether a build stands already: the same question asked of the same files, and its answer untouched on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from socialscaffold.output.document import Document
from socialscaffold.output.ownership import files_in
from socialscaffold.output.publish import nothing_beside
from socialscaffold.output.record import NAME, Record, content_hash, recorded
from socialscaffold.source.gate import Gate


def unchanged(target: Path, gate: Gate, request: Mapping[str, object], tool_version: str) -> Record | None:
    """The record of the build in `target` where building again would change nothing, else None.

    `gate` is a fresh one; it reads again every file that the build had read. Nothing is planned or made.
    """
    try:
        found = recorded((target / NAME).read_bytes())
        if found is None or found.tool_version != tool_version or found.request != request:
            return None
        paths = set(files_in(target))
        if paths != {*found.outputs, NAME} or not nothing_beside(target):
            return None
        if not gate.unchanged(found.inputs, found.looked):
            return None
        for path, digest in found.outputs.items():
            if content_hash(Document(path, (target / path).read_bytes())) != digest:
                return None
    except OSError:
        return None
    return found
