"""The styles and scripts that pages bring along, and the policies that let nothing else run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from socialscaffold.resources import compiled, templates

_FOLDER = "assets"


@cache
def asset(path: str) -> str:
    """One style or script below `templates/`, without what only its readers need in it."""
    ready = compiled() / _FOLDER / path
    return ready.read_text("utf-8") if ready.is_file() else _lean(path)


def compile_into(folder: Path) -> None:
    """Make every style and script lean, under `folder`, where `asset` looks for them; the wheel's build calls this."""
    for source in sorted(templates().rglob("*")):
        if source.suffix in (".css", ".js"):
            path = source.relative_to(templates()).as_posix()
            target = folder / _FOLDER / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_lean(path), "utf-8", newline="")


def _lean(path: str) -> str:
    # Only where nothing is ready: the wheel brings all of them.
    from socialscaffold.output.lean import lean_script, lean_style

    source = (templates() / path).read_text("utf-8")
    return lean_style(source) if path.endswith(".css") else lean_script(source)


def policy_of_one_file(style: str, script: str = "") -> str:
    """A Content-Security-Policy for a page that is one file: it runs this style and this script by their hashes, asks
    for nothing, sends nothing."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; {scripts}style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
