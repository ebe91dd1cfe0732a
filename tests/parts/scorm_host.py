"""A course in an LMS that plays a SCORM package of either version, keeps what was committed, and forgives nothing."""

from __future__ import annotations

import io
import json
import mimetypes
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route
from schemas import launch_href, mastery_score, version_of

HERE = Path(__file__).parent
SITE = "http://lms.test/"
AGAIN = HERE / "node_modules/scorm-again/dist"
# By version, the run-time and what makes it strict.
OWN = {
    "1.2": {"host/api.js": AGAIN / "scorm12.min.js", "host/strict.js": HERE / "lms/strict12.js"},
    "2004": {"host/api.js": AGAIN / "scorm2004.min.js", "host/strict.js": HERE / "lms/strict2004.js"},
}
MANIFEST = "imsmanifest.xml"


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of a zip by name. Raises ValueError for a name that an LMS might write outside its folder."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names = opened.namelist()
        for name in names:
            parts = name.split("/")
            if "\\" in name or ":" in name or not name.isprintable() or {"", ".", ".."} & set(parts):
                raise ValueError(f"{name!r} is no name for a file in a package")
        if len({name.casefold() for name in names}) < len(names):
            raise ValueError("two files differ in nothing but their capitals")
        return {name: opened.read(name) for name in names}


class StrictLms:
    """One learner's course, over as many visits as a test makes.

    `files` is the package: a mapping of names to bytes, or the bytes of its zip. `calls` records every call with its
    `name`, `element`, `value`, `answer` and error `code`; `data` is what the last successful commit of the item that is
    open left (in 1.2 `core`, `suspend_data` and `interactions`, in 2004 the whole of `cmi`), `records` that of every
    item by its place; `told` is what scripts threw, what the console said and what was asked for in vain.
    """

    def __init__(self, browser: Browser, files: Mapping[str, bytes] | bytes, **options: Any) -> None:
        self.browser, self.options = browser, options
        self.files = unpacked(files) if isinstance(files, bytes) else dict(files)
        self.calls: list[dict[str, Any]] = []
        self.told: list[str] = []
        self.records: dict[int, dict[str, Any]] = {}
        self.at = 0
        self.context: BrowserContext | None = None

    @property
    def data(self) -> dict[str, Any] | None:
        """The record of the item that is open, or was last."""
        return self.records.get(self.at)

    @data.setter
    def data(self, record: dict[str, Any]) -> None:
        self.records[self.at] = record

    def launch(self, at: int | None = None) -> Frame:
        """Open the item `at`, or the last one again, in a browser that knows nothing of the last visit."""
        self.at = self.at if at is None else at
        self.context = self.browser.new_context(**{"reduced_motion": "reduce", **self.options})
        self.context.expose_function("heard", self._hear)
        self.context.route("**/*", self._serve)
        self.host: Page = self.context.new_page()
        self.host.on("console", lambda message: self.told.append(message.text))
        self.host.on("pageerror", lambda wrong: self.told.append(str(wrong)))
        self.host.on("dialog", lambda dialog: dialog.accept())
        self.host.goto(SITE)
        frame = self.host.frame(url=f"{SITE}package/**")
        assert frame, "the LMS shows no lesson"
        frame.wait_for_load_state()
        return frame

    def leave(self) -> None:
        """Go to another page of the LMS: the package's last words are heard."""
        self.host.evaluate("document.getElementById('sco').src = 'about:blank'")
        self.host.wait_for_timeout(50)
        self.kill()

    def kill(self) -> None:
        """End the browser's page without a word to the package."""
        if self.context:
            self.context.close()
        self.context = None

    def relaunch(self) -> Frame:
        """Leave, and come back."""
        self.leave()
        return self.launch()

    @property
    def errors(self) -> list[dict[str, Any]]:
        """The calls that the LMS refused."""
        return [call for call in self.calls if call["code"]]

    def sent(self, element: str) -> list[str]:
        """The values that the package set for one element, in their order."""
        names = ("LMSSetValue", "SetValue")
        named = [call for call in self.calls if call["name"] in names and call["element"] == element]
        return [call["value"] for call in named]

    def _hear(self, line: str) -> None:
        call = json.loads(line)
        self.calls.append(call)
        if call["saved"]:
            self.data = call["saved"]

    @property
    def version(self) -> str:
        """The version of SCORM that the package is of: 1.2 or 2004."""
        return version_of(self.files[MANIFEST])

    def _before(self) -> dict[str, Any]:
        """What the run-time knows when the learner comes in."""
        if self.version == "2004":
            return self._before_2004()
        learner = {"student_id": "learner-1", "student_name": "Learner, One", "credit": "credit"}
        mastery = {"student_data": {"mastery_score": mastery_score(self.files[MANIFEST], self.at)}}
        if self.data is None:
            return {"core": {**learner, "entry": "ab-initio"}, **mastery}
        core = {**learner, **self.data["core"]}
        core.pop("session_time", None)
        if core.pop("exit", "") != "suspend":  # many LMSs then begin anew
            return {"core": {**core, "entry": ""}, **mastery}
        return {"core": {**core, "entry": "resume"}, "suspend_data": self.data["suspend_data"], **mastery}

    def _before_2004(self) -> dict[str, Any]:
        learner = {"learner_id": "learner-1", "learner_name": "Learner, One", "credit": "credit"}
        if self.data is None:
            return {**learner, "entry": "ab-initio"}
        if self.data.get("exit") != "suspend":
            return {**learner, "entry": "", "mode": self.data["mode"]}
        kept = ("completion_status", "success_status", "suspend_data", "mode", "score", "objectives")
        lists = {name: self.data[name] for name in ("comments_from_learner", "interactions")}
        return {**learner, "entry": "resume", **{name: self.data[name] for name in kept}, **lists}

    def _page(self) -> str:
        before = json.dumps(self._before()).replace("<", "\\u003c")
        page = (HERE / "lms/course.html").read_text("utf-8")
        return page.replace("{start}", launch_href(self.files[MANIFEST], self.at)).replace("{before}", before)

    def _serve(self, route: Route) -> None:
        url = route.request.url
        path = url.removeprefix(SITE).partition("?")[0].partition("#")[0]
        if path == "":
            route.fulfill(content_type="text/html; charset=utf-8", body=self._page())
        elif path in OWN[self.version]:
            body = OWN[self.version][path].read_text("utf-8")
            route.fulfill(content_type="text/javascript; charset=utf-8", body=body)
        elif path.removeprefix("package/") in self.files and path.startswith("package/"):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(content_type=f"{kind}; charset=utf-8", body=self.files[path.removeprefix("package/")])
        elif path == "favicon.ico":
            route.fulfill(status=204)
        else:
            self.told.append(f"asked for {url}")
            route.abort()
