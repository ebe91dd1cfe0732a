"""The whole `build` command in children that are killed: `build_driver.py FOLDER EVERY` prints JSON.

A process of its own, because it forks and the test runner has threads. Killed before every event that changes
something on the disk, and before every EVERY-th that only looks.
"""

from __future__ import annotations

import ctypes  # noqa: F401  publishing imports it late; its own file events are not the build's
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from command import called

WATCHED = ("open", "os.", "shutil.", "fcntl.", "socialscaffold.")
LOOKS = ("os.listdir", "os.scandir")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SPEC = """\
socialscaffold: 1
id: small
title: The {version} one
audience: {{role: Readers, learners: 12}}
weeks: 6
effort: {{learner: 3 h}}
outcomes: {{read-well: Read well}}
"""


def program(folder: Path, version: str) -> Path:
    """A small program whose every build says its version."""
    (folder / version).mkdir(parents=True, exist_ok=True)
    (folder / version / "program.yaml").write_text(SPEC.format(version=version), "utf-8")
    return folder / version


def build(source: Path, out: Path) -> int:
    """The command's exit code."""
    return called("build", source, "--out", out, "-f", "scorm12")[0]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def events(work: Callable[[], int], stop: int = 0) -> tuple[int, list[bool]]:
    """Run `work` in a fork: its exit status and, for each event, whether it writes. Dies before event `stop`."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        seen: list[bool] = []

        def hook(name: str, words: tuple[object, ...]) -> None:
            if not name.startswith(WATCHED):
                return
            flags = words[2] if name == "open" and len(words) > 2 else 0
            seen.append(bool(isinstance(flags, int) and flags & WRITES) if name == "open" else name not in LOOKS)
            if len(seen) == stop:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        code = 99
        try:
            code = work()
        finally:
            os.write(writing, json.dumps(seen).encode())
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), json.loads(told or b"[]")


def main() -> None:
    """Kill the build of the new one over the old one at each event, then build again."""
    folder, every = Path(sys.argv[1]), int(sys.argv[2])
    old, new, out = program(folder, "old"), program(folder, "new"), folder / "place" / "build"
    out.parent.mkdir()
    whole = {}
    for version in (new, old):
        if build(version, out):
            raise SystemExit("the program does not build")
        whole[version.name] = tree(out)
    shutil.copytree(out, folder / "kept")
    _, kinds = events(lambda: build(new, out))
    told = []
    for number, writes in enumerate(kinds, 1):
        if not writes and number % every:
            continue
        shutil.rmtree(out.parent)
        shutil.copytree(folder / "kept", out)
        status, _ = events(lambda: build(new, out), number)
        there = tree(out) if out.is_dir() else {}
        then = next((name for name, files in whole.items() if files == there), "mixed")
        again = build(new, out)
        beside = sorted(path.name for path in out.parent.iterdir())
        after = "new" if tree(out) == whole["new"] else "mixed"
        told.append({"event": number, "status": status, "then": then, "again": [again, after, beside]})
    json.dump({"events": len(kinds), "killed": told}, sys.stdout)


if __name__ == "__main__":
    main()
