"""Publishing in children that are killed, starved or refused: `publish_driver.py CASE FOLDER` prints JSON.

A process of its own, because it forks and the test runner has threads.
"""

from __future__ import annotations

import ctypes  # noqa: F401  publish imports it late; its own file events are not the build's
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.output import publish as room
from socialscaffold.output.archive import zip_bytes
from socialscaffold.output.document import Document
from socialscaffold.output.record import record

PROGRAM = Path(__file__).parent
WATCHED = ("open", "os.", "shutil.", "fcntl.", "socialscaffold.")


def build(version: str, size: int = 100) -> list[Document]:
    """A small build, every file of which says its version; one file has `size` bytes more."""
    text = f"version {version}\n".encode()
    pages = [Document(name, text) for name in ("plan.md", "sets/one.md", "site/css/a.css")]
    pages += [Document("site/index.html", text + b"x" * size), Document("scorm12.zip", zip_bytes(pages))]
    return [*pages, record(pages, inputs={}, spec_version="1", tool_version=version)]


def put(version: str, target: Path, *, force: bool = False, size: int = 100) -> tuple[Diagnostic, ...]:
    return room.publish(build(version, size), target, keep_out=PROGRAM, force=force)


def state(folder: Path) -> str:
    """`absent`, the version that stands there whole, or `mixed`."""
    if not folder.exists():
        return "absent"
    seen = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for version in ("old", "new"):
        if seen == {one.path: one.data for one in build(version)}:
            return version
    return "user's" if seen == {"notes.md": b"mine"} else "mixed"


def in_child(action: Callable[[], int]) -> int:
    """The exit status of `action` in a fork, negative for a signal."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = action()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(event: int, work: Callable[[], int]) -> int:
    """Run `work` in a fork that dies just before its `event`-th file-system event."""

    def child() -> int:
        left = event

        def hook(name: str, _: object) -> None:
            nonlocal left
            if name.startswith(WATCHED):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        return work()

    return in_child(child)


def kill_everywhere(case: str, folder: Path) -> list[dict[str, object]]:
    """Kill a build at every event; tell what stood there then, and after the next build."""
    if case == "two renames":
        room._exchange = lambda one, other: False
    told: list[dict[str, object]] = []
    event = status = 0
    while status != 0 or event == 0:
        event += 1
        here = folder / str(event)
        target = here / "build"
        here.mkdir()
        if case == "aside":
            target.mkdir()
            (target / "notes.md").write_bytes(b"mine")
        elif case != "first":
            put("old", target)
        status = killed_at(event, lambda target=target: len(put("new", target, force=case == "aside")) > 1)
        entry: dict[str, object] = {"event": event, "status": status}
        entry["then"] = {path.name: state(path) for path in sorted(here.iterdir()) if path.is_dir()}
        entry["errors"] = [one.code for one in put("new", target, force=case == "aside")]
        entry["after"] = {path.name: state(path) for path in sorted(here.iterdir())}
        told.append(entry)
        shutil.rmtree(here)
    return told


def starve(case: str, folder: Path) -> list[dict[str, object]]:
    """Let files grow to a limit only: the kernel ends the build in mid-write, or refuses the write."""
    told: list[dict[str, object]] = []
    for limit in (0, 1, 5000, 65_536, 299_999):
        target = folder / str(limit) / "build"
        put("old", target)

        def work(target: Path = target, limit: int = limit) -> int:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL if case == "ended" else signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            found = put("new", target, size=300_000)
            return 1 if [one.code for one in found] == ["SS-PUB-007"] and "build/" in found[0].message else 0

        entry: dict[str, object] = {"status": in_child(work), "then": state(target)}
        entry["beside"] = sorted(path.name for path in target.parent.iterdir())
        entry["errors"] = [one.code for one in put("new", target)]
        entry["after"] = {path.name: state(path) for path in sorted(target.parent.iterdir())}
        told.append(entry)
    return told


def deny(folder: Path) -> list[dict[str, object]]:
    """Publish where nobody may write; root, who may write anywhere, becomes nobody first."""
    put("old", folder / "build")
    folder.chmod(0o555)

    def work() -> int:
        if os.geteuid() == 0:
            os.setuid(65534)
        return [one.code for one in put("new", folder / "build")] == ["SS-PUB-007"]

    status = in_child(work)
    folder.chmod(0o755)
    return [{"status": status, "after": {path.name: state(path) for path in folder.iterdir()}}]


def repeat(version: str, target: Path) -> list[dict[str, object]]:
    """Publish one version ten times."""
    return [{"errors": [one.code for _ in range(10) for one in put(version, target)]}]


if __name__ == "__main__":
    case, place = sys.argv[1], Path(sys.argv[2])
    if case in ("first", "replace", "two renames", "aside"):
        result = kill_everywhere(case, place)
    elif case in ("ended", "refused"):
        result = starve(case, place)
    else:
        result = deny(place) if case == "denied" else repeat(case, place)
    json.dump(result, sys.stdout)
