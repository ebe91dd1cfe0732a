"""Where in a file of the language the cursor stands, read from the text before it, however unfinished that is."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.regex import regex

ITEM = "[]"  # one step into a list
_KEY = regex(r"([\"']?)([A-Za-z0-9_][\w .-]*?)\1[ \t]*:(?=[ \t]|$)")
_WORD = regex(r"[\w./-]*")


@dataclass(frozen=True, slots=True)
class Place:
    """`path` leads to the group of keys, or to the value, at the cursor. `typed` is what of it stands there already.

    `value` says that a value stands there; at a key it is false. In a list either may come.
    """

    path: tuple[str, ...]
    typed: str
    value: bool


def place_at(text: str, line: int, column: int) -> Place:
    """The place at a line and a column, both from 0; the column counts characters."""
    lines = text.split("\n")[: line + 1]
    if lines:
        lines[-1] = lines[-1][:column]
    scan = _Scan()
    for one in lines[:-1]:
        scan.line(one.rstrip("\r"))
    return scan.cursor(lines[-1] if lines else "")


def word_at(text: str, line: int, column: int) -> tuple[str, int, int]:
    """The word around a cursor, with the columns where it begins and ends."""
    rows = text.split("\n")
    row = rows[line] if line < len(rows) else ""
    for hit in _WORD.finditer(row):
        if hit.start() <= column <= hit.end() and hit[0]:
            return hit[0], hit.start(), hit.end()
    return "", column, column


class _Scan:
    """Keys of the blocks (by indentation) and of the brackets that are open."""

    def __init__(self) -> None:
        self.blocks: list[tuple[int, str]] = []
        self.flow: list[list[str]] = []  # each an opening bracket, and the key that was read last in it

    def line(self, row: str) -> None:
        """Read a whole line."""
        if self.flow:
            self._brackets(row)
        elif row.strip() and not row.lstrip().startswith("#"):
            rest, _ = self._head(row)
            self._brackets(rest)

    def cursor(self, row: str) -> Place:
        """Read the beginning of a line up to the cursor."""
        if self.flow:
            return self._in_flow(row)
        rest, named = self._head(row)
        if named and any(mark in rest for mark in "{["):
            return self._in_flow(rest)
        if not named and rest[:1] in ("{", "["):
            return self._in_flow(rest)
        keys = tuple(key for _, key in self.blocks)
        return Place(keys, rest.strip().lstrip("\"'"), named)

    def _head(self, row: str) -> tuple[str, bool]:
        """Take the dashes and the key at the beginning of a line; what is left, and whether there was a key."""
        at = len(row) - len(row.lstrip(" "))
        while row[at:].startswith("- ") or row[at:] == "-":
            self._close(at, dash=True)
            self.blocks.append((at, ITEM))
            rest = row[at + 1 :]
            at += 1 + len(rest) - len(rest.lstrip(" "))
        self._close(at, dash=False)
        hit = _KEY.match(row, at)
        if hit is None:
            return row[at:], False
        self.blocks.append((at, hit[2]))
        return row[hit.end() :], True

    def _close(self, at: int, *, dash: bool) -> None:
        """Leave the blocks that end where something begins at a column; a list may stand as far left as its key."""
        while self.blocks and (
            self.blocks[-1][0] > at or (self.blocks[-1][0] == at and (not dash or self.blocks[-1][1] == ITEM))
        ):
            self.blocks.pop()

    def _in_flow(self, row: str) -> Place:
        rest = self._brackets(row)
        keys = [key for _, key in self.blocks]
        for number, (bracket, key) in enumerate(self.flow):
            inner = number < len(self.flow) - 1
            keys += [ITEM] if bracket == "[" else [key] if key and (inner or ":" in rest) else []
        if not self.flow:
            return Place(tuple(keys), rest.strip(), True)
        typed = rest.rpartition(":")[2] if ":" in rest else rest
        return Place(tuple(keys), typed.strip().lstrip("\"'"), self.flow[-1][0] == "[" or ":" in rest)

    def _brackets(self, row: str) -> str:
        """Follow the brackets of a stretch; what stands after the last bracket or comma."""
        begin, quote = 0, ""
        for at, letter in enumerate(row):
            if quote:
                quote = "" if letter == quote else quote
            elif letter in "\"'" and not row[begin:at].rpartition(":")[2].strip():
                quote = letter
            elif letter == "#" and row[at - 1 : at] in ("", " "):
                break
            elif letter in "{[" and (self.flow or not row[begin:at].strip()):
                self.flow.append([letter, ""])
                begin = at + 1
            elif letter == ":" and self.flow:
                self.flow[-1][1] = row[begin:at].strip().strip("\"'")
            elif letter in ",]}" and self.flow:
                if letter == ",":
                    self.flow[-1][1] = ""
                else:
                    self.flow.pop()
                begin = at + 1
        return row[begin:]
