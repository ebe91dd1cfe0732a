"""`texts extract` and `texts merge`, and a build that says what came back."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from socialscaffold.cli.app import app
from socialscaffold.compiler import check
from socialscaffold.source.gate import Gate
from socialscaffold.translate.po import from_po, to_po

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


@pytest.mark.parametrize("text", ['msgid "Read"\nmsgstr ""\n', 'msgid ""\nmsgstr ""\n'])
def test_a_file_that_translates_nothing_is_told(folder: Path, tmp_path: Path, text: str) -> None:
    (folder / "languages").mkdir()
    (folder / "languages" / "de.po").write_text(text)
    code, told = run("build", folder, "--language", "de", "--format", "markdown", "--out", tmp_path / "out")
    assert code == 0 and "SS-LANG-004" in told and "are not translated into `de`" in told


def test_a_check_in_a_language_tells_what_a_build_in_it_would(folder: Path) -> None:
    code, told = run("check", folder, "--language", "de", "--all")
    assert code == 0 and "Nothing beside the program says its own texts in `de`" in told
    code, told = run("check", folder, "--language", "tlh", "--all")
    assert "SS-LANG-002" in told and "SS-LANG-001" in told
    assert "Take a language that is there (ar, de, en, es, fr, nb)" in told
    assert run("check", folder, "--language", "../de")[0] == 2
    assert "SS-LANG" not in run("check", folder, "--language", "en-GB", "--all")[1]
    # English is English: nobody has to translate it.
    assert "SS-LANG" not in run("check", folder, "--language", "en-US", "--all")[1]


def norwegian(folder: Path) -> Path:
    """The program's texts in Norwegian: its title, and what it says of rapid charging, translated by hand."""
    run("texts", "extract", folder, "--language", "nb")
    catalogue = folder / "languages" / "nb.po"
    say(catalogue, TITLE, "Råd om lading")
    return catalogue


def spoken(folder: Path, region: str = "", language: str | None = None) -> tuple[str, str]:
    """The tag and the title of what is built."""
    plan = check(Gate(folder), regions=(region,) if region else None, language=language).plan
    assert plan is not None
    return plan.program.language, plan.program.title


def test_a_region_that_is_built_alone_speaks_its_language_where_it_can(folder: Path, tmp_path: Path) -> None:
    _, told = run("check", folder, "--region", "NO", "--all")
    assert "SS-LANG-007" in told and "region's language `nb-NO`, so the build speaks `en-GB`" in told
    run("texts", "extract", folder, "--language", "nb")
    assert "SS-LANG-007" in run("check", folder, "--region", "NO", "--all")[1]  # nothing is translated yet
    norwegian(folder)
    assert spoken(folder, "NO") == ("nb-NO", "Råd om lading")
    for words in (("NO", "en-GB"), ("GB",), ()):
        assert spoken(folder, *words) == ("en-GB", TITLE)
    words = ("--region", "NO", "--region", "DE", "--format", "markdown")
    run("build", folder, "--each", *words, "--out", tmp_path / "each")
    heads = [(tmp_path / "each" / one / "markdown" / "plan.md").read_text("utf-8")[:60] for one in ("NO", "DE")]
    assert "Råd om lading" in heads[0] and TITLE in heads[1]


def test_what_a_language_lacks_the_next_one_says(folder: Path) -> None:
    norwegian(folder)
    run("texts", "extract", folder, "--language", "nb-NO")
    assert spoken(folder, language="nb-NO") == ("nb-NO", "Råd om lading")
    say(folder / "languages" / "nb-NO.po", TITLE, "Råd om ladning")
    assert spoken(folder, language="nb-NO") == ("nb-NO", "Råd om ladning")


def translate_question(catalogue: Path) -> None:
    """Say the question on the price of rapid charging in Norwegian."""
    _, entries, _ = from_po(catalogue.read_bytes(), "nb.po")
    made = [
        replace(one, said="Hva koster snarlading i dag?", state="said") if one.text.startswith(QUESTION) else one
        for one in entries
    ]
    assert [one.state for one in made] != [one.state for one in entries]
    catalogue.write_text(to_po(made, TITLE, "en-GB", "nb"), "utf-8")


QUESTION = "A customer asks what rapid charging costs"


def question(folder: Path) -> str:
    """The question of the quiz as Norway reads it."""
    checked = check(Gate(folder), regions=("NO",))
    assert checked.sources is not None
    asked = [one.ask for _, quiz in checked.sources.quizzes for one in quiz.questions]
    return next(one for one in asked if one.startswith(("Hva", QUESTION)))


def test_a_word_of_the_source_is_replaced_in_a_translation_by_what_that_calls_it(folder: Path) -> None:
    catalogue = norwegian(folder)
    translate_question(catalogue)
    code, told = run("check", folder, "--region", "NO")
    assert code == 1 and "“hurtiglading” is not said in 1 translated text" in told and "regions/NO.yaml:24" in told
    assert question(folder) == "Hva koster snarlading i dag?"
    say(catalogue, "rapid charging", "snarlading")
    code, told = run("check", folder, "--region", "NO")
    assert code == 0 and "SS-LANG-008" not in told
    assert question(folder) == "Hva koster hurtiglading i dag?"


def test_a_region_may_name_the_word_of_its_own_language(folder: Path) -> None:
    translate_question(norwegian(folder))
    file = folder / "regions" / "NO.yaml"
    file.write_text(file.read_text("utf-8").replace("    rapid charging:", "    Snarlading:"), "utf-8")
    assert "SS-LOC-014" not in run("check", folder)[1]
    code, told = run("check", folder, "--region", "NO")
    assert code == 0, told
    assert question(folder) == "Hva koster hurtiglading i dag?"
