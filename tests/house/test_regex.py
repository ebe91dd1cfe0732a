"""`regex` behaves as `re.compile` does, and a library whose patterns come later still has them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from socialscaffold.regex import patterns_later, regex


def test_a_pattern_answers_as_the_compiled_one_does() -> None:
    ours, theirs = regex(r"(\d+)([a-z])", re.IGNORECASE), re.compile(r"(\d+)([a-z])", re.IGNORECASE)
    for text in ("12A", "a", ""):
        for way in ("match", "fullmatch", "search"):
            for _ in range(2):  # the second call takes what the first one kept
                found, wanted = getattr(ours, way)(text), getattr(theirs, way)(text)
                assert (found and found.groups()) == (wanted and wanted.groups())
    assert ours.sub(r"\2", "1a 2b") == "a b" and ours.groups == 2 and ours.pattern == theirs.pattern


def test_a_wrong_pattern_is_told_where_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.match("")
    with pytest.raises(AttributeError):
        regex("a").nothing_of_the_kind  # noqa: B018


def test_compiling_is_as_before_afterwards_and_after_a_failure() -> None:
    before = re.compile
    with pytest.raises(ImportError), patterns_later():
        assert re.compile is not before
        raise ImportError
    assert re.compile is before


PROGRAM = r"""
from socialscaffold.regex import patterns_later
with patterns_later():
    import yaml, jinja2
values = "[1, 0x1f, 1.5, 2027-01-02, 2027-01-02T03:04:05Z, yes, null, 12:30, a, \"\u00e9\", !!binary aGk=]"
print(yaml.load(values, yaml.SafeLoader))
text = "{{ '%d' % 7 }} {{ x|default(0x1f) }} {{ 'http://a.no'|urlize }}"
print(jinja2.Environment().from_string(text).render())
"""


def test_the_libraries_read_as_they_do_elsewhere() -> None:
    """YAML's own types by its Python readers, and a template compiled from its source."""
    plain = PROGRAM.replace("with patterns_later():\n    import", "import")
    told = [
        subprocess.run([sys.executable, "-c", one], capture_output=True, text=True, check=True).stdout
        for one in (PROGRAM, plain)
    ]
    assert told[0] == told[1] and "datetime.date(2027, 1, 2)" in told[0] and "<a href" in told[0]
