"""`check --watch`: look again whenever what was read has changed."""

from __future__ import annotations

import time
from collections.abc import Callable

from socialscaffold.source.gate import Gate

PAUSE = 0.5  # seconds between two looks: soon enough for a person, and no work for the machine


def watch(look: Callable[[], Gate], say: Callable[[str], None], wait: Callable[[float], None] = time.sleep) -> int:
    """Call `look`, and again after each change of what it read, until the person stops it (exit code 0).

    `look` gives the gate that it read through. The disk is compared with what that gate saw, not with what stands
    there when the look is over: a file that was saved in the meantime has changed. `wait` pauses for some seconds.
    """
    try:
        while True:
            gate = look()
            say("Watching. Save a file to look again; Ctrl+C ends this.")
            while Gate(gate.root).unchanged(gate.hashes, gate.looked):
                wait(PAUSE)
            names = _changed(gate)
            say(f"\n{', '.join(names[:3])}{' and more' * (len(names) > 3)} changed.\n")
    except KeyboardInterrupt:
        return 0


def _changed(gate: Gate) -> list[str]:
    """The files that are not as the gate saw them, those that came or went among them, by name."""
    now = Gate(gate.root)
    names = {path for path in gate.hashes if now.read_bytes(path)[0] is None or now.hashes[path] != gate.hashes[path]}
    for asked, answer in gate.looked.items():
        folder, star, suffix = asked.rpartition("*")
        if star:
            names.update(set(answer) ^ set(now.files(folder.rstrip("/"), suffix)))
        elif not Gate(gate.root).unchanged({}, {asked: answer}):
            names.add(asked)
    return sorted(names) or [gate.root.name or "The program"]
