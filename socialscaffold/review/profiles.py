"""How each profile weighs the rules differently. Its other numbers stand in `evidence.yaml`, as `NAME.PROFILE`."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Weighs:
    """One rule in one profile. `severity` is None where the rule is not asked."""

    code: str
    severity: Severity | None
    why: str


TITLES = {
    "workplace": "Colleagues in a program of their employer, in working hours",
    "evenings": "People who learn in their own time",
    "wial": "Action learning by the rules of the World Institute for Action Learning",
    "open": "An open network in which nobody has to do anything",
}

WEIGHS: dict[str, tuple[Weighs, ...]] = {
    "workplace": (),
    "evenings": (
        Weighs("SS-SET-009", None, "Evenings lie outside the working day on purpose."),
        Weighs("SS-MGR-001", Severity.INFO, "Who learns in their own time may not want their manager in it."),
        Weighs("SS-MGR-002", Severity.INFO, "Who learns in their own time may not want their manager in it."),
    ),
    "wial": (
        Weighs("SS-SET-001", Severity.ERROR, "WIAL works with four to eight people, no fewer and no more."),
        Weighs("SS-ALS-011", None, "A WIAL set keeps its coach to the end."),
    ),
    "open": (
        Weighs("SS-MGR-001", None, "An open network has no line managers."),
        Weighs("SS-MGR-002", None, "An open network has no line managers."),
        Weighs("SS-ALS-010", Severity.INFO, "People join an open network at different times."),
        Weighs("SS-ENG-011", Severity.INFO, "An open forum is large, and few of its members write."),
    ),
}


def weight(code: str, severity: Severity, profile: str) -> Severity | None:
    """What a finding of a rule weighs under a profile; None where it is not told."""
    return next((one.severity for one in WEIGHS[profile] if one.code == code), severity)
