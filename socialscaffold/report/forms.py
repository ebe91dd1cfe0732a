"""Findings in the forms that other programs read. Each form is a function of what was found and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.marks import Span

LEVELS = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class Report:
    """What a form is made of.

    `prefix` leads from where the reader stands to the program's folder (`courses/ev/`, or nothing); `file` is the
    program's own, for findings without a place; `version` is ours.
    """

    found: Sequence[Diagnostic]
    prefix: str
    file: str
    version: str

    def span(self, one: Diagnostic) -> Span:
        """Where a finding stands: in its file, or at the beginning of the program's."""
        return one.span if one.span is not None and one.span.file else Span(self.file)

    def path(self, one: Diagnostic) -> str:
        """The file of a finding from where the reader stands."""
        return self.prefix + self.span(one).file


def compact(report: Report) -> str:
    """One line each, as compilers write them: `file:line:column: error SS-…: what was seen`."""
    lines = []
    for one in report.found:
        span = report.span(one)
        seen = " ".join(one.message.split())
        lines.append(f"{report.path(one)}:{span.line}:{span.column}: {LEVELS[one.severity]} {one.code}: {seen}")
    return "\n".join(lines)


def github(report: Report) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    kinds = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "notice"}
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
        lines.append(f"::{kinds[one.severity]} {told}::{_data(_whole(one))}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _whole(one: Diagnostic) -> str:
    return f"{one.message}\n{one.hint}" if one.hint else one.message


def sarif(report: Report) -> str:
    """SARIF 2.1.0, for code scanning."""
    from socialscaffold.report.sarif import as_sarif

    return as_sarif(report)


def junit(report: Report) -> str:
    """JUnit's XML, for the test pages of continuous integration."""
    from socialscaffold.report.junit import as_junit

    return as_junit(report)


FORMS: dict[str, Callable[[Report], str]] = {"compact": compact, "github": github, "sarif": sarif, "junit": junit}
