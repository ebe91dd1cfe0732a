"""The catalogues of the tool's own words: `catalogues/de.po` and its like, which a wheel brings compiled.

A text is looked up by itself, or by itself within a context; what a catalogue lacks, or holds as unsure, the next one
of the chain says, and English last.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from socialscaffold.resources import compiled
from socialscaffold.words.chain import ENGLISH, chain

if TYPE_CHECKING:
    from gettext import GNUTranslations

FOLDER = Path(__file__).with_name("catalogues")


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, English aside, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.po")))


def spoken(language: str) -> str:
    """The language of the chain that has a catalogue, `en` where none has."""
    return next((one for one in chain(language) if one == ENGLISH or (FOLDER / f"{one}.po").is_file()), ENGLISH)


@cache
def translations(language: str) -> GNUTranslations | None:
    """The catalogues of a language's chain as one; None where English is the first that is there."""
    found: GNUTranslations | None = None
    for one in chain(language):
        made = _catalogue(one)
        if made is None:
            continue
        if found is None:
            found = made
        else:
            found.add_fallback(made)
    return found


def _catalogue(name: str) -> GNUTranslations | None:
    from gettext import GNUTranslations

    ready, source = compiled() / "words" / f"{name}.mo", FOLDER / f"{name}.po"
    if ready.is_file():
        return GNUTranslations(io.BytesIO(ready.read_bytes()))
    return GNUTranslations(io.BytesIO(_machine_form(source))) if source.is_file() else None


def compile_into(folder: Path) -> None:
    """Write every catalogue under `folder` as `_catalogue` looks for it there; the wheel's build calls this."""
    target = folder / "words"
    target.mkdir(parents=True)
    for name in languages():
        (target / f"{name}.mo").write_bytes(_machine_form(FOLDER / f"{name}.po"))


def _machine_form(path: Path) -> bytes:
    """A catalogue in the form that machines read. Unsure entries are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = io.BytesIO()
    write_mo(out, read_po(io.BytesIO(path.read_bytes()), locale=path.stem.replace("-", "_")), use_fuzzy=False)
    return out.getvalue()
