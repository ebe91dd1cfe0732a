"""Findings as lines: for people who read many at once, and for GitHub."""

from __future__ import annotations

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.report.report import Report


def compact(report: Report) -> str:
    """One line each, as compilers write them: `file:line:column: error SS-…: what was seen`."""
    lines = []
    for one in report.found:
        span = report.span(one)
        seen = " ".join(one.message.split())
        lines.append(f"{report.path(one)}:{span.line}:{span.column}: {one.severity.word} {one.code}: {seen}")
    return "\n".join(lines)


def github(report: Report) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    lines = []
    for one in report.found:
        span = report.span(one)
        values = {"file": report.path(one), "line": str(span.line), "col": str(span.column)}
        if span.end_line > span.line:
            values["endLine"] = str(span.end_line)
        elif span.end_column > span.column:
            values["endColumn"] = str(span.end_column)
        values["title"] = one.code
        told = ",".join(f"{name}={_value(text)}" for name, text in values.items())
        lines.append(f"::{_kind(one)} {told}::{_data(_whole(one))}")
    return "\n".join(lines)


def _kind(one: Diagnostic) -> str:
    return "notice" if one.severity is Severity.INFO else one.severity.word


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _whole(one: Diagnostic) -> str:
    return f"{one.message}\n{one.hint}" if one.hint else one.message
