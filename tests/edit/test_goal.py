from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.edit.goal.goal import Goal, read_goal
from socialscaffold.edit.goal.reach import movables, reach
from socialscaffold.source.gate import Gate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "socialscaffold", *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("week <= 4 h", Goal(240)),
        ("week<=90 min", Goal(90)),
        ("facilitator week <= 7.5 h", Goal(450, staff=True)),
        ("week ≤ 200 minutes", Goal(200)),
        ("week < 4 h", None),
        ("weak <= 4 h", None),
        ("week <= 0 h", None),
        ("week <= 4", None),
    ],
)
def test_a_goal_is_read_or_refused(text: str, goal: Goal | None) -> None:
    assert read_goal(text) == goal


@pytest.mark.parametrize("minutes", [228, 224, 220, 216, 212, 200])
def test_no_fewer_moves_would_do(minutes: int) -> None:
    checked = check(Gate(EXAMPLES / "ev-charging"))
    assert checked.plan is not None and checked.sources is not None
    said, plan = checked.sources.program, checked.plan
    way = reach(said, plan, Goal(minutes))
    load = {week.number: week.minutes for week in plan.weeks}
    for move in way.moves:
        assert move.thing.first <= move.week <= move.thing.last
        load[move.thing.week] -= move.thing.minutes
        load[move.week] += move.thing.minutes
    assert {week: over - minutes for week, over in load.items() if over > minutes} == dict(way.left)
    if way.left:
        return
    # By trying everything: no smaller number of things moved anywhere reaches the goal.
    things = [one for one in movables(said, plan) if one.minutes]
    for fewer in range(len(way.moves)):
        for chosen in product(things, repeat=fewer):
            if len(set(chosen)) < fewer:
                continue
            for weeks in product(range(1, said.weeks + 1), repeat=fewer):
                tried = {week.number: week.minutes for week in plan.weeks}
                for one, week in zip(chosen, weeks, strict=True):
                    tried[one.week] -= one.minutes
                    tried[week] += one.minutes
                assert max(tried.values()) > minutes


def test_the_moves_are_shown_with_what_they_trade_and_written_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "ev"
    shutil.copytree(EXAMPLES / "ev-charging", folder)
    before = (folder / "program.yaml").read_bytes()
    shown = run("fix", folder, "--goal", "week <= 220 min")
    assert shown.returncode == 0, shown.stderr
    assert "Move the prompt `rules` from week 2 to week" in shown.stdout and "What that trades" in shown.stdout
    assert (folder / "program.yaml").read_bytes() == before
    assert run("fix", folder, "--goal", "week <= 220 min", "--apply").returncode == 0
    after = (folder / "program.yaml").read_bytes()
    assert sum(a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=True)) == 3
    plan = check(Gate(folder)).plan
    assert plan is not None and max(week.minutes for week in plan.weeks) <= 220
    assert "within 220 minutes already" in run("fix", folder, "--goal", "week <= 220 min").stdout


def test_a_goal_that_can_t_be_met_says_which_weeks_stay_over(tmp_path: Path) -> None:
    told = run("fix", EXAMPLES / "ev-charging", "--goal", "week <= 2 h")
    assert told.returncode == 1 and "Week 1 stays" in told.stdout
    wrong = run("fix", EXAMPLES / "ev-charging", "--goal", "less work")
    assert wrong.returncode == 2 and "is no goal" in wrong.stderr
