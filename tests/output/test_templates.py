from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.compiler import build, check
from socialscaffold.output import templates
from socialscaffold.source.gate import Gate

CASE = Path(__file__).resolve().parents[2] / "examples" / "difficult-conversations"


def test_compiled_templates_print_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = check(Gate(CASE))
    ready, none = tmp_path / "ready", tmp_path / "none"
    templates.compile_into(ready)
    made = []
    # The second time there is no source to fall back on.
    for compiled, sources in ((none, templates.templates()), (ready, none)):
        monkeypatch.setattr(templates, "compiled", lambda folder=compiled: folder)
        monkeypatch.setattr(templates, "templates", lambda folder=sources: folder)
        templates._environment.cache_clear()
        made.append(build(checked, ("markdown", "html", "scorm12", "cartridge"))[0])
    templates._environment.cache_clear()
    assert made[0] == made[1]
