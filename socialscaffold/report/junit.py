"""Findings as JUnit's XML: a suite for each file, a case for each finding; what has none is one case that passed."""

from __future__ import annotations

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.output.xml import FORBIDDEN, Element, element, xml_bytes
from socialscaffold.report.report import Report


def as_junit(report: Report) -> str:
    """Errors and warnings failed, notes passed and say what they say; no clock is read, so every time is 0."""
    files: dict[str, list[Diagnostic]] = {}
    for one in report.found:
        files.setdefault(report.path(one), []).append(one)
    suites = [_suite(path, found, report) for path, found in files.items()]
    if not suites:
        name = _plain(report.prefix + report.file)
        case = element("testcase", {"name": "design review", "classname": name, "time": "0"})
        suites = [element("testsuite", {"name": name, **_numbers(1, 0), "skipped": "0"}, case)]
    tests = sum(int(one.attrib["tests"]) for one in suites)
    failures = sum(int(one.attrib["failures"]) for one in suites)
    root = element("testsuites", {"name": "socialscaffold", **_numbers(tests, failures)}, *suites)
    return xml_bytes(root, {}).decode().rstrip("\n")


def _suite(path: str, found: list[Diagnostic], report: Report) -> Element:
    places = [f"{one.code} at {report.span(one).line}:{report.span(one).column}" for one in found]
    again = [places[:number].count(place) for number, place in enumerate(places)]
    names = [f"{place} ({count + 1})" if count else place for place, count in zip(places, again, strict=True)]
    cases = [_case(one, name, path, report) for one, name in zip(found, names, strict=True)]
    failures = sum(one.severity is not Severity.INFO for one in found)
    return element("testsuite", {"name": _plain(path), **_numbers(len(cases), failures), "skipped": "0"}, *cases)


def _case(one: Diagnostic, name: str, path: str, report: Report) -> Element:
    span = report.span(one)
    place = {"name": name, "classname": _plain(path), "time": "0"}
    text = _plain(f"{path}:{span.line}:{span.column}\n{one.message}\n{one.hint}").rstrip()
    if one.severity is Severity.INFO:
        return element("testcase", place, element("system-out", text=text))
    weight = {"message": _plain(one.message), "type": str(one.severity)}
    return element("testcase", place, element("failure", weight, text=text))


def _numbers(tests: int, failures: int) -> dict[str, str]:
    """What a suite and all of them together say alike: Jenkins' schema has `skipped` for a suite alone."""
    return {"tests": str(tests), "failures": str(failures), "errors": "0", "time": "0"}


def _plain(text: str) -> str:
    """Text without what XML 1.0 can't hold."""
    return FORBIDDEN.sub("�", text)
