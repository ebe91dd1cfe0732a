"""The library as a table and a page: nothing is lost, and the page in the docs is the library's."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.patterns.catalogue import Entry, entries, named, people, row, takes, whole
from socialscaffold.patterns.page import sections, texts
from socialscaffold.patterns.pattern import GroupSize
from socialscaffold.patterns.reference import reference

ROOT = Path(__file__).resolve().parents[2]
ALL = entries()


def test_the_page_in_the_docs_is_the_library() -> None:
    assert (ROOT / "docs" / "patterns.md").read_text("utf-8") == reference()


def test_every_pattern_stands_in_the_table_once_by_strategy() -> None:
    paths = [one.path for one in ALL]
    assert len(paths) == len(set(paths)) >= 60
    strategies = [one.pattern.strategy for one in ALL]
    assert strategies == sorted(strategies, key=list(dict.fromkeys(strategies)).index)
    assert strategies[0] == "support-network" and strategies[-1] == "engagement"
    assert not any(one.own for one in ALL)


def test_an_id_or_a_path_names_a_pattern() -> None:
    (by_id,) = named(ALL, "make-a-card")
    assert named(ALL, "tasks/make-a-card") == (by_id,)
    assert named(ALL, "make-a-cake") == ()


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (GroupSize(1, 1, 1), "1 person"),
        (GroupSize(2, 2, 2), "2 people"),
        (GroupSize(4, 6, 8), "4 to 8 people, 6 at best"),
        (GroupSize(1, 100, 100), "1 to 100 people"),
    ],
)
def test_group_sizes_are_told_in_words(group: GroupSize, words: str) -> None:
    assert people(group) == words


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.path)
def test_a_page_tells_everything_that_a_pattern_says(one: Entry) -> None:
    shown = " ".join(f"{line.label} {line.text}" for part in sections(one) for line in part.lines)
    quotes = str.maketrans("‘’", "“”")
    shown = shown.translate(quotes)
    pattern = one.pattern
    named_elsewhere = {pattern.id, pattern.title, pattern.strategy, *pattern.modes, "on-the-job"}
    for text in texts(pattern):
        flat = " ".join(text.split()).rstrip(".").translate(quotes)
        if len(flat.split()) > 3 and flat not in named_elsewhere:
            assert flat in shown, flat
    titles = [part.title for part in sections(one)]
    assert "Where it comes from" in titles and len(titles) == len(set(titles))
    assert f"{pattern.tier}," in shown and all(f"[{name}]" in shown for name in pattern.sources)
    assert ("What speaks against it, or is not known" in titles) == bool(pattern.counter)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.path)
def test_programs_get_the_keys_of_the_file(one: Entry) -> None:
    assert {"shelf", "id", "purpose", "minutes", "group", "level", "tier", "sources"} <= set(row(one))
    full = whole(one)
    assert full["when-not"] and full["minutes"]["default"] == one.pattern.minutes.default
    assert "at" not in full and takes(one.pattern).endswith(("minutes", "minutes in all"))
