"""What the learner's page remembers in an LMS: the layout of the state, and the proof that it fits.

SCORM 1.2 gives a page 4,096 characters (UTF-16 units) of `suspend_data`, SCORM 2004 64,000. The state is one line:

s1 + the keys of the ticks that are set + for each other field with a value: "|" + key + value

- A **key** is four characters hashed from the field's id, so that a page published again finds what it
  wrote, whatever was added, moved or removed. Fields whose short keys are alike write their long ones (a dot
  and seven characters); long keys are always read, a short key that two fields could claim is given to
  neither.
- A **value** is keys of options (single, multiple, order: three characters each), the key of a place,
  digits, or escaped text. `~@` stands for a text that is in the learner's journal only.
- What the page does not understand, it carries along for as long as it fits.

`templates/learner/codec.js` writes and reads this line; the tests hold the two files together.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error

LIMIT = 4096  # UTF-16 units of cmi.suspend_data in SCORM 1.2
WIDE_LIMIT = 64_000  # of SCORM 2004; what we ask of an LRS too
HEADER = "s1"
JOURNAL = "~@"  # "this text is in the journal"
LEAST_USEFUL = 40  # a text that may keep fewer characters lives in the journal
PER_WORD = 8  # characters that a word of a prompt's limit is taken to need
PER_LINE = 50  # characters that a line of a box holds on a phone
UNSAID = 60 * PER_WORD  # what a text may keep when its prompt sets no limit
WIDE = 4000  # what a text may keep at least, where there is room

FieldKind = Literal["tick", "single", "multiple", "order", "number", "place", "text"]

# One unit each in the text, two in the state: what separates entries, what XML 1.0 forbids and what
# filters between page and LMS are known to eat. Control characters are escaped by rule, not by table.
ESCAPES = {
    "~": "~",
    "|": "!",
    "<": "(",
    ">": ")",
    "&": "+",
    "\\": "/",
    '"': "'",
    "%": "5",
    "\x7f": "?",
    "\u2028": "2",
    "\u2029": "3",
    "\ufffe": "6",
    "\uffff": "7",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to remember.

    `options` are the ids of what can be chosen (single, multiple, order) or of the places (place), `maximum`
    the highest number. A text has `asked`, the characters that its prompt asks for (0: not said), and once
    it is in a layout `allowance`, the units of escaped text that the LMS keeps: 0 when it lives in the
    journal only. `key` is written, `key` and `long_key` are read. A `private` text never reaches the LMS and
    has none.
    """

    id: str
    kind: FieldKind
    options: tuple[str, ...] = ()
    maximum: int = 0
    asked: int = 0
    private: bool = False
    allowance: int = 0
    key: str = ""
    long_key: str = ""
    option_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields with their keys and allowances, in the order of the page."""

    fields: tuple[Field, ...]
    limit: int = LIMIT


def lay_out(fields: Sequence[Field], limit: int = LIMIT) -> tuple[Layout, list[Diagnostic]]:
    """Give every field its key and every text its fair share of the room that ticks and choices leave.

    Each text has what it asks for (in a wide state `WIDE` where it asks for less) or the same share as the others,
    whichever is less. Should the share fall under `LEAST_USEFUL`, the texts that ask for most move to the journal,
    until the rest have that much.
    The diagnostic SS-PKG-003 says that even without any text the state would not fit.
    Raises ValueError when two fields have one id.
    """
    twins = sorted(name for name, count in Counter(one.id for one in fields).items() if count > 1)
    if twins:
        raise ValueError(f"several fields have the id {', '.join(twins)}")
    keyed = _with_keys(fields)
    least = WIDE if limit > LIMIT else 0
    texts = [(max(one.asked or UNSAID, least), one) for one in keyed if one.kind == "text" and not one.private]
    fixed = len(HEADER) + sum(_widest(one) for one in keyed)  # counts a marker for every text
    shares = _shares(texts, limit - fixed)
    layout = Layout(tuple(replace(one, allowance=shares.get(one.id, 0)) for one in keyed), limit)
    needed = worst_case(layout)
    return layout, [_too_much(layout, needed)] if needed > limit else []


def worst_case(layout: Layout) -> int:
    """The longest state that the page can write, in UTF-16 units: everything ticked, chosen and written."""
    return len(HEADER) + sum(_widest(one) for one in layout.fields)


def cost(text: str) -> int:
    """How many UTF-16 units `text` takes in the state."""
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return units + sum(one < " " or one in ESCAPES for one in text)


def key_of(name: str, length: int = 4) -> str:
    """`length` characters of the URL-safe base64 of the SHA-256 of `name`."""
    return base64.urlsafe_b64encode(hashlib.sha256(name.encode("utf-8")).digest())[:length].decode("ascii")


def _with_keys(fields: Sequence[Field]) -> list[Field]:
    """The fields with keys of their own and of their options; private texts have none."""
    short = Counter(key_of(one.id) for one in fields if not one.private)
    return [one if one.private else _with_key(one, short) for one in fields]


def _with_key(one: Field, short: Counter[str]) -> Field:
    key, long_key = key_of(one.id), "." + key_of(one.id, 7)
    alone = short[key] == 1
    return replace(one, key=key if alone else long_key, long_key=long_key, option_keys=_option_keys(one.options))


def _option_keys(options: Sequence[str]) -> tuple[str, ...]:
    """Keys as short as tells the options apart: they stand beside one another without a mark."""
    longest = 43  # all of the hash
    wanted = len(set(options))
    length = next(n for n in range(3, longest + 1) if len({key_of(one, n) for one in options}) == wanted)
    return tuple(key_of(one, length) for one in options)


def _widest(one: Field) -> int:
    """The most units that a field takes in the state: its key, its mark, its value."""
    if one.private:
        return 0
    width = max(map(len, one.option_keys), default=0)
    values = {
        "tick": -1,  # ticks need no mark before their key
        "single": width,
        "place": width,
        "multiple": width * len(one.options),
        "order": width * len(one.options),
        "number": len(str(one.maximum)),
        "text": max(one.allowance, len(JOURNAL)),
    }
    return 1 + len(one.key) + values[one.kind]


def _shares(texts: Sequence[tuple[int, Field]], room: int) -> dict[str, int]:
    """Units for each text by its id. Each comes with what it wants; `room` is left when all have their markers."""
    kept = sorted(texts, key=lambda one: one[0], reverse=True)
    while kept:
        pool, shares = room + len(JOURNAL) * len(kept), {}
        for place, (wanted, one) in enumerate(reversed(kept)):  # the modest first: what they leave goes to the others
            shares[one.id] = min(wanted, pool // (len(kept) - place))
            pool -= shares[one.id]
        if all(shares[one.id] >= min(LEAST_USEFUL, wanted) for wanted, one in kept):
            return shares
        kept = kept[1:]
    return {}


def _too_much(layout: Layout, needed: int) -> Diagnostic:
    by_kind = Counter(one.kind for one in layout.fields if not one.private)
    choices = by_kind["single"] + by_kind["multiple"] + by_kind["order"]
    return error(
        "SS-PKG-003",
        f"What the package has to remember needs {needed:,} characters; "
        f"{'SCORM 1.2' if layout.limit <= LIMIT else 'an LMS'} gives it {layout.limit:,}. "
        f"It has {by_kind['tick']:,} ticks, {choices:,} quiz questions and {by_kind['text']:,} texts"
        f"{', which are in the journal already' if by_kind['text'] else ''}.",
        "Split the program into two, or shorten its quizzes.",
    )
