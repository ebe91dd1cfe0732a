"""Findings as SARIF 2.1.0, with each rule's page as its help and its tier among its properties."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.marks import Span
from socialscaffold.report.fingerprint import numbered
from socialscaffold.report.report import Report
from socialscaffold.review.catalogue import Entry, entry
from socialscaffold.review.explain import markdown, parts

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(report: Report) -> str:
    """One run with its rules, those that told something, and a result for each finding."""
    codes = sorted({one.code for one in report.found})
    driver: dict[str, Any] = {"name": "socialscaffold", "version": report.version}
    driver["rules"] = [_rule(code, next(one for one in report.found if one.code == code)) for code in codes]
    marks = numbered(report.found)
    results = [_result(one, report, codes, mark) for one, mark in zip(report.found, marks, strict=True)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    made = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(made, ensure_ascii=False, indent=2)


def _rule(code: str, told: Diagnostic) -> dict[str, Any]:
    one = entry(code)
    if one is None:  # told by reading a package, which has no page
        return {"id": code, "defaultConfiguration": {"level": told.severity.word}}
    return {
        "id": code,
        "shortDescription": {"text": one.title},
        "fullDescription": {"text": one.page.sees or one.title},
        "help": {"text": _plain(one), "markdown": markdown(one)},
        "defaultConfiguration": {"level": one.severity.word},
        "properties": {"tier": one.tier, "sources": list(one.sources), "tags": [code.split("-")[1].lower()]},
    }


def _plain(one: Entry) -> str:
    return "\n\n".join(f"{head}:\n{text.rstrip()}" for head, text in parts(one))


def _result(one: Diagnostic, report: Report, codes: list[str], mark: str) -> dict[str, Any]:
    where = {"artifactLocation": {"uri": quote(report.path(one))}, "region": _region(report.span(one))}
    return {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": one.severity.word,
        "message": {"text": f"{one.message} {one.hint}".rstrip()},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"socialscaffold/v1": mark},
        "rank": {Severity.ERROR: 100.0, Severity.WARN: 50.0, Severity.INFO: 10.0}[one.severity],
    }


def _region(span: Span) -> dict[str, int]:
    region = {"startLine": span.line, "startColumn": span.column}
    if (span.end_line, span.end_column) > (span.line, span.column):
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return region
