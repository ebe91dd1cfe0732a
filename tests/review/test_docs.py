"""What the documentation shows is clean and can be run, and each case is clean under the profile that it names."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from socialscaffold.compiler import check
from socialscaffold.diagnostics import Severity
from socialscaffold.review.page import files_of
from socialscaffold.review.profiles import TITLES
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2027, 1, 18)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [
    (path.name, number, block)
    for path in PAGES
    for number, block in enumerate(
        re.findall(r"^```yaml\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
]
WHOLE = [one for one in BLOCKS if one[2].startswith("socialscaffold:")]
OF_A_REVIEW = [one for one in BLOCKS if one[2].startswith("review:")]


@pytest.mark.parametrize("block", WHOLE, ids=lambda one: f"{one[0]}-{one[1]}")
def test_a_whole_program_in_the_documentation_has_nothing_to_mend(block: tuple[str, int, str], tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(block[2], "utf-8")
    found = check(Gate(tmp_path), as_of=DAY).found
    assert [one.message for one in found if one.severity is not Severity.INFO] == []


@pytest.mark.parametrize("block", OF_A_REVIEW, ids=lambda one: f"{one[0]}-{one[1]}")
def test_what_is_shown_of_a_review_is_read(block: tuple[str, int, str], tmp_path: Path) -> None:
    for path, text in files_of(block[2]).items():
        (tmp_path / path).write_text(text, "utf-8")
    found = check(Gate(tmp_path), as_of=DAY).found
    assert [one.message for one in found if one.severity is not Severity.INFO] == []


def test_there_is_something_to_look_at() -> None:
    assert WHOLE and len(OF_A_REVIEW) >= 2


@pytest.mark.parametrize("folder", sorted((ROOT / "examples").glob("*/program.yaml")), ids=lambda one: one.parent.name)
def test_a_case_is_clean_under_the_profile_that_it_names(folder: Path) -> None:
    said = yaml.safe_load(folder.read_text("utf-8")).get("review", {}).get("profile", "workplace")
    assert said in TITLES
    checked = check(Gate(folder.parent), as_of=DAY)
    assert checked.sources is not None and checked.sources.program.review.profile == said
    assert [one.message for one in checked.found if one.severity is not Severity.INFO] == []


def test_every_command_and_option_that_the_page_names_is_there() -> None:
    page = (ROOT / "docs" / "review.md").read_text("utf-8")
    app = (ROOT / "socialscaffold" / "cli" / "app.py").read_text("utf-8")
    for option in set(re.findall(r"(--[a-z][a-z-]+)", page)):
        assert f'"{option}"' in app, option
    for command in set(re.findall(r"^socialscaffold ([a-z]+)", page, re.MULTILINE)):
        assert f"\ndef {command}(" in app, command
