"""Publishing: the old build or the new one stands there, whole, whatever happens; the user's files stay."""

import errno
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.output import publish as room
from socialscaffold.output.archive import zip_bytes
from socialscaffold.output.document import Document
from socialscaffold.output.lock import exclusive
from socialscaffold.output.publish import is_current, publish
from socialscaffold.output.record import record, tree_hash

DRIVER = Path(__file__).with_name("publish_driver.py")
LOCK, STAGE, OLD = (f".build.socialscaffold-{role}" for role in ("lock", "new", "old"))


def build(version: str, *, stored: bool = False) -> list[Document]:
    text = f"version {version}\n".encode() * 20
    pages = [Document(name, text) for name in ("plan.md", "sets/one.md", "sets/two.md", "site/css/a.css")]
    pages.append(Document("scorm12.zip", zip_bytes(pages, stored=stored)))
    return [*pages, record(pages, inputs={}, spec_version="1", tool_version="1")]


def put(version: str, target: Path, **options: bool | float) -> tuple[Diagnostic, ...]:
    return publish(build(version), target, keep_out=DRIVER.parent, **options)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def wanted(version: str) -> dict[str, bytes]:
    return {one.path: one.data for one in build(version)}


def drive(case: str, folder: Path) -> list[dict[str, object]]:
    done = subprocess.run([sys.executable, DRIVER, case, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def one(found: tuple[Diagnostic, ...]) -> Diagnostic:
    (only,) = found
    return only


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "programs" / "build"


# Killed, starved, refused: in children, by the kernel


@pytest.mark.parametrize(
    ("case", "lawful", "after"),
    [
        ("first", [None, "new"], {"build": "new"}),
        ("replace", ["old", "new"], {"build": "new"}),
        ("two renames", ["old", "new", None], {"build": "new"}),
        ("aside", ["user's", "new", None], {"build": "new", "build.old-1": "user's"}),
    ],
)
def test_killed_at_any_event_a_build_leaves_the_old_or_the_new_one_whole(
    case: str, lawful: list[str | None], after: dict[str, str], tmp_path: Path
) -> None:
    told = drive(case, tmp_path)
    assert len(told) > 25  # the events of the build were seen
    for entry in told:
        then = entry["then"]
        assert then.get("build") in lawful, entry
        if then.get("build") is None and case != "first":
            # Where there is no exchange, the old one is whole under its other name, and comes back.
            assert {"two renames": then.get(OLD), "aside": then.get("build.old-1")}[case] in lawful[:1], entry
        assert entry["after"] == after, entry
        assert set(entry["errors"]) <= {"SS-PUB-009"}, entry
    assert {entry["status"] for entry in told[:-1]} == {-9}
    assert told[-1]["status"] == 0
    assert {entry["then"].get("build") for entry in told} >= set(lawful[:2])


def test_ended_by_the_kernel_in_the_midst_of_a_write_it_leaves_the_old_one(tmp_path: Path) -> None:
    for entry in drive("ended", tmp_path):
        assert entry["status"] < 0
        assert entry["then"] == "old"
        assert (entry["errors"], entry["after"]) == ([], {"build": "new"})


def test_a_write_that_the_kernel_refuses_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    for entry in drive("refused", tmp_path):
        assert entry["status"] == 1  # exactly the one diagnostic, with the file's name
        assert (entry["then"], entry["beside"]) == ("old", ["build"])
        assert (entry["errors"], entry["after"]) == ([], {"build": "new"})


def test_a_folder_that_may_not_be_written_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("denied")
    assert drive("denied", folder) == [{"status": 1, "after": {"build": "old"}}]


def test_four_builds_at_once_never_mix(target: Path) -> None:
    put("start", target)
    commands = [[sys.executable, DRIVER, version, target] for version in ("old", "new", "old", "new")]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE) for command in commands]
    looks = 0
    while any(writer.poll() is None for writer in writers):
        try:
            folder = os.open(target, os.O_RDONLY)
        except FileNotFoundError:
            assert sys.platform != "linux"  # with an exchange there is always one to open
            continue
        try:
            versions = {re.search(rb"version (\w+)", read_in(folder, name))[1] for name in ("plan.md", "sets/one.md")}
        except FileNotFoundError:
            continue  # this one was replaced meanwhile and is being removed
        finally:
            os.close(folder)
        assert len(versions) == 1
        looks += 1
    assert looks > 10
    for writer in writers:
        assert json.loads(writer.communicate()[0]) == [{"errors": []}]
    assert names(target.parent) == ["build"]
    assert len({path.read_bytes() for path in target.rglob("*.md")}) == 1


def read_in(folder: int, name: str) -> bytes:
    with open(name, "rb", opener=lambda path, flags: os.open(path, flags, dir_fd=folder)) as file:
        return file.read()


# In place


def test_a_build_is_written_whole_and_the_next_takes_its_place(target: Path) -> None:
    assert put("old", target) == ()
    assert tree(target) == wanted("old")
    assert put("new", target) == ()
    assert tree(target) == wanted("new")
    assert names(target.parent) == ["build"]


