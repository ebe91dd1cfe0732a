from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from socialscaffold.compiler import check
from socialscaffold.output.documents import documents
from socialscaffold.output.run_sheets import run_sheet
from socialscaffold.output.templates import escape, link
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASES = {"ev-charging": "2027-spring", "difficult-conversations": None}


def planned(name: str) -> Plan:
    plan = check(Gate(EXAMPLES / name), cohort=CASES[name]).plan
    assert plan is not None
    return plan


def pages(plan: Plan) -> dict[str, str]:
    return {one.path: one.data.decode() for one in documents(plan)}


@pytest.mark.parametrize("name", CASES)
def test_every_reader_has_a_page(name: str) -> None:
    made = pages(planned(name))
    wanted = {
        "plan.md", "learner-guide.md", "set-handbook.md", "practice-journal.md", "manager-brief.md", "task-board.md",
        "task-board.csv", "nudges.md", "nudges.csv", "evaluation-plan.md", "calendar.md", "run-sheets/meeting-1.md",
    }  # fmt: skip
    assert wanted <= set(made)
    assert any(path.startswith("sense-making/") for path in made)
    assert any(path.startswith("localization/") for path in made)


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_left_unfilled(name: str) -> None:
    for path, text in pages(planned(name)).items():
        assert "None" not in text and "Undefined" not in text, path
        assert re.findall(r"\{[a-z:-]+\}", text) == [], path


@pytest.mark.parametrize("name", CASES)
def test_a_run_sheet_fills_its_meeting_minute_by_minute(name: str) -> None:
    plan = planned(name)
    for meeting in plan.sets.meetings:
        at = 0
        for row in run_sheet(plan, meeting).rows:
            assert row.time == f"{at // 60}:{at % 60:02}"
            assert row.do
            at += row.minutes
        assert at == meeting.minutes


def test_first_middle_and_last_meeting_differ() -> None:
    plan = planned("ev-charging")
    titles = {meeting.place: [row.title for row in run_sheet(plan, meeting).rows] for meeting in plan.sets.meetings}
    assert "Our agreement" in titles["first"]
    assert "Our agreement" not in titles["middle"]
    assert titles["last"] != titles["middle"]


def test_the_sheets_speak_of_this_program() -> None:
    made = pages(planned("ev-charging"))
    assert "Make a card from the template" in made["run-sheets/meeting-2.md"]
    assert "create a local answer card that colleagues reuse" in made["run-sheets/meeting-1.md"]
    assert "network coverage" in made["sense-making/market-facts.md"]
    assert "Norway" in made["localization/no.md"]


def test_every_table_has_as_many_cells_as_its_head() -> None:
    for name in CASES:
        for path, text in pages(planned(name)).items():
            if not path.endswith(".md"):
                continue
            width = 0
            for line in text.split("\n"):
                cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
                if cells and width:
                    assert cells == width, (path, line)
                width = cells


def test_nudges_stay_within_the_cap() -> None:
    for name in CASES:
        rows = list(csv.DictReader(io.StringIO(pages(planned(name))["nudges.csv"])))
        weeks = [row["week"] for row in rows]
        assert rows and max(weeks.count(week) for week in weeks) <= 3


@given(st.text(max_size=60))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    shown = " ".join(text.split())
    for pattern in ("{}", "- {}", "# x {}", "| a |\n|---|\n| {} |", "x {} y"):
        rendered = html.render(pattern.format(escape(text)) + "\n")
        inner = re.sub(r"</?(p|ul|li|h1|table|thead|tbody|tr|th|td)>", "", rendered)
        assert "<" not in inner, (pattern, rendered)
        import html as entities

        assert shown in " ".join(entities.unescape(inner).split()) or not shown.isprintable(), (pattern, rendered)


def test_a_link_keeps_its_address() -> None:
    assert link("A [b](c)", "https://x.example/a(b)") == r"[A \[b\](c)](https://x.example/a%28b%29)"
