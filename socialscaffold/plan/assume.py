"""The defaults that a plan takes, each remembered with the key that would change it."""

from __future__ import annotations

from socialscaffold.patterns.defaults import Default, evidence
from socialscaffold.plan.model import Assumed
from socialscaffold.words.speech import EN, Speech

LEANEST = 3


class Assumptions:
    """Looks defaults up and keeps account of those that were used; `made` is in the order of use.

    `lean` says how short of time the weeks are: 0 takes the usual defaults, 1 the lean ones where there are some,
    2 also those of the sets, and 3 (`LEANEST`) holds no more meetings than give everyone a turn. `speech` says things
    in the language of the program.
    """

    def __init__(self, lean: int = 0, speech: Speech = EN) -> None:
        self.made: list[Assumed] = []
        self.lean = lean
        self.speech = speech

    def number(self, where: str, name: str, lean: bool = False) -> int:
        """The default `name` as a whole number, used for the key `where`; `lean` asks for the lean one anyway."""
        lean = lean or self.lean >= (2 if name.startswith("set.") else 1)
        if lean and evidence().has_default(f"{name}.lean"):
            name = f"{name}.lean"
        value = evidence().default(name).whole
        self.note(where, f"{value} {self.speech.within('unit', evidence().default(name).unit)}".strip(), name)
        return value

    def note(self, where: str, value: str, name: str) -> None:
        """A value worked out from the default `name` (`weeks 2, 4 and 6` from `every 2 weeks`)."""
        self.made.append(Assumed(where, value, evidence().default(name)))

    def say(self, where: str, value: str, why: str) -> None:
        """A choice of ours that no number of the evidence stands behind."""
        self.made.append(Assumed(where, value, Default(value=value, unit="", tier="ours", why=why, id=where)))
