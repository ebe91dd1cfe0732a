"""Read the pattern library and compile the templates into the wheel: half the time of a `check` or `build` went there.

A checkout has neither and reads `patterns/library/` and `templates/`. An installation whose Jinja is another than the
one that compiled reads the templates too (see `socialscaffold/output/templates.py`).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiled(BuildHookInterface[Any]):
    """Adds `socialscaffold/_compiled/` to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the wheel is an editable one, which points at the checkout."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from socialscaffold.output import templates
        from socialscaffold.patterns import defaults, library

        self.made = tempfile.TemporaryDirectory()
        for room in (templates, defaults, library):
            room.compile_into(Path(self.made.name))
        build_data["force_include"][self.made.name] = "socialscaffold/_compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up."""
        if version != "editable":
            self.made.cleanup()
