"""A real learning record store on this machine: ralph, with files behind it. It has the statements resource only."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WORD = "a word for the tests"
CREDENTIALS = [
    {
        "username": "lms",
        "hash": "$2b$04$3boShLhbU2PKq4uKSRX4qOkdS/uS9R2/l7YNzvgP5I0qUnwkAQGRW",  # of WORD
        "scopes": ["statements/write", "statements/read"],
        "agent": {"account": {"name": "lms", "homePage": "https://lms.example"}},
    }
]
AUTHORIZATION = "Basic " + b64encode(f"lms:{WORD}".encode()).decode()
# With its defaults ralph 5.1.0 makes the file anew for each statement, and refuses because it is there.
START = """
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""
STRICT = """
import json, sys
from ralph.models.xapi.base.statements import BaseXapiStatement
for line in sys.stdin:
    try:
        BaseXapiStatement.model_validate(json.loads(line))
    except ValueError as wrong:
        print(json.loads(line)["verb"]["id"], wrong)
"""


def interpreter() -> Path:
    """The Python that ralph lives in: the venv of `tests/run.py`, or that of a `ralph` on the way."""
    made = ROOT / ".venv-lrs" / ("Scripts" if os.name == "nt" else "bin") / "python"
    if made.exists():
        return made
    beside = Path(sys.executable).with_name("ralph")
    found = os.environ.get("SOCIALSCAFFOLD_RALPH") or (beside if beside.exists() else shutil.which("ralph"))
    if not found:
        raise RuntimeError("no learning record store here: `python3 tests/run.py` installs it")
    return Path(found).resolve().with_name("python")


class Lrs:
    """The running store; its statements stay in `folder`."""

    def __init__(self, folder: Path) -> None:
        (folder / "auth.json").write_text(json.dumps(CREDENTIALS), "utf-8")
        (folder / "kept").mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        own = {
            "RALPH_APP_DIR": str(folder),
            "RALPH_AUTH_FILE": str(folder / "auth.json"),
            "RALPH_RUNSERVER_BACKEND": "fs",
            "RALPH_RUNSERVER_AUTH_BACKENDS": "basic",
            "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "kept"),
        }
        self.log = (folder / "log").open("wb")
        self.process = subprocess.Popen(
            [str(interpreter()), "-c", START, str(self.port)],
            env={**os.environ, **own},
            cwd=folder,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError(f"ralph did not start: {(folder / 'log').read_text('utf-8', 'replace')[-2000:]}")
            try:
                if self.ask("GET", "/__heartbeat__")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError("ralph did not answer within a minute")

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Status and body of one request, with the right to write."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Authorization": AUTHORIZATION, "X-Experience-API-Version": "1.0.3"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def statements(self, registration: str) -> list[dict[str, Any]]:
        """What it has stored for one registration, by the time of the act."""
        status, body = self.ask("GET", "/xAPI/statements?limit=0")
        assert status == 200, body
        kept = [one for one in json.loads(body)["statements"] if one["context"]["registration"] == registration]
        return sorted(kept, key=lambda one: str(one["timestamp"]))

    def strictly(self, statements: list[dict[str, Any]]) -> str:
        """What its strict model of xAPI finds wrong, "" for nothing."""
        lines = "".join(json.dumps(one) + "\n" for one in statements)
        done = subprocess.run(
            [str(interpreter()), "-c", STRICT], input=lines, capture_output=True, check=True, encoding="utf-8"
        )
        return done.stdout

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(10)
        self.log.close()
