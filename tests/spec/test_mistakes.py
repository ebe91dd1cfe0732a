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


@pytest.mark.parametrize("example", ["ev-charging", "smcr"])
def test_a_program_that_is_half_written_is_told_and_never_a_crash(example: str) -> None:
    root = Path(__file__).resolve().parents[2] / "examples" / example
    lines = (root / "program.yaml").read_text("utf-8").split("\n")
    for number in range(0, len(lines), 3):
        emptied = [*lines[:number], lines[number].partition(":")[0] + ":", *lines[number + 1 :]]
        for text in ("\n".join(lines[:number]), "\n".join(emptied)):
            assert check(Gate(root, {"program.yaml": text.encode()})).found is not None
