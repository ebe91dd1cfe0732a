"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.source.text import FORBIDDEN, decode, is_clear


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        (b"a\r\nb\n", "a\nb\n", []),
        (b"\xef\xbb\xbfa", "a", [("SS-TEXT-003", 1, 1)]),
        (b"a\rb", "a\nb", [("SS-TEXT-005", 1, 2)]),
        ("é\nß\x07x".encode(), "é\nß x", [("SS-TEXT-004", 2, 2)]),
        ("a\u2028b".encode(), "a b", [("SS-TEXT-004", 1, 2)]),
        ("é\nab".encode() + b"\xe9c", "é\nab\ufffdc", [("SS-TEXT-001", 2, 3)]),
        (b"\xff\xfea\x00", None, [("SS-TEXT-002", 1, 1)]),
        ("program".encode("utf-16-le"), None, [("SS-TEXT-002", 1, 1)]),
        (b"a: \xed\xa0\x80", "a: \ufffd\ufffd\ufffd", [("SS-TEXT-001", 1, 4 + i) for i in range(3)]),
        (b"\r\n\r\n\xff", "\n\n\ufffd", [("SS-TEXT-001", 3, 1)]),
    ],
)
def test_each_mistake_is_told_at_its_place(data: bytes, text: str | None, told: list[tuple[str, int, int]]) -> None:
    got, found = decode(data, "a.md")
    assert [(one.code, one.span.line, one.span.column) for one in found if one.span] == told
    assert got == text


def test_an_old_windows_letter_is_named() -> None:
    _, found = decode("café".encode("cp1252"), "a.md")
    assert "“é”" in found[0].message


def test_a_file_of_garbage_is_no_text() -> None:
    text, found = decode(b"\xff\xfd" * 50, "a.md")
    assert text is None
    assert 1 <= len(found) <= 6


@given(st.binary(max_size=80))
def test_what_comes_out_is_clean(data: bytes) -> None:
    text, found = decode(data, "a.md")
    assert text is not None or found
    if text is not None:
        assert not FORBIDDEN.search(text)
        text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=50))
def test_clean_text_comes_through_unchanged(text: str) -> None:
    assert decode(text.encode(), "a.md") == (text, ())


@given(st.text())
def test_a_text_that_is_called_clear_holds_nothing_forbidden(text: str) -> None:
    assert not (is_clear(text) and FORBIDDEN.search(text))
    assert is_clear("Grüße, “Ж”\n\tand 你好") and not is_clear("a\x1b[31m") and not is_clear("\u202e")
