"""The presets: each value with its reason, what a build makes of them, and the page that is made from them."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from typer.testing import CliRunner

from socialscaffold.cli.app import app
from socialscaffold.compiler import READY
from socialscaffold.spec.program import FORMATS
from socialscaffold.targets.lms import presets

ROOT = Path(__file__).parents[2]
PROGRAM = str(ROOT / "examples" / "ev-charging")


def built(folder: Path, *words: str) -> tuple[int, str, set[str]]:
    done = CliRunner().invoke(app, ["build", PROGRAM, "--out", str(folder / "out"), *words])
    paths = {one.name for one in (folder / "out").glob("*") if one.suffix in (".zip", ".imscc")}
    return done.exit_code, done.output, paths


def test_the_presets_that_are_asked_for_are_there() -> None:
    assert {"moodle", "canvas", "openedx", "ilias", "cloud", "brightspace"} <= set(presets())


def test_every_value_has_a_reason_and_a_source_and_can_be_made() -> None:
    for one in presets().values():
        assert set(one.formats) <= set(READY), one.id
        for each in (*one.packages, *one.settings):
            assert re.fullmatch(r"[A-Z].*\.", each.why), each.why
            assert each.source and not each.source.endswith("."), each.source
        assert all(step.endswith(".") for take in one.packages for step in take.steps)


def test_moodle_gets_no_cartridge_of_1_3() -> None:
    """It refuses 1.3 as unknown; the others of whom it is known take 1.3."""
    files = {name: [take.file for take in one.packages] for name, one in presets().items()}
    assert "cc11.imscc" in files["moodle"] and "cc13.imscc" not in files["moodle"]
    assert "cc13.imscc" in files["canvas"] and "cc13.imscc" in files["openedx"]


@pytest.mark.parametrize("name", presets())
def test_a_preset_makes_what_it_says_and_tells_how_to_import_it(name: str, tmp_path: Path) -> None:
    code, said, paths = built(tmp_path, "--lms", name)
    one = presets()[name]
    assert code == 0
    assert paths == {f"ev-charging-{take.file}" for take in one.packages}
    assert (tmp_path / "out" / "markdown" / "plan.md").is_file()
    for take in one.packages:
        assert f"{one.name} takes ev-charging-{take.file}." in said
        assert f"  1. {take.steps[0]}" in said
    assert all(each.set in said for each in one.settings)


def test_every_format_of_the_language_can_be_made() -> None:
    assert set(READY) == set(FORMATS)


def test_a_name_that_is_no_preset_is_a_usage_error(tmp_path: Path) -> None:
    code, said, _ = built(tmp_path, "--lms", "mooodle")
    assert (code, "did you mean `moodle`?" in " ".join(said.split())) == (2, True)
    code, said, _ = built(tmp_path, "--lms", "somethingelse")
    assert code == 2 and "there are moodle, canvas" in " ".join(said.replace("│", " ").split())
    code, said, _ = built(tmp_path, "--lms", "moodle", "--format", "html")
    assert code == 2 and "leave `--format` out" in " ".join(said.replace("│", " ").split())
    assert not (tmp_path / "out").exists()


def test_the_page_for_people_is_made_from_the_presets() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_lms.py"))["page"]()
    assert made.splitlines() == (ROOT / "docs" / "lms.md").read_text("utf-8").splitlines()


def test_the_table_of_the_page_names_every_file_of_every_lms() -> None:
    text = (ROOT / "docs" / "lms.md").read_text("utf-8")
    for one in presets().values():
        (row,) = re.findall(rf"^\| {re.escape(one.name)} \|.*$", text, re.MULTILINE)
        assert row.count("|") == 4 and all(f"`…-{take.file}`" in row for take in one.packages)
