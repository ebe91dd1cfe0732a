"""What other tools make of a value is what PyYAML, one of them, makes of it."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from socialscaffold.diagnostics import Severity
from socialscaffold.edit.fix.mends import edits_for
from socialscaffold.edit.text import FileText
from socialscaffold.source.yaml_elsewhere import changed_elsewhere, read_elsewhere
from socialscaffold.source.yaml_reader import read_yaml

WORDS = ("yes", "Yes", "YES", "yEs", "no", "NO", "on", "Off", "TRUE", "True", "false", "Null", "NULL", "y", "None")
NUMBERS = (
    "1.10",
    "0123",
    "08",
    "0o7",
    "0x1F",
    "0b11",
    "0b12",
    "+1",
    "-1",
    "1_000",
    "_1",
    "1.5",
    "1.",
    ".5",
    "-.5",
    "0",
)
TIMES = ("14:30", "8:30", "08:30", "1:30:00", "12:60", "1:2:3", "00:30", "9:5", "9:", ":30", "-1:30", "1_0:30")


def elsewhere(text: str) -> str:
    """What PyYAML shows of a plain text; empty where that is the text itself, or a date."""
    tag = Resolver().resolve(yaml.ScalarNode, text, (True, False))
    value = SafeConstructor().construct_object(yaml.ScalarNode(tag, text))
    if isinstance(value, bool) or value is None:
        value = {True: "true", False: "false", None: "null"}[value]
    shown = text if isinstance(value, dt.date) else str(value)
    return "" if shown == text else shown


@pytest.mark.parametrize("text", [*WORDS, *NUMBERS, *TIMES, "2027-01-18", "4 h", "25%", "meeting 3", "-", "."])
def test_each_kind_of_value(text: str) -> None:
    assert read_elsewhere(text) == elsewhere(text)


@given(st.text("0123456789_+-.:xb", min_size=1, max_size=8))
@example("0_1")
@example("1._5")
@example("-0")
@example("1_0.5")
def test_whatever_looks_like_a_number(text: str) -> None:
    assume(not (":" in text and "." in text))  # nobody writes seconds with a point
    try:
        expected = elsewhere(text)
    except (ValueError, IndexError):  # what PyYAML itself stumbles over, such as `0x` or `1:30.5`
        return
    assert read_elsewhere(text) == expected


def test_the_keys_and_values_of_a_file_are_told_together_and_mended_by_quotes() -> None:
    data = b'regions: [NO, "NO", SE]\nby-region: {NO: 12}\nstart: 14:30\ntext: >\n  no\n'
    root, found = read_yaml(data, "a.yaml")
    assert root is not None and found == ()
    (told,) = changed_elsewhere(root)
    assert told.severity is Severity.INFO and told.span is not None and (told.span.line, told.span.column) == (1, 11)
    assert "`NO`" in told.message and "`false`" in told.message and "2 more values" in told.message
    quoted = FileText(data).edited(edits_for(told, FileText(data)))
    assert quoted == b'regions: ["NO", "NO", SE]\nby-region: {"NO": 12}\nstart: "14:30"\ntext: >\n  no\n'
    again, _ = read_yaml(quoted, "a.yaml")
    assert again is not None and changed_elsewhere(again) == ()
