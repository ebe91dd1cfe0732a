"""Writes docs/rules/ from the rules of the review: `python3 docs/make_rules.py`."""

from pathlib import Path

from socialscaffold.review.catalogue import catalogue
from socialscaffold.review.explain import markdown

FOLDER = Path(__file__).with_name("rules")


def pages() -> dict[str, str]:
    """Every page of the folder by its name."""
    rules = [one for one in catalogue() if one.of_design]
    rows = [f"| [{one.code}]({one.code}.md) | {one.severity} | {one.tier} | {one.title} |" for one in rules]
    head = [
        "# The rules of the design review",
        "",
        "Made by `docs/make_rules.py`; `socialscaffold explain CODE` prints one.",
    ]
    table = [*head, "", "| code | weight | evidence | what it tells |", "|---|---|---|---|", *rows]
    return {"README.md": "\n".join(table) + "\n"} | {f"{one.code}.md": markdown(one) for one in rules}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
