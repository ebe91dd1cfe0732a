"""Names and addresses of a roster: in no byte of any output and in no word of the command, errors included."""

from __future__ import annotations

import base64
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import COHORT, called
from planted import EXAMPLE

ROSTER, LEADS, SETS = (f"cohorts/{COHORT}{end}" for end in (".csv", "-facilitators.csv", ".sets.csv"))
CANARY = "Quetzalina"  # in every name, address and manager below, and nowhere else


def named(rows: list[str], columns: tuple[str, ...]) -> list[str]:
    """The lines of a table with the canary in every cell of `columns`; equal cells stay equal."""
    head = rows[0].split(",")
    made = [rows[0]]
    for number, row in enumerate(rows[1:], 1):
        cells = row.split(",")
        for place in (head.index(column) for column in columns):
            mark = f"{CANARY}{number} Østby" if head[place] == "name" else f"{CANARY}.{cells[place]}"
            cells[place] = mark
        made.append(",".join(cells))
    return made


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The example with made-up people of ours."""
    folder = tmp_path / "program"
    shutil.copytree(EXAMPLE, folder)
    for file, columns in ((ROSTER, ("name", "email", "dealer")), (LEADS, ("name", "email"))):
        rows = (folder / file).read_text("utf-8").splitlines()
        (folder / file).write_text("\n".join(named(rows, columns)) + "\n", "utf-8")
    return folder


def forms(word: str) -> list[bytes]:
    """The ways in which a program might write a word: letters, hex, percents, references, escapes, base64."""
    letters = word.encode()
    made = [
        letters,
        letters.lower(),
        letters.upper(),
        letters[::-1],
        letters.hex().encode(),
        letters.hex().upper().encode(),
    ]
    made += ["".join(f"{sign}{byte:{how}}{end}" for byte in letters).encode() for sign, how, end in (
        ("%", "02X", ""), ("%", "02x", ""), ("&#", "d", ";"), ("&#x", "x", ";"), ("\\u00", "02x", ""),
        ("\\x", "02x", ""), ("=", "02X", ""),
    )]  # fmt: skip
    made += [word.encode("utf-16-le"), word.encode("utf-16-be")]
    for shift in range(3):
        # What stands before a word decides where its base64 begins; the letters at its edges are left out.
        whole = base64.b64encode(b"\0" * shift + letters)
        made.append(whole[(0, 2, 3)[shift] + 2 : -4])
    return made


def blobs(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """A file, and what is packed in it, however deep."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield f"{name}!{entry.filename}", entry.filename.encode() + entry.comment + entry.extra
                yield from blobs(archive.read(entry), f"{name}!{entry.filename}")


def found_in(out: Path) -> list[str]:
    """The outputs that hold the canary in any form, in their names as well."""
    told = []
    for path in sorted(out.rglob("*")):
        told += [f"name of {path.name}"] if CANARY.lower() in path.name.lower() else []
        if path.is_file():
            for name, data in blobs(path.read_bytes(), path.relative_to(out).as_posix()):
                told += [name for form in forms(CANARY) if form in data]
    return told


def test_the_search_finds_what_it_looks_for() -> None:
    hidden = f"{CANARY}1 Østby"
    for data in (
        hidden.encode(),
        hidden.encode().hex().encode(),
        *(base64.b64encode(b"x" * n + hidden.encode()) for n in range(5)),
    ):
        assert any(form in data for form in forms(CANARY)), data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", hidden * 50)
    assert not any(form in packed.getvalue() for form in forms(CANARY))
    assert any(form in data for _, data in blobs(packed.getvalue(), "x") for form in forms(CANARY))


@pytest.mark.parametrize("with_sets", [True, False], ids=["sets in a file", "sets formed from the roster"])
def test_no_output_and_no_word_holds_a_person(with_sets: bool, program: Path, tmp_path: Path) -> None:
    if not with_sets:
        cohort = program / f"cohorts/{COHORT}.yaml"
        cohort.write_text(
            "\n".join(one for one in cohort.read_text("utf-8").split("\n") if not one.startswith("sets:"))
        )
        (program / SETS).unlink()
    code, said, err = called("build", program, "--cohort", COHORT, "--out", tmp_path / "out")
    assert code == 0, said + err
    assert len(list((tmp_path / "out").rglob("*"))) > 30
    assert (tmp_path / "out").joinpath("build.json").read_text("utf-8").count(ROSTER) == 1  # the roster was read
    assert found_in(tmp_path / "out") == []
    for words in (("check",), ("check", "--format", "json"), ("build", "--out", str(tmp_path / "out"))):
        code, said, err = called(words[0], program, "--cohort", COHORT, *words[1:])
        assert CANARY not in said + err


def renamed(program: Path) -> None:
    """The same people with ids that name them, in all three tables."""
    for file in (ROSTER, LEADS, SETS):
        text = (program / file).read_text("utf-8")
        text = re.sub(r"\bL(\d\d)\b", rf"{CANARY}.L\1", text)
        (program / file).write_text(re.sub(r"\bF(\d)\b", rf"{CANARY}-Hamre\1", text), "utf-8")


