"""Booklets: who gets one, what stands in it, and that it prints as chapters."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from socialscaffold.compiler import check
from socialscaffold.output.booklets import booklets, for_sets, has_booklets
from socialscaffold.output.documents import documents
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate
from socialscaffold.targets.html import html

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def planned(name: str, cohort: str | None = None) -> Plan:
    plan = check(Gate(EXAMPLES / name), cohort=cohort).plan
    assert plan is not None
    return plan


@cache
def made() -> dict[str, str]:
    return {one.path: one.data.decode() for one in booklets(planned("ev-charging", "2027-spring"))}


def chapters(page: str) -> list[str]:
    return re.findall(r'<h2 id="[^"]+">(.*?)</h2>', page)


def test_a_booklet_waits_until_the_sets_are_known() -> None:
    assert not has_booklets(planned("difficult-conversations"))
    assert booklets(planned("difficult-conversations")) == ()


def test_every_set_and_every_facilitator_has_one_and_the_site_leads_there() -> None:
    plan = planned("ev-charging", "2027-spring")
    names = {f"set-{number}" for number in range(1, 10)} | {"facilitator-f1", "facilitator-f2", "facilitator-f3"}
    assert set(made()) == {f"html/booklets/{name}.html" for name in (*names, "index")}
    site = {one.path: one.data.decode() for one in html(plan, documents(plan))}
    assert 'href="booklets/index.html"' in site["html/index.html"]
    for name in names:
        assert f'href="{name}.html"' in site["html/booklets/index.html"]


def test_a_set_finds_its_days_its_seats_and_the_meetings_that_it_leads() -> None:
    page = made()["html/booklets/set-3.html"]
    assert "Thursday 11 February 2027" in page and "https://meet.example/set-3" in page
    assert "Tuesday 9 February 2027" not in page
    found = chapters(page)
    assert found[0] == "Your action learning set"
    assert [one.split(":")[0] for one in found[1:6]] == [
        "Set meeting 4 of 6", "Set meeting 5 of 6", "Set meeting 6 of 6",
        "Set meeting 7 (after the course)", "Set meeting 8 (after the course)",
    ]  # fmt: skip
    assert found[6:] == [f"Issue sheet, seat {seat}" for seat in range(1, 7)]
    assert "issue-holder)" not in page and "A set of 5" not in page


def test_a_facilitator_finds_every_meeting_in_order_and_nothing_of_other_sets() -> None:
    page = made()["html/booklets/facilitator-f1.html"]
    rows = re.findall(r"<tr><td class=\"short\">(Set \d)</td><td class=\"short\">(\d)</td>", page)
    assert rows == [(f"Set {name}", meeting) for meeting in "123" for name in "123"]
    assert [one.split(":")[0] for one in chapters(page)[:3]] == [f"Set meeting {number} of 6" for number in (1, 2, 3)]


def test_no_booklet_names_a_learner() -> None:
    plan = planned("ev-charging", "2027-spring")
    members = {member for one in plan.sets.sets for member in one.members}
    assert members
    for path, page in made().items():
        assert not [one for one in members if re.search(rf"\b{re.escape(one)}\b", page)], path


def test_every_id_on_a_page_is_its_own_and_every_chapter_is_reached() -> None:
    for path, page in made().items():
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), path
        assert {one.removeprefix("#") for one in re.findall(r'href="(#[^"]+)"', page)} <= set(ids), path


def test_a_plan_for_one_size_names_every_seat() -> None:
    plan = planned("ev-charging", "2027-spring")
    mine = for_sets(plan, plan.sets.sets[:1])
    assert [seats for seats, _ in mine.sets.meetings[0].rota] == [plan.sets.sets[0].seats]
    sheets = [one.data.decode() for one in documents(mine) if one.path.startswith("run-sheets/")]
    assert all("first issue-holder" not in one for one in sheets)
    assert sheets[0].startswith("# Set 1, meeting 1 of 6: ")
