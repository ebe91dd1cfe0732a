"""Hostile words in every text field, built by the command, opened in Chromium, everything clicked: none may run.

Each wall is tried alone: the pages without their policy, and the policy with a payload that got into a page. Each field
has twenty payloads, begun elsewhere in the list for each, so that together they are all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from command import COHORT, called, errors
from planted import FILES, plant, planted, pointed_at, spots, text_fields, write
from playwright.sync_api import Browser
from scorm_host import StrictLms, unpacked
from watched import PAYLOADS, PLACES, Ears, control, provoke

EACH = 20  # payloads in each field
# What Chromium says of a script's click on the button that opens a journal; a person's click is none of that.
BY_SCRIPT = "File chooser dialog can only be shown with a user activation."
NUMBERS = str.maketrans("", "", "0123456789")
MOMENT = 60  # milliseconds in which what was provoked happens


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> frozenset[int]:
    return refused_spots(tmp_path_factory.mktemp("taken"))


def refused_spots(place: Path) -> frozenset[int]:
    """The spots whose fields refuse free words with an error, so that no payload ever comes through them."""
    folder = place / "program"
    out: set[int] = set()
    while True:
        lines = write(plant(lambda number: f"words #{number}#", frozenset(out)), folder)
        found = errors(folder)
        if not found:
            return frozenset(out)
        more = pointed_at(found, lines) - out
        assert more, found
        out |= more


def payload(spot: int, turn: int) -> str:
    """Twenty for each spot, begun elsewhere in the list for each, so that together they are all."""
    return PAYLOADS[(spot * EACH + turn) % len(PAYLOADS)]


def build(
    folder: Path, words: Callable[[int], str], taken: frozenset[int], formats: Iterable[str] = ("html", "scorm12")
) -> Path:
    """The program with `words` planted, as code in a text as well, built into the site and the package."""
    program, out = folder / "program", folder / "out"
    write(plant(words, taken), program)
    code = f"``` {words(0)} ```"
    text = f"# Words {code}\n\n{code}\n\n```\n{words(1)}\n```\n\n| {code} |\n|---|\n| {code} |\n\n[{code}](https://a.example/)\n"
    for name in ("three-kinds-of-charging", "card", "card-example", "five-objections"):
        (program / "content" / f"{name}.md").write_text(text, "utf-8")
    asked = [word for one in formats for word in ("-f", one)]
    status, said, err = called("build", program, "--cohort", COHORT, "--out", out, "--force", *asked)
    assert status == 0, said + err
    return out


def of_each_kind(pages: Iterable[Path], turn: int) -> list[Path]:
    """One page of those that differ by a number alone (nine sets, five meetings), another at each turn."""
    kinds: dict[Path, list[Path]] = {}
    for one in sorted(pages):
        kinds.setdefault(one.with_name(one.name.translate(NUMBERS)), []).append(one)
    return [alike[turn % len(alike)] for alike in kinds.values()]


def open_all(ears: Ears, out: Path, turn: int = 0, *, lms: bool = True) -> int:
    """Open and provoke each kind of page of the site and of the packages, in an LMS or as files; how many that were."""
    package = next(out.glob("*-scorm12.zip")).read_bytes()
    for archive in (*out.glob("*.zip"), *out.glob("*.imscc")):
        for name, data in unpacked(archive.read_bytes()).items():
            file = out / "packages" / archive.stem / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    context = ears.new_context()
    page = context.new_page()
    pages = of_each_kind(out.rglob("*.html"), turn)
    for one in pages:
        page.goto(one.as_uri())
        provoke(page)
    page.wait_for_timeout(MOMENT)
    context.close()
    if lms:
        course = StrictLms(ears, package)  # type: ignore[arg-type]
        frame = course.launch()
        provoke(frame)
        frame.wait_for_timeout(MOMENT)
        course.kill()
    return len(pages)


def test_every_text_field_of_the_language_is_planted() -> None:
    made = planted()
    wanted = {(path, *names) for path, record in FILES.items() for names in text_fields(record)}
    assert len(wanted) > 50
    assert wanted - set(spots(made)) == set(), "add these to planted.MORE"
    assert made.addresses


def test_without_any_wall_the_payloads_run(browser: Browser, tmp_path: Path) -> None:
    ears = Ears(browser)
    page = ears.new_context().new_page()
    file, idle = tmp_path / "control.html", []
    for one in PAYLOADS:
        for place in PLACES:
            file.write_text(control(one, place), "utf-8")
            page.goto(file.as_uri())
            provoke(page)
            if ears.hears(page, MOMENT):
                break
        else:
            idle.append(one)
    page.context.close()
    assert len(PAYLOADS) >= 60
    assert len(idle) <= len(PAYLOADS) * 0.05, idle


@pytest.mark.parametrize("turn", range(EACH))
def test_without_the_policy_no_words_of_an_author_run(
    turn: int, browser: Browser, tmp_path: Path, taken: frozenset[int]
) -> None:
    out = build(tmp_path, lambda spot: payload(spot, turn), taken)
    ears = Ears(browser, guarded=False)
    assert open_all(ears, out, turn, lms=turn < 3) > 10
    assert ears.take() == []


def test_with_both_walls_no_words_run_and_nothing_is_refused(
    browser: Browser, tmp_path: Path, taken: frozenset[int]
) -> None:
    """A page that needed the policy's refusal would say so on the console."""
    out = build(tmp_path, lambda spot: payload(spot, EACH + 1), taken)
    ears = Ears(browser)
    said: list[str] = []
    ears.every_word = said.append
    open_all(ears, out)
    refused = [one for one in said if one != BY_SCRIPT]
    assert (ears.take(), refused) == ([], [])


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The site's files and the package's."""
    out = build(tmp_path_factory.mktemp("clean"), lambda spot: f"words {spot}", frozenset(range(10_000)))
    site = {path.name: path.read_bytes() for path in (out / "html").iterdir() if path.is_file()}
    return {"site": site, "package": unpacked(next(out.glob("*-scorm12.zip")).read_bytes())}


@pytest.mark.parametrize("which", ["site", "package"])
def test_the_policy_alone_holds_every_payload(
    which: str, clean: dict[str, dict[str, bytes]], browser: Browser, tmp_path: Path
) -> None:
    """Each payload is the whole body of a page that has the head of ours, and our scripts and styles beside it."""
    files = clean[which]
    for name, data in files.items():
        if "/" not in name:
            (tmp_path / name).write_bytes(data)
    head = files["index.html"].decode().partition("<body>")[0]
    assert "Content-Security-Policy" in head
    ears = Ears(browser)
    page = ears.new_context().new_page()
    ran: dict[str, Any] = {}
    for one in PAYLOADS:
        (tmp_path / "index.html").write_text(f"{head}<body>{one}", "utf-8")
        page.goto((tmp_path / "index.html").as_uri())
        provoke(page)
        page.wait_for_timeout(MOMENT // 3)
        if heard := ears.take():
            ran[one] = heard
    page.context.close()
    assert ran == {}


def test_raw_html_in_a_text_is_refused_or_plain(tmp_path: Path, browser: Browser) -> None:
    program = tmp_path / "program"
    write(planted(), program)
    passed = []
    for one in PAYLOADS:
        (program / "content" / "card.md").write_text(f"# A card\n\nWords. {one}\n\n- {one}\n", "utf-8")
        found = errors(program)
        assert all(row["file"] == "content/card.md" and row["line"] in (3, 5) for row in found), found
        if not found:
            passed.append(one)
    assert len(passed) < len(PAYLOADS) / 4, passed  # those that no reader of Markdown takes for HTML
    text = "# A card\n\n" + "\n\n".join(passed) + "\n"
    (program / "content" / "card.md").write_text(text, "utf-8")
    code, said, err = called("build", program, "--out", tmp_path / "out", "-f", "html", "-f", "scorm12")
    assert code == 0, said + err
    ears = Ears(browser, guarded=False)
    open_all(ears, tmp_path / "out")
    assert ears.take() == []
