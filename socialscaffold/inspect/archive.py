"""A zip from anywhere, opened for reading and never unpacked to disk.

What an attacker could put into one is refused before any entry is read: names that leave the folder, links, two
entries on the same bytes, entries that are not what the directory says, entries that unpack to far more than they
are. Whoever refuses says why.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from socialscaffold.diagnostics import Diagnostic, error, info, warn
from socialscaffold.marks import Span

MOST_ENTRIES = 20_000
MOST_UNPACKED = 4 * 1024**3
LARGEST_DIRECTORY = 16 * 1024**2
# Text and pictures stay below 1:100; zlib's own limit is about 1:1000.
WORST_RATIO = 150
FREE_OF_RATIO = 4 * 1024**2
LARGEST_READ = 4 * 1024**2
MOST_READ = 48 * 1024**2
PACKED_INSIDE = (".zip", ".imscc", ".7z", ".rar", ".tar", ".gz", ".tgz")

_END = struct.Struct("<4s4H2LH")
_END_64_PLACE = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCAL = struct.Struct("<4s5H3L2H")
_METHODS = {zipfile.ZIP_STORED: "stored", zipfile.ZIP_DEFLATED: "deflated"}
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)


class Archive:
    """The files of a zip that was found harmless. `names` are its files in their order, folders left out."""

    def __init__(self, opened: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
        self._opened = opened
        self._entries = {one.orig_filename: one for one in entries}
        self.names = tuple(self._entries)
        self.unpacked = sum(one.file_size for one in entries)
        self.left = MOST_READ
        self.unread: list[str] = []
        self.damaged: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where it is larger than is read here (then it is among `unread`), or damaged or
        not as long as it says (then among `damaged`).
        """
        entry = self._entries[name]
        if entry.file_size > min(LARGEST_READ, self.left):
            self.unread.append(name)
            return None
        try:
            with self._opened.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except _DAMAGED:
            data = b""
        self.left -= len(data)
        if len(data) != entry.file_size:
            self.damaged.append(name)
            return None
        return data


def open_archive(file: BinaryIO) -> tuple[Archive | None, list[Diagnostic]]:
    """The archive in a file that can be sought in, or None and why it is refused. Warnings come beside an archive."""
    if told := _directory_problem(file):
        return None, [told]
    try:
        opened = zipfile.ZipFile(file)
    except _DAMAGED:
        return None, [_no_zip("it is damaged or was not copied whole")]
    entries = opened.infolist()
    refused = [*_bombs(entries), *_names(entries), *_kinds(entries), *_places(file, entries)]
    if refused:
        return None, refused[:20]
    files = [one for one in entries if not one.orig_filename.endswith("/")]
    return Archive(opened, files), [*_inside(files), *_twins(files)]


def _no_zip(why: str) -> Diagnostic:
    hint = "Export the package again, and do not unpack and pack it by hand. An LMS takes a .zip or .imscc file."
    return error("SS-PKG-030", f"This is no archive that can be read: {why}.", hint)


def _directory_problem(file: BinaryIO) -> Diagnostic | None:
    """A directory of more entries than any course has would fill the memory before anything could be judged."""
    size = file.seek(0, 2)
    start = max(0, size - 65_557)
    file.seek(start)
    tail = file.read(65_557)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        file.seek(0)
        begins = file.read(4)
        if not begins:
            return _no_zip("the file is empty")
        return _no_zip(
            "its end is missing, as after a download that broke off" if begins == b"PK\x03\x04" else "it is not a zip"
        )
    fields = _END.unpack_from(tail, at)
    count, length = fields[4], fields[5]
    if count == 0xFFFF or length == 0xFFFFFFFF:
        place = at - _END_64_PLACE.size
        if place < 0 or tail[place : place + 4] != b"PK\x06\x07":
            return _no_zip("its directory is damaged")
        file.seek(min(_END_64_PLACE.unpack_from(tail, place)[2], size))
        large = file.read(_END_64.size)
        if len(large) < _END_64.size or large[:4] != b"PK\x06\x06":
            return _no_zip("its directory is damaged")
        count, length = _END_64.unpack(large)[7:9]
    if count > MOST_ENTRIES or length > LARGEST_DIRECTORY:
        return _bomb(f"It holds {count:,} entries; a course has at most some thousands.")
    return None


