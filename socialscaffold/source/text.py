"""Bytes of the author's files -> text with `\\n` line ends and no character that trips XML or a terminal.

Replacements keep every character in its column, so later findings still point at the right place.
"""

from __future__ import annotations

from socialscaffold.diagnostics import Diagnostic, Severity, error
from socialscaffold.marks import Span
from socialscaffold.regex import regex

CODES = {
    "SS-TEXT-001": "the file is not UTF-8",
    "SS-TEXT-002": "the file is UTF-16 or UTF-32",
    "SS-TEXT-003": "the file begins with a byte order mark (read past)",
    "SS-TEXT-004": "a control character or another invisible character that no text should hold",
    "SS-TEXT-005": "lines end in a lone carriage return",
}

# What XML 1.0 forbids, the C1 controls, and the line ends that editors and YAML count differently.
FORBIDDEN = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

_NAMES = {
    0x00: "NUL",
    0x0B: "a vertical tab",
    0x0C: "a form feed",
    0x1B: "an escape character",
    0x85: "a hidden line end",
    0x2028: "a hidden line end",
    0x2029: "a hidden paragraph end",
    0xFEFF: "an invisible byte order mark",
}
_UTF8_BOM = b"\xef\xbb\xbf"
_MOST = 5


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of `data`, or None where it is no text at all.

    A text is returned beside errors too (with spaces or U+FFFD in place of what was wrong), so that the
    mistakes further up the house can be told in the same run.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or _looks_like_utf16(data):
        return None, (
            error(
                "SS-TEXT-002",
                "This file is saved as UTF-16 (or UTF-32).",
                "Save it again with the encoding UTF-8 (in Notepad: Save as, Encoding: UTF-8).",
                Span(file),
            ),
        )
    found: list[Diagnostic] = []
    if data.startswith(_UTF8_BOM):
        data = data[len(_UTF8_BOM) :]
        found.append(
            Diagnostic(
                "SS-TEXT-003",
                Severity.INFO,
                "The file begins with a byte order mark, which was read past.",
                "Choose “UTF-8”, not “UTF-8 with BOM”, when you save; other tools stumble over the mark.",
                Span(file),
            )
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        patched = _decode_with_gaps(data, file, found)
        if patched is None:
            return None, tuple(found)
        text = patched
    text = _line_ends(text, file, found)
    return _without_forbidden(text, file, found), tuple(found)


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column (from 1) of the character at `index`."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def name_of(character: str) -> str:
    """What a forbidden character is called in a message: `NUL (U+0000)`."""
    code = ord(character)
    kind = "half of a character" if 0xD800 <= code <= 0xDFFF else _NAMES.get(code, "a control character")
    return f"{kind} (U+{code:04X})"


def is_clear(text: str) -> bool:
    """Whether a text certainly holds nothing forbidden, by what can be printed: true for most, and quick to tell."""
    return text.replace("\n", "").replace("\t", "").isprintable()


def _looks_like_utf16(data: bytes) -> bool:
    start = data[:200]
    return len(start) >= 8 and (start[::2].count(0) > len(start) // 3 or start[1::2].count(0) > len(start) // 3)


def _decode_with_gaps(data: bytes, file: str, found: list[Diagnostic]) -> str | None:
    """The text with U+FFFD for each wrong byte, or None where there are too many for a text."""
    parts: list[str] = []
    position, line, column = 0, 1, 1
    for _ in range(_MOST):
        try:
            parts.append(data[position:].decode("utf-8"))
            return "".join(parts)
        except UnicodeDecodeError as wrong:
            good = data[position : position + wrong.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
            parts.append(good)
            parts.append("\ufffd")
            line += good.count("\n")
            column = len(good) - good.rfind("\n") if "\n" in good else column + len(good)
            byte = data[position + wrong.start]
            meant = bytes([byte]).decode("cp1252", "replace")
            guess = f" (in the old Windows encoding, “{meant}”)" if meant.isprintable() and meant != "\ufffd" else ""
            found.append(
                error(
                    "SS-TEXT-001",
                    f"A byte here is not UTF-8: 0x{byte:02X}{guess}.",
                    "Save the file again with the encoding UTF-8, then look whether this letter is right.",
                    Span(file, line, column, line, column + 1),
                )
            )
            column += 1
            position += wrong.start + 1
    return None


def _line_ends(text: str, file: str, found: list[Diagnostic]) -> str:
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    if (first := text.find("\r")) >= 0:
        line, column = place(text, first)
        found.append(
            error(
                "SS-TEXT-005",
                "A line ends here with a lone carriage return, as on very old Macs.",
                "Save the file with the line ends LF or CRLF (your editor's status bar offers both).",
                Span(file, line, column, line, column),
            )
        )
        text = text.replace("\r", "\n")
    return text


def _without_forbidden(text: str, file: str, found: list[Diagnostic]) -> str:
    if is_clear(text) or FORBIDDEN.search(text) is None:
        return text
    for number, hit in enumerate(FORBIDDEN.finditer(text)):
        if number == _MOST:
            break
        line, column = place(text, hit.start())
        found.append(
            error(
                "SS-TEXT-004",
                f"Here stands {name_of(hit[0])}, which nobody can see.",
                "Delete it: put the cursor behind it, press Backspace, and type the letters around it again.",
                Span(file, line, column, line, column + 1),
            )
        )
    return FORBIDDEN.sub(" ", text)
