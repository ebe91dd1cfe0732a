"""The packages of a build, judged as any other tool's would be before anyone uploads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.inspect.package import inspect_package
from socialscaffold.output.document import Document

PACKAGES = (".zip", ".imscc")
# Our identifiers are the program's id, whatever it looks like: they never change from build to build.
_OF_OTHERS = frozenset(["SS-PKG-049"])


def check_packages(documents: Iterable[Document]) -> list[Diagnostic]:
    """The errors and warnings of `inspect_package` for the packages among `documents`, each named in its message."""
    found: list[Diagnostic] = []
    for one in documents:
        if one.path.endswith(PACKAGES):
            for told in inspect_package(BytesIO(one.data)).found:
                if told.severity is not Severity.INFO and told.code not in _OF_OTHERS:
                    found.append(replace(told, message=f"In {one.path}: {told.message}", span=None))
    return found
