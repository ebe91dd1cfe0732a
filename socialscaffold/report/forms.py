"""Findings in the forms that other programs read. Each form is a function of what was found and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from socialscaffold.report.report import Report

# The function that makes each form, and where it stands; only that one is imported.
FORMS = {
    "compact": ("lines", "compact"),
    "json": ("data", "as_json"),
    "github": ("lines", "github"),
    "sarif": ("sarif", "as_sarif"),
    "junit": ("junit", "as_junit"),
}


def in_form(form: str, report: Report) -> str:
    """The findings in a form of FORMS."""
    module, function = FORMS[form]
    make: Callable[[Report], str] = getattr(import_module(f"socialscaffold.report.{module}"), function)
    return make(report)
