"""How far each region stands from each message."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.compiler import check
from socialscaffold.plan.drift import Drift, drifts, words_apart
from socialscaffold.source.gate import Gate
from socialscaffold.targets.markdown import markdown

PROGRAM = """\
socialscaffold: 1
id: fair
title: Fair talks
language: en
audience: {role: Team leader, learners: 12}
outcomes: {say: Say what you saw}
weeks: 4
messages:
  first: {text: Say what you saw first., revision: 3}
  record: {text: Write it down the same day.}
strategies: {localization: {regions: [NO, DE, AT]}}
"""
HEAD = 'socialscaffold-region: 1\nprogram: fair\nregion: "{0}"\nname: {0}land\n'
FILES = {
    "NO": "language: nb-NO\nbased-on: {first: 2}\nmessages: {first: {how: adapted, say: Si hva du så først.}}\n",
    "DACH": "based-on: {first: 3}\nmessages: {first: kept, record: {how: contradicts, reason: The works council.}}\n",
    "DE": "extends: DACH\n",
    "AT": "extends: DACH\nmessages: {first: {how: adapted, say: Say first what you saw and heard., revision: 1}}\n",
}


def folder(place: Path, **changes: str) -> Path:
    """The program with its regions."""
    (place / "regions").mkdir()
    (place / "program.yaml").write_text(PROGRAM, "utf-8")
    for name, text in {**FILES, **changes}.items():
        (place / "regions" / f"{name}.yaml").write_text(HEAD.format(name) + text, "utf-8")
    return place


def found(place: Path) -> dict[tuple[str, str], Drift]:
    """The drift of each message by region."""
    plan = check(Gate(place)).plan
    assert plan is not None
    return {(one.message, one.region): one for one in drifts(plan)}


def test_each_region_s_telling_is_known_with_the_revision_it_looked_at(tmp_path: Path) -> None:
    there = found(folder(tmp_path))
    norway, germany, austria = (there["first", name] for name in ("NO", "DE", "AT"))
    assert (norway.how, norway.since, norway.behind) == ("adapted", 2, 1)
    assert (norway.other, norway.words) == (0, 0)  # words of two languages can't be counted against each other
    assert (germany.how, germany.since, germany.behind) == ("kept", 3, 0)  # from the file above
    assert (austria.how, austria.since, austria.behind) == ("adapted", 1, 2)
    assert (austria.other, austria.words) == (3, 7)
    assert there["record", "NO"].how == "" and there["record", "NO"].since == 0
    assert there["record", "DE"].how == "contradicts" and there["record", "AT"].reason == "The works council."


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("Say it first.", "say it FIRST", (0, 3)),
        ("Say it first.", "Say it last.", (1, 3)),
        ("Say it first.", "First say it.", (1, 3)),
        ("Say it.", "Say it, and write it down.", (4, 6)),
        ("One two", "three four five", (3, 3)),
    ],
)
def test_words_that_are_others_are_counted(ours: str, theirs: str, apart: tuple[int, int]) -> None:
    assert words_apart(ours, theirs) == words_apart(theirs, ours) == apart


def test_kit_and_plan_tell_it(tmp_path: Path) -> None:
    plan = check(Gate(folder(tmp_path))).plan
    assert plan is not None
    files = {one.path.removeprefix("markdown/"): one.data.decode() for one in markdown(plan) if one.path.endswith("md")}
    kit = files["localization/no.md"] if "localization/no.md" in files else files["localization/no-kit.md"]
    assert "How it is told here: in other words (since revision 2, 1 revision behind)" in " ".join(kit.split())
    assert "Si hva du så først" in kit
    told = files["plan.md"]
    assert "How the regions tell the messages" in told and "contradicted" in told and "The works council" in told


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("messages: {frist: kept}\n", "SS-YAML-003", "Did you mean `first`?"),
        ("based-on: {frist: 1}\n", "SS-YAML-003", "Did you mean `first`?"),
        ("messages: {first: keptt}\n", "SS-YAML-004", "Did you mean `kept`?"),
        ("messages: {first: {say: x}}\n", "SS-YAML-005", "how"),
    ],
)
def test_what_is_no_message_or_no_telling_is_told(tmp_path: Path, text: str, code: str, hint: str) -> None:
    told = check(Gate(folder(tmp_path, NO=text))).found
    assert any(one.code == code and hint in one.hint + one.message for one in told), told
