"""What a place says in its own words: placeholders, facts, and what an overlay may replace."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.compiler import Checked, build, check
from socialscaffold.source.gate import Gate
from socialscaffold.spec.voice import Voice

PROGRAM = """\
socialscaffold: 1
id: chargers
title: Chargers
audience: {role: Advisors, learners: 12}
weeks: 6
outcomes: {explain: Explain rapid charging}
messages: {fit: {text: Rapid charging is for the road in every place.}}
channels: {talk: {title: The community, url: "https://example.org/talk"}}
modules:
  - id: start
    week: 1
    title: Start
    activities:
      - {id: kinds, read: content/kinds.md}
      - {id: walk, do: "Look for rapid charging in {region}.", minutes: 5, channel: talk}
strategies:
  localization:
    regions: [NO, DE]
    free: [words, channels]
    prompts:
      - {id: ask, message: fit, dimension: language, ask: "Who says rapid charging in {region}? See {fact:map}."}
"""
ARTICLE = """\
# Rapid charging in {region}

Use {fact:map}. Rapid charging is written `rapid charging {region}` in code.
See [rapid charging](https://example.org/rapid charging) there.
"""
NORWAY = """\
socialscaffold-region: 1
program: chargers
region: "NO"
name: Norway
facts: {map: NOBIL}
replace:
  words: {rapid charging: hurtiglading}
  channels: {talk: Ladegruppa}
"""
GERMANY = (
    'socialscaffold-region: 1\nprogram: chargers\nregion: "DE"\nname: Germany\nfacts: {map: the map of the agency}\n'
)


def folder(at: Path, program: str = PROGRAM, article: str = ARTICLE, norway: str = NORWAY) -> Gate:
    for name, text in {
        "program.yaml": program,
        "content/kinds.md": article,
        "regions/NO.yaml": norway,
        "regions/DE.yaml": GERMANY,
    }.items():
        (at / name).parent.mkdir(exist_ok=True)
        (at / name).write_text(text, "utf-8")
    return Gate(at)


def pages(checked: Checked) -> dict[str, str]:
    assert checked.plan is not None, checked.found
    made, _ = build(checked, ("markdown",))
    return {one.path.removeprefix("markdown/"): one.data.decode() for one in made if not one.path.endswith(".xlsx")}


def test_where_several_regions_are_built_everyone_reads_each_fact_with_its_region(tmp_path: Path) -> None:
    checked = check(folder(tmp_path))
    html = checked.articles["content/kinds.md"].html
    assert checked.articles["content/kinds.md"].title == "Rapid charging in your area"
    assert "Use NOBIL (Norway); the map of the agency (Germany)." in html
    made = pages(checked)
    assert "Look for rapid charging in your area" in made["learner-guide.md"]
    assert "Who says hurtiglading in Norway? See NOBIL." in made["localization/no.md"]
    assert "Who says rapid charging in Germany? See the map of the agency." in made["localization/de.md"]


def test_a_build_of_one_region_speaks_as_people_do_there(tmp_path: Path) -> None:
    checked = check(folder(tmp_path), regions=("NO",))
    article = checked.articles["content/kinds.md"]
    assert article.title == "Hurtiglading in Norway"
    assert "Use NOBIL. Hurtiglading is written <code>rapid charging {region}</code> in code." in article.html
    made = pages(checked)
    assert "Look for hurtiglading in Norway" in made["learner-guide.md"]
    assert "Ladegruppa" in made["learner-guide.md"] and "The community" not in made["learner-guide.md"]
    assert "localization/de.md" not in made
    kit = made["localization/no.md"]
    assert "- Rapid charging is for the road in every place." in kit, "a message stays word for word"
    assert "| word | rapid charging | hurtiglading |" in kit and "| channel |" in kit


def test_what_the_program_does_not_leave_free_can_t_be_replaced(tmp_path: Path) -> None:
    norway = NORWAY + '  examples: {"Ana\'s Tuesday": Kari sin tirsdag}\n'
    (told,) = (one for one in check(folder(tmp_path, norway=norway)).found if one.code == "SS-LOC-007")
    assert told.span is not None and told.span.file == "regions/NO.yaml" and told.span.line == 9
    assert "examples" in told.message and "words, channels" in told.hint


def test_a_channel_that_is_not_there_can_t_be_replaced(tmp_path: Path) -> None:
    found = check(folder(tmp_path, norway=NORWAY.replace("{talk:", "{tlak:"))).found
    assert any("Did you mean `talk`?" in one.hint for one in found)


@pytest.mark.parametrize(
    ("wrong", "right", "place"),
    [("{regoin}", "{region}", (1, "content/kinds.md")), ("{fact:mapp}", "{fact:map}", (3, "content/kinds.md"))],
)
def test_an_unknown_placeholder_in_an_article_is_told_with_its_line(
    tmp_path: Path, wrong: str, right: str, place: tuple[int, str]
) -> None:
    found = check(folder(tmp_path, article=ARTICLE.replace(right, wrong, 1))).found
    (told,) = (one for one in found if one.code == "SS-YAML-006")
    assert told.span is not None and (told.span.line, told.span.file) == place
    assert right in told.hint


@pytest.mark.parametrize("wrong", ["{Region}", "{regions}"])
def test_an_unknown_placeholder_in_an_activity_is_told(tmp_path: Path, wrong: str) -> None:
    found = check(folder(tmp_path, program=PROGRAM.replace("{region}.", f"{wrong}."))).found
    (told,) = (one for one in found if one.code == "SS-YAML-006")
    assert told.span is not None and told.span.line == 15 and "{region}" in told.hint


def test_a_fact_that_is_filled_in_is_not_filled_in_again() -> None:
    voice = Voice("Norway", (("map", "the {region} of rapid charging"),), (("rapid charging", "hurtiglading"),))
    assert voice.say("{fact:map}, rapid charging") == "the {region} of rapid charging, hurtiglading"
    assert voice.say("{fact:rule}") == "(rule: to be found out)"


def test_the_longest_words_are_replaced_first_and_only_whole_ones() -> None:
    voice = Voice(words=(("charger", "lader"), ("home charger", "hjemmelader")))
    assert voice.say("Home charger, charger, chargers") == "Hjemmelader, lader, chargers"
