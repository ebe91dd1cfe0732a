"""`region status`, `region new` and `region check`, on the EV case in a folder of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from typer.testing import CliRunner

from socialscaffold.cli import region_history
from socialscaffold.cli.app import app
from socialscaffold.cli.diff import git
from socialscaffold.cli.region_screen import as_table
from socialscaffold.compiler import check
from socialscaffold.output.region_status import region_status
from socialscaffold.source.gate import Gate

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "ev"))


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["region", *map(str, words)], env={"COLUMNS": "80", "NO_COLOR": "1"})
    return result.exit_code, result.output


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_the_table_tells_every_state_and_who_has_to_do_what(folder: Path) -> None:
    change(folder / "program.yaml", 'regions: ["NO", DE, GB]', 'regions: ["NO", DE, GB, SE]')
    change(folder / "regions/NO.yaml", "match-the-day: 3", "match-the-day: 2")
    code, told = run("status", folder, "--cohort", "2027-spring", "--as-of", "2027-02-10")
    assert code == 0
    rows = {line.split("  ")[0]: line for line in told.splitlines() if re.search(r"[△●★○!] ", line)}
    assert "△ stale" in rows["Norway"] and "★ promoted" in rows["Germany"] and "! missing" in rows["SE"]
    assert max(len(line) for line in told.splitlines() if not line.startswith("  socialscaffold ")) <= 80
    assert "`match-the-day` went from revision 2 to 3" in told
    assert "Waits to be read by central region lead: `DE-local-day-1`." in told
    assert "An answer is missing: `networks` (due 7 February 2027)." in told
    assert "region new SE" in told
    assert f"  socialscaffold harvest review -p {folder}" in told and f"  socialscaffold build {folder}" in told


@pytest.mark.parametrize("wide", [40, 80, 120])
def test_the_table_fits_whatever_the_terminal(folder: Path, wide: int) -> None:
    change(folder / "regions/NO.yaml", "name: Norway ", "name: The kingdom of Norway with Svalbard and Jan Mayen ")
    plan = check(Gate(folder)).plan
    assert plan is not None
    lines = as_table(region_status(plan), wide, colour=False).splitlines()
    assert max(map(len, lines)) <= wide
    assert any("★" in line for line in lines)


def test_the_data_hold_what_the_table_shows(folder: Path) -> None:
    code, told = run("status", folder, "--format", "json", "--region", "NO")
    made = json.loads(told)
    ((norway,),) = ([*one["regions"]] for one in made["messages"])
    assert code == 0 and norway["states"]["regulation"] == "accepted" and norway["states"]["channels"] == "asked"
    assert sum(made["counts"].values()) == 5


def test_the_page_stands_alone_and_is_accessible(
    folder: Path, open_page: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    change(folder / "regions/NO.yaml", "match-the-day: 3", "match-the-day: 2")
    out = folder / "status.html"
    assert run("status", folder, "--format", "html", "--out", out)[0] == 0
    page = open_page(out.as_uri(), viewport={"width": 390, "height": 800})
    assert page.locator("td.stale", has_text="stale").count() == 4
    assert (
        page.evaluate("getComputedStyle(document.querySelector('td.promoted')).backgroundColor") != "rgba(0, 0, 0, 0)"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []


def test_the_page_speaks_another_language_from_the_right_and_axe_finds_nothing(
    folder: Path, open_page: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    change(folder / "regions/NO.yaml", "match-the-day: 3", "match-the-day: 2")
    out = folder / "status.html"
    assert run("status", folder, "--format", "html", "--language", "ar", "--out", out)[0] == 0
    page = open_page(out.as_uri(), viewport={"width": 390, "height": 800})
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.locator("h1").inner_text() == "أين وصلت المناطق"
    assert (
        page.locator("td.proposed[lang], td[lang=en-GB]").count() == 2
    )  # what Great Britain says, in its own language
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    assert run("status", folder, "--format", "html", "--language", "Norwegian")[0] == 2


def test_nothing_of_the_page_is_out_of_reach_of_a_catalogue(folder: Path) -> None:
    change(folder / "program.yaml", 'regions: ["NO", DE, GB]', 'regions: ["NO", DE, GB, SE]')
    change(folder / "regions/NO.yaml", "match-the-day: 3", "match-the-day: 2")
    change(folder / "regions/GB.yaml", "status: proposed", "status: rejected")
    words = ("--cohort", "2027-spring", "--as-of", "2027-02-10", "--format", "html", "--language", "en-XA")
    page = run("status", folder, *words)[1]
    body = re.sub(r"<style>.*?</style>|<code>.*?</code>|<td lang=.*?</td>|<[^>]*>", "\n", page, flags=re.DOTALL)
    plain = set(re.findall(r"[A-Za-z][A-Za-z. -]*[A-Za-z]", body))
    names = {"Norway", "Germany", "Great Britain", "SE", "socialscaffold region new SE", "based-on", "match-the-day"}
    ids = {"rules", "networks", "words", "local-day", "where-shared", "DE-local-day", "central region lead"}
    assert plain - names - ids == set()


def test_a_new_region_reads_without_an_error_and_everything_it_offers_too(folder: Path) -> None:
    code, told = run("new", "SE", "--program", folder, "--name", "Sweden: north", "--language", "sv-SE")
    assert code == 0 and 'regions: ["NO", DE, GB, SE]' in told
    change(folder / "program.yaml", 'regions: ["NO", DE, GB]', 'regions: ["NO", DE, GB, SE]')
    file = folder / "regions/SE.yaml"
    assert not [one for one in check(Gate(folder)).found if one.severity == "error"]
    offered = re.sub(r"^# (?=[a-z][a-z-]*:| )", "", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(offered.replace("language: nb-NO\n", "").replace("extends: DACH", "extends: NO"), "utf-8")
    checked = check(Gate(folder))
    assert [one.code for one in checked.found if one.severity == "error"] == [], checked.found
    assert checked.sources is not None
    sweden = next(one for one in checked.sources.regions if one.region == "SE")
    assert sweden.name == "Sweden: north" and sweden.language == "sv-SE"
    assert [one.prompt.text for one in sweden.answers] == ["rules", "networks", "words", "local-day", "where-shared"]


def test_a_file_that_nobody_uses_is_told(folder: Path) -> None:
    run("new", "SE", "--program", folder)
    for words in ((), ("SE",)):
        code, told = run("check", *words, "--program", folder)
        assert code == 1 and 'Write `regions: ["NO", DE, GB, SE]`' in " ".join(told.split())
    assert run("check", "NO", "--program", folder)[0] == 0
    change(folder / "regions/NO.yaml", "name: Norway ", "extends: SE\nname: Norway ")
    assert run("check", "--program", folder)[0] == 0  # what another file extends need be no region


def test_a_region_s_file_is_never_written_over(folder: Path) -> None:
    before = (folder / "regions/NO.yaml").read_bytes()
    for name in ("NO", "no"):
        code, told = run("new", name, "--program", folder)
        assert code == 1 and "left alone" in told
    assert (folder / "regions/NO.yaml").read_bytes() == before
    assert sorted(one.name for one in (folder / "regions").iterdir()) == ["DE.yaml", "GB.yaml", "NO.yaml"]


@pytest.mark.parametrize(
    "words", [("new", "../x"), ("new", "SE", "--extends", "XX"), ("check", "XX"), ("status", "--region", "XX")]
)
def test_a_wrong_call_says_what_would_be_right(folder: Path, words: tuple[str, ...]) -> None:
    place = [folder] if words[0] == "status" else ["--program", folder]
    code, told = run(*words, *place)
    assert code == 2 and "Traceback" not in told
    assert ("--region" in told) == ("--region" in words) and "region `../" not in told


def kept(folder: Path, message: str) -> None:
    """The folder's state as a commit."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", message]):
        own = ("-c", "user.email=a@example.org", "-c", "user.name=A", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(folder), *own, *words], check=True, capture_output=True)


