from __future__ import annotations

import difflib
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.compiler import check
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.edit.fix.mend import Mended, mend
from socialscaffold.edit.text import FileText, TextEdit
from socialscaffold.marks import Span
from socialscaffold.output.place import write_over
from socialscaffold.source.gate import Gate

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
BROKEN = (HERE / "broken.yaml").read_bytes()
SMALL = (EXAMPLES / "difficult-conversations" / "program.yaml").read_text("utf-8")


def mended(folder: Path, data: bytes) -> Mended:
    (folder / "program.yaml").write_bytes(data)
    gate = Gate(folder)

    def look(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
        return check(Gate(folder, files)).found

    return mend(look, lambda path: gate.read_bytes(path)[0])


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "socialscaffold", "fix", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_a_file_with_every_kind_of_slip_is_mended(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    made = mended(tmp_path, BROKEN)
    assert [one for one in made.left if one.severity is Severity.ERROR] == []
    assert len(made.mended) == 16
    golden(HERE / "goldens" / "mended.yaml", made.files["program.yaml"].decode("utf-8"))


def test_mending_twice_changes_nothing_more(tmp_path: Path) -> None:
    once = mended(tmp_path, BROKEN).files["program.yaml"]
    again = mended(tmp_path, once)
    assert again.files == {} and again.mended == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_other_byte_stays(tmp_path: Path, newline: str, mark: bytes) -> None:
    text = SMALL.replace("weeks: 6", "weks: 6   # six, as agreed\n# and a line of my own ü")
    data = mark + text.replace("\n", newline).encode("utf-8")
    made = mended(tmp_path, data)
    assert made.files["program.yaml"] == data.replace(b"weks:", b"weeks:")


SLIPS = (
    ("audience: {role: New managers", "audience: {rol: New managers"),
    ("socialscaffold: 1\n", ""),
    ("weeks: 6", "weeks: 6.0"),
    ("weeks: 6", "wekes: 6"),
    ("title: Having the difficult conversation", "title: Talks: the difficult ones"),
    ("title: Having the difficult conversation", "title: @work, the difficult talk"),
    ("title: Having the difficult conversation", "title:Having the difficult conversation"),
    ("title: Having the difficult conversation", "title: 'Having the manager's conversation'"),
    ("title: Having the difficult conversation", 'title: "Having the difficult conversation'),
    ("id: difficult-conversations", "id: Difficult Conversations"),
    ("learners: 18}", "learners: 18}\neffort: {lerner: 3 h}"),
)


@pytest.mark.parametrize(("right", "slip"), SLIPS)
def test_each_slip_is_mended_and_the_program_checks_clean(tmp_path: Path, right: str, slip: str) -> None:
    assert right in SMALL
    broken = SMALL.replace(right, slip, 1)
    (tmp_path / "program.yaml").write_text(broken, "utf-8")
    assert [one for one in check(Gate(tmp_path)).found if one.severity is Severity.ERROR]
    made = mended(tmp_path, broken.encode("utf-8"))
    assert [one for one in made.left if one.severity is not Severity.INFO] == []
    changed = made.files["program.yaml"].decode("utf-8")
    touched = [line for line in difflib.ndiff(broken.splitlines(), changed.splitlines()) if line[0] in "+-"]
    assert 1 <= len(touched) <= 2


def test_what_a_person_has_to_decide_is_left_alone(tmp_path: Path) -> None:
    data = SMALL.replace("weeks: 6", "weeks: six\nweeks: 7\nnobody-knows-this: 1").encode("utf-8")
    made = mended(tmp_path, data)
    assert made.files == {} and made.left


@settings(max_examples=60)
@given(
    edits=st.lists(st.tuples(st.integers(0, 400), st.sampled_from("\t:#\"'{[,@- x\u00a0"), st.booleans()), max_size=4)
)
def test_no_damage_makes_it_worse_and_comments_stay(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, str, bool]]
) -> None:
    text = SMALL
    for at, character, instead in edits:
        at %= len(text)
        text = text[:at] + character + text[at + (1 if instead else 0) :]
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "program.yaml").write_text(text, "utf-8")
    before = sum(one.severity is Severity.ERROR for one in check(Gate(folder)).found)
    made = mended(folder, text.encode("utf-8"))
    after = sum(one.severity is Severity.ERROR for one in made.left)
    assert made.files or after == before
    new = made.files.get("program.yaml", text.encode("utf-8")).decode("utf-8")
    for comment in re.findall(r"^# .*$", text, re.MULTILINE):
        assert comment in new
    assert mended(folder, new.encode("utf-8")).files == {}


def test_the_command_shows_first_and_writes_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "program.yaml"
    path.write_bytes(BROKEN)
    path.chmod(0o640)
    shown = run(tmp_path, "--diff")
    assert path.read_bytes() == BROKEN
    assert (
        "-id: Fix Me" in shown.stdout and "+id: fix-me" in shown.stdout and "would mend program.yaml:2" in shown.stdout
    )
    done = run(tmp_path)
    assert "mended program.yaml:3: SS-YAML-028" in done.stdout and "Traceback" not in done.stderr
    assert b"# my notes, keep\r\n" in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["program.yaml"]
    assert run(tmp_path).stdout.count("mended program.yaml") == 0


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "program.yaml"
    path.write_bytes(BROKEN)
    command = [sys.executable, "-m", "socialscaffold", "fix", str(tmp_path)]
    limit = (
        "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    told = subprocess.run([sys.executable, "-c", limit, *command], capture_output=True, text=True, encoding="utf-8")
    assert told.returncode == 1 and "program.yaml can't be written" in told.stderr and "Traceback" not in told.stderr
    assert path.read_bytes() == BROKEN
    assert [one.name for one in tmp_path.iterdir()] == ["program.yaml"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "program.yaml"
    path.write_bytes(b"theirs")
    assert "has changed meanwhile" in write_over(tmp_path, "program.yaml", b"read before", b"ours")
    assert path.read_bytes() == b"theirs"


def test_a_clean_program_has_nothing_to_mend(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(SMALL, "utf-8")
    told = run(tmp_path)
    assert (told.returncode, told.stdout) == (0, "Nothing to mend.\n")


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(BROKEN)
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "program.yaml").symlink_to(outside)
    told = run(folder)
    assert told.returncode == 1 and outside.read_bytes() == BROKEN


def test_places_become_indices_whatever_the_line_ends() -> None:
    file = FileText("\ufeffab: 1\r\ncd: 2\r\n".encode())
    start, end = file.stretch(Span("a", 1, 1, 1, 3))
    assert file.text[start:end] == "ab"
    start, end = file.stretch(Span("a", 2, 1, 2, 3))
    assert file.text[start:end] == "cd"
    assert file.edited([TextEdit(start, start, "x: 3\n")]) == "\ufeffab: 1\r\nx: 3\r\ncd: 2\r\n".encode()
    assert file.index(99, 1) == len(file.text)
