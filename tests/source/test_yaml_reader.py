"""Reading YAML: what is kept, what is told, and that nothing breaks it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.marks import Span
from socialscaffold.source import yaml_mistakes, yaml_reader, yaml_traps
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence
from socialscaffold.source.text import CODES as TEXT_CODES
from socialscaffold.source.yaml_reader import read_yaml

HERE = Path(__file__).parent
BOTH = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])


def read(text: str, *, pure: bool = False) -> tuple[Node | None, list[Diagnostic]]:
    node, found = read_yaml(text.encode(), "program.yaml", pure=pure)
    return node, list(found)


def mapping(text: str) -> Mapping:
    node, found = read(text)
    assert not found
    assert isinstance(node, Mapping)
    return node


def scalar(node: Node | None) -> Scalar:
    assert isinstance(node, Scalar)
    return node


@BOTH
def test_scalars_keep_their_characters(pure: bool) -> None:
    node, found = read("a: NO\nb: 1.10\nc: 12:30\nd: '1.10'\ne: 0777\nf: ~\ng:\n", pure=pure)
    assert not found
    assert isinstance(node, Mapping)
    texts = {key.text: (scalar(value).text, scalar(value).plain) for key, value in node.entries}
    assert texts == {
        "a": ("NO", True),
        "b": ("1.10", True),
        "c": ("12:30", True),
        "d": ("1.10", False),
        "e": ("0777", True),
        "f": ("~", True),
        "g": ("", True),
    }
    assert scalar(node.get("g")).empty and not scalar(node.get("d")).empty


@BOTH
def test_places_count_characters_from_one(pure: bool) -> None:
    node, _ = read("héé: [ä, 😀x]\nb: |\n  one\n  two\n\nc:\n  d: e\n", pure=pure)
    assert isinstance(node, Mapping)
    listed = node.get("héé")
    assert isinstance(listed, Sequence)
    assert listed.span == Span("program.yaml", 1, 6, 1, 13)
    assert listed.items[1].span == Span("program.yaml", 1, 10, 1, 12)
    assert scalar(node.get("b")).span == Span("program.yaml", 2, 4, 4, 6)
    inner = node.get("c")
    assert inner is not None
    assert inner.span == Span("program.yaml", 7, 3, 7, 7)


def test_the_spans_of_blocks_end_with_their_last_child() -> None:
    node = mapping("a:\n  - b\n  - c: d\n\n\n# end\ne: f\n")
    inner = node.get("a")
    assert isinstance(inner, Sequence)
    assert inner.span[1:] == (2, 3, 3, 9)


MISTAKES = [
    # text, code, line, column, a word of the message
    ("", "SS-YAML-010", 1, 1, "empty"),
    ("# nothing\n", "SS-YAML-010", 1, 1, "comments"),
    ("a: b\nc: d\na: e\n", "SS-YAML-013", 3, 1, "first on line 1"),
    ("'a': b\n\"a\": e\n", "SS-YAML-013", 2, 1, "twice"),
    ("[a]: b\n", "SS-YAML-014", 1, 1, "one word"),
    ("{a: b}: c\n", "SS-YAML-014", 1, 1, "one word"),
    ("a: &b c\n", "SS-YAML-015", 1, 4, "&b"),
    ("a: *b\n", "SS-YAML-015", 1, 4, "*b"),
    ("<<: {a: b}\n", "SS-YAML-015", 1, 1, "merge key"),
    ("a: !urgent b\n", "SS-YAML-016", 1, 4, "!urgent"),
    ("a: ! b\n", "SS-YAML-016", 1, 4, "`!`"),
    ("a: !!int 5\n", "SS-YAML-016", 1, 4, "!!int"),
    ("a: b\n---\nc: d\n", "SS-YAML-017", 2, 1, "second document"),
    ('a: "x\\0y"\n', "SS-YAML-018", 1, 4, "NUL"),
    ('a: "x\\u2028y"\n', "SS-YAML-018", 1, 4, "hidden"),
    ('a: "b\nc: d\n', "SS-YAML-020", 1, 4, "never closed"),
    ('a: "x\nb: y\nc: "z"\n', "SS-YAML-020", 1, 4, "line 3"),
    ("a:\n\tb: c\n", "SS-YAML-021", 2, 1, "tab"),
    ("a: b\n\tc: d\n", "SS-YAML-021", 2, 1, "tab"),
    ("a:\n  - b\n\t- c\n\t- d\n", "SS-YAML-021", 3, 1, "line 4"),
    ('a: "C:\\path"\n', "SS-YAML-022", 1, 7, "\\p"),
    ("a: @home\n", "SS-YAML-023", 1, 4, "@"),
    ("a: `b`\n", "SS-YAML-023", 1, 4, "`"),
    ("a: %x\n", "SS-YAML-023", 1, 4, "%"),
    ("a: **b**\n", "SS-YAML-023", 1, 4, "*"),
    ("ask: {region} asks you\n", "SS-YAML-023", 1, 6, "{"),
    ("a: [x] y\n", "SS-YAML-023", 1, 4, "["),
    ("a: > b\n", "SS-YAML-024", 1, 4, ">"),
    ("a: [b, c\nd: e\n", "SS-YAML-025", 1, 4, "not closed"),
    ("a: {b: c\nd: e\n", "SS-YAML-025", 1, 4, "not closed"),
    ("a: {b: [c}\n", "SS-YAML-025", 1, 8, "not closed"),
    ("a: [b]]\n", "SS-YAML-025", 1, 7, "too many"),
    ('a: {b: "c" d: e}\n', "SS-YAML-026", 1, 12, "comma"),
    ("a: {b: c d: e}\n", "SS-YAML-026", 1, 11, "colon"),
    ("a:\n  b: c\n d: e\n", "SS-YAML-027", 3, 2, "column 2"),
    ("a: b\n  c: d\n", "SS-YAML-027", 2, 3, "line 1"),
    ("- a\nb: c\n", "SS-YAML-027", 2, 1, "without `- `"),
    ("a: b\n- c\n", "SS-YAML-027", 2, 1, "between keys"),
    ("title: Note: this\n", "SS-YAML-028", 1, 12, "second colon"),
    ("a: {b: c} d: e\n", "SS-YAML-023", 1, 4, "{"),
    ("a: b\nc\nd: e\n", "SS-YAML-029", 2, 1, "neither"),
    ("a: - b\n", "SS-YAML-029", 1, 4, "`-`"),
    ("a: b\nc:d\ne: f\n", "SS-YAML-030", 2, 1, "`c:`"),
    ("a:b\nc: d\n", "SS-YAML-030", 1, 1, "`a:`"),
    ("audience:\n  role:Manager\n", "SS-YAML-030", 2, 3, "`role:`"),
    ("a: 'It's fine'\n", "SS-YAML-031", 1, 8, "goes on"),
    ('a: "b" c\n', "SS-YAML-031", 1, 8, "goes on"),
    ("- {do: Ask a customer, then note it}\n", "SS-YAML-032", 1, 24, "comma cut the text of `do`"),
    ("a: {b, c: d}\n", "SS-YAML-032", 1, 5, "without a value"),
    ("a: {region}\n", "SS-YAML-033", 1, 5, "{region}"),
    ("a: {fact:network}\n", "SS-YAML-033", 1, 5, "{fact:network}"),
    ("a: {b:c}\n", "SS-YAML-030", 1, 5, "space"),
    ("a: Module #3\n", "SS-YAML-034", 1, 11, "#3"),
    ("a:\n\u00a0\u00a0b: c\n", "SS-YAML-035", 2, 1, "U+00A0"),
]


@BOTH
@pytest.mark.parametrize(("text", "code", "line", "column", "word"), MISTAKES)
def test_each_mistake_has_its_code_and_place(
    text: str, code: str, line: int, column: int, word: str, pure: bool
) -> None:
    _, found = read(text, pure=pure)
    assert [one.code for one in found if one.severity is not Severity.INFO] == [code]
    span = found[0].span
    assert span is not None
    assert (span.line, span.column) == (line, column)
    assert word in found[0].message
    assert found[0].hint


def test_every_code_of_the_table_is_tried() -> None:
    tried = {code for _, code, *_ in MISTAKES}
    elsewhere = {"SS-YAML-011", "SS-YAML-012", "SS-YAML-019", "SS-YAML-036"}
    assert tried | elsewhere == set(yaml_traps.CODES)


def test_mistakes_before_a_syntax_error_are_told_with_it() -> None:
    _, found = read("a: b\na: c\nd: !x y\ne: @z\n")
    assert [one.code for one in found] == ["SS-YAML-013", "SS-YAML-016", "SS-YAML-023"]


def test_the_first_of_two_keys_is_kept() -> None:
    node, _ = read("a: b\na: c\n")
    assert isinstance(node, Mapping)
    assert [(key.text, scalar(value).text) for key, value in node.entries] == [("a", "b")]


def test_a_value_that_is_left_empty_in_braces_is_no_mistake() -> None:
    node = mapping("a: {b: , c: }\n")
    inner = node.get("a")
    assert isinstance(inner, Mapping)
    assert [key.text for key, _ in inner.entries] == ["b", "c"]


def test_a_link_on_a_line_of_its_own_is_no_glued_key() -> None:
    assert scalar(mapping("a:\n  https://x.example\n").get("a")).text == "https://x.example"


def test_a_comment_is_no_cut_text() -> None:
    mapping("a: b # c\nd: e  #\nf: g ## h\n")


@pytest.mark.parametrize(("depth", "code"), [(yaml_reader.MAX_DEPTH, None), (yaml_reader.MAX_DEPTH + 1, "SS-YAML-012")])
def test_depth_is_bounded(depth: int, code: str | None) -> None:
    node, found = read("[" * depth + "]" * depth)
    assert [one.code for one in found] == ([code] if code else [])
    assert (node is None) == (code is not None)


def test_size_is_bounded() -> None:
    assert [one.code for one in read("a: " + "x" * yaml_reader.MAX_BYTES)[1]] == ["SS-YAML-011"]
    assert read("a: " + "x" * 100_000)[0] is not None
    assert [one.code for one in read("a: " + "x" * 100_000, pure=True)[1]] == ["SS-YAML-011"]


def test_mistakes_in_bulk_end_the_reading() -> None:
    node, found = read("a: b\n" * 1_000)
    assert node is None
    assert len(found) == yaml_reader.MAX_MISTAKES + 2
    assert found[-1].code == "SS-YAML-036"


def test_an_unknown_complaint_is_told_all_the_same() -> None:
    said = yaml_mistakes.Complaint("while dreaming", "lost the thread", None, 3, (0, 0), False)
    told = yaml_mistakes.explain(said, "a: b\n", "program.yaml")
    assert told.code == "SS-YAML-019"
    assert "lost the thread" in told.message


def test_windows_files_are_read() -> None:
    node, found = read_yaml(b"\xef\xbb\xbfa: b\r\nc: |\r\n  d\r\n  e\r\n", "program.yaml")
    assert [(one.code, one.severity) for one in found] == [("SS-TEXT-003", Severity.INFO)]
    assert isinstance(node, Mapping)
    assert scalar(node.get("c")).text == "d\ne\n"
    assert node.entries[0][0].span[1:] == (1, 1, 1, 2)


@BOTH
def test_hostile_numbers_of_characters_end_in_a_finding(pure: bool) -> None:
    for text in ('a: "\\UFFFFFFFF"', 'a: "\\U00110000"', 'a: "\\ud800"', 'a: "\\x0"'):
        _, found = read(text, pure=pure)
        assert [one.code for one in found][:1] in (["SS-YAML-022"], ["SS-YAML-018"])


def inside(span: Span | None, text: str) -> bool:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert span is not None
    return (
        1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        and (span.line, span.column) <= (span.end_line, span.end_column)
    )


def nodes(node: Node) -> list[Node]:
    found: list[Node] = [node]
    for one in found:
        if isinstance(one, Sequence):
            found.extend(one.items)
        elif isinstance(one, Mapping):
            found.extend(part for entry in one.entries for part in entry)
    return found


def judge(text: str, pure: bool) -> None:
    node, found = read_yaml(text.encode(), "program.yaml", pure=pure)
    assert node is not None or found
    known = yaml_traps.CODES.keys() | TEXT_CODES.keys()
    for one in found:
        assert one.code in known
        assert inside(one.span, text), (one, text)
    for part in nodes(node) if node is not None else []:
        assert inside(part.span, text), (part, text)


YAMLISH = st.text(st.sampled_from(list("ab:,-#?!&*|>%@`'\"[]{}<= \n\n\t\\~.0é😀\u00a0\x85\u2028\x00\r")), max_size=40)


@settings(max_examples=400, deadline=None)
@given(YAMLISH, st.booleans())
def test_any_text_gives_a_tree_or_findings_inside_the_file(text: str, pure: bool) -> None:
    judge(text, pure)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_give_a_tree_or_findings(data: bytes, pure: bool) -> None:
    node, found = read_yaml(data, "program.yaml", pure=pure)
    assert node is not None or found


@pytest.mark.parametrize("words", (HERE / "naughty.txt").read_text(encoding="utf-8").splitlines())
@BOTH
def test_naughty_words_are_kept_or_told(words: str, pure: bool) -> None:
    for text in (f"a: {words}\nb: c\n", f"- {words}\n", f"a:\n  b: {words}\n"):
        judge(text, pure)
        node, found = read(text, pure=pure)
        if found or not words.strip(" \t"):
            continue
        kept = [one.text for one in nodes(node) if isinstance(one, Scalar)] if node else []
        plain = words.split(" # ")[0].strip(" \t")
        unquoted = plain[1:-1] if plain[:1] == plain[-1:] and plain[:1] in "'\"" else plain
        told_apart = {"[1]": "1", "x: y": "y", "null: null": "null", "- 5": "5", "? what": "what", ": x": "x"}
        if unquoted in ("|", ">", "# comment", "?"):
            continue
        assert told_apart.get(unquoted, unquoted) in kept


def test_naughty_words_in_quotes_are_always_kept() -> None:
    for words in (HERE / "naughty.txt").read_text(encoding="utf-8").splitlines():
        node, found = read("a: '" + words.replace("'", "''") + "'\n")
        assert not found
        assert isinstance(node, Mapping)
        assert scalar(node.get("a")).text == words


def test_hostile_files_take_under_a_second_and_200_mb() -> None:
    """Each of the hostile files with either parser, in a process that counts its time and memory."""
    run = subprocess.run(
        [sys.executable, str(HERE / "hostile.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE.parents[1],
        env={"PYTHONPATH": str(Path(yaml_reader.__file__).parents[2])},
    )
    assert run.returncode == 0, run.stderr[-2000:]
    told = json.loads(run.stdout)
    assert told["number"] >= 100
    assert told["silent"] == []
    assert told["slowest"][0] < 1.0, told["slowest"]
    assert told["peak"] < 200, told
