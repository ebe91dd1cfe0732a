"""A rule's page, from its docstring: what it sees, why, what speaks against it, how to mend it, a bad and a good twin.

The first paragraph says what is seen. The others begin with `Why:`, `Counter:`, `Fix:`, `Bad:` or `Good:`. What stands
below `Bad:` and `Good:`, four spaces deeper, is a program; a line `# path/to/file.yaml` begins another of its files.
Keys that the program does not name are those of the smallest one (`SMALLEST`).
"""

from __future__ import annotations

import re
from inspect import cleandoc

from socialscaffold.dataclass import dataclass
from socialscaffold.regex import regex

PARTS = ("Why", "Counter", "Fix", "Bad", "Good")
SMALLEST = {
    "socialscaffold": "1",
    "id": "example",
    "title": "Holding the talk",
    "audience": "{role: Colleagues, learners: 18}",
    "weeks": "6",
    "outcomes": "{hold-talk: Hold one difficult talk with a colleague}",
}
_FILE = regex(r"# (\S+\.(?:yaml|csv|md))")


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page as plain text; examples as YAML, empty where there are none."""

    sees: str
    why: str
    counter: str
    fix: str
    bad: str
    good: str


def page_of(words: str) -> Page:
    """The page that a docstring, or a section of `reading.md`, makes."""
    text = cleandoc(words)
    pieces = re.split(rf"^({'|'.join(PARTS)}):[ \n]", text, flags=re.MULTILINE)
    parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))

    def prose(name: str) -> str:
        return " ".join(parts.get(name, "").split())

    def example(name: str) -> str:
        return cleandoc("\n" + parts.get(name, "")) + "\n" if parts.get(name, "").strip() else ""

    return Page(
        " ".join(pieces[0].split()), prose("Why"), prose("Counter"), prose("Fix"), example("Bad"), example("Good")
    )


def files_of(example: str) -> dict[str, str]:
    """The files of an example by their paths; the program has every key that it needs to be read."""
    files = {"program.yaml": ""}
    path = "program.yaml"
    for line in example.splitlines():
        if hit := _FILE.fullmatch(line):
            path = hit[1]
            files[path] = ""
        else:
            files[path] += line + "\n"
    program = files["program.yaml"].rstrip("\n") + "\n"
    said = set(re.findall(r"^([a-z-]+):", program, re.MULTILINE))
    files["program.yaml"] = program + "".join(f"{key}: {value}\n" for key, value in SMALLEST.items() if key not in said)
    return files
