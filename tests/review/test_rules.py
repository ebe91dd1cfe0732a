"""What holds of all rules together: their number, their weights, their sources, and how profiles change them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.diagnostics import Severity
from socialscaffold.patterns.defaults import TIERS, evidence
from socialscaffold.review.catalogue import catalogue, entry, known_codes
from socialscaffold.review.profiles import TITLES, WEIGHS, weight
from socialscaffold.review.rules import RULES
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "socialscaffold"


def test_every_rule_of_the_design_has_a_whole_page() -> None:
    assert len(RULES) >= 80
    assert len({one.code for one in RULES}) == len(RULES)
    for one in catalogue():
        assert one.page.sees and one.page.why and one.page.fix, one.code
        if one.of_design:
            assert one.page.bad and one.page.good, one.code


def test_sources_and_tiers_are_known_and_told_counter_evidence_too() -> None:
    known = {one.id for one in evidence().sources()}
    for one in catalogue():
        assert one.tier in TIERS, one.code
        assert set(one.sources) <= known, one.code
        assert set(re.findall(r"\b[a-z]+(?:19|20)\d\d\b|uga27487|ucf4972", one.page.counter)) <= known, one.code
        if one.tier not in ("ours", "T5"):
            assert one.sources, one.code


def test_weights_follow_the_evidence() -> None:
    for one in RULES:
        if one.severity is Severity.WARN:
            assert one.because or one.tier in ("T1", "T2", "T3", "T4"), one.code


def test_every_code_that_is_told_has_a_page() -> None:
    told = {
        code
        for path in PACKAGE.rglob("*.py")
        for code in re.findall(r'"(SS-[A-Z0-9]+-\d+)"', path.read_text("utf-8"))
        if path.parent.name != "review" or path.stem == "ignores"
    }
    assert sorted(told - known_codes()) == []


def test_a_page_is_found_in_small_letters_too() -> None:
    found = entry("ss-set-001")
    assert found is not None and found.code == "SS-SET-001"
    assert entry("SS-SET-999") is None


def test_profiles_change_weights_as_data() -> None:
    assert set(WEIGHS) == set(TITLES)
    for changes in WEIGHS.values():
        for one in changes:
            assert one.code in known_codes() and one.why
    assert weight("SS-SET-001", Severity.WARN, "wial") is Severity.ERROR
    assert weight("SS-SET-001", Severity.WARN, "workplace") is Severity.WARN
    assert weight("SS-MGR-001", Severity.WARN, "open") is None


@pytest.mark.parametrize(
    ("profile", "told"),
    [("workplace", set()), ("evenings", {"SS-WRK-007", "SS-ALS-013"}), ("wial", set()), ("open", set())],
)
def test_a_profile_changes_numbers_too(profile: str, told: set[str], tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(
        "socialscaffold: 1\nid: x\ntitle: X\naudience: {role: Colleagues, learners: 12}\nweeks: 6\n"
        "outcomes: {hold-talk: Hold one difficult talk}\neffort: {learner: 6 h}\n"
        "strategies: {support-network: {sets: {meetings: {weeks: [2, 4, 6], minutes: 150, mode: online}}}}\n"
        f"review: {{profile: {profile}}}\n",
        "utf-8",
    )
    found = {one.code for one in check(Gate(tmp_path)).found}
    assert found & {"SS-WRK-007", "SS-ALS-013"} == told


def test_the_wial_profile_stops_sets_that_wial_would_not_hold(tmp_path: Path) -> None:
    page = entry("SS-SET-001")
    assert page is not None
    from socialscaffold.review.page import files_of

    text = files_of(page.page.bad)["program.yaml"] + "review: {profile: wial}\n"
    (tmp_path / "program.yaml").write_text(text, "utf-8")
    assert [one.severity for one in check(Gate(tmp_path)).found if one.code == "SS-SET-001"] == [Severity.ERROR]


def test_every_code_has_one_page() -> None:
    codes = [one.code for one in catalogue()]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_an_outcome_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(
        "socialscaffold: 1\nid: p\ntitle: T\naudience: {role: R, learners: 12}\nweeks: 4\n"
        "outcomes:\n  say: Say what you saw\n  rules: Understand the rules\n",
        "utf-8",
    )
    (found,) = [one for one in check(Gate(tmp_path)).found if one.code == "SS-OUT-003"]
    assert found.span is not None and (found.span.line, found.span.column) == (8, 10)
