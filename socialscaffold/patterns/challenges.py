"""Which open questions fit a challenge: its kind is known by the words in which a program speaks of it."""

from __future__ import annotations

import re

from socialscaffold.patterns.pattern import ChallengeKind, Session

# The kinds of a session that names none of its own. A word stands for its longer forms too: `lead` for `leading`.
USUAL = tuple(
    ChallengeKind(name, tuple(words.split()))
    for name, words in {
        "people": "conversation talk feedback team colleague manager lead coach conflict difficult people staff",
        "decision": "decide decision choose judge rule regulation standard policy risk comply approve case stance",
        "customer": "customer client sell sale advise advising patient guest buyer objection user market",
        "change": "change improve introduce introduction new transform adopt project process build create",
    }.items()
)
# Open questions that fit every challenge, on one sheet: more than these nobody reads in a meeting.
AT_ONCE = 4
# By how many letters a form may be longer than its word.
_ENDING = 4


def kinds_of(session: Session) -> tuple[ChallengeKind, ...]:
    """The kinds of challenge that the session tells apart: its own, or else the usual ones."""
    return session.kinds or USUAL


def challenge_kind(session: Session, text: str, around: str = "") -> str:
    """The kind of challenge whose words come most often in `text`, which counts twice, and `around` it; empty where
    none does."""
    said = [*_words(text) * 2, *_words(around)]
    hits = {
        one.id: sum(any(_form_of(each, word.casefold()) for word in one.words) for each in said)
        for one in kinds_of(session)
    }
    best = max(hits, key=lambda name: hits[name], default="")
    return best if best and hits[best] else ""


def questions_for(session: Session, text: str, around: str = "", turn: int = 0) -> tuple[str, ...]:
    """The open questions that fit the challenge in `text`: those of its kind first, then those that fit all.

    At the meeting number `turn` (0: no meeting) only a few of the latter, other ones each time.
    """
    kind = challenge_kind(session, text, around)
    own = [one.ask for one in session.questions if kind and kind in one.fits]
    rest = [one.ask for one in session.questions if not one.fits]
    if turn and len(rest) > AT_ONCE:
        start = (turn - 1) * AT_ONCE % len(rest)
        rest = [*rest[start:], *rest[:start]][:AT_ONCE]
    return (*own, *rest)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _form_of(said: str, word: str) -> bool:
    return said.startswith(word) and len(said) - len(word) <= _ENDING
