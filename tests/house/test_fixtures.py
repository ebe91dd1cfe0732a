"""The shared fixtures see what they are there to see."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
Serve = Callable[..., str]
GOOD = '<!doctype html><html lang="en"><title>T</title><main><h1>T</h1><p>Words</p></main></html>'


def written(folder: Path, html: str) -> Path:
    path = folder / "index.html"
    path.write_text(html, "utf-8")
    return path


def test_a_quiet_page_passes(page: Page, serve: Serve, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    for url in (path.as_uri(), serve(tmp_path)):
        page.goto(url)
        assert page.get_by_role("heading").text_content() == "T"


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<script>console.info('word')</script>", "console: word"),
        ("<script>nothing()</script>", "error: nothing is not defined"),
        ("<script>alert('hello')</script>", "dialog: hello"),
        ("<img src='https://elsewhere.example/a.png' alt=''>", "asked for https://elsewhere.example/a.png"),
        ("<link rel='stylesheet' href='none.css'>", "console: Failed to load resource"),
    ],
)
def test_a_page_that_misbehaves_is_told(
    open_page: Open, troubles: list[str], tmp_path: Path, markup: str, told: str
) -> None:
    open_page(written(tmp_path, GOOD + markup).as_uri()).wait_for_load_state("networkidle")
    assert any(one.startswith(told) for one in troubles), troubles
    troubles.clear()


def test_a_served_folder_keeps_the_policy(open_page: Open, serve: Serve, troubles: list[str], tmp_path: Path) -> None:
    written(tmp_path, GOOD + "<script>document.title = 'ran'</script>")
    assert open_page(serve(tmp_path)).title() == "ran"
    assert open_page(serve(tmp_path, policy="script-src 'self'")).title() == "T"
    assert any("Content Security Policy" in one for one in troubles)
    troubles.clear()


def test_axe_looks_through_a_strict_policy(
    open_page: Open, serve: Serve, axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    written(tmp_path, GOOD)
    address = serve(tmp_path, policy="default-src 'none'")
    assert axe(open_page(address)) == []
    written(tmp_path, GOOD.replace("<p>", '<input><img src="data:,"><p>').replace(' lang="en"', ""))
    found = axe(open_page(serve(tmp_path)))
    assert {one.partition(":")[0] for one in found} == {"html-has-lang", "image-alt", "label"}


def test_an_expected_output_that_differs_or_is_missing_fails(
    golden: Callable[[Path, str], None], tmp_path: Path
) -> None:
    path = tmp_path / "expected.txt"
    path.write_text("one\ntwo\n", "utf-8")
    golden(path, "one\ntwo\n")
    with pytest.raises(AssertionError, match="not as expected"):
        golden(path, "one\nthree\n")
    with pytest.raises(AssertionError, match="is missing"):
        golden(tmp_path / "none.txt", "one\n")


def test_expected_outputs_are_not_written_in_ci() -> None:
    words = [sys.executable, "-P", "-m", "pytest", "--update-goldens", "--collect-only", __file__]
    told = subprocess.run(words, env={**os.environ, "CI": "true"}, capture_output=True, text=True)
    assert told.returncode == pytest.ExitCode.USAGE_ERROR
    assert "not for CI" in told.stderr
