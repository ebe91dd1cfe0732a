"""Where the cursor stands, in blocks, in braces, and in what is not finished."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.editor.place import Place, place_at, word_at


def at(text: str) -> Place:
    before = text.partition("|")[0]
    return place_at(text.replace("|", "", 1), before.count("\n"), len(before.rpartition("\n")[2]))


@pytest.mark.parametrize(
    ("text", "path", "typed", "value"),
    [
        ("|", (), "", False),
        ("wee|", (), "wee", False),
        ("weeks: |", ("weeks",), "", True),
        ("weeks: 6|", ("weeks",), "6", True),
        ("a:\n  b|", ("a",), "b", False),
        ("a:\n  b:\n    c: 1\n  d|", ("a",), "d", False),
        ("a:\n  - b: 1\n    c|", ("a", "[]"), "c", False),
        ("a:\n- b: 1\n- c|", ("a", "[]"), "c", False),
        ("a:\n- b: 1\nc|", (), "c", False),
        ("a:\n  - |", ("a", "[]"), "", False),
        ("a: {b|", ("a",), "b", False),
        ("a: {b: 1, c: d|", ("a", "c"), "d", True),
        ("a: {b: [x, y|", ("a", "b", "[]"), "y", True),
        ("a: [{b: 1}, {c|", ("a", "[]"), "c", False),
        ("a: {b: 1}\nc|", (), "c", False),
        ("a: {b: 1,\n  c: {d|", ("a", "c"), "d", False),
        ("- {a: 1, b|", ("[]",), "b", False),
        ('a: "x {y"\nb|', (), "b", False),
        ("a: x # {not\nb|", (), "b", False),
        ("# a: {\nb|", (), "b", False),
    ],
)
def test_the_place(text: str, path: tuple[str, ...], typed: str, value: bool) -> None:
    assert at(text) == Place(path, typed, value)


@pytest.mark.parametrize(
    ("row", "column", "word"), [("a: hold-it", 5, "hold-it"), ("a: b", 0, "a"), ("  ", 1, ""), ("x/y.md", 6, "x/y.md")]
)
def test_the_word(row: str, column: int, word: str) -> None:
    assert word_at(row, 0, column)[0] == word


@given(st.text(alphabet="ab:-{}[],\"'# \n\t🎓", max_size=80), st.integers(0, 9), st.integers(0, 30))
def test_nothing_that_is_typed_is_too_strange(text: str, line: int, column: int) -> None:
    place_at(text, line, column)
    assert len(word_at(text, line, column)) == 3
