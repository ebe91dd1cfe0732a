"""A small program with two regions, the real command, and files as learners hand them out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from socialscaffold.cli.app import app

PROGRAM = """\
# Kept: a comment at the top.
socialscaffold: 1
id: fair
title: Fair talks
audience: {role: Team leader, learners: 12}
outcomes: {say: Say what you saw}
weeks: 4
messages:
  first: {text: Say what you saw first., essential: true, revision: 2}   # kept, too
strategies:
  localization:
    regions: [NO, DE]
    prompts:
      - id: rules
        message: first
        dimension: regulation
        ask: "Which rule in {region} changes such a talk?"
      - id: words
        message: first
        dimension: language
        ask: "Which words do people in {region} use for it?"
    harvest: {review-by: the lead, promote-when: {regions-agree: 2}}   # the rule
"""
NORWAY = """\
# Norway's own file.
socialscaffold-region: 1
program: fair
region: NO      # never false
name: Norway
lead: northern-lead
based-on: {first: 2}
answers:        # what came back
  - id: NO-rules-1   # the first one
    prompt: rules
    status: accepted
    consent: yes
    reviewed-by: northern-lead
    text: >
      The employee may bring a person of trust to every talk.
# the end
"""


def begin(folder: Path) -> Path:
    """The program in a new folder; beside it lies the key."""
    program = folder / "program"
    (program / "regions").mkdir(parents=True)
    (program / "program.yaml").write_text(PROGRAM, "utf-8")
    (program / "regions" / "NO.yaml").write_text(NORWAY, "utf-8")
    (folder / "key").write_text("0123456789abcdef" * 2, "utf-8")
    return program


Run = Callable[..., "Called"]


@dataclass(frozen=True)
class Called:
    """What a command said and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def call(program: Path, *words: str, said: str | None = None) -> Called:
    """`socialscaffold harvest …`; `said` is what the reviewer types."""
    keyed = words[0] in ("collect", "withdraw") and "--key" not in words
    key = ["--key", str(program.parent / "key")] if keyed else []
    line = ["harvest", *words, "-p", str(program), *key]
    done = CliRunner().invoke(app, line, input=said or "", catch_exceptions=False)
    return Called(done.exit_code, done.stdout, done.stderr)


def export(folder: Path, learner: str, answers: dict[str, str | None], region: str = "NO") -> Path:
    """A learner's answers as the page hands them out; None is a consent that was not given."""
    value: dict[str, Any] = {
        "format": "socialscaffold-journal", "version": 1, "program": "fair", "title": "x", "language": "en",
        "learner": learner, "region": region, "texts": ["private"], "values": {"a": "private"},
        "answers": [
            {"prompt": prompt, "region": region, "text": text or "", "consent": text is not None}
            for prompt, text in answers.items()
        ],
    }  # fmt: skip
    path = folder / f"{learner}-answers.json"
    path.write_text(json.dumps(value), "utf-8")
    return path


def form(folder: Path, rows: list[tuple[str, ...]], name: str = "form.csv") -> Path:
    """A return form as a CSV file."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["program", "region", "prompt", "learner", "text", "consent"])
        writer.writerows(rows)
    return path
