"""Scripts and styles are made lean without another meaning."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from socialscaffold.output import assets
from socialscaffold.output.lean import lean_script, lean_style

SCRIPTS = sorted((Path(__file__).parents[2] / "templates").glob("*/*.js"))
# In pairs: the source, and what is left.
LEAN = [
    ("a  =  1; // why\nb = 2;\n", "a=1;b=2;\n"),
    ("if (a) {\n  b();\n}\nc();\n", "if(a){b();}\nc();\n"),
    ("return x / y / z;", "return x /y /z;\n"),
    ("return /a  b/.test(c);", "return /a  b/.test(c);\n"),
    ("x = /[/ ]  '/g;", "x=/[/ ]  '/g;\n"),
    ("s = \"a  // b\" + '/* c */  d';", "s=\"a  // b\"+'/* c */  d';\n"),
    ("t = `a\n  // ${b}`;", "t=`a\n  // ${b}`;\n"),
    ("a = b + +c - -d;", "a=b+ +c- -d;\n"),
    ("/* one\n two */\nvar a = 1;", "var a=1;\n"),
    ("x = a ? b\n  : c;", "x=a?b:c;\n"),
    ("typeof a in b", "typeof a in b\n"),
]


@pytest.mark.parametrize(("source", "left"), LEAN)
def test_what_is_left_of_a_script(source: str, left: str) -> None:
    assert lean_script(source) == left


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.name)
def test_a_lean_script_is_whole(script: Path) -> None:
    """Node can still read it, and there is nothing left to take away."""
    source = script.read_text("utf-8")
    lean = lean_script(source)
    assert len(lean) < len(source)
    assert "\n\n" not in lean and not any(line.startswith("//") for line in lean.splitlines())
    subprocess.run(["node", "--check", "-"], input=lean, text=True, encoding="utf-8", check=True)
    assert lean_script(lean) == lean


def test_a_style_loses_its_comments_and_indentation() -> None:
    assert lean_style("/* why */\na {\n  color: red;\n}\n") == "a {\ncolor: red;\n}\n"


def test_what_a_wheel_brings_lean_is_what_a_checkout_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assets.compile_into(tmp_path)
    ready = sorted(path.relative_to(tmp_path / "assets").as_posix() for path in tmp_path.rglob("*.*"))
    assert {"learner/page.js", "learner/learner.css", "clock/clock.js", "site/site.css"} <= set(ready)
    made = {path: assets.asset.__wrapped__(path) for path in ready}
    monkeypatch.setattr(assets, "compiled", lambda: tmp_path)
    (tmp_path / "assets" / "clock" / "clock.js").write_text("ready();\n", "utf-8")
    assert assets.asset.__wrapped__("clock/clock.js") == "ready();\n"
    assert {path: assets.asset.__wrapped__(path) for path in ready} == {**made, "clock/clock.js": "ready();\n"}