@pytest.mark.parametrize("with_sets", [True, False], ids=["sets in a file", "sets formed from the roster"])
def test_ids_that_name_people_are_in_no_output(with_sets: bool, program: Path, tmp_path: Path) -> None:
    renamed(program)
    cohort = program / f"cohorts/{COHORT}.yaml"
    text = cohort.read_text("utf-8")
    text = text.replace('day: Tuesday, at: "10:00"', 'day: Tuesday, at: "21:00"')  # findings speak of learners then
    cohort.write_text(text if with_sets else re.sub("(?m)^sets:.*$", "", text), "utf-8")
    code, said, err = called("build", program, "--cohort", COHORT, "--out", tmp_path / "out")
    assert code == 0, said + err
    assert CANARY in said  # the terminal is the team's own: findings name ids there
    assert found_in(tmp_path / "out") == []
    calendars = [one.name for one in (tmp_path / "out" / "calendars" / "facilitators").iterdir()]
    assert len(calendars) == 3 and all(re.fullmatch(r"p-[a-z2-7]{8}\.ics", one) for one in calendars)
    if with_sets:
        page = tmp_path / "balance.html"
        code, said, err = called("sets", "explain", program, "--cohort", COHORT, "--html", page)
        assert code == 0 and f"{CANARY}-Hamre1 is p-" in said, said + err
        assert CANARY not in page.read_text("utf-8")
        assert all(f"is {name.removesuffix('.ics')}\n" in said for name in calendars)


SPOILED: dict[str, Callable[[list[str]], list[str]]] = {
    "no head": lambda rows: rows[1:],
    "a head in other words": lambda rows: [rows[0].replace("learner", "person"), *rows[1:]],
    "a name twice in the head": lambda rows: [rows[0].replace("dealer", "name"), *rows[1:]],
    "a missing column": lambda rows: [rows[0].replace("language", "tongue"), *rows[1:]],
    "a learner twice": lambda rows: [*rows, rows[3]],
    "no id": lambda rows: [*rows[:4], rows[4][3:], *rows[5:]],
    "a wrong id": lambda rows: [*rows[:4], "L 04!" + rows[4][3:], *rows[5:]],
    "a comma too many": lambda rows: [*rows[:2], rows[2] + ",more", *rows[3:]],
    "a cell too few": lambda rows: [*rows[:2], rows[2].rpartition(",")[0], *rows[3:]],
    "an open quote": lambda rows: [*rows[:5], rows[5].replace(",", ',"', 1), *rows[6:]],
    "text behind a quote": lambda rows: [*rows[:5], rows[5].replace(f",{CANARY}", f',"{CANARY}"', 1), *rows[6:]],
    "a long cell": lambda rows: [*rows[:5], rows[5].replace(CANARY, CANARY * 1_500, 1), *rows[6:]],
    "a control character": lambda rows: [*rows[:5], rows[5].replace(CANARY, CANARY + "\x07", 1), *rows[6:]],
    "an unknown time zone": lambda rows: [*rows[:5], rows[5].replace("Europe/Oslo", f"Europe/{CANARY}"), *rows[6:]],
    "an unknown region": lambda rows: [*rows[:5], rows[5].replace(",NO,", f",{CANARY},"), *rows[6:]],
    "an unknown buddy": lambda rows: [*rows[:5], rows[5].replace(",,", f",{CANARY},"), *rows[6:]],
    "semicolons": lambda rows: [row.replace(",", ";", 3) for row in rows],
    "one column": lambda rows: [row.replace(",", " ") for row in rows],
    "nobody": lambda rows: rows[:1],
    "others than the sets": lambda rows: [row.replace("L0", "M0") for row in rows],
}


@pytest.mark.parametrize("file", [ROSTER, LEADS], ids=["learners", "facilitators"])
@pytest.mark.parametrize("how", SPOILED)
def test_a_mistake_in_a_roster_is_told_without_a_cell(how: str, file: str, program: Path, tmp_path: Path) -> None:
    rows = (program / file).read_text("utf-8").splitlines()
    rows += rows[1:] * 8 if file == LEADS else []
    (program / file).write_text("\n".join(SPOILED[how](rows)) + "\n", "utf-8")
    for words in (("check",), ("check", "--format", "json"), ("build", "--out", str(tmp_path / "out"))):
        code, said, err = called(words[0], program, "--cohort", COHORT, *words[1:])
        assert code in (0, 1), err
        assert not [form for form in forms(CANARY) if form in (said + err).encode()], said
    if (tmp_path / "out").exists():
        assert found_in(tmp_path / "out") == []


def test_a_roster_in_another_encoding_is_told_without_a_cell(program: Path) -> None:
    rows = (program / ROSTER).read_text("utf-8")
    for encoding in ("latin-1", "utf-16"):
        (program / ROSTER).write_bytes(rows.encode(encoding))
        code, said, err = called("check", program, "--cohort", COHORT)
        assert code == 1 and CANARY not in said + err, said
