"""A PO file, read as a translator's tool left it: what it holds, or the line that is in the way."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span
from socialscaffold.regex import regex

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_BOM = b"\xef\xbb\xbf"
# When a file was written is nothing to us, and the reader refuses one that says so in no form of its own.
_DATES = regex(rb'^"(?:PO-Revision|POT-Creation)-Date:[^"]*"', re.MULTILINE)
# A line that is no remark: a keyword or nothing, then one text in quotes that are closed.
_LINE = regex(r"""(?:#~\s*)?(?:msg(?:ctxt|id|id_plural|str(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"\s*""")


def read_catalogue(data: bytes, file: str) -> tuple[Catalog | None, tuple[Diagnostic, ...]]:
    """The catalogue in a file, or None and why it can't be read (SS-LANG-003)."""
    from babel.messages.pofile import PoFileError, read_po

    data = data.removeprefix(_BOM)
    if wrong := _open_line(data):
        seen = f"`{file}` can't be read as a PO file: the text of this line is not in quotes, or they are not closed."
        return None, (_told(seen, file, wrong),)
    try:
        return read_po(io.BytesIO(_DATES.sub(b'""', data)), abort_invalid=True), ()
    except PoFileError as why:
        said = str(why).rpartition(" on ")[0] or str(why)
        return None, (_told(f"`{file}` can't be read as a PO file: {said}.", file, why.lineno + 1),)
    except (ValueError, LookupError):
        seen = f"`{file}` is not in the encoding that its head names, or nobody knows that one."
        hint = "Save it as UTF-8, or take the file out of the translator's tool once more."
        return None, (error("SS-LANG-003", seen, hint, Span(file, 1, 1)),)


def _told(seen: str, file: str, line: int) -> Diagnostic:
    hint = "Mend this line, or take the file out of the translator's tool once more."
    return error("SS-LANG-003", seen, hint, Span(file, line, 1))


def _open_line(data: bytes) -> int:
    """The first line whose text no quotes enclose, from 1; 0 where there is none. The reader would guess its end."""
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return 0
    for number, line in enumerate(map(str.strip, lines), 1):
        remark = line.startswith("#") and not line.startswith("#~")
        if line and not remark and line.strip("#~ |") and not line.startswith("#~|") and not _LINE.fullmatch(line):
            return number
    return 0
