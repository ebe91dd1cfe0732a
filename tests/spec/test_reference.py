from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from socialscaffold.spec.reference import reference
from socialscaffold.spec.schema import FILES, json_schema

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


def test_the_reference_in_the_docs_is_the_model() -> None:
    assert (ROOT / "docs" / "language.md").read_text("utf-8") == reference()


@pytest.mark.parametrize("which", FILES)
def test_the_schema_is_valid_draft_07(which: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(json_schema(which)))


def _as_an_editor_reads(path: Path) -> object:
    """The raw words of a file, as an editor's YAML 1.2 reader would type them: numbers and booleans, nothing else."""

    class Editor(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, rule) for tag, rule in rules if tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")]
            for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Editor.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), "tf")
    return yaml.load(path.read_text("utf-8"), Editor)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/program.yaml")), ids=lambda path: path.parent.name)
def test_the_schema_accepts_what_the_reader_accepts(path: Path) -> None:
    schema = json.loads(json_schema("program"))
    wrong = [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(_as_an_editor_reads(path))]
    assert wrong == []


def test_the_schema_refuses_an_unknown_key() -> None:
    schema = json.loads(json_schema("program"))
    program = _as_an_editor_reads(EXAMPLES / "difficult-conversations" / "program.yaml")
    assert isinstance(program, dict)
    program["wekes"] = 6
    assert any("wekes" in error.message for error in jsonschema.Draft7Validator(schema).iter_errors(program))
