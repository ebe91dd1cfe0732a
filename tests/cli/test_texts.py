"""`texts extract` and `texts merge`, and a build that says what came back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from socialscaffold.cli.app import app

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"
TITLE = "Advising customers on EV charging"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "ev"))


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*map(str, words)], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


def say(file: Path, text: str, said: str) -> None:
    """Translate one text of a PO file."""
    old = file.read_text("utf-8")
    marked = f'msgid "{text}"\nmsgstr ""'
    assert marked in old
    file.write_text(old.replace(marked, f'msgid "{text}"\nmsgstr "{said}"'), "utf-8")


def test_a_program_goes_to_a_translator_and_comes_back(folder: Path, tmp_path: Path) -> None:
    sent = tmp_path / "to-translate.po"
    code, told = run("texts", "extract", folder, "--language", "de", "--out", sent)
    assert code == 0 and "0 translated" in told
    assert 'msgctxt "content/cards/no-drive-at-home-gb.md"' in sent.read_text("utf-8")
    say(sent, TITLE, "Kunden zum Laden beraten")
    code, told = run("texts", "merge", sent, "--program", folder)
    assert code == 0 and "1 translated" in told
    code, told = run("build", folder, "--language", "de", "--out", tmp_path / "out", "-f", "html", "-f", "scorm12")
    assert code == 0, told
    assert "texts of the program are not translated into `de`" in told
    page = (tmp_path / "out" / "html" / "index.html").read_text("utf-8")
    assert '<html lang="de" dir="ltr">' in page
    assert '<h1 id="title">Kunden zum Laden beraten</h1>' in page
    assert json.loads((tmp_path / "out" / "build.json").read_text())["request"]["language"] == "de"


def test_a_text_that_changes_is_told_as_fuzzy_and_one_that_goes_as_stale(folder: Path) -> None:
    catalogue = folder / "languages" / "de.po"
    run("texts", "extract", folder, "--language", "de")
    say(catalogue, TITLE, "Kunden beraten")
    program = folder / "program.yaml"
    program.write_text(program.read_text("utf-8").replace(f"title: {TITLE}", f"title: {TITLE} well"), "utf-8")
    code, told = run("texts", "extract", folder, "--language", "de")
    assert code == 0 and "1 fuzzy, 1 stale" in told and f"title: “{TITLE} well”" in told
    assert '#, fuzzy\n#| msgid "Advising' in catalogue.read_text("utf-8")
    program.write_text(program.read_text("utf-8").replace(" EV charging well", " EV charging"), "utf-8")
    code, told = run("texts", "extract", folder, "--language", "de")
    assert "1 translated" in told and "0 fuzzy, 0 stale" in told


def test_xliff_goes_out_and_comes_back(folder: Path, tmp_path: Path) -> None:
    sent = tmp_path / "nb.xlf"
    code, _ = run("texts", "extract", folder, "--language", "nb-NO", "--format", "xliff", "--out", sent)
    assert code == 0
    text = sent.read_text("utf-8")
    assert 'srcLang="en-GB" trgLang="nb-NO"' in text
    marked = f"<source>{TITLE}</source>"
    sent.write_text(
        text.replace(marked, f"{marked}<target>Råd om lading</target>").replace('"initial"', '"final"'), "utf-8"
    )
    code, told = run("texts", "merge", sent, "--program", folder)
    assert code == 0 and "1 translated" in told
    assert "Råd om lading" in (folder / "languages" / "nb-NO.po").read_text("utf-8")


def test_what_is_called_wrongly_is_told(folder: Path, tmp_path: Path) -> None:
    assert run("texts", "extract", folder)[0] == 2
    assert run("texts", "extract", folder, "--language", "en-GB")[0] == 2
    assert run("texts", "extract", folder, "--language", "de", "--format", "csv")[0] == 2
    assert run("texts", "merge", tmp_path / "none.po", "--program", folder)[0] == 2
    assert run("build", folder, "--language", "../de")[0] == 2
    bad = tmp_path / "bad.xlf"
    bad.write_text("<!DOCTYPE x><xliff version='2.0' trgLang='de'/>")
    code, told = run("texts", "merge", bad, "--program", folder)
    assert code == 1 and "SS-LANG-005" in told


def test_a_broken_catalogue_stops_a_build(folder: Path, tmp_path: Path) -> None:
    (folder / "languages").mkdir()
    (folder / "languages" / "de.po").write_text('msgid "a"\nnonsense\n')
    code, told = run("build", folder, "--language", "de", "--out", tmp_path / "out")
    assert code == 1 and "SS-LANG-003" in told and "languages/de.po:2" in told


@pytest.mark.parametrize("text", ['msgid "Read"\nmsgstr ""\n', 'msgid "a\nmsgstr "b"\n', 'msgid ""\nmsgstr ""\n'])
def test_a_file_that_translates_nothing_is_told(folder: Path, tmp_path: Path, text: str) -> None:
    (folder / "languages").mkdir()
    (folder / "languages" / "de.po").write_text(text)
    code, told = run("build", folder, "--language", "de", "--format", "markdown", "--out", tmp_path / "out")
    assert code == 0 and "SS-LANG-004" in told and "are not translated into `de`" in told
