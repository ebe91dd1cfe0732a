"""Pages in which nothing may run but the product's own: whoever calls `alert` is heard, everything is clicked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page

PAYLOADS = tuple((Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines())
PLACES = (
    "<p>{}</p>",
    '<input value="{}">',
    "<input value='{}'>",
    "<input value={}>",
    '<script>var said = "{}";</script>',
)

_HEAR = """
window.alert = function (word) { console.error("RAN " + word); };
window.print = window.open = function () { return null; };
"""
_CLICK = """() => {
  const script = to => /^[\\x00-\\x20]*j\\s*a\\s*v\\s*a/i.test(String(to));
  document.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a");
    if (!link) return;
    if (!script(link.href && link.href.baseVal !== undefined ? link.href.baseVal : link.href)) event.preventDefault();
  }, true);
  document.addEventListener("submit", event => {
    const by = event.submitter;
    if (!script(by && by.hasAttribute("formaction") ? by.formAction : event.target.action)) event.preventDefault();
  }, true);
  document.querySelectorAll("details").forEach(each => { each.open = true; });
  for (const each of document.querySelectorAll("*")) {
    for (const kind of ["pointerenter", "mouseover", "focus"]) each.dispatchEvent(new Event(kind));
    if (each.matches('input[type="file"]')) continue;
    each.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
  }
}"""


class Ears:
    """A browser whose pages tell who called `alert`, who wanted to leave, and what was asked for elsewhere.

    Stands in for a `Browser` where one is asked for contexts (`StrictLms`). `guarded` keeps the pages' own policy.
    """

    def __init__(self, browser: Browser, *, guarded: bool = True) -> None:
        self.browser, self.guarded = browser, guarded
        self.heard: list[str] = []
        self.every_word: Callable[[str], object] = lambda said: None  # hears the whole console

    def new_context(self, **options: Any) -> BrowserContext:
        context = self.browser.new_context(
            **{"reduced_motion": "no-preference", **options}, bypass_csp=not self.guarded
        )
        context.add_init_script(_HEAR)
        context.on("page", self._listen)
        return context

    def _listen(self, page: Page) -> None:
        page.on("console", lambda said: self._said(said.text))
        page.on("dialog", lambda dialog: (self._note(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: self._asked(asked.url))

    def _said(self, text: str) -> None:
        self.every_word(text)
        if text.startswith("RAN"):
            self._note(text)

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "about:", "http://lms.test/", "javascript:")):
            self._note(f"asked for {url}")

    def _note(self, what: str) -> None:
        self.heard.append(what)

    def hears(self, page: Page, longest: int) -> bool:
        """Whether a script runs within `longest` milliseconds; what was heard is forgotten."""
        for _ in range(longest // 10):
            if any(one.startswith("RAN") for one in self.take()):
                return True
            page.wait_for_timeout(10)
        return any(one.startswith("RAN") for one in self.take())

    def take(self) -> list[str]:
        """What was heard since the last call."""
        heard, self.heard = self.heard, []
        return heard


def provoke(page: Page | Frame) -> None:
    """Point at, focus and click everything on a page; links to other pages are not followed, scripts in links are."""
    page.evaluate(_CLICK)


def control(payload: str, place: str) -> str:
    """A page without any wall that prints `payload` as it is in one place."""
    return f"<!doctype html><meta charset=utf-8><title>Control</title><body>{place.replace('{}', payload)}"