def test_the_history_is_walked_once_whatever_is_asked_of_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 4):
        change(folder / "program.yaml", f"revision: {2 + number} ", f"revision: {3 + number} ")
        kept(folder, f"Revision {3 + number}")
    called: list[str] = []

    def counted(place: Path, *words: str) -> bytes | None:
        called.append(words[0])
        return git(place, *words)

    monkeypatch.setattr(region_history, "git", counted)
    history = region_history.History(folder, check(Gate(folder)))
    found = [history.commit_of("match-the-day", revision) for revision in (6, 4, 5, 3, 2)]
    assert len({*found[:3]}) == 3 and None not in found[:3] and found[3:] == [None, None]
    assert called == ["log", "show", "show", "show"]


def test_what_changed_since_an_overlay_was_written_is_told_from_git(folder: Path) -> None:
    kept(folder, "Begin")
    change(folder / "program.yaml", "not to the car's maximum rate.", "and to the purse.")
    change(folder / "program.yaml", "revision: 3 ", "revision: 4 ")
    change(folder / "program.yaml", "week: 6\n        minutes: 20", "week: 7\n        minutes: 20")
    code, told = run("check", "NO", "--program", folder)
    assert code == 1 and "SS-LOC-003" in told and "Germany" not in told
    told = " ".join(told.split())
    assert "Then: Match the charger to the customer's day, not to the car's maximum rate." in told
    assert "Now: Match the charger to the customer's day, and to the purse." in told
    assert "`where-shared`, week: 6 → 7" in told


