from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from socialscaffold.patterns import compiled, defaults, library
from socialscaffold.patterns.compiled import keep, ready_or


@pytest.fixture
def wheel_holds(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """A function that makes a folder stand for what the wheel brings ready."""

    def stand(folder: Path) -> None:
        monkeypatch.setattr(compiled, "compiled", lambda: folder)

    return stand


def test_what_is_kept_is_found_and_otherwise_read(tmp_path: Path, wheel_holds: Callable[[Path], None]) -> None:
    wheel_holds(tmp_path)
    assert ready_or(lambda: "read", "tasks", "case-card") == "read"
    keep("kept", tmp_path, "tasks", "case-card")
    assert ready_or(lambda: "read", "tasks", "case-card") == "kept"


def test_compiled_patterns_are_the_patterns_places_and_all(tmp_path: Path, wheel_holds: Callable[[Path], None]) -> None:
    wheel_holds(tmp_path / "none")
    library.compile_into(tmp_path)
    wheel_holds(tmp_path)
    count = 0
    for shelf in library.SHELVES:
        for name in library.ids(shelf):
            read = library._read_shipped(shelf, name)
            found = ready_or(lambda: pytest.fail("it is not there"), shelf.name, name)
            assert type(found) is type(read)
            assert dataclasses.asdict(found) == dataclasses.asdict(read), name
            count += 1
    assert count >= 60


def test_compiled_evidence_is_the_evidence(tmp_path: Path, wheel_holds: Callable[[Path], None]) -> None:
    wheel_holds(tmp_path / "none")
    defaults.compile_into(tmp_path)
    wheel_holds(tmp_path)
    for piece in defaults._PIECES:
        read = defaults._read_piece(defaults.evidence(), piece)
        assert ready_or(lambda: pytest.fail("it is not there"), "evidence", piece) == read
