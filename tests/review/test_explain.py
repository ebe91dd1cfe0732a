from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from socialscaffold.review.catalogue import catalogue
from socialscaffold.review.explain import parts, sources_of

DOCS = Path(__file__).resolve().parents[2] / "docs"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "socialscaffold", *words]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8")


def test_the_pages_in_docs_are_those_that_the_rules_make() -> None:
    pages = runpy.run_path(str(DOCS / "make_rules.py"))["pages"]()
    there = {one.name: one.read_text("utf-8") for one in (DOCS / "rules").glob("*.md")}
    assert there == pages, "run python3 docs/make_rules.py"


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.code)
def test_every_code_says_why_and_how_to_mend_it(one) -> None:  # type: ignore[no-untyped-def]
    told = dict(parts(one))
    assert told["What it sees"] and told["Why"] and told["How to mend it"]
    assert len(sources_of(one)) == len(one.sources)
    if one.of_design:
        assert told["Bad"] and told["Good"] and one.code in told["How to live with it"]


def test_a_code_is_explained_with_its_source() -> None:
    told = run("explain", "ss-als-004")
    assert told.returncode == 0
    assert "[karau1993]" in told.stdout and "What speaks against it" in told.stdout and "T1" in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= 100


def test_an_unknown_code_is_told_with_the_nearest() -> None:
    wrong = run("explain", "SS-ALS-400")
    assert wrong.returncode == 2 and "Traceback" not in wrong.stderr


def test_the_rules_are_listed_for_people_and_programs() -> None:
    rows = json.loads(run("rules", "--format", "json").stdout)
    assert len(rows) >= 60 and set(rows[0]) == {"code", "title", "severity", "tier", "source"}
    assert [one["code"] for one in rows] == sorted(one["code"] for one in rows)
    assert len(json.loads(run("rules", "--all", "--format", "json").stdout)) > len(rows)
    text = run("rules").stdout
    assert all(one["code"] in text for one in rows)
