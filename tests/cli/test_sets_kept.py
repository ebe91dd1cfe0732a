"""What `sets repair` and `sets swap` keep, and what each LMS reads of `sets export`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from socialscaffold.cli.sets_form import run_form, run_repair, run_swap
from socialscaffold.cli.sets_look import run_explain, run_export

HEAD = ("learner", "name", "username", "email", "site", "buddy", "boss", "place")
PROGRAM = """\
socialscaffold: 1
id: holding-the-talk
title: Holding the talk
audience: {role: Colleagues, learners: 12}
weeks: 6
outcomes: {hold-talk: Hold one difficult talk}
effort: {learner: 6 h}
strategies:
  support-network:
    sets:
      size: {min: 3, target: 4, max: 5}
      form: WISHES
"""
Make = Callable[..., Path]


def learners() -> dict[str, dict[str, str]]:
    """Twelve people of two sites; everybody's cells by id."""
    return {
        f"L{number:02}": {
            "learner": f"L{number:02}",
            "name": f"Nadia Number{number}",
            "username": f"nadia{number}",
            "email": f"nadia{number}@example.org",
            "site": "north" if number % 2 else "south",
            "buddy": "",
            "boss": "",
            "place": "",
        }
        for number in range(1, 13)
    }


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A program with those wishes, people and sets."""

    def made(wishes: str, people: dict[str, dict[str, str]], sets: list[list[str]]) -> Path:
        (tmp_path / "cohorts").mkdir(exist_ok=True)
        (tmp_path / "program.yaml").write_text(PROGRAM.replace("WISHES", wishes), "utf-8")
        (tmp_path / "cohorts/one.yaml").write_text(
            "{socialscaffold-cohort: 1, program: holding-the-talk, cohort: one, start: 2027-01-18, roster: one.csv, "
            "sets: one.sets.csv}\n",
            "utf-8",
        )
        roster(tmp_path, people)
        rows = [f"{who},set-{number}" for number, one in enumerate(sets, 1) for who in one]
        (tmp_path / "cohorts/one.sets.csv").write_text("\n".join(["learner,set", *rows, ""]), "utf-8")
        return tmp_path

    return made


def roster(folder: Path, people: dict[str, dict[str, str]]) -> None:
    """Write the roster."""
    text = io.StringIO()
    rows = csv.DictWriter(text, HEAD, lineterminator="\n")
    rows.writeheader()
    rows.writerows(people.values())
    (folder / "cohorts/one.csv").write_text(text.getvalue(), "utf-8")


def seats(folder: Path) -> dict[str, str]:
    """The set of each learner, by the file."""
    text = (folder / "cohorts/one.sets.csv").read_text("utf-8")
    return {row["learner"]: row["set"] for row in csv.DictReader(io.StringIO(text))}


SETS = [["L01", "L02", "L03", "L04"], ["L05", "L06", "L07", "L08"], ["L09", "L10", "L11", "L12"]]


def test_a_repair_keeps_who_is_pinned_and_brings_who_is_pinned_anew(make: Make) -> None:
    people = learners()
    people["L01"]["place"] = "set-1"
    folder = make("{spread: [site], pinned: [place]}", people, SETS)
    people["L05"]["place"] = "set-1"
    del people["L02"]
    roster(folder, people)
    assert run_repair(folder, "one", yes=True, show_names=False) == 0
    now = seats(folder)
    assert now["L01"] == now["L05"] == "set-1"
    before = {who: f"set-{number}" for number, one in enumerate(SETS, 1) for who in one}
    assert [who for who in now if before[who] != now[who]] == ["L05"]


def test_a_repair_names_the_set_of_a_pin_and_not_its_place_in_the_file(make: Make) -> None:
    people = learners()
    folder = make("{spread: [site], pinned: [place]}", people, SETS)
    sets = folder / "cohorts/one.sets.csv"
    sets.write_text(sets.read_text("utf-8").replace("set-1", "set-4"), "utf-8")  # the file begins with set-4
    people["L12"]["place"] = "set-4"
    del people["L03"]
    roster(folder, people)
    assert run_repair(folder, "one", yes=True, show_names=False) == 0
    assert seats(folder)["L12"] == "set-4"


def test_a_repair_keeps_bonds_and_brings_a_newcomer_to_the_buddy(make: Make) -> None:
    people = learners()
    people["L05"]["buddy"] = "L06"
    folder = make("{spread: [site], with: [buddy]}", people, SETS)
    del people["L07"], people["L09"]
    people["L13"] = {**people["L01"], "learner": "L13", "buddy": "L10"}
    roster(folder, people)
    assert run_repair(folder, "one", yes=True, show_names=False) == 0
    now = seats(folder)
    assert now["L05"] == now["L06"] == "set-2" and now["L13"] == now["L10"] == "set-3"
    assert sum(now[who] != f"set-{number}" for number, one in enumerate(SETS, 1) for who in one if who in now) == 0


def test_a_repair_keeps_every_set_above_its_quorum(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    people = learners()
    folder = make("{spread: [site]}", people, SETS)
    for who in ("L05", "L06", "L07"):  # one is left in set-2, and three make a meeting
        del people[who]
    roster(folder, people)
    assert run_repair(folder, "one", yes=True, show_names=False) == 0
    now = seats(folder)
    sizes = {name: list(now.values()).count(name) for name in now.values()}
    assert len(now) == 9 and all(3 <= many <= 5 for many in sizes.values())
    assert "Nadia" not in capsys.readouterr().out
    moved = [who for number, one in enumerate(SETS, 1) for who in one if who in now and now[who] != f"set-{number}"]
    assert len(moved) <= 2


def test_a_repair_that_is_not_wanted_writes_nothing(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    people = learners()
    folder = make("{spread: [site]}", people, SETS)
    before = (folder / "cohorts/one.sets.csv").read_bytes()
    del people["L01"]
    roster(folder, people)
    assert run_repair(folder, "one", yes=False, show_names=False) == 1
    told = capsys.readouterr().out
    assert "`L01` leaves set-1" in told and "Nothing was written" in told
    assert (folder / "cohorts/one.sets.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("wishes", "column", "cell", "pair", "named"),
    [
        ("{apart: [boss]}", "boss", "L05", ("L02", "L06"), "L02"),
        ("{with: [buddy]}", "buddy", "L02", ("L02", "L06"), "buddy"),
        ("{pinned: [place]}", "place", "set-1", ("L01", "L06"), "L01"),
    ],
)
def test_a_swap_that_breaks_what_must_hold_is_refused(
    make: Make,
    wishes: str,
    column: str,
    cell: str,
    pair: tuple[str, str],
    named: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    people = learners()
    who = "L02" if column == "boss" else "L01"
    people[who][column] = cell
    folder = make(wishes, people, SETS)
    before = (folder / "cohorts/one.sets.csv").read_bytes()
    assert run_swap(folder, "one", *pair, yes=True, show_names=False) == 1
    told = capsys.readouterr().out
    assert "nothing was written" in told and named in told and "Nadia" not in told
    assert (folder / "cohorts/one.sets.csv").read_bytes() == before


def test_a_swap_keeps_the_file_that_stood_there(make: Make) -> None:
    folder = make("{apart: [boss]}", learners(), SETS)
    assert run_swap(folder, "one", "L01", "L06", yes=True, show_names=False) == 0
    now = seats(folder)
    assert (now["L01"], now["L06"]) == ("set-2", "set-1")
    assert len(list((folder / "cohorts").glob("*old*"))) == 1


def read(file: Path) -> list[dict[str, str]]:
    """A file as all of the products read it: UTF-8 without a mark before the first column, commas, a first line."""
    data = file.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_moodle_takes_the_groups(make: Make) -> None:
    """A login, a course by its short name, and the group that belongs to the course of the same number."""
    folder = make("{spread: [site]}", learners(), SETS)
    assert run_export(folder, "one", "moodle", None, None, "talk-1") == 0
    rows = read(folder / "cohorts/one.moodle.csv")
    assert list(rows[0]) == ["username", "course1", "group1"]
    assert {row["username"]: (row["course1"], row["group1"]) for row in rows} == {
        f"nadia{int(who[1:])}": ("talk-1", name) for who, name in seats(folder).items()
    }
    assert all(row["username"] == row["username"].lower() and not row["group1"].isdigit() for row in rows)


def test_moodle_is_told_where_logins_are_addresses(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make("{spread: [site]}", learners(), SETS)
    assert run_export(folder, "one", "moodle", None, "email", None) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Moodle looks for user names" in told and "example.org" not in told


def test_canvas_takes_the_groups(make: Make) -> None:
    """One of three columns that name a user, and one of three that name a group; nobody twice."""
    folder = make("{spread: [site]}", learners(), SETS)
    assert run_export(folder, "one", "canvas", None, None, None) == 0
    rows = read(folder / "cohorts/one.canvas.csv")
    assert {"canvas_user_id", "user_id", "login_id"} & set(rows[0]) == {"login_id"}
    assert {"group_name", "canvas_group_id", "group_id"} & set(rows[0]) == {"group_name"}
    assert {row["login_id"]: row["group_name"] for row in rows} == {
        f"nadia{int(who[1:])}": name for who, name in seats(folder).items()
    }


@pytest.mark.parametrize("login", ["username", "email"])
def test_open_edx_takes_the_cohorts(make: Make, login: str) -> None:
    """A column `cohort`, and `username` or `email`, which has to be what its cells hold."""
    folder = make("{spread: [site]}", learners(), SETS)
    assert run_export(folder, "one", "openedx", None, login, None) == 0
    file = folder / "cohorts/one.openedx.csv"
    rows = read(file)
    assert set(rows[0]) == {"cohort", login} and file.stat().st_size < 2_000_000
    assert {row[login]: row["cohort"] for row in rows} == {
        learners()[who][login]: name for who, name in seats(folder).items()
    }


def test_teams_takes_one_file_for_each_set(make: Make) -> None:
    """Groups are imported from a first line that Entra prints itself, and two people at the least."""
    folder = make("{spread: [site]}", learners(), SETS)
    assert run_export(folder, "one", "teams", None, "email", None) == 0
    files = {one.stem: read(one) for one in (folder / "cohorts/one.teams").iterdir()}
    head = "Member object ID or user principal name [memberObjectIdOrUpn] Required"
    assert {name: [row[head] for row in rows] for name, rows in files.items()} == {
        f"set-{number}": [learners()[who]["email"] for who in one] for number, one in enumerate(SETS, 1)
    }
    assert all(len(rows) >= 2 and set(rows[0]) == {head} for rows in files.values())


def test_a_roster_that_is_not_there_is_told_by_its_name(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make("{spread: [site]}", learners(), SETS)
    (folder / "cohorts/one.csv").unlink()
    assert run_form(folder, "one", None, again=True) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "`one.csv`, the roster that the cohort names, is not here" in told and "1 error." in told
    assert "SS-CSV-016" not in told


def test_a_swap_says_what_is_against_a_must(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    people = learners()
    people["L01"]["buddy"] = "L02"
    folder = make("{spread: [site], with: [buddy]}", people, SETS)
    assert run_swap(folder, "one", "L02", "L05", yes=True, show_names=False) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "New, and against what must hold: set-1 has L01 without L02 (`buddy`)." in told
    assert "New: set-1 is 2 places off a fair share of `site`." in told


def test_a_repair_says_why_somebody_moves(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    people = learners()
    folder = make("{apart: [boss], with: [buddy], pinned: [place]}", people, SETS)
    people["L02"]["boss"] = "L04"  # new at work: one of the two goes, with the buddy
    people["L02"]["buddy"] = "L03"
    people["L09"]["place"] = "set-2"
    roster(folder, people)
    assert run_repair(folder, "one", yes=True, show_names=False) == 0
    told = capsys.readouterr().out
    assert "`L09` moves from set-3 to set-2: belongs into another set by `place`." in told
    assert "`L04` moves from set-1 to set-3: is to be apart from L02 (`boss`)." in told
    assert len(told.split(" moves from ")) == 3


def test_a_repair_says_who_goes_with_whom(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    people = learners()
    folder = make("{with: [buddy], pinned: [place]}", people, SETS)
    people["L02"]["buddy"] = "L01"
    people["L01"]["place"] = "set-2"
    roster(folder, people)
    assert run_repair(folder, "one", yes=True, show_names=False) == 0
    assert "`L02` moves from set-1 to set-2: sits with L01 (`buddy`)." in capsys.readouterr().out


def test_explain_tells_of_who_has_no_seat_and_who_is_gone(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    people = learners()
    folder = make("{spread: [site]}", people, SETS)
    del people["L05"]
    people["L13"] = {**people["L01"], "learner": "L13"}
    roster(folder, people)
    assert run_explain(folder, "one", None, None, show_names=False) == 0
    told = capsys.readouterr().out
    assert "L13 has no seat; `sets repair` sees to it." in told
    assert "L05 has no row on the roster; `sets repair` sees to it." in told


def test_nothing_is_mended_by_a_wish_that_the_roster_can_t_answer(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make("{spread: [syte]}", learners(), SETS)
    assert run_repair(folder, "one", yes=True, show_names=False) == 1
    assert run_swap(folder, "one", "L01", "L05", yes=True, show_names=False) == 1
    assert capsys.readouterr().out.count("error SS-SET-025") == 2


def test_a_file_that_can_t_be_written_is_told_before_sets_are_formed(make: Make) -> None:
    folder = make("{spread: [site]}", learners(), SETS)
    with pytest.raises(typer.BadParameter, match="there is no folder"):
        run_form(folder, "one", folder / "nowhere" / "sets.csv", again=False)
    with pytest.raises(typer.BadParameter, match="is a folder"):
        run_form(folder, "one", folder / "cohorts", again=True)


def test_a_column_of_logins_and_a_learner_are_named_kindly(make: Make) -> None:
    folder = make("{spread: [site]}", learners(), SETS)
    with pytest.raises(typer.BadParameter, match="did you mean `email`"):
        run_export(folder, "one", "canvas", None, "emial", None)
    with pytest.raises(typer.BadParameter, match="name two learners"):
        run_swap(folder, "one", "L01", "L01", yes=True, show_names=False)


def test_explain_names_a_pin(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    people = learners()
    people["L01"]["place"], people["L02"]["place"] = "set-1", "set-2"
    folder = make("{pinned: [should place]}", people, SETS)
    for who, words in (("L01", "pinned to this set by place"), ("L02", "pinned to another set by place")):
        assert run_explain(folder, "one", who, None, show_names=False) == 0
        assert words in capsys.readouterr().out


def test_form_draws_people_to_the_sets_that_they_should_sit_in(make: Make) -> None:
    people = learners()
    for who, name in (("L01", "set-3"), ("L02", "set-3"), ("L03", "set-1"), ("L04", "set-2")):
        people[who]["place"] = name
    folder = make("{spread: [site], pinned: [should place]}", people, SETS)
    assert run_form(folder, "one", None, again=True) == 0
    now = seats(folder)
    assert {who: now[who] for who in ("L01", "L02", "L03", "L04")} == {
        who: people[who]["place"] for who in ("L01", "L02", "L03", "L04")
    }
    proof = (folder / "cohorts/one.sets.certificate.md").read_text("utf-8")
    assert "| pinned | place | should | everywhere |" in proof and "Pins that need not hold are not counted" in proof


def test_form_says_who_leads_no_meeting_and_where_everybody_should_not(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    people = {who: cells for who, cells in learners().items() if who <= "L04"}
    folder = make("{apart: [nice boss]}", people, SETS[:1])
    for bosses, words in (
        ({"L01": "L02"}, "L01 leads no meeting of set-1"),
        ({"L01": "L02", "L03": "L02"}, "L01 and L03 lead no meeting of set-1"),
        ({"L01": "L02", "L02": "L01", "L03": "L01", "L04": "L01"}, "each member of set-1 sits with their manager"),
    ):
        roster(folder, {who: {**cells, "boss": bosses.get(who, "")} for who, cells in people.items()})
        assert run_form(folder, "one", None, again=True) == 0
        assert words in " ".join(capsys.readouterr().out.split())