def test_of_a_program_that_had_a_mistake_then_the_words_are_told_still(folder: Path) -> None:
    change(folder / "regions/DE.yaml", "language: de-DE", "language: de-DE\nextends: NOBODY")
    kept(folder, "Begin with a mistake")
    change(folder / "regions/DE.yaml", "extends: NOBODY\n", "")
    change(folder / "program.yaml", "not to the car's maximum rate.", "and to the purse.")
    change(folder / "program.yaml", "revision: 3 ", "revision: 4 ")
    told = " ".join(run("check", "NO", "--program", folder)[1].split())
    assert "Then: Match the charger to the customer's day, not to the car's maximum rate." in told
    assert "The program had a mistake then (" in told


def test_regions_that_extend_one_file_are_told_of_it_once(folder: Path) -> None:
    write = "socialscaffold-region: 1\nprogram: ev-charging\nregion: {0}\nname: The {0}\n{1}\n"
    (folder / "regions/ALL.yaml").write_text(write.format("ALL", "based-on: {match-the-day: 2}"), "utf-8")
    for name in ("DE", "GB"):
        (folder / f"regions/{name}.yaml").write_text(write.format(name, "extends: ALL"), "utf-8")
    (found,) = [one for one in check(Gate(folder)).found if one.code == "SS-LOC-003"]
    assert found.message.startswith("The DE and The GB were written against revision 2 of `match-the-day`")
    assert found.span is not None and (found.span.file, found.span.line) == ("regions/ALL.yaml", 5)


def test_drift_tells_how_far_each_region_stands_and_since_when(folder: Path) -> None:
    change(folder / "regions/DE.yaml", "based-on: {match-the-day: 3}", "based-on: {match-the-day: 2}")
    change(
        folder / "regions/DE.yaml",
        "replace:",
        "messages: {match-the-day: {how: contradicts, say: Sell the fastest., reason: It sells.}}\nreplace:",
    )
    dated = {"GIT_COMMITTER_DATE": "2026-11-03T10:00:00+01:00", "GIT_AUTHOR_DATE": "2026-11-01T10:00:00+01:00"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in dated.items():
            patch.setenv(name, value)
        kept(folder, "Begin")
    change(folder / "regions/NO.yaml", "name: Norway ", "name: The Norway ")
    kept(folder, "Another name: how it tells the message stays")
    change(folder / "regions/GB.yaml", "how: adapted", "how: kept")
    code, told = run("status", folder, "--drift")
    lines = told.splitlines()
    assert code == 0 and max(map(len, lines)) <= 80
    assert [line.split("  ")[0] for line in lines if line.startswith(("Ger", "The Nor", "Gre"))] == [
        "Germany", "The Norway", "Great Britain",
    ]  # fmt: skip
    told = " ".join(told.split())
    assert "Germany contradicts since revision 2, 1 revision behind, in the file since 3 November 2026" in told
    assert "Told there as: Sell the fastest." in told and "Why: It sells." in told
    assert "The Norway kept since revision 3, in the file since 3 November 2026" in told
    assert "Great Britain kept since revision 3 " in told  # what is not committed has no day
    made = json.loads(run("status", folder, "--format", "json")[1])
    assert [one["how"] for one in made["drift"][0]["regions"]] == ["contradicts", "kept", "kept"]
    page = run("status", folder, "--format", "html")[1]
    assert "How far each region stands" in page and "in the file since 3 November 2026" in page
    code, told = run("check", "--program", folder)
    assert code == 1 and "SS-LOC-016" in told


def test_without_a_history_it_says_so(folder: Path) -> None:
    change(folder / "program.yaml", "revision: 3 ", "revision: 4 ")
    code, told = run("check", "--program", folder)
    assert code == 1 and "git has no program with that revision" in told


def test_regions_without_a_mistake_have_nothing_to_mend(folder: Path) -> None:
    code, told = run("check", "--program", folder)
    assert code == 0 and "3 regions" in told
