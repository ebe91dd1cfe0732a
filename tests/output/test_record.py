"""The record of a build: content, never compressed bytes, times or places."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.diagnostics import error, warn
from socialscaffold.marks import Span
from socialscaffold.output.archive import zip_bytes
from socialscaffold.output.document import Document
from socialscaffold.output.record import content_hash, record, recorded_outputs, tree_hash

PAGES = (Document("plan.md", b"# Plan\n" * 50), Document("sets/one.md", b"# One\n"))
PACKAGE = Document("scorm12.zip", zip_bytes(PAGES))
STORED = Document("scorm12.zip", zip_bytes(PAGES, stored=True))


def test_a_zip_is_known_by_its_content() -> None:
    assert PACKAGE.data != STORED.data
    assert content_hash(PACKAGE) == content_hash(STORED) == tree_hash(PAGES)
    changed = Document("scorm12.zip", zip_bytes([PAGES[0], Document("sets/one.md", b"# Two\n")]))
    assert content_hash(changed) != content_hash(PACKAGE)


@pytest.mark.parametrize("package", [PACKAGE, STORED])
def test_a_damaged_zip_is_not_taken_for_the_whole_one(package: Document) -> None:
    for place in (37, 40, 45, len(package.data) // 2):
        damaged = bytearray(package.data)
        damaged[place] ^= 0xFF
        assert content_hash(Document("scorm12.zip", bytes(damaged))) != content_hash(package)
    cut = Document("scorm12.zip", package.data[:-30])
    assert content_hash(cut) == sha256(cut.data).hexdigest()
    assert content_hash(Document("a.zip", b"no zip")) == sha256(b"no zip").hexdigest()


@given(st.dictionaries(st.sampled_from(["a", "b", "a/c", "b.md"]), st.binary(max_size=9)))
def test_the_tree_hash_changes_with_any_byte_and_with_no_order(tree: dict[str, bytes]) -> None:
    documents = [Document(name, data) for name, data in tree.items()]
    assert tree_hash(documents[::-1]) == tree_hash(documents)
    for place, one in enumerate(documents):
        others = documents[:place] + documents[place + 1 :]
        assert tree_hash([*others, Document(one.path, one.data + b"!")]) != tree_hash(documents)
        assert tree_hash([*others, Document(one.path + "x", one.data)]) != tree_hash(documents)
        assert tree_hash(others) != tree_hash(documents)


def test_the_record_says_what_went_in_came_out_and_was_found() -> None:
    found = [
        warn("SS-A-002", "Week 3 is full: ünïcödé", "Move a task.", Span("program.yaml", 7, 3, 7, 9)),
        error("SS-A-001", "No title"),
    ]
    made = record(
        [*PAGES, PACKAGE],
        inputs={"program.yaml": "aa", "content/a.md": "bb"},
        spec_version="1",
        tool_version="0.1.0",
        diagnostics=found,
    )
    content = json.loads(made.data)
    assert made.path == "build.json"
    assert list(content) == sorted(content)
    assert content["inputs"] == {"content/a.md": "bb", "program.yaml": "aa"}
    assert content["outputs"]["plan.md"] == sha256(PAGES[0].data).hexdigest()
    assert content["tree"] == tree_hash([*PAGES, PACKAGE, made])
    assert (content["spec_version"], content["tool_version"]) == ("1", "0.1.0")
    assert [one["code"] for one in content["diagnostics"]] == ["SS-A-001", "SS-A-002"]
    assert content["diagnostics"][1]["file"] == "program.yaml"
    assert content["diagnostics"][1]["line"] == 7
    assert "ünïcödé" in made.data.decode()


def test_order_and_compression_leave_no_trace_in_the_record() -> None:
    one = record([*PAGES, PACKAGE], inputs={"a": "1", "b": "2"}, spec_version="1", tool_version="1")
    other = record([STORED, *PAGES[::-1]], inputs={"b": "2", "a": "1"}, spec_version="1", tool_version="1")
    assert one == other


@pytest.mark.parametrize("path", ["/home/ana/program.yaml", "C:\\programs\\a.yaml", "\\\\server\\a.yaml"])
def test_no_absolute_path_gets_into_the_record(path: str) -> None:
    with pytest.raises(ValueError, match="absolute"):
        record(PAGES, inputs={path: "aa"}, spec_version="1", tool_version="1")
    with pytest.raises(ValueError, match="absolute"):
        found = [error("SS-A-001", "x", span=Span(path))]
        record(PAGES, inputs={}, spec_version="1", tool_version="1", diagnostics=found)


@given(st.text())
def test_any_message_gives_a_record_that_reads_back(message: str) -> None:
    found = [error("SS-A-001", message + "\ud800")]
    made = record(PAGES, inputs={}, spec_version="1", tool_version="1", diagnostics=found)
    assert json.loads(made.data)["diagnostics"][0]["message"] == message + "\ud800"


def test_only_a_whole_record_of_ours_is_believed() -> None:
    data = record(PAGES, inputs={}, spec_version="1", tool_version="1").data
    outputs = recorded_outputs(data)
    assert outputs == {one.path: content_hash(one) for one in PAGES}
    strangers = [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"name": "my-app"}',
        b'{"made_by": "socialscaffold"}',
        data.replace(b"plan.md", b"plot.md"),
        data.replace(b'"socialscaffold"', b'"another"'),
        data[: len(data) // 2],
    ]
    assert [recorded_outputs(one) for one in strangers] == [None] * len(strangers)