def test_files_that_a_build_no_longer_has_are_gone(target: Path) -> None:
    put("old", target)
    fewer = [Document("plan.md", b"x")]
    publish([*fewer, record(fewer, inputs={}, spec_version="1", tool_version="1")], target, keep_out=DRIVER.parent)
    assert sorted(tree(target)) == ["build.json", "plan.md"]
    assert not (target / "site").exists()


@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_the_umask_changes_neither_content_nor_modes(mask: int, target: Path) -> None:
    before = os.umask(mask)
    try:
        put("old", target)
    finally:
        os.umask(before)
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (target, *target.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)}
    assert tree_hash(Document(name, data) for name, data in tree(target).items()) == tree_hash(build("old"))


def test_a_build_that_is_there_already_is_known(target: Path) -> None:
    assert not is_current(build("old"), target)
    put("old", target)
    assert is_current(build("old"), target)
    assert not is_current(build("new"), target)
    assert not is_current(build("old", stored=True), target)  # the same content, other bytes
    (target / "extra.md").touch()
    assert not is_current(build("old"), target)
    (target / "extra.md").unlink()
    (target / "plan.md").unlink()
    assert not is_current(build("old"), target)


def test_a_working_folder_given_as_a_dot_is_refused_and_one_above_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for place in (Path(), Path(".."), Path("../inner"), tmp_path):
        assert one(put("old", place)).code == "SS-PUB-002"
    assert put("old", Path("build")) == ()
    assert put("new", Path("../inner/build")) == ()
    assert tree(tmp_path) == {f"inner/build/{name}": data for name, data in wanted("new").items()}


# What is the user's


def refuse_and_keep(target: Path, code: str) -> Diagnostic:
    """A build into `target` is refused with `code` and changes nothing."""
    before = (names(target.parent), tree(target.parent))
    told = one(put("new", target))
    assert (told.code, told.severity) == (code, Severity.ERROR)
    assert told.hint
    assert (names(target.parent), tree(target.parent)) == before
    return told


def test_a_folder_that_is_no_build_is_refused(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "thesis.md").write_text("mine")
    assert str(target) in refuse_and_keep(target, "SS-PUB-003").message


@pytest.mark.parametrize("text", ["{}", "[1]", '{"scripts": {}}', '{"made_by": "socialscaffold", "outputs": {}}', "\0"])
def test_a_build_json_of_another_tool_makes_it_no_build(text: str, target: Path) -> None:
    target.mkdir(parents=True)
    (target / "build.json").write_text(text)
    refuse_and_keep(target, "SS-PUB-003")


def test_an_empty_folder_and_what_systems_leave_behind_are_no_obstacle(target: Path) -> None:
    target.mkdir(parents=True)
    assert put("old", target) == ()
    (target / "sets" / ".DS_Store").touch()
    (target / "Thumbs.db").touch()
    assert put("new", target) == ()
    assert tree(target) == wanted("new")


def test_files_added_or_changed_by_hand_are_named_and_kept(target: Path) -> None:
    put("old", target)
    (target / "plan.md").write_text("my better plan")
    (target / "site" / "notes").mkdir()
    for letter in "abc":
        (target / "site" / "notes" / f"{letter}.md").touch()
    told = refuse_and_keep(target, "SS-PUB-004")
    assert "`plan.md`, `site/notes/a.md`, `site/notes/b.md` and 1 more" in told.message
    assert "--force" in told.hint


def test_an_archive_that_was_changed_is_seen_and_one_of_another_zlib_is_not(target: Path) -> None:
    put("old", target)
    stored = next(each.data for each in build("old", stored=True) if each.path == "scorm12.zip")
    (target / "scorm12.zip").write_bytes(stored)
    assert put("old", target) == ()
    (target / "scorm12.zip").write_bytes(zip_bytes([Document("mine.txt", b"mine")]))
    refuse_and_keep(target, "SS-PUB-004")


def test_a_link_or_pipe_put_into_the_build_is_the_users(target: Path, tmp_path: Path) -> None:
    put("old", target)
    (target / "sets" / "link").symlink_to(tmp_path, target_is_directory=True)
    refuse_and_keep(target, "SS-PUB-004")
    (target / "sets" / "link").unlink()
    (target / "plan.md").unlink()
    os.mkfifo(target / "plan.md")  # reading it would wait for ever
    refuse_and_keep(target, "SS-PUB-004")


def test_a_file_that_the_user_removed_is_no_loss(target: Path) -> None:
    put("old", target)
    (target / "plan.md").unlink()
    assert put("new", target) == ()
    assert tree(target) == wanted("new")


