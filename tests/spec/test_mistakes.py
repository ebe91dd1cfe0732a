"""Each file of tests/specs/err is a program with mistakes; beside it stands what the designer is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.cli.screen import as_text
from socialscaffold.compiler import check
from socialscaffold.source.gate import Gate

ERR = Path(__file__).resolve().parents[1] / "specs" / "err"


@pytest.mark.parametrize("path", sorted(ERR.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_words_for_a_mistake(path: Path, request: pytest.FixtureRequest) -> None:
    gate = Gate(ERR)
    told = as_text(check(gate, path.name).found, gate.texts, colour=False) + "\n"
    golden = path.with_suffix(".out")
    if request.config.getoption("--update-goldens"):
        golden.write_text(told, "utf-8", newline="\n")
    assert golden.is_file(), f"no {golden.name} yet: run with --update-goldens and read it"
    assert told == golden.read_text("utf-8")


def test_every_mistake_has_a_place_and_a_remedy() -> None:
    for path in sorted(ERR.glob("*.yaml")):
        found = check(Gate(ERR), path.name).found
        assert found, path.name
        for one in found:
            assert one.span is not None, (path.name, one)
            assert one.span.file == path.name and one.span.line >= 1
            assert one.message and one.hint, (path.name, one)
