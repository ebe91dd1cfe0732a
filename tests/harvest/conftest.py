"""What the tests of the harvest share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from harvest_parts import Called, Run, begin, call


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program's folder."""
    return begin(tmp_path)


@pytest.fixture
def run(program: Path) -> Run:
    """The command on the program."""

    def made(*words: str, said: str | None = None) -> Called:
        return call(program, *words, said=said)

    return made
