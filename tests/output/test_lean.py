"""Scripts and styles are made lean without another meaning."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

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
