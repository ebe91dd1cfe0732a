"""The language server as an editor drives it: a real process, a real client, unsaved text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from client import Client

TEXT = """socialscaffold: 1
id: tiny
title: Tiny 🎓
audience: {role: Colleagues, learners: 18}
weeks: 6
outcomes:
  hold-it: Hold one talk with a colleague
channels:
  café: {title: "Café 🎓"}
strategies:
  support-network:
    sets:
      size: {min: 3, target: 6, max: 9}
      protocol: action-learning-set
modules:
  - id: m
    week: 1
    title: M
    activities:
      - {id: long, read: content/a.md, outcomes: [hold-it]}
"""


class File:
    """One file that is open in the editor."""

    def __init__(self, client: Client, path: Path, text: str) -> None:
        self.client, self.uri, self.version, self.text = client, path.as_uri(), 1, text
        told = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": text}
        client.tell("textDocument/didOpen", {"textDocument": told})
        self.found = client.diagnostics(self.uri)

    def write(self, text: str) -> list[dict[str, Any]]:
        self.version, self.text = self.version + 1, text
        changed = {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [{"text": text}]}
        self.client.tell("textDocument/didChange", changed)
        self.found = self.client.diagnostics(self.uri)
        return self.found

    def at(self, words: str, inside: int = 0) -> dict[str, Any]:
        """The place of some words, in the protocol's units."""
        index = self.text.index(words) + inside
        start = self.text.rfind("\n", 0, index) + 1
        column = len(self.text[start:index].encode("utf-16-le")) // 2
        return {
            "textDocument": {"uri": self.uri},
            "position": {"line": self.text.count("\n", 0, index), "character": column},
        }


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    made = Client(tmp_path_factory.mktemp("editor"))
    yield made
    assert made.end() == 0


@pytest.fixture
def file(client: Client, tmp_path: Path) -> File:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# A\n\nSay what you saw.\n", "utf-8")
    (tmp_path / "program.yaml").write_text("socialscaffold: 1\n", "utf-8")
    return File(client, tmp_path / "program.yaml", TEXT.replace("café", "cafe"))


def codes(found: list[dict[str, Any]]) -> set[str]:
    return {one["code"] for one in found if one["severity"] < 3}


def labels(told: Any) -> set[str]:
    return {one["label"] for one in told}


def test_what_the_server_can_do_is_said(client: Client) -> None:
    can = client.capabilities
    assert (
        can["hoverProvider"] and can["definitionProvider"] and can["codeActionProvider"] and can["completionProvider"]
    )


def test_findings_come_as_one_types_before_anything_is_saved(file: File) -> None:
    assert codes(file.found) == {"SS-SET-001"}
    assert codes(file.write(file.text.replace("weeks: 6", "wekes: 6"))) >= {"SS-YAML-002"}
    good = file.text.replace("wekes: 6", "weeks: 6").replace("min: 3", "min: 4").replace("max: 9", "max: 8")
    assert codes(file.write(good)) == set()
    assert codes(file.write(good + "a: [")) != set()


def test_a_place_behind_an_emoji_is_in_the_protocol_s_units(file: File) -> None:
    found = file.write(file.text.replace('{title: "Cafe', '{titel: "Cafe').replace('{title: "Café', '{titel: "Café'))
    unknown = next(one for one in found if one["code"] == "SS-YAML-002")
    assert unknown["range"]["start"] == file.at("titel")["position"]
    inline = file.text.replace("audience: {role: Colleagues,", 'audience: {role: "🎓🎓", lerners: 3,')
    unknown = next(one for one in file.write(inline) if "lerners" in one["message"])
    assert unknown["range"]["start"] == file.at("lerners")["position"]


def test_hover_tells_of_a_key_and_of_a_finding(file: File) -> None:
    told = file.client.ask("textDocument/hover", file.at("weeks: 6", 2))["contents"]["value"]
    assert "How many weeks it runs." in told
    told = file.client.ask("textDocument/hover", file.at("min: 3", 5))["contents"]["value"]
    assert "# SS-SET-001" in told and "## Why" in told and "wialusa" in told
    assert file.client.ask("textDocument/hover", file.at("Hold one", 1)) is None


