"""Whatever comes in: what is good is proposed once, what is wrong is told by its place and never by its words."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from harvest_parts import NORWAY, Run, export, form

from socialscaffold.harvest.read import Asked, read_source

SECRET = "Anna.Muster@firm.example"
YES = "From July a leader tells the employee two days before the talk."


def overlay(program: Path, region: str = "NO") -> str:
    path = program / "regions" / f"{region}.yaml"
    return path.read_text("utf-8") if path.exists() else ""


def test_a_learners_export_becomes_a_proposal_and_every_other_byte_stays(program: Path, run: Run) -> None:
    done = run("collect", str(export(program.parent, "k3f9x2", {"rules": YES})), "--from", "2027-spring")
    assert done.returncode == 0, done.stdout + done.stderr
    text = overlay(program)
    added = text.replace(NORWAY.removesuffix("# the end\n"), "").removesuffix("# the end\n")
    assert "id: NO-rules-2" in added and YES in added and "status: proposed" in added and "from: 2027-spring" in added
    assert text.startswith(NORWAY.removesuffix("# the end\n")) and text.endswith("# the end\n")
    assert "k3f9x2" not in text and "k3f9x2" not in (program / "harvest.yaml").read_text("utf-8")
    assert "private" not in text + (program / "harvest.yaml").read_text("utf-8")


def test_a_region_without_a_file_gets_one(program: Path, run: Run) -> None:
    assert run("collect", str(export(program.parent, "abcd", {"words": YES}, "DE"))).returncode == 0
    assert "region: DE" in overlay(program, "DE") and "DE-words-1" in overlay(program, "DE")


def test_what_is_there_already_is_not_collected_twice(program: Path, run: Run) -> None:
    file = str(export(program.parent, "k3f9x2", {"rules": YES}))
    run("collect", file)
    before = {path: path.read_bytes() for path in program.rglob("*.yaml")}
    again = run("collect", file, str(form(program.parent, [("fair", "no", "rules", "K3F9X2 ", YES, "yes")])))
    assert again.returncode == 0 and "2 answers were there already." in again.stdout
    assert {path: path.read_bytes() for path in program.rglob("*.yaml")} == before


def test_nearly_the_same_is_kept_beside_and_other_numbers_are_another_answer(program: Path, run: Run) -> None:
    rows = [
        ("fair", "NO", "rules", "a", "A talk of 30 minutes is announced two days before it.", "yes"),
        ("fair", "NO", "rules", "b", "A talk of 30 minutes is announced two days before it!", "yes"),
        ("fair", "NO", "rules", "c", "A talk of 60 minutes is announced two days before it.", "yes"),
    ]
    done = run("collect", str(form(program.parent, rows)))
    assert "1 answer said nearly what another says" in done.stdout
    assert overlay(program).count("status: proposed") == 2
    assert (program / "harvest.yaml").read_text("utf-8").count("before it!") == 1


def test_each_wrong_row_is_told_by_its_place_and_the_good_ones_are_kept(program: Path, run: Run) -> None:
    rows = [
        ("other", "NO", "rules", "a", SECRET, "yes"),
        ("fair", SECRET, "rules", "a", "text", "yes"),
        ("fair", "NO", SECRET, "a", "text", "yes"),
        ("fair", "NO", "rules", SECRET, "=HYPERLINK(1)", "yes"),
        ("fair", "NO", "rules", SECRET, "x" * 10_000_000, "yes"),
        ("fair", "NO", "rules", SECRET, "text", "perhaps"),
        ("fair", "NO", "rules", SECRET, " ", "yes"),
        ("fair", "NO", "rules"),
        ("fair", "NO", "words", SECRET, f"<img src=x onerror=alert(1)>We say <b>fair</b>. Ask {SECRET}.", "yes"),
        ("fair", "NO", "words", SECRET, "", ""),
    ]
    done = run("collect", str(form(program.parent, rows)))
    told = done.stdout + done.stderr
    assert done.returncode == 1 and SECRET not in told and "onerror" not in told
    for code, row in (("003", 2), ("004", 3), ("005", 4), ("007", 5), ("006", 6), ("011", 7), ("006", 8), ("010", 9)):
        assert f"SS-HRV-{code}" in told and f"form.csv:{row}:" in told
    assert "We say fair. Ask [address]." in overlay(program)
    everything = "".join(path.read_text("utf-8") for path in program.rglob("*.yaml"))
    assert SECRET not in everything and "onerror" not in everything and everything.count("status: proposed") == 1


def test_a_prompt_or_a_region_with_a_slip_is_guessed(program: Path, run: Run) -> None:
    rows = [("fair", "NO", "rulse", "a", "text", "yes"), ("fair", "Norwey", "rules", "a", "text", "yes")]
    told = run("collect", str(form(program.parent, rows))).stdout
    assert "Is it `rules`?" in told and "Is it `NO`?" in told and "rulse" not in told and "Norwey" not in told


def test_missing_columns_are_told_with_a_guess(program: Path, run: Run) -> None:
    path = program.parent / "form.csv"
    path.write_text("program;region;promt;text\nfair;NO;rules;x\n", "utf-8")
    done = run("collect", str(path))
    assert done.returncode == 1 and "`prompt` is missing" in done.stdout and "`promt`" in done.stdout
    assert "`consent` is missing" in done.stdout and not (program / "harvest.yaml").exists()


def test_a_row_in_another_encoding_is_told_and_the_others_are_kept(program: Path, run: Run) -> None:
    path = program.parent / "form.csv"
    head = "program,region,prompt,learner,text,consent\n"
    rows = "fair,NO,rules,a,På fredag må alle være der.,yes\n"
    path.write_bytes(head.encode() + rows.encode("cp1252") + rows.replace("fredag", "mandag").encode())
    done = run("collect", str(path))
    assert done.returncode == 1 and "SS-HRV-008" in done.stdout and "form.csv:2:5" in done.stdout
    assert "På mandag" in overlay(program) and "fredag" not in overlay(program)


def test_a_table_in_utf_16_is_read(program: Path, run: Run) -> None:
    path = program.parent / "form.csv"
    path.write_bytes(
        ("program\tregion\tprompt\tlearner\ttext\tconsent\nfair\tNO\trules\ta\tÅ si det først.\tja\n").encode("utf-16")
    )
    assert run("collect", str(path)).returncode == 0
    assert "Å si det først." in overlay(program)


def workbook(path: Path, rows: list[list[str]], head: list[str] | None = None) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(head or ["program", "region", "prompt", "learner", "text", "consent"])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_is_read_and_its_formulas_are_refused(program: Path, run: Run) -> None:
    rows = [["fair", "NO", "rules", "a", YES, "yes"], ["fair", "NO", "words", "a", "=1+1", "yes"]]
    done = run("collect", str(workbook(program.parent / "form.xlsx", rows)))
    assert done.returncode == 1 and "SS-HRV-007" in done.stdout and "form.xlsx:3:5" in done.stdout
    assert YES in overlay(program)


def bomb(path: Path, kind: str) -> Path:
    good = io.BytesIO()
    workbook(path, [["fair", "NO", "rules", "a", YES, "yes"]])
    good.write(path.read_bytes())
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if kind == "large" and name.endswith("sheet1.xml"):
                data += b" " * (80 * 1024 * 1024)
            if kind == "entities" and name.endswith("sheet1.xml"):
                data = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + data.split(b"?>", 1)[-1]
            new.writestr(name, data)
        if kind == "many":
            for number in range(1000):
                new.writestr(f"xl/{number}.xml", b"")
    if kind == "cut":
        path.write_bytes(path.read_bytes()[:2000])
    return path


@pytest.mark.parametrize("kind", ["large", "entities", "many", "cut"])
def test_a_workbook_that_attacks_is_refused_and_the_other_file_is_kept(program: Path, run: Run, kind: str) -> None:
    done = run(
        "collect", str(bomb(program.parent / "bomb.xlsx", kind)), str(export(program.parent, "abcd", {"rules": YES}))
    )
    assert done.returncode == 1 and "SS-HRV-001" in done.stdout and "bomb.xlsx" in done.stdout
    assert overlay(program).count("status: proposed") == 1


MOODLE = {
    "discussion": "7", "parent": "0", "userid": "12", "userfullname": "Anna Muster", "messageformat": "1",
    "deleted": "0", "privatereplyto": "0",
}  # fmt: skip


def test_of_a_column_that_stands_twice_the_first_is_read_in_every_kind_of_table(program: Path, run: Run) -> None:
    head = ["program", "region", "prompt", "text", "consent", "text"]
    rows = [head, ["fair", "NO", "words", "The first of two columns.", "yes", "The second of two columns."]]
    book = workbook(program.parent / "form.xlsx", rows[1:], rows[0])
    sheet = program.parent / "form.csv"
    sheet.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    for file in (book, sheet):
        done = run("collect", str(file))
        assert done.returncode == 1 and f"{file.name}:1:6" in done.stdout and "Column 4 and column 6" in done.stdout
    assert overlay(program).count("The first of two columns.") == 1 and "second" not in overlay(program)


def test_region_and_prompt_of_the_call_hold_for_rows_that_name_none(program: Path, run: Run) -> None:
    sheet = program.parent / "form.csv"
    sheet.write_text("program,text,consent\nfair,They say so in the valley.,yes\n", "utf-8")
    lines = [{"actor": {"mbox": "mailto:a@b.example"}, "verb": {"id": "https://x.example/answered"},
              "object": {"id": f"https://x.example/{name}"}, "result": {"response": f"{name}: said by the lake."}}
             for name in ("words", "some-quiz")]  # fmt: skip
    store = program.parent / "store.json"
    store.write_text(json.dumps({"statements": lines}), "utf-8")
    assert "The column `region` is missing" in run("collect", str(sheet)).stdout
    done = run("collect", str(sheet), str(store), "--region", "DE", "--prompt", "words")
    assert done.returncode == 0, done.stdout
    there = overlay(program, "DE")
    assert "They say so in the valley." in there and "words: said by the lake." in there
    assert "quiz" not in there  # a statement that names no prompt is an answer to none


def test_a_list_within_a_list_has_no_more_rows_than_any_other(program: Path, run: Run) -> None:
    post = {"userid": 7, "subject": "[words]", "message": "x"}
    path = program.parent / "posts.json"
    path.write_text(json.dumps([[post] * 20_001]), "utf-8")
    done = run("collect", str(path))
    assert "more than 20,000 entries" in done.stdout


@pytest.mark.parametrize("wrong", ["large", "folder", "link"])
def test_a_harvest_that_cannot_be_read_is_told_and_never_written_over(program: Path, run: Run, wrong: str) -> None:
    log = program / "harvest.yaml"
    if wrong == "large":
        log.write_bytes(b"#" * (10 * 1024 * 1024 + 1))
    elif wrong == "folder":
        log.mkdir()
    else:
        (program.parent / "elsewhere.yaml").write_text("kept", "utf-8")
        log.symlink_to(program.parent / "elsewhere.yaml")
    file = str(export(program.parent, "abcd", {"rules": YES}))
    for words in (("collect", file), ("review",), ("promote",), ("withdraw", "abcd")):
        done = run(*words)
        assert done.returncode == 1 and "SS-FILE-00" in done.stdout and "harvest.yaml" in done.stdout, words
    assert overlay(program) == NORWAY
    assert log.is_dir() or log.is_symlink() or log.stat().st_size > 10 * 1024 * 1024


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_moodle_posts_find_their_prompt_by_the_subject(program: Path, run: Run, kind: str) -> None:
    posts = [
        {**MOODLE, "id": "1", "subject": "[rules] What holds here?", "message": f"<p>{YES}</p><script>no()</script>"},
        {**MOODLE, "id": "2", "subject": "Re: What holds here?", "message": "<p>A union member may come along.</p>"},
        {**MOODLE, "id": "3", "subject": "Re: What holds here?", "message": "gone", "deleted": "1"},
        {**MOODLE, "id": "4", "discussion": "8", "subject": "Coffee", "message": "<p>Who is in?</p>"},
    ]
    path = program.parent / f"forum.{kind}"
    if kind == "json":
        path.write_text(json.dumps([posts]), "utf-8")
    else:
        import csv

        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(posts[0]))
            writer.writeheader()
            writer.writerows(posts)
    done = run("collect", str(path), "--region", "NO")
    assert done.returncode == 1 and "SS-HRV-005" in done.stdout  # the post about coffee
    text = overlay(program)
    assert YES in text and "A union member may come along." in text and text.count("consent: ask") == 2
    assert "no()" not in text and "Anna" not in text and "gone" not in text


def test_statements_of_a_record_store_are_read(program: Path, run: Run) -> None:
    def statement(verb: str, activity: str, response: str, **more: object) -> dict[str, object]:
        return {
            "actor": {"mbox": f"mailto:{SECRET}"}, "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
            "object": {"id": f"https://lms.example/fair/prompts/{activity}"}, "result": {"response": response},
            "context": {"extensions": {"https://x.example/region": "NO", "https://x.example/consent": True}}, **more,
        }  # fmt: skip

    lines = [
        statement("answered", "rules", YES),
        statement("answered", "quiz-1", "b"),
        statement("experienced", "rules", "x"),
    ]
    path = program.parent / "statements.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in lines) + "\n{broken\n", "utf-8")
    done = run("collect", str(path))
    assert done.returncode == 1 and "statements.jsonl:4:" in done.stdout
    assert overlay(program).count("status: proposed") == 1 and YES in overlay(program)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 99, b"{", b"[]", b'{"a": 1}', b"PK\x03\x04", b"[" * 99_999, b"a,b\n1,2\n", b'"']
)
def test_a_file_of_no_known_kind_is_told(program: Path, run: Run, data: bytes) -> None:
    path = program.parent / "what.bin"
    path.write_bytes(data)
    done = run("collect", str(path))
    assert done.returncode == 1 and "SS-HRV-0" in done.stdout and "what.bin" in done.stdout


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04....word/document.xml....", "a Word document"),
        (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text..", "an OpenDocument file"),
        (b"\xef\xbb\xbf<!DOCTYPE html><title>program,region,prompt</title>", "a web page"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_file_that_people_send_in_place_of_the_form_is_called_what_it_is(data: bytes, what: str) -> None:
    _, found = read_source(data, "answers", Asked(("rules",)))
    assert [one.code for one in found] == ["SS-HRV-001"] and f"This is {what}" in found[0].message


def test_the_line_by_which_excel_names_its_separator_is_no_head(program: Path, run: Run) -> None:
    path = program.parent / "form.csv"
    path.write_text(f"sep=;\nprogram;region;prompt;learner;text;consent\nfair;NO;rules;a;{YES};ja\nx;NO;words;;b;\n")
    done = run("collect", str(path))
    assert "form.csv:4:" in done.stdout and done.stdout.count("error") == 1 and YES in overlay(program)


def test_a_stray_zero_byte_loses_no_row(program: Path, run: Run) -> None:
    path = form(program.parent, [("fair", "NO", "rules", "a", "The board\0 says yes.", "yes")])
    assert b"\0" in path.read_bytes() and run("collect", str(path)).returncode == 0
    assert "The board says yes." in overlay(program)


def test_a_key_that_is_not_here_is_asked_for_and_no_other_is_made(program: Path, run: Run) -> None:
    file = str(export(program.parent, "abcd", {"rules": YES}))
    run("collect", file)
    (program.parent / "key").unlink()
    done = run("collect", file)
    assert done.returncode == 1 and "Ask whoever harvested first" in done.stdout
    assert not (program.parent / "key").exists()


def test_a_broken_export_is_told_by_its_answer(program: Path, run: Run) -> None:
    path = export(program.parent, "abcd", {"rules": YES})
    value = json.loads(path.read_text("utf-8"))
    value["answers"] += [7, {"prompt": "rules"}, {"prompt": ["x"], "region": "NO", "text": "t", "consent": True}]
    path.write_text(json.dumps(value), "utf-8")
    done = run("collect", str(path))
    assert done.returncode == 1 and done.stdout.count("SS-HRV-010") == 3 and YES in overlay(program)


def test_another_key_is_refused_and_one_in_the_program_too(program: Path, run: Run) -> None:
    file = str(export(program.parent, "abcd", {"rules": YES}))
    run("collect", file)
    before = overlay(program)
    (program.parent / "key").write_text("another key of enough bytes", "utf-8")
    other = run("collect", str(export(program.parent, "efgh", {"words": YES})))
    assert other.returncode == 1 and "not the key" in other.stdout and overlay(program) == before
    (program / "key").write_text("0123456789abcdef", "utf-8")
    inside = run("collect", file, "--key", str(program / "key"))
    assert inside.returncode == 2


def test_diff_writes_nothing(program: Path, run: Run) -> None:
    before = overlay(program)
    done = run("collect", str(export(program.parent, "abcd", {"rules": YES})), "--diff")
    assert done.returncode == 0 and f"+    text: {YES}" in done.stdout
    assert overlay(program) == before and not (program / "harvest.yaml").exists()


def test_a_file_in_braces_that_takes_no_edit_is_left_alone(program: Path, run: Run) -> None:
    path = program / "regions" / "NO.yaml"
    path.write_text("{socialscaffold-region: 1, program: fair, region: NO, name: Norway}\n", "utf-8")
    done = run("collect", str(export(program.parent, "abcd", {"rules": YES})))
    assert done.returncode == 1 and "braces" in done.stderr and not (program / "harvest.yaml").exists()


@pytest.mark.parametrize("answers", ["answers: []", "answers: [{id: a1, prompt: rules, text: one}]", ""])
def test_every_way_to_write_a_list_takes_one_more(program: Path, run: Run, answers: str) -> None:
    path = program / "regions" / "NO.yaml"
    path.write_text(
        f"socialscaffold-region: 1\r\nprogram: fair\r\nregion: NO\r\nname: Norway\r\n{answers}", "utf-8", newline=""
    )
    done = run("collect", str(export(program.parent, "abcd", {"rules": YES, "words": "It’s “fair”: said #1, so"})))
    assert done.returncode == 0, done.stdout + done.stderr
    text = path.read_bytes().decode("utf-8")
    assert text.startswith(f"socialscaffold-region: 1\r\nprogram: fair\r\nregion: NO\r\nname: Norway\r\n{answers[:9]}")
    assert "NO-rules-1" in text and "NO-words-1" in text and "\n" not in text.replace("\r\n", "")


def test_a_capital_that_a_spreadsheet_put_there_loses_no_row(program: Path, run: Run) -> None:
    path = form(program.parent, [("Fair", "no", "Rules", "a", YES, "Yes")])
    assert run("collect", str(path)).returncode == 0
    assert "prompt: rules\n" in overlay(program).split("NO-rules-2")[1] and YES in overlay(program)
