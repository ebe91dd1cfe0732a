"""Short names that stand for people: the same for the same person as long as the key is, and no way back without it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata

from socialscaffold.regex import regex

_PSEUDONYM = regex(r"p-[a-z2-7]{12}")
LEAST_KEY = 16  # bytes


class Pseudonyms:
    """Pseudonyms of one program under one key; raises ValueError for a key that is too short."""

    def __init__(self, key: bytes, program: str) -> None:
        if len(key) < LEAST_KEY:
            raise ValueError(f"a key has at least {LEAST_KEY} bytes")
        self._key, self._program = key, program

    def of(self, learner: str) -> str:
        """The pseudonym of what a file calls a learner; empty for nobody. Capitals and blanks make no other person."""
        same = " ".join(unicodedata.normalize("NFKC", learner).casefold().split())
        return f"p-{self._code(f'learner:{same}')}" if same else ""

    @property
    def check(self) -> str:
        """What tells one key from another, and nothing of it."""
        return self._code("check")[:8]

    def _code(self, said: str) -> str:
        made = hmac.new(self._key, f"{self._program}\n{said}".encode(), hashlib.sha256).digest()
        return base64.b32encode(made).decode("ascii").lower()[:12]


def is_pseudonym(text: str) -> bool:
    """Whether a text is one of ours already."""
    return _PSEUDONYM.fullmatch(text) is not None
