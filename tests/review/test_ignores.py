"""What a team decided to live with: until when, what can't be, and what is told about the decision itself."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from socialscaffold.compiler import build, check
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.source.gate import Gate

EXAMPLE = Path(__file__).parents[2] / "examples" / "ev-charging"
TINY = """socialscaffold: 1
id: tiny
title: Tiny
audience: {role: Colleagues, learners: 18}
weeks: 6
outcomes: {hold-it: Hold one talk with a colleague}
"""
SIZE = "strategies: {support-network: {sets: {size: {min: 3, target: 6, max: 9}}}}\n"
BEFORE, AFTER = dt.date(2027, 6, 30), dt.date(2027, 7, 1)


def ignoring(*rules: str) -> str:
    return "review:\n  ignore:\n" + "".join(
        f"    - {{rule: {rule}, reason: agreed, until: 2027-06-30}}\n" for rule in rules
    )


def found(folder: Path, text: str, as_of: dt.date | None = None) -> list[Diagnostic]:
    (folder / "program.yaml").write_text(text, "utf-8")
    return [one for one in check(Gate(folder), as_of=as_of).found if one.severity != "info" or "REV" in one.code]


def codes(told: list[Diagnostic]) -> set[str]:
    return {one.code for one in told}


def test_a_finding_is_not_told_until_its_day_has_passed(tmp_path: Path) -> None:
    assert codes(found(tmp_path, TINY + SIZE)) == {"SS-SET-001"}
    text = TINY + SIZE + ignoring("SS-SET-001")
    assert found(tmp_path, text, BEFORE) == []
    late = found(tmp_path, text, AFTER)
    assert codes(late) == {"SS-SET-001", "SS-REV-001"}
    ended = next(one for one in late if one.code == "SS-REV-001")
    assert ended.span is not None and ended.span.line == text[: text.index("until")].count("\n") + 1
    assert "2027-06-30" in ended.message and "agreed" in ended.hint


def test_without_a_day_every_exception_holds(tmp_path: Path) -> None:
    assert found(tmp_path, TINY + SIZE + ignoring("SS-SET-001")) == []


def test_the_cohort_s_first_day_stands_in_for_the_day(tmp_path: Path) -> None:
    (tmp_path / "cohorts").mkdir()
    for start, expected in (("2027-06-28", set()), ("2027-07-05", {"SS-SET-001", "SS-REV-001"})):
        (tmp_path / "program.yaml").write_text(TINY + SIZE + ignoring("SS-SET-001"), "utf-8")
        cohort = f"socialscaffold-cohort: 1\nprogram: tiny\ncohort: one\nstart: {start}\n"
        (tmp_path / "cohorts" / "one.yaml").write_text(cohort, "utf-8")
        told = check(Gate(tmp_path), cohort="one").found
        assert codes([one for one in told if one.severity != "info"]) == expected


@pytest.mark.parametrize(("rule", "guess"), [("SS-SET-01", "SS-SET-001"), ("SET-SIZES", "rules"), ("ss-set-1", "SS-")])
def test_an_exception_for_no_rule_is_told(tmp_path: Path, rule: str, guess: str) -> None:
    told = [one for one in found(tmp_path, TINY + ignoring(rule)) if one.code == "SS-REV-002"]
    assert len(told) == 1 and rule in told[0].message and guess in told[0].hint


def test_mistakes_of_reading_can_not_be_ignored(tmp_path: Path) -> None:
    assert codes(found(tmp_path, TINY + "wek: 3\n" + ignoring("SS-YAML-002"))) == {"SS-YAML-002", "SS-REV-003"}
    wrong = TINY + "channels: {talk: {title: Talk, url: 'javascript:1'}}\n" + ignoring("SS-LINK-001")
    assert codes(found(tmp_path, wrong)) == {"SS-LINK-001", "SS-REV-003"}


def test_an_exception_that_hides_nothing_is_a_note(tmp_path: Path) -> None:
    told = found(tmp_path, TINY + ignoring("SS-SET-001"), BEFORE)
    assert [(one.code, str(one.severity)) for one in told] == [("SS-REV-004", "info")]


def test_an_error_of_the_design_can_be_lived_with_and_is_built(tmp_path: Path) -> None:
    heavy = TINY + "modules: [{id: m, week: 1, title: M, activities: [{id: long, do: Hold it, minutes: 160}]}]\n"
    assert "SS-WRK-001" in codes(found(tmp_path, heavy))
    (tmp_path / "program.yaml").write_text(heavy + ignoring("SS-WRK-001"), "utf-8")
    checked = check(Gate(tmp_path))
    assert not [one for one in checked.found if one.severity == "error"]
    documents, told = build(checked, ("markdown",))
    assert documents and not told


def test_what_a_build_tells_can_be_ignored_too(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    assert codes(list(build(check(Gate(tmp_path)), ("cartridge",))[1])) == {"SS-PKG-020", "SS-PKG-021"}
    more = ignoring("SS-PKG-020", "SS-PKG-021").partition("ignore:\n")[2]
    text = (tmp_path / "program.yaml").read_text("utf-8").rstrip("\n") + "\n" + more
    (tmp_path / "program.yaml").write_text(text, "utf-8")
    assert build(check(Gate(tmp_path)), ("cartridge",))[1] == ()
