"""The command itself, called in this process so that hundreds of calls take seconds."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from socialscaffold.cli.app import run

COHORT = "2027-spring"  # of the example


def called(*words: str | Path) -> tuple[int, str, str]:
    """The exit code of `socialscaffold WORDS`, and what it said on either stream."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["socialscaffold", *map(str, words)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run()
    finally:
        sys.argv = before
    return code, out.getvalue(), err.getvalue()


def findings(program: Path, *words: str) -> list[dict[str, Any]]:
    """What `check` finds in the program and its cohort."""
    _, out, err = called("check", program, "--cohort", COHORT, "--format", "json", *words)
    assert not err, err
    return json.loads(out)


def errors(program: Path) -> list[dict[str, Any]]:
    """The findings that stand in a build's way."""
    return [row for row in findings(program) if row["severity"] == "error"]
