"""Which addresses may stand behind a link."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.source.urls import LONGEST, is_external, safe_url

FORMS = [
    (line.split(" ", 1)[0], json.loads(line.split(" ", 1)[1]))
    for line in (Path(__file__).parent / "urls.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_there_are_forms_enough() -> None:
    assert len([1 for verdict, _ in FORMS if verdict == "no"]) >= 48


@pytest.mark.parametrize(("verdict", "address"), FORMS)
def test_each_form_has_its_verdict(verdict: str, address: str) -> None:
    assert safe_url(address) == (address if verdict == "yes" else None)
    assert safe_url(address, local=True) == (address if verdict in ("yes", "here") else None)


def test_length_is_bounded() -> None:
    start = "https://example.org/"
    assert safe_url(start + "a" * (LONGEST - len(start))) is not None
    assert safe_url(start + "a" * LONGEST) is None


@given(st.text(st.sampled_from(list("https://@:.\\%0a\t\n#?&;<>\"'jvscriptd,é")), max_size=30))
def test_what_passes_has_an_allowed_scheme_a_host_and_no_user(text: str) -> None:
    for start in ("", "https://", "mailto:"):
        if safe_url(start + text) is None:
            continue
        parts = urlsplit(start + text)
        assert parts.scheme in ("https", "http", "mailto", "tel")
        if is_external(start + text):
            assert parts.hostname and "@" not in parts.netloc
        assert not set(start + text) & set('"<>\\ \t\n\r')


@given(st.text(max_size=20))
def test_a_local_path_never_climbs_or_leaves(text: str) -> None:
    passed = safe_url(text, local=True)
    if passed is not None and not urlsplit(passed).scheme:
        assert not passed.startswith("/")
        assert ".." not in passed.split("/")


def test_external_means_another_site() -> None:
    assert is_external("https://example.org") and is_external("HTTP://example.org")
    assert not is_external("mailto:a@example.org") and not is_external("content/a.md")
