"""The style guide of docs/writing.md, as far as a machine can hold it, over the documents of every case."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.output.documents import documents
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).resolve().parents[2]
QUALITY = runpy.run_path(str(ROOT / "docs" / "make_quality.py"))
CASES, PAIRS, SHORTEST = QUALITY["CASES"], QUALITY["PAIRS"], QUALITY["SHORTEST"]
pieces, sentences, words, lix = (QUALITY[name] for name in ("pieces", "sentences", "words", "lix"))
LONGEST = 30
HARDEST = 40.0
# What a placeholder, a template or a Python value leaves behind when nothing filled it.
UNFILLED = re.compile(r"\{[a-z_:-]+\}|\{\{|\}\}|\bNone\b|\bUndefined\b|\blambda\b")
# Keys of the spec, and words of ours that nobody else uses.
JARGON = re.compile(r"\b(scaffold(?:ed|ing)?|overlay|placeholder|slot-rows|led-by|each-member-owes)\b", re.IGNORECASE)


def bodies(case: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = QUALITY["bodies"](case)
    return found


@pytest.mark.parametrize("case", CASES)
def test_no_sentence_is_longer_than_thirty_words(case: str) -> None:
    long = [
        (path, one)
        for path, body in bodies(case).items()
        for piece in body
        for one in sentences(piece)
        if len(words(one)) > LONGEST
    ]
    assert long == []


@pytest.mark.parametrize("case", CASES)
def test_every_document_is_easier_to_read_than_a_newspaper(case: str) -> None:
    hard = {path: lix(body) for path, body in bodies(case).items() if sum(len(words(one)) for one in body) >= 100}
    assert len(hard) >= 10
    assert {path: index for path, index in hard.items() if index > HARDEST} == {}


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_left_unfilled_and_nothing_speaks_of_our_tool(case: str) -> None:
    for path, body in bodies(case).items():
        for piece in body:
            assert not UNFILLED.search(piece), (path, piece)
            if path != "plan.md":
                assert not JARGON.search(piece), (path, piece)


@pytest.mark.parametrize("case", CASES)
def test_a_run_sheet_says_nothing_twice_but_the_protocols_cues(case: str) -> None:
    # Without a cohort: two sets may meet at the same hour, which is no repetition of words.
    plan = check(Gate(ROOT / "examples" / case)).plan
    assert plan is not None
    sheets = [one for one in documents(plan) if one.path.startswith("run-sheets/")]
    assert len(sheets) == len(plan.sets.meetings)
    for sheet in sheets:
        said = Counter(one for one in pieces(sheet.data.decode()) if len(words(one)) >= SHORTEST)
        assert {one for one, often in said.items() if often > 1} == set(), sheet.path


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_two_programs_share_only_a_pattern_s_words_and_the_fixed_ones(pair: tuple[str, str]) -> None:
    assert QUALITY["nobodys"](*pair) == []


def test_every_fixed_sentence_is_really_shared() -> None:
    key = QUALITY["_key"]
    said = {key(text) for pair in PAIRS for piece in QUALITY["shared"](*pair) for text in (piece, *sentences(piece))}
    assert [one for one in QUALITY["fixed_words"]() if one not in said] == []


def test_the_counts_in_the_docs_are_about_those_of_the_documents() -> None:
    # About, so that not every sentence that is mended changes the page; what has to be nothing is nothing above.
    counts = [
        [int(one) for one in re.findall(r"\d+", text.partition(QUALITY["START"])[2].partition(QUALITY["END"])[0])]
        for text in ((ROOT / "docs" / "quality.md").read_text("utf-8"), QUALITY["page"]())
    ]
    assert counts[0] == pytest.approx(counts[1], rel=0.1, abs=5), "run python3 docs/make_quality.py"


def test_the_measures_measure() -> None:
    assert pieces("# Title\n\n- **Bold.** One [link](x.md).\n\n| a b | |\n|---|---|\n| c\\*d | e |") == [
        "Bold. One link.", "a b", "c*d", "e",
    ]  # fmt: skip
    assert sentences("One. “Two?” Three: four; five") == ["One.", "“Two?”", "Three:", "four;", "five"]
    assert lix(["The cat sat. It slept."]) < 10 < lix(["Incomprehensible organisational terminology predominates."])
    assert UNFILLED.search("Ask {holder} first") and JARGON.search("The overlay is stale")
