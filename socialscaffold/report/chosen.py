"""Which findings are told, by the beginnings of their codes, and from which weight on they fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from socialscaffold.diagnostics import Diagnostic, Severity

# From the lightest that fails; a finding of an earlier one in Severity fails as well.
FAIL_LEVELS = ("error", "warn", "info", "never")


def chosen(found: Iterable[Diagnostic], select: Sequence[str], ignore: Sequence[str]) -> list[Diagnostic]:
    """The findings whose code begins with one of `select` (all where it is empty) and with none of `ignore`.

    Where both fit, the longer beginning wins: `--ignore SS-SET --select SS-SET-002` tells that one rule.
    """
    made = []
    for one in found:
        dropped = _fit(one.code, ignore)
        if _fit(one.code, select) > dropped if select else not dropped:
            made.append(one)
    return made


def _fit(code: str, beginnings: Sequence[str]) -> int:
    """The length of the longest beginning that fits a code; 0 where none does."""
    return max((len(one) for one in beginnings if begins(code, one)), default=0)


def begins(code: str, beginning: str) -> bool:
    """Whether a code is meant: `SS-SET-00` and `SS-SET` both mean `SS-SET-001`, capitals or not."""
    return code.startswith(beginning.upper())


def fails(found: Iterable[Diagnostic], level: str) -> bool:
    """Whether anything weighs at least as much as a level of FAIL_LEVELS."""
    heavy = tuple(Severity)[: FAIL_LEVELS.index(level) + 1] if level != "never" else ()
    return any(one.severity in heavy for one in found)


def counted(found: Iterable[Diagnostic]) -> list[tuple[str, Severity, int]]:
    """How often each code was told, the most frequent first."""
    count = Counter((one.code, one.severity) for one in found)
    rows = [(code, severity, many) for (code, severity), many in count.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))
