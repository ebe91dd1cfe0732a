"""The `sets` commands as a designer and a CI job run them: real processes, real files."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from socialscaffold.cli.sets_form import run_form

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"
COHORT, ROSTER, SETS = "2027-spring", "cohorts/2027-spring.csv", "cohorts/2027-spring.sets.csv"
PROOF = "cohorts/2027-spring.sets.certificate.md"


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "socialscaffold", "sets", *words, "-c", COHORT]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, stdin=subprocess.DEVNULL)


def on_a_terminal(*words: str, cwd: Path, width: int, **environment: str) -> str:
    """What the command shows on a terminal of that width."""
    main, other = pty.openpty()
    command = [sys.executable, "-m", "socialscaffold", "sets", *words, "-c", COHORT]
    settings = {**os.environ, "COLUMNS": str(width), "LINES": "40", **environment}
    with subprocess.Popen(command, stdin=other, stdout=other, stderr=other, cwd=cwd, env=settings) as process:
        os.close(other)
        shown = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(main)
    assert process.returncode == 0
    return shown.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLE, tmp_path / "program")


def change(folder: Path, file: str, *swaps: tuple[str, str]) -> None:
    text = (folder / file).read_text("utf-8")
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    (folder / file).write_text(text, "utf-8")


def seats(folder: Path) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO((folder / SETS).read_text("utf-8")))
    return {row["learner"]: row["set"] for row in rows}


def people(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / ROSTER).read_text("utf-8"))))


def nobody_is_named(folder: Path, text: str) -> None:
    for row in people(folder):
        assert row["name"] not in text and row["email"] not in text
    assert "Nordvik" not in text and "@" not in text


def test_form_writes_ids_and_a_certificate_that_a_build_can_use_without_the_roster(folder: Path) -> None:
    (folder / SETS).unlink()
    change(folder, "cohorts/2027-spring.yaml", ("facilitators: 2027-spring-facilitators.csv\n", ""))
    made = run("form", cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "48 learners in 9 sets of 5 to 6." in made.stdout
    proof = (folder / PROOF).read_text("utf-8")
    assert "| alike | language | must | everywhere |" in proof and "Every wish holds in every set" in proof
    nobody_is_named(folder, made.stdout + made.stderr + proof + (folder / SETS).read_text("utf-8"))
    assert sorted(seats(folder)) == sorted(row["learner"] for row in people(folder))
    (folder / ROSTER).unlink()
    checked = subprocess.run(
        [sys.executable, "-m", "socialscaffold", "check", "-c", COHORT, "--as-of", "2027-01-18"],
        cwd=folder, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert checked.returncode == 0 and "9 sets" in checked.stdout


def test_form_shares_sets_among_facilitators_and_forms_the_groups_of_rounds(folder: Path) -> None:
    table = folder / "cohorts/2027-spring-facilitators.csv"
    table.write_text(re.sub(r",set-\d set-\d set-\d", ",", table.read_text("utf-8")), "utf-8")
    kept = table.read_bytes()
    made = run("form", "--again", cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "Sets by facilitator: F1 3, F2 3, F3 3; no other choice shares them more equally." in made.stdout
    assert "Home groups of rounds: market-facts 12; 12 pairs meet again, and fewer can't" in made.stdout
    assert table.read_bytes() == kept and "the table of facilitators stays as it is" in made.stdout
    rows = list(csv.DictReader(io.StringIO((folder / SETS).read_text("utf-8"))))
    assert list(rows[0]) == ["learner", "set", "seat", "facilitator", "round-market-facts"]
    language = {row["learner"]: row["language"] for row in people(folder)}
    for column in ("facilitator", "round-market-facts"):
        assert all(len({language[row["learner"]] for row in rows if row[column] == one}) == 1
                   for one in {row[column] for row in rows})  # fmt: skip
    nobody_is_named(folder, made.stdout + (folder / SETS).read_text("utf-8") + (folder / PROOF).read_text("utf-8"))
    (folder / ROSTER).unlink()
    built = subprocess.run(
        [sys.executable, "-m", "socialscaffold", "build", "-c", COHORT, "--out", "out", "--format", "markdown"],
        cwd=folder, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    assert len(list((folder / "out/calendars/facilitators").iterdir())) == 3
    groups = Counter(Counter(row["round-market-facts"] for row in rows).values())
    page = (folder / "out/markdown/sense-making/market-facts.md").read_text("utf-8")
    assert groups == {4: 12} and "| Home groups | 12 of 4 people |" in page
    exported = run("export", "--to", "canvas", "--round", "market-facts", cwd=folder)
    assert exported.returncode == 0 and "12 groups" in exported.stdout
    assert ",market-facts-home-group-1" in (folder / "cohorts/2027-spring.market-facts.canvas.csv").read_text("utf-8")
    assert run("export", "--to", "canvas", "--round", "market-fact", cwd=folder).returncode == 2


def test_repair_keeps_who_leads_and_seats_who_is_new_in_every_round(folder: Path) -> None:
    table = folder / "cohorts/2027-spring-facilitators.csv"
    table.write_text(re.sub(r",set-\d set-\d set-\d", ",", table.read_text("utf-8")), "utf-8")
    assert run("form", "--again", cwd=folder).returncode == 0

    def read() -> dict[str, dict[str, str]]:
        return {row["learner"]: row for row in csv.DictReader(io.StringIO((folder / SETS).read_text("utf-8")))}

    before = read()
    with (folder / ROSTER).open("a", encoding="utf-8") as roster:
        roster.write("L60,Canary Newcomer,canary@x.example,DE,City dealers,A,new,de-DE,Europe/Berlin,,,woman\n")
    assert run("repair", "--yes", cwd=folder).returncode == 0
    after = read()
    leaders = {row["set"]: row["facilitator"] for row in before.values()}
    assert {row["set"]: row["facilitator"] for row in after.values()} == leaders
    assert after["L60"]["round-market-facts"].startswith("home-group-")
    assert all(after[who]["round-market-facts"] == row["round-market-facts"] for who, row in before.items())


def test_form_gives_the_same_bytes_twice_and_never_reshuffles_by_itself(folder: Path) -> None:
    earlier = (folder / SETS).read_bytes()
    refused = run("form", cwd=folder)
    assert refused.returncode == 1 and "`sets repair`" in refused.stderr
    assert (folder / SETS).read_bytes() == earlier and not (folder / PROOF).exists()
    assert run("form", "--again", cwd=folder).returncode == 0
    assert (folder / "cohorts/2027-spring.old-1.sets.csv").read_bytes() == earlier
    made = (folder / SETS).read_bytes()
    assert run("form", "--out", "twice.csv", cwd=folder).returncode == 0
    assert (folder / "twice.csv").read_bytes() == made
    assert (folder / "twice.certificate.md").read_bytes() == (folder / PROOF).read_bytes()


def test_form_refuses_before_it_forms(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, ROSTER, (",,L06,woman", ",L06,L06,woman"))  # forming would find that these can't hold
    assert run_form(folder, COHORT, None, again=False) == 1
    shown = capsys.readouterr()
    assert "holds sets already" in shown.err and "SS-SET-003" not in shown.out


def test_form_that_cannot_hold_writes_nothing(folder: Path) -> None:
    (folder / SETS).unlink()
    change(folder, ROSTER, (",,L06,woman", ",L06,L06,woman"))
    made = run("form", cwd=folder)
    assert made.returncode == 1 and "SS-SET-003" in made.stdout and "Nothing was written" in made.stdout
    assert not (folder / SETS).exists() and not (folder / PROOF).exists()
    nobody_is_named(folder, made.stdout + made.stderr)


def test_form_without_a_column_that_is_wished_for_writes_nothing(folder: Path) -> None:
    earlier = (folder / SETS).read_bytes()
    change(folder, ROSTER, ("dealer,tenure", "deeler,tenure"))
    made = run("form", "--again", cwd=folder)
    assert made.returncode == 1 and "name `dealer`, and the roster has no such column" in made.stdout
    assert "There is no column `dealer`, but one called `deeler`." in made.stdout
    assert (folder / SETS).read_bytes() == earlier


def test_sentences_end_at_a_blank_on_a_terminal(folder: Path) -> None:
    shown = on_a_terminal("form", "--again", cwd=folder, width=80)
    lines = shown.splitlines()
    assert max(map(len, lines)) <= 80
    assert "  group has more seats than there are sets to fill it from." in lines


def test_what_takes_longer_than_a_second_shows_that_it_goes_on(folder: Path) -> None:
    rows = ["learner,region,dealer,tenure,language,time-zone,line-manager,buddy,gender"]
    rows += [f"L{n},NO,d{n % 7},t{n % 3},nb-NO,Europe/Oslo,,,{'woman' if n % 5 else 'man'}" for n in range(4_000)]
    (folder / ROSTER).write_text("\n".join(rows) + "\n", "utf-8")
    quick = on_a_terminal("form", "--again", cwd=folder, width=80)
    assert "Forming the sets …" in quick
    assert "Forming" not in run("form", "--again", cwd=folder).stderr


def test_repair_with_no_change_moves_nobody(folder: Path) -> None:
    earlier = (folder / SETS).read_bytes()
    made = run("repair", "--yes", cwd=folder)
    assert made.returncode == 0 and "nobody needs to move" in made.stdout
    assert (folder / SETS).read_bytes() == earlier


def test_repair_shows_who_moves_before_it_writes_and_moves_few(folder: Path) -> None:
    before = seats(folder)
    rows = (folder / ROSTER).read_text("utf-8").splitlines(keepends=True)
    left = next(row.split(",")[0] for row in rows[1:] if row.split(",")[0] == "L20")
    rows = [row for row in rows if not row.startswith(f"{left},")]
    rows.append("L60,Canary Newcomer,canary@x.example,DE,City dealers,A,new,de-DE,Europe/Berlin,,,woman\n")
    (folder / ROSTER).write_text("".join(rows), "utf-8")
    shown = run("repair", cwd=folder)
    assert shown.returncode == 1 and "Run it again with `--yes`" in shown.stdout
    assert f"`{left}` leaves {before[left]}" in shown.stdout and "`L60` joins" in shown.stdout
    assert "Canary" not in shown.stdout + shown.stderr
    assert seats(folder) == before
    assert run("repair", "--yes", cwd=folder).returncode == 0
    after = seats(folder)
    assert after.keys() == before.keys() - {left} | {"L60"}
    assert sum(after[who] != before[who] for who in after.keys() & before.keys()) <= 1
    assert run("repair", "--yes", cwd=folder).stdout.startswith(("Everybody", "warning"))


def test_swap_is_checked_and_refused_where_something_firm_would_break(folder: Path) -> None:
    earlier = (folder / SETS).read_bytes()
    rows = {row["learner"]: row for row in people(folder)}
    home = seats(folder)
    one = next(who for who in rows if rows[who]["buddy"])
    other = next(who for who in rows if rows[who]["language"] != rows[one]["language"])
    refused = run("swap", one, other, "--yes", cwd=folder)
    assert refused.returncode == 1 and "is not alike in `language`" in refused.stdout
    assert (folder / SETS).read_bytes() == earlier
    assert run("swap", one, "L99x", cwd=folder).returncode == 2
    mate = next(who for who in home if who != one and home[who] == home[one])
    assert "nothing to exchange" in run("swap", one, mate, cwd=folder).stdout


def test_explain_tells_why_and_what_a_swap_costs(folder: Path) -> None:
    told = run("explain", "--learner", "L05", cwd=folder)
    assert told.returncode == 0
    assert "alike in language:" in told.stdout and "What it would cost to change places" in told.stdout
    nobody_is_named(folder, told.stdout)
    for row in people(folder):
        assert row["dealer"] not in told.stdout
    assert run("explain", "--learner", "L5", cwd=folder).returncode == 2


def test_names_are_shown_on_a_terminal_only(folder: Path) -> None:
    piped = run("explain", "--learner", "L01", "--show-names", cwd=folder)
    assert piped.returncode == 2 and "Nordvik" not in piped.stdout + piped.stderr
    assert "L01 (Astrid Nordvik)" in on_a_terminal("explain", "--learner", "L01", "--show-names", cwd=folder, width=80)


@pytest.mark.parametrize("width", [80, 120])
def test_the_picture_fits_the_terminal(folder: Path, width: int) -> None:
    plain = on_a_terminal("explain", cwd=folder, width=width, NO_COLOR="1")
    assert "\x1b" not in plain and "■" * 9 in plain
    assert max(map(len, plain.splitlines())) <= width


def test_a_terminal_without_boxes_gets_letters(folder: Path) -> None:
    shown = on_a_terminal("explain", cwd=folder, width=80, PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert "#" * 9 in shown and "\\u25a0" not in shown


@pytest.mark.parametrize(
    ("to", "head"),
    [("moodle", "username,course1,group1"), ("canvas", "login_id,group_name"), ("openedx", "email,cohort")],
)
def test_groups_for_an_lms_have_its_columns(folder: Path, to: str, head: str) -> None:
    made = run("export", "--to", to, cwd=folder)
    assert made.returncode == 0, made.stderr
    nobody_is_named(folder, made.stdout + made.stderr)
    file = folder / f"cohorts/2027-spring.{to}.csv"
    first, *rows = file.read_text("utf-8").splitlines()
    assert first == head and len(rows) == 48
    assert file.stat().st_mode & 0o077 == 0


def test_teams_take_one_file_for_each_set(folder: Path) -> None:
    assert run("export", "--to", "teams", cwd=folder).returncode == 0
    files = sorted((folder / "cohorts/2027-spring.teams").iterdir())
    assert [one.name for one in files] == [f"set-{number}.csv" for number in range(1, 10)]
    assert (
        files[0].read_text("utf-8").startswith("Member object ID or user principal name [memberObjectIdOrUpn] Required")
    )


def test_an_export_holds_no_formula(folder: Path) -> None:
    change(folder, ROSTER, ("astrid.nordvik@veikrysset-bil.example", "@SUM(1+1)*cmd|' /C calc'!A0"))
    assert run("export", "--to", "moodle", cwd=folder).returncode == 0
    rows = csv.reader(io.StringIO((folder / "cohorts/2027-spring.moodle.csv").read_text("utf-8")))
    cells = [cell for row in rows for cell in row]
    assert any("calc" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_an_export_without_the_roster_has_ids(folder: Path) -> None:
    (folder / ROSTER).unlink()
    made = run("export", "--to", "canvas", cwd=folder)
    assert made.returncode == 0 and "ids" in made.stdout
    assert "L01,set-3" in (folder / "cohorts/2027-spring.canvas.csv").read_text("utf-8")


def test_git_leaves_out_what_names_people(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "socialscaffold", "new", "mine", "--defaults"], cwd=tmp_path, check=True)
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    names = ["people.csv", "people.xlsx", "a.moodle.csv", "a.teams/set-1.csv", "a.sets.csv", "a.sets.certificate.md"]
    asked = subprocess.run(
        ["git", "check-ignore", *(f"mine/cohorts/{name}" for name in names)],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert asked.stdout.split() == [f"mine/cohorts/{name}" for name in names[:4]]


def test_the_page_of_the_balance_is_whole_and_accessible(
    folder: Path, open_page: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    assert run("explain", "--html", "balance.html", cwd=folder).returncode == 0
    text = (folder / "balance.html").read_text("utf-8")
    nobody_is_named(folder, text.replace("@media", ""))
    for row in people(folder):
        assert row["dealer"] not in text
    for scheme in ("light", "dark"):
        shown = open_page(
            (folder / "balance.html").as_uri(), color_scheme=scheme, viewport={"width": 360, "height": 700}
        )
        assert axe(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert shown.get_by_role("heading", name="Spread of dealer").is_visible()


def test_the_page_of_the_balance_speaks_the_language_that_is_asked_for(
    folder: Path, open_page: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    assert run("explain", "--html", "balance.html", "--language", "ar", cwd=folder).returncode == 0
    shown = open_page((folder / "balance.html").as_uri(), viewport={"width": 360, "height": 700})
    assert shown.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert axe(shown) == []
    assert shown.get_by_role("heading", name="ما كان مطلوبًا وما تحقق").is_visible()
    wrong = run("explain", "--language", "ar", cwd=folder)
    assert wrong.returncode == 2 and "--html" in wrong.stderr


def test_form_exact_says_that_nothing_is_better(folder: Path) -> None:
    (folder / SETS).unlink()
    made = run("form", "--exact", cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "An exact solver weighed every way of cutting" in made.stdout
    assert "An exact solver weighed every way of cutting" in (folder / PROOF).read_text("utf-8")


def test_form_exact_tells_plainly_that_its_extra_is_missing(folder: Path, tmp_path: Path) -> None:
    (folder / SETS).unlink()
    hidden = tmp_path / "sitecustomize.py"
    hidden.write_text(
        "import sys\n"
        "class Hidden:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'ortools':\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Hidden())\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "socialscaffold", "sets", "form", "--exact", "-c", COHORT]
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    made = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env={**os.environ, "PYTHONPATH": path}
    )
    assert made.returncode == 2 and 'pip install "socialscaffold[exact]"' in made.stderr.replace("\n", " ")
    assert not (folder / SETS).exists()
