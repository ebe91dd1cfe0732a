"""What papers call somebody whose id could name them: one alias all through a cohort, hard to lead back to the id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.plan.model import Plan
from socialscaffold.regex import regex
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.load import Sources

# `L07`, `F1` and `P-12` say nothing of anybody; `a.nordvik` and a staff number do.
_PLAIN = regex(r"[A-Za-z]{0,2}[-_.]?\d{1,4}")
_ID = regex(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_LETTERS = 8


class Aliases:
    """The aliases of a cohort's people: `p-` and eight letters, by a hash whose key is the cohort's seed."""

    def __init__(self, ids: Iterable[str], cohort: Cohort | None) -> None:
        open_ = [one for one in ids if not _PLAIN.fullmatch(one)]
        self._of = {one: _alias(one, cohort) for one in open_} if cohort else {}

    def of(self, who: str) -> str:
        """The alias of somebody, or the id where that says nothing of them."""
        return self._of.get(who, who)

    def text(self, words: str) -> str:
        """The same words with aliases in the place of ids."""
        return _ID.sub(lambda found: self.of(found[0]), words) if self._of else words

    def __bool__(self) -> bool:
        return bool(self._of)


def aliases_of(sources: Sources) -> Aliases:
    """The aliases of everybody whom a cohort's files name: learners and facilitators."""
    ids = {one.id for one in sources.roster} | {one.id for one in sources.leads}
    for one in sources.sets:
        ids.update(one.members)
        ids.add(one.leader)
    return Aliases(ids - {""}, sources.cohort)


def with_aliases(plan: Plan, aliases: Aliases) -> Plan:
    """The plan as papers may show it."""
    if not aliases:
        return plan
    sets = tuple(
        replace(one, members=tuple(map(aliases.of, one.members)), facilitator=aliases.of(one.facilitator))
        for one in plan.sets.sets
    )
    return replace(plan, sets=replace(plan.sets, sets=sets))


def found_with_aliases(found: Iterable[Diagnostic], aliases: Aliases) -> tuple[Diagnostic, ...]:
    """Findings as papers may show them."""
    return tuple(
        replace(one, message=aliases.text(one.message), hint=aliases.text(one.hint)) if aliases else one
        for one in found
    )


def told_of_aliases(sources: Sources) -> tuple[Diagnostic, ...]:
    """One note where facilitators have ids that papers don't show."""
    aliases = Aliases((one.id for one in sources.leads), sources.cohort)
    other = [one for one in sources.leads if aliases.of(one.id) != one.id]
    if not other:
        return ()
    rows = ", ".join(str(one.place.line) for one in other[:8]) + (" …" if len(other) > 8 else "")
    seen = f"The facilitators of row{'s' * (len(other) > 1)} {rows} have ids that could name them."
    hint = "Papers and calendars show an alias; `sets explain` says which. Ids such as `F1` are shown as they are."
    return (Diagnostic("SS-CSV-020", Severity.INFO, seen, hint, other[0].place),)


def _alias(who: str, cohort: Cohort | None) -> str:
    import base64
    import hashlib
    import hmac

    key = f"{cohort.program}\n{cohort.cohort}\n{cohort.seed}" if cohort else ""
    made = hmac.new(key.encode("utf-8"), who.casefold().encode("utf-8"), hashlib.sha256).digest()
    return f"p-{base64.b32encode(made).decode('ascii').lower()[:_LETTERS]}"
