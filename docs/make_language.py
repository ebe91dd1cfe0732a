"""Write docs/language.md from the model: `python3 docs/make_language.py` with the project installed."""

from pathlib import Path

from socialscaffold.spec.reference import reference

Path(__file__).with_name("language.md").write_text(reference(), "utf-8", newline="\n")
