"""Compile the templates into the wheel, so that no build of a program has to: a third of its time went there.

A checkout has no compiled templates and reads them from `templates/`; so does an installation whose Jinja is another
than the one that compiled (see `socialscaffold/output/templates.py`).
"""

from __future__ import annotations

import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface[Any]):
    """Adds `socialscaffold/_compiled/` to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the wheel is an editable one, which points at the checkout."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from socialscaffold.output.templates import compile_into

        self.made = tempfile.TemporaryDirectory()
        compile_into(self.made.name)
        build_data["force_include"][self.made.name] = "socialscaffold/_compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up."""
        if version != "editable":
            self.made.cleanup()
