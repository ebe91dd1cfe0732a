"""`check --watch`: look again whenever a file of the program has changed."""

from __future__ import annotations

import time
from collections.abc import Callable

from socialscaffold.source.gate import Gate

PAUSE = 0.5  # seconds between two looks: soon enough for a person, and no work for the machine
_SUFFIXES = (".yaml", ".yml", ".md", ".csv", ".svg", ".png", ".jpg", ".xlsx")
# Folders in which a file that was missing may appear.
_FOLDERS = ("", "content", "cohorts", "regions", "quizzes", "library", "patterns")


def watch(look: Callable[[], Gate], say: Callable[[str], None]) -> int:
    """Call `look`, and again after each change of what it read, until the person stops it (exit code 0).

    `look` gives the gate that it read through; the files are compared by their contents, through a gate as well.
    """
    try:
        while True:
            gate = look()
            seen = _seen(gate)
            say("Watching. Save a file to look again; Ctrl+C ends this.")
            while (now := _seen(gate)) == seen:
                time.sleep(PAUSE)
            names = sorted(path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path))
            say(f"\n{', '.join(names[:3])}{' and more' * (len(names) > 3)} changed.\n")
    except KeyboardInterrupt:
        return 0


def _seen(gate: Gate) -> dict[str, str]:
    """What each file holds now, by its hash: those that were read, and those beside them, which may be read next."""
    folders = {path.rpartition("/")[0] for path in gate.hashes} | set(_FOLDERS)
    beside = {path for folder in folders for suffix in _SUFFIXES for path in gate.files(folder, suffix)}
    now = Gate(gate.root)
    for path in gate.hashes.keys() | beside:
        now.read_bytes(path)
    return now.hashes
