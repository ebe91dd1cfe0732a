"""Archives that attack: each is refused with its reason, and nothing of it is ever written."""

from __future__ import annotations

import io
import os
import struct
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packages import codes, found, inspected, scorm12, zipped

GOOD = zipped(scorm12())


def entry(name: str, data: bytes = b"x", mode: int = 0o100644, method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in scorm12().items():
            archive.writestr(path, text)
        made = zipfile.ZipInfo(name)
        made.create_system, made.external_attr = 3, mode << 16
        archive.writestr(made, data, method)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../evil.sh", "leaves the folder"),
        ("a/../../evil.sh", "leaves the folder"),
        ("..\\evil.bat", "leaves the folder"),
        ("/etc/cron.d/evil", "absolute"),
        ("\\\\server\\share", "absolute"),
        ("C:evil.bat", "absolute"),
        ("a\nb", "control character"),
        ("a\x1b[2Jb", "control character"),
    ],
)
def test_a_name_that_leaves_the_folder_is_refused(name: str, told: str) -> None:
    one = found(entry(name), "SS-PKG-031")
    assert told in one.message
    assert inspected(entry(name)).kind == ""


def test_a_name_with_a_null_is_refused() -> None:
    data = entry("nul_evil.sh").replace(b"nul_evil.sh", b"nul\0evil.sh")
    assert codes(data) == ["SS-PKG-031"]


@pytest.mark.parametrize("mode", [0o120777, 0o010644, 0o020644, 0o060644, 0o140644])
def test_links_and_devices_are_refused(mode: int) -> None:
    assert codes(entry("link", b"/etc/passwd", mode)) == ["SS-PKG-032"]


def test_one_that_unpacks_to_far_too_much_is_refused() -> None:
    data = entry("zeros.bin", bytes(8 * 1024**2), method=zipfile.ZIP_DEFLATED)
    assert codes(data) == ["SS-PKG-033"]
    assert len(data) < 20_000


def test_many_small_sizes_that_add_up_are_refused() -> None:
    """Two entries that say four gigabytes each, in an archive of some hundred bytes."""
    data = bytearray(zipped({"a": "a", "b": "b"}))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<L", data, at + 24, 0xFFFFFFFE)
    assert codes(bytes(data)) == ["SS-PKG-033"]


def test_a_directory_that_would_fill_the_memory_is_not_read() -> None:
    data = bytearray(GOOD)
    struct.pack_into("<2H", data, len(data) - 14, 60_000, 60_000)
    assert codes(bytes(data)) == ["SS-PKG-033"]


def test_two_entries_on_the_same_bytes_are_refused() -> None:
    """A stored file whose contents are an entry of their own: one archive, two readings."""
    inner = zipped({"evil.js": "alert(1)"})
    local = inner[: inner.index(b"PK\x01\x02")]
    outer = bytearray(zipped({"a.bin": "x"}))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.bin", local)
    outer = bytearray(buffer.getvalue())
    start = outer.index(b"PK\x01\x02")
    directory = bytearray(inner[inner.index(b"PK\x01\x02") : inner.index(b"PK\x05\x06")])
    struct.pack_into("<L", directory, 42, 30 + len("a.bin"))
    end = outer.index(b"PK\x05\x06")
    made = outer[:end] + directory + outer[end:]
    struct.pack_into("<2HL", made, len(made) - 14, 2, 2, end - start + len(directory))
    one = found(bytes(made), "SS-PKG-034")
    assert one.message == "`evil.js` lies on the bytes of another file."


def test_an_entry_with_two_names_is_refused() -> None:
    at = GOOD.index(b"index.html")
    assert "calls itself `INDEX.html`" in found(GOOD[:at] + b"INDEX" + GOOD[at + 5 :], "SS-PKG-034").message


def test_a_name_that_stands_twice_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("a.js", "1")
        archive.writestr("a.js", "2")
    assert codes(buffer.getvalue()) == ["SS-PKG-034"]


def test_a_locked_archive_and_a_strange_compression_are_refused() -> None:
    data = bytearray(GOOD)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert "password" in found(bytes(data), "SS-PKG-035").message
    assert codes(entry("a.bin", b"x" * 100, method=zipfile.ZIP_LZMA)) == ["SS-PKG-035"]


def test_an_entry_that_is_longer_than_it_says_is_told_and_cut_short() -> None:
    data = bytearray(GOOD)
    at = data.rindex(b"a.js") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<L", data, at + 24, 3)
    assert "`a.js` is damaged" in found(bytes(data), "SS-PKG-034").message


def test_a_package_that_was_packed_twice_is_told_and_not_opened() -> None:
    one = found(zipped({"course.zip": GOOD}), "SS-PKG-036")
    assert one.severity == "error" and "packed twice" in one.hint
    assert inspected(zipped({"course.zip": GOOD})).kind == ""
    beside = found(zipped({**scorm12(), "handout.zip": GOOD}), "SS-PKG-036")
    assert beside.severity == "info"


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no zip at all" * 1000, GOOD[:-30], GOOD[: len(GOOD) // 2], b"\0" * 70_000]
)
def test_what_is_no_zip_is_told(data: bytes) -> None:
    assert codes(data) == ["SS-PKG-030"]


def test_names_that_only_some_disks_keep_apart_are_told() -> None:
    assert "differ only in how letters are written" in found(zipped({**scorm12(), "A.js": ""}), "SS-PKG-046").message


def test_nothing_is_written_while_a_package_is_looked_at(tmp_path: Path) -> None:
    """Every way to write goes through an audit event; while this one looks, there is none."""
    watched: list[str] = []
    looking = True

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if looking and event in ("os.mkdir", "os.rename", "os.symlink", "os.link", "shutil.unpack_archive"):
            watched.append(event)
        flags = arguments[2] if event == "open" and len(arguments) > 2 else 0
        if looking and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            watched.append(f"{event} {arguments[0]}")

    sys.addaudithook(listen)
    try:
        for data in (GOOD, entry("../evil"), zipped({"course.zip": GOOD}), GOOD[:200]):
            inspected(data)
    finally:
        looking = False
    assert watched == []


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_broken_bytes_never_break_the_check(edits: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in edits:
        data[at] = value
    inspected(bytes(data))


@given(st.binary(max_size=400))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    assert not inspected(data).sound
