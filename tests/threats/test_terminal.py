"""What the command says where it can't be taken: no traceback, no obeyed escape, no lost exit code."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from planted import EXAMPLE

import socialscaffold

PLACE = str(Path(socialscaffold.__file__).parents[1])
COMMAND = [sys.executable, "-m", "socialscaffold"]
# Escapes that clear the screen, set the window's title, make a link, and turn the line around; markup of rich.
TITLE = "Ein schöner \\e[2J\\e]0;owned\\a\\e]8;;https://evil.test\\e\\\\ Titel \\u202e [red]x[/y] \\u2192"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that is wrong in many places, with words that no terminal should obey."""
    folder = tmp_path / "program"
    shutil.copytree(EXAMPLE, folder)
    spec = (folder / "program.yaml").read_text("utf-8")
    spec = spec.replace("title: Advising customers on EV charging", f'title: "{TITLE}"').replace("weeks: 8", "weaks: 8")
    (folder / "program.yaml").write_text(spec + f'"{TITLE}": 1\n', "utf-8")
    return folder


def run(*words: str | Path, env: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[bytes]:
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON", "NO_COLOR"))
    }
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "check": False, **options}
    return subprocess.run([*COMMAND, *map(str, words)], env={**clean, "PYTHONPATH": PLACE, **(env or {})}, **settings)


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:strict", "NO_COLOR": "1"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "utf-16"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX"},
        {"TERM": "dumb"},
        {"COLUMNS": "1"},
        {"COLUMNS": "x"},
    ],
    ids=lambda env: " ".join(f"{key}={value}" for key, value in env.items()),
)
def test_any_encoding_takes_the_findings(command: str, env: dict[str, str], program: Path, tmp_path: Path) -> None:
    words = ["--out", tmp_path / "out"] if command == "build" else []
    done = run(command, program, *words, env=env)
    assert (done.returncode, done.stderr) == (1, b""), done
    assert b"S\x00S\x00-" in done.stdout if env.get("PYTHONIOENCODING") == "utf-16" else b"SS-YAML-002" in done.stdout


@pytest.mark.parametrize("words", [("check",), ("build", "--out", "out"), ("check", "--format", "json")])
def test_nothing_that_a_terminal_obeys_is_printed(words: tuple[str, ...], program: Path, tmp_path: Path) -> None:
    said = run(words[0], program, *words[1:], cwd=tmp_path).stdout.decode("utf-8")
    assert "Ein schöner" in said and "[red]x[/y]" in said
    assert not FORBIDDEN.search(said)


def test_a_good_program_with_such_a_title_is_built_and_named_without_escapes(program: Path, tmp_path: Path) -> None:
    spec = (program / "program.yaml").read_text("utf-8")
    spec = re.sub(r'(?m)^"Ein.*\n', "", spec).replace("weaks: 8", "weeks: 8")
    (program / "program.yaml").write_text(spec.replace("\\e", "").replace("\\a", ""), "utf-8")
    for words in (("check",), ("build", "--out", "out")):
        done = run(words[0], program, *words[1:], cwd=tmp_path)
        assert done.returncode == 0, done
        assert not FORBIDDEN.search(done.stdout.decode("utf-8"))


def on_a_terminal(*words: str | Path, **env: str) -> str:
    """What a command says to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *map(str, words)], stdout=theirs, stderr=theirs, env={**os.environ, "PYTHONPATH": PLACE, **env}
    ) as child:
        os.close(theirs)
        said = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            said += part
    os.close(ours)
    assert child.returncode in (0, 1), said
    return said.decode("utf-8")


def test_colour_is_for_terminals_and_can_be_declined(program: Path, tmp_path: Path) -> None:
    colour = re.compile(r"\x1b\[[0-9;]*m")
    painted = on_a_terminal("check", program, TERM="xterm-256color", NO_COLOR="")
    assert "\x1b]" not in painted and "\x1b[2J" not in painted
    plain = on_a_terminal("check", program, TERM="xterm-256color", NO_COLOR="1")
    assert not colour.search(plain)
    assert "Traceback" not in on_a_terminal("build", EXAMPLE, "--out", tmp_path / "out", TERM="dumb")


@pytest.mark.parametrize("words", [("check",), ("check", "--format", "json"), ("build", "--out", "out"), ("--help",)])
def test_a_closed_or_full_output_ends_without_a_traceback(
    words: tuple[str, ...], program: Path, tmp_path: Path
) -> None:
    words = words if words[0].startswith("-") else (words[0], str(program), *words[1:])
    with Path("/dev/full").open("wb") as full:
        done = run(*words, stdout=full, cwd=tmp_path)
    assert done.returncode != 0 and b"Traceback" not in done.stderr, done
    reading, writing = os.pipe()
    os.close(reading)
    done = run(*words, stdout=writing, cwd=tmp_path)
    os.close(writing)
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr, done
    closed = run(*words, stdout=None, cwd=tmp_path, preexec_fn=lambda: os.close(1))
    assert closed.returncode in (0, 1) and b"Traceback" not in closed.stderr, closed
    closed = run(*words, stderr=None, cwd=tmp_path, preexec_fn=lambda: os.close(2))
    assert closed.returncode in (0, 1) and b"Traceback" not in closed.stdout, closed
