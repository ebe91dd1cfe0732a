"""The names of formats, presets and languages as asked for. Usage errors (exit 2) for those that there are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialscaffold.targets.lms import Lms


def known_formats(formats: tuple[str, ...]) -> None:
    """Refuse a format that no build makes."""
    import typer

    from socialscaffold.spec.program import FORMATS

    for name in formats:
        if name not in FORMATS:
            raise typer.BadParameter(f"`{name}` is none of {', '.join(FORMATS)}", param_hint="--format")


def preset_of(name: str | None, formats: tuple[str, ...]) -> Lms | None:
    """The preset of that name, if one is named; refuse an unknown one, and one beside `--format`."""
    if name is None:
        return None
    import typer

    from socialscaffold.source.suggest import did_you_mean
    from socialscaffold.targets.lms import presets

    known = presets()
    if formats:
        raise typer.BadParameter("it chooses the formats; leave `--format` out", param_hint="--lms")
    if name not in known:
        near = did_you_mean(name, known)
        hint = f"did you mean `{near}`?" if near else f"there are {', '.join(known)}"
        raise typer.BadParameter(f"`{name}` is no preset; {hint}", param_hint="--lms")
    return known[name]


def known_language(language: str) -> None:
    """Refuse what is no tag of a language."""
    import re

    import typer

    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise typer.BadParameter(
            f"`{language}` is no language; write a tag such as de or nb-NO", param_hint="--language"
        )
