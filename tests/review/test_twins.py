"""Each page's bad twin is told by its rule and by no other, its good twin by none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.review.catalogue import Entry, catalogue

sys.path.insert(0, str(Path(__file__).parent))
from twins import told

PAGES = [one for one in catalogue() if one.page.bad]


def others(found: tuple[Diagnostic, ...], code: str) -> list[str]:
    """Warnings and errors of other rules."""
    return [
        f"{one.code} {one.message} {one.span}"
        for one in found
        if one.severity is not Severity.INFO and one.code != code
    ]


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.code)
def test_the_bad_twin_is_told_by_its_rule_alone(one: Entry, tmp_path: Path) -> None:
    found = told(tmp_path, one.page.bad)
    mine = [each for each in found if each.code == one.code]
    assert mine, [f"{each.code} {each.message}" for each in found]
    assert others(found, one.code) == []
    for each in mine:
        assert each.severity is one.severity
        assert each.message and each.hint
        assert each.span is not None and each.span.file


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.code)
def test_the_good_twin_is_told_by_nobody(one: Entry, tmp_path: Path) -> None:
    found = told(tmp_path, one.page.good)
    assert [each.message for each in found if each.code == one.code] == []
    assert others(found, one.code) == []
