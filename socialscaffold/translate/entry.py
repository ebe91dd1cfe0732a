"""One text of the program and what it is called in another language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from socialscaffold.dataclass import dataclass
from socialscaffold.spec.translation import TERM

# new: not translated; said: translated; fuzzy: a guess that somebody must look at; stale: its text is gone.
State = Literal["new", "said", "fuzzy", "stale"]
# What a translator has to know of some texts, by their key.
ABOUT = {TERM: "Write what your translation calls it: a region puts its own word in that one's place."}
Unit = tuple[str, str]  # key and text: what a translation hangs on


@dataclass(frozen=True, slots=True)
class Entry:
    """`text` under its `key`, what is `said` for it, and how sure that is.

    `before` is the text that a fuzzy one was made for; `unsure` marks a stale entry that was fuzzy when its text went;
    `remark` is what a translator wrote beside it.
    """

    key: str
    text: str
    said: str = ""
    state: State = "new"
    before: str = ""
    unsure: bool = False
    remark: str = ""

    @property
    def unit(self) -> Unit:
        """What it translates."""
        return self.key, self.text


def in_state(entries: Iterable[Entry], state: State) -> tuple[Entry, ...]:
    """The entries in one state, in their order."""
    return tuple(one for one in entries if one.state == state)
