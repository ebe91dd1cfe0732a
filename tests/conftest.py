"""What all tests share: one browser, pages that may not misbehave, an LMS, expected outputs."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Frame, Page, sync_playwright

PARTS = Path(__file__).parent / "parts"
# The helpers beside the npm parts are imported by their bare names: `from schemas import check_manifest`.
sys.path.insert(0, str(PARTS))

# The headless shell takes half the processor time of a whole Chromium.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing leaves the machine, whatever a page asks for.
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
AXE_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


# A slow machine is no failure: properties have no time limit for one example.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes the expected outputs anew."""
    parser.addoption("--update-goldens", action="store_true", help="write expected outputs anew, then read the diff")


def pytest_configure(config: pytest.Config) -> None:
    """In CI an expected output is never written, only compared; Ctrl-C works in what the tests start.

    A shell that runs the tests in the background has Ctrl-C ignored, and every process below inherits that.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("--update-goldens") and os.environ.get("CI"):
        raise pytest.UsageError("--update-goldens is for your own machine, not for CI")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with the expected one in a file, or writes it there with `--update-goldens`."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing: run with --update-goldens, then read it"
        assert text.splitlines() == path.read_text("utf-8").splitlines(), f"{path.name} is not as expected"

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests of a worker: Playwright allows no second one beside it."""
    path = os.environ.get("SOCIALSCAFFOLD_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise RuntimeError("no Chromium here: `python3 tests/run.py` installs it")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield made
        made.close()


@pytest.fixture
def troubles() -> list[str]:
    """What the pages of this test did wrong. A test that provokes it reads this list and clears it."""
    return []


@pytest.fixture
def open_page(browser: Browser, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens an address in a browser of its own: `open_page(url, **context_options)`.

    At the end of the test no page may have said anything on the console, thrown, or asked for anything but files,
    its own data and this machine.
    """
    contexts: list[BrowserContext] = []
    own = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:")

    def make(url: str = "about:blank", **options: Any) -> Page:
        contexts.append(browser.new_context(**{"reduced_motion": "reduce", **options}))
        page = contexts[-1].new_page()
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda wrong: troubles.append(f"error: {wrong}"))
        page.on("request", lambda one: None if one.url.startswith(own) else troubles.append(f"asked for {one.url}"))
        page.on("dialog", lambda dialog: (troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(url)
        return page

    yield make
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """An empty page of 1,000 by 800 pixels that may not misbehave."""
    return open_page(viewport={"width": 1000, "height": 800})


@pytest.fixture
def axe() -> Callable[[Page | Frame], list[str]]:
    """Lists what axe-core finds on a page as it stands, as `rule: the element`. Works under a strict policy too."""
    source = (PARTS / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def check(page: Page | Frame) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", list(AXE_RULES))
        return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]

    return check


class _Folder(http.server.SimpleHTTPRequestHandler):
    """Files of one folder, with a policy where a test gives one, and without a word."""

    policy = ""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # browsers ask for it unbidden
            self.send_response(http.HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Serves a folder on this machine: `serve(folder, policy="default-src ...")` gives its address, `/` at the end."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path, policy: str = "") -> str:
        kind = type("Folder", (_Folder,), {"policy": policy})
        handler = functools.partial(kind, directory=str(folder))
        servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield start
    for one in servers:
        one.shutdown()
        one.server_close()


@pytest.fixture
def lms(browser: Browser) -> Iterator[Callable[..., Any]]:
    """Makes a strict SCORM 1.2 course of a package: `lms(files_or_zip, **context_options)` gives a `StrictLms`.

    At the end no call and no script may have failed; a test that provokes it clears `calls` or `told`.
    """
    from scorm_host import StrictLms

    made: list[StrictLms] = []

    def make(files: dict[str, bytes] | bytes, **options: Any) -> StrictLms:
        made.append(StrictLms(browser, files, **options))
        return made[-1]

    yield make
    for one in made:
        one.kill()
    for one in made:
        assert one.errors == []
        assert one.told == []


@pytest.fixture(scope="session")
def lrs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real learning record store, one for all tests of a worker."""
    from lrs import Lrs

    made = Lrs(tmp_path_factory.mktemp("lrs"))
    yield made
    made.stop()


@pytest.fixture
def cmi5_course(browser: Browser, lrs: Any) -> Iterator[Callable[..., Any]]:
    """Makes a strict cmi5 course of a package: `cmi5_course(files_or_zip, **context_options)` gives a `Cmi5Course`.

    At the end no script, no rule and no token may have gone wrong; a test that provokes it clears `told`.
    """
    from cmi5_host import Cmi5Course

    made: list[Cmi5Course] = []

    def make(files: dict[str, bytes] | bytes, **options: Any) -> Cmi5Course:
        made.append(Cmi5Course(browser, lrs, files, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
    for one in made:
        assert one.told == []
