"""What the file of sets says besides who sits where: who leads, who never leads, and hours that take turns."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from socialscaffold.compiler import build
from socialscaffold.plan.model import ActionLearningSet, Plan

if TYPE_CHECKING:
    from conftest import Case

COHORT = "cohorts/2027-spring.yaml"
ROSTER, SETS, LEADS = "cohorts/2027-spring.csv", "cohorts/2027-spring.sets.csv", "cohorts/2027-spring-facilitators.csv"
NO_TABLE = ("facilitators: 2027-spring-facilitators.csv\n", "")
FAIR = ('every-set: {day: Tuesday, at: "10:00"}', "every-set: {day: Tuesday, at: fair}")


def planned(case: Case) -> Plan:
    checked = case.checked()
    assert checked.plan is not None, checked.found
    return checked.plan


def seats(case: Case, **columns: Callable[[str, str], str]) -> Case:
    """The file of sets with more columns, each made from (learner, set)."""
    rows = list(csv.DictReader(io.StringIO((case.folder / SETS).read_text("utf-8"))))
    lines = [",".join(["learner", "set", *columns])]
    lines += [
        ",".join([row["learner"], row["set"], *(make(row["learner"], row["set"]) for make in columns.values())])
        for row in rows
    ]
    return case.write(SETS, "\n".join(lines) + "\n")


def first(plan: Plan) -> ActionLearningSet:
    return plan.sets.sets[0]


def test_the_file_says_who_leads_where_the_table_names_no_set(case: Callable[[], Case]) -> None:
    made = seats(case().change(NO_TABLE), facilitator=lambda _, name: "F7" if name == "set-1" else "")
    assert [one.facilitator for one in planned(made).sets.sets[:2]] == ["F7", ""]


def test_the_table_and_the_file_may_not_disagree(case: Callable[[], Case]) -> None:
    made = seats(case(), facilitator=lambda _, name: "F2" if name == "set-1" else "")
    ((message, _, file, line),) = made.told("SS-LEAD-002")
    assert "led by `F1` (row 2) and by `F2` in `2027-spring.sets.csv`" in message
    assert (file, line) == (LEADS, 2)


def test_a_facilitator_of_the_file_who_is_not_in_the_table_is_told(case: Callable[[], Case]) -> None:
    made = case().change((",set-1 set-2 set-3", ","), file=LEADS)
    made = seats(made, facilitator=lambda _, name: {"set-1": "F11", "set-2": "F1", "set-3": "F1"}.get(name, ""))
    ((message, hint, _, _),) = made.told("SS-LEAD-005")
    assert "`F11`, who leads `set-1`" in message and "Add a row" in hint


def test_rows_of_a_set_that_differ_are_told(case: Callable[[], Case]) -> None:
    made = seats(case().change(NO_TABLE), facilitator=lambda who, _: "F1" if who in ("L01", "L02") else "F2")
    assert any("differ in `facilitator`" in message for message, *_ in made.told("SS-SET-023"))


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [("hours", "ten o'clock", "`hours` of row 2"), ("leads", "never", "`leads` of row 2"),
     ("facilitator", "Solveig Hamre", "`facilitator` of row 2")],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_told_without_it(
    case: Callable[[], Case], column: str, cell: str, words: str
) -> None:
    made = seats(case().change(NO_TABLE), **{column: lambda who, _: cell if who == "L01" else ""})
    ((message, hint, _, line),) = made.told("SS-SET-024")
    assert words in message and line == 2 and cell not in message + hint


def test_who_never_leads_has_a_rota_in_which_they_do_not(case: Callable[[], Case]) -> None:
    made = seats(case(), leads=lambda who, _: "no" if who == "L03" else "")
    plan = planned(made)
    one = next(each for each in plan.sets.sets if "L03" in each.members)
    seat = one.members.index("L03") + 1
    assert one.never == (seat,)
    leaders = [meeting.roles_of(one).facilitator for meeting in plan.sets.meetings]
    assert seat not in leaders and any(leaders)
    others = [meeting.roles(one.seats).facilitator for meeting in plan.sets.meetings]
    assert seat in others or leaders == others


def test_who_sits_with_their_manager_does_not_lead_and_all_papers_say_so(case: Callable[[], Case]) -> None:
    made = case().change(("apart: [line-manager]", "apart: [nice line-manager]"), file="program.yaml")
    named = next(one for one in planned(case()).sets.sets if one.seats >= 5)
    usual = [meeting.roles(named.seats).facilitator for meeting in planned(case()).sets.meetings]
    seat = next(one for one in usual if one)
    who, boss = named.members[seat - 1], named.members[seat % named.seats]
    rows = list(csv.DictReader(io.StringIO((made.folder / ROSTER).read_text("utf-8"))))
    for row in rows:
        row["line-manager"] = boss if row["learner"] == who else ""
    with io.StringIO() as text:
        writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        made.write(ROSTER, text.getvalue())
    checked = made.checked()
    assert checked.plan is not None
    one = next(each for each in checked.plan.sets.sets if each.id == named.id)
    assert one.never == (seat,)
    assert seat not in [meeting.roles_of(one).facilitator for meeting in checked.plan.sets.meetings]
    documents, _ = build(checked, ("markdown",))
    pages = {
        document.path.rpartition("/")[2]: document.data.decode()
        for document in documents
        if document.path.endswith(".md")
    }
    title = named.id.replace("-", " ").capitalize()
    assert f"### {title} alone" in pages["set-handbook.md"]
    sheet = next(text for name, text in pages.items() if name == "meeting-1.md")
    assert f"| {title} alone |" in sheet


def test_fair_hours_reach_every_calendar(case: Callable[[], Case]) -> None:
    made = case().change(FAIR)
    for row in ("L01", "L02"):  # two of set-3's people work in Los Angeles
        text = (made.folder / ROSTER).read_text("utf-8")
        line = next(one for one in text.splitlines() if one.startswith(f"{row},"))
        made.change((line, line.replace("Europe/Oslo", "America/Los_Angeles")), file=ROSTER)
    made.change(('set-3: {day: Thursday, at: "08:30", where: "https://meet.example/set-3"}', "set-3: {day: Thursday}"))
    plan = planned(made)
    spanning = next(one for one in plan.sets.sets if one.id == "set-3")
    assert len(set(spanning.fair)) > 1
    assert [start.time() for start in spanning.starts] == list(spanning.fair)
    near = next(one for one in plan.sets.sets if one.id == "set-1")
    assert len(set(near.fair)) == 1
    fixed = next(one for one in plan.sets.sets if one.id == "set-2")
    assert fixed.fair == () and {start.hour for start in fixed.starts} == {13}  # the cohort fixes it
    documents, _ = build(made.checked(), ("markdown", "html"))
    text = {document.path: document.data for document in documents}
    hours = {f"{hour:%H%M%S}" for hour in spanning.fair}
    ics = next(data for path, data in text.items() if path.endswith("set-3.ics")).decode()
    assert all(f"T{hour}" in ics for hour in hours)
    clock = next(data for path, data in text.items() if path.endswith("clocks/set-3.html")).decode()
    assert all(f"{hour:%H:%M}" in clock for hour in spanning.fair)


def test_sets_of_one_facilitator_have_fair_hours_of_their_own(case: Callable[[], Case]) -> None:
    made = case().change(FAIR)
    text = (made.folder / COHORT).read_text("utf-8")
    made.write(COHORT, re.sub(r"(?m)^  set-\d: .*\n", "", text))
    assert not made.told("SS-CAL-009")
    plan = planned(made)
    for name in ("F1", "F2", "F3"):
        mine = [one for one in plan.sets.sets if one.facilitator == name]
        assert len(mine) == 3
        for meeting in (one for one in plan.sets.meetings if not one.led_by_set):
            starts = sorted(one.starts[meeting.number - 1] for one in mine)
            assert all(later - early >= dt.timedelta(minutes=meeting.minutes) for early, later in pairwise(starts))
        assert all(one.spared == (0, 0) for one in mine)  # each still lies in everybody's working day


def test_a_build_without_the_roster_takes_the_hours_of_the_file(case: Callable[[], Case]) -> None:
    made = case().change(FAIR, ("roster: 2027-spring.csv\n", ""))
    count = len(planned(made).sets.meetings)
    hours = " ".join(["09:00", "17:00"] * count)
    made = seats(made, hours=lambda who, name: hours if name == "set-1" else "")
    one = first(planned(made))
    assert [f"{start:%H:%M}" for start in one.starts[:2]] == ["09:00", "17:00"] and len(one.starts) == count
    assert any("Fair hours need a day" in hint for _, hint, _, _ in made.told("SS-CAL-006"))


def test_a_session_of_all_has_one_hour(case: Callable[[], Case]) -> None:
    made = case().change(('kick-off: {day: Monday, at: "10:00",', "kick-off: {day: Monday, at: fair,"))
    ((message, _, _, line),) = made.told("SS-CAL-014")
    assert "`kick-off` is one hour for everybody" in message and line > 1


def test_facilitators_without_sets_share_those_that_are_formed(case: Callable[[], Case]) -> None:
    made = case().change(("sets: 2027-spring.sets.csv\n", ""))
    made.change((",set-1 set-2 set-3", ","), (",set-4 set-5 set-6", ","), (",set-7 set-8 set-9", ","), file=LEADS)
    plan = planned(made)
    tongues = {"F1": "nb-NO", "F2": "de-DE", "F3": "en-GB"}
    rows = {row["learner"]: row for row in csv.DictReader(io.StringIO((made.folder / ROSTER).read_text("utf-8")))}
    for one in plan.sets.sets:
        assert {rows[who]["language"] for who in one.members} == {tongues[one.facilitator]}


def test_a_manager_who_facilitates_is_known_by_name_and_does_not_lead_the_set(case: Callable[[], Case]) -> None:
    made = case().change(("nb-NO,Europe/Oslo,,L06,woman", "nb-NO,Europe/Oslo,Solveig Hamre,L06,woman"), file=ROSTER)
    ((message, _, file, line),) = made.told("SS-LEAD-006")
    assert message == "`F1` leads `set-3`, and is the `line-manager` of `L01`, who sits in it."
    assert (file, line) == (ROSTER, 2)
