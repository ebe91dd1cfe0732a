"""The names of patterns, and a program's own folder of them, through `check` and `build`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socialscaffold.compiler import build, check
from socialscaffold.diagnostics import has_errors
from socialscaffold.source.gate import Gate
from socialscaffold.spec.schema import json_schema

SHIPPED = Path(__file__).resolve().parents[2] / "socialscaffold" / "patterns" / "library"
PROGRAM = """\
socialscaffold: 1
id: talks
title: Talks
audience: {role: New managers, learners: 18}
weeks: 6
outcomes: {open-fairly: Open a talk fairly}
patterns: ./patterns
strategies:
  support-network: {sets: {protocol: walk-and-talk, meetings: {minutes: 90}}}
  sense-making:
    rounds:
      - {id: doubts, week: 3, minutes: 75, design: jigsaw, question: When is it hard?}
"""
PROTOCOL = """\
id: walk-and-talk
title: Walk and talk
strategy: support-network
purpose: To think while walking.
when: The weather allows it.
when-not: Somebody can't walk.
minutes: {min: 30, default: 60}
steps:
  - {id: gather, title: Gather at the gate, minutes: 10, say: Where shall we walk?, do: Choose a way.}
  - {id: walk, title: Walk in threes, minutes: 40, say: What keeps you busy?, do: Change partners at the bridge.}
  - {id: home, title: Back at the gate, minutes: 10, say: What will you do?, do: One line each in the log.}
"""


def program(folder: Path, text: str = PROGRAM, **patterns: str) -> Gate:
    (folder / "program.yaml").write_text(text, "utf-8")
    for name, content in patterns.items():
        path = folder / "patterns" / f"{name.replace('__', '/').replace('_', '-')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return Gate(folder)


def own_jigsaw() -> str:
    text = (SHIPPED / "designs" / "jigsaw.yaml").read_text("utf-8")
    return text.replace("title: One answer\n", "title: The answer of our house\n")


def test_own_patterns_replace_and_add_through_check_and_build(tmp_path: Path) -> None:
    checked = check(program(tmp_path, designs__jigsaw=own_jigsaw(), protocols__walk_and_talk=PROTOCOL))
    assert not has_errors(checked.found), checked.found
    assert checked.plan is not None
    assert [(step.id, step.minutes) for step in checked.plan.sets.meetings[0].steps] == [
        ("gather", 15), ("walk", 60), ("home", 15),
    ]  # fmt: skip
    made, _ = build(checked, ("markdown",))
    pages = {one.path: one.data.decode() for one in made if not one.path.endswith(".xlsx")}
    assert "**The answer of our house.**" in pages["markdown/sense-making/doubts.md"]
    sheet = pages["markdown/run-sheets/meeting-1.md"]
    assert "**Walk in threes.** Change partners at the bridge." in sheet and "Together 90 minutes." in sheet
    assert "Check-in" not in sheet


def test_a_name_that_no_shelf_has_is_told_with_a_guess_and_the_list(tmp_path: Path) -> None:
    text = PROGRAM.replace("patterns: ./patterns\n", "").replace("walk-and-talk", "action-learning-sets")
    text = text.replace("design: jigsaw", "design: jigsew") + (
        "  application:\n    cycles:\n      - {id: try, pattern: no-such-thing, practise: {do: Try it}}\n"
    )
    found = [one for one in check(program(tmp_path, text)).found if one.code == "SS-PAT-007"]
    assert [one.span.line for one in found if one.span] == [8, 11, 14]
    assert "Did you mean `action-learning-set`?" in found[0].hint
    assert "Did you mean `jigsaw`?" in found[1].hint and "world-cafe" in found[1].hint
    assert "plan-practise-reflect-discuss" in found[2].hint


def test_a_folder_of_patterns_that_is_not_there_is_told(tmp_path: Path) -> None:
    (found,) = (one for one in check(program(tmp_path)).found if one.code == "SS-PAT-008")
    assert found.span is not None and (found.span.line, found.span.column) == (7, 11)


def test_a_mistake_in_an_own_pattern_is_told_at_its_place(tmp_path: Path) -> None:
    broken = own_jigsaw().replace("{lenses}", "{lensses}", 1)
    found = check(program(tmp_path, designs__jigsaw=broken, protocols__walk_and_talk=PROTOCOL)).found
    told = next(one for one in found if one.code == "SS-PAT-001")
    assert told.span is not None and told.span.file == "patterns/designs/jigsaw.yaml"
    assert "{lenses}" in told.hint


@pytest.mark.parametrize("name", ["jigsaw", "action-learning-set", "plan-practise-reflect-discuss"])
def test_an_editor_offers_the_shelf_and_takes_an_own_name(name: str) -> None:
    schema = json.dumps(json.loads(json_schema("program")))
    assert f'"{name}"' in schema
    assert '{"enum": ["' in schema and '"^' in schema
