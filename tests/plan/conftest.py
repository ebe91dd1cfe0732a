from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from socialscaffold.compiler import Checked, check
from socialscaffold.source.gate import Gate

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"
COHORT = "cohorts/2027-spring.yaml"


class Case:
    """The EV case in a folder of its own, to be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, *swaps: tuple[str, str], file: str = COHORT) -> Case:
        """Every `old` of a file, which must be there, becomes `new`."""
        text = (self.folder / file).read_text("utf-8")
        for old, new in swaps:
            assert old in text, old
            text = text.replace(old, new)
        return self.write(file, text)

    def write(self, file: str, text: str) -> Case:
        (self.folder / file).write_text(text, "utf-8")
        return self

    def checked(self, cohort: str | None = "2027-spring") -> Checked:
        return check(Gate(self.folder), cohort=cohort)

    def told(self, code: str) -> list[tuple[str, str, str, int]]:
        """Message, hint, file and line of the findings with a code."""
        found = [one for one in self.checked().found if one.code == code]
        assert all(one.span and one.hint for one in found)
        return [(one.message, one.hint, one.span.file, one.span.line) for one in found if one.span]


@pytest.fixture
def case(tmp_path: Path) -> Callable[[], Case]:
    """Makes a fresh copy of the EV case each time it is called."""
    made: list[Path] = []

    def make() -> Case:
        made.append(tmp_path / f"case-{len(made)}")
        shutil.copytree(EXAMPLE, made[-1])
        return Case(made[-1])

    return make
