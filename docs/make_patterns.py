"""Write docs/patterns.md from the library: `python3 docs/make_patterns.py` with the project installed."""

from pathlib import Path

from socialscaffold.patterns.reference import reference

Path(__file__).with_name("patterns.md").write_text(reference(), "utf-8", newline="\n")
