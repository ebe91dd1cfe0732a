from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from socialscaffold.diagnostics import Severity
from socialscaffold.plan.model import Plan

if TYPE_CHECKING:
    from conftest import Case

ROSTER, SETS, LEADS = "cohorts/2027-spring.csv", "cohorts/2027-spring.sets.csv", "cohorts/2027-spring-facilitators.csv"
NO_SETS = ("sets: 2027-spring.sets.csv\n", "")


def planned(case: Case) -> Plan:
    checked = case.checked()
    assert checked.plan is not None, checked.found
    return checked.plan


def unseated(case: Case) -> Case:
    """Without the file of sets, so that they are formed; facilitators would name sets that are not sure yet."""
    return case.change(NO_SETS, ("facilitators: 2027-spring-facilitators.csv\n", ""))


def roster(case: Case) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((case.folder / ROSTER).read_text("utf-8"))))


def test_a_roster_without_a_file_of_sets_is_formed_by_the_programs_wishes(case: Callable[[], Case]) -> None:
    formed = unseated(case())
    plan = planned(formed)
    rows = {row["learner"]: row for row in roster(formed)}
    assert sorted(one for each in plan.sets.sets for one in each.members) == sorted(rows)
    assert [one.id for one in plan.sets.sets] == [f"set-{number}" for number in range(1, 10)]
    for one in plan.sets.sets:
        assert 5 <= one.seats == len(one.members) <= 7
        assert len({rows[who]["language"] for who in one.members}) == 1
        for who in one.members:
            assert rows[who]["line-manager"] not in one.members
            assert not rows[who]["buddy"] or rows[who]["buddy"] in one.members
    assert plan.sets.meetings[0].roles(plan.sets.sets[0].seats).holders == (1, 2)


def test_the_seed_and_not_the_order_of_rows_decides_who_sits_where(case: Callable[[], Case]) -> None:
    first = planned(unseated(case())).sets.sets
    mixed = unseated(case())
    head, *rows = (mixed.folder / ROSTER).read_text("utf-8").splitlines()
    mixed.write(ROSTER, "\n".join([head, *rows[::-1]]) + "\n")
    assert planned(mixed).sets.sets == first
    other = unseated(case()).change(("seed: 20270118", "seed: 5"))
    assert planned(other).sets.sets != first


def test_what_a_formed_set_cannot_have_is_told_by_ids_and_columns_alone(case: Callable[[], Case]) -> None:
    formed = unseated(case()).change(("L01,Astrid Nordvik", "L01,Canary Nameson"), file=ROSTER)
    formed.change((",L06,woman\nL02", ",L17,woman\nL02"), file=ROSTER)
    found = formed.checked().found
    hard = [one for one in found if one.code == "SS-SET-003"]
    assert hard and all(one.severity is Severity.ERROR and "L01" in one.message for one in hard)
    told = "\n".join(one.message + one.hint for one in found)
    for row in roster(formed):
        assert row["name"] not in told and row["email"] not in told and row["dealer"] not in told


def test_soft_wishes_are_notes(case: Callable[[], Case]) -> None:
    found = unseated(case()).checked().found
    assert {one.code for one in found} <= {"SS-SET-011"}
    assert {one.severity for one in found} <= {Severity.INFO}


def test_a_wish_for_a_column_that_is_not_there_stops(case: Callable[[], Case]) -> None:
    formed = unseated(case()).change(("line-manager", "manager"), file=ROSTER)
    ((message, _, file, _),) = formed.told("SS-SET-010")
    assert (message, file) == ("The roster has no column `line-manager`.", "program.yaml")


def test_heads_are_counted_from_the_roster_by_its_regions(case: Callable[[], Case]) -> None:
    fewer = unseated(case())
    head, *rows = (fewer.folder / ROSTER).read_text("utf-8").splitlines()
    kept = [row for row in rows if row.split(",")[0] not in ("L01", "L06")]
    fewer.write(ROSTER, "\n".join([head, *kept]) + "\n")
    plan = planned(fewer)
    assert plan.learners == 46
    assert dict(plan.program.audience.by_region) == {"NO": 14, "DE": 16, "GB": 16}
    (owed,) = (task for task in plan.tasks if task.owed)
    assert owed.expected == (("NO", 14), ("DE", 16), ("GB", 16))


def test_a_region_that_the_program_does_not_list_is_told_with_its_row(case: Callable[[], Case]) -> None:
    strange = case().change(
        (
            "example,NO,Motorway dealers,Veikrysset Bil,settled,nb-NO,Europe/Oslo,,L06",
            "example,NOR,x,x,x,nb-NO,Europe/Oslo,,L06",
        ),
        file=ROSTER,
    )
    assert strange.told("SS-CSV-014") == [
        ("`L01` has a region that the program does not list.", "The program's regions: NO, DE, GB.", ROSTER, 2)
    ]


def test_without_the_roster_the_sets_alone_are_enough(case: Callable[[], Case]) -> None:
    bare = case()
    (bare.folder / ROSTER).unlink()
    (bare.folder / LEADS).unlink()
    found = bare.checked().found
    assert [(one.code, one.severity, one.span.line) for one in found if one.span] == [
        ("SS-CSV-016", Severity.INFO, 24),
        ("SS-CSV-016", Severity.INFO, 26),
    ]
    plan = planned(bare)
    assert plan.learners == 48 and {one.facilitator for one in plan.sets.sets} == {""}
    bare.change(("L01,set-3\n", ""), file=SETS)
    assert "The cohort has 47 learners, the program's regions have 48 together." in {
        one.message for one in bare.checked().found
    }


