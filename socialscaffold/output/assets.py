"""The styles and scripts that pages bring along, and the policies that let nothing else run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from socialscaffold.output.lean import lean_script, lean_style
from socialscaffold.resources import templates


@cache
def asset(path: str) -> str:
    """One style or script below `templates/`, without what only its readers need in it."""
    source = (templates() / path).read_text("utf-8")
    return lean_style(source) if path.endswith(".css") else lean_script(source)


def policy_of_one_file(style: str, script: str = "") -> str:
    """A Content-Security-Policy for a page that is one file: it runs this style and this script by their hashes, asks
    for nothing, sends nothing."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; {scripts}style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