def _bomb(seen: str) -> Diagnostic:
    hint = "Archives like this are made to fill a server. Ask whoever made it for the original, and don't upload this."
    return error("SS-PKG-033", seen, hint)


def _bombs(entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    if len(entries) > MOST_ENTRIES:
        yield _bomb(f"It holds {len(entries):,} entries; a course has at most some thousands.")
    if sum(one.file_size for one in entries) > MOST_UNPACKED:
        yield _bomb(f"It would unpack to more than {MOST_UNPACKED // 1024**3} GB.")
    for one in entries:
        if one.file_size > FREE_OF_RATIO and one.file_size > WORST_RATIO * max(1, one.compress_size):
            yield _bomb(f"`{one.orig_filename}` would unpack from {one.compress_size:,} to {one.file_size:,} bytes.")


def _names(entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    for one in entries:
        name = one.orig_filename
        parts = re.split(r"[/\\]", name)
        if "\0" in name or any(unicodedata.category(letter) == "Cc" for letter in name):
            why = "holds a control character"
        elif ".." in parts:
            why = "leaves the folder with `..`"
        elif name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
            why = "is an absolute path"
        else:
            continue
        hint = "No honest tool writes such a name: unpacked, the file would land outside its folder. Don't upload this."
        yield error("SS-PKG-031", f"The name `{name}` {why}.", hint)
    for name, times in Counter(one.orig_filename for one in entries).items():
        if times > 1:
            hint = "One program would show you the first and an LMS unpack the last. Export the package again."
            yield error("SS-PKG-034", f"`{name}` is in the archive {times} times.", hint)


def _kinds(entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    for one in entries:
        kind = stat.S_IFMT(one.external_attr >> 16) if one.create_system == 3 else 0
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            what = "a link to another file" if kind == stat.S_IFLNK else "no plain file"
            hint = "Unpacked, it could show a file of the server. Put the file itself in its place and pack again."
            yield error("SS-PKG-032", f"`{one.orig_filename}` is {what}.", hint)
        if one.flag_bits & 0x1:
            hint = "An LMS has no place to type a password. Pack it again without one."
            yield error("SS-PKG-035", f"`{one.orig_filename}` is locked with a password.", hint)
        elif one.compress_type not in _METHODS:
            hint = "Pack it again as a plain zip (“deflate”); LMSs read nothing else."
            yield error("SS-PKG-035", f"`{one.orig_filename}` is compressed in a way that LMSs don't read.", hint)


def _places(file: BinaryIO, entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    """Each entry has its own bytes, under the name that the directory says."""
    hint = "The directory and the contents don't agree, so two programs would see two packages. Export it again."
    end = 0
    for one in sorted(entries, key=lambda each: each.header_offset):
        file.seek(max(0, one.header_offset))
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
            yield error("SS-PKG-034", f"`{one.orig_filename}` is not where the archive says.", hint)
            return
        fields = _LOCAL.unpack(head)
        own = file.read(fields[9]).decode("utf-8" if fields[2] & 0x800 else "cp437", "replace")
        if own != one.orig_filename:
            yield error("SS-PKG-034", f"`{one.orig_filename}` calls itself `{own}` inside.", hint)
        if one.header_offset < end:
            yield error("SS-PKG-034", f"`{one.orig_filename}` lies on the bytes of another file.", hint)
        end = one.header_offset + _LOCAL.size + fields[9] + fields[10] + one.compress_size


def _inside(files: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    packed = [one.orig_filename for one in files if one.orig_filename.lower().endswith(PACKED_INSIDE)]
    if packed and len(files) == len(packed):
        hint = "Upload the file inside: the package was packed twice."
        yield error("SS-PKG-036", f"There is nothing in it but {_listed(packed)}.", hint)
    elif packed:
        hint = "An LMS does not look into it, and neither does this check. Fine if learners are to download it."
        yield info("SS-PKG-036", f"An archive lies inside: {_listed(packed)}.", hint)


def _twins(files: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for one in files:
        name = one.orig_filename
        first = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first != name:
            hint = "On Windows servers and Macs one replaces the other. Give them names that differ in more."
            yield warn(
                "SS-PKG-046", f"`{first}` and `{name}` differ only in how letters are written.", hint, Span(name)
            )


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{one}`" for one in names[:4])
    return f"{shown} and {len(names) - 4} more" if len(names) > 4 else shown
