"""A baseline knows its findings again wherever they have moved to, and lets every new one through."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from socialscaffold.diagnostics import warn
from socialscaffold.marks import Span
from socialscaffold.report.baseline import read, since, written
from socialscaffold.report.chosen import chosen, counted, fails
from socialscaffold.report.fingerprint import fingerprint, numbered

sys.path.insert(0, str(Path(__file__).parent))
from found import PROGRAM, checked


def test_findings_that_have_moved_are_known_and_new_ones_are_told(tmp_path: Path) -> None:
    before, _ = checked(tmp_path)
    known = read(written(before).encode())
    assert since(before, known) == since(before, known)
    assert (since(before, known).found, since(before, known).gone) == ((), 0)
    moved, _ = checked(tmp_path, "# A comment\n\n\n" + PROGRAM)
    assert {one.span for one in moved} != {one.span for one in before}
    assert since(moved, known).found == ()
    more, _ = checked(tmp_path, PROGRAM.replace("6, max: 9", "6, max: 10"))
    assert [one.code for one in since(more, known).found] == ["SS-SET-001"]
    fewer, _ = checked(tmp_path, PROGRAM.replace("minutes: 160", "minutes: 20"))
    assert since(fewer, known).gone >= 1


def test_equal_findings_are_counted() -> None:
    one = warn("SS-SET-001", "twice on line 3", "", Span("a.yaml", 3))
    again = warn("SS-SET-001", "twice on line 9", "", Span("a.yaml", 9))
    assert fingerprint(one) == fingerprint(again)
    assert len(set(numbered([one, again]))) == 2
    known = read(written([one]).encode())
    assert since([one, again], known).found == (again,)
    assert read(written([one, again]).encode()).total() == 2


def test_a_fingerprint_is_the_same_on_every_machine_and_in_every_version() -> None:
    one = warn("SS-SET-001", "Sets of 3 to 9.", "", Span("program.yaml", 7))
    assert fingerprint(one) == "1f24b7b195e0c314"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"socialscaffold-baseline": 2, "findings": []}',
        b"[" * 99999,
        b'{"socialscaffold-baseline": 1, "findings": [1]}',
    ],
)
def test_what_is_no_baseline_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"no |JSON"):
        read(data)


def test_the_file_is_in_an_order_that_makes_small_differences(tmp_path: Path) -> None:
    found, _ = checked(tmp_path)
    assert written(found) == written(tuple(reversed(found)))
    assert all(
        set(row) == {"fingerprint", "code", "file", "message", "count"}
        for row in json.loads(written(found))["findings"]
    )


FOUND = [warn(code, code) for code in ("SS-SET-001", "SS-SET-002", "SS-ALS-004")]


@pytest.mark.parametrize(
    ("select", "ignore", "told"),
    [
        ((), (), [0, 1, 2]),
        (("SS-SET",), (), [0, 1]),
        (("ss-set-001", "SS-ALS"), (), [0, 2]),
        ((), ("SS-SET",), [2]),
        (("SS-SET",), ("SS-SET-001",), [1]),
        (("SS-SET-001", "SS-ALS"), ("SS-SET",), [0, 2]),
        (("SS-SET",), ("SS-SET",), []),
    ],
)
def test_the_longer_beginning_wins(select: tuple[str, ...], ignore: tuple[str, ...], told: list[int]) -> None:
    assert chosen(FOUND, select, ignore) == [FOUND[number] for number in told]


@pytest.mark.parametrize(("level", "failed"), [("error", False), ("warn", True), ("info", True), ("never", False)])
def test_what_fails_is_what_weighs_enough(level: str, failed: bool) -> None:
    assert fails(FOUND, level) is failed
    assert not fails([], level)


def test_the_most_frequent_code_comes_first() -> None:
    assert [(code, count) for code, _, count in counted([*FOUND, FOUND[2]])] == [
        ("SS-ALS-004", 2),
        ("SS-SET-001", 1),
        ("SS-SET-002", 1),
    ]
