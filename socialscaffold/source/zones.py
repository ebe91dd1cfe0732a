"""Time zones, the same on every machine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@cache
def zone_names() -> frozenset[str]:
    """The names of all time zones."""
    from importlib import resources

    return frozenset(resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split("\n")) - {""}


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of an IANA name such as `Europe/Oslo`; None where there is none.

    Read from the tzdata package, never from the machine: every machine has the same zones and the same rules.
    """
    if not name or name not in zone_names():
        return None
    from importlib import resources
    from zoneinfo import ZoneInfo

    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
