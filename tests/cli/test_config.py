"""`config`: every value once, with the file and line where it really stands, whatever stands over it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from socialscaffold.cli.app import app
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.origin import region_values, values_of

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ev-charging"
ICELAND = """\
socialscaffold-region: 1
program: ev-charging
region: GB
name: Britain
extends: "NO"
holidays: [2027-06-17]
facts: {network: another map}
replace: {channels: {community: The lobby}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = Path(shutil.copytree(EXAMPLE, tmp_path / "ev"))
    (made / "regions/GB.yaml").write_text(ICELAND, "utf-8")
    return made


def rows(folder: Path, *words: str) -> dict[str, dict[str, str]]:
    result = CliRunner().invoke(app, ["config", str(folder), "--origin", "--format", "json", *words])
    assert result.exit_code == 0, result.output
    made = json.loads(result.output)
    assert len({one["key"] for one in made if one["kind"] != "default"}) == sum(
        one["kind"] != "default" for one in made
    )
    return {one["key"]: one for one in made}


def test_each_value_stands_where_it_is_said_to_stand(folder: Path) -> None:
    for key, one in rows(folder, "--cohort", "2027-spring").items():
        if one["kind"] == "default":
            assert one["origin"].startswith("default: ")
            continue
        file, _, line = one["origin"].rpartition(":")
        text = (folder / file).read_text("utf-8").splitlines()
        first = one["value"].strip("[").split()[0].rstrip(",]")
        assert any(first in each for each in text[int(line) - 1 : int(line) + 2]), (key, one)


def test_a_region_says_which_file_won_and_over_what(folder: Path) -> None:
    made = rows(folder, "--region", "GB")
    network = made["region.facts.network"]
    assert network["value"] == "another map" and network["kind"] == "region"
    assert network["origin"] == "regions/GB.yaml:7" and network["instead-of"].startswith("regions/NO.yaml:")
    assert made["region.lead"]["kind"] == "above" and made["region.lead"]["origin"].startswith("regions/NO.yaml:")
    assert made["channels.community.title"]["value"] == "The lobby"
    assert made["channels.community.title"]["instead-of"].startswith("program.yaml:")
    assert made["region.holidays"]["origin"].count("regions/") == 2
    assert not any(key.startswith("region.answers") for key in made), "answers are never handed down"


@pytest.mark.parametrize("wide", ["60", "80", "120"])
def test_the_table_fits_and_tells_the_order(folder: Path, wide: str) -> None:
    words = ["config", str(folder), "--origin", "--region", "GB"]
    told = CliRunner().invoke(app, words, env={"COLUMNS": wide, "NO_COLOR": "1"}).output.splitlines()
    assert told[0] == "What stands first wins: regions/GB.yaml, regions/NO.yaml, program.yaml, defaults."
    assert max(map(len, told[1:])) <= int(wide)
    assert any("over regions/NO.yaml" in one for one in told) or wide == "60"


def test_a_key_narrows_it_and_a_wrong_region_is_told(folder: Path) -> None:
    made = rows(folder, "--key", "effort")
    assert set(made) == {"effort.learner", "effort.facilitator"}
    assert CliRunner().invoke(app, ["config", str(folder), "--region", "XX"]).exit_code == 2


KEY = st.sampled_from(["facts.a", "facts.b", "lead", "name"])


def test_a_word_or_a_message_that_is_said_again_hides_all_that_was_said_of_it_above() -> None:
    above = "replace: {words: {charger: {say: A, note: a box}, cable: K}}\nmessages: {first: {how: adapted, say: x}}"
    nearer = "replace: {words: {charger: {say: Ladegerät}}}\nmessages: {first: kept}"
    nodes = [read_yaml(text.encode(), f"{name}.yaml")[0] for name, text in (("AT", nearer), ("DACH", above))]
    chain = [(name, node) for name, node in zip(("AT", "DACH"), nodes, strict=True) if node is not None]
    made = {one.key: one for one in region_values(chain)}
    assert sorted(made) == [
        "region.messages.first", "region.replace.words.cable", "region.replace.words.charger.say",
    ]  # fmt: skip
    assert made["region.messages.first"].value == "kept" and made["region.messages.first"].instead_of == "DACH.yaml:2"
    charger = made["region.replace.words.charger.say"]
    assert (charger.value, charger.kind, charger.instead_of) == ("Ladegerät", "region", "DACH.yaml:1")


@given(st.lists(st.dictionaries(KEY, st.sampled_from("xyz"), min_size=1), min_size=1, max_size=4))
def test_the_nearest_file_that_says_a_key_is_its_origin(chain: list[dict[str, str]]) -> None:
    nodes = []
    for number, said in enumerate(chain):
        facts = "".join(f"  {key[6:]}: {value}\n" for key, value in said.items() if key.startswith("facts."))
        text = "".join(f"{key}: {value}\n" for key, value in said.items() if "." not in key)
        node, _ = read_yaml((text + (f"facts:\n{facts}" if facts else "")).encode(), f"{number}.yaml")
        assert node is not None
        nodes.append((str(number), node))
    made = {one.key.removeprefix("region."): one for one in region_values(nodes)}
    for key in {key for said in chain for key in said}:
        nearest = next((at for at, said in enumerate(chain) if key in said), None)
        if key == "name" and nearest != 0:
            assert key not in made
            continue
        assert nearest is not None and made[key].origin.startswith(f"{nearest}.yaml:")
        assert made[key].value == chain[nearest][key]
    assert len(made) <= sum(len(values_of(node, "region")) for _, node in nodes)
