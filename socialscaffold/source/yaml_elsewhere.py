"""What other tools make of a value: most read YAML 1.1, where `NO` is a no and `14:30` a number of minutes.

We keep the characters that stand in the file. A program is read by others too, a form's service, a script of the
company, an editor, and they would see another value. Quotes make it the same for everybody.
"""

from __future__ import annotations

from socialscaffold.diagnostics import Diagnostic, Mend, Severity
from socialscaffold.source.nodes import Node, Scalar, Sequence

CODES = {"SS-YAML-001": "a value that other tools read as another one"}
_WORDS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false", "null": "null"}
_BEGINS = frozenset("0123456789+-.")
_DIGITS, _OCTAL = frozenset("0123456789_"), frozenset("01234567_")


def changed_elsewhere(root: Node) -> tuple[Diagnostic, ...]:
    """One note for the plain keys and values of a file that other tools would read as others, with their quotes."""
    changed: list[tuple[Scalar, str]] = []
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            if node.plain and (seen := read_elsewhere(node.text)):
                changed.append((node, seen))
        elif isinstance(node, Sequence):
            waiting += node.items
        else:
            for name, value in node.entries:
                waiting += (name, value)
    return (_note(sorted(changed, key=lambda one: one[0].span)),) if changed else ()


def read_elsewhere(text: str) -> str:
    """What a tool of YAML 1.1 shows for a plain text; empty where it shows the same."""
    if not text:
        return ""
    if text[0] in _BEGINS:
        seen = "" if len(text) > 20 else _number(text)
    else:
        folded = text.lower() if len(text) <= 5 else ""
        # A word counts in small letters, in capitals, and with the first one a capital.
        seen = _WORDS.get(folded, "") if text in (folded, folded.upper(), folded.title()) else ""
    return "" if seen == text else seen


def safe(text: str) -> str:
    """A short name as it should be written: in quotes where others would read another one."""
    return f'"{text}"' if read_elsewhere(text) else text


def _number(text: str) -> str:
    sign, body = (-1 if text[0] == "-" else 1), text[text[0] in "+-" :]
    if not body or body[0] == "_":
        return ""
    if "." in body:
        return _decimal(body, sign, bare=body is text)
    if _DIGITS.issuperset(body):
        whole = _whole(body)
    elif body[:2] in ("0x", "0b"):
        whole = _in_base(body[2:].replace("_", ""), 16 if body[1] == "x" else 2)
    else:
        whole = _sixties(body.split(":"))
    return "" if whole is None else str(sign * whole)


def _decimal(body: str, sign: int, *, bare: bool) -> str:
    """A number with a point; without digits before it only where no sign stands there."""
    head, _, tail = body.partition(".")
    if not _DIGITS.issuperset(head + tail) or not (head or (bare and tail[:1] not in ("", "_"))):
        return ""
    return str(sign * float(f"{head or 0}.{tail or 0}".replace("_", "")))


def _whole(body: str) -> int | None:
    """Digits as a number: in eights behind a zero, unless an 8 or a 9 is among them."""
    if body[0] != "0" or body == "0":
        return int(body.replace("_", ""))
    return int(body.replace("_", ""), 8) if _OCTAL.issuperset(body) else None


def _in_base(digits: str, base: int) -> int | None:
    try:
        return int(digits, base)
    except ValueError:
        return None


def _sixties(parts: list[str]) -> int | None:
    """`14:30` as minutes, `1:30:00` as seconds."""
    first, *rest = parts
    if not rest or not _DIGITS.issuperset(first) or first[:1] in ("", "0"):
        return None
    total = int(first.replace("_", ""))
    for one in rest:
        if len(one) not in (1, 2) or not _DIGITS.issuperset(one) or "_" in one or int(one) > 59:
            return None
        total = 60 * total + int(one)
    return total


def _note(changed: list[tuple[Scalar, str]]) -> Diagnostic:
    first, seen = changed[0]
    told = f"`{first.text}` has no quotes, and many other tools read `{seen}` here."
    if more := len(changed) - 1:
        told += f" The same holds for {more} more value{'s' * (more != 1)} of this file."
    hint = f'Write "{first.text}": in quotes everybody reads the same. `socialscaffold fix` puts them.'
    mends = tuple(Mend(one.span, f'"{one.text}"') for one, _ in changed)
    return Diagnostic("SS-YAML-001", Severity.INFO, told, hint, first.span, mends=mends)
