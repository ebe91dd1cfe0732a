"""Where something stands in the author's files."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of one file.

    `file` is the path as the author would type it (relative to the program's folder, `/` between its parts).
    Lines and columns count from 1, columns in characters; `end_column` is the column after the last character.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
