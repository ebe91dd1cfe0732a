"""The defaults that a plan takes, each remembered with the key that would change it."""

from __future__ import annotations

from socialscaffold.patterns.defaults import Default, evidence
from socialscaffold.plan.model import Assumed


class Assumptions:
    """Looks defaults up and keeps account of those that were used; `made` is in the order of use."""

    def __init__(self) -> None:
        self.made: list[Assumed] = []

    def number(self, where: str, name: str) -> int:
        """The default `name` as a whole number, used for the key `where`."""
        value = evidence().default(name).whole
        self.note(where, f"{value} {evidence().default(name).unit}".strip(), name)
        return value

    def note(self, where: str, value: str, name: str) -> None:
        """A value worked out from the default `name` (`weeks 2, 4 and 6` from `every 2 weeks`)."""
        self.made.append(Assumed(where, value, evidence().default(name)))

    def say(self, where: str, value: str, why: str) -> None:
        """A choice of ours that no number of the evidence stands behind."""
        self.made.append(Assumed(where, value, Default(value=value, unit="", tier="ours", why=why, id=where)))
