from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GOLDENS = Path(__file__).with_name("goldens")


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "socialscaffold", "diff", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def twins(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("before", "after"):
        shutil.copytree(EXAMPLES / "ev-charging", tmp_path / name)
    return tmp_path / "before", tmp_path / "after"


def edit(folder: Path, *changes: tuple[str, str]) -> None:
    path = folder / "program.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def test_two_equal_programs_have_no_difference(twins: tuple[Path, Path]) -> None:
    before, after = twins
    told = run(before, after, "--exit-code", cwd=before.parent)
    assert (told.returncode, told.stdout, told.stderr) == (0, "The design is the same.\n", "")


def test_a_comment_and_another_order_of_keys_are_no_difference(twins: tuple[Path, Path]) -> None:
    before, after = twins
    edit(after, ("weeks: 8\n", ""), ("id: ev-charging", "# a note to ourselves\nweeks: 8\nid: ev-charging"))
    assert run(before, after, "--exit-code", cwd=before.parent).returncode == 0


CHANGES = (
    ("size: {min: 5, target: 6, max: 7}", "size: {min: 6, target: 7, max: 8}"),
    ("clarify: 10, open-questions: 15", "clarify: 5, open-questions: 8"),
    ("hear: [City dealers, Motorway dealers, Rural dealers]", "hear: [City dealers, Motorway dealers]"),
    ("weeks: [2, 4, 6]", "weeks: [2, 6]"),
    ("dimension: channels", "dimension: language"),
    ("id: run-demo", "id: run-a-demo"),
    ("not to the car's maximum rate.", "never to the car's maximum rate."),
)


@pytest.mark.parametrize(("format_", "suffix"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_what_changed_is_told_in_words_and_numbers(
    twins: tuple[Path, Path], golden: Callable[[Path, str], None], format_: str, suffix: str
) -> None:
    before, after = twins
    edit(after, *CHANGES)
    told = run(before, after, "--format", format_, cwd=before.parent)
    assert told.returncode == 0, told.stderr
    golden(GOLDENS / f"ev-charging.{suffix}", told.stdout)


def test_a_turn_that_moves_without_its_name_is_told_with_the_line_that_keeps_it(twins: tuple[Path, Path]) -> None:
    before, after = twins
    edit(after, ("weeks: [2, 4, 6]", "weeks: [2, 5, 6]"))
    text = run(before, after, cwd=before.parent).stdout
    assert "(`real-conversation-week-4`). If it is now in week 5, write `ids: {5: week-4}` beside its weeks" in text
    edit(after, ("weeks: [2, 5, 6]", "weeks: [2, 5, 6]\n        ids: {5: week-4}"))
    text = run(before, after, cwd=before.parent).stdout
    assert "The practice `real-conversation`, weeks: 2, 4, 6 → 2, 5, 6." in text
    assert "no longer see what they saved" not in text


def test_the_sentences_of_the_design_page_come_true(twins: tuple[Path, Path]) -> None:
    before, after = twins
    edit(after, *CHANGES)
    text = run(before, after, cwd=before.parent).stdout
    for sentence in (
        "Airtime per member: 36 → 24 minutes a turn.",
        "Set sizes 5-7 → 6-8: 10, 11 or 17 learners can no longer be seated.",
        "Its revision is still 3: raise it",
        "no longer see what they saved in “Run a ten-minute demo at your dealership” (`run-demo`)",
    ):
        assert sentence in text
    found = json.loads(run(before, after, "--format", "json", cwd=before.parent).stdout)
    assert found["structural"] is True
    assert {one["area"] for one in found["changes"] if one["loss"]} >= {"support-network", "sense-making"}


def test_other_words_alone_are_told_as_such(twins: tuple[Path, Path]) -> None:
    before, after = twins
    edit(after, ("Make a card from the template", "Make one card from the template"))
    told = run(before, after, "--exit-code", cwd=before.parent)
    assert told.returncode == 1
    assert told.stdout.startswith("Only words change: 1 difference.\n")


def test_a_week_over_its_budget_is_a_loss(twins: tuple[Path, Path]) -> None:
    before, after = twins
    edit(after, ("mode: online, minutes: 60}", "mode: online, minutes: 90}"))
    text = run(before, after, cwd=before.parent).stdout
    assert "! Week 1, a learner: 225 → 255 minutes (over its budget of 240)." in text
    assert "! New error: SS-WRK-001" in text


def test_a_revision_in_git_is_the_program_as_it_was(twins: tuple[Path, Path]) -> None:
    _, after = twins

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], cwd=after, check=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "As it was")
    edit(after, ("quorum: 4", "quorum: 3"))
    told = run("HEAD", after, cwd=after.parent)
    assert told.returncode == 0, told.stderr
    assert "Quorum: 4 → 3 members." in told.stdout
    assert "Quorum: 3 → 4 members." in run(".", "HEAD", cwd=after).stdout
    assert run("HEAD", cwd=after).stdout == told.stdout
    wrong = run("no-such-branch", ".", cwd=after)
    assert wrong.returncode == 2 and "git knows no" in wrong.stderr and "Traceback" not in wrong.stderr


def test_a_program_with_errors_is_told_and_nothing_is_compared(twins: tuple[Path, Path]) -> None:
    before, after = twins
    edit(after, ("weeks: 8", "weeks: eight"))
    told = run(before, after, cwd=before.parent)
    assert told.returncode == 1 and told.stdout == ""
    assert "can't be compared: 1 error" in told.stderr and "program.yaml:" in told.stderr


def test_an_author_s_words_make_no_markup_in_a_pull_request(twins: tuple[Path, Path]) -> None:
    before, after = twins
    edit(after, ("Explain home", "<script>@all **Explain** [home](http://x.test) #1"))
    text = run(before, after, "--format", "markdown", cwd=before.parent).stdout
    assert "Explain" in text and "@all" not in text
    page = MarkdownIt("commonmark", {"html": True}).render(text)
    assert not re.search(r"<(script|a|img)\b", page) and "<strong>Explain" not in page
