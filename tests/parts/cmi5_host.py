"""An LMS that launches a cmi5 package, with a real record store behind it, and forgives nothing.

Two servers on this machine: the LMS with the package and the tokens, and, of another origin, the record store. Its
statements go through to ralph; the documents, which ralph does not have, are kept here.
"""

from __future__ import annotations

import hashlib
import http.server
import json
import mimetypes
import sys
import threading
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

from cmi5_rules import SESSION, word, wrong_with
from lrs import Lrs
from playwright.sync_api import Browser, BrowserContext, Page
from scorm_host import unpacked

SPACE = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
LEARNER = {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": "learner-1"}}
HEADERS = {"authorization", "content-type", "x-experience-api-version", "if-match", "if-none-match"}


class Cmi5Course:
    """One learner's registration for one unit, over as many visits as a test makes.

    `told` is what was wrong: scripts, rules of cmi5 and xAPI, tokens asked for twice. `accepted` are the statements
    that the store took, in the order of their coming; `asked` counts the requests that reached it. `fails(number)` says
    what becomes of a request: "" (answered), "lost" (it never came) or "unheard" (done, but the answer was lost).
    """

    def __init__(self, browser: Browser, lrs: Lrs, files: Mapping[str, bytes] | bytes, **options: Any) -> None:
        self.browser, self.lrs, self.options = browser, lrs, options
        self.files = unpacked(files) if isinstance(files, bytes) else dict(files)
        self.registration = str(uuid.uuid4())
        self.told: list[str] = []
        self.accepted: list[dict[str, Any]] = []
        self.bodies: list[str] = []
        self.documents: dict[str, bytes] = {}
        self.unconditional = self.asked = self.failed = 0
        self.fails: Callable[[int], str] = lambda number: ""
        self.refuses: Callable[[dict[str, Any]], int] = lambda statement: 0
        self.mode, self.mastery, self.leads_back = "Normal", self._unit().get("masteryScore"), ""
        self.sessions: dict[str, dict[str, Any]] = {}
        self.context: BrowserContext | None = None
        self.lock = threading.RLock()
        self.lms = _serve(_lms_handler(self))
        self.store = _serve(_store_handler(self))

    @property
    def activity(self) -> str:
        """The id that this LMS made for the unit."""
        return f"https://lms.example/units/{hashlib.sha256(self.registration.encode()).hexdigest()[:8]}"

    def _unit(self) -> ElementTree.Element:
        found = ElementTree.fromstring(self.files["cmi5.xml"]).find(f".//{SPACE}au")
        assert found is not None
        return found

    def launch(self, **more: Any) -> Page:
        """Open the unit anew: another session, in a browser that knows nothing of the last visit."""
        for one in self.sessions.values():
            one["over"] = True  # the LMS takes it for abandoned
        unit = self._unit()
        session, key = str(uuid.uuid4()), uuid.uuid4().hex
        data: dict[str, Any] = {
            "contextTemplate": {
                "contextActivities": {"grouping": [{"objectType": "Activity", "id": unit.get("id")}]},
                "extensions": {SESSION: session, "https://lms.example/tenant": "north"},
            },
            "launchMode": self.mode,
            "moveOn": unit.get("moveOn"),
        }
        if self.mastery is not None:
            data["masteryScore"] = float(self.mastery)
        if self.leads_back:
            data["returnURL"] = self.leads_back
        self.launched = {
            "data": data,
            "actor": LEARNER,
            "registration": self.registration,
            "activityId": self.activity,
        }
        self.sessions[key] = {"token": "", "over": False, "gone": False, "launch": self.launched, "read": set()}
        query = {
            "endpoint": f"http://127.0.0.1:{self.store.server_port}/xapi",
            "fetch": f"http://127.0.0.1:{self.lms.server_port}/fetch?k={key}",
            "actor": json.dumps(LEARNER),
            "registration": self.registration,
            "activityId": self.activity,
        }
        self.context = self.browser.new_context(**{"reduced_motion": "reduce", **self.options, **more})
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda wrong: self.told.append(str(wrong)))
        page.on("dialog", lambda dialog: dialog.accept())
        url = (unit.findtext(f"{SPACE}url") or "").lstrip("/")
        page.goto(f"http://127.0.0.1:{self.lms.server_port}/package/{url}?{urlencode(query)}")
        page.locator("#main:not([inert])").wait_for(state="attached")  # to look at it would lay it out too soon
        self.page = page
        return page

    def _heard(self, message: Any) -> None:
        # What the network did is judged by the servers. The last is Chromium's remark on speed: a page that waited for
        # its course scrolls to where the learner was as soon as it is shown.
        remarks = ("Failed to load resource", "net::ERR", "Rendering was performed in a subtree hidden")
        if not any(one in message.text for one in remarks):
            self.told.append(message.text)

    def leave(self) -> None:
        """Go to another page of the LMS, and give the last words a moment to arrive."""
        self.page.goto("about:blank")
        for _ in range(60):
            if any(word(one) == "terminated" for one in self.of_session()):
                break
            self.page.wait_for_timeout(50)
        self.page.wait_for_timeout(100)
        self.kill()

    def kill(self) -> None:
        """End the browser's page; whatever it may still say is not heard."""
        for one in self.sessions.values():
            one["gone"] = True
        if self.context:
            self.context.close()
        self.context = None

    def relaunch(self) -> Page:
        """Leave, and come back."""
        self.leave()
        return self.launch()

    def close(self) -> None:
        """End the servers."""
        self.kill()
        for one in (self.lms, self.store):
            one.shutdown()
            one.server_close()

    def of_session(self) -> list[dict[str, Any]]:
        """What was accepted of the present session."""
        session = self.launched["data"]["contextTemplate"]["extensions"][SESSION]
        return [one for one in self.accepted if one["context"]["extensions"][SESSION] == session]

    def words(self) -> list[str]:
        """The verbs that were accepted, by the time of the act."""
        return [word(one) for one in sorted(self.accepted, key=lambda one: str(one["timestamp"]))]

    @property
    def document(self) -> dict[str, Any]:
        """What the page has kept."""
        (kept,) = self.documents.values()
        return dict(json.loads(kept))

    def settle(self, *, expect: Callable[[], bool]) -> None:
        """Wait until it is so, at most 20 seconds."""
        for _ in range(400):
            if expect():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"it never came: {self.words()}, {self.told}")


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that is killed hangs up; all else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _serve(handler: type[http.server.BaseHTTPRequestHandler]) -> http.server.ThreadingHTTPServer:
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    course: Cmi5Course

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def say(self, status: int, body: bytes = b"", kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)


