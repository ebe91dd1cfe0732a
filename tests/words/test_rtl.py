"""A build in Arabic, from right to left as a whole: page, pictures, clock, learner's page, and what is printed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page

from socialscaffold.compiler import build, check
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).parents[2]
PAGES = (
    "html/index.html",
    "html/plan.html",
    "html/run-sheets/meeting-1.html",
    "clocks/set-1.html",
    "learner/index.html",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole build, its SCORM package unpacked as `learner/`."""
    target = tmp_path_factory.mktemp("ar")
    checked = check(Gate(ROOT / "examples" / "difficult-conversations"), language="ar")
    documents, _ = build(checked, ("markdown", "html", "scorm12"))
    for one in documents:
        path = target / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
        if one.path.endswith("scorm12.zip"):
            zipfile.ZipFile(io.BytesIO(one.data)).extractall(target / "learner")
    return target


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_from_the_right_and_axe_finds_nothing(
    folder: Path,
    open_page: Callable[..., Page],
    axe: Callable[[Page | Frame], list[str]],
    troubles: list[str],
    name: str,
) -> None:
    page = open_page((folder / name).as_uri(), viewport={"width": 360, "height": 800})
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert troubles == []
    assert axe(page) == []
    troubles.clear()  # axe asks for the style sheet, which the policy refuses it


def test_pictures_stand_mirrored_with_their_words_readable(folder: Path, open_page: Callable[..., Page]) -> None:
    page = open_page((folder / "html" / "index.html").as_uri(), viewport={"width": 1200, "height": 900})
    first, last = page.evaluate(
        "[...document.querySelectorAll('#journey svg text.small')].slice(0, 6).map(t => t.getBoundingClientRect().x)"
        ".filter((x, at, all) => at === 0 || at === all.length - 1)"
    )
    assert first > last, "the first week stands on the right"
    assert page.evaluate("document.querySelectorAll('svg [transform*=\"scale(-1\"]').length") == 0


def test_what_is_printed_runs_from_the_right_too(folder: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(
        (folder / "html" / "run-sheets" / "meeting-1.html").as_uri(), viewport={"width": 800, "height": 1000}
    )
    page.emulate_media(media="print")
    heads = page.evaluate(
        "[...document.querySelectorAll('table')[0].querySelectorAll('th')].map(h => h.getBoundingClientRect().x)"
    )
    assert heads == sorted(heads, reverse=True) and len(heads) > 2
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).textAlign") in ("right", "start")