@pytest.mark.parametrize(
    ("line", "expected", "not_there"),
    [
        ("\nwee", {"weeks"}, {"audience"}),
        ("\neffort:\n  ", {"learner", "facilitator"}, {"weeks"}),
        ("\neffort: {lea", {"learner"}, {"facilitator"}),
        ("\nmodules:\n  - id: x\n    activities:\n      - {id: y, do: It, outcomes: [ho", {"hold-it"}, {"m"}),
        ("\nmodules:\n  - id: x\n    activities:\n      - id: y\n        channel: ", {"cafe"}, {"hold-it"}),
        ("\nstrategies:\n  support-network:\n    sets:\n      protocol: wi", {"wial-action-learning"}, {"cafe"}),
        ("\nstrategies:\n  sense-making:\n    rounds:\n      - design: ", {"jigsaw", "world-cafe"}, {"cafe"}),
        ("\nstrategies:\n  engagement:\n    tasks:\n      - level: ", {"notice", "create"}, {"weeks"}),
        ("\nreview:\n  profile: ", {"workplace", "open"}, set()),
    ],
)
def test_completion_of_keys_choices_ids_and_patterns(
    file: File, line: str, expected: set[str], not_there: set[str]
) -> None:
    file.write(file.text + line)
    told = labels(file.client.ask("textDocument/completion", file.at(line, len(line))))
    assert expected <= told and not told & not_there, told


def test_an_id_leads_to_where_it_is_given_and_a_path_to_its_file(file: File) -> None:
    told = file.client.ask("textDocument/definition", file.at("[hold-it]", 2))
    assert told["uri"] == file.uri
    assert told["range"]["start"] == file.at("hold-it: Hold")["position"]
    told = file.client.ask("textDocument/definition", file.at("content/a.md", 4))
    assert told["uri"].endswith("/content/a.md")
    assert file.client.ask("textDocument/definition", file.at("Colleagues", 3)) is None


def test_a_quick_fix_mends_what_it_says(file: File) -> None:
    file.write(file.text.replace("[hold-it]", "[hold-ti]"))
    place = file.at("hold-ti")
    asked = {**place, "range": {"start": place["position"], "end": place["position"]}, "context": {"diagnostics": []}}
    (action,) = file.client.ask("textDocument/codeAction", asked)
    assert "SS-YAML-003" in action["title"]
    (edit,) = action["edit"]["changes"][file.uri]
    assert edit["newText"] == "hold-it" and edit["range"]["start"] == place["position"]
    assert "SS-YAML-003" not in codes(file.write(file.text.replace("hold-ti]", edit["newText"] + "]")))


def test_a_region_s_file_and_one_outside_any_program(file: File, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = Path(file.uri.removeprefix("file://")).parent
    (root / "regions").mkdir()
    file.write(file.text.replace("strategies:\n", "strategies:\n  localization: {regions: [NO]}\n"))
    text = "socialscaffold-region: 1\nprogram: tiny\nregion: NO\nna"
    (root / "regions" / "NO.yaml").write_text(text, "utf-8")
    region = File(file.client, root / "regions" / "NO.yaml", text)
    assert region.found
    told = labels(file.client.ask("textDocument/completion", region.at("\nna", 3)))
    assert "name" in told
    alone = tmp_path_factory.mktemp("alone") / "notes.md"
    opened = {"uri": alone.as_uri(), "languageId": "markdown", "version": 1, "text": "# Notes"}
    file.client.tell("textDocument/didOpen", {"textDocument": opened})
    asked = {"textDocument": {"uri": alone.as_uri()}, "position": {"line": 0, "character": 3}}
    assert file.client.ask("textDocument/hover", asked) is None
    assert file.client.ask("textDocument/completion", asked) == []


def test_a_folder_with_signs_that_addresses_write_otherwise(client: Client, tmp_path: Path) -> None:
    root = tmp_path / "100%25 sure ü"
    (root / "content").mkdir(parents=True)
    (root / "content" / "a.md").write_text("# A\n\nSay what you saw.\n", "utf-8")
    (root / "program.yaml").write_text("socialscaffold: 1\n", "utf-8")
    file = File(client, root / "program.yaml", TEXT)
    assert "SS-FILE-001" not in codes(file.found) and file.found
    told = client.ask("textDocument/definition", file.at("content/a.md", 4))
    assert told["uri"] == (root / "content" / "a.md").as_uri()


def test_findings_come_under_the_address_that_the_editor_wrote(client: Client, tmp_path: Path) -> None:
    root = tmp_path / "a (1)"
    root.mkdir()
    (root / "program.yaml").write_text("socialscaffold: 1\n", "utf-8")
    uri = (root / "program.yaml").as_uri().replace("%28", "(").replace("%29", ")").replace("program", "%70rogram")
    opened = {"uri": uri, "languageId": "yaml", "version": 1, "text": "socialscaffold: 1\nid: x\n"}
    client.tell("textDocument/didOpen", {"textDocument": opened})
    assert client.diagnostics(uri)


def test_a_text_on_no_disk_is_left_alone(client: Client) -> None:
    opened = {"uri": "untitled:Untitled-1", "languageId": "yaml", "version": 1, "text": "socialscaffold: 1\n"}
    client.tell("textDocument/didOpen", {"textDocument": opened})
    asked = {"textDocument": {"uri": "untitled:Untitled-1"}, "position": {"line": 0, "character": 3}}
    assert client.ask("textDocument/hover", asked) is None
