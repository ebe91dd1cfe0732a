"""`new --ci`: the files with which a code host, or git itself, looks at a program."""

from __future__ import annotations

from pathlib import Path

from socialscaffold import __version__, resources

# What can be asked for, and where each file belongs in the repository.
PLACES = {
    "github": ".github/workflows/program.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}


def write_ci(folder: Path, asked: tuple[str, ...]) -> list[str]:
    """Write each file into the new folder; their paths in it. The version that checks is the one that is running."""
    made = []
    for name in asked:
        target = folder / PLACES[name]
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (resources.templates() / "ci" / f"{name}.yml").read_text("utf-8")
        target.write_text(text.replace("%VERSION%", __version__), "utf-8", newline="\n")
        made.append(PLACES[name])
    return made
