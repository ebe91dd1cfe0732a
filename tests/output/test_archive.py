"""The zip: the same list gives the same bytes, and what goes in comes out."""

import io
import os
import random
import subprocess
import sys
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.output.archive import zip_bytes
from socialscaffold.output.document import Document

NAMES = st.sampled_from(["a.md", "b/a.js", "b/c.png", "imsmanifest.xml", "z", "b/zip.zip", "0/1/2.html"])
TREES = st.dictionaries(NAMES, st.binary(max_size=300)).map(
    lambda tree: [Document(name, data) for name, data in tree.items()]
)

PACKAGE = (
    Document("site/plan.html", b"<p>plan</p>" * 200),
    Document("imsmanifest.xml", b"<manifest/>"),
    Document("site/picture.PNG", b"p" * 500),
    Document("a.css", b"body{}"),
)


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


@given(TREES, st.randoms(use_true_random=False), st.booleans())
def test_any_documents_read_back_equal_whatever_their_order(
    documents: list[Document], shuffler: random.Random, stored: bool
) -> None:
    shuffled = shuffler.sample(documents, len(documents))
    data = zip_bytes(documents, stored=stored)
    assert zip_bytes(shuffled, stored=stored) == data
    with opened(data) as archive:
        assert archive.testzip() is None
        read = {Document(name, archive.read(name)) for name in archive.namelist()}
    assert read == set(documents)


def test_the_manifest_comes_first_and_nothing_tells_of_the_machine() -> None:
    with opened(zip_bytes(PACKAGE)) as archive:
        entries = archive.infolist()
        assert archive.comment == b""
    names = [one.filename for one in entries]
    assert names == ["imsmanifest.xml", "a.css", "site/picture.PNG", "site/plan.html"]
    for one in entries:
        assert one.date_time == (1980, 1, 1, 0, 0, 0)
        assert (one.create_system, one.external_attr >> 16, one.extra) == (3, 0o100644, b"")


def test_text_is_deflated_and_media_and_a_stored_zip_are_not() -> None:
    with opened(zip_bytes(PACKAGE)) as archive:
        assert archive.getinfo("site/plan.html").compress_size < 100
        assert archive.getinfo("site/picture.PNG").compress_type == zipfile.ZIP_STORED
    with opened(zip_bytes(PACKAGE, stored=True)) as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_stored_zip_has_these_bytes_on_every_machine() -> None:
    digest = sha256(zip_bytes(PACKAGE, stored=True)).hexdigest()
    assert digest == "eaf5bd37d7fc5c33cfbbf1906246b05315337635be5259030dffb8c8e76dfa82"


def test_time_zone_locale_and_hash_seed_change_no_byte() -> None:
    code = (
        "import hashlib; from socialscaffold.output.archive import zip_bytes;"
        "from socialscaffold.output.document import Document;"
        "documents = {Document(c + '.md', c.encode() * 99) for c in 'abcdefgh'};"
        "print(hashlib.sha256(zip_bytes(documents)).hexdigest())"
    )
    worlds = [("UTC", "C", "1"), ("Asia/Kathmandu", "tr_TR.UTF-8", "2")]
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=dict(os.environ, TZ=zone, LC_ALL=locale, PYTHONHASHSEED=seed),
            capture_output=True,
            check=True,
        ).stdout
        for zone, locale, seed in worlds
    }
    assert len(seen) == 1


@pytest.mark.parametrize("path", ["../x", "/abs", "CON", "a\\b", "cafe\u0301"])
def test_a_name_that_could_escape_is_never_packed(path: str) -> None:
    with pytest.raises(ValueError, match=r"folder|device|characters"):
        zip_bytes([Document(path, b"")])


def test_one_name_twice_is_never_packed() -> None:
    with pytest.raises(ValueError, match="twice"):
        zip_bytes([Document("a", b"1"), Document("a", b"2")])
