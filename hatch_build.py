"""Read the pattern library, compile the templates and make scripts and styles lean, all into the wheel.

Half the time of a `check` or `build` went there. A checkout has nothing ready and reads `patterns/library/` and
`templates/`. An installation whose Jinja is another than the one that compiled reads the templates too (see
`socialscaffold/output/templates.py`).
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
        from socialscaffold.output import assets, templates
        from socialscaffold.patterns import defaults, library, texts
        from socialscaffold.words import catalogue

        self.made = tempfile.TemporaryDirectory()
        for room in (assets, templates, defaults, library, catalogue, texts):
            room.compile_into(Path(self.made.name))
        build_data["force_include"][self.made.name] = "socialscaffold/_compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up."""
        if version != "editable":
            self.made.cleanup()
