"""Every shipped example is a program to begin from: it checks clean and builds in every format, with every cohort."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from socialscaffold import resources
from socialscaffold.cli.build import run_build
from socialscaffold.cli.new import names, run_new
from socialscaffold.compiler import check
from socialscaffold.diagnostics import Severity
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).resolve().parents[2]
RUNS = [
    (name, cohort)
    for name in names()
    for cohort in (None, *sorted(one.stem for one in (resources.examples() / name / "cohorts").glob("*.yaml")))
]


def test_every_folder_with_a_program_can_be_begun_from() -> None:
    assert {
        "ev-charging",
        "difficult-conversations",
        "difficult-conversations-full",
        "healthcare-leadership",
        "smcr",
    } <= set(names())
    assert names() == sorted(one.parent.name for one in resources.examples().glob("*/program.yaml"))


@pytest.mark.parametrize(("name", "cohort"), RUNS)
def test_an_example_has_nothing_to_mend(name: str, cohort: str | None) -> None:
    checked = check(Gate(resources.examples() / name), cohort=cohort)
    assert [one for one in checked.found if one.severity is not Severity.INFO] == []
    assert checked.plan is not None and max(week.minutes for week in checked.plan.weeks) <= checked.plan.budget


@pytest.mark.parametrize("name", names())
def test_an_example_begun_from_builds_in_every_format(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run_new(folder, name, ask=False) == 0
    cohort = next((each for which, each in RUNS if which == name and each), None)
    out = tmp_path / "out"
    formats = ("markdown", "html", "scorm12", "cartridge")
    assert run_build(folder, cohort, None, formats, out, stored=False, force=False) == 0
    built = json.loads((out / "build.json").read_text("utf-8"))
    assert built and any(path.suffix == ".zip" for path in out.iterdir())
    for page in ("plan.md", "learner-guide.md", "set-handbook.md", "run-sheets/meeting-1.md"):
        assert (out / "markdown" / page).is_file()


@pytest.mark.parametrize("name", [name for name in names() if name != "difficult-conversations"])
def test_a_whole_example_has_texts_worth_reading(name: str) -> None:
    texts = [one.read_text("utf-8") for one in (resources.examples() / name / "content").glob("*.md")]
    assert len([text for text in texts if len(text.split()) >= 300]) >= 2
    assert list((resources.examples() / name / "content").glob("*.yaml"))


SENTENCE = re.compile(r"(?<=[.?!])[”’\")*]*\s+|\n\n|\n[-*#]|\|")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@pytest.mark.parametrize("name", ["difficult-conversations-full", "healthcare-leadership", "smcr"])
def test_no_sentence_of_a_text_is_longer_than_thirty_words(name: str) -> None:
    for path in (resources.examples() / name).rglob("*.md"):
        for sentence in SENTENCE.split(path.read_text("utf-8")):
            assert len(WORD.findall(sentence)) <= 30, f"{path.name}: {sentence}"


def test_no_example_prints_a_completion_rate_that_nobody_confirmed() -> None:
    for one in resources.examples().rglob("*"):
        if one.suffix in (".md", ".yaml"):
            assert "95 %" not in one.read_text("utf-8") and "95%+" not in one.read_text("utf-8"), one.name
