"""The names in braces that a text may hold, and their filling: a closed list and one regular expression.

Values come without a full stop at their end and as plain text; what is filled in is never looked at again, so that
braces in an author's own words stay braces.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.suggest import did_you_mean

CODES = {"SS-PAT-001": "an unknown placeholder"}

PLACEHOLDERS = {
    "program": "the program's title",
    "role": "whom it is for, as the program says it",
    "outcome": "the outcome that this part serves",
    "size": "how many people the group has",
    "challenge": "what the set works towards: the words of its outcome",
    "owed-part": "the piece of work that each member owes",
    "due": "when it is owed: `meeting 5`",
    "meeting": "this meeting's number",
    "meetings": "how many meetings there are",
    "next-meeting": "the meeting after this one: `meeting 3`, or `our next meeting`",
    "holder": "who holds the issue: a seat or `the issue-holder`",
    "facilitator": "who leads: `your facilitator` or a seat",
    "timekeeper": "who keeps the time: a seat or `the timekeeper`",
    "scribe": "who writes: a seat or `the scribe`",
    "quorum": "how many are enough to meet",
    "minutes": "how long this step lasts",
    "question": "the question of a sense-making round, with its question mark",
    "lens": "the side from which a group looks, in a step that comes once a lens",
    "lenses": "all of them, with commas",
    "case": "the case at hand, in a step that comes once a case",
    "group": "the name of this group: `set 3`",
    "groups": "the groups whose concerns must be heard, with commas and `and`",
    "decider": "who decides",
    "message": "a central message",
    "region": "a region's name, or `your area`",
    "fact": "a region's fact, written `{fact:ID}`",
    "channel": "the title of the community's channel",
    "practice": "what is practised",
    "words": "how many words a reflection may have",
    "within": "how long there is for it: `10 days`",
    "local-question": "what people asked about where they work: `market practice`",
    "each": "how long each has when all take a turn in this step: `a minute and a half`",
    "each-report": "how long each of the last issue-holders has in this step, where the others have the other half",
}

# A name may be mistyped with blanks, capitals or underscores; braces around anything else are an author's own.
_IN_BRACES = regex(r"\{ ?([A-Za-z][A-Za-z _-]{0,39}?)(?::([A-Za-z0-9_.-]{1,60}))? ?\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders replaced by `values`, in one pass.

    A fact's key is written whole (`fact:network`). Placeholders outside the closed list stay as they are; one of
    the list that `values` lacks is a bug of the caller's and raises KeyError.
    """

    def value(found: re.Match[str]) -> str:
        if not _known(found, PLACEHOLDERS):
            return found[0]
        return values[f"fact:{found[2]}" if found[2] else found[1]]

    return _IN_BRACES.sub(value, text)


def names_in(text: str) -> tuple[str, ...]:
    """The placeholders of the closed list that stand in `text`, in its order; facts as `fact:ID`."""
    return tuple(
        f"fact:{found[2]}" if found[2] else found[1]
        for found in _IN_BRACES.finditer(text)
        if _known(found, PLACEHOLDERS)
    )


def unknown_in(text: str, span: Span | None, allowed: Collection[str] = tuple(PLACEHOLDERS)) -> tuple[Diagnostic, ...]:
    """A finding for each name in braces that is not `allowed` here; `span` is where the text stands."""
    return tuple(
        error("SS-PAT-001", f"Nothing is known that could stand for `{found[0]}`.", _hint(found, allowed), span)
        for found in _IN_BRACES.finditer(text)
        if not _known(found, allowed)
    )


def _known(found: re.Match[str], allowed: Collection[str]) -> bool:
    exact = found[0] in ("{" + found[1] + "}", "{" + found[1] + f":{found[2]}" + "}")
    return exact and found[1] in allowed and (found[1] == "fact") == bool(found[2])


def _hint(found: re.Match[str], allowed: Collection[str]) -> str:
    if found[1] == "fact" and "fact" in allowed:
        return "Name the fact: `{fact:network}` prints the region's fact `network`."
    folded = re.sub(r"[ _]+", "-", found[1].casefold())
    guess = folded if folded in allowed else did_you_mean(folded, allowed)
    if guess:
        return "Did you mean `{" + guess + (":ID}`?" if guess == "fact" else "}`?")
    known = ", ".join("{fact:ID}" if name == "fact" else "{" + name + "}" for name in sorted(allowed))
    return f"Known here: {known}."
