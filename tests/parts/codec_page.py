"""codec.js in a blank page of a real browser, for the tests that hold it to Python's layout of the state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from socialscaffold.output.state import Layout

CODEC = Path(__file__).parents[2] / "templates" / "learner" / "codec.js"
EMPTY: dict[str, Any] = {"values": {}, "elsewhere": {}, "unknown": [], "unknownTicks": [], "foreign": False}


def described(layout: Layout) -> list[dict[str, Any]]:
    names = {"long_key": "longKey", "option_keys": "optionKeys"}
    slots = ("id", "kind", "key", "long_key", "options", "option_keys", "allowance", "private")
    return [{names.get(name, name): getattr(one, name) for name in slots} for one in layout.fields]


class Codec:
    """codec.js in a blank page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def encode(self, layout: Layout, memory: dict[str, Any], long: dict[str, str] | None = None) -> dict[str, Any]:
        script = "([fields, limit, memory, long]) => learner.codec(fields, limit).encode(memory, long)"
        answer: dict[str, Any] = self.page.evaluate(script, [described(layout), layout.limit, memory, long or {}])
        return answer

    def decode(self, layout: Layout, line: str) -> dict[str, Any]:
        script = "([fields, limit, line]) => learner.codec(fields, limit).decode(line)"
        memory: dict[str, Any] = self.page.evaluate(script, [described(layout), layout.limit, line])
        return memory


def codec_page(browser: Browser) -> Codec:
    """A page with nothing but the codec."""
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(content=CODEC.read_text("utf-8"))
    return Codec(page)


def filled(values: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A memory with these values."""
    return {**EMPTY, "values": values, **more}
