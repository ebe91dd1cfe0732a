"""What every stage above the plan hands on: a path and its bytes."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the output. `path` is relative, `/` between its parts, of safe names only (see `names.py`)."""

    path: str
    data: bytes


def text_document(path: str, text: str) -> Document:
    """A document of UTF-8 text with `\\n` line ends and exactly one at the end."""
    return Document(path, (text.replace("\r\n", "\n").rstrip("\n") + "\n").encode("utf-8"))