def test_with_force_the_users_folder_is_kept_under_another_name(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "thesis.md").write_text("mine")
    told = one(put("old", target, force=True))
    assert (told.code, told.severity) == ("SS-PUB-009", Severity.INFO)
    assert "`build.old-1`" in told.message
    (target / "plan.md").write_text("mine, too")
    assert "`build.old-2`" in one(put("new", target, force=True)).message
    assert tree(target) == wanted("new")
    assert tree(target.with_name("build.old-1")) == {"thesis.md": b"mine"}
    assert tree(target.with_name("build.old-2"))["plan.md"] == b"mine, too"


def test_force_moves_nothing_when_there_is_nothing_to_lose(target: Path) -> None:
    put("old", target)
    assert put("new", target, force=True) == ()
    assert names(target.parent) == ["build"]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_or_a_file_is_never_replaced(force: bool, target: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    target.parent.mkdir()
    for make in (lambda: target.symlink_to(real), lambda: target.symlink_to("nowhere"), target.touch):
        make()
        assert one(put("old", target, force=force)).code == "SS-PUB-001"
        assert names(target.parent) == ["build"]
        target.unlink()
    assert names(real) == []


@pytest.mark.parametrize("force", [False, True])
def test_the_program_is_never_built_over(force: bool, tmp_path: Path) -> None:
    program = tmp_path / "courses" / "ev"
    program.mkdir(parents=True)
    (program / "program.yaml").write_text("title: EV")
    link = tmp_path / "link"
    link.symlink_to(program)
    for place in (program, tmp_path / "courses", tmp_path, Path("/")):
        for keep_out in (program, link):
            told = one(publish(build("old"), place, keep_out=keep_out, force=force))
            assert told.code == "SS-PUB-002"
    assert publish(build("old"), program / "build", keep_out=program) == ()
    assert (program / "program.yaml").read_text() == "title: EV"


def test_links_laid_out_beside_the_target_lead_nowhere(target: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "a.md").write_text("mine")
    put("old", target)
    (target.parent / STAGE).symlink_to(mine)
    (target.parent / OLD).symlink_to(mine)
    assert put("new", target) == ()
    (target.parent / LOCK).symlink_to(mine / "a.md")
    assert one(put("old", target)).code == "SS-PUB-007"
    assert tree(target) == wanted("new")
    assert tree(mine) == {"a.md": b"mine"}


# Told


def test_a_build_waits_for_another_and_says_so_when_it_takes_too_long(target: Path) -> None:
    put("old", target)
    with exclusive(target.parent / LOCK, 0) as held:
        assert held
        assert one(put("new", target, wait=0.1)).code == "SS-PUB-005"
        assert tree(target) == wanted("old")
    assert put("new", target, wait=0) == ()
    assert names(target.parent) == ["build"]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """`[call, code]`: the `call`-th fsync fails with `code`, as on a drive that is late to notice."""
    plan = [0, 0]
    real = os.fsync

    def fsync(handle: int) -> None:
        plan[0] -= 1
        if plan[0] == 0:
            raise OSError(plan[1], os.strerror(plan[1]))
        real(handle)

    monkeypatch.setattr(room.os, "fsync", fsync)
    yield plan


@pytest.mark.parametrize(
    ("code", "told", "words"),
    [
        (errno.ENOSPC, "SS-PUB-006", "disk is full"),
        (errno.EDQUOT, "SS-PUB-006", "disk is full"),
        (errno.EROFS, "SS-PUB-007", "You may not write"),
        (errno.EIO, "SS-PUB-007", "could not be written"),
    ],
)
def test_a_disk_that_fails_at_any_file_leaves_the_old_build_and_names_the_file(
    code: int, told: str, words: str, target: Path, failing: list[int]
) -> None:
    put("old", target)
    for call in range(1, len(build("new")) + 1):
        failing[:] = [call, code]
        found = one(put("new", target))
        assert found.code == told
        assert words in found.message
        assert any(f"`{target}/{name}`" in found.message for name in wanted("new"))
        assert "Nothing was changed." in found.hint
        assert tree(target) == wanted("old")
        assert names(target.parent) == ["build"]


def test_a_build_that_was_between_two_names_comes_back_although_the_next_one_fails(
    target: Path, failing: list[int]
) -> None:
    put("old", target)
    target.rename(target.parent / OLD)  # as a kill between two renames leaves it
    failing[:] = [1, errno.ENOSPC]
    assert one(put("new", target)).code == "SS-PUB-006"
    assert tree(target) == wanted("old")
    assert names(target.parent) == ["build"]


def test_a_place_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert one(put("old", tmp_path / "file" / "build")).code == "SS-PUB-007"


def test_what_is_no_build_of_ours_is_a_bug(target: Path) -> None:
    page = Document("plan.md", b"x")
    listing = record([page], inputs={}, spec_version="1", tool_version="1")
    for documents in (
        [page],
        [listing],
        [page, Document("build.json", b"{}")],
        [page, listing, Document("more.md", b"")],
        [page, listing, Document("../x", b"")],
    ):
        with pytest.raises(ValueError, match=r"build\.json|folder"):
            publish(documents, target, keep_out=DRIVER.parent)
    assert not target.parent.exists()
