"""Rosters as people really keep them: other heads, names instead of ids, empty cells, workbooks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.marks import Span
from socialscaffold.source.gate import Gate
from socialscaffold.source.kinds import Text
from socialscaffold.source.nodes import Scalar
from socialscaffold.source.records import Reading
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.roster import read_roster
from socialscaffold.spec.schema import json_schema
from socialscaffold.spec.wishes import HOURS, WISH, Form, Overlap, Wish

if TYPE_CHECKING:
    from conftest import Case

ROSTER, PROGRAM = "cohorts/2027-spring.csv", "program.yaml"
HEAD = "learner,name,email,region,group,dealer,tenure,language,time-zone,line-manager,buddy,gender"


def cells(case: Case) -> dict[str, dict[str, str]]:
    sources = case.checked().sources
    assert sources is not None
    return {one.id: dict(one.cells) for one in sources.roster}


def test_heads_are_matched_kindly(case: Callable[[], Case]) -> None:
    usual = cells(case())
    other = "Learner ID,Name,E-Mail,REGION,group,Dealer,tenure,Language,Time Zone,Line_Manager,BUDDY,Gender"
    assert cells(case().change((HEAD, other), file=ROSTER)) == usual


def test_a_head_that_is_nearly_right_is_told(case: Callable[[], Case]) -> None:
    ((message, hint, file, line),) = case().change(("line-manager,", "line-mangaer,"), file=ROSTER).told("SS-CSV-017")
    assert message == "There is no column `line-manager`, but one called `line-mangaer`."
    assert "`line-manager`" in hint and (file, line) == (ROSTER, 1)


def test_people_may_be_named_by_id_name_or_address(case: Callable[[], Case]) -> None:
    usual = cells(case())
    rows = list(csv.DictReader(io.StringIO((case().folder / ROSTER).read_text("utf-8"))))
    names = {row["learner"]: row["name"].upper() for row in rows}
    first, last = names["L03"].split()
    last_first = f"{last}, {first}"
    changed = case().change(
        ("settled,nb-NO,Europe/Oslo,,L06,", f"settled,nb-NO,Europe/Oslo,,{names['L06']},"), file=ROSTER
    )
    changed.change((",L03,L09,man", f',"{last_first}",L09,man'), file=ROSTER)
    assert cells(changed) == usual
    assert not changed.told("SS-CSV-018")


def test_who_is_nobody_is_told_without_the_cell(case: Callable[[], Case]) -> None:
    wrong = case().change(("Europe/Oslo,,L06,woman\nL02", "Europe/Oslo,,Canary Nobodysson,woman\nL02"), file=ROSTER)
    ((message, hint, file, line),) = wrong.told("SS-CSV-018")
    assert message == "The `buddy` of `L01` (row 2) is nobody on the roster."
    assert (file, line) == (ROSTER, 2) and "Canary" not in hint
    assert "Canary" not in repr(wrong.checked())


def test_a_misspelled_name_is_guessed_and_answered_with_an_id(case: Callable[[], Case]) -> None:
    wrong = case().change(("Europe/Oslo,L03,L09,man", "Europe/Oslo,Camila Tveitane,L09,man"), file=ROSTER)
    ((message, hint, _, _),) = wrong.told("SS-CSV-018")
    assert (message, hint) == ("The `line-manager` of `L02` (row 3) is nobody on the roster.", "Did you mean `L03`?")


def test_a_name_that_two_people_have_is_told(case: Callable[[], Case]) -> None:
    made = case().change(("Bjarne Solhaug", "Astrid Nordvik"), file=ROSTER)
    made.change(("Europe/Oslo,L05,L08,man", "Europe/Oslo,Astrid Nordvik,L08,man"), file=ROSTER)
    ((message, hint, file, line),) = made.told("SS-CSV-018")
    assert "`line-manager` of `L04` (row 5) is the name of two people" in message and "id of the one" in hint
    assert (file, line) == (ROSTER, 5) and "Astrid" not in message + hint


def test_empty_cells_are_told_by_row_and_learner_in_one_note(case: Callable[[], Case]) -> None:
    told = case().change(("Torget Bilsenter,new,nb-NO", "Torget Bilsenter,,nb-NO"), file=ROSTER).told("SS-CSV-019")
    ((message, _, _, line),) = told
    assert message.startswith("`tenure` is empty in row") and "3 (`L02`)" in message and line == 3


def test_a_workbook_is_a_roster_too(case: Callable[[], Case]) -> None:
    made = case()
    usual = cells(made)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(io.StringIO((made.folder / ROSTER).read_text("utf-8"))):
        sheet.append(row)
    book.save(made.folder / "cohorts/people.xlsx")
    assert cells(made.change(("roster: 2027-spring.csv", "roster: people.xlsx"))) == usual


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("dealer", Wish("dealer")),
        ("nice dealer", Wish("dealer", "nice")),
        ("must  line-manager", Wish("line-manager", "must")),
    ],
)
def test_a_wish_is_a_column_with_or_without_a_word_before_it(text: str, made: Wish) -> None:
    reading = Reading()
    assert WISH.read(Scalar(text, Span(PROGRAM)), reading) == made
    assert reading.found == []


def test_an_overlap_longer_than_a_working_day_is_told_once(case: Callable[[], Case]) -> None:
    ((message, _, file, line),) = case().change(("overlap: 2 h", "overlap: 25 h"), file=PROGRAM).told("SS-SET-005")
    assert message == "A working day has 10 h, and `overlap: 25 h` asks for more of them in common."
    assert (file, line) == (PROGRAM, 71)
    assert case().change(("overlap: 2 h", "overlap: 10 h"), file=PROGRAM).told("SS-SET-005") == []


def test_a_region_ahead_of_its_message_is_told(case: Callable[[], Case]) -> None:
    """It would never be behind, so nobody would be told that the message has changed."""
    ahead = case().change(("based-on: {match-the-day: 3}", "based-on: {match-the-day: 9}"), file="regions/NO.yaml")
    ((message, _, file, line),) = ahead.told("SS-LOC-019")
    assert message == "`NO` was written against revision 9 of `match-the-day`, and the program has come to 3."
    assert (file, line) == ("regions/NO.yaml", 20)


def test_an_overlap_is_a_length_with_or_without_a_word_before_it() -> None:
    reading = Reading()
    plain, firm = (HOURS.read(Scalar(text, Span(PROGRAM)), reading) for text in ("2 h", "must 90 min"))
    assert isinstance(plain, Overlap) and isinstance(firm, Overlap) and reading.found == []
    assert (plain.length.minutes, plain.firm, str(plain)) == (120, "should", "2 h")
    assert (firm.length.minutes, firm.firm, str(firm)) == (90, "must", "must 90 min")


def test_a_wrong_word_before_a_wish_is_told_and_can_be_mended(case: Callable[[], Case]) -> None:
    wrong = case().change(("alike: [language]", "alike: [shuold language]"), file=PROGRAM)
    ((message, hint, file, _),) = wrong.told("SS-YAML-004")
    assert message == "`shuold` does not say how firmly `language` is wished for."
    assert "`must`, `should` or `nice`" in hint and file == PROGRAM
    (one,) = (found for found in wrong.checked().found if found.code == "SS-YAML-004")
    assert [mend.text for mend in one.mends] == ["should language"] and one.severity is Severity.ERROR


def test_what_is_usual_is_firm_for_people_and_soft_for_mixing() -> None:
    assert [Wish("x").firm(wish) for wish in ("apart", "with", "alike", "pinned", "spread", "never-alone")] == [
        "must",
        "must",
        "must",
        "must",
        "should",
        "should",
    ]
    assert Wish("x", "nice").firm("apart") == "nice"


def test_the_schema_knows_the_words() -> None:
    text = json.dumps(json.loads(json_schema("program")))
    assert "must|should|nice" in text


def test_sets_are_formed_so_that_people_share_hours(case: Callable[[], Case]) -> None:
    far = case().change(("sets: 2027-spring.sets.csv\n", ""), ("facilitators: 2027-spring-facilitators.csv\n", ""))
    far.change(("overlap: 2 h", "overlap: must 6 h"), ("alike: [language]", "alike: []"), file=PROGRAM)
    rows = (far.folder / ROSTER).read_text("utf-8").splitlines()
    for number in range(3, len(rows), 4):
        for zone in ("Europe/Oslo", "Europe/Berlin", "Europe/London"):
            rows[number] = rows[number].replace(zone, "America/New_York")
        cells_of = rows[number].split(",")
        rows[number] = ",".join([*cells_of[:9], "", "", *cells_of[11:]])
    kept = {row.split(",")[0] for row in rows[1:] if "New_York" in row}
    rows = [rows[0]] + [
        ",".join([*row.split(",")[:10], "", row.split(",")[11]]) if row.split(",")[10] in kept else row
        for row in rows[1:]
    ]
    far.write(ROSTER, "\n".join(rows) + "\n")
    checked = far.checked()
    assert checked.plan is not None, checked.found
    for one in checked.plan.sets.sets:
        assert len({who in kept for who in one.members}) == 1


def test_a_time_zone_that_nobody_knows_is_told_without_the_cell(case: Callable[[], Case]) -> None:
    wrong = case().change(("nb-NO,Europe/Oslo,,L06", "nb-NO,Europe/Olso,,L06"), file=ROSTER)
    wrong.change(("nb-NO,Europe/Oslo,L05,L08", "nb-NO,Canary Nobodysson,L05,L08"), file=ROSTER)
    first, second = wrong.told("SS-CSV-021")
    assert first[0] == "The `time-zone` of `L01` (row 2) is no time zone, so these hours are not known."
    assert first[1:] == ("Did you mean `Europe/Oslo`?", ROSTER, 2)
    assert second[1] == "Write it as `Europe/Oslo`, or leave the cell empty." and "Canary" not in second[0]
    assert not case().told("SS-CSV-021")


def test_who_is_named_by_nearly_an_id_or_names_themselves_is_told_once(case: Callable[[], Case]) -> None:
    wrong = (
        case().change((",,L06,woman", ",,L6,woman"), file=ROSTER).change((",L03,L09,man", ",L03,L02,man"), file=ROSTER)
    )
    assert [(message, hint) for message, hint, _, _ in wrong.told("SS-CSV-018")] == [
        ("The `buddy` of `L01` (row 2) is nobody on the roster.", "Did you mean `L06`?"),
        (
            "The `buddy` of `L02` (row 3) is `L02`, who sits with themselves in any case.",
            "Write the id of somebody else, or leave the cell empty.",
        ),
    ]
    assert not wrong.told("SS-SET-011")


def test_a_row_that_is_wrong_is_told_and_not_who_names_it(case: Callable[[], Case]) -> None:
    wrong = case().change(("L06,Frode", "L05,Frode"), file=ROSTER)
    assert wrong.told("SS-CSV-012") and not wrong.told("SS-CSV-018")


def test_a_column_in_which_everybody_is_of_a_kind_of_their_own_is_told_without_a_cell(case: Callable[[], Case]) -> None:
    wrong = case().change(("spread: [dealer, tenure]", "spread: [email, tenure]"), file=PROGRAM)
    ((message, hint, file, line),) = wrong.told("SS-CSV-022")
    assert message == "`email` has 48 kinds among 48 learners, so nearly everybody is of a kind of their own."
    assert hint.endswith("or take `email` out of `spread`.") and (file, line) == (ROSTER, 2)
    assert not case().told("SS-CSV-022")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (Form(spread=(Wish("name"),)), ["SS-CSV-023"]),
        (Form(never_alone=(Wish("name"),)), ["SS-CSV-023"]),
        (Form(alike=(Wish("name"),)), ["SS-CSV-023"]),
        (Form(alike=(Wish("shop"),), spread=(Wish("city"),)), []),
    ],
)
def test_more_kinds_than_can_be_weighed_are_an_error_before_sets_are_formed(
    form: Form, told: list[str], case: Callable[[], Case]
) -> None:
    rows = [f"p{one},Somebody {one},shop-{one // 3},city-{one % 50}" for one in range(5_001)]
    folder = case().write(ROSTER, "\n".join(["learner,name,shop,city", *rows])).folder
    place = Span("cohorts/c.yaml", 1)
    cohort = Cohort(socialscaffold_cohort=1, program="p", cohort="c", start=None, roster=Text("2027-spring.csv", place))
    found: list[Diagnostic] = []
    read_roster(Gate(folder), cohort, form, found)
    assert [one.code for one in found] == told
    assert all("5,001 kinds among 5,001 learners" in one.message and "Somebody" not in one.message for one in found)


def test_a_column_that_pins_nobody_is_told_once(case: Callable[[], Case]) -> None:
    wrong = case().change(("with: [buddy]", "with: [buddy]\n        pinned: [group]"), file=PROGRAM)
    ((message, hint, file, line),) = wrong.told("SS-CSV-013")
    assert message.startswith("`group` is no id of a set in 48 rows: 2 (`L01`), 3 (`L02`)") and message.endswith(" ….")
    assert "not one to pin by" in hint and (file, line) == (ROSTER, 2)
