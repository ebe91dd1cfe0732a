"""The three return forms of a build come back as answers, each once; of a page filled in badly no good row is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from harvest_parts import Run
from hypothesis import example, given
from hypothesis import strategies as st

from socialscaffold.compiler import check
from socialscaffold.harvest.entry import Told
from socialscaffold.harvest.papers import is_paper, read_paper
from socialscaffold.output.templates import escape
from socialscaffold.source.gate import Gate
from socialscaffold.targets.markdown import markdown

HEAD = "| program | region | prompt | learner | text | consent |"
RULE = "|---|---|---|---|---|---|"
ANSWERS = {
    "rules": "The works council | the union sits in, from 7 people on.",
    "words": "They say *samtale*, never [talk](https://x.example).",
}


def built(program: Path) -> dict[str, bytes]:
    """The documents of a build by their paths."""
    plan = check(Gate(program)).plan
    assert plan is not None
    return {one.path.removeprefix("markdown/"): one.data for one in markdown(plan)}


def filled(files: dict[str, bytes], ending: str) -> bytes:
    """Germany's form as somebody sends it back."""
    data = files[f"localization/de-return.{ending}"]
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(data.decode())))
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows({**row, "text": ANSWERS[row["prompt"]], "consent": "yes"} for row in rows)
        return out.getvalue().encode()
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        for row in book["Answers"].iter_rows(min_row=2, max_row=1 + len(ANSWERS)):
            row[4].value, row[5].value = ANSWERS[str(row[2].value)], "yes"
        saved = io.BytesIO()
        book.save(saved)
        return saved.getvalue()
    text = data.decode()
    for prompt, answer in ANSWERS.items():
        empty = f"| fair | DE | {prompt} | | | |"
        assert empty in text
        text = text.replace(empty, f"| fair | DE | {prompt} | | {answer.replace('|', chr(92) + '|')} | yes |")
    return text.encode()


@pytest.mark.parametrize("ending", ["md", "csv", "xlsx"])
def test_a_form_as_built_comes_back_and_each_accepted_answer_is_told_once(program: Path, run: Run, ending: str) -> None:
    form = program.parent / f"de-return.{ending}"
    form.write_bytes(filled(built(program), ending))
    done = run("collect", str(form))
    assert done.returncode == 0 and "2 answers wait" in done.stdout, done.stdout
    assert "2 answers were there already" in run("collect", str(form)).stdout
    assert run("review", said="a\n\na\n\n").returncode == 0
    plan = check(Gate(program)).plan
    assert plan is not None
    told = [text for one in plan.prompts for _, text in one.stories]
    assert [told.count(answer) for answer in ANSWERS.values()] == [1, 1]
    guide = built(program)["learner-guide.md"].decode()
    assert guide.count(escape(ANSWERS["rules"])) == 1


def test_an_empty_form_has_no_answers_and_no_mistakes(program: Path, run: Run) -> None:
    form = program.parent / "empty.md"
    form.write_bytes(built(program)["localization/de-return.md"])
    done = run("collect", str(form))
    assert done.returncode == 0 and done.stdout.strip() == "Nothing new."


def hostile() -> Iterator[tuple[str, str]]:
    """Rows that can't be taken, and the code that each is told with."""
    yield "| other | DE | words | a | Said elsewhere. | yes |", "SS-HRV-003"
    yield "| fair | XX | words | a | Said elsewhere. | yes |", "SS-HRV-004"
    yield "| fair | DE | wrods | a | Said elsewhere. | yes |", "SS-HRV-005"
    yield f"| fair | DE | words | a | {'x' * 10_000_000} | yes |", "SS-HRV-006"
    yield "| fair | DE | words | a | =HYPERLINK(1) | yes |", "SS-HRV-007"
    yield "| fair | DE | words | a | Sm\udcf8rrebr\udcf8d. | yes |", "SS-HRV-008"
    yield "| fair | DE | words | a | One | two | yes | more |", "SS-HRV-010"
    yield "| fair | DE | words | a | It goes on", "SS-HRV-010"
    yield "on the next line. | yes |", "SS-HRV-010"
    yield "| fair | DE | words | a | Said. | perhaps |", "SS-HRV-011"


def test_every_wrong_row_of_a_page_is_told_and_the_good_ones_are_kept(program: Path, run: Run) -> None:
    rows = [*hostile()]
    good = "| fair | DE | words | a | <img src=x onerror=alert(1)>We say &quot;fair&quot;<br>and mean it. | yes |"
    lines = ["# Form", "", "Send it.", "", HEAD, RULE, *(row for row, _ in rows), good, "", "| fair | DE | words |", ""]
    form = program.parent / "form.md"
    form.write_bytes("\r\n".join(lines).encode("utf-8", "surrogateescape"))
    done = run("collect", str(form))
    assert done.returncode == 1
    for number, (_, code) in enumerate(rows, 7):
        block = done.stdout[: done.stdout.index(f"form.md:{number}:")].rpartition("SS-HRV-")[2]
        assert block.startswith(code.removeprefix("SS-HRV-")), (number, code, block)
    there = (program / "regions" / "DE.yaml").read_text("utf-8")
    assert there.count("status: proposed") == 1 and 'We say "fair"' in there and "onerror" not in there


def test_two_forms_in_one_page_are_told(program: Path, run: Run) -> None:
    form = program.parent / "two.md"
    row = "| fair | DE | words | a | They say it aloud. | yes |"
    form.write_text("\n".join([HEAD, RULE, row, "", HEAD, RULE, row]), "utf-8")
    done = run("collect", str(form))
    assert done.returncode == 1 and "two.md:5:" in done.stdout and "1 answer waits" in done.stdout


@pytest.mark.parametrize(
    "text",
    [
        'program,region,prompt,learner,text,consent\nfair,DE,words,a,"| prompt | text |\n|---|---|\n| a | b |",yes\n',
        "no table at all | here\n",
        "| a | b |\n|---|---|\n| prompt | text |\n",
    ],
)
def test_a_table_with_a_table_in_a_cell_is_no_page(text: str) -> None:
    assert not is_paper(text.encode())


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60).map(str.strip)


@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@example(["a\\", "|", "\\|", "&amp;amp;"], "utf-8")
@example(["7\u00a0kW"], "utf-8")
def test_whatever_is_escaped_as_markdown_reads_back(texts: list[str], encoding: str) -> None:
    rows = [f"| fair | DE | words | a | {escape(text)} | yes |" for text in texts]
    told = Told("form.md")
    sheet = read_paper("\n".join(["# A page", "", HEAD, RULE, *rows]).encode(encoding), told)
    assert sheet is not None and told.found() == ()
    read = [" ".join(row.cells["text"].split()) for row in sheet.rows]  # a blank that does not break is a blank later
    assert read == [" ".join(text.split()) for text in texts]