def test_the_sets_are_held_against_the_roster(case: Callable[[], Case]) -> None:
    wrong = case().change(("L02,set-3", "L020,set-3"), file=SETS)
    assert wrong.told("SS-SET-020") == [
        ("`L020` of row 3 is not on the roster.", "Did you mean `L02`?", SETS, 3),
    ]
    ((message, hint, file, line),) = wrong.told("SS-SET-021")
    assert message == "`L02` (row 3) of the roster sits in no set."
    assert (file, line) == ("cohorts/2027-spring.yaml", 28) and "2027-spring.sets.csv" in hint


@pytest.mark.parametrize("file", [ROSTER, SETS, LEADS])
def test_a_table_of_a_heading_alone_is_told_and_nobody_is_seated_anew(case: Callable[[], Case], file: str) -> None:
    """Sets would be formed from the roster in its place, and a running cohort reshuffled without a word."""
    bare = case()
    heading = (bare.folder / file).read_text("utf-8").splitlines()[0]
    ((message, _, where, line),) = bare.write(file, f"{heading}\n").told("SS-CSV-001")
    assert (message, where, line) == ("The table has a heading and no rows.", file, 1)
    assert bare.write(file, f"{heading}\n\n{',' * heading.count(',')}\n").told("SS-CSV-001") != []


@pytest.mark.parametrize("file", [ROSTER, SETS, LEADS])
def test_a_table_with_a_person_for_an_id_never_shows_it(case: Callable[[], Case], file: str) -> None:
    old = "F1," if file == LEADS else "L01,"
    wrong = case().change((old, "canary@people.example,"), file=file)
    found = wrong.checked().found
    assert "SS-CSV-013" in {one.code for one in found}
    assert not any("canary" in one.message + one.hint for one in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words", "line"),
    [
        (ROSTER, "learner,name", "lerner,name", "SS-CSV-010", "Is it the column `lerner`?", 1),
        (ROSTER, "L02,Bjarne", "L01,Bjarne", "SS-CSV-012", "`L01` of row 3 stands in row 2 already.", 3),
        (ROSTER, "L02,Bjarne", ",Bjarne", "SS-CSV-011", "Row 3 has an empty `learner`.", 3),
        (SETS, "L02,set-3", "L02,", "SS-CSV-011", "Row 3 has an empty `set`.", 3),
        (SETS, "L02,set-3", "L02,Set Three", "SS-CSV-013", "The `set` of row 3 is no id.", 3),
        (SETS, "L02,set-3", "L01,set-3", "SS-CSV-012", "`L01` of row 3 stands in row 2 already.", 3),
        (LEADS, ",sets", ",set", "SS-CSV-017", "call it `sets`", 1),
        (LEADS, "set-4 set-5", "set-44 set-5", "SS-LEAD-001", "Did you mean `set-4`?", 3),
        (LEADS, "set-4 set-5", "set-3 set-4 set-5", "SS-LEAD-002", "led by `F1` (row 2) and by `F2` (row 3)", 3),
    ],
)
def test_a_wrong_row_is_told_with_its_place(
    case: Callable[[], Case], file: str, old: str, new: str, code: str, words: str, line: int
) -> None:
    ((message, hint, where, at), *_) = case().change((old, new), file=file).told(code)
    assert words in f"{message} {hint}"
    assert (where, at) == (file, line)


def test_each_set_has_its_facilitator_and_a_set_without_one_is_told(case: Callable[[], Case]) -> None:
    plan = planned(case())
    assert Counter(one.facilitator for one in plan.sets.sets) == {"F1": 3, "F2": 3, "F3": 3}
    alone = case().change(("set-8 set-9", "set-8"), file=LEADS)
    ((message, _, file, line),) = alone.told("SS-LEAD-003")
    assert (message, file, line) == ("Nobody leads `set-9`.", "cohorts/2027-spring.yaml", 26)


def test_a_file_that_is_not_there_is_told_where_it_is_named(case: Callable[[], Case]) -> None:
    found = unseated(case()).change(("roster: 2027-spring.csv", "roster: nowhere.csv")).checked().found
    assert [(one.severity, one.span.file, one.span.line) for one in found if one.span] == [
        (Severity.ERROR, "cohorts/2027-spring.yaml", 24)
    ]


def test_a_roster_out_of_the_folder_is_refused_and_not_taken_for_missing(case: Callable[[], Case]) -> None:
    outside = case().change(("roster: 2027-spring.csv", "roster: ../../elsewhere.csv"))
    assert ("SS-FILE-002", Severity.ERROR) in {(one.code, one.severity) for one in outside.checked().found}


def test_no_name_and_no_address_is_kept_by_what_is_read(case: Callable[[], Case]) -> None:
    checked = case().checked()
    kept = repr(checked.sources) + repr(checked.plan)
    for row in roster(case()):
        assert row["name"] not in kept and row["email"] not in kept
    assert "Solveig" not in kept and "training.example" not in kept
