"""The shape of the house: what is tested, how long a file may be, and what no file says."""

from __future__ import annotations

import os
import re
import sysconfig
from pathlib import Path

import socialscaffold

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "socialscaffold"
PARTS = ("socialscaffold", "templates", "examples", "tests", "docs", "benchmarks")
LONGEST = 400
LONG_FOR_A_REASON: dict[str, str] = {}
# Words that the naughty strings and hostile addresses of the tests hold on purpose.
HOSTILE = ("tests/source/naughty.txt", "tests/source/urls.txt")
# Written in two halves, so that this file does not hold them.
PROMISES = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
SKIPPED = re.compile(r"pytest\.(skip|xfail|importor" + r"skip)|mark\.(skip|xfail)")
MACHINES = re.compile(r"(?<![\w./-])/(work|tmp|root)/\w")


def texts() -> dict[str, str]:
    """Every text file of the project, by its path."""
    found = {}
    for path in [*ROOT.glob("*.*"), ROOT / ".ci" / "run", *(one for name in PARTS for one in (ROOT / name).rglob("*"))]:
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and name not in {*HOSTILE, ".git"} and not {"node_modules", "__pycache__"} & set(path.parts):
            data = path.read_bytes()
            if b"\0" not in data:
                found[name] = data.decode("utf-8", "replace")
    assert len(found) > 100
    return found


def test_the_tests_meet_the_wheel_where_the_gate_runs_them() -> None:
    here = Path(socialscaffold.__file__).resolve()
    expected = Path(sysconfig.get_path("purelib")) if os.environ.get("SOCIALSCAFFOLD_WHEEL") else ROOT
    assert here == expected.resolve() / "socialscaffold" / "__init__.py"


def test_no_promise_is_left_open_and_no_test_is_skipped() -> None:
    wrong = [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if PROMISES.search(line) or (name.endswith(".py") and SKIPPED.search(line))
    ]
    assert wrong == []


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    wrong = [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINES.search(line)
    ]
    assert wrong == []


def test_a_room_is_no_hall() -> None:
    long = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }
    assert set(long) == set(LONG_FOR_A_REASON), long


# The set clock is one file: its script stands in the page, and its policy lets nothing run but what has that hash.
HASHED = ("<script>{{ script }}</script>",)


def test_templates_never_switch_escaping_off_for_a_page() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.j2"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"autoescape\s+false|\{%-?\s*raw|<script(?![^>]*\bsrc=)(?![^>]*application/json)", line)
        and line not in HASHED
    ]
    assert wrong == []


def test_the_picture_of_the_house_has_every_room() -> None:
    picture = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    rooms = {one.parent.name for one in (ROOT / "socialscaffold").glob("*/__init__.py")}
    drawn = set(re.findall(r"(?m)^(\w+)/", picture))
    assert len(rooms) > 10
    assert rooms == drawn
