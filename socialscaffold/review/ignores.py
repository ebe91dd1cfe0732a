"""Findings that a team decided to live with: obeyed until their day has passed, and told when they no longer hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator

from socialscaffold.diagnostics import Diagnostic, Severity, warn
from socialscaffold.review.rules import CODES
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.program import Ignore

# Nobody knows what a file says that can't be read as it was meant, so nobody can decide to live with it.
NEVER = ("SS-YAML-", "SS-TEXT-", "SS-FILE-", "SS-REV-")
_READ_ALL_THE_SAME = "SS-YAML-001"


def not_ignored(
    found: Iterable[Diagnostic], ignores: Iterable[Ignore], as_of: dt.date | None = None
) -> list[Diagnostic]:
    """`found` without what is ignored on the day `as_of`; without a day every exception holds.

    An error is only ignored where a design rule tells it: any other one means that there is nothing to build.
    """
    held = {one.rule for one in ignores if not _past(one, as_of)}
    return [one for one in found if one.code not in held or firm(one)]


def firm(one: Diagnostic) -> bool:
    """Whether a finding can't be lived with."""
    return _never(one.code) or (one.severity is Severity.ERROR and one.code not in CODES)


def _never(code: str) -> bool:
    return code.startswith(NEVER) and code != _READ_ALL_THE_SAME


def obeyed(
    found: Collection[Diagnostic],
    ignores: Collection[Ignore],
    as_of: dt.date | None,
    known: Callable[[], Collection[str]],
    *,
    reviewed: bool,
) -> list[Diagnostic]:
    """`found` after every exception: without what is ignored, and with what is wrong with the exceptions themselves.

    `known` gives every code there is; it is asked only in doubt. `reviewed` says that the rules had their say: only
    then an exception can be needless.
    """
    told = [one for one in _wrong(found, ignores, as_of, known) if reviewed or one.code != "SS-REV-004"]
    return [*not_ignored(found, ignores, as_of), *told]


def _wrong(
    found: Collection[Diagnostic],
    ignores: Iterable[Ignore],
    as_of: dt.date | None,
    known: Callable[[], Collection[str]],
) -> Iterator[Diagnostic]:
    told = {one.code for one in found}
    kept = {one.code for one in found if firm(one)}
    for one in ignores:
        if not one.rule or one.until is None:
            continue  # the reader has told it
        place = one.at.of("rule")
        if one.rule not in CODES and one.rule not in known():
            guess = did_you_mean(one.rule, known())
            hint = f"Did you mean `{guess}`?" if guess else "`socialscaffold rules` lists them all."
            yield warn("SS-REV-002", f"There is no rule `{one.rule}`.", hint, place)
        elif one.rule in kept or _never(one.rule):
            seen = f"{one.rule} can't be ignored: what it tells stands in the way of the build."
            yield warn("SS-REV-003", seen, "Mend the place that it names, and delete this.", place)
        elif _past(one, as_of):
            seen = f"The exception for {one.rule} ended on {one.until.isoformat()}, so the rule speaks again."
            hint = f"Mend what it tells and delete the exception, or agree on a new day. The reason was: {one.reason}"
            yield warn("SS-REV-001", seen, hint, one.at.of("until"))
        elif one.rule not in told:
            seen = f"{one.rule} finds nothing here, so its exception is not needed."
            hint = "Delete it: an exception that stays behind hides the next finding."
            yield Diagnostic("SS-REV-004", Severity.INFO, seen, hint, place)


def _past(one: Ignore, as_of: dt.date | None) -> bool:
    return as_of is not None and one.until is not None and one.until < as_of
