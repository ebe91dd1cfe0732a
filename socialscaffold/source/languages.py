"""What a language tag says of how its words are set."""

from __future__ import annotations

from typing import Literal

_FROM_THE_RIGHT = frozenset(("ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"))


def direction(language: str) -> Literal["ltr", "rtl"]:
    """`rtl` for a language that is written from right to left (`ar`, `fa-IR`), as the attribute `dir` wants it."""
    return "rtl" if language.split("-")[0].lower() in _FROM_THE_RIGHT else "ltr"
