"""A baseline: the findings of a day, kept in a file, so that only what came since is told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.report.fingerprint import fingerprint

KEY, VERSION = "socialscaffold-baseline", 1


@dataclass(frozen=True, slots=True)
class Since:
    """What came after a baseline. `known` findings stand in it, `gone` ones of it are found no more."""

    found: tuple[Diagnostic, ...]
    known: int
    gone: int


def written(found: Sequence[Diagnostic]) -> str:
    """The file: one entry for each finding, equal ones counted, in an order that makes small differences."""
    count = Counter(map(fingerprint, found))
    first = {fingerprint(one): one for one in reversed(found)}
    rows = [
        {
            "fingerprint": mark,
            "code": one.code,
            "file": one.span.file if one.span else "",
            "message": one.message,
            "count": count[mark],
        }
        for mark, one in first.items()
    ]
    rows.sort(key=lambda row: (str(row["file"]), str(row["code"]), str(row["message"])))
    return json.dumps({KEY: VERSION, "findings": rows}, ensure_ascii=False, indent=2) + "\n"


def read(data: bytes) -> Counter[str]:
    """How many findings of each fingerprint the file knows. ValueError, with a sentence, for what is no baseline."""
    try:
        made = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    if not isinstance(made, dict) or made.get(KEY) != VERSION or not isinstance(made.get("findings"), list):
        raise ValueError(f"it is no baseline: `{KEY}: {VERSION}` is missing")
    known: Counter[str] = Counter()
    for row in made["findings"]:
        if not isinstance(row, dict) or not isinstance(row.get("fingerprint"), str):
            raise ValueError("one of its findings has no fingerprint")
        count = row.get("count", 1)
        known[row["fingerprint"]] += count if isinstance(count, int) and count > 0 else 1
    return known


def since(found: Sequence[Diagnostic], known: Counter[str]) -> Since:
    """`found` without what the baseline knows; of equal findings, as many as it counted."""
    left = Counter(known)
    new = []
    for one in found:
        mark = fingerprint(one)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(one)
    return Since(tuple(new), len(found) - len(new), sum(left.values()))
