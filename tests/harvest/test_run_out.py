"""An answer with an `until`: told up to that day, then expired everywhere, and asked for again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from harvest_parts import Run, export
from typer.testing import CliRunner

from socialscaffold.cli.app import app
from socialscaffold.compiler import check
from socialscaffold.source.gate import Gate

ANSWER = "The employee may bring a person of trust to every talk."


@pytest.fixture
def program(program: Path) -> Path:
    """Norway's only answer holds until the last day of May 2026, a day long past on any day of these tests."""
    file = program / "regions" / "NO.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("    consent: yes\n", "    consent: yes\n    until: 2026-05-31\n", 1), "utf-8")
    return program


def command(*words: object) -> str:
    """What a command says."""
    done = CliRunner().invoke(app, [str(one) for one in words], env={"COLUMNS": "100"}, catch_exceptions=False)
    assert done.exit_code in (0, 1), done.output
    return done.output


@pytest.mark.parametrize(("day", "told"), [("2026-05-31", True), ("2026-06-01", False)])
def test_a_build_tells_it_up_to_its_last_day(program: Path, day: str, told: bool) -> None:
    out = program.parent / "build"
    command("build", program, "--as-of", day, "--out", out, "--format", "markdown")
    guide = next(out.rglob("learner-guide.md")).read_text("utf-8")
    kit = next(out.rglob("localization/no.md")).read_text("utf-8")
    assert (ANSWER in guide) == told
    assert ANSWER in kit and ("held until 31 May 2026: ask again" in kit) != told


def test_without_a_day_every_answer_holds_and_a_cohort_brings_its_own(program: Path) -> None:
    plan = check(Gate(program)).plan
    assert plan is not None and any(text == ANSWER for one in plan.prompts for _, text in one.stories)
    (program / "cohorts").mkdir()
    (program / "cohorts" / "late.yaml").write_text(
        "socialscaffold-cohort: 1\ncohort: late\nprogram: fair\nstart: 2026-06-01\ntime-zone: Europe/Oslo\n", "utf-8"
    )
    checked = check(Gate(program), cohort="late")
    assert checked.plan is not None and checked.as_of == dt.date(2026, 6, 1), checked.found
    assert not any(one.stories for one in checked.plan.prompts)


def test_status_and_check_say_so(program: Path) -> None:
    assert "expired" in command("region", "status", program, "--as-of", "2026-06-01")
    assert "expired" not in command("region", "status", program, "--as-of", "2026-05-31")
    told = command("region", "check", "-p", program, "--as-of", "2026-06-01")
    assert "SS-LOC-017" in told and "held until 2026-05-31" in told
    assert "SS-LOC-017" not in command("region", "check", "-p", program, "--as-of", "2026-05-31")


def test_the_same_answer_may_come_back_and_then_nothing_is_missing(program: Path, run: Run) -> None:
    assert "No prompt has accepted answers" in run("promote").stdout
    done = run("collect", str(export(program.parent, "abcd", {"rules": ANSWER})))
    assert done.returncode == 0 and "NO-rules-2" in done.stdout
    assert run("review", said="a\n\n").returncode == 0
    told = command("region", "check", "-p", program, "--as-of", "2026-06-01")
    assert "SS-LOC-017" not in told
    plan = check(Gate(program), as_of=dt.date(2026, 6, 1)).plan
    assert plan is not None and [text for one in plan.prompts for _, text in one.stories] == [ANSWER]


def test_a_story_all_of_whose_answers_have_run_out_is_told(program: Path) -> None:
    file = program / "program.yaml"
    story = '    stories: [{id: bring, prompt: rules, regions: [NO], answers: [NO-rules-1], text: "Bring somebody."}]\n'
    file.write_text(file.read_text("utf-8") + story, "utf-8")
    told = command("region", "check", "-p", program, "--as-of", "2026-06-01")
    assert "the story `bring`" in told


def test_the_kit_has_the_state_of_every_answer_and_why_it_was_sent_back(program: Path, run: Run) -> None:
    run("collect", str(export(program.parent, "abcd", {"words": "They say it twice.", "rules": "Nobody may come."})))
    run("review", said="r\nnot in Oslo\na\n\n")
    run("withdraw", "abcd", "--prompt", "words")
    out = program.parent / "build"
    command("build", program, "--as-of", "2026-05-31", "--out", out, "--format", "markdown")
    kit = next(out.rglob("localization/no.md")).read_text("utf-8")
    assert "| Nobody may come. | sent back: ask again (not in Oslo) |" in kit
    assert "| – | taken back by its maker: ask again |" in kit and "They say it twice" not in kit
