"""`extends`: what stands nearer wins, key by key; circles, holes and towers are told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.compiler import Checked, check
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.marks import Span
from socialscaffold.source.gate import Gate
from socialscaffold.source.kinds import Text
from socialscaffold.spec.inherit import DEEPEST, whole_region
from socialscaffold.spec.region import Region, Replace, Saying

PROGRAM = """\
socialscaffold: 1
id: chargers
title: Chargers
audience: {role: Advisors, learners: 12}
weeks: 6
outcomes: {explain: Explain rapid charging}
modules: [{id: start, week: 1, title: Start, activities: [{id: kinds, read: content/kinds.md}]}]
strategies: {localization: {regions: [AT, DE], free: [words]}}
"""
HEAD = "socialscaffold-region: 1\nprogram: chargers\nregion: {0}\nname: {0}land\n"
DACH = HEAD.format("DACH") + (
    "language: de\nlead: dach-lead\nholidays: [2027-05-01]\nfacts: {map: the map, grid: the grid}\n"
    "replace: {words: {rapid charging: Schnellladen}}\n"
    "answers: [{id: d-1, prompt: local-words, text: One.}]\n"
)


def folder(at: Path, **regions: str) -> Checked:
    for name, text in {
        "program.yaml": PROGRAM,
        "content/kinds.md": "# Rapid charging\n\nRapid charging is quick.\n",
        **{f"regions/{name}.yaml": text for name, text in regions.items()},
    }.items():
        (at / name).parent.mkdir(exist_ok=True)
        (at / name).write_text(text, "utf-8")
    return check(Gate(at))


def test_a_region_has_what_is_above_it_unless_it_says_otherwise(tmp_path: Path) -> None:
    own = "extends: DACH\nholidays: [2027-10-26]\nfacts: {map: the Austrian map}\n"
    checked = folder(tmp_path, DACH=DACH, AT=HEAD.format("AT") + own, DE=HEAD.format("DE") + "extends: DACH\n")
    assert checked.sources is not None and checked.plan is not None, checked.found
    austria, germany = checked.sources.regions
    assert austria.facts == (("map", "the Austrian map"), ("grid", "the grid"))
    assert austria.holidays == tuple((dt.date(2027, *day),) * 2 for day in ((5, 1), (10, 26)))
    assert germany.facts == (("map", "the map"), ("grid", "the grid"))
    assert [one.language for one in (austria, germany)] == ["de", "de"]
    assert austria.name == "ATland" and austria.above == ("DACH",)
    assert austria.answers == () == germany.answers, "what DACH answered was not said in Austria"
    assert germany.at.of("lead").file == "regions/DACH.yaml" and austria.at.of("holidays").file == "regions/AT.yaml"
    assert [code for code, _ in checked.plan.places] == ["AT", "DE"], "DACH itself is no region of the program"


def test_a_mistake_above_is_told_once(tmp_path: Path) -> None:
    wrong = DACH.replace("words:", "dates:")
    checked = folder(tmp_path, DACH=wrong, **{one: HEAD.format(one) + "extends: DACH\n" for one in ("AT", "DE")})
    (told,) = (one for one in checked.found if one.code == "SS-LOC-007")
    assert told.span is not None and told.span.file == "regions/DACH.yaml"


@pytest.mark.parametrize(
    ("regions", "seen", "hint"),
    [
        ({"AT": "DE", "DE": "AT"}, "each other: AT → DE → AT", "Take `extends:` out"),
        ({"AT": "AT"}, "`AT` extends itself", "Take `extends:` out"),
        ({"AT": "DAHC", "DACH": ""}, "no file `regions/DAHC.yaml`", "Did you mean `DACH`?"),
        ({"AT": "A1", **{f"A{one}": f"A{one + 1}" for one in range(1, 7)}}, "more than 4 files above", "Join two"),
    ],
)
def test_circles_holes_and_towers_are_told(tmp_path: Path, regions: dict[str, str], seen: str, hint: str) -> None:
    made = {name: HEAD.format(name) + (f"extends: {above}\n" if above else "") for name, above in regions.items()}
    told = [one for one in folder(tmp_path, **made).found if one.code == "SS-LOC-013"]
    assert len(told) == 1, "each is told once, whoever runs into it"
    assert seen in told[0].message and hint in told[0].hint
    assert told[0].span is not None and told[0].span.line == 5


def test_a_replacement_of_what_nobody_says_is_told(tmp_path: Path) -> None:
    own = HEAD.format("AT") + "replace: {words: {rapid charging: x, slow charging: y}}\n"
    (told,) = (one for one in folder(tmp_path, AT=own).found if one.code == "SS-LOC-014")
    assert "`slow charging`" in told.message and told.span is not None and told.span.line == 5


FACTS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"), max_size=4)


@given(st.lists(st.tuples(FACTS, FACTS), min_size=1, max_size=DEEPEST + 1))
def test_the_nearest_file_that_says_something_wins(chain: list[tuple[dict[str, str], dict[str, str]]]) -> None:
    """Each link is (facts, words), the nearest first."""
    made = {
        f"R{at}": Region(
            region=f"R{at}",
            extends=Text(f"R{at + 1}", Span("x")) if at + 1 < len(chain) else None,
            facts=tuple(facts.items()),
            replace=Replace(words=tuple((ours, Saying(say=theirs)) for ours, theirs in words.items())),
        )
        for at, (facts, words) in enumerate(chain)
    }
    found: list[Diagnostic] = []
    whole = whole_region(made["R0"], made.get, tuple(made), found)
    assert found == [] and whole.above == tuple(made)[1:]
    wanted: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for link in reversed(chain):
        for said, into in zip(link, wanted, strict=True):
            into.update(said)
    assert dict(whole.facts) == wanted[0]
    assert {ours: one.say for ours, one in whole.replace.words} == wanted[1]
    if len(chain) > 1:
        above = whole_region(made["R1"], made.get, tuple(made), found)
        assert whole_region(made["R0"], {**made, "R1": above}.get, tuple(made), []).facts == whole.facts