def _lms_handler(made_for: Cmi5Course) -> type[_Handler]:
    class Lms(_Handler):
        course = made_for

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            name = path.removeprefix("/package/")
            if path.startswith("/package/") and name in self.course.files:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                self.say(200, self.course.files[name], f"{kind}; charset=utf-8")
            elif path == "/back":
                self.say(200, b"<!doctype html><title>Back</title>", "text/html")
            elif path == "/favicon.ico":
                self.say(204)
            else:
                self.course.told.append(f"asked for {self.path}")
                self.say(404)

        def do_POST(self) -> None:
            url = urlsplit(self.path)
            session = self.course.sessions.get(parse_qs(url.query).get("k", [""])[0])
            if url.path != "/fetch" or session is None or session["token"]:
                self.course.told.append(f"no token for {self.path}")
                self.say(200, b'{"error-code": "1", "error-text": "The token was given out already."}')
                return
            session["token"] = uuid.uuid4().hex
            self.say(200, json.dumps({"auth-token": session["token"]}).encode())

    return Lms


def _store_handler(made_for: Cmi5Course) -> type[_Handler]:
    class Store(_Handler):
        course = made_for

        def end_headers(self) -> None:
            self.send_header("Access-Control-Allow-Origin", f"http://127.0.0.1:{self.course.lms.server_port}")
            self.send_header("Access-Control-Expose-Headers", "ETag, X-Experience-API-Version")
            self.send_header("X-Experience-API-Version", "1.0.3")
            super().end_headers()

        def do_OPTIONS(self) -> None:
            wanted = self.headers.get("Access-Control-Request-Headers", "").replace(" ", "").lower().split(",")
            if strange := set(wanted) - HEADERS - {""}:
                self.course.told.append(f"a header that a store need not allow: {strange}")
            allowed = {"Methods": "GET, PUT, POST, DELETE, HEAD", "Headers": ", ".join(sorted(HEADERS))}
            self.say(204, **{f"Access_Control_Allow_{name}": value for name, value in allowed.items()})

        def do_GET(self) -> None:
            self._do("GET")

        def do_PUT(self) -> None:
            self._do("PUT")

        def do_POST(self) -> None:
            self._do("POST")

        def _do(self, method: str) -> None:
            body = self.body()
            course = self.course
            with course.lock:
                course.asked += 1
                fate = "lost" if self._is_gone() else course.fails(course.asked)
                course.failed += bool(fate)
                course.bodies.append(body.decode())
                status, answer, tag = (0, b"", "") if fate == "lost" else self._answer(method, body)
            if fate:
                self.close_connection = True  # without a word, as when the network is gone
                self.connection.close()
                return
            self.say(status, answer, **({"ETag": tag} if tag else {}))

        def _session(self) -> dict[str, Any] | None:
            token = self.headers.get("Authorization", "").removeprefix("Basic ")
            return next((one for one in self.course.sessions.values() if one["token"] == token != ""), None)

        def _is_gone(self) -> bool:
            session = self._session()
            return bool(session and session["gone"])

        def _answer(self, method: str, body: bytes) -> tuple[int, bytes, str]:
            course = self.course
            url = urlsplit(self.path)
            given = {name: values[0] for name, values in parse_qs(url.query).items()}
            session = self._session()
            if session is None:
                return self._wrong(401, f"a token that nobody was given: {self.headers.get('Authorization')!r}")
            if self.headers.get("X-Experience-API-Version") != "1.0.3":
                return self._wrong(400, "no version")
            if method == "PUT" and self.headers.get("Content-Type") != "application/json":
                return self._wrong(400, "no JSON")
            if url.path == "/xapi/statements" and method == "PUT":
                return self._statement(given, body, session)
            if json.loads(given.get("agent", "0")) != LEARNER:
                return self._wrong(400, f"another learner: {given}")
            if url.path == "/xapi/agents/profile" and method == "GET":
                session["read"].add(given["profileId"])
                return 404, b"", ""
            place = {"registration": course.registration, "activityId": course.activity}
            if url.path == "/xapi/activities/state" and place.items() <= given.items():
                return self._document(method, given["stateId"], body, session)
            return self._wrong(404, f"{method} {self.path}")

        def _wrong(self, status: int, what: str) -> tuple[int, bytes, str]:
            self.course.told.append(what)
            return status, what.encode(), ""

        def _document(self, method: str, name: str, body: bytes, session: dict[str, Any]) -> tuple[int, bytes, str]:
            course = self.course
            if name == "LMS.LaunchData":
                session["read"].add(name)
                if method != "GET":
                    return self._wrong(403, "the launch data belongs to the LMS")
                return 200, json.dumps(session["launch"]["data"]).encode(), '"launch"'
            held = course.documents.get(name)
            tag = f'"{hashlib.sha1(held).hexdigest()}"' if held is not None else ""
            if method == "GET":
                return (200, held, tag) if held is not None else (404, b"", "")
            wanted, none = self.headers.get("If-Match"), self.headers.get("If-None-Match")
            if (none == "*" and held is not None) or (wanted is not None and wanted != tag):
                return 412, b"", ""
            course.unconditional += wanted is None and held is not None
            json.loads(body)
            course.documents[name] = body
            return 204, b"", ""

        def _statement(self, given: dict[str, str], body: bytes, session: dict[str, Any]) -> tuple[int, bytes, str]:
            course = self.course
            one = json.loads(body)
            if refused := course.refuses(one):
                return refused, b"", ""
            if session["over"]:
                return self._wrong(403, f"the session is over: {word(one)}")
            if session["read"] != {"LMS.LaunchData", "cmi5LearnerPreferences"}:
                return self._wrong(400, f"a statement before {session['read']} were all that was read")
            known = any(each["id"] == one["id"] for each in course.accepted)
            if not known and (wrong := wrong_with(one, session["launch"], course.accepted)):
                return self._wrong(400, f"{word(one)}: {'; '.join(wrong)}")
            status, answer = course.lrs.ask("PUT", f"/xAPI/statements?{urlencode(given)}", body)
            if status == 204 and not known:
                course.accepted.append(one)
            elif status not in (204, 409):
                return self._wrong(status, f"ralph: {answer.decode()}")
            return status, answer, ""

    return Store
