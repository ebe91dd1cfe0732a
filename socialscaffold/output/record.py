"""`build.json`: what went into a build, what came out of it, and what was found on the way."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Severity, in_order
from socialscaffold.marks import Span
from socialscaffold.output.document import Document
from socialscaffold.regex import regex

NAME = "build.json"
_MAKER = "socialscaffold"
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError)
_ABSOLUTE = regex(r"[/\\]|[A-Za-z]:")


def content_hash(document: Document) -> str:
    """The SHA-256 (hex) of a document's content.

    For a zip that is the hash of its sorted names and their contents: zlib's version and the stored mode
    change the archive's bytes and not what an LMS unpacks.
    """
    if document.path.endswith((".zip", ".imscc")):
        try:
            with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
                return _hash_of({name: _entry_hash(archive, name) for name in archive.namelist()})
        except _DAMAGED:
            pass  # a damaged archive is told from a whole one by its bytes
    return sha256(document.data).hexdigest()


def tree_hash(documents: Iterable[Document]) -> str:
    """One SHA-256 (hex) over the names and contents of all documents, `build.json` aside, in any order."""
    return _hash_of({one.path: content_hash(one) for one in documents if one.path != NAME})


def record(
    documents: Iterable[Document],
    *,
    inputs: Mapping[str, str],
    looked: Mapping[str, list[str]] | None = None,
    request: Mapping[str, object] | None = None,
    spec_version: str,
    tool_version: str,
    diagnostics: Iterable[Diagnostic] = (),
) -> Document:
    """The `build.json` that belongs to `documents`.

    `inputs` maps each file that was read, as the author would type it, to the SHA-256 (hex) of its bytes; `looked`
    is what else was asked of the disk (see `Gate`), and `request` what the user asked for.
    There is no time and no absolute path in it: the same build on another machine has the same record.
    Raises ValueError for an absolute path, which is a bug of ours.
    """
    found = in_order(diagnostics)
    files = [*inputs, *(one.span.file for one in found if one.span is not None)]
    if absolute := [file for file in files if _ABSOLUTE.match(file)]:
        raise ValueError(f"absolute paths in the record: {absolute}")
    outputs = {one.path: content_hash(one) for one in documents if one.path != NAME}
    content = {
        "made_by": _MAKER,
        "tool_version": tool_version,
        "spec_version": spec_version,
        "request": dict(request or {}),
        "inputs": dict(inputs),
        "looked": dict(looked or {}),
        "outputs": outputs,
        "tree": _hash_of(outputs),
        "diagnostics": [_plain(one) for one in found],
    }
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    return Document(NAME, text.encode("utf-8", "backslashreplace"))


@dataclass(frozen=True, slots=True)
class Record:
    """A `build.json` that was read: see `record` for what is in it."""

    tool_version: str
    request: dict[str, Any]
    inputs: dict[str, str]
    looked: dict[str, list[str]]
    outputs: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def tree(self) -> str:
        """The hash over all outputs, as `tree_hash` makes it."""
        return _hash_of(self.outputs)


def recorded(data: bytes) -> Record | None:
    """What a `build.json` says; None for any file not wholly ours."""
    said = _said(data)
    if said is None:
        return None
    try:
        return Record(
            said["tool_version"],
            said["request"],
            said["inputs"],
            said["looked"],
            said["outputs"],
            tuple(_told(one) for one in said["diagnostics"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def recorded_outputs(data: bytes) -> dict[str, str] | None:
    """Path -> content hash of the outputs that a `build.json` lists; None for any file not wholly ours."""
    said = _said(data)
    return None if said is None else dict(said["outputs"])


def _said(data: bytes) -> dict[str, Any] | None:
    """What a `build.json` holds, if it is ours and its outputs are those it was written with."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("made_by") != _MAKER:
        return None
    outputs = content.get("outputs")
    if not isinstance(outputs, dict) or not all(isinstance(digest, str) for digest in outputs.values()):
        return None
    return content if content.get("tree") == _hash_of(outputs) else None


def _hash_of(outputs: Mapping[str, str]) -> str:
    listing = "".join(f"{path}\0{outputs[path]}\n" for path in sorted(outputs))
    return sha256(listing.encode("utf-8", "surrogatepass")).hexdigest()


def _entry_hash(archive: zipfile.ZipFile, name: str) -> str:
    digest = sha256()
    with archive.open(name) as entry:
        while chunk := entry.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _plain(one: Diagnostic) -> dict[str, str | int]:
    plain: dict[str, str | int] = {"code": one.code, "severity": one.severity.value, "message": one.message}
    if one.hint:
        plain["hint"] = one.hint
    if one.evidence:
        plain["evidence"] = one.evidence
    if one.span is not None:
        plain.update(one.span._asdict())
    return plain


def _told(plain: dict[str, Any]) -> Diagnostic:
    """A diagnostic as `_plain` wrote it."""
    span = Span(*(plain[name] for name in Span._fields)) if "file" in plain else None
    severity = Severity(plain["severity"])
    return Diagnostic(plain["code"], severity, plain["message"], plain.get("hint", ""), span, plain.get("evidence", ""))
